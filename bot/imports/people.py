"""A list of people and their roles, from a file to rows."""

from pathlib import Path

from bot.imports.phones import read_number
from bot.imports.roles import OF_A_DIVISION, read_division, read_role, role_name
from bot.imports.sheet import Column, Row, read_rows
from rules.catalogue import Catalogue
from storage.importing import Refusal
from storage.people_import import PersonRow

COLUMNS = (
    Column("name", "Họ tên", ("ho va ten", "ho ten can bo", "ten can bo", "ten", "name", "full name"), required=True),
    Column(
        "phone",
        "Điện thoại",
        (
            "so dien thoai", "dien thoai di dong", "so dien thoai di dong", "so di dong", "di dong", "sdt", "so dt",
            "dt", "dtdd", "phone", "mobile",
        ),
        required=True,
    ),
    Column("unit", "Mã đơn vị", ("ma", "ma dv", "ma truong", "don vi", "unit", "unit code"), required=True),
    Column("role", "Vai trò", ("vai tro tren he thong", "role"), required=True),
    Column("division", "Phòng", ("phong ban", "phong chuyen mon", "phong phu trach", "division")),
    Column("title", "Chức danh", ("chuc vu", "title", "position")),
)  # fmt: skip


def read_people(path: Path, rules: Catalogue) -> tuple[list[PersonRow], list[Refusal]]:
    """The rows that tell a person with a role, and those that do not. Raises bot.imports.tables.SheetError."""
    rows, refusals = [], []
    for row in read_rows(path, COLUMNS):
        try:
            rows.append(_person(row, rules))
        except ValueError as error:
            refusals.append(Refusal(row.number, str(error)))
    return rows, refusals


def _person(row: Row, rules: Catalogue) -> PersonRow:
    if lacking := [column.title.lower() for column in COLUMNS if column.required and not row.get(column.name)]:
        raise ValueError(f"thiếu {', '.join(lacking)}")
    role = read_role(row.get("role"))
    division = ""
    if role in OF_A_DIVISION:
        if not row.get("division"):
            raise ValueError(f"vai trò {role_name(role)} cần ghi phòng")
        division = read_division(row.get("division"), rules)
    return PersonRow(
        row.number,
        row.get("name"),
        read_number(row.get("phone")),
        row.get("unit"),
        role,
        division=division,
        title=row.optional("title"),
    )
