"""`bcn units import`: a tree of units from a list, all of it or nothing."""

import pytest
from bcn_command import SAMPLES, Bcn, rows

from storage.database import Database

HEADER = ("Mã đơn vị", "Tên đơn vị", "Loại", "Địa chỉ", "Mã đơn vị cấp trên")


def tree(database: Database) -> dict[str, str]:
    """The path of each unit in codes: {"SO": "SO", "A": "SO/A"}."""
    found = rows(database, "SELECT id, code, path, parent_id FROM unit")
    codes = {identity: code for identity, code, _, _ in found}
    for identity, _, path, parent in found:
        way = [int(part) for part in path.strip("/").split("/")]
        assert way[-1] == identity
        assert way[-2:-1] == ([parent] if parent else [])
    return {code: "/".join(codes[int(part)] for part in path.strip("/").split("/")) for _, code, path, _ in found}


def test_the_sample_list_is_taken_whole(bcn: Bcn, database: Database) -> None:
    said = bcn("units", "import", SAMPLES / "don-vi-mau.csv")
    assert said.code == 0, said.out
    assert "7 thêm mới" in said.out
    assert tree(database)["THCS-MAU-C"] == "SO-MAU/PHUONG-MAU/THCS-MAU-C"


def test_the_same_list_again_changes_nothing(bcn: Bcn, database: Database) -> None:
    bcn("units", "import", SAMPLES / "don-vi-mau.csv")
    before = rows(database, "SELECT * FROM unit ORDER BY id")
    assert "0 thêm mới, 0 thay đổi, 7 giữ nguyên" in bcn("units", "import", SAMPLES / "don-vi-mau.csv").out
    assert rows(database, "SELECT * FROM unit ORDER BY id") == before


def test_units_may_stand_above_those_that_they_belong_to(bcn: Bcn, database: Database) -> None:
    names = ["SO", "A", "B", "C", "D"]
    lines = [(code, f"Đơn vị mẫu {code}", "", "", above) for code, above in zip(names, ["", *names], strict=False)]
    assert bcn("units", "import", bcn.excel(HEADER, *reversed(lines))).code == 0
    assert tree(database)["D"] == "SO/A/B/C/D"


def test_a_unit_that_moves_takes_along_all_below_it(bcn: Bcn, database: Database) -> None:
    first = [("SO", "Sở mẫu", "", "", ""), ("P1", "Phường mẫu 1", "", "", "SO"), ("P2", "Phường mẫu 2", "", "", "SO")]
    school = [("K", "Cụm mẫu", "", "", "P1"), ("T", "Trường mẫu", "", "", "K")]
    bcn("units", "import", bcn.excel(HEADER, *first, *school))
    said = bcn("units", "import", bcn.excel(HEADER, ("K", "Cụm mẫu", "", "", "p2")))
    assert "cấp trên: P1 → p2" in said.out
    assert tree(database)["T"] == "SO/P2/K/T"


def test_a_list_may_name_a_unit_that_is_known_as_the_one_above(bcn: Bcn, database: Database) -> None:
    bcn("units", "import", bcn.excel(HEADER, ("SO", "Sở mẫu", "", "", "")))
    assert bcn("units", "import", bcn.excel(HEADER, ("T", "Trường mẫu", "", "", "SO"))).code == 0
    assert tree(database)["T"] == "SO/T"


def test_a_blank_cell_keeps_what_is_known_and_a_dash_empties_it(bcn: Bcn, database: Database) -> None:
    bcn("units", "import", bcn.excel(HEADER, ("SO", "Sở mẫu", "", "", ""), ("T", "Trường mẫu", "THCS", "Số 1", "SO")))
    assert "2 giữ nguyên" in bcn("units", "import", bcn.excel(HEADER[:2], ("SO", "Sở mẫu"), ("T", "Trường mẫu"))).out
    bcn("units", "import", bcn.excel(HEADER, ("T", "Trường mẫu đổi tên", "", "-", "-")))
    assert rows(database, "SELECT name, kind, address FROM unit WHERE code = 'T'") == [
        ("Trường mẫu đổi tên", "THCS", "")
    ]
    assert tree(database)["T"] == "T"


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        ([("A", "Trường mẫu A", "", "", "KHÔNG-CÓ")], "không có đơn vị cấp trên mã «KHÔNG-CÓ»"),
        ([("A", "Trường mẫu A", "", "", "B"), ("B", "Trường mẫu B", "", "", "A")], "A → B → A"),
        ([("A", "Trường mẫu A", "", "", "A")], "A → A"),
        ([("A", "Trường mẫu A", "", "", ""), ("a", "Trường mẫu khác", "", "", "")], "mã «a» đã có ở dòng 3"),
        ([("", "Trường mẫu A", "", "", "")], "thiếu mã đơn vị"),
        ([("A", "", "", "", "")], "thiếu tên đơn vị"),
    ],
)
def test_a_row_that_cannot_be_is_told_and_nothing_is_taken(
    bcn: Bcn, database: Database, lines: list[tuple[str, ...]], reason: str
) -> None:
    said = bcn("units", "import", bcn.excel(HEADER, ("SO", "Sở mẫu", "", "", ""), *lines))
    assert said.code == 1
    assert reason in said.out
    assert "│ 3 " in said.out or "│ 4 " in said.out
    assert rows(database, "SELECT code FROM unit") == []


def test_skipping_bad_rows_skips_what_hangs_below_them(bcn: Bcn, database: Database) -> None:
    lines = [
        ("SO", "Sở mẫu", "", "", ""), ("P", "Phường mẫu", "", "", "XA"), ("T", "Trường mẫu", "", "", "P"),
        ("U", "Trường mẫu khác", "", "", "SO"),
    ]  # fmt: skip
    said = bcn("units", "import", bcn.excel(HEADER, *lines), "--skip-bad")
    assert said.code == 0
    assert "đơn vị cấp trên «P» (dòng 3) có lỗi" in said.out
    assert tree(database) == {"SO": "SO", "U": "SO/U"}


def test_a_known_unit_is_not_moved_below_itself(bcn: Bcn, database: Database) -> None:
    bcn("units", "import", bcn.excel(HEADER, ("A", "Đơn vị mẫu A", "", "", ""), ("B", "Đơn vị mẫu B", "", "", "A")))
    said = bcn("units", "import", bcn.excel(HEADER, ("A", "Đơn vị mẫu A", "", "", "B")), "--skip-bad")
    assert "A → B → A" in said.out
    blank = bcn.excel(HEADER, ("A", "Đơn vị mẫu A", "", "", "B"), ("B", "Đơn vị mẫu B", "", "", ""))
    assert "A → B → A" in bcn("units", "import", blank).out
    assert tree(database) == {"A": "A", "B": "A/B"}


def test_a_look_beforehand_writes_nothing(bcn: Bcn, database: Database) -> None:
    said = bcn("units", "import", SAMPLES / "don-vi-mau.csv", "--dry-run")
    assert "THPT-MAU-D" in said.out
    assert "chưa ghi gì" in said.out
    assert rows(database, "SELECT code FROM unit") == []


def test_names_are_shown_as_they_are_written(bcn: Bcn) -> None:
    said = bcn("units", "import", bcn.excel(HEADER, ("A", "Trường [bold]mẫu[/bold] :smile: [/x]", "", "", "")))
    assert "Trường [bold]mẫu[/bold] :smile: [/x]" in said.out


def test_an_import_leaves_an_audit_line(bcn: Bcn, database: Database) -> None:
    bcn("units", "import", SAMPLES / "don-vi-mau.csv")
    assert rows(database, "SELECT action, outcome FROM audit") == [("units.import", "done")]


def test_a_city_of_units_is_taken_at_once(bcn: Bcn, database: Database) -> None:
    wards = [(f"P{number}", f"Phường mẫu {number}", "", "", "SO") for number in range(100)]
    schools = [(f"T{number}", f"Trường mẫu {number}", "", "", f"P{number % 100}") for number in range(3_000)]
    said = bcn("units", "import", bcn.csv(HEADER, *schools, *wards, ("SO", "Sở mẫu", "", "", "")))
    assert "3101 thêm mới" in said.out
    assert "… và 2901 dòng nữa" in said.out
    assert tree(database)["T2999"] == "SO/P99/T2999"


def test_ward_place_kind_and_time_are_taken(bcn: Bcn, database: Database) -> None:
    header = ("Mã trường", "Tên trường", "Cấp học", "Phường / Xã", "Vĩ độ", "Kinh độ", "Ngày thành lập")
    said = bcn(
        "units", "import", bcn.excel(header, ("T", "Trường mẫu", "mn", "Phường mẫu", "10,7769", 106.7, "1/8/1990"))
    )
    assert said.code == 0, said.out
    assert rows(database, "SELECT kind, ward, latitude, longitude FROM unit") == [
        ("Mầm non", "Phường mẫu", 10.7769, 106.7)
    ]
    same = bcn("units", "import", bcn.excel(("Mã", "Tên", "Toạ độ"), ("T", "Trường mẫu", "10.7769; 106.7")))
    assert "1 giữ nguyên" in same.out


@pytest.mark.parametrize(
    ("column", "written", "reason"),
    [
        ("Toạ độ", "106.7, 10.7", "không ở Việt Nam"),
        ("Toạ độ", "10.7", "không đọc được toạ độ"),
        ("Vĩ độ", "10.7", "không đọc được toạ độ"),
        ("Từ ngày", "hôm kia", "không đọc được ngày"),
        ("Đến ngày", "01/01/2090", "chưa đến"),
    ],
)
def test_a_place_or_a_day_that_cannot_be_is_told(bcn: Bcn, column: str, written: str, reason: str) -> None:
    said = bcn("units", "import", bcn.excel(("Mã", "Tên", column), ("T", "Trường mẫu", written)))
    assert said.code == 1
    assert reason in " ".join(said.out.split())


def test_a_unit_with_a_last_day_is_closed_but_not_above_open_ones(bcn: Bcn, database: Database) -> None:
    header = ("Mã", "Tên", "Mã cấp trên", "Đến ngày")
    bcn("units", "import", bcn.excel(header[:3], ("P", "Phường mẫu", ""), ("T", "Trường mẫu", "P")))
    said = bcn("units", "import", bcn.excel(header, ("P", "Phường mẫu", "", "30/06/2026")))
    assert said.code == 1
    assert "bên dưới còn 1 đơn vị" in said.out
    both = bcn.excel(header, ("P", "Phường mẫu", "", "30/06/2026"), ("T", "Trường mẫu", "P", "30/06/2026"))
    assert "2 đóng" in bcn("units", "import", both).out
    assert rows(database, "SELECT count(*) FROM unit WHERE active") == [(0,)]


def test_a_tree_without_end_is_told_in_no_time(bcn: Bcn) -> None:
    lines = [(f"T{number}", "Trường mẫu", "", "", f"T{number - 1}" if number else "") for number in range(5_000)]
    said = bcn("units", "import", bcn.csv(HEADER, *reversed(lines)))
    assert said.code == 1
    assert "4970 dòng có lỗi" in said.out
    assert "… và 4770 dòng nữa." in said.out
