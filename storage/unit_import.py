"""Brings a list of units into the registry: a tree of any depth, its rows in any order."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, insert, select, update

from rules.folding import fold
from storage import audit
from storage.audience import split_tags
from storage.database import Tx, table
from storage.importing import Change, Plan, Refusal, differences
from storage.tables.registry import Unit

_unit = table(Unit)


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit as a list tells it. None leaves what is known; a new unit without `parent` is at the top of its tree.

    tags: words with commas between them.
    """

    number: int
    code: str
    name: str
    kind: str | None = None
    address: str | None = None
    parent: str | None = None
    tags: str | None = None

    @property
    def written_tags(self) -> str | None:
        """As they are kept: each once, ", " between them."""
        return None if self.tags is None else ", ".join(split_tags(self.tags))

    @property
    def key(self) -> str:
        return fold(self.code)


def plan_units(tx: Tx, rows: Sequence[UnitRow]) -> Plan[UnitRow]:
    """What the rows would change. The codes are compared without regard to case and diacritics."""
    known = {fold(unit.code): unit for unit in tx.all(Unit, select(_unit))}
    codes = {unit.id: key for key, unit in known.items()}
    above = {key: codes.get(unit.parent_id) for key, unit in known.items()}
    plan: Plan[UnitRow] = Plan()
    for row in _taken(rows, above, plan):
        unit = known.get(row.key)
        details = _details(row, unit, known[parent].code if unit and (parent := above[row.key]) else "")
        if unit and not details:
            plan.same += 1
            continue
        plan.rows.append(row)
        plan.changes.append(Change(row.number, unit is None, unit.code if unit else row.code, row.name, details))
    return plan


def write_units(tx: Tx, plan: Plan[UnitRow]) -> None:
    """Does what the plan says, in the same transaction in which it was made."""
    if not plan.rows:
        return
    known = {fold(row.code): row.id for row in tx.rows(select(_unit.c.id, _unit.c.code))}
    new = [row for row in plan.rows if row.key not in known]
    if new:
        tx.connection.execute(
            insert(_unit),
            [
                {
                    "code": row.code,
                    "name": row.name,
                    "kind": row.kind or "",
                    "address": row.address or "",
                    "tags": row.written_tags or "",
                    "path": "",
                }
                for row in new
            ],
        )
    for row in plan.rows:
        if (identity := known.get(row.key)) is not None:
            told = {"name": row.name, "kind": row.kind, "address": row.address, "tags": row.written_tags}
            tx.execute(
                update(_unit)
                .where(_unit.c.id == identity)
                .values({name: value for name, value in told.items() if value is not None})
            )
    _place(tx, {row.key: fold(row.parent) for row in plan.rows if row.parent is not None})
    audit.note(tx, "units.import", "done", added=plan.added, changed=len(plan.rows) - plan.added)


def _taken(rows: Iterable[UnitRow], above: Mapping[str, str | None], plan: Plan[UnitRow]) -> Iterable[UnitRow]:
    """The rows whose way to the top exists. A row that is refused takes along those below it, round after round."""
    first: dict[str, UnitRow] = {}
    lines: dict[str, int] = {}
    for row in rows:
        if row.key in first:
            plan.refuse([Refusal(row.number, f"mã «{row.code}» đã có ở dòng {first[row.key].number}")])
        else:
            first[row.key] = row
            lines[row.key] = row.number
    while True:
        tree = {**above, **{key: fold(row.parent or "") or None for key, row in first.items() if _tells(row, above)}}
        faults = [Refusal(row.number, reason) for row in first.values() if (reason := _fault(row, tree, lines))]
        if not faults:
            return first.values()
        plan.refuse(faults)
        refused = {fault.number for fault in faults}
        first = {key: row for key, row in first.items() if row.number not in refused}


def _tells(row: UnitRow, above: Mapping[str, str | None]) -> bool:
    """Whether the row says where its unit belongs: a blank cell moves no unit that is known."""
    return row.parent is not None or row.key not in above


def _fault(row: UnitRow, tree: Mapping[str, str | None], lines: Mapping[str, int]) -> str | None:
    """Why the unit cannot stand where the row puts it: nothing there, or it would be below itself."""
    parent = tree[row.key]
    if parent is not None and parent not in tree:
        if parent in lines:
            return f"đơn vị cấp trên «{row.parent}» (dòng {lines[parent]}) có lỗi"
        return f"không có đơn vị cấp trên mã «{row.parent}»"
    way = [row.key]
    while (parent := tree.get(way[-1])) is not None and parent not in way:
        way.append(parent)
    if parent == row.key:
        return f"các đơn vị xếp thành vòng: {' → '.join([*way, parent]).upper()}"
    return None


def _details(row: UnitRow, unit: Unit | None, parent: str) -> tuple[tuple[str, str, str], ...]:
    if unit is None:
        told = (("kind", "", row.kind), ("address", "", row.address), ("parent", "", row.parent))
        return differences((*told, ("tags", "", row.written_tags)))
    same_parent = row.parent is not None and fold(row.parent) == fold(parent)
    return differences(
        (
            ("name", unit.name, row.name),
            ("kind", unit.kind, row.kind),
            ("address", unit.address, row.address),
            ("parent", parent, parent if same_parent else row.parent),
            ("tags", unit.tags, row.written_tags),
        )
    )


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
