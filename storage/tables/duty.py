"""Who stands in for whom: delegations of a head, absences of a leader, exchanged shifts, holes in the roster."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from storage.columns import moment


class Delegation(SQLModel, table=True):
    """That a head lets somebody act in a unit's name. state: active, declined, ended.

    what: incidents, regular (regular reports) or both. What it allows is an assignment with a role of its own
    (rules.roles.GIVEN_BY_HEADS) that ends at the same time.
    """

    __tablename__ = "delegation"
    id: int | None = Field(default=None, primary_key=True)
    unit_id: int = Field(foreign_key="unit.id", index=True)
    from_id: int = Field(foreign_key="person.id", index=True)
    to_id: int = Field(foreign_key="person.id", index=True)
    what: str
    state: str = Field(default="active", index=True)
    created_at: datetime = moment()
    ends_at: datetime = moment()
    closed_at: datetime | None = moment(default=None, nullable=True)


class Absence(SQLModel, table=True):
    """That a leader's alerts go to a substitute for a time. state: asked, accepted, declined, ended.

    It holds from `starts_at` to `ends_at` once it is accepted; `told_at` is when the substitute was offered what the
    leader had taken.
    """

    __tablename__ = "absence"
    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    substitute_id: int = Field(foreign_key="person.id", index=True)
    state: str = Field(default="asked", index=True)
    starts_at: datetime = moment()
    ends_at: datetime = moment()
    created_at: datetime = moment()
    told_at: datetime | None = moment(default=None, nullable=True)
    closed_at: datetime | None = moment(default=None, nullable=True)


class DutySwap(SQLModel, table=True):
    """That somebody asks another to take a shift, perhaps in exchange for one of the other's own.

    state: asked, accepted, declined, expired. A shift may be gone by then, so its id is no foreign key.
    """

    __tablename__ = "duty_swap"
    id: int | None = Field(default=None, primary_key=True)
    shift_id: int = Field(index=True)
    other_shift_id: int | None = None
    asker_id: int = Field(foreign_key="person.id", index=True)
    other_id: int = Field(foreign_key="person.id", index=True)
    state: str = Field(default="asked", index=True)
    asked_at: datetime = moment()
    expires_at: datetime = moment()
    closed_at: datetime | None = moment(default=None, nullable=True)


class DutyHole(SQLModel, table=True):
    """A hole in a unit's roster that was reported: each once. ends_at None: no shift follows."""

    __tablename__ = "duty_hole"
    unit_id: int = Field(primary_key=True, foreign_key="unit.id", sa_column_kwargs={"autoincrement": False})
    starts_at: datetime = moment(primary_key=True)
    ends_at: datetime | None = moment(default=None, nullable=True)
    told_at: datetime = moment()
