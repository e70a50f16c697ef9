"""Brings a list of people and their roles into the registry; a person is known by the telephone number."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select, update

from rules.folding import fold
from rules.roles import Role
from storage import audit
from storage.database import Tx, table
from storage.importing import Change, Plan, Refusal, differences
from storage.tables.registry import Assignment, Person, Unit

_person = table(Person)
_unit = table(Unit)
_assignment = table(Assignment)

_OF_THE_DEPARTMENT = (Role.DIRECTOR, Role.DEPUTY_DIRECTOR)


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person and one role as a list tells them. phone: E.164; unit: a code, or a name that only one unit has."""

    number: int
    name: str
    phone: str
    unit: str
    role: Role
    division: str = ""
    title: str | None = None


class _Registry:
    """What is known before the import, all read at once: a list may have tens of thousands of rows."""

    def __init__(self, tx: Tx) -> None:
        self.now = tx.now
        self.units = tx.all(Unit, select(_unit))
        self.people = {person.phone: person for person in tx.all(Person, select(_person)) if person.phone}
        self.held: dict[tuple[int | None, int | None, str, str], Assignment] = {
            (one.person_id, one.unit_id, one.role, one.division): one for one in tx.all(Assignment, select(_assignment))
        }
        self._by_code = {fold(unit.code): unit for unit in self.units}
        self._by_name: dict[str, list[Unit]] = defaultdict(list)
        for unit in self.units:
            self._by_name[fold(unit.name)].append(unit)
        self._parents = {unit.parent_id for unit in self.units}

    def unit(self, written: str) -> Unit | None:
        named = self._by_name.get(fold(written), [])
        return self._by_code.get(fold(written)) or (named[0] if len(named) == 1 else None)

    def is_lowest(self, unit: Unit) -> bool:
        """Something above it and nothing below."""
        return unit.parent_id is not None and unit.id not in self._parents


def plan_people(tx: Tx, rows: Sequence[PersonRow]) -> Plan[PersonRow]:
    """What the rows would change. A role that has ended begins anew; a person who has left comes back."""
    known = _Registry(tx)
    plan: Plan[PersonRow] = Plan()
    first: dict[str, PersonRow] = {}
    seen: dict[tuple[str, int | None, Role, str], int] = {}
    for row in rows:
        unit = known.unit(row.unit)
        if unit is None:
            plan.refuse([Refusal(row.number, f"không có đơn vị mã «{row.unit}», xin nhập danh sách đơn vị trước")])
            continue
        held = (row.phone, unit.id, row.role, row.division)
        if reason := _fault(row, known.is_lowest(unit), first.get(row.phone), seen.get(held)):
            plan.refuse([Refusal(row.number, reason)])
            continue
        first.setdefault(row.phone, row)
        seen[held] = row.number
        _add(plan, row, unit, known)
    plan.notes += _several_heads(plan, known)
    return plan


def write_people(tx: Tx, plan: Plan[PersonRow]) -> None:
    """Does what the plan says, in the same transaction in which it was made."""
    if not plan.rows:
        return
    known = _Registry(tx)
    new = {row.phone: row.name for row in plan.rows if row.phone not in known.people}
    if new:
        told = [{"name": name, "phone": phone, "lang": "vi", "active": True} for phone, name in new.items()]
        tx.connection.execute(insert(_person), told)
    ids = {row.phone: row.id for row in tx.rows(select(_person.c.id, _person.c.phone))}
    added = []
    given: list[tuple[str, dict[str, object]]] = []
    for row in plan.rows:
        person, unit = ids[row.phone], known.unit(row.unit)
        assert unit is not None, "the plan was made in another transaction"
        if row.phone not in new:
            tx.execute(update(_person).where(_person.c.id == person).values(name=row.name, active=True))
        same = {"person_id": person, "unit_id": unit.id, "role": row.role, "division": row.division}
        held = known.held.get((person, unit.id, row.role, row.division))
        if held is None or not _valid(held, tx.now):
            given.append((f"person:{person}", {"role": row.role, "unit": unit.id}))
        if tuple(same.values()) not in known.held:
            added.append({**same, "title": row.title or ""})
            continue
        values = {"valid_until": None} | ({} if row.title is None else {"title": row.title})
        tx.execute(update(_assignment).filter_by(**same).values(values))
    if added:
        tx.connection.execute(insert(_assignment), added)
    audit.note_each(tx, "role.grant", given)
    audit.note(tx, "people.import", "done", added=len(new), rows=len(plan.rows))


def _fault(row: PersonRow, lowest: bool, same_phone: PersonRow | None, same_role: int | None) -> str | None:
    if same_phone is not None and same_phone.name != row.name:
        return f"số điện thoại đã dùng cho «{same_phone.name}» ở dòng {same_phone.number}"
    if same_role is not None:
        return f"trùng với dòng {same_role}"
    if row.role in _OF_THE_DEPARTMENT and lowest:
        return (
            f"đơn vị «{row.unit}» không có đơn vị nào bên dưới: giám đốc trung tâm thì ghi vai trò "
            "«Thủ trưởng đơn vị», phó giám đốc trung tâm thì ghi «Cấp phó»"
        )
    return None


def _add(plan: Plan[PersonRow], row: PersonRow, unit: Unit, known: _Registry) -> None:
    person = known.people.get(row.phone)
    held = known.held.get((person.id, unit.id, row.role, row.division)) if person else None
    holds = held is not None and _valid(held, known.now)
    role = f"{row.role} {unit.code}"
    details = (
        *(differences([("name", person.name, row.name)]) if person else ()),
        *([("active", "", row.name)] if person and not person.active else ()),
        *([] if holds else [("role", "", role)]),
        *differences([("title", held.title if held else "", row.title)]),
    )
    if not details:
        plan.same += 1
        return
    plan.rows.append(row)
    plan.changes.append(Change(row.number, person is None, row.phone, row.name, details))


def _several_heads(plan: Plan[PersonRow], known: _Registry) -> list[str]:
    """A unit gets a head and has another: the one who has left would go on reading its reports."""
    names = {person.id: person.name for person in known.people.values()}
    heads: dict[int | None, set[str]] = defaultdict(set)
    for one in known.held.values():
        if one.role == Role.HEAD and _valid(one, known.now) and one.person_id in names:
            heads[one.unit_id].add(names[one.person_id])
    notes = []
    for row in plan.rows:
        unit = known.unit(row.unit)
        if row.role == Role.HEAD and unit is not None and (others := heads[unit.id] - {row.name}):
            notes.append(
                f"Dòng {row.number}: {unit.name} đã có thủ trưởng {', '.join(sorted(others))}. "
                "Người đã thôi giữ vai trò thì chạy `bcn admin revoke`."
            )
        if row.role == Role.HEAD and unit is not None:
            heads[unit.id].add(row.name)
    return notes


def _valid(one: Assignment, now: datetime) -> bool:
    return one.valid_until is None or one.valid_until > now
