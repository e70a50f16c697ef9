"""Who should be invited: people with a role who have not joined yet."""

from dataclasses import dataclass

from sqlalchemy import and_, exists, select

from storage import registry
from storage.database import Tx, table
from storage.tables.registry import Account, Assignment, Invitation, Person, Unit

_person = table(Person)
_unit = table(Unit)
_assignment = table(Assignment)
_account = table(Account)
_invitation = table(Invitation)


@dataclass(frozen=True, slots=True)
class Invitee:
    """A person and the role to be invited for (the first that is held now)."""

    person_id: int
    name: str
    phone: str | None
    lang: str
    role: str
    unit: str
    joined: bool
    invited: bool


def invitees(tx: Tx, *, person_id: int | None = None, below: str = "") -> list[Invitee]:
    """Active people with a role now: one of them, or those of the units below a path (itself included).

    joined: has an account that is not cut off; invited: holds an invitation that still opens.
    """
    joined = exists().where(_account.c.person_id == _person.c.id, _account.c.cut_off_at.is_(None))
    invited = exists().where(
        _invitation.c.person_id == _person.c.id,
        _invitation.c.used_at.is_(None),
        _invitation.c.revoked_at.is_(None),
        _invitation.c.expires_at > tx.now,
    )
    valid = registry.valid(_assignment, tx.now)
    statement = (
        select(
            _person.c.id.label("person_id"),
            _person.c.name,
            _person.c.phone,
            _person.c.lang,
            _assignment.c.role,
            _unit.c.name.label("unit"),
            joined.label("joined"),
            invited.label("invited"),
        )
        .join(_assignment, and_(_assignment.c.person_id == _person.c.id, valid))
        .join(_unit, _unit.c.id == _assignment.c.unit_id)
        .where(_person.c.active)
        .order_by(_unit.c.path, _person.c.name, _person.c.id, _assignment.c.id)
    )
    if person_id is not None:
        statement = statement.where(_person.c.id == person_id)
    if below:
        statement = statement.where(_unit.c.path.startswith(below))
    first: dict[int, Invitee] = {}
    for row in tx.rows(statement):
        first.setdefault(
            row.person_id, Invitee(**{**row._mapping, "joined": bool(row.joined), "invited": bool(row.invited)})
        )
    return list(first.values())
