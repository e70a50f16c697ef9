"""Brings a list of shifts into the duty roster; a person is known by the telephone number, or by a unique name."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from duty import roster
from duty.telling import tell
from rules.folding import fold
from storage import audit, shifts, staffing
from storage.clock import LOCAL_ZONE
from storage.database import Tx, table
from storage.importing import Change, Plan, Refusal
from storage.shifts import Shift
from storage.tables.registry import Person, Unit

_person = table(Person)
_unit = table(Unit)


@dataclass(frozen=True, slots=True)
class ShiftRow:
    """A shift as a list tells it, times aware. phone: E.164; unit: a code, "" for the only unit at the top."""

    number: int
    starts_at: datetime
    ends_at: datetime
    name: str = ""
    phone: str | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class _Meant:
    """The unit and the person of a row."""

    unit_id: int
    unit: str
    person: Person


class RosterImport:
    """One import. replace: shifts to come that the list does not tell, between its first and its last, are removed."""

    def __init__(self, *, replace: bool) -> None:
        self._replace = replace
        self._removed: list[Shift] = []
        self._meant: dict[int, _Meant] = {}

    def plan(self, tx: Tx, rows: Sequence[ShiftRow]) -> Plan[ShiftRow]:
        """What the rows would change. What is over is passed over, and counted."""
        plan: Plan[ShiftRow] = Plan()
        known, over = _Known(tx), 0
        self._meant = {}
        taken: list[ShiftRow] = []
        for row in rows:
            if row.ends_at <= tx.now:
                over += 1
                continue
            try:
                self._meant[row.number] = meant = known.meant(row)
                self._check(row, meant, taken)
            except ValueError as error:
                plan.refuse([Refusal(row.number, str(error))])
                continue
            taken.append(row)
        there = self._there(tx, taken)
        told = {self._key(row) for row in taken}
        self._removed = [one for one in there if self._replace and one.starts_at > tx.now and _key_of(one) not in told]
        for row in taken:
            self._add(plan, row, there)
        if over:
            plan.notes.append(f"{over} ca đã qua, không nhập.")
        plan.notes += [f"Bỏ ca cũ: {one.name}, {_time_text(one.starts_at, one.ends_at)}." for one in self._removed]
        return plan

    def write(self, tx: Tx, plan: Plan[ShiftRow]) -> None:
        """Does what the plan says, in the same transaction in which it was made; whoever is on duty is told."""
        for gone in self._removed:
            shifts.remove(tx, gone.id)
        given: dict[int, list[ShiftRow]] = defaultdict(list)
        for row in plan.rows:
            meant = self._meant[row.number]
            shifts.add(tx, meant.unit_id, meant.person.id or 0, row.starts_at, row.ends_at)
            given[meant.person.id or 0].append(row)
        for unit_id in {one.unit_id for one in self._removed} | {meant.unit_id for meant in self._meant.values()}:
            roster.watch(tx, unit_id)
        for person_id, mine in given.items():
            first = min(mine, key=lambda row: row.starts_at)
            tell(tx, person_id, "roster-imported", count=len(mine), starts=first.starts_at, ends=first.ends_at)
        if plan.rows or self._removed:
            audit.note(tx, "roster.import", "done", added=len(plan.rows), removed=len(self._removed))

    def _check(self, row: ShiftRow, meant: _Meant, taken: Sequence[ShiftRow]) -> None:
        """Raises ValueError where the same person is on duty twice at a time."""
        for other in taken:
            if self._meant[other.number] == meant and other.starts_at < row.ends_at and row.starts_at < other.ends_at:
                same = (other.starts_at, other.ends_at) == (row.starts_at, row.ends_at)
                raise ValueError(f"trùng {'với' if same else 'giờ với ca của chính người này ở'} dòng {other.number}")

    def _there(self, tx: Tx, taken: Sequence[ShiftRow]) -> list[Shift]:
        """The shifts that the units have already between the first and the last of the list."""
        if not taken:
            return []
        units = sorted({self._meant[row.number].unit_id for row in taken})
        return shifts.between(tx, units, min(one.starts_at for one in taken), max(one.ends_at for one in taken))

    def _add(self, plan: Plan[ShiftRow], row: ShiftRow, there: Sequence[Shift]) -> None:
        if self._key(row) in map(_key_of, there):
            plan.same += 1
            return
        meant = self._meant[row.number]
        for one in there:
            overlaps = one.starts_at < row.ends_at and row.starts_at < one.ends_at
            if (
                overlaps
                and one not in self._removed
                and (one.unit_id, one.person_id) == (meant.unit_id, meant.person.id)
            ):
                reason = (
                    f"người này đã có ca {_time_text(one.starts_at, one.ends_at)} trùng giờ; thêm --replace để thay"
                )
                plan.refuse([Refusal(row.number, reason)])
                return
        plan.rows.append(row)
        details = (("shift", "", _time_text(row.starts_at, row.ends_at)), ("unit", "", meant.unit))
        plan.changes.append(Change(row.number, True, meant.person.phone or "", meant.person.name, details))

    def _key(self, row: ShiftRow) -> tuple[object, ...]:
        meant = self._meant[row.number]
        return meant.unit_id, meant.person.id, row.starts_at, row.ends_at


class _Known:
    """Who and which units there are, read at once."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx
        self._people = tx.all(Person, select(_person).where(_person.c.active))
        self._units = {fold(unit.code): unit for unit in tx.all(Unit, select(_unit))}
        self._may: dict[tuple[int, int], bool] = {}

    def meant(self, row: ShiftRow) -> _Meant:
        """Raises ValueError with a Vietnamese reason."""
        unit, person = self._unit(row), self._person(row)
        key = (person.id or 0, unit.id or 0)
        if key not in self._may:
            self._may[key] = roster.may_be_on_duty(self._tx, *key)
        if not self._may[key]:
            raise ValueError(
                f"{person.name} không giữ vai trò được báo động ở {unit.name}, nên ca trực không có tác dụng"
            )
        return _Meant(unit.id or 0, unit.name, person)

    def _unit(self, row: ShiftRow) -> Unit:
        if row.unit:
            if fold(row.unit) not in self._units:
                raise ValueError(f"không có đơn vị mã «{row.unit}»")
            return self._units[fold(row.unit)]
        top = staffing.top_units(self._tx)
        if len(top) != 1:
            codes = ", ".join(unit.code for unit in top)
            raise ValueError(f"cần cột Mã đơn vị, vì có {len(top)} đơn vị cấp cao nhất: {codes}")
        return top[0]

    def _person(self, row: ShiftRow) -> Person:
        if row.phone is not None:
            found = [person for person in self._people if person.phone == row.phone]
            if not found:
                raise ValueError(f"không có cán bộ nào mang số {row.phone}, xin nhập danh sách cán bộ trước")
            if row.name and fold(row.name) != fold(found[0].name):
                raise ValueError(f"số {row.phone} là của «{found[0].name}», không phải «{row.name}»")
            return found[0]
        named = [person for person in self._people if fold(person.name) == fold(row.name)]
        if len(named) != 1:
            why = "không có cán bộ nào tên" if not named else f"có {len(named)} cán bộ cùng tên"
            raise ValueError(f"{why} «{row.name}», xin ghi cột Điện thoại")
        return named[0]


def _key_of(shift: Shift) -> tuple[object, ...]:
    return shift.unit_id, shift.person_id, shift.starts_at, shift.ends_at


def _time_text(starts_at: datetime, ends_at: datetime) -> str:
    starts, ends = starts_at.astimezone(LOCAL_ZONE), ends_at.astimezone(LOCAL_ZONE)
    return f"{starts:%H:%M %d/%m/%Y} – {ends:%H:%M}" + ("" if starts.date() == ends.date() else f" {ends:%d/%m/%Y}")
