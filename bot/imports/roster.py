"""A duty roster, from a file to rows: one shift a line, its day and its hours."""

from datetime import date, datetime, timedelta
from pathlib import Path

from bot.imports.phones import read_number
from bot.imports.sheet import Column, Row, read_rows
from duty.roster import LONGEST
from duty.roster_import import ShiftRow
from rules.moments import clock_minutes, local_day, read_day, start_of
from storage.importing import Refusal

COLUMNS = (
    Column("day", "Ngày", ("ngay truc", "tu ngay", "ngay bat dau", "date", "day"), required=True),
    Column("begins", "Từ giờ", ("tu", "gio bat dau", "bat dau", "gio vao", "from", "start")),
    Column("ends", "Đến giờ", ("den", "gio ket thuc", "ket thuc", "gio ra", "to", "until", "end")),
    Column("last_day", "Đến ngày", ("ngay ket thuc", "end date")),
    Column(
        "name",
        "Họ tên",
        ("ho va ten", "nguoi truc", "can bo truc", "ho ten nguoi truc", "lanh dao truc", "ten", "name"),
    ),
    Column("phone", "Điện thoại", ("so dien thoai", "so di dong", "di dong", "sdt", "so dt", "dt", "dtdd", "phone")),
    Column("unit", "Mã đơn vị", ("ma", "ma dv", "don vi", "unit", "unit code")),
)
_WHOLE_DAY = 24 * 60


def read_roster(path: Path, now: datetime) -> tuple[list[ShiftRow], list[Refusal]]:
    """The rows that tell a shift, and those that do not. Raises bot.imports.tables.SheetError."""
    rows, refusals = [], []
    for row in read_rows(path, COLUMNS):
        try:
            rows.append(_shift(row, local_day(now)))
        except ValueError as error:
            refusals.append(Refusal(row.number, str(error)))
    return rows, refusals


def _shift(row: Row, today: date) -> ShiftRow:
    if not row.get("day"):
        raise ValueError("thiếu ngày")
    if not row.get("phone") and not row.get("name"):
        raise ValueError("thiếu điện thoại hoặc họ tên người trực")
    day = _day(row.get("day"), today)
    begins, ends = _clock(row.get("begins")), _clock(row.get("ends"))
    last = _day(row.get("last_day"), today) if row.get("last_day") else None
    if (begins is None) != (ends is None):
        raise ValueError(f"thiếu giờ {'kết thúc' if ends is None else 'bắt đầu'}; trực cả ngày thì để trống cả hai")
    if begins is None or ends is None:
        begins, ends = 0, _WHOLE_DAY
    elif last is None and ends <= begins:
        last = day + timedelta(days=1)
    starts_at, ends_at = start_of(day, begins), start_of(last or day, ends)
    if ends_at <= starts_at:
        raise ValueError("ca trực kết thúc trước khi bắt đầu")
    if ends_at - starts_at > LONGEST:
        raise ValueError(f"ca trực dài hơn {LONGEST.days} ngày, xin tách ra")
    return ShiftRow(
        row.number,
        starts_at,
        ends_at,
        name=row.get("name"),
        phone=read_number(row.get("phone")) if row.get("phone") else None,
        unit=row.get("unit"),
    )


def _day(written: str, today: date) -> date:
    """A day without a year is the one nearest to today: a roster may tell of days that are over."""
    years = [f"{written}/{today.year + more}" for more in (-1, 0, 1)]
    nearest = [day for text in years if (day := read_day(text, today)) is not None]
    found = min(nearest, key=lambda day: abs(day - today)) if nearest else read_day(written, today)
    if found is None:
        raise ValueError(f"không đọc được ngày «{written}», xin ghi như 16/11/2026")
    return found


def _clock(written: str) -> int | None:
    """Minutes since midnight; None for a blank cell. A bare number is an hour."""
    if not written:
        return None
    minutes = clock_minutes(f"{written}h" if written.isdigit() else written)
    if minutes is None:
        raise ValueError(f"không đọc được giờ «{written}», xin ghi như 07:00")
    return minutes
