"""`bcn people import`: people and their roles from a list, known by their telephone numbers."""

import pytest
from bcn_command import SAMPLES, Bcn, rows

from storage.database import Database

HEADER = ("Họ tên", "Điện thoại", "Mã đơn vị", "Vai trò", "Phòng", "Chức danh")
ROLES = """
    SELECT person.name, unit.code, assignment.role, assignment.division, assignment.title FROM assignment
    JOIN person ON person.id = assignment.person_id JOIN unit ON unit.id = assignment.unit_id ORDER BY assignment.id
"""


@pytest.fixture
def bcn(bcn: Bcn) -> Bcn:
    """The units of the sample are there."""
    assert bcn("units", "import", SAMPLES / "don-vi-mau.csv").code == 0
    return bcn


def head(name: str = "Hiệu trưởng mẫu C", phone: object = "0900000113", title: str = "") -> tuple[object, ...]:
    return (name, phone, "THCS-MAU-C", "Hiệu trưởng", "", title)


def test_the_sample_list_is_taken_whole(bcn: Bcn, database: Database) -> None:
    said = bcn("people", "import", SAMPLES / "can-bo-mau.csv")
    assert said.code == 0, said.out
    assert "14 thêm mới" in said.out
    found = rows(database, ROLES)
    assert ("Trưởng phòng mẫu", "SO-MAU", "division_head", "student_affairs", "Trưởng phòng") in found
    assert ("Giám đốc trung tâm mẫu E", "TTGDTX-MAU-E", "head", "", "Giám đốc") in found
    phones = {phone for (phone,) in rows(database, "SELECT phone FROM person")}
    assert {"+84900000112", "+84900000115", "+84900000116"} <= phones


def test_the_same_list_again_changes_nothing(bcn: Bcn, database: Database) -> None:
    bcn("people", "import", SAMPLES / "can-bo-mau.csv")
    before = rows(database, "SELECT * FROM person ORDER BY id"), rows(database, "SELECT * FROM assignment ORDER BY id")
    said = bcn("people", "import", SAMPLES / "can-bo-mau.csv")
    assert "0 thêm mới, 0 thay đổi, 14 giữ nguyên" in said.out
    after = rows(database, "SELECT * FROM person ORDER BY id"), rows(database, "SELECT * FROM assignment ORDER BY id")
    assert after == before


def test_one_person_may_hold_several_roles(bcn: Bcn, database: Database) -> None:
    twice = ("Chánh Văn phòng mẫu", 900000103.0, "SO-MAU")
    bcn("people", "import", bcn.excel(HEADER, (*twice, "Chánh Văn phòng", "", ""), (*twice, "Cán bộ trực", "", "")))
    assert [role for _, _, role, _, _ in rows(database, ROLES)] == ["chief_of_office", "duty_officer"]
    assert rows(database, "SELECT name, phone FROM person") == [("Chánh Văn phòng mẫu", "+84900000103")]


def test_a_name_and_a_title_are_corrected_and_a_blank_title_stays(bcn: Bcn, database: Database) -> None:
    bcn("people", "import", bcn.excel(HEADER, head(title="Hiệu trưởng")))
    said = bcn("people", "import", bcn.excel(HEADER, head("Hiệu trưởng mẫu mới")))
    assert "tên: Hiệu trưởng mẫu C → Hiệu trưởng mẫu mới" in said.out
    assert rows(database, ROLES) == [("Hiệu trưởng mẫu mới", "THCS-MAU-C", "head", "", "Hiệu trưởng")]


def test_a_unit_may_be_told_by_its_name(bcn: Bcn, database: Database) -> None:
    header = ("Họ và tên", "SĐT", "Đơn vị", "Vai trò")
    line = ("Hiệu trưởng mẫu C", "0900000113", "TRƯỜNG THCS mẫu c", "hieu truong")
    assert bcn("people", "import", bcn.excel(header, line)).code == 0
    assert rows(database, ROLES)[0][1:3] == ("THCS-MAU-C", "head")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (("Cán bộ mẫu", "09000001", "SO-MAU", "Quản trị", "", ""), "số điện thoại «09000001» không đúng"),
        (("Cán bộ mẫu", "0900000120", "KHÔNG-CÓ", "Quản trị", "", ""), "không có đơn vị mã «KHÔNG-CÓ»"),
        (("Cán bộ mẫu", "0900000120", "TTGDTX-MAU-E", "Giám đốc", "", ""), "giám đốc trung tâm thì ghi vai trò"),
        (("Người khác mẫu", "0900 000 113", "SO-MAU", "Quản trị", "", ""), "đã dùng cho «Hiệu trưởng mẫu C» ở dòng 2"),
        (("Hiệu trưởng mẫu C", "0900000113", "thcs-mau-c", "head", "", ""), "trùng với dòng 2"),
    ],
)
def test_a_row_that_cannot_be_is_told_and_nothing_is_taken(
    bcn: Bcn, database: Database, line: tuple[str, ...], reason: str
) -> None:
    said = bcn("people", "import", bcn.excel(HEADER, head(), line))
    assert said.code == 1
    assert reason in said.out
    assert "│ 3 " in said.out
    assert rows(database, "SELECT name FROM person") == []


def test_bad_rows_can_be_skipped(bcn: Bcn, database: Database) -> None:
    said = bcn("people", "import", bcn.excel(HEADER, ("Mẫu", "xin hỏi lại", "SO-MAU", "head"), head()), "--skip-bad")
    assert said.code == 0
    assert "1 thêm mới, 0 thay đổi, 0 giữ nguyên, bỏ qua 1 dòng có lỗi" in said.out
    assert rows(database, "SELECT name FROM person") == [("Hiệu trưởng mẫu C",)]


def test_a_look_beforehand_writes_nothing(bcn: Bcn, database: Database) -> None:
    assert "chưa ghi gì" in bcn("people", "import", SAMPLES / "can-bo-mau.csv", "--dry-run").out
    assert rows(database, "SELECT name FROM person") == []


def test_a_second_head_of_a_unit_is_pointed_out(bcn: Bcn) -> None:
    bcn("people", "import", bcn.excel(HEADER, head()))
    said = bcn("people", "import", bcn.excel(HEADER, head("Hiệu trưởng mới mẫu", "0900000119")))
    assert said.code == 0
    assert "đã có thủ trưởng Hiệu trưởng mẫu C" in said.out


def test_a_role_that_had_ended_begins_anew(bcn: Bcn, database: Database) -> None:
    bcn("people", "import", bcn.excel(HEADER, head()))
    bcn("people", "leave", "0900000113")
    assert rows(database, "SELECT count(*) FROM assignment WHERE valid_until IS NULL") == [(0,)]
    said = bcn("people", "import", bcn.excel(HEADER, head()))
    assert "hoạt động lại" in said.out
    assert rows(database, "SELECT count(*) FROM assignment WHERE valid_until IS NULL") == [(1,)]
    assert [bool(active) for (active,) in rows(database, "SELECT active FROM person")] == [True]


def test_every_role_that_an_import_gives_is_in_the_record_once(bcn: Bcn, database: Database) -> None:
    for _ in range(2):
        bcn("people", "import", bcn.excel(HEADER, head()))

    [(subject, detail)] = rows(database, "SELECT subject, detail FROM audit WHERE action = 'role.grant'")
    [(person,)] = rows(database, "SELECT id FROM person")
    assert subject == f"person:{person}"
    assert "head" in str(detail)
