"""Updates of one bot that wait for the service: in order, kept 24 h, and taken by the webhook while one is set."""

import asyncio
import json
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from simulator.clock import Clock
from simulator.world import Json

KEPT_SECONDS = 24 * 3600


@dataclass(slots=True, eq=False)
class Update:
    """One update of the queue. `again` marks a repeated one, `body` is what a webhook is called with."""

    serial: int
    update_id: int
    chat_id: int | str | None
    content: Json
    body: bytes
    at: int
    again: bool = False
    attempts: int = 0


class Queue:
    """What every messenger's queue is. `taker` is called with each new update while a webhook is set."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.taker: Callable[[Update], None] | None = None
        self.duplicates = 0
        self.forget()

    def forget(self) -> None:
        self.pending: OrderedDict[int, Update] = OrderedDict()
        self._serial = 0
        self._arrived = asyncio.Event()

    def put(self, update_id: int, chat_id: int | str | None, content: Json, again: bool) -> None:
        self._serial += 1
        body = json.dumps(self.told(content), ensure_ascii=False).encode()
        update = Update(self._serial, update_id, chat_id, content, body, self.clock.seconds(), again)
        self.pending[update.serial] = update
        self._arrived.set()
        if self.taker:
            self.taker(update)

    def told(self, content: Json) -> Json:
        """An update as a webhook is told it."""
        return content

    def expired(self, update: Update) -> bool:
        return self.clock.seconds() - update.at > KEPT_SECONDS

    async def arrival(self) -> None:
        """Waits for the next update, or for whoever wakes the polls."""
        self._arrived.clear()
        await self._arrived.wait()

    def wake(self) -> None:
        """Lets waiting polls look again: something other than an update happened."""
        self._arrived.set()
