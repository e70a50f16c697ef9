"""`bcn roster import`: shifts from Excel or CSV, all of them or nothing, with a reason for every wrong line."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from bcn_command import SAMPLES, Bcn, rows
from sqlalchemy import select

from storage.clock import LOCAL_ZONE
from storage.database import Database, table
from storage.tables.incidents import DutyShift
from storage.tables.messaging import OutboxMessage
from storage.tables.registry import Account
from storage.tables.upkeep import Due

HEADER = ("Ngày", "Từ giờ", "Đến giờ", "Họ tên", "Điện thoại")
NAMES = {"0900000106": "Chuyên viên trực mẫu", "0900000103": "Chánh Văn phòng mẫu", "0900000105": "Chuyên viên mẫu"}


@pytest.fixture
def department(bcn: Bcn) -> Bcn:
    """The sample units and people."""
    assert bcn("units", "import", SAMPLES / "don-vi-mau.csv").code == 0
    assert bcn("people", "import", SAMPLES / "can-bo-mau.csv").code == 0
    return bcn


def day(after: int) -> str:
    return f"{date.today() + timedelta(days=after):%d/%m/%Y}"


def shifts(database: Database) -> list[tuple[str, str, str]]:
    """(name, from, to) of each, in Vietnam's time."""
    found = rows(
        database, "SELECT p.name, s.id FROM duty_shift s JOIN person p ON p.id = s.person_id ORDER BY s.starts_at, s.id"
    )
    times = database.transact(
        lambda tx: {row.id: (row.starts_at, row.ends_at) for row in tx.rows(select(table(DutyShift)))}
    )
    return [(name, *(f"{at.astimezone(LOCAL_ZONE):%d/%m/%Y %H:%M}" for at in times[number])) for name, number in found]


def test_the_sample_roster_is_taken_whole(department: Bcn, database: Database) -> None:
    said = department("roster", "import", SAMPLES / "lich-truc-mau.csv")
    assert said.code == 0, said.out
    assert "6 thêm mới" in said.out
    assert shifts(database) == [
        ("Chuyên viên trực mẫu", "01/12/2030 07:00", "01/12/2030 17:00"),
        ("Chánh Văn phòng mẫu", "01/12/2030 17:00", "02/12/2030 07:00"),
        ("Chuyên viên mẫu", "02/12/2030 07:00", "02/12/2030 19:00"),
        ("Chuyên viên trực mẫu", "02/12/2030 19:00", "03/12/2030 07:00"),
        ("Phó Giám đốc mẫu", "07/12/2030 00:00", "08/12/2030 00:00"),
        ("Chánh Văn phòng mẫu", "08/12/2030 00:00", "09/12/2030 07:00"),
    ]


def test_the_same_roster_again_changes_nothing_and_a_dry_run_writes_nothing(
    department: Bcn, database: Database
) -> None:
    assert (
        "Xem trước, chưa ghi gì: 6 thêm mới"
        in department("roster", "import", SAMPLES / "lich-truc-mau.csv", "--dry-run").out
    )
    assert shifts(database) == []
    department("roster", "import", SAMPLES / "lich-truc-mau.csv")
    assert "0 thêm mới, 0 thay đổi, 6 giữ nguyên" in department("roster", "import", SAMPLES / "lich-truc-mau.csv").out
    assert len(shifts(database)) == 6


def test_excel_dates_and_hours_are_read(department: Bcn, database: Database) -> None:
    tomorrow = datetime.combine(date.today() + timedelta(days=1), time())
    path = department.excel(
        HEADER, (tomorrow, time(7, 30), time(17), "", 900000106), (tomorrow, 17, 22, "Chuyên viên mẫu")
    )
    assert department("roster", "import", path).code == 0
    assert shifts(database) == [
        ("Chuyên viên trực mẫu", f"{tomorrow:%d/%m/%Y} 07:30", f"{tomorrow:%d/%m/%Y} 17:00"),
        ("Chuyên viên mẫu", f"{tomorrow:%d/%m/%Y} 17:00", f"{tomorrow:%d/%m/%Y} 22:00"),
    ]


def test_a_day_without_a_year_is_the_nearest_one(department: Bcn, database: Database) -> None:
    told = date.today() + timedelta(days=3)
    path = department.csv(HEADER, (f"{told:%d/%m}", "", "", "Chuyên viên trực mẫu", ""))
    department("roster", "import", path)
    assert [begin for _, begin, _ in shifts(database)] == [f"{told:%d/%m/%Y} 00:00"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (("", "7h", "17h", "", "0900000106"), "thiếu ngày"),
        (("D1", "7h", "17h", "", ""), "thiếu điện thoại hoặc họ tên"),
        (("32/13/2030", "7h", "17h", "", "0900000106"), "không đọc được ngày «32/13/2030»"),
        (("D1", "sáng", "17h", "", "0900000106"), "không đọc được giờ «sáng»"),
        (("D1", "7h", "", "", "0900000106"), "thiếu giờ kết thúc"),
        (("D1", "", "17h", "", "0900000106"), "thiếu giờ bắt đầu"),
        (("D1", "7h", "17h", "", "12345"), "số điện thoại «12345» không đúng"),
        (("D1", "7h", "17h", "", "0900000199"), "không có cán bộ nào mang số +84900000199"),
        (("D1", "7h", "17h", "Người lạ mẫu", ""), "không có cán bộ nào tên «Người lạ mẫu», xin ghi cột Điện thoại"),
        (("D1", "7h", "17h", "Người lạ mẫu", "0900000106"), "là của «Chuyên viên trực mẫu»"),
        (("D1", "7h", "17h", "Hiệu trưởng mẫu A", ""), "không giữ vai trò được báo động ở Sở Giáo dục và Đào tạo mẫu"),
    ],
)
def test_a_wrong_line_is_told_with_its_number_and_why_and_nothing_is_taken(
    department: Bcn, database: Database, line: tuple[str, ...], reason: str
) -> None:
    good = (day(1), "7h", "17h", "", "0900000105")
    path = department.csv(HEADER, good, tuple(cell.replace("D1", day(2)) for cell in line))
    said = department("roster", "import", path)
    assert said.code == 1
    assert reason in " ".join(said.out.split())
    assert "│ 3 " in said.out
    assert shifts(database) == []
    assert department("roster", "import", path, "--skip-bad").code == 0
    assert len(shifts(database)) == 1


def test_one_person_cannot_be_on_duty_twice_at_a_time(department: Bcn) -> None:
    line = (day(1), "7h", "17h", "", "0900000106")
    said = department("roster", "import", department.csv(HEADER, line, line, (day(1), "16h", "20h", "", "0900000106")))
    assert "trùng với dòng 2" in said.out
    assert "trùng giờ với ca của chính người này ở dòng 2" in said.out


def test_two_people_may_be_on_duty_together(department: Bcn, database: Database) -> None:
    lines = [(day(1), "7h", "17h", "", phone) for phone in ("0900000106", "0900000103")]
    assert department("roster", "import", department.csv(HEADER, *lines)).code == 0
    assert len(shifts(database)) == 2


def test_what_is_over_is_passed_over_and_counted(department: Bcn, database: Database) -> None:
    lines = [(day(after), "7h", "17h", "", "0900000106") for after in (-2, -1, 1)]
    said = department("roster", "import", department.csv(HEADER, *lines))
    assert said.code == 0
    assert "2 ca đã qua, không nhập" in said.out
    assert len(shifts(database)) == 1


def test_a_changed_roster_is_refused_until_it_may_replace_the_old_one(department: Bcn, database: Database) -> None:
    old = [(day(after), "7h", "17h", "", "0900000106") for after in (1, 2, 9)]
    department("roster", "import", department.csv(HEADER, *old))
    new = [(day(1), "7h", "17h", "", "0900000103"), (day(2), "8h", "17h", "", "0900000106")]
    said = department("roster", "import", department.csv(HEADER, *new))
    assert said.code == 1
    assert "--replace" in said.out
    said = department("roster", "import", department.csv(HEADER, *new), "--replace")
    assert said.code == 0
    assert said.out.count("Bỏ ca cũ: Chuyên viên trực mẫu") == 2
    assert [(name, begin) for name, begin, _ in shifts(database)] == [
        ("Chánh Văn phòng mẫu", f"{day(1)} 07:00"),
        ("Chuyên viên trực mẫu", f"{day(2)} 08:00"),
        ("Chuyên viên trực mẫu", f"{day(9)} 07:00"),
    ], "what lies beyond the list stays"


def test_several_departments_need_the_code_of_the_unit(department: Bcn, database: Database) -> None:
    header, line = ("Mã đơn vị", "Tên đơn vị"), ("SO-2", "Sở mẫu hai")
    department("units", "import", department.csv(header, line))
    shift = (day(1), "7h", "17h", "", "0900000106")
    said = department("roster", "import", department.csv(HEADER, shift))
    assert "cần cột Mã đơn vị" in said.out
    path = department.csv((*HEADER, "Mã đơn vị"), (*shift, "so-mau"))
    assert department("roster", "import", path).code == 0
    assert (
        "không có đơn vị mã «XX»"
        in department("roster", "import", department.csv((*HEADER, "Mã đơn vị"), (*shift, "XX"))).out
    )


def test_a_file_without_a_day_is_told_what_it_lacks(department: Bcn) -> None:
    said = department("roster", "import", department.csv(("Họ tên", "Điện thoại"), ("X", "0900000106")))
    assert said.code == 2
    assert "thiếu cột «Ngày»" in said.mistakes or "thiếu cột Ngày" in said.mistakes


def test_whoever_is_on_duty_is_told_and_the_roster_is_watched(department: Bcn, database: Database) -> None:
    (person,) = rows(database, "SELECT id FROM person WHERE name = 'Chuyên viên trực mẫu'")[0]
    database.transact(
        lambda tx: tx.insert(Account, person_id=person, channel="telegram", address="1", joined_at=datetime.now(UTC))
    )
    department("roster", "import", SAMPLES / "lich-truc-mau.csv")
    texts = database.transact(lambda tx: [row.screen["text"] for row in tx.rows(select(table(OutboxMessage)))])
    assert len(texts) == 1
    assert "Thầy/Cô có 2 ca, ca đầu 07:00 01/12/2030 – 17:00 01/12/2030" in texts[0]
    kinds = database.transact(lambda tx: [row.kind for row in tx.rows(select(table(Due)))])
    assert kinds == ["roster"]
