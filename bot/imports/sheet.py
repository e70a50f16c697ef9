"""Finds the header in a table and gives the rows below it by the names of their columns, whatever their order."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from bot.imports.files import read_tables
from bot.imports.tables import Line, SheetError, Table
from rules.folding import fold

_SEARCHED_LINES = 50
_A_TITLE = 3
_NUMBERING = re.compile(r"\(?(\d{1,2})\)?")
_EXCEL_ERRORS = ("#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!")
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
        """Raises ValueError with a Vietnamese reason for a formula that has no result, or none that is one."""
        written = self.cells.get(name, "")
        if written.startswith("="):
            raise ValueError("có ô là công thức chưa có kết quả, xin mở bằng Excel rồi lưu lại, hoặc dán giá trị")
        if written in _EXCEL_ERRORS:
            raise ValueError(f"có ô là lỗi của Excel ({written})")
        return written

    def optional(self, name: str) -> str | None:
        """None for a cell left blank: what is known stays; «-» empties it."""
        written = self.get(name)
        return "" if written in ("-", "–", "—") else written or None


@dataclass(frozen=True, slots=True)
class _Header:
    """The line of a table (the lower one of two) that names its columns, and where each stands (several places: it is
    named twice).
    """

    line: Line
    places: Mapping[str, Sequence[int]]
    below: Sequence[Line]


def read_rows(path: Path, columns: Sequence[Column]) -> list[Row]:
    """The rows below the header, of the table in the file whose header names most of the columns. Raises SheetError."""
    header: _Header | None = None
    for table in read_tables(path):
        for found in _headers(table, columns):
            if header is None or len(found.places) > len(header.places):
                header = found
    if header is None:
        needed = _titles(column for column in columns if column.required)
        others = _titles(column for column in columns if not column.required)
        raise SheetError(f"{path.name}: không thấy dòng tiêu đề. Tệp cần các cột {needed}; có thể thêm {others}.")
    where = f"{path.name}, dòng {header.line.number}"
    if lacking := [column for column in columns if column.required and column.name not in header.places]:
        raise SheetError(f"{where}: thiếu cột {_titles(lacking)}.")
    if twice := [column for column in columns if len(header.places.get(column.name, ())) > 1]:
        raise SheetError(f"{where}: nhiều cột cùng là {_titles(twice)}, xin chỉ để lại một.")
    rows = [_row(line, header) for line in header.below if not _says_nothing(line, header)]
    filled = [row for row in rows if any(row.cells.values())]
    if not filled:
        raise SheetError(f"{where}: không có dòng nào dưới dòng tiêu đề.")
    return filled


def _headers(table: Table, columns: Sequence[Column]) -> Iterator[_Header]:
    """The lines that name at least two columns, alone or with the one below: there may be a title above the header."""
    for at, line in enumerate(table[:_SEARCHED_LINES]):
        alone = _places(_spread(line), columns)
        if at + 1 < len(table) and table[at + 1].number == line.number + 1:
            both = _places(_two_lines(line, table[at + 1]), columns)
            if len(both) >= max(len(alone), 2):
                yield _Header(table[at + 1], both, table[at + 2 :])
                continue
        if len(alone) >= 2:
            yield _Header(line, alone, table[at + 1 :])


def _places(headings: Sequence[Sequence[str]], columns: Sequence[Column]) -> dict[str, list[int]]:
    """Our own name for a column goes before its other names: «Mã đơn vị» before «Đơn vị»."""
    places: dict[str, list[int]] = {}
    for column in columns:
        for names in ({_heading(column.title)}, set(column.others)):
            if at := [place for place, ways in enumerate(headings) if not names.isdisjoint(ways)]:
                places[column.name] = at
                break
    return places


def _spread(line: Line) -> list[tuple[str, ...]]:
    return [(_heading(cell),) for cell in line.cells]


def _two_lines(upper: Line, lower: Line) -> list[tuple[str, ...]]:
    """How a column may be called that two lines name: «Đơn vị» above «Mã» is «don vi ma» and «ma don vi», or «ma»."""
    above = [_heading(cell) for cell in upper.cells]
    for place, covered in upper.across.items():
        above[place : place + covered] = [above[place]] * len(above[place : place + covered])
    below = [_heading(cell) for cell in lower.cells]
    ways: list[tuple[str, ...]] = []
    for high, low in zip_longest(above, below, fillvalue=""):
        if not low or not high or low == high:
            ways.append((low or high,))
        else:
            ways.append((f"{high} {low}", f"{low} {high}", low))
    return ways


def _heading(written: str) -> str:
    """«SỐ ĐIỆN THOẠI (*):» → «so dien thoai»."""
    return _NO_LETTER.sub(" ", _IN_BRACKETS.sub(" ", fold(written))).strip()


def _says_nothing(line: Line, header: _Header) -> bool:
    """The header once more, the numbers of the columns below it, or a title across the list: «I. KHỐI MẦM NON»."""
    if line.cells == header.line.cells:
        return True
    filled = [cell for cell in line.cells if cell]
    numbers = [int(found[1]) for cell in filled if (found := _NUMBERING.fullmatch(cell))]
    if len(filled) >= _A_TITLE and numbers == list(range(1, len(filled) + 1)):
        return True
    return len(filled) == 1 and max(line.across.values(), default=0) >= _A_TITLE


def _row(line: Line, header: _Header) -> Row:
    return Row(
        line.number,
        {name: line.cells[at] if at < len(line.cells) else "" for name, (at,) in header.places.items()},
    )


def _titles(columns: Iterable[Column]) -> str:
    return ", ".join(f"«{column.title}»" for column in columns)
