"""Which units an audience of rules.campaigns means, as a Select inside the database, and what it can name."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, case, exists, func, or_, select

from rules.campaigns import Audience
from rules.folding import fold
from rules.roles import Role
from storage import registry
from storage.areas import inside
from storage.database import Tx, table
from storage.tables.registry import Account, Assignment, Person, Unit

# Who fills in for a unit: whoever holds the first of these that anybody holds there.
FILLERS = (Role.DELEGATE_REGULAR, Role.HEAD, Role.DEPUTY)
TAG_SEPARATOR = ","

_unit = table(Unit)
_below = _unit.alias("below")
_assignment = table(Assignment)
_other = _assignment.alias("other")
_person = table(Person)
_other_person = _person.alias("other_person")
_account = table(Account)


@dataclass(frozen=True, slots=True)
class Reach:
    """How many units an audience has; of them those with somebody who fills in, and those where somebody has joined."""

    units: int
    with_people: int
    joined: int


def units(tx: Tx, audience: Audience) -> ColumnElement[bool]:
    """The units of an audience as a condition on the table of units; what it names and nobody has, nobody is."""
    parts = [_unit.c.active]
    if audience.under:
        parts.append(inside(_followed(tx, audience.under)))
    if audience.except_under:
        parts.append(~inside([row.path for row in _coded(tx, audience.except_under)]))
    if audience.kinds:
        wanted = {fold(kind) for kind in audience.kinds}
        parts.append(_unit.c.kind.in_([kind for kind in _values(tx, "kind") if fold(kind) in wanted]))
    if audience.tags:
        parts.append(_unit.c.tags.in_(_tagged(tx, audience.tags)))
    if audience.except_tags:
        parts.append(_unit.c.tags.not_in(_tagged(tx, audience.except_tags)))
    return and_(*parts)


def asked(tx: Tx, audience: Audience) -> ColumnElement[bool]:
    """Those of the audience that report: they have a head now, or nothing below them."""
    has_head = exists().where(
        _assignment.c.unit_id == _unit.c.id, _assignment.c.role == Role.HEAD.value, registry.valid(_assignment, tx.now)
    )
    has_units_below = exists().where(_below.c.parent_id == _unit.c.id, _below.c.active)
    return and_(units(tx, audience), or_(has_head, ~has_units_below))


def fills(tx: Tx, unit_id: ColumnElement[int]) -> ColumnElement[bool]:
    """On assignments joined with people: that this one fills in for the unit now, and nobody comes before it.

    Those a head has let come before the heads, and the heads before the deputies.
    """
    first = (
        select(func.min(_rank(_other)))
        .join(_other_person, _other_person.c.id == _other.c.person_id)
        .where(_other.c.unit_id == unit_id, *_may_fill(tx, _other), _other_person.c.active)
        .scalar_subquery()
    )
    return and_(
        _assignment.c.unit_id == unit_id,
        *_may_fill(tx, _assignment),
        _person.c.active,
        _rank(_assignment) == first,
    )


def may_fill(tx: Tx, unit_id: int) -> list[int]:
    """Everybody who may fill in for a unit now, whoever is asked first."""
    rows = tx.rows(
        select(_assignment.c.person_id)
        .where(_assignment.c.unit_id == unit_id, *_may_fill(tx, _assignment))
        .order_by(_assignment.c.person_id)
        .distinct()
    )
    return [row.person_id for row in rows]


def reach(tx: Tx, audience: Audience) -> Reach:
    """Of the units that would be asked now."""
    people = (
        select(_assignment.c.id).join(_person, _person.c.id == _assignment.c.person_id).where(fills(tx, _unit.c.id))
    )
    reached = people.join(_account, _account.c.person_id == _person.c.id).where(
        _account.c.cut_off_at.is_(None), _account.c.reachable
    )
    found = tx.row(
        select(
            func.count(),
            func.coalesce(func.sum(case((people.exists(), 1), else_=0)), 0),
            func.coalesce(func.sum(case((reached.exists(), 1), else_=0)), 0),
        )
        .select_from(_unit)
        .where(asked(tx, audience))
    )
    assert found is not None, "a count is always there"
    return Reach(*map(int, found))


def some(tx: Tx, audience: Audience, *, limit: int, offset: int = 0) -> Sequence[Row[Any]]:
    """Units that would be asked now, by name: id, code, name, kind."""
    return tx.rows(
        select(_unit.c.id, _unit.c.code, _unit.c.name, _unit.c.kind)
        .where(asked(tx, audience))
        .order_by(_unit.c.name, _unit.c.id)
        .limit(limit)
        .offset(offset)
    )


def not_there(tx: Tx, audience: Audience) -> list[tuple[str, str]]:
    """What an audience names that no unit has: (what, written), what being «unit», «kind» or «tag»."""
    codes = {fold(row.code) for row in _coded(tx, (*audience.under, *audience.except_under))}
    kinds = {fold(kind) for kind in _values(tx, "kind")}
    tags = {fold(tag) for written in _values(tx, "tags") for tag in split_tags(written)}
    named = (
        [("unit", code, codes) for code in (*audience.under, *audience.except_under)]
        + [("kind", kind, kinds) for kind in audience.kinds]
        + [("tag", tag, tags) for tag in (*audience.tags, *audience.except_tags)]
    )
    return [(what, written) for what, written, known in named if fold(written) not in known]


def split_tags(written: str) -> list[str]:
    """«bán trú, nội trú» → the tags, each once, as they are written."""
    found: dict[str, str] = {}
    for tag in written.replace(";", TAG_SEPARATOR).split(TAG_SEPARATOR):
        found.setdefault(fold(tag), " ".join(tag.split()))
    return [tag for tag in found.values() if tag]


def tops(tx: Tx, audience: Audience) -> list[str]:
    """The paths of the units below which an audience lies: of those it names, else of the roots."""
    if audience.under:
        return _followed(tx, audience.under)
    return [row.path for row in tx.rows(select(_unit.c.path).where(_unit.c.parent_id.is_(None), _unit.c.active))]


def _may_fill(tx: Tx, held: Any) -> tuple[ColumnElement[bool], ...]:
    return (held.c.role.in_([role.value for role in FILLERS]), registry.valid(held, tx.now))


def _rank(held: Any) -> ColumnElement[int]:
    return case({role.value: number for number, role in enumerate(FILLERS)}, value=held.c.role)


def _followed(tx: Tx, codes: Sequence[str]) -> list[str]:
    """The paths of units, and of what those became part of that are no more: what was asked of them goes on there."""
    found = _coded(tx, codes)
    paths = [row.path for row in found if row.successor_id is None]
    following = {row.successor_id for row in found if row.successor_id is not None}
    seen: set[int] = set()
    while following:
        seen |= following
        rows = tx.rows(select(_unit.c.path, _unit.c.successor_id).where(_unit.c.id.in_(following)))
        paths += [row.path for row in rows if row.successor_id is None]
        following = {row.successor_id for row in rows if row.successor_id is not None} - seen
    return paths


def _coded(tx: Tx, codes: Sequence[str]) -> Sequence[Row[Any]]:
    """The units of these codes, compared as everywhere without regard to case."""
    written = {variant for code in codes for variant in (code, code.upper(), code.lower())}
    lower = [code.lower() for code in codes]
    known = select(_unit.c.code, _unit.c.path, _unit.c.successor_id).where(
        _unit.c.code.in_(written) | func.lower(_unit.c.code).in_(lower)
    )
    return tx.rows(known) if written else []


def _values(tx: Tx, column: str) -> list[str]:
    """The few different values of a column."""
    return [row[0] for row in tx.rows(select(_unit.c[column]).distinct())]


def _tagged(tx: Tx, wanted: Sequence[str]) -> list[str]:
    """The values of the column that hold one of the tags."""
    folded = {fold(tag) for tag in wanted}
    return [written for written in _values(tx, "tags") if folded & {fold(tag) for tag in split_tags(written)}]
