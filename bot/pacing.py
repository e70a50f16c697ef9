"""Pacing: when the next message may leave, so that a messenger never has to refuse one."""

import asyncio
import math
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

_CATCH_UP = 3
_SPARE = 0.004
_REMEMBERED_LATENCIES = 50
_MOST_LATE = 1.0


@dataclass(slots=True)
class Slot:
    """The right to send one message at `at` (time.monotonic). `late`: by how much the messenger saw it later."""

    at: float
    late: float = 0.0


class Pacing:
    """An even stream of `per_second` over all chats, and a distance between two messages to one chat.

    The messenger counts what arrives within any second. What leaves evenly can arrive in a bunch, so a message that
    was answered later than usual is taken to have arrived late, and the one a whole window after it waits as long.
    `now`: seconds that never go back.
    """

    def __init__(
        self,
        per_second: float,
        chat_per_second: float = 1.0,
        group_per_minute: float = 20.0,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._now = now
        self._gap = 1 / per_second
        self._chat_gap = 1 / chat_per_second
        self._group_gap = 60 / group_per_minute
        self._window: deque[Slot] = deque(maxlen=math.ceil(per_second))
        self._latencies: deque[float] = deque(maxlen=_REMEMBERED_LATENCIES)
        self._next = 0.0
        self._paused_until = 0.0
        self._chats: dict[str, float] = {}

    def wait(self) -> float:
        """Seconds until a message may leave (0 or less: now)."""
        return self._earliest(self._now()) - self._now()

    def free_within(self, seconds: float, most: int) -> int:
        """How many messages may leave within `seconds`, at most `most`."""
        wait = self.wait()
        return 0 if wait > seconds else min(most, 1 + int((seconds - max(wait, 0)) / self._gap))

    def reserve(self) -> Slot:
        """Takes the next place in the stream."""
        slot = Slot(self._earliest(self._now()))
        self._next = max(self._next, slot.at - _CATCH_UP * self._gap) + self._gap
        self._window.append(slot)
        return slot

    def answered(self, slot: Slot) -> None:
        """The messenger has answered what left in this slot."""
        latency = self._now() - slot.at
        self._latencies.append(latency)
        slot.late = min(latency - min(self._latencies), _MOST_LATE)

    def busy(self) -> bool:
        """Whether the stream was so full lately that the messenger's overall limit may have been reached."""
        full = len(self._window) == self._window.maxlen
        return full and self._now() - self._window[0].at < 1.25 * len(self._window) * self._gap

    def pause(self, seconds: float) -> None:
        """Nothing leaves for so long: the messenger said so."""
        self._paused_until = max(self._paused_until, self._now() + seconds)

    def chat_wait(self, address: str) -> float:
        """Seconds until the chat may be sent a new message (0 or less: now)."""
        return self._chats.get(address, 0.0) - self._now()

    def sent_to(self, address: str, *, group: bool = False) -> None:
        """A new message has reached the chat."""
        now = self._now()
        self._chats[address] = now + (self._group_gap if group else self._chat_gap) + _SPARE
        if len(self._chats) > 10_000:
            self._chats = {chat: free for chat, free in self._chats.items() if free > now}

    async def turn(self, address: str) -> Slot:
        """Waits until one more message may go to this chat."""
        await asyncio.sleep(max(0.0, self.chat_wait(address)))
        slot = self.reserve()
        await asyncio.sleep(max(0.0, slot.at - self._now()))
        return slot

    def _earliest(self, now: float) -> float:
        at = max(self._next, self._paused_until, now)
        if len(self._window) == self._window.maxlen:
            oldest = self._window[0]
            at = max(at, oldest.at + oldest.late + 1.0 + _SPARE)
        return at
