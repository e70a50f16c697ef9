"""Broadcasts: one message to many people, and how far each of them has come."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.columns import json_field, moment


class Broadcast(SQLModel, table=True):
    """Something said to many people. state: running, paused, cancelled, ended.

    `kind` and `subject_id` say what about (campaigns.queuing.COMPOSERS); `title` is how its progress is headed.
    `quiet_hours`: nothing is sent in them. `position` is the last target that was looked at in this round.
    `shown_at`: when its progress was last shown. `counts`: how it ended, by the state of the targets, once it has.
    """

    __tablename__ = "broadcast"
    __table_args__ = (Index("ix_broadcast_subject", "kind", "subject_id"),)
    id: int | None = Field(default=None, primary_key=True)
    kind: str
    subject_id: int
    title: str = ""
    started_by: int | None = Field(default=None, foreign_key="person.id")
    state: str = "running"
    quiet_hours: bool = True
    total: int = 0
    position: int = 0
    created_at: datetime = moment()
    shown_at: datetime | None = moment(default=None, nullable=True)
    ended_at: datetime | None = moment(default=None, nullable=True, index=True)
    counts: dict[str, Any] | None = json_field(default=None, nullable=True)


class BroadcastTarget(SQLModel, table=True):
    """One person (and what of theirs it is about, 0: nothing in particular) of a broadcast: the truth about who has it.

    state: waiting, queued (its message is in the outbox), then sent, failed, blocked (the account was lost), skipped
    (no longer needed) or unreachable (no account that works).
    """

    __tablename__ = "broadcast_target"
    __table_args__ = (
        UniqueConstraint("broadcast_id", "person_id", "about_id"),
        Index("ix_broadcast_target_state", "broadcast_id", "state", "id"),
    )
    id: int | None = Field(default=None, primary_key=True)
    broadcast_id: int = Field(foreign_key="broadcast.id")
    person_id: int = Field(foreign_key="person.id")
    about_id: int = 0
    state: str = "waiting"
    outbox_id: int | None = None
