"""Which units an audience of rules.campaigns means, as a Select that never leaves the database, and what it can name."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, and_, false, func, not_, or_, select

from rules.campaigns import Audience
from rules.folding import fold
from rules.roles import Role
from storage.database import Tx, table
from storage.tables.registry import Assignment, Unit

OF_A_UNIT = (Role.HEAD, Role.DEPUTY)

_unit = table(Unit)
_below = _unit.alias("below")
_assignment = table(Assignment)

_led = select(_assignment.c.id).where(
    _assignment.c.unit_id == _unit.c.id, _assignment.c.role.in_([role.value for role in OF_A_UNIT])
)
_parents = select(_below.c.id).where(_below.c.parent_id == _unit.c.id, _below.c.active)


def units(tx: Tx, audience: Audience, areas: Sequence[str]) -> Select[Any]:
    """The ids and paths of the units that the audience means below the paths `areas`.

    Only those that somebody leads, or that have nothing below them: an office between has nothing of its own to say.
    """
    where = [_unit.c.active, or_(_led.exists(), not_(_parents.exists())), _inside(areas)]
    if audience.under:
        where.append(_inside(_paths(tx, audience.under)))
    if audience.except_under:
        where.append(not_(_inside(_paths(tx, audience.except_under))))
    if audience.kinds:
        where.append(_unit.c.kind.in_(_same(tx, _unit.c.kind, audience.kinds)))
    if audience.tags:
        where.append(_unit.c.tags.in_(_tagged(tx, audience.tags)))
    if audience.except_tags:
        where.append(_unit.c.tags.not_in(_tagged(tx, audience.except_tags)))
    return select(_unit.c.id, _unit.c.path).where(and_(*where))


def kinds(tx: Tx, areas: Sequence[str]) -> list[tuple[str, int]]:
    """The kinds of the units below `areas`, by name, and how many units are of each."""
    rows = tx.rows(
        select(_unit.c.kind, func.count().label("number"))
        .where(_unit.c.active, _unit.c.kind != "", _inside(areas))
        .group_by(_unit.c.kind)
        .order_by(_unit.c.kind)
    )
    return [(row.kind, row.number) for row in rows]


def tags(tx: Tx, areas: Sequence[str]) -> list[str]:
    """The tags of the units below `areas`, by name."""
    rows = tx.rows(select(_unit.c.tags).where(_unit.c.active, _unit.c.tags != "", _inside(areas)).distinct())
    return sorted({tag for row in rows for tag in _split(row.tags)}, key=fold)


def branches(tx: Tx, areas: Sequence[str]) -> list[tuple[str, str]]:
    """(code, name) of the units between that have units below them, without the roots of `areas`."""
    rows = tx.rows(
        select(_unit.c.code, _unit.c.name)
        .where(_unit.c.active, _inside(areas), _unit.c.path.not_in(list(areas)), _parents.exists())
        .order_by(_unit.c.name, _unit.c.id)
    )
    return [(row.code, row.name) for row in rows]


def _inside(paths: Sequence[str]) -> Any:
    """Below one of these paths, or one of them. A path holds digits and slashes only, so it is its own pattern."""
    return or_(*(_unit.c.path.like(f"{path}%") for path in paths)) if paths else false()


def _paths(tx: Tx, codes: Sequence[str]) -> list[str]:
    """The paths of the units with these codes; a code that no unit has means nobody."""
    return [row.path for row in tx.rows(select(_unit.c.path).where(_unit.c.code.in_(list(codes))))]


def _same(tx: Tx, column: Any, wanted: Sequence[str]) -> list[str]:
    """The values of a column that read like one of those wanted, whatever their case and diacritics."""
    folded = {fold(one) for one in wanted}
    return [row[0] for row in tx.rows(select(column).distinct()) if fold(row[0]) in folded]


def _tagged(tx: Tx, wanted: Sequence[str]) -> list[str]:
    folded = {fold(one) for one in wanted}
    rows = tx.rows(select(_unit.c.tags).where(_unit.c.tags != "").distinct())
    return [row.tags for row in rows if folded & {fold(tag) for tag in _split(row.tags)}]


def _split(written: str) -> list[str]:
    return [tag for tag in (one.strip() for one in written.split(",")) if tag]
