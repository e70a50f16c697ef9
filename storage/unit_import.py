"""Brings a list of units into the registry: a tree of any depth, its rows in any order."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, insert, select, update

from rules.folding import fold
from storage import audit, tasks
from storage.audience import split_tags
from storage.clock import LOCAL_ZONE
from storage.database import Tx, table
from storage.importing import Change, Plan, Refusal, differences
from storage.tables.registry import Unit

_unit = table(Unit)

_AT_ONCE = 1_000
_DEEPEST = 30
_TEXTS = ("kind", "ward", "address", "tags")


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit as a list tells it. None leaves what is known; a new unit without `parent` is at the top of its tree.

    tags: words with commas between them. place: latitude and longitude in degrees. since, until: the beginning of the
    day on which it was founded, or closed.
    """

    number: int
    code: str
    name: str
    kind: str | None = None
    address: str | None = None
    parent: str | None = None
    tags: str | None = None
    ward: str | None = None
    place: tuple[float, float] | None = None
    since: datetime | None = None
    until: datetime | None = None

    @property
    def written_tags(self) -> str | None:
        """As they are kept: each once, ", " between them."""
        return None if self.tags is None else ", ".join(split_tags(self.tags))

    @property
    def values(self) -> dict[str, Any]:
        """What the table of units holds of it, without code, parent and whether it is closed; None: not told."""
        latitude, longitude = self.place or (None, None)
        return {
            "name": self.name,
            "kind": self.kind,
            "ward": self.ward,
            "address": self.address,
            "latitude": latitude,
            "longitude": longitude,
            "tags": self.written_tags,
            "valid_from": self.since,
        }

    @property
    def key(self) -> str:
        return fold(self.code)


def plan_units(tx: Tx, rows: Sequence[UnitRow]) -> Plan[UnitRow]:
    """What the rows would change. The codes are compared without regard to case and diacritics."""
    known = {fold(unit.code): unit for unit in tx.all(Unit, select(_unit))}
    codes = {unit.id: key for key, unit in known.items()}
    above = {key: codes.get(unit.parent_id) for key, unit in known.items()}
    plan: Plan[UnitRow] = Plan()
    taken = _taken(rows, above, plan)
    open_below = _open_below(taken, known, above)
    for row in taken:
        if row.until is not None and (below := open_below.get(row.key, 0)):
            plan.refuse(
                [Refusal(row.number, f"bên dưới còn {below} đơn vị đang hoạt động, xin chuyển hoặc đóng trước")]
            )
            continue
        unit = known.get(row.key)
        details = _details(row, unit, known[parent].code if unit and (parent := above[row.key]) else "")
        if unit and not details:
            plan.same += 1
            continue
        plan.rows.append(row)
        closes = row.until is not None and (unit is None or unit.active)
        code = unit.code if unit else row.code
        plan.changes.append(Change(row.number, unit is None, code, row.name, details, "đóng" if closes else ""))
    return plan


def write_units(tx: Tx, plan: Plan[UnitRow]) -> None:
    """Does what the plan says, in the same transaction in which it was made."""
    if not plan.rows:
        return
    known = {fold(row.code): row.id for row in tx.rows(select(_unit.c.id, _unit.c.code))}
    new = [row for row in plan.rows if row.key not in known]
    for at in range(0, len(new), _AT_ONCE):
        tx.connection.execute(
            insert(_unit),
            [
                {"code": row.code, "path": "", **{name: _or_blank(name, value) for name, value in row.values.items()}}
                for row in new[at : at + _AT_ONCE]
            ],
        )
        plan.told(min(at + _AT_ONCE, len(new)))
    _change(tx, plan, known, len(new))
    _place(tx, {row.key: fold(row.parent) for row in plan.rows if row.parent is not None})
    closed = _close(tx, plan.rows)
    plan.told(len(plan.rows))
    audit.note(tx, "units.import", "done", added=plan.added, changed=len(plan.rows) - plan.added, closed=closed)


def _change(tx: Tx, plan: Plan[UnitRow], known: Mapping[str, int], done: int) -> None:
    """Units that are known get what their rows tell; those that tell the same columns at once."""
    alike: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for row in plan.rows:
        if (identity := known.get(row.key)) is not None:
            told = {name: value for name, value in row.values.items() if value is not None}
            alike.setdefault(tuple(told), []).append({"unit": identity, **{f"to_{name}": told[name] for name in told}})
    for names, values in alike.items():
        statement = update(_unit).where(_unit.c.id == bindparam("unit"))
        statement = statement.values({name: bindparam(f"to_{name}", type_=_unit.c[name].type) for name in names})
        for at in range(0, len(values), _AT_ONCE):
            tx.connection.execute(statement, values[at : at + _AT_ONCE])
            done += len(values[at : at + _AT_ONCE])
            plan.told(done)


def _or_blank(name: str, value: Any) -> Any:
    return "" if value is None and name in _TEXTS else value


def _close(tx: Tx, rows: Sequence[UnitRow]) -> int:
    """The units that are no more: what they owe is excused. How many."""
    ending = {row.key: row.until for row in rows if row.until is not None}
    if not ending:
        return 0
    units = [row for row in tx.rows(select(_unit.c.id, _unit.c.code, _unit.c.active)) if fold(row.code) in ending]
    for unit in units:
        if unit.active:
            tasks.unit_closed(tx, unit.id)
        values = {"active": False, "valid_until": ending[fold(unit.code)]}
        tx.execute(update(_unit).where(_unit.c.id == unit.id).values(values))
    return sum(unit.active for unit in units)


def _open_below(rows: Sequence[UnitRow], known: Mapping[str, Unit], above: Mapping[str, str | None]) -> Counter[str]:
    """How many units that are not closed will stand directly below each."""
    tree = dict(above) | {row.key: fold(row.parent or "") or None for row in rows if _tells(row, above)}
    closed = {key for key, unit in known.items() if not unit.active} | {
        row.key for row in rows if row.until is not None
    }
    return Counter(parent for key, parent in tree.items() if parent is not None and key not in closed)


def _taken(rows: Iterable[UnitRow], above: Mapping[str, str | None], plan: Plan[UnitRow]) -> list[UnitRow]:
    """The rows whose way to the top exists. A row that is refused takes along those below it."""
    first: dict[str, UnitRow] = {}
    for row in rows:
        if row.key in first:
            plan.refuse([Refusal(row.number, f"mã «{row.code}» đã có ở dòng {first[row.key].number}")])
        else:
            first[row.key] = row
    tree = {**above, **{key: fold(row.parent or "") or None for key, row in first.items() if _tells(row, above)}}
    # A unit that is known stands where it stood when its row is refused, so those below it are asked once more.
    while True:
        faults = {key: reason for key, reason in _faults(first, tree).items() if key in first}
        if not faults:
            return list(first.values())
        plan.refuse(Refusal(first[key].number, reason) for key, reason in faults.items())
        for key in faults:
            del first[key]
            if key in above:
                tree[key] = above[key]
            else:
                del tree[key]


def _faults(rows: Mapping[str, UnitRow], tree: Mapping[str, str | None]) -> dict[str, str]:
    """Why units cannot stand where the rows put them: nothing there, below themselves, too deep. One walk for all."""
    faults: dict[str, str] = {}
    depths: dict[str, int] = {}
    for key in rows:
        way: dict[str, None] = {}
        at: str | None = key
        while at is not None and at in tree and at not in depths and at not in way:
            way[at] = None
            at = tree[at]
        if at is not None and at in way:
            circle = list(way)[list(way).index(at) :]
            told = " → ".join([*circle, at]).upper()
            faults |= dict.fromkeys(circle, f"các đơn vị xếp thành vòng: {told}")
        depth = depths.get(at, 0) if at is not None else 0
        for step in reversed(way):
            depth += 1
            depths[step] = depth
            parent = tree[step]
            if step in faults:
                continue
            if parent is not None and parent not in tree:
                faults[step] = f"không có đơn vị cấp trên mã «{rows[step].parent if step in rows else parent}»"
            elif parent in faults:
                place = f" (dòng {rows[parent].number})" if parent in rows else ""
                code = rows[step].parent if step in rows and rows[step].parent else parent
                faults[step] = f"đơn vị cấp trên «{code}»{place} có lỗi"
            elif depth > _DEEPEST:
                faults[step] = f"nhiều hơn {_DEEPEST} cấp"
    return faults


def _tells(row: UnitRow, above: Mapping[str, str | None]) -> bool:
    """Whether the row says where its unit belongs: a blank cell moves no unit that is known."""
    return row.parent is not None or row.key not in above


def _details(row: UnitRow, unit: Unit | None, parent: str) -> tuple[tuple[str, str, str], ...]:
    before = {name: _shown(value) for name, value in unit.__dict__.items()} if unit else {}
    after = {name: None if value is None else _shown(value) for name, value in row.values.items()}
    same_parent = unit is not None and row.parent is not None and fold(row.parent) == fold(parent)
    told = [
        *(
            (name, before.get(name, ""), after[name])
            for name in ("name", "kind", "ward", "address")
            if unit or name != "name"
        ),
        ("place", _pair(before), None if row.place is None else _pair(after)),
        ("parent", parent, parent if same_parent else row.parent),
        *((name, before.get(name, ""), after[name]) for name in ("tags", "valid_from")),
        ("valid_until", before.get("valid_until", ""), None if row.until is None else _shown(row.until)),
    ]
    return differences(told)


def _pair(values: Mapping[str, str | None]) -> str:
    return ", ".join(one for name in ("latitude", "longitude") if (one := values.get(name)))


def _shown(value: Any) -> str:
    if isinstance(value, datetime):
        return value.astimezone(LOCAL_ZONE).strftime("%d/%m/%Y")
    return "" if value is None else str(value)


def _place(tx: Tx, moved: Mapping[str, str]) -> None:
    """Gives every unit its parent and its path; `moved` is key → key of the new parent ("": the top)."""
    units = tx.rows(select(_unit.c.id, _unit.c.code, _unit.c.parent_id, _unit.c.path))
    ids = {fold(unit.code): unit.id for unit in units}
    parents = {unit.id: unit.parent_id for unit in units}
    parents |= {ids[key]: ids[parent] if parent else None for key, parent in moved.items()}
    paths: dict[int, str] = {}
    changed = [
        {"unit": unit.id, "parent": parents[unit.id], "place": path}
        for unit in units
        if (path := _path(unit.id, parents, paths)) != unit.path
    ]
    if changed:
        tx.connection.execute(
            update(_unit)
            .where(_unit.c.id == bindparam("unit"))
            .values(parent_id=bindparam("parent"), path=bindparam("place")),
            changed,
        )


def _path(unit_id: int, parents: Mapping[int, int | None], paths: dict[int, str]) -> str:
    """ "/1/14/203/"; remembers in `paths` what it has found on the way."""
    way = []
    at: int | None = unit_id
    while at is not None and at not in paths:
        way.append(at)
        at = parents[at]
    for step in reversed(way):
        above = parents[step]
        paths[step] = f"{paths[above] if above is not None else '/'}{step}/"
    return paths[unit_id]
