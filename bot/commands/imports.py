"""`bcn … import` of units, people, the roster: what would change is shown, then done in one transaction."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import typer

from bot.commands.common import Stop, catalogue, database, settings, show_table
from bot.imports.people import read_people
from bot.imports.roles import role_name
from bot.imports.roster import read_roster
from bot.imports.tables import SheetError
from bot.imports.units import read_units
from duty.roster_import import RosterImport
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
    "address": "địa chỉ",
    "parent": "cấp trên",
    "tags": "nhãn",
    "role": "vai trò",
    "title": "chức danh",
    "active": "hoạt động lại",
    "shift": "ca trực",
    "unit": "đơn vị",
}


def import_units(path: Path, *, dry_run: bool, skip_bad: bool) -> None:
    _import(path, read_units, plan_units, write_units, dry_run, skip_bad)


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

    def work(tx: Tx) -> Plan[R]:
        planned = plan(tx, rows)
        planned.refuse(refusals)
        if not dry_run and (skip_bad or not planned.refusals):
            write(tx, planned)
        return planned

    with database(settings()) as opened:
        planned = opened.transact(work)
    _show(planned)
    refused = bool(planned.refusals) and not skip_bad
    print(_outcome(planned, dry_run, refused))
    if refused:
        raise typer.Exit(1)


def _outcome(plan: Plan[R], dry_run: bool, refused: bool) -> str:
    count = f"{plan.added} thêm mới, {len(plan.changes) - plan.added} thay đổi, {plan.same} giữ nguyên"
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
        if (more := len(plan.changes) - _SHOWN) > 0:
            print(f"… và {more} dòng nữa.")
    if plan.refusals:
        show_table(("Dòng", "Lỗi"), ((str(one.number), one.reason) for one in plan.refusals))
    for note in plan.notes:
        print(f"Lưu ý: {note}")


def _cells(change: Change) -> tuple[str, ...]:
    told = "; ".join(_detail(*detail) for detail in change.details)
    return str(change.number), "thêm" if change.new else "sửa", change.key, change.name, told


def _detail(field: str, before: str, after: str) -> str:
    if field == "active":
        return _FIELDS[field]
    if field == "role":
        role, _, unit = after.partition(" ")
        after = f"{role_name(role)} ({unit})"
    return f"{_FIELDS[field]}: {before} → {after or '(trống)'}" if before else f"{_FIELDS[field]}: {after}"
