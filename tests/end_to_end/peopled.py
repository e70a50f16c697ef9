"""A sample Department for each test: units, people of every role, their accounts and their phones."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from department import Somebody, add_person, add_unit
from hands import Hand, Phones

from storage.database import Database, Tx
from storage.tables.incidents import DutyShift

_LEADERS = {
    "duty_officer": ("duty_officer", "", "Chuyên viên trực mẫu"),
    "division_head": ("division_head", "student_affairs", "Trưởng phòng mẫu"),
    "other_division_head": ("division_head", "planning", "Trưởng phòng khác mẫu"),
    "chief_of_office": ("chief_of_office", "", "Chánh Văn phòng mẫu"),
    "deputy_director": ("deputy_director", "", "Phó Giám đốc mẫu"),
    "director": ("director", "", "Giám đốc mẫu"),
    "communications": ("communications", "", "Tổ truyền thông mẫu"),
    "administrator": ("administrator", "", "Quản trị mẫu"),
}
numbers = itertools.count(1)


@dataclass(frozen=True)
class Department:
    """`heads` lead one school each; `path` is the root unit's, below which everything of this Department lies."""

    path: str
    heads: Sequence[Hand]
    duty_officer: Hand
    division_head: Hand
    other_division_head: Hand
    chief_of_office: Hand
    deputy_director: Hand
    director: Hand
    communications: Hand
    administrator: Hand

    @property
    def head(self) -> Hand:
        return self.heads[0]


async def found(database: Database, phones: Phones, schools: int = 2, marks: str = "") -> Department:
    """Puts a Department of its own into the database; all its people have pressed Start and seen the answer.

    marks: what the names of all people and units end in.
    """
    number = next(numbers)
    path, people = database.transact(lambda tx: register(tx, number, schools, marks))
    hands = {key: Hand(phones, int(one.address), one.person_id, one.name) for key, one in people.items()}
    for hand in hands.values():
        await phones.post("users", id=hand.user, first_name=hand.name)
        await hand.act("start")
    for hand in hands.values():
        await hand.sees()
    heads = [hands.pop(f"head {at}") for at in range(schools)]
    return Department(path, heads, **hands)


def register(tx: Tx, number: int, schools: int, marks: str) -> tuple[str, dict[str, Somebody]]:
    """Units, people and their posts; the path of the root unit, and the people by what they are («head 0»)."""
    root = add_unit(tx, f"SO-{number}", f"Sở mẫu {number}{marks}")
    people = {}
    for at, (key, (role, division, name)) in enumerate(_LEADERS.items()):
        post = {"unit_id": root[0], "role": role, "division": division}
        people[key] = _person(tx, number * 1000 + at, name + marks, post)
    for at in range(schools):
        school = add_unit(tx, f"TRUONG-{number}-{at}", f"Trường mẫu {number}.{at}{marks}", root)
        post = {"unit_id": school[0], "role": "head"}
        people[f"head {at}"] = _person(tx, number * 1000 + 100 + at, f"Hiệu trưởng mẫu {at}{marks}", post)
    duty = people["duty_officer"].person_id
    since, until = tx.now - timedelta(days=1), tx.now + timedelta(days=30)
    tx.insert(DutyShift, unit_id=root[0], person_id=duty, starts_at=since, ends_at=until)
    return root[1], people


def _person(tx: Tx, user: int, name: str, post: dict[str, object]) -> Somebody:
    """`user` is the id on the local Telegram, and makes the number of the phone."""
    return add_person(tx, name, f"+8490{user:07d}", str(user), post)
