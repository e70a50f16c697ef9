"""The frozen base of everything read from the catalogue, and the way durations are written there."""

import re
from datetime import timedelta
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, PlainSerializer

_PARTS = {"d": "days", "h": "hours", "m": "minutes", "s": "seconds"}
_DURATION = re.compile(r"(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?")


class Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


def duration(written: object) -> timedelta:
    """«1d», «2h», «1h30m», «45s» or 0. Raises ValueError with a sentence for the person who edits the file."""
    if isinstance(written, timedelta):
        return written
    if written == 0 and not isinstance(written, bool):
        return timedelta()
    found = _DURATION.fullmatch(written) if isinstance(written, str) else None
    if not found or not any(found.groups()):
        raise ValueError(f"khoảng thời gian «{written}» phải viết như 30s, 10m, 2h, 1h30m hoặc 1d")
    return timedelta(**{_PARTS[unit]: int(count) for unit, count in zip("dhms", found.groups(), strict=True) if count})


def written_duration(period: timedelta) -> str:
    """The way back: «1d2h». Parts of a second are left out."""
    left = int(period.total_seconds())
    parts = []
    for unit, seconds in (("d", 86_400), ("h", 3_600), ("m", 60), ("s", 1)):
        count, left = divmod(left, seconds)
        parts += [f"{count}{unit}"] if count else []
    return "".join(parts) or "0s"


Duration = Annotated[timedelta, BeforeValidator(duration), PlainSerializer(written_duration)]
