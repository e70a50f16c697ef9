"""Roles given and ended one by one, and people who leave."""

from typing import Any

from sqlalchemy import or_, select, update

from rules.folding import fold
from rules.roles import Role
from storage import audit, delegations, invitations
from storage.database import Tx, table
from storage.tables.registry import Account, Assignment, Person, Unit

_person = table(Person)
_unit = table(Unit)
_assignment = table(Assignment)
_account = table(Account)


def unit_by_code(tx: Tx, code: str) -> Unit | None:
    """Without regard to case and diacritics, as the imports compare codes."""
    return next((unit for unit in tx.all(Unit, select(_unit)) if fold(unit.code) == fold(code)), None)


def top_units(tx: Tx) -> list[Unit]:
    """The units with nothing above them."""
    return tx.all(Unit, select(_unit).where(_unit.c.parent_id.is_(None)).order_by(_unit.c.id))


def has_units_below(tx: Tx, unit_id: int) -> bool:
    """Whether any unit that is not closed belongs directly to this one."""
    return tx.row(select(_unit.c.id).where(_unit.c.parent_id == unit_id, _unit.c.active).limit(1)) is not None


def set_unit_active(tx: Tx, unit_id: int, active: bool) -> bool:
    """A unit is closed, or there again; False when it was so already. Posts held there stay as they are."""
    told = {"active": active, "valid_until": None if active else tx.now} | ({"successor_id": None} if active else {})
    changed = update(_unit).where(_unit.c.id == unit_id, _unit.c.active != active).values(**told)
    return bool(tx.execute(changed).rowcount)


def person_known_as(tx: Tx, *, phone: str | None = None, person_id: int | None = None) -> Person | None:
    """Whoever has this number (E.164) or this id, also when they have left."""
    which = _person.c.phone == phone if phone is not None else _person.c.id == person_id
    return tx.first(Person, select(_person).where(which))


def grant(
    tx: Tx, person_id: int, unit_id: int, role: Role, division: str = "", *, by: int | None = None, title: str = ""
) -> bool:
    """Gives a role from now on; False when the person holds it already. Who has left comes back.

    by: whoever does it; None on the server.
    """
    same = {"person_id": person_id, "unit_id": unit_id, "role": role, "division": division}
    tx.execute(update(_person).where(_person.c.id == person_id).values(active=True))
    held = tx.first(Assignment, select(_assignment).filter_by(**same))
    if held is None:
        tx.insert(Assignment, **same, title=title)
    elif held.valid_until is not None and held.valid_until <= tx.now:
        again = {"valid_until": None, **({"title": title} if title else {})}
        tx.execute(update(_assignment).where(_assignment.c.id == held.id).values(**again))
    else:
        return False
    audit.note(tx, "role.grant", "done", person_id=by, subject=f"person:{person_id}", role=role, unit=unit_id)
    return True


def end(
    tx: Tx,
    person_id: int,
    role: Role | None = None,
    unit_id: int | None = None,
    *,
    division: str | None = None,
    by: int | None = None,
) -> int:
    """Ends the roles of a person now (one role, at one unit, of one division, or all); how many there were."""
    statement = (
        update(_assignment)
        .where(_assignment.c.person_id == person_id)
        .where(or_(_assignment.c.valid_until.is_(None), _assignment.c.valid_until > tx.now))
        .values(valid_until=tx.now)
    )
    if role is not None:
        statement = statement.where(_assignment.c.role == role)
    if unit_id is not None:
        statement = statement.where(_assignment.c.unit_id == unit_id)
    if division is not None:
        statement = statement.where(_assignment.c.division == division)
    ended: int = tx.execute(statement).rowcount
    if role in (None, Role.HEAD):
        delegations.head_left(tx, person_id, unit_id)
    if ended:
        what: dict[str, Any] = {"role": role or "", "unit": unit_id, "count": ended}
        audit.note(tx, "role.end", "done", person_id=by, subject=f"person:{person_id}", **what)
    return ended


def leave(tx: Tx, person_id: int, *, by: int | None = None) -> None:
    """The person has left: no role, no account, no open invitation any more. What they did stays on record."""
    end(tx, person_id, by=by)
    invitations.revoke(tx, person_id)
    tx.execute(
        update(_account)
        .where(_account.c.person_id == person_id, _account.c.cut_off_at.is_(None))
        .values(cut_off_at=tx.now)
    )
    tx.execute(update(_person).where(_person.c.id == person_id).values(active=False))
    audit.note(tx, "person.leave", "done", person_id=by, subject=f"person:{person_id}")
