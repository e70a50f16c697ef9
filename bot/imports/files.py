"""Excel and CSV files as plain tables of text, whatever program has written them."""

import csv
import io
import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

from rules.folding import clean

_DELIMITERS = ",;\t"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_LONGEST_CELL = 131_072


class SheetError(Exception):
    """The file cannot be used; the message says, in Vietnamese, what to do."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table as the person who wrote it counts them, from 1."""

    number: int
    cells: tuple[str, ...]


Table = list[Line]


def read_tables(path: Path) -> list[Table]:
    """Every way to read the file as a table: the worksheets of Excel, a CSV once for each delimiter.

    Blank lines are left out. Raises SheetError.
    """
    readers = {
        ".csv": _csv_tables,
        ".txt": _csv_tables,
        ".tsv": _csv_tables,
        ".xlsx": _worksheets,
        ".xlsm": _worksheets,
    }
    read = readers.get(path.suffix.lower())
    if read is None:
        raise SheetError(f"{path.name}: chỉ nhận tệp .xlsx hoặc .csv. Xin mở tệp rồi lưu lại dạng Excel (.xlsx).")
    try:
        content = path.read_bytes()
    except OSError as error:
        raise SheetError(f"{path}: không đọc được tệp ({error.strerror}).") from None
    return [[line for line in table if any(line.cells)] for table in read(path.name, content)]


def _csv_tables(name: str, content: bytes) -> Iterator[Table]:
    encoding = "utf-16" if content.startswith(_UTF16) else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        raise SheetError(
            f"{name}: chữ trong tệp không đọc được. Xin lưu lại dạng «CSV UTF-8», hoặc dạng Excel (.xlsx)."
        ) from None
    csv.field_size_limit(_LONGEST_CELL)
    for delimiter in _DELIMITERS:
        try:
            yield list(_csv_lines(text, delimiter))
        except csv.Error as error:
            raise SheetError(f"{name}: tệp CSV bị hỏng ({error}).") from None


def _csv_lines(text: str, delimiter: str) -> Iterator[Line]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    before = 0
    for cells in reader:
        yield Line(before + 1, tuple(_text(cell) for cell in cells))
        before = reader.line_num


def _worksheets(name: str, content: bytes) -> Iterator[Table]:
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        for sheet in book.worksheets:
            if sheet.sheet_state == "visible":
                sheet.reset_dimensions()  # some programs write a wrong size, and rows beyond it would be left out
                yield [
                    Line(number, tuple(_text(cell) for cell in cells))
                    for number, cells in enumerate(sheet.iter_rows(values_only=True), start=1)
                ]
    except (BadZipFile, InvalidFileException, ParseError, KeyError, ValueError, OSError):
        raise SheetError(
            f"{name}: không phải là tệp Excel đọc được (bị hỏng hoặc có mật khẩu). Xin lưu lại dạng .xlsx."
        ) from None


def _text(value: Any) -> str:
    """A cell as somebody reads it: 903000001.0 is 903000001, and line breaks are spaces."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, float) and math.isfinite(value) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.strftime("%d/%m/%Y")
    return " ".join(clean(str(value)).split())
