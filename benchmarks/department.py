"""A sample registry for measurements: heads, and the leaders whom their reports alert. The numbers are chat ids."""

from collections.abc import Callable, Sequence
from datetime import timedelta

from sqlalchemy import insert, update
from sqlmodel import SQLModel

from storage import migrate
from storage.database import Database, Tx, table
from storage.outbox import Priority
from storage.tables.incidents import DutyShift
from storage.tables.messaging import OutboxMessage
from storage.tables.registry import Account, Assignment, Person, Unit

CHANNEL = "telegram"
DUTY = 900_001
_ROLES = {
    DUTY: ("duty_officer", ""),
    900_002: ("division_head", "student_affairs"),
    900_003: ("chief_of_office", ""),
    900_004: ("deputy_director", ""),
    900_005: ("director", ""),
    900_006: ("communications", ""),
}
LEADERS = tuple(_ROLES)
_AT_ONCE = 1_000
_REMINDER = {"text": "Tin nhắc mẫu, để đo tốc độ gửi."}


def prepare(url: str, heads: Sequence[int]) -> None:
    """Makes the tables, a Department with its leaders, and a school for every head."""
    migrate.upgrade(url)
    _in(url, lambda tx: _fill(tx, heads))


def remind(url: str, chat_ids: Sequence[int]) -> None:
    """Puts one reminder for each chat into the outbox, in one transaction."""
    _in(url, lambda tx: _remind(tx, chat_ids))


def many_schools(tx: Tx, units: int) -> tuple[int, int]:
    """(root, desk) of a Department with so many schools, each with a head who has joined; a thousand rows at a time."""
    root = tx.insert(Unit, code="SO", name="Sở mẫu", path="/1/")
    desk = tx.insert(Person, name="Tổ truyền thông mẫu", preferred_channel=CHANNEL)
    tx.insert(Account, person_id=desk, channel=CHANNEL, address="1", joined_at=tx.now)
    tx.insert(Assignment, person_id=desk, unit_id=root, role="communications")
    first = max(root, desk) + 1
    for at in range(first, first + units, _AT_ONCE):
        some = range(at, min(at + _AT_ONCE, first + units))
        school = {"kind": "THCS", "parent_id": root}
        account = {"channel": CHANNEL, "joined_at": tx.now, "reachable": True}
        rows: dict[type[SQLModel], list[dict[str, object]]] = {
            Unit: [
                {**school, "id": one, "code": f"T{one}", "name": f"Trường mẫu {one}", "path": f"/{root}/{one}/"}
                for one in some
            ],
            Person: [{"id": one, "name": f"Hiệu trưởng mẫu {one}", "preferred_channel": CHANNEL} for one in some],
            Account: [{**account, "person_id": one, "address": str(one)} for one in some],
            Assignment: [{"person_id": one, "unit_id": one, "role": "head"} for one in some],
        }
        for model, added in rows.items():
            tx.connection.execute(insert(table(model)), added)
    return root, desk


def _in(url: str, work: Callable[[Tx], None]) -> None:
    database = Database(url)
    try:
        database.transact(work)
    finally:
        database.close()


def _fill(tx: Tx, heads: Sequence[int]) -> None:
    root = tx.insert(Unit, code="SO", name="Sở mẫu", path="/1/")
    people = {chat_id: _person(tx, chat_id, root, *role) for chat_id, role in _ROLES.items()}
    now = tx.now
    shift = {"starts_at": now - timedelta(days=1), "ends_at": now + timedelta(days=1)}
    tx.insert(DutyShift, unit_id=root, person_id=people[DUTY], **shift)
    units = table(Unit)
    for chat_id in heads:
        unit = tx.insert(Unit, code=f"T{chat_id}", name=f"Trường mẫu {chat_id}", parent_id=root, path="")
        tx.execute(update(units).where(units.c.id == unit).values(path=f"/{root}/{unit}/"))
        _person(tx, chat_id, unit, "head", "")


def _person(tx: Tx, chat_id: int, unit_id: int, role: str, division: str) -> int:
    person = tx.insert(Person, name=f"Người mẫu {chat_id}", phone=f"+8490{chat_id:07d}", preferred_channel=CHANNEL)
    tx.insert(Account, person_id=person, channel=CHANNEL, address=str(chat_id), joined_at=tx.now)
    tx.insert(Assignment, person_id=person, unit_id=unit_id, role=role, division=division)
    return person


def _remind(tx: Tx, chat_ids: Sequence[int]) -> None:
    same = {"channel": CHANNEL, "priority": int(Priority.REMINDER), "screen": _REMINDER}
    times = {"created_at": tx.now, "not_before": tx.now}
    tx.connection.execute(
        insert(table(OutboxMessage)), [{**same, **times, "address": str(chat_id)} for chat_id in chat_ids]
    )
