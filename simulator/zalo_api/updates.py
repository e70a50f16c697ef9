"""Updates of the local Zalo: handed out one by one and gone with that; a webhook is told them inside «result»."""

from collections import OrderedDict

from simulator.queue import Queue
from simulator.world import Json

REMEMBERED = 20_000


class Updates(Queue):
    """The queue of one bot. There are no numbers of updates: event_name and message_id tell one from another."""

    def forget(self) -> None:
        super().forget()
        self._sent: OrderedDict[str, tuple[str, Json]] = OrderedDict()

    def told(self, content: Json) -> Json:
        return {"ok": True, "result": content}

    def push(self, event_name: str, chat_id: str, message: Json) -> None:
        update = {"event_name": event_name, "message": message}
        self._sent[message["message_id"]] = (chat_id, update)
        if len(self._sent) > REMEMBERED:
            self._sent.popitem(last=False)
        for number in range(1 + self.duplicates):
            self.put(0, chat_id, update, again=number > 0)

    def push_raw(self, update: Json) -> None:
        """Queues any JSON as an update."""
        self.put(0, None, update, again=False)

    def replay(self, message_id: str) -> bool:
        """Sends the update of a message again; false when it is not remembered."""
        if message_id not in self._sent:
            return False
        chat_id, update = self._sent[message_id]
        self.put(0, chat_id, update, again=True)
        return True

    def take(self) -> Json | None:
        """The next update, which nobody gets again."""
        while self.pending:
            _, update = self.pending.popitem(last=False)
            if not self.expired(update):
                return update.content
        return None
