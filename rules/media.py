"""The media response clock: whether it runs, until when a first statement is owed, when that is reminded of. Pure."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any

from pydantic import Field

from rules.calendar import Calendar
from rules.escalation import QuietHours, after_quiet, before_quiet
from rules.model import Duration, Model
from rules.subjects import ButtonText, Checklist, Id

# What a statement may be filled with. None of it is a head's own words: those might name a pupil.
FIELDS = ("unit", "when", "category", "pupils", "staff", "injured", "in_hospital", "dead", "told", "spokesperson")
LONGEST_STATEMENT = 3_000
OVER = timedelta()

_FIELD = re.compile(r"\{([^{}]*)\}")


class Clock(Model):
    """within: how long after the event a first statement is owed. remind_before: so long before that it is reminded of.

    at_night_from: the severity from which the quiet hours of the calendar do not count. categories: kinds of incidents
    that involve the media even where nobody has answered whether they do. checklist: what the unit does meanwhile.
    """

    within: Duration
    remind_before: tuple[Duration, ...] = Field(max_length=6)
    at_night_from: int = Field(default=3, ge=1, le=4)
    categories: tuple[str, ...] = ()
    checklist: Checklist = ()


class Audience(Model):
    """Whom a statement can be given to. counts: it is the statement that the clock waits for."""

    id: Annotated[Id, Field(max_length=24)]
    label: ButtonText
    counts: bool = True


class Template(Model):
    """A first statement. No categories means all of them. A line with a field that the report lacks is left out."""

    id: Id
    categories: tuple[str, ...] = ()
    lines: tuple[Annotated[str, Field(min_length=1)], ...] = Field(min_length=1)


class Media(Model):
    """All that the Department decides about incidents that involve the media. Look-ups raise KeyError."""

    clock: Clock
    audiences: tuple[Audience, ...]
    statements: tuple[Template, ...]

    def audience(self, audience_id: str) -> Audience:
        for one in self.audiences:
            if one.id == audience_id:
                return one
        raise KeyError(audience_id)

    def counts(self, audience_id: str) -> bool:
        """Whether the clock waits for what is said to these; it does where they are told in words, or known no more."""
        return all(one.counts for one in self.audiences if one.id == audience_id)

    def statement_for(self, category: str) -> Template:
        """The first template that matches. The checks of the catalogue promise one for every category."""
        for one in self.statements:
            if not one.categories or category in one.categories:
                return one
        raise KeyError(category)


@dataclass(frozen=True, slots=True)
class Mark:
    """A reminder: when it is told (UTC), and how long before the end it stands for; OVER for the end itself."""

    at: datetime
    left: timedelta


def runs(clock: Clock, category: str, answers: Mapping[str, Any]) -> bool:
    """Whether these answers call for a statement: the media are involved, or the kind of incident says so."""
    said = answers.get("media")
    return category in clock.categories if said is None else said != "none"


def quiet_for(clock: Clock, calendar: Calendar, severity: int) -> QuietHours | None:
    """The hours in which nobody is reminded of an incident of this severity."""
    return calendar.quiet if severity < clock.at_night_from else None


def marks(clock: Clock, due_at: datetime, quiet: QuietHours | None) -> list[Mark]:
    """All reminders in the order in which they are told; of those told at once the latest stands last.

    What falls into quiet hours waits for their end; where the time would be over by then it is told before they begin.
    """
    found = [Mark(_loud(quiet, due_at - left, due_at), left) for left in clock.remind_before]
    found.append(Mark(after_quiet(quiet, due_at), OVER))
    return sorted(found, key=lambda mark: (mark.at, -mark.left))


def to_tell(plan: Sequence[Mark], told: Collection[timedelta], since: datetime, now: datetime) -> Mark | None:
    """The one reminder that is true now and was not told: the latest that has come, however many were missed.

    since: what had come by then needs no telling, but that it is over always does.
    """
    latest = next((mark for mark in reversed(plan) if mark.at <= now), None)
    if latest is None or latest.left in told or (latest.left != OVER and latest.at <= since):
        return None
    return latest


def next_at(plan: Sequence[Mark], told: Collection[timedelta], since: datetime, now: datetime) -> datetime | None:
    """When there is something to tell: now, or at the next mark not told; None when nothing is left."""
    if to_tell(plan, told, since, now) is not None:
        return now
    return next((mark.at for mark in plan if mark.at > now and mark.left not in told), None)


def filled(template: Template, values: Mapping[str, str]) -> str:
    """The template with its fields; what a value holds is never read as a field."""
    lines = [line for line in template.lines if all(values.get(name) for name in _FIELD.findall(line))]
    return "\n".join(_FIELD.sub(lambda found: values[found[1]], line) for line in lines)


def unknown_fields(line: str) -> list[str]:
    """What stands in braces and is no field of a statement."""
    return [name for name in _FIELD.findall(line) if name not in FIELDS]


def _loud(quiet: QuietHours | None, at: datetime, due_at: datetime) -> datetime:
    morning = after_quiet(quiet, at)
    if quiet is None or morning < due_at:
        return morning
    return before_quiet(quiet, at).astimezone(UTC)
