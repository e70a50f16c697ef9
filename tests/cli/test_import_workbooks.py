"""Workbooks as offices send them, with merged cells and formulas, and files that only pretend to be a list."""

import re
import struct
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from bcn_command import Bcn

from bot.imports.people import read_people
from bot.imports.sheet import Row, read_rows
from bot.imports.tables import SheetError
from bot.imports.units import COLUMNS
from rules.catalogue import load_catalogue

HEADER = ("Mã đơn vị", "Tên đơn vị", "Mã đơn vị cấp trên")


def read(path: Path) -> list[Row]:
    return read_rows(path, COLUMNS)


def changed(made: Path, parts: Mapping[str, Callable[[bytes], bytes]]) -> Path:
    """The workbook with some of its parts (by the end of their name) changed."""
    to = made.with_name("changed.xlsx")
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            change = next((change for end, change in parts.items() if name.endswith(end)), bytes)
            target.writestr(name, change(source.read(name)))
    return to


def book(folder: Path, *rows: tuple[Any, ...], merged: tuple[str, ...] = ()) -> Path:
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(list(row))
    for cells in merged:
        made.active.merge_cells(cells)
    made.save(folder / "book.xlsx")
    return folder / "book.xlsx"


def test_a_header_of_two_rows_with_merged_cells_is_understood(alone: Bcn) -> None:
    path = book(
        alone.folder,
        ("DANH SÁCH ĐƠN VỊ", None, None, None, None),
        ("STT", "Đơn vị", None, "Đơn vị cấp trên", "Địa chỉ"),
        (None, "Mã", "Tên", None, None),
        (1, 2, 3, 4, 5),
        ("I. KHỐI TIỂU HỌC", None, None, None, None),
        (1, "T1", "Trường mẫu A", "SO", "Số 1"),
        merged=("A1:E1", "A2:A3", "B2:C2", "D2:D3", "E2:E3", "A5:E5"),
    )
    assert read(path) == [Row(6, {"code": "T1", "name": "Trường mẫu A", "parent": "SO", "address": "Số 1"})]


def test_a_cell_merged_downwards_counts_in_each_of_its_rows(alone: Bcn) -> None:
    path = book(
        alone.folder,
        HEADER,
        ("T1", "Trường mẫu A", "P1"),
        ("T2", "Trường mẫu B", None),
        ("T3", "Trường mẫu C", None),
        ("T4", "Trường mẫu D", None),
        merged=("C2:C4",),
    )
    assert [row.get("parent") for row in read(path)] == ["P1", "P1", "P1", ""]


def test_a_formula_that_was_never_worked_out_is_a_bad_row(alone: Bcn) -> None:
    header = ("Họ tên", "Điện thoại", "Mã đơn vị", "Vai trò")
    lines = [("Cô mẫu", '="09"&"00000111"', "T1", "head"), ("Thầy mẫu", "0900000112", "T1", "deputy")]
    people, refusals = read_people(book(alone.folder, header, *lines), load_catalogue())
    assert [person.name for person in people] == ["Thầy mẫu"]
    assert [(one.number, "công thức chưa có kết quả" in one.reason) for one in refusals] == [(2, True)]


@pytest.mark.parametrize("result", ["SO", ""])
def test_the_result_of_a_formula_is_read_and_an_empty_text_is_blank(alone: Bcn, result: str) -> None:
    made = book(alone.folder, HEADER, ("T1", "Trường mẫu", '=IF(A2="","","SO")'))
    cell = f'<c r="C2" t="str"><f>X</f><v>{result}</v></c>'.encode()
    path = changed(made, {"sheet1.xml": lambda xml: re.sub(rb'<c r="C2".*?</c>', cell, xml)})
    assert [row.get("parent") for row in read(path)] == [result]


def test_an_error_of_excel_is_a_bad_row(alone: Bcn) -> None:
    header = ("Họ tên", "Điện thoại", "Mã đơn vị", "Vai trò")
    _, refusals = read_people(alone.csv(header, ("Cô mẫu", "0900000111", "#N/A", "head")), load_catalogue())
    assert "lỗi của Excel (#N/A)" in refusals[0].reason


def test_a_bomb_named_xlsx_is_refused_before_it_is_unpacked(alone: Bcn) -> None:
    bomb = alone.folder / "bomb.xlsx"
    with zipfile.ZipFile(book(alone.folder, HEADER)) as source, zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as to:
        for name in source.namelist():
            if not name.endswith("sheet1.xml"):
                to.writestr(name, source.read(name))
        with to.open("xl/worksheets/sheet1.xml", "w") as part:
            for _ in range(130):
                part.write(b" " * 1_048_576)
    assert bomb.stat().st_size < 1_000_000
    with pytest.raises(SheetError, match="giải nén ra quá lớn"):
        read(bomb)


def test_a_bomb_that_lies_about_its_size_is_no_workbook(alone: Bcn) -> None:
    made = changed(book(alone.folder, HEADER), {"sheet1.xml": lambda xml: xml + b" " * 3_000_000})
    content = bytearray(made.read_bytes())
    at = content.rindex(b"xl/worksheets/sheet1.xml")
    struct.pack_into("<L", content, at - 46 + 24, 2_000)
    made.write_bytes(content)
    with pytest.raises(SheetError, match="không phải là tệp Excel đọc được"):
        read(made)


def test_a_workbook_of_endless_cells_is_refused(alone: Bcn) -> None:
    row = b'<row r="1">' + b"<c/>" * 6_100_000 + b"</row>"
    made = changed(
        book(alone.folder, HEADER), {"sheet1.xml": lambda xml: xml.replace(b"<sheetData>", b"<sheetData>" + row)}
    )
    with pytest.raises(SheetError, match="giải nén ra quá lớn"):
        read(made)


def test_a_row_at_the_end_of_the_sheet_and_a_cell_far_to_the_right_do_no_harm(alone: Bcn) -> None:
    made = openpyxl.load_workbook(book(alone.folder, HEADER, ("T1", "Trường mẫu", "SO")))
    made.active.cell(row=60_000, column=16_384, value="x")
    made.save(alone.folder / "far.xlsx")
    assert [row.number for row in read(alone.folder / "far.xlsx")] == [2]


def test_entities_that_grow_are_refused(alone: Bcn) -> None:
    dtd = b'<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
    made = changed(book(alone.folder, HEADER), {"workbook.xml": lambda xml: dtd + xml})
    with pytest.raises(SheetError, match="không phải là tệp Excel đọc được"):
        read(made)


def test_a_file_of_300_mb_is_refused_by_its_size(alone: Bcn) -> None:
    for name in ("large.xlsx", "large.csv"):
        with (alone.folder / name).open("wb") as file:
            file.truncate(300 * 1024 * 1024)
        with pytest.raises(SheetError, match="tệp lớn hơn 30 MB"):
            read(alone.folder / name)


def test_a_csv_of_too_many_lines_is_refused(alone: Bcn) -> None:
    (alone.folder / "long.csv").write_bytes(b"Ma,Ten\n" + b"1,2\n" * 200_001)
    with pytest.raises(SheetError, match="nhiều hơn 200000 dòng"):
        read(alone.folder / "long.csv")


def test_a_workbook_named_csv_is_read_as_a_workbook(alone: Bcn) -> None:
    made = book(alone.folder, HEADER, ("T1", "Trường mẫu", "SO"))
    assert [row.get("code") for row in read(made.rename(alone.folder / "book.csv"))] == ["T1"]


@pytest.mark.parametrize("name", ["list.ods", "list.xls", "list.numbers", "list.pdf"])
def test_another_kind_of_file_is_told_what_to_do(alone: Bcn, name: str) -> None:
    (alone.folder / name).write_bytes(b"PK\x03\x04")
    with pytest.raises(SheetError, match=r"chỉ nhận tệp \.xlsx hoặc \.csv"):
        read(alone.folder / name)
