"""`bcn units reform`: what a reform of the units does is shown exactly, then done in one transaction or not at all."""

import contextlib
from datetime import datetime
from pathlib import Path

import typer

from bot.commands.common import Stop, catalogue, database, settings, show_table
from bot.commands.imports import not_busy, progress, show_refusals, waiting
from bot.imports.reform import WORDS, read_reform
from bot.imports.tables import SheetError
from staff import reforming
from storage import planned_reforms, turns
from storage.clock import LOCAL_ZONE, Clock
from storage.database import Tx
from storage.importing import Refusal
from storage.reform import Done, Reform, Work
from storage.tables.reforms import PlannedReform

_SHOWN = 200
_STATES = {"planned": "đang chờ", "done": "đã làm", "failed": "không làm được, chưa đổi gì", "cancelled": "đã huỷ"}


class _OnlySeen(Exception):
    """The transaction is rolled back: this was only a look, or there are bad rows."""


def reform(path: Path, *, dry_run: bool, plan: bool = False) -> None:
    """Leaves with status 1 when there are bad rows; then nothing was done. Raises Stop.

    plan: nothing is done now; it is tried, and what holds from a day to come is done by the service on that day.
    """
    now = Clock().now()
    only_look = dry_run or plan
    try:
        rows, refusals = read_reform(path, now, ahead=only_look)
    except SheetError as error:
        raise Stop(str(error)) from None
    if plan and any(row.since <= now for row in rows):
        raise Stop("Có dòng không ghi «Từ ngày», hoặc ngày đã đến: --plan chỉ dành cho ngày chưa đến.")
    seen, rules = Reform(), catalogue(settings())

    def work(tx: Tx) -> None:
        nonlocal seen
        turns.take(tx, waiting)
        with progress(len(rows)) as told:
            seen = reforming.reform(tx, rules, rows, told)
        if only_look or refusals or seen.refusals:
            raise _OnlySeen

    laid: list[tuple[int, datetime, int]] = []
    with database(settings()) as opened, not_busy():
        with contextlib.suppress(_OnlySeen):
            opened.transact(work)
        if plan and not dry_run and not (refusals or seen.refusals):
            laid = opened.transact(lambda tx: reforming.plan(tx, rows))
    bad = sorted([*refusals, *seen.refusals])
    _show(seen, bad)
    if bad:
        print(f"Chưa làm gì: {len(bad)} dòng có lỗi. Sắp xếp đơn vị chỉ làm được trọn cả tệp; xin sửa rồi chạy lại.")
        raise typer.Exit(1)
    for number, holds_from, count in laid:
        print(f"Đã lên kế hoạch số {number}: {count} việc, bot làm lúc 0 giờ ngày {_day(holds_from)}.")
    if not laid:
        print(f"Xem trước, chưa ghi gì: {len(rows)} việc." if only_look else f"Đã sắp xếp: {len(rows)} việc.")


def planned(cancel: int | None) -> None:
    """What is laid down for days to come, and how earlier plans ended; one of them cancelled. Raises Stop."""
    with database(settings()) as opened:
        if cancel is not None:
            if not opened.transact(lambda tx: reforming.cancel(tx, cancel)):
                raise Stop(f"Không có kế hoạch số {cancel} đang chờ; xem: bcn units planned")
            print(f"Đã huỷ kế hoạch số {cancel}.")
            return
        found = opened.transact(planned_reforms.everything)
    if not found:
        print("Chưa có kế hoạch sắp xếp đơn vị nào.")
        return
    show_table(("Số", "Từ ngày", "Việc", "Tình trạng", "Lý do"), map(_plan_cells, found))


def _plan_cells(one: PlannedReform) -> tuple[str, ...]:
    reasons = "\n".join(f"Dòng {reason}" for reason in one.reasons)
    return str(one.id), _day(one.holds_from), str(len(one.rows)), _STATES[one.state], reasons


def _day(at: datetime) -> str:
    return at.astimezone(LOCAL_ZONE).strftime("%d/%m/%Y")


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
