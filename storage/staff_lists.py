"""The staff as whoever looks after it sees it: found by words, at a unit, not joined; what a person holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, Literal

from sqlalchemy import ColumnElement, Select, and_, exists, func, select

from rules.folding import fold
from storage import registry
from storage.alike import may_hold
from storage.areas import inside
from storage.database import Tx, table
from storage.tables.messaging import OutboxMessage
from storage.tables.registry import Account, Assignment, Person, Unit

Lacking = Literal["none", "one"]
NONE: Final = "none"
ONE: Final = "one"

_MOST_ALIKE = 300

_person = table(Person)
_unit = table(Unit)
_assignment = table(Assignment)
_account = table(Account)
_outbox = table(OutboxMessage)


@dataclass(frozen=True, slots=True)
class HeldPost:
    """A post that a person holds now, by its own id; `until` where its end is known."""

    id: int
    person_id: int
    role: str
    division: str
    title: str
    unit_id: int
    unit: str
    unit_path: str
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody at a unit, as a list shows it."""

    person_id: int
    name: str
    phone: str | None
    role: str
    unit_id: int
    unit: str
    joined: bool


_held = (
    select(
        _assignment.c.id,
        _assignment.c.person_id,
        _assignment.c.role,
        _assignment.c.division,
        _assignment.c.title,
        _assignment.c.valid_until.label("until"),
        _unit.c.id.label("unit_id"),
        _unit.c.name.label("unit"),
        _unit.c.path.label("unit_path"),
    )
    .join(_unit, _unit.c.id == _assignment.c.unit_id)
    .order_by(_assignment.c.id)
)
_joined = exists().where(_account.c.person_id == _person.c.id, _account.c.cut_off_at.is_(None))


def posts(tx: Tx, person_id: int) -> list[HeldPost]:
    """What a person holds now."""
    found = _held.where(_assignment.c.person_id == person_id, registry.valid(_assignment, tx.now))
    return [HeldPost(**row._mapping) for row in tx.rows(found)]


def post(tx: Tx, post_id: int) -> HeldPost | None:
    """A post by its id, if it is held now."""
    row = tx.row(_held.where(_assignment.c.id == post_id, registry.valid(_assignment, tx.now)))
    return None if row is None else HeldPost(**row._mapping)


def post_ever(tx: Tx, post_id: int) -> HeldPost | None:
    """A post by its id, also when it is over."""
    row = tx.row(_held.where(_assignment.c.id == post_id))
    return None if row is None else HeldPost(**row._mapping)


def places(tx: Tx, person_id: int) -> list[str]:
    """The paths of the units where a person holds a post now; of whoever holds none, where one was ever held."""
    of_person = _held.where(_assignment.c.person_id == person_id)
    now = tx.rows(of_person.where(registry.valid(_assignment, tx.now)))
    return [row.unit_path for row in now or tx.rows(of_person)]


def like(tx: Tx, areas: Sequence[str], words: str, phone: str | None, limit: int) -> list[Line]:
    """Whoever has this number, or the words in the name, and holds or held a post below `areas`; by name.

    Compared without case and diacritics. Who has left is found too: people come back.
    """
    wanted = fold(words)
    if phone is not None:
        found = [row.id for row in tx.rows(select(_person.c.id).where(_person.c.phone == phone))]
    elif wanted:
        rows = tx.rows(
            select(_person.c.id, _person.c.name).where(may_hold(_person.c.name, words)).order_by(_person.c.name)
        )
        found = [row.id for row in rows if wanted in fold(row.name)][:_MOST_ALIKE]
    else:
        found = []
    if not found:
        return []
    lines = [_line(row) for row in tx.rows(_lines(areas).where(_person.c.id.in_(found)))]
    now = {line.person_id for line in _valid_lines(tx, areas, found)}
    first: dict[int, Line] = {}
    for line in (*_valid_lines(tx, areas, found), *(one for one in lines if one.person_id not in now)):
        first.setdefault(line.person_id, line)
    return sorted(first.values(), key=lambda line: (line.name, line.person_id))[:limit]


def of_unit(tx: Tx, unit_id: int) -> list[Line]:
    """Who holds a post at this very unit now, each once, in the order of the posts."""
    rows = tx.rows(_lines(None).where(_unit.c.id == unit_id, registry.valid(_assignment, tx.now), _person.c.active))
    first: dict[int, Line] = {}
    for row in rows:
        first.setdefault(row.person_id, _line(row))
    return list(first.values())


def lacking(tx: Tx, areas: Sequence[str], what: Lacking, *, limit: int, offset: int = 0) -> list[Line]:
    """Active people with a post below `areas` who have no account (NONE), or one messenger only (ONE), by unit.

    A post a line: who holds two is met twice.
    """
    found = _lines(areas).where(*_lacking(tx, what)).order_by(None)
    ordered = found.order_by(_unit.c.name, _unit.c.id, _person.c.name, _assignment.c.id)
    return [_line(row) for row in tx.rows(ordered.limit(limit).offset(offset))]


def count_lacking(tx: Tx, areas: Sequence[str], what: Lacking) -> tuple[int, int]:
    """(lines, people) of `lacking`."""
    found = (
        select(func.count(), func.count(_person.c.id.distinct()))
        .select_from(_assignment)
        .join(_unit, _unit.c.id == _assignment.c.unit_id)
        .join(_person, _person.c.id == _assignment.c.person_id)
        .where(inside(areas), *_lacking(tx, what))
    )
    lines, people = map(int, tx.rows(found)[0])
    return lines, people


def to_remind(tx: Tx, areas: Sequence[str], slot: str, since: datetime, limit: int) -> list[int]:
    """Of those with one messenger only whoever is reached there and was not told in this slot since then."""
    reached = exists().where(
        _account.c.person_id == _person.c.id, _account.c.cut_off_at.is_(None), _account.c.reachable
    )
    told = exists().where(_outbox.c.person_id == _person.c.id, _outbox.c.slot == slot, _outbox.c.created_at > since)
    found = (
        select(_person.c.id)
        .join(_assignment, _assignment.c.person_id == _person.c.id)
        .join(_unit, _unit.c.id == _assignment.c.unit_id)
        .where(inside(areas), *_lacking(tx, ONE), reached, ~told)
        .distinct()
        .order_by(_person.c.id)
        .limit(limit)
    )
    return [row.id for row in tx.rows(found)]


def somebody_inside(tx: Tx, areas: Sequence[str], person: ColumnElement[Any]) -> ColumnElement[bool]:
    """That a person's posts (of whoever holds none now: the former ones) all lie below the paths, one at least."""
    now = registry.valid(_assignment, tx.now)
    outside = exists().where(
        _assignment.c.person_id == person, now, _unit.c.id == _assignment.c.unit_id, ~inside(areas)
    )
    within = exists().where(_assignment.c.person_id == person, _unit.c.id == _assignment.c.unit_id, inside(areas))
    return and_(within, ~outside)


def _lacking(tx: Tx, what: Lacking) -> tuple[ColumnElement[bool], ...]:
    channels = (
        select(func.count(_account.c.channel.distinct()))
        .where(_account.c.person_id == _person.c.id, _account.c.cut_off_at.is_(None))
        .scalar_subquery()
    )
    number = ~_joined if what == NONE else channels == 1
    return (_person.c.active, registry.valid(_assignment, tx.now), _unit.c.active, number)


def _lines(areas: Sequence[str] | None) -> Select[Any]:
    found = (
        select(
            _person.c.id.label("person_id"),
            _person.c.name,
            _person.c.phone,
            _assignment.c.role,
            _unit.c.id.label("unit_id"),
            _unit.c.name.label("unit"),
            _joined.label("joined"),
        )
        .select_from(_assignment)
        .join(_unit, _unit.c.id == _assignment.c.unit_id)
        .join(_person, _person.c.id == _assignment.c.person_id)
        .order_by(_assignment.c.id)
    )
    return found if areas is None else found.where(inside(areas))


def _valid_lines(tx: Tx, areas: Sequence[str], people: Sequence[int]) -> list[Line]:
    found = _lines(areas).where(_person.c.id.in_(list(people)), registry.valid(_assignment, tx.now))
    return [_line(row) for row in tx.rows(found)]


def _line(row: Any) -> Line:
    return Line(**{**row._mapping, "joined": bool(row.joined)})


NOT_AGAIN_WITHIN = timedelta(days=1)
