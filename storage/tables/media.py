"""Incidents that involve the media: the clock of the first statement, the statements, and to whom they were given."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from storage.columns import json_field, moment


class MediaClock(SQLModel, table=True):
    """Until when an incident needs a first statement. state: running, off, given.

    told: the reminders that were told, as seconds before the end (0: that it is over). `since`: what had come by then
    needs no telling, because people saw how it stood when the clock began or was moved. `given_at`: when the first
    statement was given that counts.
    """

    __tablename__ = "media_clock"
    incident_id: int = Field(primary_key=True, foreign_key="incident.id", sa_column_kwargs={"autoincrement": False})
    state: str = Field(default="running", index=True)
    begun_at: datetime = moment()
    due_at: datetime = moment()
    since: datetime = moment()
    told: list[int] = json_field(default_factory=list)
    given_at: datetime | None = moment(default=None, nullable=True)


class Statement(SQLModel, table=True):
    """What a unit says to the public. state: draft (at most one for an incident), approved.

    `version` grows with every change of a draft, so that only what was seen is approved. `written_by`: None while it is
    the template filled with the report.
    """

    __tablename__ = "statement"
    id: int | None = Field(default=None, primary_key=True)
    incident_id: int = Field(foreign_key="incident.id", index=True)
    state: str = "draft"
    text: str
    version: int = 1
    written_by: int | None = Field(default=None, foreign_key="person.id")
    created_at: datetime = moment()
    approved_by: int | None = Field(default=None, foreign_key="person.id")
    approved_at: datetime | None = moment(default=None, nullable=True)


class StatementGiven(SQLModel, table=True):
    """That an approved statement was given to somebody: when, to whom, who noted it, where it was published.

    audience: an id of the catalogue, "" where `given_to` is in words of one's own.
    """

    __tablename__ = "statement_given"
    id: int | None = Field(default=None, primary_key=True)
    incident_id: int = Field(foreign_key="incident.id", index=True)
    statement_id: int = Field(foreign_key="statement.id")
    said_at: datetime = moment()
    audience: str = ""
    given_to: str = ""
    noted_by: int = Field(foreign_key="person.id")
    noted_at: datetime = moment()
    links: list[str] = json_field(default_factory=list)
