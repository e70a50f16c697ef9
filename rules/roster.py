"""When nobody is on duty."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Hole:
    """From when to when nobody is on duty; ends_at None: no shift follows."""

    starts_at: datetime
    ends_at: datetime | None


def holes(shifts: Iterable[tuple[datetime, datetime]], since: datetime, until: datetime) -> list[Hole]:
    """The holes that begin before `until`, one that has begun already from `since` on. shifts: (from, to)."""
    found: list[Hole] = []
    covered = since
    for starts_at, ends_at in sorted(shifts):
        if starts_at > covered:
            if covered >= until:
                return found
            found.append(Hole(covered, starts_at))
        covered = max(covered, ends_at)
    return [*found, Hole(covered, None)] if covered < until else found
