"""`bcn units reform`: what a reform of the units does is shown exactly, then done in one transaction or not at all."""

import contextlib
from pathlib import Path

import typer

from bot.commands.common import Stop, catalogue, database, settings, show_table
from bot.commands.imports import not_busy, progress, show_refusals, waiting
from bot.imports.reform import WORDS, read_reform
from bot.imports.tables import SheetError
from duty import roster
from incidents import posts
from storage import turns
from storage.clock import Clock
from storage.database import Tx
from storage.importing import Refusal
from storage.reform import Done, Reform, Work, carry_out

_SHOWN = 200


class _OnlySeen(Exception):
    """The transaction is rolled back: this was only a look, or there are bad rows."""


def reform(path: Path, *, dry_run: bool) -> None:
    """Leaves with status 1 when there are bad rows; then nothing was done. Raises Stop."""
    now = Clock().now()
    try:
        rows, refusals = read_reform(path, now, ahead=dry_run)
    except SheetError as error:
        raise Stop(str(error)) from None
    seen, rules = Reform(), catalogue(settings())

    def work(tx: Tx) -> None:
        nonlocal seen
        turns.take(tx, waiting)
        with progress(len(rows)) as told:
            seen = carry_out(tx, rows, told)
        for unit_id in seen.rosters:
            roster.watch(tx, unit_id)
        for unit_id in dict.fromkeys(seen.grown):
            posts.settle_reported(tx, rules, unit_id)
        if dry_run or refusals or seen.refusals:
            raise _OnlySeen

    with database(settings()) as opened, not_busy(), contextlib.suppress(_OnlySeen):
        opened.transact(work)
    bad = sorted([*refusals, *seen.refusals])
    _show(seen, bad)
    if bad:
        print(f"Chưa làm gì: {len(bad)} dòng có lỗi. Sắp xếp đơn vị chỉ làm được trọn cả tệp; xin sửa rồi chạy lại.")
        raise typer.Exit(1)
    print(f"Xem trước, chưa ghi gì: {len(rows)} việc." if dry_run else f"Đã sắp xếp: {len(rows)} việc.")


def _show(seen: Reform, bad: list[Refusal]) -> None:
    if seen.done:
        show_table(("Dòng", "Việc", "Mã", "Đơn vị", "Nội dung"), map(_cells, seen.done[:_SHOWN]))
        if len(seen.done) > _SHOWN:
            print(f"… và {len(seen.done) - _SHOWN} dòng nữa.")
    show_refusals(bad)
    for note in seen.notes[:_SHOWN]:
        print(f"Lưu ý: {note}")


def _cells(done: Done) -> tuple[str, ...]:
    row = done.row
    since = f"từ {row.since.strftime('%d/%m/%Y')}"
    new = f"{done.after} ({row.other or row.code})"
    told = {
        Work.FOUND: f"mới: {new}",
        Work.SPLIT: f"ra {new}",
        Work.RENAME: f"→ {done.after}",
        Work.MOVE: f"về {done.after}",
        Work.MERGE: f"vào {done.after}",
        Work.CLOSE: "",
    }[row.work]
    if one := done.followed:
        counts = ((one.roles, "vai trò"), (one.incidents, "vụ việc đang mở"), (one.shifts, "ca trực"))
        told += "; theo sang: " + (
            ", ".join(f"{n} {what}" for n, what in (*counts, (one.owed, "báo cáo chưa nộp")) if n) or "không có gì"
        )
    return str(row.number), WORDS[row.work], done.code, done.name, f"{told}; {since}" if told else since
