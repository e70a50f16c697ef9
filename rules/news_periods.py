"""The periods over which news are counted and gathered, by Vietnam's calendar. Pure."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from rules.calendar import local
from rules.escalation import VIETNAM

NAMED = ("week", "month", "before", "year")

_DAY = timedelta(days=1)
_WRITTEN = re.compile(r"(?<![\d/.-])(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}))?(?![\d/.-])")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


@dataclass(frozen=True, slots=True)
class Period:
    """From the beginning of the day `first` to the end of the day `last`."""

    first: date
    last: date

    @property
    def begins(self) -> datetime:
        """UTC; the period holds this moment."""
        return local(self.first, time()).astimezone(UTC)

    @property
    def ends(self) -> datetime:
        """UTC; the first moment that the period does not hold."""
        return local(self.last + _DAY, time()).astimezone(UTC)


def named(name: str, now: datetime) -> Period:
    """week: since Monday; month: since its first; before: the one before; year: since 1 January. Else KeyError."""
    today = now.astimezone(VIETNAM).date()
    first = today.replace(day=1)
    begun = {
        "week": Period(today - timedelta(days=today.weekday()), today),
        "month": Period(first, today),
        "before": Period((first - _DAY).replace(day=1), first - _DAY),
        "year": Period(today.replace(month=1, day=1), today),
    }
    return begun[name]


def read_day(text: str, now: datetime) -> date | None:
    """«01/11/2026», «1/11» (the latest one that is not to come) or «2026-11-01»; None for anything else."""
    text = text.strip()
    if iso := _ISO.fullmatch(text):
        return _date(int(iso[1]), int(iso[2]), int(iso[3]))
    written = _WRITTEN.fullmatch(text)
    return None if written is None else _written_day(written, now.astimezone(VIETNAM).date())


def read_period(text: str, now: datetime) -> Period | None:
    """«1/11 - 15/11», «từ 01/11/2026 đến 15/11/2026», one day alone; None where the words name no period."""
    today = now.astimezone(VIETNAM).date()
    days = [_written_day(one, today) for one in _WRITTEN.finditer(text.replace("–", " - "))]
    if not 1 <= len(days) <= 2 or days[0] is None or days[-1] is None or days[-1] < days[0]:
        return None
    return Period(days[0], days[-1])


def _written_day(written: re.Match[str], today: date) -> date | None:
    day, month = int(written[1]), int(written[2])
    if written[3]:
        return _date(int(written[3]), month, day)
    this_year = _date(today.year, month, day)
    return this_year if this_year is None or this_year <= today else _date(today.year - 1, month, day)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
