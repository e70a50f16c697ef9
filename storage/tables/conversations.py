"""What a person is in the middle of: the drafts of reports, and what the next typed words are meant for."""

from datetime import datetime
from typing import Any

from sqlmodel import Field, SQLModel

from storage.columns import json_field, moment


class Draft(SQLModel, table=True):
    """A report that is not sent yet. `answers` is question id → value as rules.form defines them."""

    __tablename__ = "draft"
    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    unit_id: int = Field(foreign_key="unit.id")
    door: str
    status: str = "open"
    answers: dict[str, Any] = json_field(default_factory=dict)
    skipped: list[str] = json_field(default_factory=list)
    asking: str | None = None
    created_at: datetime = moment()
    updated_at: datetime = moment()
    anonymised_at: datetime | None = moment(default=None, nullable=True)


class Conversation(SQLModel, table=True):
    """One row a person: `flow` names what the next typed words answer, `data` what it needs to know."""

    __tablename__ = "conversation"
    person_id: int = Field(primary_key=True, foreign_key="person.id", sa_column_kwargs={"autoincrement": False})
    flow: str
    data: dict[str, Any] = json_field(default_factory=dict)
    updated_at: datetime = moment()
