"""Due times, counters, and the record of who looked at and did what."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from storage.columns import json_field, moment


class Due(SQLModel, table=True):
    """Something that must happen at a time. The lower `urgency` comes first when several are overdue."""

    __tablename__ = "due"
    __table_args__ = (Index("ix_due_next", "due_at"),)
    kind: str = Field(primary_key=True)
    subject_id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    due_at: datetime = moment()
    urgency: int = 5
    tries: int = 0


class Counter(SQLModel, table=True):
    """The last number given out under a name («incident:2026»)."""

    __tablename__ = "counter"
    name: str = Field(primary_key=True)
    value: int


class AuditEntry(SQLModel, table=True):
    """Who looked at or tried what, also in vain. Never holds a report's text. The database takes no change of it."""

    __tablename__ = "audit"
    id: int | None = Field(default=None, primary_key=True)
    at: datetime = moment(index=True)
    person_id: int | None = Field(default=None, index=True)
    channel: str = ""
    address: str = ""
    action: str
    outcome: str
    subject: str = ""
    detail: dict[str, Any] = json_field(default_factory=dict)


class AuditLink(SQLModel, table=True):
    """One link of the chain over the record: `hash` seals the entry and, by the hash before it, all earlier ones.

    `position` counts from 1 without a gap, in the order in which entries were sealed. No foreign key: the link of an
    entry that somebody has taken away must stay, to say so.
    """

    __tablename__ = "audit_link"
    position: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    audit_id: int = Field(unique=True)
    sealed_at: datetime = moment()
    hash: str
