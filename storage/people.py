"""People as they are offered in a list: who works at a unit, who holds one of some roles."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from storage import registry
from storage.database import Tx, table
from storage.tables.registry import Assignment, Person

_assignment = table(Assignment)
_person = table(Person)


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody of the registry, as a list names them."""

    id: int
    name: str


def staff(tx: Tx, unit_ids: Sequence[int], roles: Collection[str] | None = None) -> list[Known]:
    """Who holds a post at one of the units now (one of these roles, if given), each once, by name."""
    statement = (
        select(_person.c.id, _person.c.name)
        .join(_assignment, _assignment.c.person_id == _person.c.id)
        .where(
            _assignment.c.unit_id.in_(list(unit_ids)),
            registry.valid(_assignment, tx.now),
            _person.c.active,
        )
        .distinct()
        .order_by(_person.c.name, _person.c.id)
    )
    if roles is not None:
        statement = statement.where(_assignment.c.role.in_([str(role) for role in roles]))
    return [Known(row.id, row.name) for row in tx.rows(statement)]
