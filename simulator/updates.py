"""Updates that wait for the service: kept 24 h, handed out by getUpdates or taken by the webhook."""

import asyncio
import json
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice

from simulator.clock import Clock
from simulator.world import Json

KEPT_SECONDS = 24 * 3600
REMEMBERED = 20_000


@dataclass(slots=True, eq=False)
class Update:
    """One update of the queue. `again` marks a repeated one, which getUpdates hands out whatever the offset."""

    serial: int
    update_id: int
    chat_id: int | None
    content: Json
    body: bytes
    at: int
    again: bool = False
    attempts: int = 0


class Updates:
    """The queue of one bot. `taker` is called with each new update while a webhook is set."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.taker: Callable[[Update], None] | None = None
        self.duplicates = 0
        self.forget()

    def forget(self) -> None:
        self.pending: OrderedDict[int, Update] = OrderedDict()
        self._sent: OrderedDict[int, tuple[int | None, Json]] = OrderedDict()
        self.allowed: frozenset[str] | None = None
        self.last_id = 100_000_000
        self._serial = 0
        self._arrived = asyncio.Event()

    def push(self, kind: str, chat_id: int, content: Json) -> int:
        """Queues an update of `kind` unless the bot did not ask for such; answers its update_id."""
        self.last_id += 1
        if self.allowed is None or kind in self.allowed:
            update = {"update_id": self.last_id, kind: content}
            self._remember(self.last_id, chat_id, update)
            for number in range(1 + self.duplicates):
                self._put(self.last_id, chat_id, update, again=number > 0)
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
        self._put(number, None, update, again)
        return number

    def replay(self, update_id: int) -> bool:
        """Sends an old update again; false when it is not remembered."""
        if update_id not in self._sent:
            return False
        chat_id, update = self._sent[update_id]
        self._put(update_id, chat_id, update, again=True)
        return True

    def _remember(self, update_id: int, chat_id: int | None, update: Json) -> None:
        self._sent[update_id] = (chat_id, update)
        if len(self._sent) > REMEMBERED:
            self._sent.popitem(last=False)

    def _put(self, update_id: int, chat_id: int | None, content: Json, again: bool) -> None:
        self._serial += 1
        body = json.dumps(content, ensure_ascii=False).encode()
        update = Update(self._serial, update_id, chat_id, content, body, self.clock.seconds(), again)
        self.pending[update.serial] = update
        self._arrived.set()
        if self.taker:
            self.taker(update)

    def expired(self, update: Update) -> bool:
        return self.clock.seconds() - update.at > KEPT_SECONDS

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

    async def arrival(self) -> None:
        """Waits for the next update, or for whoever wakes the polls."""
        self._arrived.clear()
        await self._arrived.wait()

    def wake(self) -> None:
        """Lets waiting polls look again: something other than an update happened."""
        self._arrived.set()
