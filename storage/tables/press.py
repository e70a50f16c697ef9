"""Units and the press: who speaks for a unit, and which of its heads were asked who that is."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from storage.columns import moment


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
