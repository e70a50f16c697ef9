"""What happened, in order: kept for long polls, streamed to pages, and awaited by tests."""

import asyncio
from collections import deque
from itertools import islice
from typing import Any

Event = dict[str, Any]
KEPT = 20_000
STREAM_BACKLOG = 5_000


class Events:
    """A bounded log of events; waiting costs nothing until something happens."""

    def __init__(self) -> None:
        self.last = 0
        self._log: deque[Event] = deque(maxlen=KEPT)
        self._streams: set[asyncio.Queue[Event | None]] = set()
        self._waiters: dict[int | str | None, set[asyncio.Future[None]]] = {}

    def emit(self, kind: str, user_id: int | str | None = None, **details: Any) -> int:
        """Records an event, wakes whoever waits for anything or for this user, and answers its number."""
        self.last += 1
        event = {"n": self.last, "kind": kind, "user_id": user_id, **details}
        self._log.append(event)
        for stream in tuple(self._streams):
            if stream.qsize() < STREAM_BACKLOG:
                stream.put_nowait(event)
            else:
                self._streams.discard(stream)
                stream.put_nowait(None)
        if self._waiters:
            self._wake(None)
            if user_id is not None:
                self._wake(user_id)
        return self.last

    def _wake(self, key: int | str | None) -> None:
        for waiter in self._waiters.pop(key, ()):
            if not waiter.done():
                waiter.set_result(None)

    def after(self, number: int) -> list[Event]:
        first = self.last - len(self._log)
        return list(islice(self._log, max(0, number - first), None))

    async def wait(self, seconds: float, user_id: int | str | None = None) -> bool:
        """Waits for the next event, or for the next one of this user; false when `seconds` passed."""
        if seconds <= 0:
            return False
        waiter = asyncio.get_running_loop().create_future()
        waiting = self._waiters.setdefault(user_id, set())
        waiting.add(waiter)
        try:
            async with asyncio.timeout(seconds):
                await waiter
        except TimeoutError:
            return False
        finally:
            waiting.discard(waiter)
        return True

    def open_stream(self) -> asyncio.Queue[Event | None]:
        """Events from now on; None at the end, when the reader has fallen too far behind."""
        stream: asyncio.Queue[Event | None] = asyncio.Queue()
        self._streams.add(stream)
        return stream

    def close_stream(self, stream: asyncio.Queue[Event | None]) -> None:
        self._streams.discard(stream)
