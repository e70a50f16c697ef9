"""Which units and people a notice goes to, and what its audience can name; all inside the areas of its author."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, and_, case, exists, func, not_, or_, select

from rules.campaigns import Audience
from rules.roles import Role
from storage import audience as audiences
from storage import registry
from storage.areas import inside
from storage.database import Tx, table
from storage.tables.registry import Account, Assignment, Person, Unit

_assignment = table(Assignment)
_other = _assignment.alias("other")
_person = table(Person)
_account = table(Account)
_unit = table(Unit)
_below = _unit.alias("below")


@dataclass(frozen=True, slots=True)
class Reach:
    """Whom a notice would go to. joined: how many of the people can be reached; empty: units with nobody to read it."""

    units: int
    people: int
    joined: int
    empty: int


def units(tx: Tx, audience: Audience, areas: Sequence[str]) -> Select[Any]:
    """The ids of the units that the audience means below the paths `areas`."""
    return select(_unit.c.id).where(audiences.asked(tx, audience), inside(areas))


def readers(tx: Tx, units: Select[Any]) -> Select[Any]:
    """(unit_id, person_id) of who reads for these units: their heads, where there is none their deputies."""
    chosen = units.subquery()
    has_head = exists().where(
        _other.c.unit_id == _assignment.c.unit_id, _other.c.role == Role.HEAD, registry.valid(_other, tx.now)
    )
    return (
        select(_assignment.c.unit_id, _assignment.c.person_id)
        .join(chosen, chosen.c.id == _assignment.c.unit_id)
        .join(_person, _person.c.id == _assignment.c.person_id)
        .where(_person.c.active, registry.valid(_assignment, tx.now))
        .where(or_(_assignment.c.role == Role.HEAD, and_(_assignment.c.role == Role.DEPUTY, not_(has_head))))
        .distinct()
    )


def reach(tx: Tx, units: Select[Any]) -> Reach:
    """How many units and people these readers are."""
    chosen, found = units.subquery(), readers(tx, units).subquery()
    has_account = exists().where(
        _account.c.person_id == found.c.person_id, _account.c.cut_off_at.is_(None), _account.c.reachable
    )
    row = tx.row(
        select(
            func.count(found.c.unit_id.distinct()).label("units"),
            func.count(found.c.person_id.distinct()).label("people"),
            func.count(case((has_account, found.c.person_id)).distinct()).label("joined"),
        )
    )
    assert row is not None, "a count is always there"
    every: int = tx.scalar(select(func.count()).select_from(chosen))
    return Reach(row.units, row.people, row.joined, every - row.units)


def sample(tx: Tx, units: Select[Any], limit: int) -> list[str]:
    """The names of the first units that have a reader, by name."""
    found = readers(tx, units).subquery()
    named = select(_unit.c.name).where(_unit.c.id.in_(select(found.c.unit_id)))
    return [row.name for row in tx.rows(named.order_by(_unit.c.name, _unit.c.id).limit(limit))]


def kinds(tx: Tx, areas: Sequence[str]) -> list[str]:
    """The kinds of the units below `areas`, by name."""
    found = select(_unit.c.kind).where(_unit.c.active, _unit.c.kind != "", inside(areas)).distinct()
    return [row.kind for row in tx.rows(found.order_by(_unit.c.kind))]


def tags(tx: Tx, areas: Sequence[str]) -> list[str]:
    """The tags of the units below `areas`, by name."""
    written = select(_unit.c.tags).where(_unit.c.active, _unit.c.tags != "", inside(areas)).distinct()
    return sorted({tag for row in tx.rows(written) for tag in audiences.split_tags(row.tags)})


def branches(tx: Tx, areas: Sequence[str]) -> list[tuple[str, str]]:
    """(code, name) of the units in between, that have units below them; without the roots of `areas`."""
    has_units_below = exists().where(_below.c.parent_id == _unit.c.id, _below.c.active)
    found = select(_unit.c.code, _unit.c.name).where(
        _unit.c.active, inside(areas), _unit.c.path.not_in(list(areas)), has_units_below
    )
    return [(row.code, row.name) for row in tx.rows(found.order_by(_unit.c.name, _unit.c.id))]
