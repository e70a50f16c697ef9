"""How much one account may bring: as much at once as a hand ever does, then at an even rate; the rest is not taken."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

_TOLD_AGAIN_AFTER = 60.0
_MOST_REMEMBERED = 10_000


class Verdict(Enum):
    """TELL: it is not taken, and that is to be said; REFUSE: it is not taken, and that was said a moment ago."""

    TAKE = "take"
    TELL = "tell"
    REFUSE = "refuse"


@dataclass(slots=True)
class _Account:
    left: float
    seen: float
    told: float = float("-inf")


class Flood:
    """Counts in this process, from its start. per_minute: the rate, and what may come at once after a quiet minute.

    A head in a hurry sends some ten messages a minute and an album is ten updates, so nobody who types meets it.
    """

    def __init__(self, per_minute: float, now: Callable[[], float] = time.monotonic) -> None:
        self._most = per_minute
        self._now = now
        self._accounts: dict[tuple[str, str], _Account] = {}

    def ask(self, account: tuple[str, str]) -> Verdict:
        """Whether one more event of this account is taken."""
        now = self._now()
        known = self._accounts.pop(account, None) or _Account(self._most, now)
        self._accounts[account] = known
        if len(self._accounts) > _MOST_REMEMBERED:
            # The one that has been silent for longest.
            self._accounts.pop(next(iter(self._accounts)))
        known.left = min(self._most, known.left + (now - known.seen) * self._most / 60)
        known.seen = now
        if known.left >= 1:
            known.left -= 1
            return Verdict.TAKE
        if now - known.told < _TOLD_AGAIN_AFTER:
            return Verdict.REFUSE
        known.told = now
        return Verdict.TELL
