"""A round of a regular report for every unit: making what each owes, choosing whom to remind; time and memory."""

import gc
import resource
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeVar

from benchmarks.department import many_schools
from campaigns import living, periods, preview, reminders
from rules.catalogue import Catalogue, load_catalogue
from storage import due, migrate
from storage.clock import Clock
from storage.database import Database, Tx

FEW, MANY = 1_000, 50_000
CAMPAIGN = "communications_month"

T = TypeVar("T")
_OPENS, _REMINDS = datetime(2026, 11, 18, 1, 0, 1, tzinfo=UTC), datetime(2026, 11, 20, 1, 0, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Figures:
    """Seconds of one transaction each; memory: bytes by which the process has grown at most meanwhile."""

    units: int
    previewing: float
    making: float
    choosing: float
    memory: int

    @property
    def each(self) -> float:
        """Microseconds for one unit, made and chosen."""
        return (self.making + self.choosing) / self.units * 1_000_000


class _Turned(Clock):
    """Stands still until it is turned."""

    at = _OPENS

    def now(self) -> datetime:
        return self.at


def measure(url: str, units: int) -> Figures:
    """The monthly report of so many units, each with a head, by the program's own acts."""
    migrate.upgrade(url)
    clock, rules = _Turned(), load_catalogue()
    database = Database(url, clock)
    try:
        database.transact(lambda tx: many_schools(tx, units))
        gc.collect()
        before = _most()
        previewing, _ = _timed(database, lambda tx: preview.of_definition(tx, rules, rules.campaign(CAMPAIGN)))
        database.transact(lambda tx: living.start_from_catalogue(tx, rules, CAMPAIGN))
        making, _ = _timed(database, lambda tx: _act(tx, rules))
        clock.at = _REMINDS
        choosing, _ = _timed(database, lambda tx: _act(tx, rules))
        return Figures(units, previewing, making, choosing, _most() - before)
    finally:
        database.close()


def _act(tx: Tx, rules: Catalogue) -> None:
    what = due.take_next(tx)
    assert what is not None, "a round opens, or is reminded of"
    {periods.DUE: periods.on_due, reminders.DUE: reminders.on_due}[what.kind](tx, rules, what)


def _timed(database: Database, work: Callable[[Tx], T]) -> tuple[float, T]:
    """(seconds, what came out) of one transaction."""
    began = time.perf_counter()
    found = database.transact(work)
    return time.perf_counter() - began, found


def _most() -> int:
    """The most bytes that this process has ever held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
