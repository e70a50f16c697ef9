"""The people of a small Department, plainly samples, and a clock turned by hand."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from storage.clock import Clock
from storage.database import Tx
from storage.tables.incidents import DutyShift
from storage.tables.registry import Account, Assignment, Person, Unit

BEGIN = datetime(2026, 11, 16, 2, 30, tzinfo=UTC)


class HandClock(Clock):
    """Stands still at Monday, 16 November 2026, 09:30 in Vietnam until it is turned."""

    def __init__(self) -> None:
        super().__init__()
        self.at = BEGIN

    def now(self) -> datetime:
        return self.at

    def turn(self, **by: float) -> None:
        """`turn(minutes=5)`."""
        self.at += timedelta(**by)


@dataclass(frozen=True)
class Somebody:
    """A person of the sample; `address` is the account on the channel "telegram"."""

    person_id: int
    name: str
    address: str


@dataclass(frozen=True)
class Sample:
    """A Department (`root`) with two schools below it, and one person of every role, all joined on "telegram"."""

    root: int
    school: int
    other_school: int
    head: Somebody
    deputy: Somebody
    duty_officer: Somebody
    division_head: Somebody
    chief_of_office: Somebody
    deputy_director: Somebody
    director: Somebody
    communications: Somebody
    administrator: Somebody


def add_unit(tx: Tx, code: str, name: str, above: tuple[int, str] | None = None) -> tuple[int, str]:
    """(id, path) of a new unit below `above`."""
    identity = tx.insert(Unit, code=code, name=name, parent_id=above[0] if above else None, path="")
    path = f"{above[1] if above else '/'}{identity}/"
    tx.execute(Unit.__table__.update().where(Unit.__table__.c.id == identity).values(path=path))  # type: ignore[attr-defined]
    return identity, path


def add_person(tx: Tx, name: str, phone: str | None, address: str, *posts: dict[str, Any]) -> Somebody:
    """A person who has joined on "telegram"; `posts` are values of assignments."""
    person_id = tx.insert(Person, name=name, phone=phone, preferred_channel="telegram")
    tx.insert(Account, person_id=person_id, channel="telegram", address=address, joined_at=tx.now)
    for post in posts:
        tx.insert(Assignment, person_id=person_id, **post)
    return Somebody(person_id, name, address)


def add_sample(tx: Tx) -> Sample:
    root = add_unit(tx, "SO", "Sở Giáo dục và Đào tạo mẫu")
    school = add_unit(tx, "TRUONG-A", "Trường mẫu A", root)
    other = add_unit(tx, "TRUONG-B", "Trường mẫu B", root)
    at_root, at_school = {"unit_id": root[0]}, {"unit_id": school[0]}
    people = {
        "head": ("Hiệu trưởng mẫu A", at_school, ""),
        "deputy": ("Phó Hiệu trưởng mẫu A", at_school, ""),
        "duty_officer": ("Cán bộ trực mẫu", at_root, ""),
        "division_head": ("Trưởng phòng mẫu", at_root, "student_affairs"),
        "chief_of_office": ("Chánh Văn phòng mẫu", at_root, ""),
        "deputy_director": ("Phó Giám đốc mẫu", at_root, ""),
        "director": ("Giám đốc mẫu", at_root, ""),
        "communications": ("Tổ truyền thông mẫu", at_root, ""),
        "administrator": ("Quản trị mẫu", at_root, ""),
    }
    somebody = {
        role: add_person(
            tx, name, f"+8490300000{number}", str(1000 + number), {**where, "role": role, "division": division}
        )
        for number, (role, (name, where, division)) in enumerate(people.items(), start=1)
    }
    tx.insert(
        DutyShift,
        unit_id=root[0],
        person_id=somebody["duty_officer"].person_id,
        starts_at=tx.now - timedelta(days=1),
        ends_at=tx.now + timedelta(days=30),
    )
    return Sample(root=root[0], school=school[0], other_school=other[0], **somebody)
