"""Finds the header in a table and gives the rows below it by the names of their columns, whatever their order."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.imports.files import Line, SheetError, Table, read_tables
from rules.folding import fold

_SEARCHED_LINES = 50
_IN_BRACKETS = re.compile(r"\(.*?\)|\[.*?\]")
_NO_LETTER = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True)
class Column:
    """A column that we understand. `title` is how we call it; `others` are further headings, folded."""

    name: str
    title: str
    others: tuple[str, ...] = ()
    required: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One filled row below the header. A column that the file lacks is not in `cells`."""

    number: int
    cells: Mapping[str, str]

    def get(self, name: str) -> str:
        return self.cells.get(name, "")

    def optional(self, name: str) -> str | None:
        """None for a cell left blank: what is known stays; «-» empties it."""
        written = self.get(name)
        return "" if written in ("-", "–", "—") else written or None


@dataclass(frozen=True, slots=True)
class _Header:
    """The line of a table that names its columns, and where each stands (several places: it is named twice)."""

    line: Line
    places: Mapping[str, Sequence[int]]
    below: Sequence[Line]


def read_rows(path: Path, columns: Sequence[Column]) -> list[Row]:
    """The rows below the header, of the table in the file whose header names most of the columns. Raises SheetError."""
    headers = [header for table in read_tables(path) for header in _headers(table, columns)]
    if not headers:
        needed = _titles(column for column in columns if column.required)
        others = _titles(column for column in columns if not column.required)
        raise SheetError(f"{path.name}: không thấy dòng tiêu đề. Tệp cần các cột {needed}; có thể thêm {others}.")
    header = max(headers, key=lambda one: len(one.places))
    where = f"{path.name}, dòng {header.line.number}"
    if lacking := [column for column in columns if column.required and column.name not in header.places]:
        raise SheetError(f"{where}: thiếu cột {_titles(lacking)}.")
    if twice := [column for column in columns if len(header.places.get(column.name, ())) > 1]:
        raise SheetError(f"{where}: nhiều cột cùng là {_titles(twice)}, xin chỉ để lại một.")
    rows = [_row(line, header) for line in header.below]
    filled = [row for row in rows if any(row.cells.values())]
    if not filled:
        raise SheetError(f"{where}: không có dòng nào dưới dòng tiêu đề.")
    return filled


def _headers(table: Table, columns: Sequence[Column]) -> list[_Header]:
    """The lines that name at least two columns: there may be a title above the header."""
    named = [(at, line, _places(line, columns)) for at, line in enumerate(table[:_SEARCHED_LINES])]
    return [_Header(line, places, table[at + 1 :]) for at, line, places in named if len(places) >= 2]


def _places(line: Line, columns: Sequence[Column]) -> dict[str, list[int]]:
    """Our own name for a column goes before its other names: «Mã đơn vị» before «Đơn vị»."""
    headings = [_heading(cell) for cell in line.cells]
    places: dict[str, list[int]] = {}
    for column in columns:
        for names in ({_heading(column.title)}, set(column.others)):
            if at := [place for place, heading in enumerate(headings) if heading in names]:
                places[column.name] = at
                break
    return places


def _heading(written: str) -> str:
    """«SỐ ĐIỆN THOẠI (*):» → «so dien thoai»."""
    return _NO_LETTER.sub(" ", _IN_BRACKETS.sub(" ", fold(written))).strip()


def _row(line: Line, header: _Header) -> Row:
    return Row(
        line.number,
        {name: line.cells[at] if at < len(line.cells) else "" for name, (at,) in header.places.items()},
    )


def _titles(columns: Iterable[Column]) -> str:
    return ", ".join(f"«{column.title}»" for column in columns)
