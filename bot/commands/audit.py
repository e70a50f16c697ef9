"""`bcn audit …`: whether the record has been meddled with; the record, or one person's part of it, as a file."""

import csv
import json
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from bot.commands.common import Stop, database, settings
from bot.commands.staff import find_person
from storage import audit, chain
from storage.chain import Break, Head
from storage.clock import LOCAL_ZONE
from storage.database import Tx

_BROKEN = {
    "changed": "nội dung mục {entry} đã bị sửa",
    "removed": "mục {entry} hoặc mắt xích của mục đó đã bị xóa",
    "reordered": "thứ tự đã bị đổi ở mục {entry}",
    "inserted": "mục {entry} đã bị chèn vào",
    "another_past": "chuỗi không còn là chuỗi của mốc đã ghi: đã bị làm lại hoặc cắt bớt",
}
_COLUMNS = ("position", "id", "at", "person_id", "channel", "address", "action", "outcome", "subject", "detail", "hash")
_SHOWN = 10
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def verify(noted: list[str]) -> bool:
    """Says whether the chain holds, or where it first breaks. noted: heads like «1234:ab…». Raises Stop."""
    heads = [_head(one) for one in noted]
    with database(settings()) as opened:
        verdict = opened.look(lambda tx: chain.verify(tx, heads))
    if verdict.dated_back:
        shown = ", ".join(map(str, verdict.dated_back[:_SHOWN]))
        more = ", …" if len(verdict.dated_back) > _SHOWN else ""
        print(
            f"• Mang giờ lùi so với các mục trước: mục {shown}{more}. Được chèn vào sau, hoặc giờ máy đã bị chỉnh lùi."
        )
    if verdict.broken is not None:
        print(f"✘ Nhật ký bị phá từ mắt xích {verdict.broken.position}: {_told(verdict.broken)}.")
        print(f"  Còn nguyên đến hết mắt xích {verdict.head.position}.")
        return False
    print(f"✔ Nhật ký còn nguyên: {verdict.head.position} mục đã nối chuỗi, {verdict.waiting} mục mới chờ nối.")
    if verdict.head.position:
        print(f"  Mốc để ghi lại ở nơi khác: {verdict.head}")
    return True


def export(file: Path, who: str | None, since: date | None, until: date | None, what: str | None) -> None:
    """Writes the sealed entries, .csv for Excel or .jsonl for machines; all, or those of a person, of days, of one
    subject. The export is itself noted. Raises Stop."""
    write = {".csv": _csv, ".jsonl": _jsonl}.get(file.suffix.lower())
    if write is None:
        raise Stop("Xin đặt tên tệp với đuôi .csv (mở bằng Excel) hoặc .jsonl (cho máy đọc).")

    def begin(tx: Tx) -> int | None:
        chain.seal_all(tx)
        person = find_person(tx, who).id if who else None
        days = {"since": str(since or ""), "until": str(until or "")}
        audit.note(tx, "audit.export", "done", subject=what or "", who=person, days=days)
        return person

    with database(settings()) as opened:
        wanted = _wanted(opened.transact(begin), since, until, what)
        try:
            number = opened.look(lambda tx: write(file, _chosen(tx, wanted)))
        except OSError as error:
            raise Stop(f"Không ghi được {file} ({error.strerror}).") from None
    print(f"Đã ghi {number} mục vào {file}. Tệp chứa dữ liệu cá nhân: xin giữ kín.")


def _chosen(tx: Tx, wanted: Callable[[Any], bool]) -> Iterator[dict[str, Any]]:
    for row in chain.sealed(tx):
        if row.id is not None and wanted(row._mapping):
            yield {**{name: row._mapping[name] for name in _COLUMNS}, "at": row.at.astimezone(LOCAL_ZONE).isoformat()}


def _wanted(person: int | None, since: date | None, until: date | None, what: str | None) -> Callable[[Any], bool]:
    """Days are Vietnam's, both inclusive. what: a subject; lists that showed it count. The answer takes a row."""
    begin = datetime.combine(since, time(), LOCAL_ZONE) if since else None
    end = datetime.combine(until + timedelta(days=1), time(), LOCAL_ZONE) if until else None

    def wanted(row: Any) -> bool:
        return (
            (person is None or row["person_id"] == person or row["subject"] == f"person:{person}")
            and (begin is None or row["at"] >= begin)
            and (end is None or row["at"] < end)
            and (what is None or row["subject"] == what or what in row["detail"].get("codes", ()))
        )

    return wanted


def _csv(file: Path, rows: Iterator[dict[str, Any]]) -> int:
    """With the mark by which Excel knows the diacritics; no cell is a formula, whatever a forged button carried."""
    number = 0
    with file.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(_COLUMNS)
        for row in rows:
            number += 1
            cells = [_cell({**row, "detail": json.dumps(row["detail"], ensure_ascii=False)}[name]) for name in _COLUMNS]
            writer.writerow(cells)
    return number


def _cell(value: Any) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _jsonl(file: Path, rows: Iterator[dict[str, Any]]) -> int:
    number = 0
    with file.open("w", encoding="utf-8") as out:
        for row in rows:
            number += 1
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
    return number


def _head(text: str) -> Head:
    position, _, told = text.partition(":")
    if not position.isascii() or not position.isdigit() or len(told) != 64:
        raise Stop("Mốc phải có dạng SỐ:MÃ_BĂM, chép nguyên từ lần kiểm tra trước.")
    return Head(int(position), told)


def _told(broken: Break) -> str:
    return _BROKEN[broken.kind].format(entry=broken.audit_id)
