"""Lists as other programs write them: any order of columns, any heading, any CSV, numbers that Excel has changed."""

import zipfile
from pathlib import Path

import pytest
from bcn_command import Bcn

from bot.imports.people import COLUMNS, read_people
from bot.imports.sheet import Row, read_rows
from bot.imports.tables import SheetError
from rules.catalogue import load_catalogue

LINE = {"name": "Hiệu trưởng mẫu", "phone": "0900000111", "unit": "T1", "role": "head"}


def cells(path: Path) -> list[dict[str, str]]:
    return [dict(row.cells) for row in read_rows(path, COLUMNS)]


@pytest.mark.parametrize(
    "header",
    [
        ("Họ tên", "Điện thoại", "Mã đơn vị", "Vai trò"),
        ("HỌ VÀ TÊN", "SỐ ĐIỆN THOẠI", "MÃ ĐƠN VỊ", "VAI TRÒ"),
        ("ho ten", "dien thoai", "ma don vi", "vai tro"),
        ("Họ tên (*)", "Điện thoại di động:", " Mã  đơn vị ", "Vai trò [bắt buộc]"),
        ("Họ\nvà tên", "SĐT", "Mã trường", "Vai trò"),
        ("Ho\u0323 te\u0302n", "Đt", "Ma\u0303 đơn vi\u0323", "Vai tro\u0300"),
        ("Name", "Phone", "Unit code", "Role"),
    ],
)
def test_headings_are_known_however_they_are_written(alone: Bcn, header: tuple[str, ...]) -> None:
    assert cells(alone.excel(header, tuple(LINE.values()))) == [LINE]


def test_columns_may_stand_in_any_order_among_others(alone: Bcn) -> None:
    header = ("STT", "Vai trò", "Ghi chú", "Mã đơn vị", "Họ tên", "Email", "Điện thoại")
    line = (1, "head", "x", "T1", "Hiệu trưởng mẫu", "x@y", "0900000111")
    assert cells(alone.excel(header, line)) == [LINE]


def test_titles_above_the_header_and_blank_rows_are_passed_over(alone: Bcn) -> None:
    header = ("Họ tên", "Điện thoại", "Mã đơn vị", "Vai trò")
    path = alone.excel(("SỞ MẪU",), ("DANH SÁCH CÁN BỘ",), (), header, (), tuple(LINE.values()), (), ("", " "))
    assert read_rows(path, COLUMNS) == [Row(6, LINE)]


def test_a_mistake_in_a_csv_is_told_by_its_line_in_the_file(alone: Bcn) -> None:
    header = ("Họ tên", "Điện thoại", "Mã đơn vị", "Vai trò")
    path = alone.csv(("DANH SÁCH\nCÁN BỘ",), header, ("Hiệu trưởng\nmẫu", "1", "T1", "head"), ("X", "2", "T1", "head"))
    assert [refusal.number for refusal in read_people(path, load_catalogue())[1]] == [4, 6]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_of_every_kind_is_read(alone: Bcn, delimiter: str, encoding: str) -> None:
    header = ("Họ tên", "Điện thoại", "Mã đơn vị", "Vai trò", "Chức danh")
    path = alone.csv(header, (*LINE.values(), "Hiệu trưởng, Bí thư; mẫu"), delimiter=delimiter, encoding=encoding)
    assert cells(path) == [{**LINE, "title": "Hiệu trưởng, Bí thư; mẫu"}]


@pytest.mark.parametrize("phone", [900000111, 900000111.0, 84900000111.0, "0900000111", "'0900000111", " 0900.000.111"])
def test_numbers_that_excel_has_changed_are_read(alone: Bcn, phone: object) -> None:
    path = alone.excel(("Họ tên", "Điện thoại", "Mã đơn vị", "Vai trò"), ("Hiệu trưởng mẫu", phone, 79000123.0, "head"))
    (person,), refusals = read_people(path, load_catalogue())
    assert refusals == []
    assert (person.phone, person.unit) == ("+84900000111", "79000123")


def test_the_worksheet_with_the_list_is_found(alone: Bcn) -> None:
    import openpyxl

    book = openpyxl.load_workbook(alone.excel(("Hướng dẫn",), ("Điền vào trang sau",)))
    sheet = book.create_sheet("Danh sách")
    sheet.append(["Họ tên", "Điện thoại", "Mã đơn vị", "Vai trò"])
    sheet.append(list(LINE.values()))
    hidden = book.create_sheet("Cũ")
    hidden.append(["Họ tên", "Điện thoại", "Mã đơn vị", "Vai trò", "Chức danh"])
    hidden.sheet_state = "hidden"
    book.save(alone.folder / "book.xlsx")
    assert cells(alone.folder / "book.xlsx") == [LINE]


def test_a_worksheet_that_says_it_is_smaller_than_it_is_is_read_whole(alone: Bcn) -> None:
    made = alone.excel(("Họ tên", "Điện thoại", "Mã đơn vị", "Vai trò"), tuple(LINE.values()))
    spoilt = alone.folder / "spoilt.xlsx"
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(spoilt, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, content.replace(b'<dimension ref="A1:D2"', b'<dimension ref="A1"'))
    assert cells(spoilt) == [LINE]


def test_our_own_name_of_a_column_goes_before_its_other_names(alone: Bcn) -> None:
    header = ("Đơn vị", "Mã đơn vị", "Họ tên", "Điện thoại", "Vai trò")
    assert cells(alone.excel(header, ("Trường mẫu", "T1", "Hiệu trưởng mẫu", "0900000111", "head"))) == [LINE]


def test_a_list_without_a_needed_column_names_it(alone: Bcn) -> None:
    with pytest.raises(SheetError, match="dòng 1: thiếu cột «Điện thoại», «Vai trò»"):
        cells(alone.excel(("Họ tên", "Mã đơn vị"), ("Hiệu trưởng mẫu", "T1")))


def test_a_workbook_that_is_damaged_inside_is_a_sentence(alone: Bcn) -> None:
    made = alone.excel(("Họ tên", "Điện thoại", "Mã đơn vị", "Vai trò"), tuple(LINE.values()))
    spoilt = alone.folder / "spoilt.xlsx"
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(spoilt, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, content[:-30] if "sheet1" in name else content)
    with pytest.raises(SheetError, match="không phải là tệp Excel đọc được"):
        cells(spoilt)


def test_two_columns_of_one_kind_are_not_guessed_between(alone: Bcn) -> None:
    header = ("Họ tên", "Điện thoại", "Điện thoại", "Mã đơn vị", "Vai trò")
    with pytest.raises(SheetError, match="nhiều cột cùng là «Điện thoại»"):
        cells(alone.excel(header, ("Hiệu trưởng mẫu", "1", "2", "T1", "head")))


def test_a_list_without_a_header_is_told_what_it_needs(alone: Bcn) -> None:
    with pytest.raises(SheetError, match="không thấy dòng tiêu đề"):
        cells(alone.excel(("Hiệu trưởng mẫu", "0900000111", "T1", "head")))


def test_a_list_of_a_header_alone_is_empty(alone: Bcn) -> None:
    with pytest.raises(SheetError, match="không có dòng nào"):
        cells(alone.excel(("Họ tên", "Điện thoại", "Mã đơn vị", "Vai trò")))


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("old.xls", b"\xd0\xcf\x11\xe0", "chỉ nhận tệp .xlsx hoặc .csv"),
        ("broken.xlsx", b"PK\x03\x04 nothing", "không phải là tệp Excel đọc được"),
        ("locked.xlsx", b"\xd0\xcf\x11\xe0" + b"0" * 600, "không phải là tệp Excel đọc được"),
        ("other.xlsx", None, "không đọc được tệp"),
        ("words.csv", "Kính gửi Thầy Cô".encode(), "không thấy dòng tiêu đề"),
        ("ansi.csv", b"H\xf4 t\xean;\xd0T", "CSV UTF-8"),
    ],
)
def test_a_file_that_cannot_be_read_is_a_sentence(alone: Bcn, name: str, content: bytes | None, reason: str) -> None:
    if content is not None:
        (alone.folder / name).write_bytes(content)
    with pytest.raises(SheetError, match=reason):
        cells(alone.folder / name)
