"""The moments at which whoever has not submitted is reminded. Pure."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

from rules.calendar import Calendar, local
from rules.campaigns import Definition
from rules.escalation import VIETNAM

_DAY = timedelta(days=1)
_APART = timedelta(hours=2)


@dataclass(frozen=True, order=True, slots=True)
class Moment:
    """`at` is UTC."""

    at: datetime
    kind: Literal["before", "overdue"]


def moments(definition: Definition, calendar: Calendar, opens_at: datetime, due_at: datetime) -> list[Moment]:
    """All reminders of a round, in order of time, none before it opens.

    A day off moves a reminder before the due time to the working day before, and leaves out one of what is overdue.
    """
    found = {moment for moment in _before(definition, calendar, due_at) if opens_at <= moment.at < due_at}
    found |= set(_overdue(definition, calendar, due_at))
    return _spaced(sorted(found))


def after(plan: Sequence[Moment], at: datetime) -> Moment | None:
    """The next moment of a plan."""
    return next((moment for moment in plan if moment.at > at), None)


def missed(plan: Sequence[Moment], since: datetime | None, now: datetime) -> Moment | None:
    """Of the moments after `since` that have come, the latest: after a stop of any length there is one reminder."""
    come = [moment for moment in plan if moment.at <= now and (since is None or moment.at > since)]
    return come[-1] if come else None


def minded_until(definition: Definition, due_at: datetime) -> datetime:
    """When a round is over: whoever has not submitted by then is not reminded any more."""
    last = (due_at.astimezone(VIETNAM) + definition.reminders.overdue_days * _DAY).date()
    return local(last + _DAY, definition.reminders.at).astimezone(UTC)


def _before(definition: Definition, calendar: Calendar, due_at: datetime) -> Iterator[Moment]:
    plan = definition.reminders
    due_day = due_at.astimezone(VIETNAM).date()
    for days in plan.days_before:
        day = calendar.working_near(due_day - days * _DAY, "before") if days else due_day
        yield _moment(definition, calendar, local(day, plan.at), "before")
    for hours in plan.hours_before:
        yield _moment(definition, calendar, due_at - timedelta(hours=hours), "before")


def _overdue(definition: Definition, calendar: Calendar, due_at: datetime) -> Iterator[Moment]:
    plan = definition.reminders
    if plan.overdue_every is None:
        return
    due_day = due_at.astimezone(VIETNAM).date()
    days = (due_day + number * _DAY for number in range(1, plan.overdue_days + 1))
    for number, day in enumerate(filter(calendar.is_working, days), start=1):
        if number % plan.overdue_every == 0:
            yield _moment(definition, calendar, local(day, plan.at), "overdue")


def _spaced(plan: Sequence[Moment]) -> list[Moment]:
    """Of reminders that would follow each other closely only the last."""
    return [
        moment
        for moment, following in itertools.zip_longest(plan, plan[1:])
        if following is None or following.at - moment.at >= _APART
    ]


def _moment(definition: Definition, calendar: Calendar, at: datetime, kind: Literal["before", "overdue"]) -> Moment:
    return Moment(at.astimezone(UTC) if definition.reminders.at_night else calendar.loud(at), kind)
