"""`bcn … import` of units, people, the roster: what would change is shown, then done in one transaction."""

import contextlib
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import typer
from sqlalchemy.exc import OperationalError

from bot.commands.common import Stop, catalogue, database, settings, show_table
from bot.imports.people import read_people
from bot.imports.roles import role_name
from bot.imports.roster import read_roster
from bot.imports.tables import SheetError
from bot.imports.units import read_units
from duty.roster_import import RosterImport
from storage import turns
from storage.clock import Clock
from storage.database import Tx
from storage.importing import Change, Numbered, Plan, Refusal
from storage.people_import import plan_people, write_people
from storage.unit_import import plan_units, write_units

R = TypeVar("R", bound=Numbered)

_SHOWN = 200
_FIELDS = {
    "name": "tên",
    "kind": "loại",
    "ward": "phường/xã",
    "address": "địa chỉ",
    "place": "toạ độ",
    "valid_from": "từ ngày",
    "valid_until": "đến ngày",
    "parent": "cấp trên",
    "tags": "nhãn",
    "role": "vai trò",
    "title": "chức danh",
    "active": "hoạt động lại",
    "shift": "ca trực",
    "unit": "đơn vị",
}


def import_units(path: Path, *, dry_run: bool, skip_bad: bool) -> None:
    now = Clock().now()
    _import(path, lambda file: read_units(file, now), plan_units, write_units, dry_run, skip_bad)


def import_people(path: Path, *, dry_run: bool, skip_bad: bool) -> None:
    rules = catalogue(settings())
    _import(path, lambda file: read_people(file, rules), plan_people, write_people, dry_run, skip_bad)


def import_roster(path: Path, *, dry_run: bool, skip_bad: bool, replace: bool) -> None:
    shifts = RosterImport(replace=replace)
    now = Clock().now()
    _import(path, lambda file: read_roster(file, now), shifts.plan, shifts.write, dry_run, skip_bad)


def _import(
    path: Path,
    read: Callable[[Path], tuple[list[R], list[Refusal]]],
    plan: Callable[[Tx, Sequence[R]], Plan[R]],
    write: Callable[[Tx, Plan[R]], None],
    dry_run: bool,
    skip_bad: bool,
) -> None:
    """Leaves with status 1 when there are bad rows and nothing was taken."""
    try:
        rows, refusals = read(path)
    except SheetError as error:
        raise Stop(str(error)) from None

    def look(tx: Tx) -> Plan[R]:
        planned = plan(tx, rows)
        planned.refuse(refusals)
        return planned

    def work(tx: Tx) -> Plan[R]:
        turns.take(tx, waiting)
        planned = look(tx)
        if skip_bad or not planned.refusals:
            with progress(len(planned.rows)) as planned.told:
                write(tx, planned)
        return planned

    with database(settings()) as opened, not_busy():
        planned = opened.look(look) if dry_run else opened.transact(work)
    _show(planned)
    refused = bool(planned.refusals) and not skip_bad
    print(_outcome(planned, dry_run, refused))
    if refused:
        raise typer.Exit(1)


@contextlib.contextmanager
def not_busy() -> Iterator[None]:
    """Raises Stop when somebody else keeps the database to himself for too long."""
    try:
        yield
    except OperationalError as error:
        if "locked" not in str(error.orig):
            raise
        raise Stop("Cơ sở dữ liệu đang bận: có người khác đang nhập. Chưa nhập gì, xin chạy lại sau ít phút.") from None


@contextlib.contextmanager
def progress(total: int) -> Iterator[Callable[[int], None]]:
    """A bar on a terminal, as long as it takes; what is called with how many rows are done."""
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("Đang ghi", total=total)
        yield lambda done: bar.update(task, completed=done)


def waiting() -> None:
    print("Có người khác đang nhập danh sách; đang chờ đến lượt…", file=sys.stderr)


def _outcome(plan: Plan[R], dry_run: bool, refused: bool) -> str:
    closed = sum(change.work == "đóng" for change in plan.changes)
    count = f"{plan.added} thêm mới, {len(plan.changes) - plan.added} thay đổi, {plan.same} giữ nguyên"
    if closed:
        count += f", {closed} đóng"
    if refused:
        return (
            f"Chưa nhập gì: {len(plan.refusals)} dòng có lỗi ({count} nếu bỏ qua các dòng đó). "
            "Xin sửa tệp rồi chạy lại, hoặc thêm --skip-bad."
        )
    skipped = f", bỏ qua {len(plan.refusals)} dòng có lỗi" if plan.refusals else ""
    return f"Xem trước, chưa ghi gì: {count}{skipped}." if dry_run else f"Đã nhập: {count}{skipped}."


def _show(plan: Plan[R]) -> None:
    if plan.changes:
        show_table(("Dòng", "Việc", "Mã / số", "Tên", "Nội dung"), map(_cells, plan.changes[:_SHOWN]))
        _more(len(plan.changes))
    show_refusals(plan.refusals)
    for note in plan.notes:
        print(f"Lưu ý: {note}")


def show_refusals(refusals: Sequence[Refusal]) -> None:
    if refusals:
        show_table(("Dòng", "Lỗi"), ((str(one.number), one.reason) for one in refusals[:_SHOWN]))
        _more(len(refusals))


def _more(number: int) -> None:
    if number > _SHOWN:
        print(f"… và {number - _SHOWN} dòng nữa.")


def _cells(change: Change) -> tuple[str, ...]:
    told = "; ".join(_detail(*detail) for detail in change.details)
    return str(change.number), change.work or ("thêm" if change.new else "sửa"), change.key, change.name, told


def _detail(field: str, before: str, after: str) -> str:
    if field == "active":
        return _FIELDS[field]
    if field == "role":
        role, _, unit = after.partition(" ")
        after = f"{role_name(role)} ({unit})"
    return f"{_FIELDS[field]}: {before} → {after or '(trống)'}" if before else f"{_FIELDS[field]}: {after}"
