"""Which units an audience of rules.campaigns means, as a Select inside the database, and what it can name."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, case, exists, false, func, or_, select

from rules.campaigns import Audience
from rules.folding import fold
from rules.roles import Role
from storage.database import Tx, table
from storage.tables.registry import Account, Assignment, Person, Unit

# Who fills in for a unit: whoever holds the first of these that anybody holds there.
FILLERS = (Role.DELEGATE_REGULAR, Role.HEAD, Role.DEPUTY)
TAG_SEPARATOR = ","

_unit = table(Unit)
_below = _unit.alias("below")
_assignment = table(Assignment)
_person = table(Person)
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
        parts.append(_under(tx, audience.under))
    if audience.except_under:
        parts.append(~_under(tx, audience.except_under))
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
    has_head = exists().where(_assignment.c.unit_id == _unit.c.id, _assignment.c.role == Role.HEAD, *_valid(tx))
    has_units_below = exists().where(_below.c.parent_id == _unit.c.id, _below.c.active)
    return and_(units(tx, audience), or_(has_head, ~has_units_below))


def fillers(tx: Tx) -> Select[Any]:
    """(unit_id, person_id) of everybody who fills in now: those a head has let, else the heads, else the deputies."""
    rank = case({role.value: number for number, role in enumerate(FILLERS)}, value=_assignment.c.role)
    held = (
        select(
            _assignment.c.unit_id,
            _assignment.c.person_id,
            func.rank().over(partition_by=_assignment.c.unit_id, order_by=rank).label("place"),
        )
        .join(_person, _person.c.id == _assignment.c.person_id)
        .where(_assignment.c.role.in_([role.value for role in FILLERS]), *_valid(tx), _person.c.active)
        .subquery("held")
    )
    return select(held.c.unit_id, held.c.person_id).where(held.c.place == 1)


def may_fill(tx: Tx, unit_id: int) -> list[int]:
    """Everybody who may fill in for a unit now, whoever is asked first."""
    rows = tx.rows(
        select(_assignment.c.person_id)
        .where(_assignment.c.unit_id == unit_id, _assignment.c.role.in_([role.value for role in FILLERS]), *_valid(tx))
        .order_by(_assignment.c.person_id)
        .distinct()
    )
    return [row.person_id for row in rows]


def reach(tx: Tx, audience: Audience) -> Reach:
    """Of the units that would be asked now."""
    people = fillers(tx).subquery("people")
    joined = exists().where(
        _account.c.person_id == people.c.person_id, _account.c.cut_off_at.is_(None), _account.c.reachable
    )
    rows = (
        select(
            _unit.c.id,
            func.max(case((people.c.person_id.is_not(None), 1), else_=0)).label("has"),
            func.max(case((joined, 1), else_=0)).label("joined"),
        )
        .select_from(_unit)
        .outerjoin(people, people.c.unit_id == _unit.c.id)
        .where(asked(tx, audience))
        .group_by(_unit.c.id)
        .subquery("rows")
    )
    found = tx.row(
        select(func.count(), func.coalesce(func.sum(rows.c.has), 0), func.coalesce(func.sum(rows.c.joined), 0))
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
    found = {fold(tag): tag.strip() for tag in reversed(written.replace(";", TAG_SEPARATOR).split(TAG_SEPARATOR))}
    return [tag for tag in reversed(found.values()) if tag]


def kinds(tx: Tx) -> list[str]:
    """The kinds that units have."""
    return sorted(kind for kind in _values(tx, "kind") if kind)


def tags(tx: Tx) -> list[str]:
    """The tags that units have."""
    return sorted({tag for written in _values(tx, "tags") for tag in split_tags(written)})


def _valid(tx: Tx) -> tuple[ColumnElement[bool], ...]:
    return (
        or_(_assignment.c.valid_from.is_(None), _assignment.c.valid_from <= tx.now),
        or_(_assignment.c.valid_until.is_(None), _assignment.c.valid_until > tx.now),
    )


def _under(tx: Tx, codes: Sequence[str]) -> ColumnElement[bool]:
    found = [_unit.c.path.startswith(row.path, autoescape=True) for row in _coded(tx, codes)]
    return or_(*found) if found else false()


def _coded(tx: Tx, codes: Sequence[str]) -> Sequence[Row[Any]]:
    """The units of these codes, compared as everywhere without regard to case."""
    written = {variant for code in codes for variant in (code, code.upper(), code.lower())}
    return tx.rows(select(_unit.c.code, _unit.c.path).where(_unit.c.code.in_(written))) if written else []


def _values(tx: Tx, column: str) -> list[str]:
    """The few different values of a column."""
    return [row[0] for row in tx.rows(select(_unit.c[column]).distinct())]


def _tagged(tx: Tx, wanted: Sequence[str]) -> list[str]:
    """The values of the column that hold one of the tags."""
    folded = {fold(tag) for tag in wanted}
    return [written for written in _values(tx, "tags") if folded & {fold(tag) for tag in split_tags(written)}]
