"""The Department's calendar: working days, public holidays, school terms, summer, quiet hours. Days are Vietnam's.

Public holidays, the lunar ones and substitute days among them, come from the library `holidays`; calendar.yaml adds to
them, takes from them, and says when terms run.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Literal

import holidays
from pydantic import Field, model_validator

from rules.escalation import VIETNAM, QuietHours, after_quiet
from rules.model import Model
from rules.texts import Text

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
WEEKDAYS: tuple[Weekday, ...] = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
Direction = Literal["before", "after", "stay"]

_ONE_DAY = timedelta(days=1)
# No stretch of days off is longer; a calendar that has one is refused by its checks.
LONGEST_OFF = 90


class Week(Model):
    """The days on which the Department works, and the hours in which nobody is reminded."""

    working: tuple[Weekday, ...] = Field(min_length=1)
    quiet: QuietHours


class DaysOff(Model):
    """A day off, or all from `day` to `until`, besides the public holidays."""

    day: date
    until: date | None = None
    name: Text

    @model_validator(mode="after")
    def _in_order(self) -> DaysOff:
        if not timedelta() <= (self.until or self.day) - self.day <= timedelta(days=LONGEST_OFF):
            raise ValueError(f"until phải sau day, nhiều nhất {LONGEST_OFF} ngày")
        return self

    def holds(self, day: date) -> bool:
        return self.day <= day <= (self.until or self.day)


class DayWorked(Model):
    """A day that is worked although it would be a day off."""

    day: date
    name: Text


class Term(Model):
    """When a term usually runs, as «05/09», both days included."""

    id: str = Field(pattern=r"^[a-z0-9_]+$")
    name: Text
    begins: str = Field(pattern=r"^\d\d/\d\d$")
    ends: str = Field(pattern=r"^\d\d/\d\d$")

    @model_validator(mode="after")
    def _are_days_of_every_year(self) -> Term:
        for written in (self.begins, self.ends):
            day_of(written, 2023)
        return self


class TermDates(Model):
    """When a term runs in one school year («2026-2027») in which it does not run as usual."""

    year: str = Field(pattern=r"^\d{4}-\d{4}$")
    term: str
    begins: date
    ends: date

    @model_validator(mode="after")
    def _in_order(self) -> TermDates:
        if self.begins >= self.ends:
            raise ValueError("ends phải sau begins")
        first, second = (int(part) for part in self.year.split("-"))
        if second != first + 1:
            raise ValueError(f"năm học «{self.year}» viết như 2026-2027")
        return self


@dataclass(frozen=True, slots=True)
class SchoolTerm:
    """A term of one school year; both days are included."""

    year: str
    term: str
    begins: date
    ends: date


class Calendar(Model):
    """Everything about days and hours that reminders and due dates heed."""

    week: Week
    days_off: tuple[DaysOff, ...] = ()
    days_worked: tuple[DayWorked, ...] = ()
    terms: tuple[Term, ...] = Field(min_length=1)
    term_dates: tuple[TermDates, ...] = ()

    def is_working(self, day: date) -> bool:
        if any(worked.day == day for worked in self.days_worked):
            return True
        if any(off.holds(day) for off in self.days_off):
            return False
        public, worked = _public(day.year)
        return day in worked or (WEEKDAYS[day.weekday()] in self.week.working and day not in public)

    def working_near(self, day: date, direction: Direction) -> date:
        """The day itself when it is worked or `stay`, else the nearest working day before or after it."""
        step = -_ONE_DAY if direction == "before" else _ONE_DAY
        if direction == "stay":
            return day
        for _ in range(LONGEST_OFF + 30):
            if self.is_working(day):
                return day
            day += step
        return day

    def terms_between(self, first: date, last: date) -> Iterator[SchoolTerm]:
        """The terms that run on any of these days, in order."""
        for year in range(first.year - 1, last.year + 1):
            for term in self.terms_of(year):
                if term.begins <= last and term.ends >= first:
                    yield term

    def is_summer(self, day: date) -> bool:
        """Whether the last term of a school year is over and the first of the next has not begun."""
        begun = [
            (term.begins, term.ends, number == len(self.terms))
            for year in range(day.year - 2, day.year + 1)
            for number, term in enumerate(self.terms_of(year), start=1)
            if term.begins <= day
        ]
        if not begun:
            return False
        _, ends, is_last = max(begun)
        return is_last and ends < day

    @property
    def quiet(self) -> QuietHours:
        """The hours in which whatever can wait does."""
        return self.week.quiet

    def loud(self, at: datetime) -> datetime:
        """`at`, or when the quiet hours end that it falls into, in UTC."""
        return after_quiet(self.week.quiet, at)

    def terms_of(self, year: int) -> Iterator[SchoolTerm]:
        """The terms of the school year that begins in `year`."""
        name, at = f"{year}-{year + 1}", date(year, 1, 1)
        for usual in self.terms:
            told = next((one for one in self.term_dates if (one.year, one.term) == (name, usual.id)), None)
            begins = told.begins if told else _next_on(usual.begins, at)
            ends = told.ends if told else _next_on(usual.ends, begins)
            yield SchoolTerm(name, usual.id, begins, ends)
            at = begins


def local(day: date, at: time) -> datetime:
    """The moment of a day at an hour of Vietnam."""
    return datetime.combine(day, at, VIETNAM)


@lru_cache(maxsize=200)
def _public(year: int) -> tuple[frozenset[date], frozenset[date]]:
    """(days off, weekend days worked instead of one) by decree in a year."""
    known = holidays.country_holidays("VN", years=year)
    return frozenset(known), frozenset(day for day in known.weekend_workdays if day.year == year)


def day_of(written: str, year: int) -> date:
    """«05/09» in a year. Raises ValueError with a sentence for a day that not every year has."""
    day, month = (int(part) for part in written.split("/"))
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(f"«{written}» không phải là ngày nào của mọi năm; viết ngày/tháng như 05/09") from None


def _next_on(written: str, after: date) -> date:
    """The first day after `after` that is written so."""
    this_year = day_of(written, after.year)
    return this_year if this_year > after else day_of(written, after.year + 1)
