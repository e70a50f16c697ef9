"""`bcn units reform`: a file says what becomes of units; all of it or nothing."""

import pytest
from bcn_command import SAMPLES, Bcn, rows
from test_import_units import HEADER, tree

from storage.database import Database

REFORM = ("Việc", "Mã đơn vị", "Mã đơn vị nhận", "Tên mới", "Mã cấp trên mới", "Từ ngày")
DAY = "01/07/2026"
PEOPLE = ("Họ tên", "Điện thoại", "Mã đơn vị", "Vai trò")


@pytest.fixture
def wards(bcn: Bcn) -> Bcn:
    bcn(
        "units",
        "import",
        bcn.excel(
            HEADER,
            ("SO", "Sở mẫu", "", "", ""),
            ("P1", "Phường mẫu 1", "", "", "SO"),
            ("P2", "Phường mẫu 2", "", "", "SO"),
            ("A", "Trường mẫu A", "THCS", "", "P1"),
            ("B", "Trường mẫu B", "THCS", "", "P2"),
        ),
    )
    return bcn


def heads(database: Database) -> list[tuple[str, str, str]]:
    held = (
        "SELECT person.name, unit.code, role FROM assignment JOIN person ON person.id = person_id "
        "JOIN unit ON unit.id = assignment.unit_id WHERE assignment.valid_until IS NULL ORDER BY 1, 2, 3"
    )
    return rows(database, held)  # type: ignore[return-value]


def test_the_sample_reform_is_carried_out_after_the_sample_list(bcn: Bcn, database: Database) -> None:
    bcn("units", "import", SAMPLES / "don-vi-mau.csv")
    said = bcn("units", "reform", SAMPLES / "sap-xep-mau.csv")
    assert said.code == 0, said.out
    assert "Đã sắp xếp: 5 việc" in said.out
    paths = tree(database)
    assert paths["TH-MAU-B"] == "SO-MAU/PHUONG-MAU-MOI/TH-MAU-B"
    assert paths["MN-MAU-A"] == "SO-MAU/MN-MAU-A"
    assert paths["PHUONG-MAU"] == "SO-MAU/PHUONG-MAU-MOI/PHUONG-MAU"
    assert rows(database, "SELECT kind FROM unit WHERE code = 'THCS-MAU-C2'") == [("THCS",)]


def test_a_look_beforehand_shows_what_would_follow_and_writes_nothing(wards: Bcn, database: Database) -> None:
    wards("people", "import", wards.excel(PEOPLE, ("Cô mẫu", "0900000111", "A", "head")))
    before = rows(database, "SELECT * FROM unit ORDER BY id"), heads(database)
    said = wards("units", "reform", wards.excel(REFORM, ("Sáp nhập", "A", "B", "", "", "01/07/2030")), "--dry-run")
    assert said.code == 0, said.out
    told = " ".join(said.out.split())
    for part in ("Trường mẫu A", "1 vai", "chưa ghi gì"):
        assert part in told
    assert (rows(database, "SELECT * FROM unit ORDER BY id"), heads(database)) == before


def test_a_day_to_come_is_refused_when_it_is_to_be_done(wards: Bcn, database: Database) -> None:
    said = wards("units", "reform", wards.excel(REFORM, ("Sáp nhập", "A", "B", "", "", "01/07/2090")))
    assert said.code == 1
    assert "chưa đến" in " ".join(said.out.split())
    assert rows(database, "SELECT count(*) FROM unit WHERE NOT active") == [(0,)]


def test_one_bad_row_keeps_everything_as_it_was(wards: Bcn, database: Database) -> None:
    lines = [
        ("Đổi tên", "A", "", "Trường mẫu A1", "", DAY), ("Chuyển", "P1", "", "", "A", DAY),
        ("Sáp nhập", "X", "B", "", "", DAY), ("Bay", "A", "", "", "", DAY), ("Giải thể", "SO", "", "", "", DAY),
    ]  # fmt: skip
    said = wards("units", "reform", wards.excel(REFORM, *lines))
    told = " ".join(said.out.split())
    assert said.code == 1
    for number, reason in ((3, "bên dưới mình"), (4, "không có đơn vị mã «X»"), (5, "không có việc «Bay»"), (6, "còn")):
        assert f"│ {number} " in said.out
        assert reason in told
    assert rows(database, "SELECT name FROM unit WHERE code = 'A'") == [("Trường mẫu A",)]


def test_a_head_who_comes_to_a_unit_with_a_head_is_a_deputy_there(wards: Bcn, database: Database) -> None:
    people = [("Cô mẫu", "0900000111", "A", "head"), ("Thầy mẫu", "0900000112", "B", "head")]
    wards("people", "import", wards.excel(PEOPLE, *people))
    said = wards("units", "reform", wards.excel(REFORM, ("Sáp nhập", "A", "B", "", "", DAY)))
    assert "đã có thủ trưởng, nên Cô mẫu là cấp phó" in " ".join(said.out.split())
    assert heads(database) == [("Cô mẫu", "B", "deputy"), ("Thầy mẫu", "B", "head")]


def test_the_first_head_of_units_that_become_a_new_one_heads_it(wards: Bcn, database: Database) -> None:
    people = [("Cô mẫu", "0900000111", "A", "head"), ("Thầy mẫu", "0900000112", "B", "head")]
    wards("people", "import", wards.excel(PEOPLE, *people))
    lines = [
        ("Sáp nhập", "A", "C", "", "", DAY), ("Sáp nhập", "B", "C", "", "", DAY),
        ("Thành lập", "C", "", "Trường mẫu C", "P1", DAY),
    ]  # fmt: skip
    assert wards("units", "reform", wards.excel(REFORM, *lines)).code == 0
    assert heads(database) == [("Cô mẫu", "C", "head"), ("Thầy mẫu", "C", "deputy")]
    assert tree(database)["A"] == "SO/P1/C/A"


def test_a_ward_merged_into_one_below_it_stays_a_tree(wards: Bcn, database: Database) -> None:
    said = wards("units", "reform", wards.excel(REFORM, ("Sáp nhập", "P1", "A", "", "", DAY)))
    assert said.code == 0, said.out
    assert tree(database) == {"SO": "SO", "A": "SO/A", "P1": "SO/A/P1", "P2": "SO/P2", "B": "SO/P2/B"}


def test_two_units_cannot_be_merged_into_each_other(wards: Bcn, database: Database) -> None:
    lines = [("Sáp nhập", "A", "B", "", "", DAY), ("Sáp nhập", "B", "A", "", "", DAY)]
    said = wards("units", "reform", wards.excel(REFORM, *lines))
    assert said.code == 1
    assert "đã đóng" in said.out
    assert rows(database, "SELECT count(*) FROM unit WHERE active") == [(5,)]


def test_a_unit_that_was_merged_comes_back_on_its_own(wards: Bcn, database: Database) -> None:
    wards("units", "reform", wards.excel(REFORM, ("Sáp nhập", "A", "B", "", "", DAY)))
    wards("units", "reopen", "A")
    assert rows(database, "SELECT active, successor_id, valid_until FROM unit WHERE code = 'A'")[0][1:] == (None, None)
