"""Notices: what the Department tells units, who was to read it, and who has."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from storage.columns import json_field, moment


class Notice(SQLModel, table=True):
    """Something to be read. state: draft, queued (its readers are being chosen), sent, withdrawn, dropped.

    `draft_id` holds its files. `audience` is a rules.campaigns.Audience as JSON, within `areas`: the paths of the units
    that the author may tell. `read_by`: when everybody should have read it. `quiet_hours`: it waits for their end.
    """

    __tablename__ = "notice"
    id: int | None = Field(default=None, primary_key=True)
    author_id: int = Field(foreign_key="person.id", index=True)
    draft_id: int = Field(foreign_key="draft.id", index=True)
    text: str = ""
    audience: dict[str, Any] = json_field(default_factory=dict)
    areas: list[str] = json_field(default_factory=list)
    state: str = Field(default="draft", index=True)
    read_by: datetime | None = moment(default=None, nullable=True)
    quiet_hours: bool = True
    created_at: datetime = moment()
    sent_at: datetime | None = moment(default=None, nullable=True)
    withdrawn_at: datetime | None = moment(default=None, nullable=True)
    broadcast_id: int | None = Field(default=None, foreign_key="broadcast.id")
    anonymised_at: datetime | None = moment(default=None, nullable=True)


class NoticeReader(SQLModel, table=True):
    """That a person is to read a notice for a unit, and when that was done."""

    __tablename__ = "notice_reader"
    __table_args__ = (
        Index("ix_notice_reader_read", "notice_id", "read_at", "unit_id"),
        Index("ix_notice_reader_person", "person_id", "notice_id"),
    )
    notice_id: int = Field(primary_key=True, foreign_key="notice.id", sa_column_kwargs={"autoincrement": False})
    unit_id: int = Field(primary_key=True, foreign_key="unit.id", sa_column_kwargs={"autoincrement": False})
    person_id: int = Field(primary_key=True, foreign_key="person.id", sa_column_kwargs={"autoincrement": False})
    read_at: datetime | None = moment(default=None, nullable=True)


class NoticeWatch(SQLModel, table=True):
    """Which page of the report of a notice a person looks at: it is kept up to date."""

    __tablename__ = "notice_watch"
    notice_id: int = Field(primary_key=True, foreign_key="notice.id", sa_column_kwargs={"autoincrement": False})
    person_id: int = Field(primary_key=True, foreign_key="person.id", sa_column_kwargs={"autoincrement": False})
    read: bool = False
    page: int = 0
