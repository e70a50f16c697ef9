"""The simulator's clock: real time plus an offset that stories and tests move forward."""

import time
from datetime import UTC, datetime
from typing import Any


class Clock:
    """Wall time in UTC; `version` grows with every move so that followers can wait for the next one."""

    def __init__(self) -> None:
        self.offset_seconds = 0.0
        self.version = 0

    def seconds(self) -> int:
        """Epoch seconds as the phones see them, always whole."""
        return int(time.time() + self.offset_seconds)

    def running(self) -> float:
        """Seconds that only grow and move along with `advance`: for how long something has lasted."""
        return time.monotonic() + self.offset_seconds

    def advance(self, seconds: float) -> None:
        self.offset_seconds += seconds
        self.version += 1

    def reset(self) -> None:
        self.advance(-self.offset_seconds)

    def state(self) -> dict[str, Any]:
        return {"offset_seconds": self.offset_seconds, "version": self.version}


def moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
