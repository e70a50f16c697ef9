"""A list of units, from a file to rows."""

from pathlib import Path

from bot.imports.sheet import Column, Row, read_rows
from storage.importing import Refusal
from storage.unit_import import UnitRow

COLUMNS = (
    Column("code", "Mã đơn vị", ("ma", "ma dv", "ma truong", "ma dinh danh", "code", "unit code"), required=True),
    Column(
        "name", "Tên đơn vị", ("ten", "ten dv", "ten truong", "don vi", "truong", "name", "unit name"), required=True
    ),
    Column("kind", "Loại", ("loai hinh", "loai don vi", "loai truong", "cap hoc", "kind", "type")),
    Column("address", "Địa chỉ", ("dia chi don vi", "dia chi truong", "address")),
    Column(
        "parent",
        "Mã đơn vị cấp trên",
        ("ma cap tren", "ma dv cap tren", "cap tren", "don vi cap tren", "truc thuoc", "ma don vi quan ly", "parent"),
    ),
    Column("tags", "Nhãn", ("nhan", "nhom", "the", "tags", "labels")),
)


def read_units(path: Path) -> tuple[list[UnitRow], list[Refusal]]:
    """The rows that tell a unit, and those that do not. Raises bot.imports.tables.SheetError."""
    rows, refusals = [], []
    for row in read_rows(path, COLUMNS):
        lacking = [column.title.lower() for column in COLUMNS if column.required and not row.get(column.name)]
        if lacking:
            refusals.append(Refusal(row.number, f"thiếu {', '.join(lacking)}"))
        else:
            rows.append(_unit(row))
    return rows, refusals


def _unit(row: Row) -> UnitRow:
    return UnitRow(
        row.number,
        row.get("code"),
        row.get("name"),
        kind=row.optional("kind"),
        address=row.optional("address"),
        parent=row.optional("parent"),
        tags=row.optional("tags"),
    )
