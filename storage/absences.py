"""Absences of leaders: who stands in for whom, now and in the time to come."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, bindparam, or_, select

from storage.database import Tx, table
from storage.tables.duty import Absence
from storage.tables.registry import Person

OPEN = ("asked", "accepted")

_absence = table(Absence)
_person = table(Person)
_substitute = _person.alias("substitute")

_now = select(_absence.c.person_id, _absence.c.substitute_id).where(
    _absence.c.state == "accepted", _absence.c.starts_at <= bindparam("now"), _absence.c.ends_at > bindparam("now")
)


def add(tx: Tx, **values: object) -> Absence:
    """A new one that nobody has consented to, as the table describes it."""
    return get(tx, tx.insert(Absence, created_at=tx.now, **values))


def find(tx: Tx, absence_id: int) -> Absence | None:
    return tx.find(Absence, id=absence_id)


def get(tx: Tx, absence_id: int) -> Absence:
    """Raises LookupError for an id that is not there."""
    found = find(tx, absence_id)
    if found is None:
        raise LookupError(f"There is no absence {absence_id}.")
    return found


def move(tx: Tx, absence: Absence, state: str, **values: object) -> bool:
    """From the state it was read in to another; False when somebody was quicker."""
    return bool(tx.change(Absence, {"id": absence.id, "state": absence.state}, state=state, **values))


def lock(tx: Tx) -> None:
    """Until the transaction ends nobody else consents to stand in: two at once could close a circle."""
    if tx.postgres:
        tx.rows(select(_absence.c.id).where(_absence.c.state.in_(OPEN)).order_by(_absence.c.id).with_for_update())


def note_told(tx: Tx, absence_id: int) -> None:
    tx.change(Absence, {"id": absence_id}, told_at=tx.now)


def substitutes(tx: Tx) -> dict[int, int]:
    """Who is absent now → who stands in."""
    return {row.person_id: row.substitute_id for row in tx.rows(_now, {"now": tx.now})}


def substitutes_between(tx: Tx, starts_at: datetime, ends_at: datetime) -> dict[int, int]:
    """Who will be absent at any moment of that time → who stands in."""
    rows = tx.rows(
        select(_absence.c.person_id, _absence.c.substitute_id).where(
            _absence.c.state == "accepted", _absence.c.starts_at < ends_at, _absence.c.ends_at > starts_at
        )
    )
    return {row.person_id: row.substitute_id for row in rows}


def overlapping(tx: Tx, person_id: int, starts_at: datetime, ends_at: datetime) -> list[Absence]:
    """The person's own absences, asked for or accepted, that have a moment in common with that time."""
    return tx.all(
        Absence,
        select(_absence).where(
            _absence.c.person_id == person_id,
            _absence.c.state.in_(OPEN),
            _absence.c.starts_at < ends_at,
            _absence.c.ends_at > starts_at,
        ),
    )


def listed(tx: Tx, person_id: int) -> Sequence[Row[Any]]:
    """What concerns a person and is not over: id, state, starts_at, ends_at, person_id, person, substitute_id,
    substitute; the earliest first."""
    return tx.rows(_listed(), {"now": tx.now, "about": person_id})


def _listed() -> Select[Any]:
    return (
        select(
            _absence.c.id,
            _absence.c.state,
            _absence.c.starts_at,
            _absence.c.ends_at,
            _absence.c.person_id,
            _person.c.name.label("person"),
            _absence.c.substitute_id,
            _substitute.c.name.label("substitute"),
        )
        .join(_person, _person.c.id == _absence.c.person_id)
        .join(_substitute, _substitute.c.id == _absence.c.substitute_id)
        .where(
            _absence.c.state.in_(OPEN),
            _absence.c.ends_at > bindparam("now"),
            or_(_absence.c.person_id == bindparam("about"), _absence.c.substitute_id == bindparam("about")),
        )
        .order_by(_absence.c.starts_at, _absence.c.id)
    )
