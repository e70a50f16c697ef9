"""A campaign of regular reports as it is written: form, audience, rhythm, reminders, and what must fit in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any, Literal

from dateutil.rrule import rrulestr
from pydantic import Field, model_validator

from rules.calendar import Weekday
from rules.form import Question
from rules.form_checks import mistakes_in_form
from rules.model import Duration, Model
from rules.reading import Entry, Mistake, RulesError, Section, Source, read_section
from rules.roles import Role
from rules.subjects import ButtonText, Id
from rules.texts import Text

LONGEST_OPEN = timedelta(days=60)

_RULE = re.compile(
    r"FREQ=(?:DAILY|WEEKLY|MONTHLY|YEARLY)"
    r"(?:;(?:INTERVAL=[1-9]\d?|(?:BYDAY|BYMONTH|BYMONTHDAY|BYYEARDAY|BYWEEKNO|BYSETPOS)=[\w,+-]+))*"
)
_EIGHT_YEARS = (datetime(2027, 1, 1), datetime(2034, 12, 31))
# What each kind of rhythm must be told besides.
_NEEDS = {
    "week": ("weekday",),
    "month": ("day",),
    "term": ("days_before_end",),
    "once": ("on", "within"),
    "rule": ("rule",),
}
_TOLD = ("weekday", "day", "days_before_end", "on", "within", "rule")


class AskedQuestion(Question):
    """A question of a regular report; asked one after the other unless `guided: false`.

    known: a number that the system counts itself and offers («incidents»: those reported since the round before;
    «news»: the unit's news items that were accepted since, «press»: how often the press has called since, where there
    is anything of that).
    remember: whether the answer of the round before is offered.
    """

    guided: bool = True
    known: Literal["incidents", "news", "press"] | None = None
    remember: bool = True


class Audience(Model):
    """Which units are asked: below one of `under` (codes; none: all), of one of `kinds`, with one of `tags`.

    Without those below `except_under` and those with one of `except_tags`. Kinds and tags are compared without regard
    to case and diacritics. Only units that have a head, or nothing below them, are ever asked.
    """

    under: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    except_under: tuple[str, ...] = ()
    except_tags: tuple[str, ...] = ()


class Rhythm(Model):
    """When a round is due, by Vietnam's time.

    week: every `weekday` · month: every `day`, or the last one of a shorter month · term: `days_before_end` of it ·
    once: `on` a date, or `within` a time from the start (by day) · rule: as RFC 5545 writes recurrences.
    """

    every: Literal["week", "month", "term", "once", "rule"]
    weekday: Weekday | None = None
    day: int | None = Field(default=None, ge=1, le=31)
    days_before_end: int | None = Field(default=None, ge=0, le=60)
    on: date | None = None
    within: Duration | None = None
    rule: str | None = None
    at: time = time(17)

    @model_validator(mode="after")
    def _says_what_it_needs(self) -> Rhythm:
        needed = _NEEDS[self.every]
        told = [name for name in _TOLD if getattr(self, name) is not None]
        if len(told) != 1 or told[0] not in needed:
            raise ValueError(f"every: {self.every} cần đúng một mục {' hoặc '.join(needed)}, ngoài mục at")
        if self.rule is not None and not _recurs(self.rule):
            raise ValueError("rule viết như FREQ=MONTHLY;BYDAY=-1FR, không có DTSTART, COUNT, UNTIL")
        if self.within is not None and not timedelta(minutes=10) <= self.within <= LONGEST_OPEN:
            raise ValueError("within phải từ 10m đến 60d")
        if self.at.tzinfo:
            raise ValueError("at viết như 17:00, theo giờ Việt Nam")
        return self


class Reminders(Model):
    """When those who have not submitted are reminded.

    days_before: that many days before the due day, at `at` (0: on the day itself); hours_before: that long before the
    due time. overdue_every: every so many working days after it (None: never), for `overdue_days` days.
    at_night: also in the quiet hours of the calendar.
    """

    days_before: tuple[int, ...] = (3, 1, 0)
    hours_before: tuple[int, ...] = ()
    at: time = time(8)
    overdue_every: int | None = Field(default=1, ge=1, le=30)
    overdue_days: int = Field(default=10, ge=0, le=60)
    at_night: bool = False

    @model_validator(mode="after")
    def _within_bounds(self) -> Reminders:
        if any(not 0 <= days <= LONGEST_OPEN.days for days in self.days_before):
            raise ValueError(f"days_before gồm các số ngày từ 0 đến {LONGEST_OPEN.days}")
        if any(not 1 <= hours <= 72 for hours in self.hours_before):
            raise ValueError("hours_before gồm các số giờ từ 1 đến 72")
        if self.at.tzinfo:
            raise ValueError("at viết như 08:00, theo giờ Việt Nam")
        return self


class Definition(Model):
    """One campaign.

    short: the text of its button; about: what it is for, in a sentence that is read before the first question.
    opens_before: how long before the due time a round opens (of `within`: at once). on_day_off: where a due date goes
    that falls on a day off. in_summer: also when no term runs. announce: units hear of it when a round opens.
    results: the roles that see who answered what. template: every start is a campaign of its own.
    """

    id: Id
    title: Text
    short: ButtonText
    about: Text
    audience: Audience = Audience()
    rhythm: Rhythm
    opens_before: Duration = timedelta(days=7)
    on_day_off: Literal["before", "after", "stay"] = "before"
    in_summer: bool = True
    announce: bool = True
    reminders: Reminders = Reminders()
    results: tuple[Role, ...] = Field(min_length=1)
    template: bool = False
    form: tuple[AskedQuestion, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _is_open_long_enough(self) -> Definition:
        if not timedelta(minutes=10) <= self.opens_before <= LONGEST_OPEN:
            raise ValueError("opens_before phải từ 10m đến 60d")
        return self

    def question(self, question_id: str) -> AskedQuestion:
        """Raises KeyError for an id that the form does not have."""
        for question in self.form:
            if question.id == question_id:
                return question
        raise KeyError(question_id)

    def stored(self) -> dict[str, Any]:
        """As JSON; `definition_of` reads it back."""
        return self.model_dump(mode="json", exclude_defaults=True)


def mistakes_in_campaigns(campaigns: Section[Definition]) -> Iterator[Mistake]:
    for entry in campaigns.entries:
        yield from mistakes_in_form(entry, entry.value.form)
        for number, question in enumerate(entry.value.form):
            if question.known and question.kind != "count":
                yield entry.mistake("known chỉ dùng cho câu hỏi kind: count", "form", number, "known")
        yield from _reminders_before_it_opens(entry)


def definition_of(stored: Mapping[str, Any]) -> Definition:
    """What `Definition.stored` or a person has written. Raises RulesError with every mistake as a sentence."""
    mistakes: list[Mistake] = []
    source = Source("campaigns", {"campaigns": [dict(stored)]}, {})
    section = read_section(source, "campaigns", Definition, mistakes)
    mistakes += mistakes_in_campaigns(section)
    if mistakes:
        raise RulesError(mistakes)
    return section.values[0]


def _recurs(rule: str) -> bool:
    """Whether the rule is well written and names a day in any eight years (29 February is such a day)."""
    first, last = _EIGHT_YEARS
    try:
        return (
            bool(_RULE.fullmatch(rule))
            and next(iter(rrulestr(rule, dtstart=first).replace(until=last)), None) is not None
        )
    except (ValueError, TypeError):
        return False


def _reminders_before_it_opens(entry: Entry[Definition]) -> Iterator[Mistake]:
    """Such a reminder would never be sent."""
    definition = entry.value
    if definition.rhythm.within is not None:
        return
    for number, days in enumerate(definition.reminders.days_before):
        if timedelta(days=days) > definition.opens_before:
            reason = f"nhắc trước {days} ngày nhưng đợt chỉ mở {definition.opens_before.days} ngày trước hạn"
            yield entry.mistake(reason, "reminders", "days_before", number)
