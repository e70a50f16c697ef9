"""Excel and CSV files as plain tables of text, whatever program has written them."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from bot.imports.tables import MOST_COLUMNS, MOST_LINES, Line, SheetError, Table, cell_text

_MOST_BYTES = 30 * 1024 * 1024
_DELIMITERS = ",;\t"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_LONGEST_CELL = 131_072
_ZIP = b"PK\x03\x04"
_TEXT, _EXCEL = (".csv", ".txt", ".tsv"), (".xlsx", ".xlsm")


def read_tables(path: Path) -> Iterator[Table]:
    """Every way to read the file as a table: the worksheets of Excel, a CSV once for each delimiter.

    One after the other, so that only one is held; blank lines are left out. Raises SheetError.
    """
    kind = path.suffix.lower()
    if kind not in (*_TEXT, *_EXCEL):
        raise SheetError(f"{path.name}: chỉ nhận tệp .xlsx hoặc .csv. Xin mở tệp rồi lưu lại dạng Excel (.xlsx).")
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise SheetError(
                f"{path.name}: tệp lớn hơn {_MOST_BYTES >> 20} MB, không phải là một danh sách. "
                "Xin bỏ hình ảnh và các trang khác, hoặc chia ra nhiều tệp."
            )
        content = path.read_bytes()
    except OSError as error:
        raise SheetError(f"{path}: không đọc được tệp ({error.strerror}).") from None
    if kind in _TEXT and not content.startswith(_ZIP):
        return _csv_tables(path.name, content)
    from bot.imports.workbook import worksheets  # openpyxl takes a third of a second to load

    return worksheets(path.name, content)


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
            yield list(_csv_lines(name, text, delimiter))
        except csv.Error as error:
            raise SheetError(f"{name}: tệp CSV bị hỏng ({error}).") from None


def _csv_lines(name: str, text: str, delimiter: str) -> Iterator[Line]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    before = filled = 0
    for cells in reader:
        line = Line(before + 1, tuple(cell_text(cell) for cell in cells[:MOST_COLUMNS]))
        before = reader.line_num
        if any(line.cells):
            filled += 1
            if filled > MOST_LINES:
                raise SheetError(f"{name}: nhiều hơn {MOST_LINES} dòng. Xin chia ra nhiều tệp.")
            yield line
