"""Delegations: whom a head lets act in a unit's name, until when, and who fills in for a unit now.

What a delegation allows is an assignment that ends with it, so that whoever asks for the posts of a person sees it.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, Select, bindparam, select

from rules.roles import GIVEN_BY_HEADS, Role
from storage import due
from storage.audience import fills
from storage.database import Tx, table
from storage.due import Urgency
from storage.tables.duty import Delegation
from storage.tables.registry import Assignment, Person, Unit

DUE = "delegation"
WHAT = ("incidents", "regular", "both")

_ROLES = {
    "incidents": (Role.DELEGATE_INCIDENTS,),
    "regular": (Role.DELEGATE_REGULAR,),
    "both": (Role.DELEGATE_INCIDENTS, Role.DELEGATE_REGULAR),
}

_delegation = table(Delegation)
_assignment = table(Assignment)
_person = table(Person)
_unit = table(Unit)
_head = _person.alias("head")


def add(tx: Tx, **values: object) -> Delegation:
    """A new one, as the table describes it; it holds at once."""
    delegation = get(tx, tx.insert(Delegation, created_at=tx.now, **values))
    _settle(tx, delegation.unit_id, delegation.to_id)
    return delegation


def find(tx: Tx, delegation_id: int) -> Delegation | None:
    return tx.find(Delegation, id=delegation_id)


def get(tx: Tx, delegation_id: int) -> Delegation:
    """Raises LookupError for an id that is not there."""
    found = find(tx, delegation_id)
    if found is None:
        raise LookupError(f"There is no delegation {delegation_id}.")
    return found


def close(tx: Tx, delegation: Delegation, state: str) -> bool:
    """It holds no more: "declined" or "ended"; False when it did not hold any more (somebody was quicker)."""
    if not tx.change(Delegation, {"id": delegation.id, "state": "active"}, state=state, closed_at=tx.now):
        return False
    _settle(tx, delegation.unit_id, delegation.to_id)
    return True


def of_units(tx: Tx, unit_ids: Sequence[int]) -> Sequence[Row[tuple[object, ...]]]:
    """What holds now in these units: id, what, ends_at, unit_id, unit, to_id, deputy, from_id, head."""
    return tx.rows(_listed().where(_delegation.c.unit_id.in_(list(unit_ids))), {"now": tx.now})


def of_deputy(tx: Tx, person_id: int) -> Sequence[Row[tuple[object, ...]]]:
    """What somebody may do now in others' name, as `of_units`."""
    return tx.rows(_listed().where(_delegation.c.to_id == person_id), {"now": tx.now})


def held(tx: Tx, unit_id: int, to_id: int, role: Role) -> Delegation | None:
    """The delegation by which somebody holds a role of GIVEN_BY_HEADS at a unit now, the latest if several."""
    whats = [what for what, roles in _ROLES.items() if role in roles]
    return tx.first(
        Delegation,
        select(_delegation)
        .where(
            _delegation.c.unit_id == unit_id,
            _delegation.c.to_id == to_id,
            _delegation.c.state == "active",
            _delegation.c.ends_at > tx.now,
            _delegation.c.what.in_(whats),
        )
        .order_by(_delegation.c.id.desc())
        .limit(1),
    )


def head_left(tx: Tx, person_id: int, unit_id: int | None) -> None:
    """A head is none any more (at one unit or anywhere): what was delegated ends now, and the clock tells it."""
    given = select(_delegation).where(_delegation.c.from_id == person_id, _delegation.c.state == "active")
    if unit_id is not None:
        given = given.where(_delegation.c.unit_id == unit_id)
    for delegation in tx.all(Delegation, given):
        tx.change(Delegation, {"id": delegation.id}, ends_at=tx.now)
        _settle(tx, delegation.unit_id, delegation.to_id)
        due.arm(tx, DUE, delegation.id or 0, tx.now, Urgency.REMINDER)


def head_moved(tx: Tx, person_id: int, unit_id: int, to_id: int) -> None:
    """The unit of a head became part of another, which the head heads as well: what was delegated holds there."""
    given = {"from_id": person_id, "unit_id": unit_id, "state": "active"}
    deputies = {row.to_id for row in tx.rows(select(_delegation.c.to_id).filter_by(**given))}
    tx.change(Delegation, given, unit_id=to_id)
    for deputy in deputies:
        _settle(tx, unit_id, deputy)
        _settle(tx, to_id, deputy)


def who_fills(tx: Tx, unit_ids: Sequence[int]) -> dict[int, list[int]]:
    """Who fills in for each of the units now: those the head has let, else its heads, else its deputies.

    A unit that has nobody is not among the keys.
    """
    found: dict[int, list[int]] = {}
    asked = select(_assignment.c.unit_id, _assignment.c.person_id).join(
        _person, _person.c.id == _assignment.c.person_id
    )
    for row in tx.rows(asked.where(_assignment.c.unit_id.in_(list(unit_ids)), fills(tx, _assignment.c.unit_id))):
        found.setdefault(row.unit_id, []).append(row.person_id)
    return found


def _listed() -> Select[Any]:
    """Oldest first; what is over is left out though the clock has not said so yet."""
    return (
        select(
            _delegation.c.id,
            _delegation.c.what,
            _delegation.c.ends_at,
            _delegation.c.unit_id,
            _unit.c.name.label("unit"),
            _delegation.c.to_id,
            _person.c.name.label("deputy"),
            _delegation.c.from_id,
            _head.c.name.label("head"),
        )
        .join(_unit, _unit.c.id == _delegation.c.unit_id)
        .join(_person, _person.c.id == _delegation.c.to_id)
        .join(_head, _head.c.id == _delegation.c.from_id)
        .where(_delegation.c.state == "active", _delegation.c.ends_at > bindparam("now"))
        .order_by(_delegation.c.id)
    )


def _settle(tx: Tx, unit_id: int, to_id: int) -> None:
    """Makes the assignments of a deputy at a unit what the delegations give: each role until the last of them ends."""
    active = tx.all(
        Delegation,
        select(_delegation).where(
            _delegation.c.unit_id == unit_id, _delegation.c.to_id == to_id, _delegation.c.state == "active"
        ),
    )
    for role in sorted(GIVEN_BY_HEADS):
        until = max((one.ends_at for one in active if role in _ROLES[one.what]), default=tx.now)
        post: dict[str, Any] = {"person_id": to_id, "unit_id": unit_id, "role": role.value, "division": ""}
        if until > tx.now:
            tx.upsert(Assignment, tuple(post), **post, title="", valid_from=None, valid_until=until)
        else:
            tx.change(Assignment, post, valid_until=until)
