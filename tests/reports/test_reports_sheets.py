"""Workbooks: what a person typed is text and never calculated, numbers and times are what they are."""

import io
import zipfile
from datetime import datetime
from typing import Any

import openpyxl
import pytest

from reports.sheets import Cell, Column, Sheet, workbook


def opened(*sheets: Sheet) -> Any:
    return openpyxl.load_workbook(io.BytesIO(workbook(sheets)))


def one_cell(value: Cell) -> Any:
    return opened(Sheet("Bảng mẫu", [Column("Cột")], [[value]])).worksheets[0]["A2"]


@pytest.mark.parametrize(
    "typed", ["=1+1", '=HYPERLINK("http://x","y")', "+84 903", "-1", "@SUM(A1)", "|cmd", "#N/A", "#DIV/0!", "\t=1"]
)
def test_what_looks_like_a_formula_stays_the_text_it_is(typed: str) -> None:
    cell = one_cell(typed)
    assert (cell.value, cell.data_type) == (typed, "s")
    with zipfile.ZipFile(io.BytesIO(workbook([Sheet("Bảng", [Column("Cột")], [[typed]])]))) as parts:
        assert b"<f>" not in parts.read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize("typed", ["=1+1", "+84 903", "-1", "@SUM(A1)"])
def test_what_looks_like_a_formula_is_marked_as_text_so_that_editing_the_cell_calculates_nothing(typed: str) -> None:
    with zipfile.ZipFile(io.BytesIO(workbook([Sheet("Bảng", [Column("Cột")], [[typed]])]))) as parts:
        assert b'quotePrefix="1"' in parts.read("xl/styles.xml")


def test_numbers_times_and_nothing_are_what_they_are() -> None:
    assert one_cell(7).data_type == "n"
    assert one_cell(datetime(2026, 11, 16, 9, 30)).value == datetime(2026, 11, 16, 9, 30)
    assert one_cell(None).value is None


def test_characters_that_no_cell_can_hold_are_left_out_and_emoji_and_tags_stay() -> None:
    assert one_cell("a\x00b\x1b<b>🐝</b>\ud800").value == "ab<b>🐝</b>"
    assert len(one_cell("á" * 40_000).value) == 32_000


def test_lines_above_and_the_header_stay_in_sight_and_can_be_filtered() -> None:
    page = opened(Sheet("Kết quả", [Column("Mã", 12), Column("Tên", 30)], [["A", "B"]], above=["Tiêu đề", "Hạn"]))
    sheet = page.worksheets[0]
    assert [row[0].value for row in sheet.iter_rows()] == ["Tiêu đề", "Hạn", None, "Mã", "A"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A5", "A4:B5")


def test_names_of_sheets_are_what_excel_takes_and_differ() -> None:
    long = "Công tác truyền thông tháng: a/b [c] của nhiều đơn vị"
    names = opened(*[Sheet(long, [Column("Cột")], []) for _ in range(3)]).sheetnames
    assert len(set(names)) == 3
    assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names)
