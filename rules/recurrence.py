"""The rounds of a campaign: when each opens and is due, by its rhythm and the calendar. Pure."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from dateutil import rrule

from rules.calendar import WEEKDAYS, Calendar, local
from rules.campaigns import Definition, Rhythm
from rules.escalation import VIETNAM

_DAY = timedelta(days=1)
# How far back the round before is looked for, and at most how far back what is counted for a round may lie.
_BACK = {
    "week": timedelta(days=21),
    "month": timedelta(days=62),
    "term": timedelta(days=200),
    "rule": timedelta(days=400),
}
# Eight years may lie between two days that are a 29 February.
_FAR = timedelta(days=9 * 366)
_SHORTEST = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Round:
    """One round, all moments in UTC. `covers_from`: what is counted for it happened since, until `due_at`.

    label: «2026-W48», «2026-11», «2026-2027-1», or the day on which it would be due if no day were off, «2026-11-25».
    """

    label: str
    opens_at: datetime
    due_at: datetime
    covers_from: datetime


def rounds(
    definition: Definition,
    calendar: Calendar,
    begins_at: datetime,
    since: datetime,
    *,
    anchor: datetime | None = None,
) -> Iterator[Round]:
    """The rounds that are due after `since`, in order of time, for about nine years.

    begins_at: when the campaign was started. A round that would leave less than a day, or less than half of its time,
    from then on is none of its rounds. anchor: where the intervals of a custom rule are counted from (begins_at).
    """
    first_due = begins_at + least_time(definition)
    if definition.rhythm.every == "once":
        once = _only(definition, calendar, begins_at)
        if once.due_at > since and (definition.rhythm.within or once.due_at >= first_due):
            yield once
        return
    before: datetime | None = None
    for label, due_at in _dues(definition, calendar, anchor or begins_at, since):
        covers_from = max(before or due_at - _BACK[definition.rhythm.every], due_at - _BACK[definition.rhythm.every])
        before = due_at
        if due_at > since and due_at >= first_due:
            yield Round(label, _opens(definition, calendar, due_at), due_at, covers_from)


def least_time(definition: Definition) -> timedelta:
    """How long units have at least to fill in what was opened late."""
    return min((definition.rhythm.within or definition.opens_before) / 2, _SHORTEST)


def put_off(definition: Definition, calendar: Calendar, now: datetime) -> datetime:
    """The due time of a round that could not be opened in time: at its hour, on a working day, after `now`."""
    at = definition.rhythm.at
    day = now.astimezone(VIETNAM).date()
    while True:
        day = calendar.working_near(day, "after")
        due_at = local(day, at).astimezone(UTC)
        if due_at >= now + least_time(definition):
            return due_at
        day += _DAY


def _only(definition: Definition, calendar: Calendar, begins_at: datetime) -> Round:
    rhythm = definition.rhythm
    if rhythm.within is not None:
        asked_at = begins_at if definition.reminders.at_night else calendar.loud(begins_at)
        wanted = (asked_at + rhythm.within).astimezone(VIETNAM)
        moved = calendar.working_near(wanted.date(), definition.on_day_off)
        due_at = local(moved, wanted.time())
        if due_at <= asked_at + rhythm.within / 2:
            due_at = local(calendar.working_near(wanted.date(), "after"), wanted.time())
        return Round(str(wanted.date()), begins_at, due_at.astimezone(UTC), begins_at)
    assert rhythm.on is not None, "a rhythm that is due once says when"
    due_at = _due(definition, calendar, rhythm.on)
    opens_at = max(_opens(definition, calendar, due_at), begins_at)
    return Round(str(rhythm.on), opens_at, due_at, opens_at)


def _dues(
    definition: Definition, calendar: Calendar, anchor: datetime, since: datetime
) -> Iterator[tuple[str, datetime]]:
    """(label, due time) from well before `since`, in order; two that fall on one moment are one."""
    rhythm = definition.rhythm
    first = (since - _BACK[rhythm.every]).astimezone(VIETNAM).date()
    last = (since + _FAR).astimezone(VIETNAM).date()
    latest: datetime | None = None
    for label, day in _nominal(rhythm, calendar, anchor.astimezone(VIETNAM).date(), first, last):
        if not definition.in_summer and calendar.is_summer(day):
            continue
        if rhythm.every == "week" and not _any_working(calendar, day):
            continue
        due_at = _due(definition, calendar, day)
        if latest is None or due_at > latest:
            latest = due_at
            yield label, due_at


def _nominal(rhythm: Rhythm, calendar: Calendar, anchor: date, first: date, last: date) -> Iterable[tuple[str, date]]:
    """(label, day) as if no day were off. A custom rule counts its intervals from `anchor`."""
    if rhythm.every == "term":
        back = timedelta(days=rhythm.days_before_end or 0)
        terms = calendar.terms_between(first, last)
        return ((f"{term.year}-{term.term}", term.ends - back) for term in terms)
    if rhythm.every == "week":
        weekday = WEEKDAYS.index(rhythm.weekday or "friday")
        weeks = rrule.rrule(rrule.WEEKLY, byweekday=weekday, dtstart=_start(first))
        return ((f"{day.isocalendar().year}-W{day.isocalendar().week:02}", day) for day in _days(weeks, first, last))
    if rhythm.every == "month":
        months = rrule.rrule(rrule.MONTHLY, dtstart=_start(first.replace(day=1)), **_month_day(rhythm.day or 1))
        return ((f"{day:%Y-%m}", day) for day in _days(months, first, last))
    written = rrule.rrulestr(rhythm.rule or "", dtstart=_start(anchor)).replace(until=_start(last))
    return ((str(day), day) for day in _days(written, first, last))


def _month_day(day: int) -> dict[str, object]:
    """The day of every month; of a month that does not have it, the last one."""
    if day <= 28:
        return {"bymonthday": day}
    return {"bymonthday": tuple(range(28, day + 1)), "bysetpos": -1}


def _days(rule: Iterable[datetime], first: date, last: date) -> Iterator[date]:
    days = (moment.date() for moment in rule)
    return itertools.takewhile(lambda day: day <= last, itertools.dropwhile(lambda day: day < first, days))


def _start(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)


def _any_working(calendar: Calendar, day: date) -> bool:
    """Whether anything of the day's week is worked: a week of Tết has no weekly report."""
    monday = day - day.weekday() * _DAY
    return any(calendar.is_working(monday + number * _DAY) for number in range(7))


def _due(definition: Definition, calendar: Calendar, day: date) -> datetime:
    return local(calendar.working_near(day, definition.on_day_off), definition.rhythm.at).astimezone(UTC)


def _opens(definition: Definition, calendar: Calendar, due_at: datetime) -> datetime:
    """A round that is open for days opens in the morning of a working day."""
    opens_at = due_at - definition.opens_before
    if definition.opens_before < _DAY:
        return opens_at
    day = opens_at.astimezone(VIETNAM).date()
    worked = calendar.working_near(day, "after")
    if worked >= due_at.astimezone(VIETNAM).date():
        worked = calendar.working_near(day, "before")
    return local(worked, definition.reminders.at).astimezone(UTC)
