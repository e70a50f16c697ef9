"""Whether a messenger answers: after several failures in a row one message at a time asks whether it is back."""

import time

import structlog

_DOWN_AFTER = 3
_FIRST_PROBE, _LONGEST_PROBE = 1.0, 3.0

log = structlog.get_logger(__name__)


class Answering:
    """What is known of one messenger from the last calls to it. Times are time.monotonic."""

    def __init__(self, channel: str) -> None:
        self._channel = channel
        self._failures = 0
        self._probe_at = 0.0

    @property
    def down(self) -> bool:
        return self._failures >= _DOWN_AFTER

    @property
    def doubted(self) -> bool:
        """Whether the last call failed."""
        return self._failures > 0

    def begin_down(self) -> None:
        """It was down when this process began; the first message asks."""
        self._failures = _DOWN_AFTER

    def until_probe(self) -> float:
        """While it is down: seconds until the next message may ask (0 or less: now)."""
        return self._probe_at - time.monotonic()

    def failed(self) -> None:
        """A call was not answered. What was under way when it went down fails as well, and tells nothing new."""
        if self.down and self.until_probe() > 0:
            return
        self._failures += 1
        if self._failures == _DOWN_AFTER:
            log.error("messenger does not answer", channel=self._channel)
        probes = max(self._failures - _DOWN_AFTER, 0)
        self._probe_at = time.monotonic() + min(_FIRST_PROBE * 2 ** min(probes, 10), _LONGEST_PROBE)

    def answered(self) -> bool:
        """It has answered a call; True when it was down until now."""
        was_down = self.down
        if was_down:
            log.info("messenger answers again", channel=self._channel)
        self._failures = 0
        return was_down
