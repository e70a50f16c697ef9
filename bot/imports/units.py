"""A list of units, from a file to rows."""

from datetime import datetime
from pathlib import Path

from bot.imports.places import read_date, read_place
from bot.imports.sheet import Column, Row, read_rows
from rules.kinds import kind_named
from storage.importing import Refusal
from storage.unit_import import UnitRow

COLUMNS = (
    Column("code", "Mã đơn vị", ("ma", "ma dv", "ma truong", "ma dinh danh", "code", "unit code"), required=True),
    Column(
        "name",
        "Tên đơn vị",
        ("ten", "ten dv", "ten truong", "ten co so", "ten co so giao duc", "don vi", "truong", "name", "unit name"),
        required=True,
    ),
    Column("kind", "Loại", ("loai hinh", "loai don vi", "loai truong", "cap hoc", "kind", "type")),
    Column(
        "ward", "Phường/xã", ("phuong", "xa", "phuong xa dac khu", "xa phuong", "ten phuong xa", "dia ban", "ward")
    ),
    Column("address", "Địa chỉ", ("dia chi don vi", "dia chi truong", "address")),
    Column("place", "Toạ độ", ("toa do gps", "vi tri", "toa do dia ly", "coordinates", "gps")),
    Column("latitude", "Vĩ độ", ("lat", "latitude")),
    Column("longitude", "Kinh độ", ("long", "lng", "lon", "longitude")),
    Column(
        "parent",
        "Mã đơn vị cấp trên",
        (
            "ma cap tren", "ma dv cap tren", "cap tren", "don vi cap tren", "truc thuoc", "ma don vi quan ly",
            "don vi cap tren ma", "parent",
        ),
    ),
    Column("tags", "Nhãn", ("nhan", "nhom", "the", "tags", "labels")),
    Column("since", "Từ ngày", ("ngay thanh lap", "hieu luc tu", "hoat dong tu", "valid from")),
    Column("until", "Đến ngày", ("ngay giai the", "hieu luc den", "hoat dong den", "ngay dong", "valid to")),
)  # fmt: skip


def read_units(path: Path, now: datetime) -> tuple[list[UnitRow], list[Refusal]]:
    """The rows that tell a unit, and those that do not. Raises bot.imports.tables.SheetError."""
    rows, refusals = [], []
    for row in read_rows(path, COLUMNS):
        try:
            rows.append(_unit(row, now))
        except ValueError as error:
            refusals.append(Refusal(row.number, str(error)))
    return rows, refusals


def _unit(row: Row, now: datetime) -> UnitRow:
    if lacking := [column.title.lower() for column in COLUMNS if column.required and not row.get(column.name)]:
        raise ValueError(f"thiếu {', '.join(lacking)}")
    kind = row.optional("kind")
    since, until = (read_date(day) if (day := row.get(name)) else None for name in ("since", "until"))
    if until is not None and until > now:
        raise ValueError("«Đến ngày» chưa đến; xin nhập dòng này vào ngày đó")
    if since is not None and until is not None and until < since:
        raise ValueError("«Đến ngày» trước «Từ ngày»")
    return UnitRow(
        row.number,
        row.get("code"),
        row.get("name"),
        kind=None if kind is None else kind_named(kind),
        ward=row.optional("ward"),
        address=row.optional("address"),
        place=_place(row),
        parent=row.optional("parent"),
        tags=row.optional("tags"),
        since=since,
        until=until,
    )


def _place(row: Row) -> tuple[float, float] | None:
    if row.get("place"):
        return read_place(row.get("place"))
    one, other = row.get("latitude"), row.get("longitude")
    if not one and not other:
        return None
    return read_place(f"{one} {other}")
