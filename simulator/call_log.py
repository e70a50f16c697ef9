"""The log of the calls that bots made, of all messengers as they came."""

from collections import deque
from itertools import islice
from typing import Any

_KEPT = 50_000


class CallLog:
    """Calls numbered from 1; the oldest are forgotten first."""

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        self._calls: deque[dict[str, Any]] = deque(maxlen=_KEPT)
        self._made = 0

    def add(self, call: dict[str, Any]) -> None:
        self._made += 1
        self._calls.append({"n": self._made, **call})

    def after(self, number: int) -> list[dict[str, Any]]:
        return list(islice(self._calls, max(0, number - self._made + len(self._calls)), None))
