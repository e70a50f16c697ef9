"""A workbook of Excel: sheets with headings, rows and a few lines above them. What a person wrote stays text."""

import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_ROWS = 1_000_000
_LONGEST_CELL = 32_000
_LONGEST_TITLE = 31
_UNREADABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udfff]")
_NOT_IN_TITLE = re.compile(r"[\[\]:*?/\\]")
_BLUE, _PALE, _GREY = "1F4E79", "D9E2EF", "595959"

Cell = str | int | float | datetime | None


@dataclass(frozen=True, slots=True)
class Column:
    """width: in characters. A column of long texts is `wrapped`."""

    heading: str
    width: int = 14
    wrapped: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table. above: lines over it, the first of them its title. Times are given without a zone."""

    title: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Cell]]
    above: Sequence[str] = ()


def workbook(sheets: Sequence[Sheet]) -> bytes:
    """The .xlsx with these sheets. The header stays in sight and can be filtered.

    A text that begins like a formula («=», «+», «@», …) is written as the text it is and marked as such, so that no
    programme ever calculates what somebody typed into a report.
    """
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    names: list[str] = []
    for sheet in sheets:
        names.append(_title(sheet.title, names))
        _write(book, names[-1], sheet)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _write(book: Any, name: str, sheet: Sheet) -> None:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from openpyxl.utils import get_column_letter

    page = book.create_sheet(name)
    line = Border(bottom=Side(style="thin", color=_PALE))
    head_font, head_fill = Font(bold=True, color="FFFFFF"), PatternFill("solid", fgColor=_BLUE)
    title_font, note_font = Font(bold=True, size=14, color=_BLUE), Font(color=_GREY)
    centred = Alignment(horizontal="center", vertical="center", wrap_text=True)
    top, wrapped = Alignment(vertical="top"), Alignment(vertical="top", wrap_text=True)

    def cell(value: Cell, **style: Any) -> Any:
        made = WriteOnlyCell(page)
        if isinstance(value, str):
            made.value = _readable(value)
            # Otherwise openpyxl takes «=…» for a formula and «#N/A» for a mistake.
            made.data_type = "s"
            made.quotePrefix = made.value[:1] in ("=", "+", "-", "@", "\t", "\r", "|", "%")
        else:
            made.value = value
            if isinstance(value, datetime):
                made.number_format = "dd/mm/yyyy hh:mm"
        for attribute, chosen in style.items():
            setattr(made, attribute, chosen)
        return made

    header = len(sheet.above) + 1 + bool(sheet.above)
    page.freeze_panes = f"A{header + 1}"
    page.sheet_view.showGridLines = False
    page.page_setup.orientation = "landscape"
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_title_rows = f"{header}:{header}"
    for number, column in enumerate(sheet.columns, start=1):
        page.column_dimensions[get_column_letter(number)].width = column.width
    for number, text in enumerate(sheet.above):
        page.append([cell(text, font=title_font if number == 0 else note_font)])
    if sheet.above:
        page.append([])
    page.append([cell(column.heading, font=head_font, fill=head_fill, alignment=centred) for column in sheet.columns])
    ways = [wrapped if column.wrapped else top for column in sheet.columns]
    count = 0
    for row in sheet.rows:
        if count == MOST_ROWS:
            break
        page.append([cell(value, alignment=way, border=line) for value, way in zip(row, ways, strict=True)])
        count += 1
    page.auto_filter.ref = f"A{header}:{get_column_letter(len(sheet.columns))}{header + count}"


def _readable(text: str) -> str:
    """Without what no cell can hold."""
    return _UNREADABLE.sub("", text)[:_LONGEST_CELL]


def _title(wanted: str, taken: Sequence[str]) -> str:
    """The name of a sheet as Excel takes it, different from the others."""
    base = _NOT_IN_TITLE.sub(" ", _readable(wanted)).strip("' ")[:_LONGEST_TITLE] or "1"
    name, number = base, 1
    while name.lower() in (one.lower() for one in taken):
        number += 1
        name = f"{base[: _LONGEST_TITLE - 4]} ({number})"
    return name
