"""A moment to come as people type it: «20/11», «7h30 mai», «thứ sáu 17:00»; Vietnam's time, read without diacritics."""

import re
from datetime import date, datetime, time, timedelta

from rules.escalation import VIETNAM
from rules.folding import fold

END_OF_DAY = time(23, 59)

_CLOCK = re.compile(r"\b([01]?\d|2[0-4])(?::([0-5]\d)(?::00)?| ?(?:h|g|gio)(?: ?([0-5]\d)(?: ?phut)?)?)(?![\w/])")
_DATE = re.compile(r"(?<![\w/])(\d{1,2})[/.-](\d{1,2})(?:[/.-](20\d\d|\d\d))?(?![\w/])")
_NAMED = re.compile(
    r"\b(?:(hom nay|bua nay)|((?:ngay )?mai)|(ngay kia|ngay mot|mot)|thu ([2-7]|hai|ba|tu|nam|sau|bay)|(chu nhat|cn))\b"
)
_LATER = re.compile(r"\b(chieu|toi|dem|khuya)\b")
_NOISE = re.compile(r"\b(?:tu|den|het|luc|vao|ngay|sang|trua|chieu|toi|dem|khuya|nay|toi luc|cho|den het)\b|[,.]")
_WEEKDAYS = {"hai": 0, "ba": 1, "tu": 2, "nam": 3, "sau": 4, "bay": 5}
_NOON = 12


def read_moment(text: str, now: datetime, without_clock: time) -> datetime | None:
    """The moment that the words mean, aware; None where they mean none. `without_clock`: of a day alone.

    A day without a year is the next one that is not over; an hour alone is today's, tomorrow's once it has passed.
    """
    words = fold(text)
    today = now.astimezone(VIETNAM).date()
    day, words = _day(words, today)
    clock, words = _clock(words)
    if _NOISE.sub(" ", words).strip() or (day is None and clock is None):
        return None
    at = _at(day or today, clock if clock is not None else _minutes(without_clock))
    if day is None and at <= now:
        at += timedelta(days=1)
    return at


def local_day(at: datetime) -> date:
    return at.astimezone(VIETNAM).date()


def start_of(day: date, minutes: int = 0) -> datetime:
    """A day's midnight, or so many minutes later; aware."""
    return _at(day, minutes)


def clock_minutes(text: str) -> int | None:
    """Minutes since midnight of «7h», «07:30», «24:00», «17 giờ 30»; None for anything else."""
    minutes, rest = _clock(fold(text))
    return None if rest.strip() else minutes


def read_day(text: str, today: date) -> date | None:
    """The day of «16/11/2026», «16/11», «thứ hai»; None for anything else."""
    day, rest = _day(fold(text), today)
    return None if _NOISE.sub(" ", rest).strip() else day


def _at(day: date, minutes: int) -> datetime:
    return datetime.combine(day, time(), VIETNAM) + timedelta(minutes=minutes)


def _minutes(clock: time) -> int:
    return clock.hour * 60 + clock.minute


def _clock(words: str) -> tuple[int | None, str]:
    found = _CLOCK.search(words)
    if found is None:
        return None, words
    rest = words[: found.start()] + " " + words[found.end() :]
    hour = int(found[1])
    if hour < _NOON and _LATER.search(rest):
        hour += _NOON
    minutes = hour * 60 + int(found[2] or found[3] or 0)
    return (minutes, rest) if minutes <= 24 * 60 else (None, words)


def _day(words: str, today: date) -> tuple[date | None, str]:
    if found := _DATE.search(words):
        day = _dated(int(found[1]), int(found[2]), found[3], today)
    elif found := _NAMED.search(words):
        day = _named(found, today)
    else:
        return None, words
    return day, words[: found.start()] + " " + words[found.end() :] if day else words


def _dated(day: int, month: int, year: str | None, today: date) -> date | None:
    """Without a year this year's, or the next that has such a day and is not over."""
    years = [int(year) % 100 + 2000] if year else range(today.year, today.year + 5)
    for candidate in years:
        try:
            found = date(candidate, month, day)
        except ValueError:
            continue
        if year or found >= today:
            return found
    return None


def _named(found: re.Match[str], today: date) -> date:
    this, tomorrow, after, weekday, sunday = found.groups()
    if this or tomorrow or after:
        return today + timedelta(days=0 if this else 1 if tomorrow else 2)
    number = 6 if sunday else int(weekday) - 2 if weekday.isdigit() else _WEEKDAYS[weekday]
    return today + timedelta(days=(number - today.weekday()) % 7)
