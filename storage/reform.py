"""A reform of the units: founded, split off, renamed, moved, merged, closed; all of it in one transaction."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Select, func, literal, select, update

from rules.folding import fold
from storage import audit, following, staffing, tasks
from storage.database import Tx, table
from storage.following import Followed
from storage.importing import Refusal
from storage.tables.registry import Unit

_unit = table(Unit)


class Work(StrEnum):
    """In the order in which they are done, whatever their order in the file."""

    FOUND = "found"
    SPLIT = "split"
    RENAME = "rename"
    MOVE = "move"
    MERGE = "merge"
    CLOSE = "close"


@dataclass(frozen=True, slots=True)
class ReformRow:
    """One line of a reform. `other`: the code of the unit that takes `code` in, or of the new one that is split off it.

    since: the beginning of the day from which it holds, not in the future.
    """

    number: int
    work: Work
    code: str
    since: datetime
    other: str = ""
    name: str = ""
    parent: str = ""
    kind: str = ""
    ward: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Done:
    """What a row did: to which unit (as it was called), and what followed from a unit into another."""

    row: ReformRow
    code: str
    name: str
    after: str
    followed: Followed | None = None


@dataclass
class Reform:
    """What was done, and the rows that cannot be: then the transaction is to be rolled back.

    rosters: the units to which shifts have come. grown: those into which others were merged.
    """

    done: list[Done] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    rosters: list[int] = field(default_factory=list)
    grown: list[int] = field(default_factory=list)


class _Wrong(Exception):
    """The row cannot be done; the message is a Vietnamese reason."""


def carry_out(tx: Tx, rows: Sequence[ReformRow], told: Callable[[int], None] = lambda _done: None) -> Reform:
    """Does every row, in the order of `Work` and then of the file; `told` hears how many are done."""
    reform = Reform()
    ids = {fold(row.code): row.id for row in tx.rows(select(_unit.c.id, _unit.c.code))}
    order = list(Work)
    for count, row in enumerate(sorted(rows, key=lambda one: (order.index(one.work), one.number)), start=1):
        try:
            _ACTS[row.work](tx, row, ids, reform)
        except _Wrong as wrong:
            reform.refusals.append(Refusal(row.number, str(wrong)))
        told(count)
    reform.refusals.sort()
    reform.done.sort(key=lambda one: one.row.number)
    audit.note(tx, "units.reform", "done", rows=len(rows))
    return reform


def _found(tx: Tx, row: ReformRow, ids: dict[str, int], reform: Reform) -> None:
    _add(tx, row, row.code, _there(tx, ids, row.parent) if row.parent else None, row.kind, ids, reform)


def _split(tx: Tx, row: ReformRow, ids: dict[str, int], reform: Reform) -> None:
    source = _there(tx, ids, row.code)
    above = row.parent or (_read(tx, source.parent_id).code if source.parent_id else "")
    parent = _there(tx, ids, above) if above else None
    _add(tx, row, row.other, parent, row.kind or source.kind, ids, reform, source)


def _add(
    tx: Tx,
    row: ReformRow,
    code: str,
    parent: Unit | None,
    kind: str,
    ids: dict[str, int],
    reform: Reform,
    source: Unit | None = None,
) -> None:
    if not code or not row.name:
        raise _Wrong("thiếu mã hoặc tên của đơn vị mới")
    if fold(code) in ids:
        raise _Wrong(f"đã có đơn vị mã «{code}»")
    values = {"kind": kind, "ward": row.ward, "address": row.address, "valid_from": row.since}
    identity = tx.insert(
        Unit, code=code, name=row.name, parent_id=parent.id if parent else None, path="", tags="", **values
    )
    tx.change(Unit, {"id": identity}, path=f"{parent.path if parent else '/'}{identity}/")
    ids[fold(code)] = identity
    audit.note(tx, f"unit.{row.work}", "done", subject=f"unit:{code}", of=source.code if source else "")
    reform.done.append(Done(row, source.code if source else code, source.name if source else "", row.name))
    reform.notes.append(f"Dòng {row.number}: {row.name} chưa có thủ trưởng nếu không có đơn vị nào sáp nhập vào.")


def _rename(tx: Tx, row: ReformRow, ids: dict[str, int], reform: Reform) -> None:
    unit = _there(tx, ids, row.code)
    if not row.name:
        raise _Wrong("thiếu tên mới")
    told = {"name": row.name, "kind": row.kind, "ward": row.ward, "address": row.address}
    tx.change(Unit, {"id": unit.id}, **{name: value for name, value in told.items() if value})
    audit.note(tx, "unit.rename", "done", subject=f"unit:{unit.code}", before=unit.name, since=row.since.isoformat())
    if row.parent:
        _below(tx, unit, _there(tx, ids, row.parent))
    reform.done.append(Done(row, unit.code, unit.name, row.name))


def _move(tx: Tx, row: ReformRow, ids: dict[str, int], reform: Reform) -> None:
    unit, parent = _there(tx, ids, row.code), _there(tx, ids, row.parent)
    _below(tx, unit, parent)
    if row.name:
        tx.change(Unit, {"id": unit.id}, name=row.name)
    audit.note(tx, "unit.move", "done", subject=f"unit:{unit.code}", to=parent.code, since=row.since.isoformat())
    reform.done.append(Done(row, unit.code, unit.name, parent.name))


def _merge(tx: Tx, row: ReformRow, ids: dict[str, int], reform: Reform) -> None:
    unit, into = _there(tx, ids, row.code), _there(tx, ids, row.other)
    if unit.id == into.id:
        raise _Wrong("đơn vị không thể sáp nhập vào chính mình")
    if into.path.startswith(unit.path):
        _below(tx, into, _read(tx, unit.parent_id) if unit.parent_id else None)
    for child in tx.all(Unit, select(_unit).where(_unit.c.parent_id == unit.id, _unit.c.id != into.id)):
        _below(tx, child, _read(tx, into.id))
    followed = following.follow(tx, unit.id or 0, into.id or 0)
    tx.change(Unit, {"id": unit.id}, active=False, valid_until=row.since, successor_id=into.id)
    _below(tx, _read(tx, unit.id), _read(tx, into.id))
    audit.note(tx, "unit.merge", "done", subject=f"unit:{unit.code}", into=into.code, since=row.since.isoformat())
    reform.done.append(Done(row, unit.code, unit.name, into.name, followed))
    reform.notes += [
        f"Dòng {row.number}: {into.name} đã có thủ trưởng, nên {name} là cấp phó ở đó." for name in followed.deputies
    ]
    reform.grown.append(into.id or 0)
    if followed.shifts:
        reform.rosters.append(into.id or 0)


def _close(tx: Tx, row: ReformRow, ids: dict[str, int], reform: Reform) -> None:
    unit = _there(tx, ids, row.code)
    if staffing.has_units_below(tx, unit.id or 0):
        raise _Wrong("bên dưới còn đơn vị đang hoạt động, xin chuyển hoặc sáp nhập trước")
    if number := following.live_incidents(tx, unit.id or 0):
        reform.notes.append(f"Dòng {row.number}: {unit.name} còn {number} vụ việc đang mở.")
    tasks.unit_closed(tx, unit.id or 0)
    tx.change(Unit, {"id": unit.id}, active=False, valid_until=row.since)
    audit.note(tx, "unit.close", "done", subject=f"unit:{unit.code}", since=row.since.isoformat())
    reform.done.append(Done(row, unit.code, unit.name, ""))


_ACTS: dict[Work, Callable[[Tx, ReformRow, dict[str, int], Reform], None]] = {
    Work.FOUND: _found,
    Work.SPLIT: _split,
    Work.RENAME: _rename,
    Work.MOVE: _move,
    Work.MERGE: _merge,
    Work.CLOSE: _close,
}


def _below(tx: Tx, unit: Unit, parent: Unit | None) -> None:
    """Puts a unit, with all below it, under another, or at the top."""
    if parent is not None and parent.path.startswith(unit.path):
        raise _Wrong(f"{unit.name} không thể thuộc chính mình hoặc đơn vị bên dưới mình")
    path = f"{parent.path if parent else '/'}{unit.id}/"
    tx.change(Unit, {"id": unit.id}, parent_id=parent.id if parent else None)
    tx.execute(
        update(_unit)
        .where(_unit.c.path.startswith(unit.path, autoescape=True))
        .values(path=literal(path) + func.substr(_unit.c.path, len(unit.path) + 1))
    )


def _there(tx: Tx, ids: dict[str, int], code: str) -> Unit:
    """The unit of a code, which must not be closed."""
    if not code:
        raise _Wrong("thiếu mã đơn vị nhận, hoặc mã đơn vị cấp trên mới")
    identity = ids.get(fold(code))
    if identity is None:
        raise _Wrong(f"không có đơn vị mã «{code}»")
    unit = _read(tx, identity)
    if not unit.active:
        raise _Wrong(f"đơn vị «{code}» đã đóng")
    return unit


def _read(tx: Tx, unit_id: int | None) -> Unit:
    found: Select[tuple[Unit]] = select(_unit).where(_unit.c.id == unit_id)
    unit = tx.first(Unit, found)
    assert unit is not None, "a unit is never deleted"
    return unit
