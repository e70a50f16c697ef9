"""When leaders get their digests: by day and by week, on working days, one for whatever was missed. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal

from pydantic import Field, field_validator

from rules.calendar import WEEKDAYS, Calendar, Weekday, local
from rules.escalation import VIETNAM
from rules.folding import fold
from rules.model import Model
from rules.moments import clock_minutes
from rules.roles import Role

MOST_A_DAY = 6
# A digest covers no more than this; nobody is told today what was news a month ago.
LONGEST = timedelta(days=14)

_BETWEEN = re.compile(r"[,;&\n]|\bva\b|(?:(?<=[hg])|(?<=[hg:]\d\d))\s+(?=\d{1,2}[hg:])")
_WEEKDAY = re.compile(r"\b(?:thu ([2-7]|hai|ba|tu|nam|sau|bay)|chu nhat|cn)\b")
_NAMED = {"hai": 0, "ba": 1, "tu": 2, "nam": 3, "sau": 4, "bay": 5}
_DAY, _WEEK = timedelta(days=1), timedelta(days=7)
_IN_TIME = timedelta(hours=1)
_APART = timedelta(hours=2)
_FAR = timedelta(days=120)


class Weekly(Model):
    """The digest of the week; `at` is Vietnam's time."""

    weekday: Weekday
    at: time


class Plan(Model):
    """When somebody gets digests, in Vietnam's time; one without any hour means never."""

    daily: tuple[time, ...] = Field(default=(), max_length=MOST_A_DAY)
    weekly: Weekly | None = None

    @field_validator("daily")
    @classmethod
    def _in_order(cls, daily: tuple[time, ...]) -> tuple[time, ...]:
        return tuple(sorted(set(daily)))

    @property
    def never(self) -> bool:
        return not self.daily and self.weekly is None


class DigestRules(Plan):
    """Who gets digests without having chosen, and when."""

    roles: tuple[Role, ...] = Field(min_length=1)

    @property
    def plan(self) -> Plan:
        return Plan(daily=self.daily, weekly=self.weekly)


Kind = Literal["daily", "weekly"]


@dataclass(frozen=True, order=True, slots=True)
class Moment:
    """`at` is UTC."""

    at: datetime
    kind: Kind


@dataclass(frozen=True, slots=True)
class Edition:
    """One digest: what has happened from `begins` to `ends` (UTC). daily: whether it takes the place of a daily one."""

    kind: Kind
    begins: datetime
    ends: datetime
    daily: bool


def at_night(calendar: Calendar, hour: time) -> bool:
    """Whether the hour lies in the quiet hours, in which nobody gets a digest."""
    at = local(date(2026, 1, 5), hour).astimezone(UTC)
    return calendar.loud(at) != at


def read_plan(text: str, before: Plan) -> Plan | None:
    """The plan that the words mean: «7h, 17h», «thứ hai 8h», «7h và 16h30, thứ sáu 16h»; None where they mean none.

    Of the hours by day and the digest of the week, what is not named stays as before. Too many hours mean none.
    """
    daily: list[time] = []
    weekly = None
    for part in filter(None, (one.strip() for one in _BETWEEN.split(fold(text)))):
        day = _WEEKDAY.search(part)
        minutes = clock_minutes(_WEEKDAY.sub(" ", part)) if day else clock_minutes(part)
        if minutes is None or minutes >= 24 * 60:
            return None
        hour = time(minutes // 60, minutes % 60)
        if day:
            weekly = Weekly(weekday=WEEKDAYS[_number(day)], at=hour)
        else:
            daily.append(hour)
    if (not daily and weekly is None) or len(set(daily)) > MOST_A_DAY:
        return None
    return Plan(daily=tuple(daily) or before.daily, weekly=weekly or before.weekly)


def _number(day: re.Match[str]) -> int:
    named = day[1]
    if named is None:
        return 6
    return int(named) - 2 if named.isdigit() else _NAMED[named]


def moments(plan: Plan, calendar: Calendar, after: datetime, until: datetime) -> list[Moment]:
    """All moments after `after` up to `until`, in order of time."""
    first, last = (at.astimezone(VIETNAM).date() for at in (after, until))
    found = [*_daily(plan, calendar, first, last), *_weekly(plan, calendar, first, last)]
    return sorted(moment for moment in found if after < moment.at <= until)


def next_moment(plan: Plan, calendar: Calendar, after: datetime) -> datetime | None:
    """When the next digest is due; None if there is none within months."""
    begin, step = after, _WEEK
    while not plan.never and begin < after + _FAR:
        found = moments(plan, calendar, begin, begin + step)
        if found:
            return found[0].at
        begin += step
    return None


def due_now(
    plan: Plan, calendar: Calendar, told_until: datetime, daily_until: datetime | None, now: datetime
) -> Edition | None:
    """The one digest that is to be sent now, whatever was missed; None: none now.

    As `overdue`; but a digest that is late waits for the morning, and for the next one where that comes soon.
    """
    found = overdue(plan, calendar, told_until, daily_until, now)
    if found is None or calendar.loud(now) > now:
        return None
    following = next_moment(plan, calendar, now)
    late = now - found.ends > _IN_TIME
    return None if late and following is not None and following - now <= _APART else found


def overdue(
    plan: Plan, calendar: Calendar, told_until: datetime, daily_until: datetime | None, now: datetime
) -> Edition | None:
    """The one digest that tells everything that was missed; None: nothing was.

    told_until: the moments up to then were seen to. daily_until: what a daily digest has told of already. Of what was
    missed the digest of the week tells most. It reaches from the last that was told to the latest moment, as far as
    LONGEST allows.
    """
    come = moments(plan, calendar, max(told_until, now - LONGEST), now)
    if not come:
        return None
    kind: Kind = "weekly" if any(one.kind == "weekly" for one in come) else "daily"
    begins = _before(plan, calendar, next(one for one in come if one.kind == kind))
    ends = come[-1].at
    daily = any(one.kind == "daily" for one in come)
    if daily and daily_until is not None and daily_until >= ends - LONGEST:
        begins = daily_until if kind == "daily" else min(begins, daily_until)
    return Edition(kind, max(begins, ends - LONGEST), ends, daily)


def look_again(plan: Plan, calendar: Calendar, told_until: datetime, now: datetime) -> datetime | None:
    """When to look after `due_now` had none to send: at the next moment, or when the night is over if one waits."""
    following = next_moment(plan, calendar, now)
    loud = calendar.loud(now)
    waits = loud > now and bool(moments(plan, calendar, max(told_until, now - LONGEST), now))
    return min(loud, following) if waits and following is not None else loud if waits else following


def _daily(plan: Plan, calendar: Calendar, first: date, last: date) -> Iterator[Moment]:
    for day in _days(first, last):
        if plan.daily and calendar.is_working(day):
            for hour in plan.daily:
                yield Moment(local(day, hour).astimezone(UTC), "daily")


def _weekly(plan: Plan, calendar: Calendar, first: date, last: date) -> Iterator[Moment]:
    """Of each week one, on the day chosen or the nearest before it that is worked; of a week that is off none."""
    if plan.weekly is None:
        return
    monday = first - timedelta(days=first.weekday())
    while monday <= last:
        week = [monday + number * _DAY for number in range(7)]
        wanted = week[WEEKDAYS.index(plan.weekly.weekday)]
        worked = [day for day in week if calendar.is_working(day)]
        day = next((one for one in reversed(worked) if one <= wanted), worked[0] if worked else None)
        if day is not None:
            yield Moment(local(day, plan.weekly.at).astimezone(UTC), "weekly")
        monday += _WEEK


def _before(plan: Plan, calendar: Calendar, moment: Moment) -> datetime:
    """The moment of the same kind before this one; without one a day before, or a week."""
    earlier = moments(plan, calendar, moment.at - LONGEST, moment.at - timedelta(seconds=1))
    same = [one.at for one in earlier if one.kind == moment.kind]
    return same[-1] if same else moment.at - (_DAY if moment.kind == "daily" else _WEEK)


def _days(first: date, last: date) -> Sequence[date]:
    return [first + number * _DAY for number in range((last - first).days + 1)]
