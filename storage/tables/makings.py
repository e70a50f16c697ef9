"""Files to be made out of what is recorded (charts, sheets, documents), and who is to get each."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.columns import json_field, moment


class Making(SQLModel, table=True):
    """A file to be made, once for all who are to get the same. state: waiting, made, failed.

    `kind` names who makes it (bot.makers), `params` is what that is told, `key` says of two makings of a kind whether
    they are the same file. `priority`: the most urgent of its messages (storage.outbox). Once it is made,
    `attachment_id` is the file (None where there is nothing to show) and `screen` what its maker says with it (None
    where that is left to the messages). It is not tried before `again_at`.
    """

    __tablename__ = "making"
    __table_args__ = (UniqueConstraint("kind", "key"), Index("ix_making_waiting", "state", "priority", "id"))
    id: int | None = Field(default=None, primary_key=True)
    kind: str
    key: str
    params: dict[str, Any] = json_field()
    state: str = "waiting"
    priority: int
    tries: int = 0
    again_at: datetime = moment()
    attachment_id: int | None = Field(default=None, foreign_key="attachment.id")
    screen: dict[str, Any] | None = json_field(default=None, nullable=True)
    made_at: datetime | None = moment(default=None, nullable=True)
    created_at: datetime = moment()


class MakingRecipient(SQLModel, table=True):
    """Who is to get a file. state: waiting, told (a message is in the outbox), unreachable.

    `screen` is what the file goes out with, `instead` what is said when it cannot be made. `channel` and `address`: the
    account that asked for it; "" for whichever reaches the person.
    """

    __tablename__ = "making_recipient"
    __table_args__ = (UniqueConstraint("making_id", "person_id"),)
    id: int | None = Field(default=None, primary_key=True)
    making_id: int = Field(foreign_key="making.id")
    person_id: int = Field(foreign_key="person.id", index=True)
    channel: str = ""
    address: str = ""
    screen: dict[str, Any] = json_field()
    instead: dict[str, Any] = json_field()
    priority: int
    state: str = "waiting"
