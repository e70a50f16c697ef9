"""How much a bot may send: sliding windows over real time, whatever the simulator's clock says."""

import math
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from simulator.bot_api.errors import too_many_requests

Window = deque[float]


@dataclass
class Limits:
    """Messages per sliding second overall and per chat, per sliding minute in a group. 0 or less means none."""

    enabled: bool = True
    overall_per_second: int = 30
    chat_per_second: int = 1
    group_per_minute: int = 20
    now: Callable[[], float] = time.monotonic
    _overall: Window = field(default_factory=deque)
    _chats: dict[int | str, Window] = field(default_factory=dict)

    def take(self, chat_id: int | str, sends: bool, count: int = 1) -> None:
        """Counts a call, or raises 429 with the seconds to wait; a refused call is not counted."""
        if not self.enabled:
            return
        now = self.now()
        wait = _wait(self._overall, now, 1.0, self.overall_per_second)
        chat = None
        if sends:
            chat = self._chats.setdefault(chat_id, deque())
            if isinstance(chat_id, int) and chat_id < 0:
                wait = max(wait, _wait(chat, now, 60.0, self.group_per_minute))
            else:
                wait = max(wait, _wait(chat, now, 1.0, self.chat_per_second))
        if wait > 0:
            raise too_many_requests(max(1, math.ceil(wait)))
        self._overall.extend([now] * count)
        if chat is not None:
            chat.append(now)

    def forget(self) -> None:
        self._overall.clear()
        self._chats.clear()


def _wait(window: Window, now: float, span: float, allowed: int) -> float:
    """Seconds until one more fits into the window; drops what has left it."""
    while window and window[0] <= now - span:
        window.popleft()
    if allowed <= 0 or len(window) < allowed:
        return 0.0
    return window[len(window) - allowed] + span - now
