"""Updates seen, updates held for another try, messages to send, attempts at sending, and what was posted where."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from storage.columns import json_field, moment


class UpdateSeen(SQLModel, table=True):
    """The key of an update that was handled: the messenger may bring it again."""

    __tablename__ = "update_seen"
    channel: str = Field(primary_key=True)
    key: str = Field(primary_key=True)
    at: datetime = moment(index=True)


class UpdateHeld(SQLModel, table=True):
    """An update whose handling broke: kept whole and tried again."""

    __tablename__ = "update_held"
    id: int | None = Field(default=None, primary_key=True)
    channel: str
    key: str
    event: dict[str, Any] = json_field()
    tries: int = 1
    error: str = ""
    at: datetime = moment()


class OutboxMessage(SQLModel, table=True):
    """A screen on its way to an account. state: queued, sending, sent, superseded, failed, expired.

    `priority`: see storage.outbox. `slot` names the message that a later screen replaces ("incident:12").
    `claimed_until` is the lease of whoever is sending it.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        Index("ix_outbox_waiting", "state", "channel", "priority", "id"),
        Index("ix_outbox_slot", "channel", "address", "slot", "state"),
    )
    id: int | None = Field(default=None, primary_key=True)
    channel: str
    address: str
    person_id: int | None = None
    incident_id: int | None = None
    priority: int
    slot: str = ""
    screen: dict[str, Any] = json_field()
    update_key: str = ""
    created_at: datetime = moment()
    not_before: datetime = moment()
    expires_at: datetime | None = moment(default=None, nullable=True)
    state: str = "queued"
    attempts: int = 0
    claimed_until: datetime | None = moment(default=None, nullable=True)
    done_at: datetime | None = moment(default=None, nullable=True)
    error: str = ""


class DeliveryAttempt(SQLModel, table=True):
    """One try at sending: how it ended, and how long the messenger took. Holds no text of a message."""

    __tablename__ = "delivery_attempt"
    id: int | None = Field(default=None, primary_key=True)
    outbox_id: int = Field(index=True)
    at: datetime = moment()
    outcome: str
    detail: str = ""
    milliseconds: int


class Posted(SQLModel, table=True):
    """A message of ours in a chat: what slot it shows. `current` marks the one that an edit goes to."""

    __tablename__ = "posted"
    __table_args__ = (Index("ix_posted_slot", "channel", "address", "slot", "current"),)
    channel: str = Field(primary_key=True)
    address: str = Field(primary_key=True)
    message_ref: str = Field(primary_key=True)
    slot: str
    digest: str
    current: bool = True
    incident_id: int | None = None
    at: datetime = moment()


class OfferedList(SQLModel, table=True):
    """The choices that an account was sent last, where the messenger has no buttons: [[label, action, url]…]."""

    __tablename__ = "offered_list"
    channel: str = Field(primary_key=True)
    address: str = Field(primary_key=True)
    options: list[list[str]] = json_field()
    numbered: bool = True
    at: datetime = moment()


class ChannelState(SQLModel, table=True):
    """A messenger as a whole: since when it does not answer (None: it does)."""

    __tablename__ = "channel_state"
    channel: str = Field(primary_key=True)
    down_since: datetime | None = moment(default=None, nullable=True)
