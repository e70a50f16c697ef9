"""Excel workbooks as tables of text: how much may be unpacked, merged cells, formulas that were never worked out."""

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError

from openpyxl import load_workbook
from openpyxl.utils.cell import coordinate_to_tuple
from openpyxl.utils.exceptions import InvalidFileException

from bot.imports.tables import MOST_COLUMNS, MOST_LINES, Line, SheetError, Table, cell_text

# 50,000 units with twenty columns are 60 MB of XML and 4 million tags: whatever has more is no list of units.
_MOST_UNPACKED = 120 * 1024 * 1024
_MOST_TAGS = 6_000_000
_MOST_PARTS = 2_000
_MOST_MERGED = 500_000
_LAST_ROW = 1_048_576

_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*?\bref="([A-Z]+\d+):([A-Z]+\d+)"')
_FORMULA = re.compile(rb"<f[ />]")
_NOT_WORKED_OUT = re.compile(rb"<c\b([^>]*)>\s*<f\b[^>]*?(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>")
_PLACE = re.compile(rb'\br="([A-Z]+\d+)"')
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"

# What a cell holds whose formula has no result in the file: the reader of rows says so (bot.imports.sheet).
NO_RESULT = "=?"


@dataclass(frozen=True, slots=True)
class _Merged:
    """Cells that are one. By row (from 1): column (from 0) → how many columns it covers, and the columns in which a
    row repeats the one above.
    """

    across: Mapping[int, Mapping[int, int]]
    down: Mapping[int, Sequence[int]]


def worksheets(name: str, content: bytes) -> Iterator[Table]:
    """The visible worksheets. Raises SheetError, before anything large is unpacked."""
    if content.startswith(_OLD_EXCEL):
        raise SheetError(
            f"{name}: không phải là tệp Excel đọc được (dạng .xls cũ, hoặc có mật khẩu). "
            "Xin bỏ mật khẩu, mở bằng Excel rồi lưu lại dạng .xlsx."
        )
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            _check(name, archive)
            book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
            for sheet in book.worksheets:
                if sheet.sheet_state == "visible":
                    yield list(_lines(name, sheet, archive))
    except (
        BadZipFile, InvalidFileException, SyntaxError, LookupError, ValueError, OSError, AttributeError, TypeError,
        RuntimeError, EOFError, ZlibError,
    ):  # fmt: skip
        # Whatever openpyxl stumbles over in a damaged file: it does not check what it reads.
        raise SheetError(
            f"{name}: không phải là tệp Excel đọc được (bị hỏng hoặc có mật khẩu). Xin lưu lại dạng .xlsx."
        ) from None


def _check(name: str, archive: ZipFile) -> None:
    """Refuses what would be unpacked without end: the sizes told are binding, zipfile reads no byte more."""
    read = [part for part in archive.infolist() if part.filename.lower().endswith((".xml", ".rels"))]
    if len(read) > _MOST_PARTS or sum(part.file_size for part in read) > _MOST_UNPACKED:
        raise _too_much(name)
    tags = 0
    for part in read:
        with archive.open(part) as stream:
            while chunk := stream.read(1 << 20):
                tags += chunk.count(b"<")
                if tags > _MOST_TAGS:
                    raise _too_much(name)
                if b"<!DOCTYPE" in chunk or b"<!ENTITY" in chunk:
                    raise BadZipFile("no workbook has a document type")


def _too_much(name: str) -> SheetError:
    return SheetError(
        f"{name}: tệp giải nén ra quá lớn, không phải là một danh sách. Xin chép riêng danh sách sang một tệp mới."
    )


def _lines(name: str, sheet: Any, archive: ZipFile) -> Iterator[Line]:
    """The filled lines; a cell merged downwards counts in each of its rows."""
    merged, formulas = _oddities(name, archive.read(sheet._worksheet_path))  # reading row by row tells neither
    sheet.reset_dimensions()  # some programs write a wrong size, and rows beyond it would be left out
    above: list[str] = []
    filled = 0
    for number, values in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True), start=1):
        if number > _LAST_ROW:
            raise _too_much(name)
        cells = [cell_text(value) for value in values]
        for column in formulas.get(number, ()):
            cells += [""] * (column + 1 - len(cells))
            cells[column] = cells[column] or NO_RESULT
        if any(cells):
            filled += 1
            if filled > MOST_LINES:
                raise SheetError(f"{name}: nhiều hơn {MOST_LINES} dòng. Xin chia ra nhiều tệp.")
            for column in merged.down.get(number, ()):
                cells += [""] * (column + 1 - len(cells))
                cells[column] = cells[column] or (above[column] if column < len(above) else "")
            yield Line(number, tuple(cells), merged.across.get(number, {}))
            above = cells


def _oddities(name: str, xml: bytes) -> tuple[_Merged, dict[int, list[int]]]:
    """Which cells are merged, and by row the columns (from 0) whose formula has no result."""
    formulas: dict[int, list[int]] = {}
    if _FORMULA.search(xml):
        for found in _NOT_WORKED_OUT.finditer(xml):
            place = _PLACE.search(found[1])
            if place is not None and b't="str"' not in found[1]:  # a text without letters is a result
                row, column = coordinate_to_tuple(place[1].decode())
                if column <= MOST_COLUMNS:
                    formulas.setdefault(row, []).append(column - 1)
    across: dict[int, dict[int, int]] = {}
    down: dict[int, list[int]] = {}
    rows = 0
    for found in _MERGED.finditer(xml):
        (top, left), (bottom, right) = (coordinate_to_tuple(corner.decode()) for corner in found.groups())
        rows += 1 + bottom - top
        if rows > _MOST_MERGED:
            raise SheetError(f"{name}: quá nhiều ô được gộp. Xin bỏ gộp ô rồi lưu lại.")
        left, right = left - 1, min(right, MOST_COLUMNS)
        if right - left > 1:
            across.setdefault(top, {})[left] = right - left
        if left < MOST_COLUMNS:
            for row in range(top + 1, bottom + 1):
                down.setdefault(row, []).append(left)
    return _Merged(across, down), formulas
