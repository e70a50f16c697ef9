"""Units, people, their roles, their accounts on the messengers, invitations and attempts to join."""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.columns import moment


class Unit(SQLModel, table=True):
    """A node of the tree. `path` is "/1/14/203/": the ids from the root down to the unit itself.

    `tags` are the Department's own words for groups of units, as written, with ", " between them. `valid_from` and
    `valid_until`: since when it is there, and when it was closed, where that is known. `successor_id`: the unit that it
    became part of; it then stands below that one, so that whoever may see the one sees what is left of the other.
    """

    __tablename__ = "unit"
    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(unique=True)
    name: str
    kind: str = ""
    address: str = ""
    ward: str = ""
    latitude: float | None = None
    longitude: float | None = None
    parent_id: int | None = Field(default=None, foreign_key="unit.id", index=True)
    path: str = Field(default="", index=True)
    active: bool = True
    tags: str = ""
    valid_from: datetime | None = moment(default=None, nullable=True)
    valid_until: datetime | None = moment(default=None, nullable=True)
    successor_id: int | None = None


class Person(SQLModel, table=True):
    """`phone` is E.164 ("+84903…"), the number that the registry vouches for.

    `notice_version`: the words about personal data that were shown last ("" where nobody was, "-" for who joined before
    there were any); `notice_answer`: what was said to these ("agreed", "refused"; "" for nothing yet).
    """

    __tablename__ = "person"
    id: int | None = Field(default=None, primary_key=True)
    name: str
    phone: str | None = Field(default=None, unique=True)
    lang: str = "vi"
    preferred_channel: str | None = None
    active: bool = True
    notice_version: str = ""
    notice_answer: str = ""
    notice_answered_at: datetime | None = moment(default=None, nullable=True)
    anonymised_at: datetime | None = moment(default=None, nullable=True)


class Assignment(SQLModel, table=True):
    """A role that a person holds at a unit, for everything below that unit as rules.rights says."""

    __tablename__ = "assignment"
    __table_args__ = (
        UniqueConstraint("person_id", "unit_id", "role", "division"),
        Index("ix_assignment_unit_role", "unit_id", "role"),
    )
    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    unit_id: int = Field(foreign_key="unit.id", index=True)
    role: str = Field(index=True)
    division: str = ""
    title: str = ""
    valid_from: datetime | None = moment(default=None, nullable=True)
    valid_until: datetime | None = moment(default=None, nullable=True)


class Account(SQLModel, table=True):
    """A person on a messenger. `reachable` is what the messenger last told us."""

    __tablename__ = "account"
    __table_args__ = (UniqueConstraint("channel", "address"),)
    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    channel: str
    address: str
    joined_at: datetime = moment()
    reachable: bool = True
    unreachable_reason: str = ""
    cut_off_at: datetime | None = moment(default=None, nullable=True)


class Invitation(SQLModel, table=True):
    """One use; only the SHA-256 of the code is kept."""

    __tablename__ = "invitation"
    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    code_hash: str = Field(unique=True)
    created_at: datetime = moment()
    created_by: int | None = Field(default=None, foreign_key="person.id")
    expires_at: datetime = moment()
    used_at: datetime | None = moment(default=None, nullable=True)
    revoked_at: datetime | None = moment(default=None, nullable=True)
    reminded_at: datetime | None = moment(default=None, nullable=True)


class JoinAttempt(SQLModel, table=True):
    """Somebody without an account knocked: what with, and how it ended."""

    __tablename__ = "join_attempt"
    # Guessing makes thousands of rows an hour, and each guess asks how many of one outcome there were.
    __table_args__ = (Index("ix_join_attempt_outcome", "outcome", "at"),)
    id: int | None = Field(default=None, primary_key=True)
    channel: str
    address: str = Field(index=True)
    at: datetime = moment(index=True)
    outcome: str
