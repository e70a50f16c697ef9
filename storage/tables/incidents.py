"""An incident, its timeline, what was attached to it, who was alerted, and who is on duty."""

from datetime import datetime
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.columns import json_field, moment


class Incident(SQLModel, table=True):
    """A report that was sent. `search_text` is folded (rules.folding) because no database here folds «đ».

    `anonymised_at`: when its content was taken away after its time (storage.retention).
    `unit_name` is how the unit was called then; `unit_id` follows a unit into the one that it became part of.
    `step`, `repeats`, `step_at` tell how far the present run of its escalation has come: the step last alerted
    (-1: none yet), how often it was repeated, and when anything of it was last sent. `delegated_by`: the head who had
    let the reporter act in the unit's name. `restricted`: only those who must know of it may look (rules.rights).
    """

    __tablename__ = "incident"
    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(unique=True)
    draft_id: int = Field(unique=True, foreign_key="draft.id")
    unit_id: int = Field(foreign_key="unit.id", index=True)
    reporter_id: int = Field(foreign_key="person.id", index=True)
    category: str = Field(index=True)
    severity: int
    division: str
    status: str = Field(default="open", index=True)
    answers: dict[str, Any] = json_field(default_factory=dict)
    search_text: str = ""
    opened_at: datetime = moment(index=True)
    changed_at: datetime = moment()
    policy: str
    step: int = -1
    repeats: int = 0
    step_at: datetime | None = moment(default=None, nullable=True)
    taken_by: int | None = Field(default=None, foreign_key="person.id")
    taken_at: datetime | None = moment(default=None, nullable=True)
    update_due_at: datetime | None = moment(default=None, nullable=True)
    ended_at: datetime | None = moment(default=None, nullable=True)
    delegated_by: int | None = None
    restricted: bool = False
    unit_name: str = ""
    anonymised_at: datetime | None = moment(default=None, nullable=True)


class TimelineEntry(SQLModel, table=True):
    """One thing that happened to an incident: an action of rules.lifecycle, or opened, alerted, unreachable, risen."""

    __tablename__ = "timeline_entry"
    id: int | None = Field(default=None, primary_key=True)
    incident_id: int = Field(foreign_key="incident.id", index=True)
    at: datetime = moment()
    kind: str
    person_id: int | None = Field(default=None, foreign_key="person.id")
    text: str = ""
    data: dict[str, Any] = json_field(default_factory=dict)


class Attachment(SQLModel, table=True):
    """A file that came with a draft or an incident: known by the messenger's reference at once, fetched afterwards.

    One that was made here (storage.making) has no draft and no messenger, and is stored from the beginning.
    status: pending, stored (sha256 names the file on disk), too_big, refused (a type we do not keep), failed.
    """

    __tablename__ = "attachment"
    __table_args__ = (UniqueConstraint("draft_id", "unique_ref"),)
    id: int | None = Field(default=None, primary_key=True)
    draft_id: int | None = Field(default=None, foreign_key="draft.id", index=True)
    entry_id: int | None = Field(default=None, foreign_key="timeline_entry.id")
    channel: str
    file_ref: str
    unique_ref: str
    kind: str
    name: str = ""
    mime: str = ""
    size: int | None = None
    album: str = ""
    caption: str = ""
    status: str = "pending"
    sha256: str | None = Field(default=None, index=True)
    created_at: datetime = moment()


class Alert(SQLModel, table=True):
    """That a person was alerted of an incident; one row however often.

    state: alerted, unreachable, looked (has the message without having been alerted), away (is absent: `substitute_id`
    was alerted instead, and this person has the message without a sound).
    """

    __tablename__ = "alert"
    __table_args__ = (UniqueConstraint("incident_id", "person_id"),)
    id: int | None = Field(default=None, primary_key=True)
    incident_id: int = Field(foreign_key="incident.id", index=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    step: int
    state: str = "alerted"
    at: datetime = moment()
    substitute_id: int | None = None


class DutyShift(SQLModel, table=True):
    """Who is on duty for a unit (and all below it), from one moment to another."""

    __tablename__ = "duty_shift"
    id: int | None = Field(default=None, primary_key=True)
    unit_id: int = Field(foreign_key="unit.id", index=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    starts_at: datetime = moment(index=True)
    ends_at: datetime = moment(index=True)
