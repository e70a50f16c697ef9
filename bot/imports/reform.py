"""A reform of the units, from a file to rows."""

from datetime import datetime
from pathlib import Path

from bot.imports.places import read_date
from bot.imports.sheet import Column, Row, read_rows
from rules.folding import fold
from rules.kinds import kind_named
from rules.moments import local_day, start_of
from storage.importing import Refusal
from storage.reform import ReformRow, Work

COLUMNS = (
    Column("work", "Việc", ("noi dung", "hinh thuc", "hinh thuc sap xep", "loai viec", "work"), required=True),
    Column("code", "Mã đơn vị", ("ma", "ma dv", "ma truong", "ma don vi cu", "code"), required=True),
    Column("other", "Mã đơn vị nhận", ("ma don vi moi", "ma moi", "ma nhan", "sap nhap vao", "vao ma", "into")),
    Column("name", "Tên mới", ("ten don vi moi", "ten sau sap xep", "ten don vi", "ten", "new name")),
    Column("parent", "Mã cấp trên mới", ("ma don vi cap tren moi", "cap tren moi", "ma don vi cap tren", "new parent")),
    Column("kind", "Loại", ("loai hinh", "loai don vi", "cap hoc", "kind")),
    Column("ward", "Phường/xã", ("phuong", "xa", "phuong xa dac khu", "xa phuong", "ward")),
    Column("address", "Địa chỉ", ("dia chi moi", "address")),
    Column("since", "Từ ngày", ("ngay hieu luc", "hieu luc tu", "ngay", "since")),
)
WORDS = {
    Work.FOUND: "thành lập",
    Work.SPLIT: "tách",
    Work.RENAME: "đổi tên",
    Work.MOVE: "chuyển",
    Work.MERGE: "sáp nhập",
    Work.CLOSE: "giải thể",
}
_OTHER_WORDS = {
    Work.FOUND: "thanh lap moi, lap moi",
    Work.SPLIT: "chia tach, tach ra, chia",
    Work.RENAME: "doi ten don vi",
    Work.MOVE: "chuyen cap tren, chuyen don vi, dieu chuyen, chuyen truc thuoc",
    Work.MERGE: "hop nhat, nhap, sap nhap vao",
    Work.CLOSE: "dong, giai the don vi",
}
_WORKS = {fold(word): work for work, word in WORDS.items()} | {
    word: work for work, others in _OTHER_WORDS.items() for word in others.split(", ")
}


def read_reform(path: Path, now: datetime, *, ahead: bool) -> tuple[list[ReformRow], list[Refusal]]:
    """The rows that tell what becomes of a unit, and those that do not. Raises bot.imports.tables.SheetError.

    ahead: days to come are taken, for a look beforehand.
    """
    rows, refusals = [], []
    for row in read_rows(path, COLUMNS):
        try:
            rows.append(_change(row, now, ahead=ahead))
        except ValueError as error:
            refusals.append(Refusal(row.number, str(error)))
    return rows, refusals


def _change(row: Row, now: datetime, *, ahead: bool) -> ReformRow:
    work = _WORKS.get(fold(row.get("work")))
    if work is None:
        raise ValueError(f"không có việc «{row.get('work')}»; các việc: {', '.join(WORDS.values())}")
    if not row.get("code"):
        raise ValueError("thiếu mã đơn vị")
    since = read_date(row.get("since")) if row.get("since") else start_of(local_day(now))
    if since > now and not ahead:
        raise ValueError("«Từ ngày» chưa đến; hôm nay xem trước được (--dry-run), xin chạy vào ngày đó")
    return ReformRow(
        row.number,
        work,
        row.get("code"),
        since,
        other=row.get("other"),
        name=row.get("name"),
        parent=row.get("parent"),
        kind=kind_named(row.get("kind")),
        ward=row.get("ward"),
        address=row.get("address"),
    )
