"""The people of the demo: a small Department with two schools, all of them plainly samples."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import update

from rules.roles import Role
from storage import invitations
from storage.database import Tx, table
from storage.tables.incidents import DutyShift
from storage.tables.registry import Assignment, Person, Unit

_ROOT = ("SO-MAU", "Sở Giáo dục và Đào tạo mẫu")
_SCHOOLS = (("THCS-MAU-A", "Trường THCS Mẫu A"), ("TH-MAU-B", "Trường Tiểu học Mẫu B"))
_DUTY = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Sample:
    """Somebody with a phone. `user` is the id on the local Telegram; `unit` and `role` are what the registry knows.

    joins: has an account from the beginning; the others are there to be seen joining, or turned away.
    zalo: has a phone with Zalo too, on which an account is there from the beginning.
    """

    user: int
    name: str
    title: str
    color: str
    unit: str = _ROOT[0]
    role: Role | None = None
    division: str = ""
    joins: bool = True
    zalo: bool = False

    @property
    def zalo_user(self) -> str:
        """The id on the local Zalo."""
        return f"zalo-{self.user}"

    @property
    def phone(self) -> str:
        """E.164; plainly made up."""
        return f"+84900000{self.user % 1000:03}"


HEAD = Sample(2001, "Hiệu trưởng mẫu A", "Trường THCS Mẫu A", "#2f9e6e", "THCS-MAU-A", Role.HEAD)
DUTY_OFFICER = Sample(2002, "Chuyên viên trực mẫu", "Sở mẫu · đang trực", "#d9822b", role=Role.DUTY_OFFICER)
CHIEF = Sample(2003, "Chánh Văn phòng mẫu", "Sở mẫu · Văn phòng", "#7b5cc4", role=Role.CHIEF_OF_OFFICE, zalo=True)
DIRECTOR = Sample(2004, "Giám đốc mẫu", "Sở mẫu · Ban Giám đốc", "#c2385a", role=Role.DIRECTOR)
DIVISION_HEAD = Sample(
    2005,
    "Trưởng phòng mẫu",
    "Sở mẫu · Học sinh sinh viên",
    "#2f80c3",
    role=Role.DIVISION_HEAD,
    division="student_affairs",
)
DEPUTY_DIRECTOR = Sample(2006, "Phó Giám đốc mẫu", "Sở mẫu · Ban Giám đốc", "#b0456f", role=Role.DEPUTY_DIRECTOR)
COMMUNICATIONS = Sample(2007, "Tổ truyền thông mẫu", "Sở mẫu · Truyền thông", "#0f8b8d", role=Role.COMMUNICATIONS)
ADMINISTRATOR = Sample(2008, "Quản trị mẫu", "Sở mẫu · Quản trị hệ thống", "#57646f", role=Role.ADMINISTRATOR)
DEPUTY = Sample(
    2009,
    "Phó Hiệu trưởng mẫu A",
    "Trường THCS Mẫu A",
    "#4f8a3d",
    "THCS-MAU-A",
    Role.DEPUTY,
    joins=False,
)
OTHER_HEAD = Sample(
    2010, "Hiệu trưởng mẫu B", "Trường TH Mẫu B", "#8a6d1f", "TH-MAU-B", Role.HEAD, joins=False, zalo=True
)
STRANGER = Sample(2011, "Người lạ mẫu", "Không có trong danh sách của Sở", "#6b7280", joins=False)

# In the order of the phones.
EVERYBODY = (
    HEAD, DUTY_OFFICER, CHIEF, DIRECTOR, DIVISION_HEAD, DEPUTY_DIRECTOR, COMMUNICATIONS, ADMINISTRATOR,
    OTHER_HEAD, DEPUTY, STRANGER,
)  # fmt: skip


def register(tx: Tx) -> dict[int | str, str]:
    """Puts units, people, roles and the duty roster into an empty database; an invitation for each phone, by user."""
    units = dict(_units(tx))
    codes: dict[int | str, str] = {}
    for one in EVERYBODY:
        if one.role is None:
            continue
        person = tx.insert(Person, name=one.name, phone=one.phone, preferred_channel="telegram" if one.joins else None)
        tx.insert(Assignment, person_id=person, unit_id=units[one.unit], role=one.role, division=one.division)
        codes[one.user] = invitations.create(tx, person)
        if one.zalo:
            codes[one.zalo_user] = invitations.create(tx, person)
        if one is DUTY_OFFICER:
            root = units[_ROOT[0]]
            tx.insert(DutyShift, unit_id=root, person_id=person, starts_at=tx.now, ends_at=tx.now + _DUTY)
    return codes


def _units(tx: Tx) -> Iterator[tuple[str, int]]:
    """(code, id) of each unit."""
    unit = table(Unit)
    root, above = 0, "/"
    for code, name in (_ROOT, *_SCHOOLS):
        identity = tx.insert(Unit, code=code, name=name, parent_id=root or None, path="")
        path = f"{above}{identity}/"
        tx.execute(update(unit).where(unit.c.id == identity).values(path=path))
        if not root:
            root, above = identity, path
        yield code, identity
