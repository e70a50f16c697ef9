"""The duty roster: shifts of a unit, exchanges asked for, and when nobody is on duty."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Row, bindparam, select

from storage import registry
from storage.database import Tx, table
from storage.tables.duty import DutyHole, DutySwap
from storage.tables.incidents import DutyShift
from storage.tables.registry import Person

KEPT_SINCE = timedelta(days=7)
_EVER = datetime(9999, 1, 1, tzinfo=UTC)

_shift = table(DutyShift)
_person = table(Person)
_swap = table(DutySwap)

_kept = (
    select(_shift.c.id)
    .where(
        _shift.c.unit_id.in_(bindparam("units", expanding=True)),
        _shift.c.starts_at <= bindparam("now"),
        _shift.c.ends_at > bindparam("since"),
    )
    .limit(1)
)


@dataclass(frozen=True, slots=True)
class Shift:
    """One shift with the name of whoever has it. Times aware, UTC."""

    id: int
    unit_id: int
    person_id: int
    name: str
    starts_at: datetime
    ends_at: datetime


def is_kept(tx: Tx, unit_ids: Sequence[int]) -> bool:
    """Whether one of the units has a roster now: a shift that has begun and has not ended more than a week ago.

    Where none is kept nobody can be missing on it.
    """
    return tx.row(_kept, {"units": list(unit_ids), "now": tx.now, "since": tx.now - KEPT_SINCE}) is not None


def is_expected(tx: Tx, unit_id: int) -> bool:
    """Whether the unit's roster is kept, or begins some day."""
    return tx.row(_kept, {"units": [unit_id], "now": _EVER, "since": tx.now - KEPT_SINCE}) is not None


def between(tx: Tx, unit_ids: Sequence[int], starts_at: datetime, ends_at: datetime) -> list[Shift]:
    """The shifts that have a moment in common with that time, the earliest first."""
    rows = tx.rows(
        _shifts.where(_shift.c.unit_id.in_(list(unit_ids)), _shift.c.starts_at < ends_at, _shift.c.ends_at > starts_at)
    )
    return [_as_shift(row) for row in rows]


def of_person(tx: Tx, person_id: int, since: datetime, most: int) -> list[Shift]:
    """The person's shifts that begin after a moment, the earliest first."""
    mine = _shifts.where(_shift.c.person_id == person_id, _shift.c.starts_at > since).limit(most)
    return [_as_shift(row) for row in tx.rows(mine)]


def find(tx: Tx, shift_id: int) -> Shift | None:
    found = tx.row(_shifts.where(_shift.c.id == shift_id))
    return None if found is None else _as_shift(found)


def lock(tx: Tx, shift_ids: Iterable[int]) -> None:
    """Until the transaction ends nobody else gives the shifts away; whoever locks several does so in one order."""
    for shift_id in sorted(shift_ids):
        tx.lock(DutyShift, shift_id)


def add(tx: Tx, unit_id: int, person_id: int, starts_at: datetime, ends_at: datetime) -> int:
    """One more shift; its id."""
    return tx.insert(DutyShift, unit_id=unit_id, person_id=person_id, starts_at=starts_at, ends_at=ends_at)


def remove(tx: Tx, shift_id: int) -> bool:
    """False when it was removed already."""
    return bool(tx.delete(DutyShift, id=shift_id))


def give(tx: Tx, shift_id: int, from_id: int, to_id: int) -> bool:
    """Gives a shift to somebody else; False when it is not that person's any more."""
    return bool(tx.change(DutyShift, {"id": shift_id, "person_id": from_id}, person_id=to_id))


def units_with_roster(tx: Tx) -> list[int]:
    """The units whose roster is kept."""
    kept = select(_shift.c.unit_id).where(_shift.c.ends_at > tx.now - KEPT_SINCE).distinct().order_by(_shift.c.unit_id)
    return [row.unit_id for row in tx.rows(kept)]


def covered(tx: Tx, unit_id: int) -> tuple[datetime | None, list[tuple[datetime, datetime]]]:
    """When the roster of the last week and to come begins (None: there is none), and (from, to) of those of its shifts
    whose people are there and hold a post."""
    rows = tx.rows(_shifts.where(_shift.c.unit_id == unit_id, _shift.c.ends_at > tx.now - KEPT_SINCE))
    here = {person_id for person_id in {row.person_id for row in rows} if registry.posts_of(tx, person_id)}
    begins = min((row.starts_at for row in rows), default=None)
    return begins, [(row.starts_at, row.ends_at) for row in rows if row.person_id in here]


def hole_noted(tx: Tx, unit_id: int, starts_at: datetime) -> bool:
    """Whether a hole that begins then was reported."""
    return tx.find(DutyHole, unit_id=unit_id, starts_at=starts_at) is not None


def note_hole(tx: Tx, unit_id: int, starts_at: datetime, ends_at: datetime | None) -> bool:
    """Notes that a hole is reported; False when it was reported already."""
    if hole_noted(tx, unit_id, starts_at):
        return False
    tx.insert(DutyHole, unit_id=unit_id, starts_at=starts_at, ends_at=ends_at, told_at=tx.now)
    return True


def ask_swap(tx: Tx, **values: object) -> DutySwap:
    """A new one, as the table describes it."""
    found = find_swap(tx, tx.insert(DutySwap, asked_at=tx.now, **values))
    assert found is not None, "it was just added"
    return found


def find_swap(tx: Tx, swap_id: int) -> DutySwap | None:
    return tx.find(DutySwap, id=swap_id)


def asked_for(tx: Tx, shift_id: int) -> list[DutySwap]:
    """The exchanges asked for and not answered in which a shift is given away."""
    return tx.all(DutySwap, select(_swap).where(_swap.c.shift_id == shift_id, _swap.c.state == "asked"))


def close_swap(tx: Tx, swap_id: int, state: str) -> bool:
    """ "accepted", "declined" or "expired"; False when it was not open any more."""
    return bool(tx.change(DutySwap, {"id": swap_id, "state": "asked"}, state=state, closed_at=tx.now))


_shifts = (
    select(_shift.c.id, _shift.c.unit_id, _shift.c.person_id, _person.c.name, _shift.c.starts_at, _shift.c.ends_at)
    .join(_person, _person.c.id == _shift.c.person_id)
    .order_by(_shift.c.starts_at, _shift.c.id)
)


def _as_shift(row: Row[Any]) -> Shift:
    return Shift(row.id, row.unit_id, row.person_id, row.name, row.starts_at, row.ends_at)
