"""Beside the stream of messages: presses are answered, old buttons are taken, a messenger that is down is asked."""

import asyncio
import contextlib
import time
from collections import deque
from collections.abc import Callable, Coroutine, Set

from bot.channels import Channel, Refused, TooFast, Unavailable
from bot.logs import describe
from bot.outcomes import Outcome
from bot.pacing import Pacing
from storage.tables.messaging import OutboxMessage

_MOST_AT_ONCE = 32
_MOST_OLD = 1_000


class Beside:
    """For one messenger. `finish` is told how each answer to a press ended."""

    def __init__(self, channel: Channel, pacing: Pacing, finish: Callable[[Outcome], None]) -> None:
        self._channel = channel
        self._pacing = pacing
        self._finish = finish
        self._tasks: set[asyncio.Task[None]] = set()
        self._old: deque[tuple[str, str]] = deque(maxlen=_MOST_OLD)
        self._asking = False

    @property
    def tasks(self) -> Set[asyncio.Task[None]]:
        """What is under way."""
        return self._tasks

    @property
    def room(self) -> int:
        """How many presses may be answered now."""
        return max(_MOST_AT_ONCE - len(self._tasks), 0)

    def answer(self, message: OutboxMessage) -> None:
        """A press counts towards no limit, and is worth one try only."""
        self._fly(self._answer(message))

    def replaced(self, address: str, message_ref: str) -> None:
        """Another message shows the slot of this one now: its buttons are taken when there is time."""
        self._old.append((address, message_ref))

    def tidy(self) -> None:
        """There is time: one old message loses its buttons."""
        if self._old:
            self._fly(self._take_buttons(*self._old.popleft()))

    def ask(self, back: Callable[[], None]) -> None:
        """Asks a messenger that is down; `back` is called when it answers. One question at a time."""
        if not self._asking:
            self._asking = True
            self._fly(self._ask(back))

    def _fly(self, work: Coroutine[object, object, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _answer(self, message: OutboxMessage) -> None:
        told, began = message.screen, time.monotonic()
        state, error = "sent", ""
        try:
            await self._channel.answer_press(told["press_id"], told.get("text", ""), told.get("alert", False))
        except Exception as failure:
            known = isinstance(failure, Refused | TooFast | Unavailable)
            state, error = "failed", str(failure) if known else describe(failure)
        self._finish(Outcome(message, state, round((time.monotonic() - began) * 1000), error=error))

    async def _take_buttons(self, address: str, message_ref: str) -> None:
        """With its buttons an old message still answers, so nothing depends on this."""
        slot = self._pacing.reserve()
        await asyncio.sleep(max(0.0, slot.at - time.monotonic()))
        with contextlib.suppress(Refused, TooFast, Unavailable):
            await self._channel.take_buttons(address, message_ref)

    async def _ask(self, back: Callable[[], None]) -> None:
        try:
            await self._channel.username()
        except (Unavailable, TooFast, Refused):
            return
        finally:
            self._asking = False
        back()
