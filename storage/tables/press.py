"""Units and the press: who speaks for a unit, which of its heads were asked that, and what the press has asked."""

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from storage.columns import json_field, moment


class Spokesperson(SQLModel, table=True):
    """Who speaks to the press for a unit.

    `person_id`: somebody of the registry, whose name and phone there count (None: only `name` and `phone`, E.164, are
    known). `named_by`: the head who has authorised it, or confirmed it last.
    """

    __tablename__ = "spokesperson"
    unit_id: int = Field(primary_key=True, foreign_key="unit.id", sa_column_kwargs={"autoincrement": False})
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    name: str
    title: str = ""
    phone: str = ""
    named_by: int = Field(foreign_key="person.id")
    named_at: datetime = moment()
    confirmed_at: datetime = moment()


class SpokespersonQuestion(SQLModel, table=True):
    """That a head was asked who speaks for a unit, and when last."""

    __tablename__ = "spokesperson_question"
    unit_id: int = Field(primary_key=True, foreign_key="unit.id", sa_column_kwargs={"autoincrement": False})
    person_id: int = Field(primary_key=True, foreign_key="person.id", sa_column_kwargs={"autoincrement": False})
    asked_at: datetime = moment()


class PressContact(SQLModel, table=True):
    """That the press has asked a unit something. state: draft (shown, not confirmed yet), kept, dropped, report (it
    became a report of an incident).

    `text` is the line as it was typed; paper, reporter, phone (E.164) and question what was read out of it, "" where
    nothing was said. `answered_by`: who has answered the press, in words; `answer_noted_by`: who has noted that.
    """

    __tablename__ = "press_contact"
    __table_args__ = (Index("ix_press_contact_unit", "unit_id", "state", "kept_at"),)
    id: int | None = Field(default=None, primary_key=True)
    unit_id: int = Field(foreign_key="unit.id")
    incident_id: int | None = Field(default=None, foreign_key="incident.id", index=True)
    noted_by: int = Field(foreign_key="person.id", index=True)
    state: str = "draft"
    text: str
    paper: str = ""
    reporter: str = ""
    phone: str = ""
    question: str = ""
    contacted_at: datetime = moment()
    noted_at: datetime = moment()
    kept_at: datetime | None = moment(default=None, nullable=True, index=True)
    answer: str = ""
    answered_by: str = ""
    answered_at: datetime | None = moment(default=None, nullable=True)
    answer_noted_by: int | None = Field(default=None, foreign_key="person.id")
    links: list[str] = json_field(default_factory=list)
    anonymised_at: datetime | None = moment(default=None, nullable=True)
