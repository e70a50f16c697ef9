"""A list of every unit, from the Excel file into the registry, and once more with every unit changed: time, memory."""

import resource
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import openpyxl

from bot.imports.units import read_units
from storage import migrate
from storage.database import Database, Tx
from storage.importing import Plan
from storage.unit_import import UnitRow, plan_units, write_units

MANY = 50_000
_WARDS = 200
_HEADINGS = ("Mã đơn vị", "Tên đơn vị", "Loại", "Phường/xã", "Địa chỉ", "Toạ độ", "Mã đơn vị cấp trên", "Nhãn")


@dataclass(frozen=True, slots=True)
class Figures:
    """Seconds; memory: bytes at the highest."""

    reading: float
    adding: float
    changing: float
    memory: int


def measure(url: str, folder: Path) -> Figures:
    """By the program's own steps, each import in one transaction."""
    migrate.upgrade(url)
    now = datetime.now(UTC)
    began = time.perf_counter()
    rows, refusals = read_units(_workbook(folder / "units.xlsx", "Trường mẫu"), now)
    assert not refusals
    reading = time.perf_counter() - began
    renamed, _ = read_units(_workbook(folder / "renamed.xlsx", "Trường đổi tên"), now)
    database = Database(url)
    adding, changing = _taking(database, rows), _taking(database, renamed)
    database.engine.dispose()
    return Figures(reading, adding, changing, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)


def _taking(database: Database, rows: list[UnitRow]) -> float:
    def work(tx: Tx) -> Plan[UnitRow]:
        plan = plan_units(tx, rows)
        write_units(tx, plan)
        return plan

    began = time.perf_counter()
    plan = database.transact(work)
    assert len(plan.rows) >= MANY
    return time.perf_counter() - began


def _workbook(path: Path, name: str) -> Path:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(_HEADINGS)
    sheet.append(("SO", f"{name} 0", "Sở", "", "", "", "", ""))
    for ward in range(_WARDS):
        sheet.append((f"P{ward}", f"{name} P{ward}", "Phòng/ban", "", "", "", "SO", ""))
    for one in range(MANY):
        place = f"{10 + one / MANY:.5f}, 106.70090"
        sheet.append(
            (f"T{one}", f"{name} {one}", "THCS", f"Phường {one % _WARDS}", "Số 1", place, f"P{one % _WARDS}", "")
        )
    book.save(path)
    return path
