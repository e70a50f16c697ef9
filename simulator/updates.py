"""Updates of the local Telegram: numbered, confirmed by an offset, handed out by getUpdates."""

from collections import OrderedDict
from itertools import islice

from simulator.queue import Queue
from simulator.world import Json

REMEMBERED = 20_000


class Updates(Queue):
    """The queue of one bot. A repeated update is handed out whatever the offset."""

    def forget(self) -> None:
        super().forget()
        self._sent: OrderedDict[int, tuple[int | None, Json]] = OrderedDict()
        self.allowed: frozenset[str] | None = None
        self.last_id = 100_000_000

    def push(self, kind: str, chat_id: int, content: Json) -> int:
        """Queues an update of `kind` unless the bot did not ask for such; answers its update_id."""
        self.last_id += 1
        if self.allowed is None or kind in self.allowed:
            update = {"update_id": self.last_id, kind: content}
            self._remember(self.last_id, chat_id, update)
            for number in range(1 + self.duplicates):
                self.put(self.last_id, chat_id, update, again=number > 0)
        return self.last_id

    def push_raw(self, update: Json) -> int:
        """Queues any JSON as an update, with an update_id of its own when it brings none."""
        given = update.get("update_id")
        if isinstance(given, int):
            again = given <= self.last_id
            self.last_id = max(self.last_id, given)
        else:
            again = False
            self.last_id += 1
            update = {"update_id": self.last_id, **update}
        number: int = update["update_id"]
        self._remember(number, None, update)
        self.put(number, None, update, again)
        return number

    def replay(self, update_id: int) -> bool:
        """Sends an old update again; false when it is not remembered."""
        if update_id not in self._sent:
            return False
        chat_id, update = self._sent[update_id]
        self.put(update_id, chat_id, update, again=True)
        return True

    def _remember(self, update_id: int, chat_id: int | None, update: Json) -> None:
        self._sent[update_id] = (chat_id, update)
        if len(self._sent) > REMEMBERED:
            self._sent.popitem(last=False)

    def confirm(self, offset: int) -> None:
        """Forgets what is older than `offset` or a day; a negative offset keeps only that many from the end."""
        if offset < 0:
            while len(self.pending) > -offset:
                self.pending.popitem(last=False)
            return
        gone = []
        for update in self.pending.values():
            if self.expired(update) or (update.update_id < offset and not update.again):
                gone.append(update.serial)
            elif update.update_id >= offset:
                break
        for serial in gone:
            del self.pending[serial]

    def batch(self, limit: int) -> list[Json]:
        """The next updates in order. Repeated ones are given once and forgotten."""
        chosen = list(islice(self.pending.values(), limit))
        for update in chosen:
            if update.again:
                del self.pending[update.serial]
        return [update.content for update in chosen]
