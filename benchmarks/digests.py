"""Digests: one with its picture for a leader, and a round for all leaders of a Department with many units."""

import asyncio
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from benchmarks.department import CHANNEL, many_schools
from bot.making import Workshop
from campaigns import living, periods
from digests import plans
from reports import charts
from reports.charts import Chart
from rules.catalogue import Catalogue, load_catalogue
from scheduler.clock import ACTS
from storage import due, making, migrate
from storage.clock import Clock
from storage.database import Database, Tx, table
from storage.files import FileStore
from storage.tables.conversations import Draft
from storage.tables.incidents import Incident
from storage.tables.registry import Account, Assignment, Person

UNITS, LEADERS, INCIDENTS = 50_000, 300, 5_000
_BEGINS = datetime(2026, 11, 17, 2, 0, tzinfo=UTC)
_WEEKLY = datetime(2026, 11, 20, 9, 0, 1, tzinfo=UTC)
_DIVISIONS = 30
_CATEGORIES = ("injury", "food_poisoning", "violence", "fire", "traffic", "exam")


@dataclass(frozen=True, slots=True)
class Figures:
    """Seconds of one core: asking for everybody's digest, then counting, drawing and telling all parts; the dearest.

    wall: the whole round by the clock on the wall, without the messenger. parts: how many pictures were drawn.
    """

    asking: float
    making: float
    dearest: float
    wall: float
    parts: int


class _Turned(Clock):
    """Stands still until it is turned."""

    at = _BEGINS

    def now(self) -> datetime:
        return self.at


def measure(url: str, folder: Path) -> Figures:
    """The digest of a week for all leaders, by the program's own acts; a regular report of every unit is open."""
    migrate.upgrade(url)
    clock, rules = _Turned(), load_catalogue()
    database = Database(url, clock)
    try:
        database.transact(_fill)
        database.transact(lambda tx: living.start_from_catalogue(tx, rules, "safety_week"))
        _work(database, rules)
        database.transact(lambda tx: plans.ensure(tx, rules))
        clock.at = _WEEKLY
        # Fonts and the library are read once in the life of a process.
        charts.picture(Chart("Mẫu", "", "", "", (), ()))
        began, before = time.perf_counter(), time.process_time()
        _work(database, rules)
        asking = time.process_time() - before
        parts = asyncio.run(_make(database, rules, folder))
        return Figures(asking, sum(parts), max(parts), time.perf_counter() - began, len(parts))
    finally:
        database.close()


def _work(database: Database, rules: Catalogue) -> None:
    """Everything that is due now happens, but for reminders: they are measured elsewhere."""

    def one(tx: Tx) -> bool:
        what = due.take_next(tx)
        if what is None:
            return False
        if what.kind in (plans.DUE, plans.LEADERS, periods.DUE):
            ACTS[what.kind](tx, rules, what)
        else:
            due.disarm(tx, what.kind, what.subject_id)
        return True

    while database.transact(one):
        pass


async def _make(database: Database, rules: Catalogue, folder: Path) -> list[float]:
    """Seconds of one core for each part: counted, drawn, kept, and told to all who see it."""
    workshop, took = Workshop(database, rules, FileStore(folder / "files"), ()), []
    while (what := await database.read(making.next_waiting)) is not None:
        before = time.process_time()
        await workshop.make(what)
        took.append(time.process_time() - before)
    return took


def _fill(tx: Tx) -> None:
    """Schools, leaders who see everything or a division of it, and incidents of two weeks."""
    root, _ = many_schools(tx, UNITS)
    first = UNITS + 10
    people = range(first, first + LEADERS)
    tx.connection.execute(
        insert(table(Person)),
        [{"id": one, "name": f"Lãnh đạo mẫu {one}", "preferred_channel": CHANNEL} for one in people],
    )
    account = {"channel": CHANNEL, "joined_at": tx.now, "reachable": True}
    tx.connection.execute(
        insert(table(Account)), [{**account, "person_id": one, "address": str(one)} for one in people]
    )
    tx.connection.execute(
        insert(table(Assignment)),
        [
            {
                "person_id": one,
                "unit_id": root,
                "role": "division_head" if one % 2 else "deputy_director",
                "division": f"division_{one % _DIVISIONS}" if one % 2 else "",
            }
            for one in people
        ],
    )
    tx.connection.execute(insert(table(Draft)), [_draft(tx, number) for number in range(1, INCIDENTS + 1)])
    tx.connection.execute(insert(table(Incident)), [_incident(number) for number in range(1, INCIDENTS + 1)])


def _draft(tx: Tx, number: int) -> dict[str, Any]:
    school = 3 + number * 7 % UNITS
    whole = {"id": number, "person_id": school, "unit_id": school, "door": "guided", "status": "sent"}
    return {**whole, "answers": {}, "skipped": [], "created_at": tx.now, "updated_at": tx.now}


def _incident(number: int) -> dict[str, Any]:
    at = _WEEKLY - timedelta(minutes=number * 20_160 // INCIDENTS)
    over = number % 3 == 0
    return {
        "code": f"BCN-2026-{number:06}",
        "draft_id": number,
        "unit_id": 3 + number * 7 % UNITS,
        "reporter_id": 3 + number * 7 % UNITS,
        "category": _CATEGORIES[number % len(_CATEGORIES)],
        "severity": 1 + number % 4,
        "division": f"division_{number % _DIVISIONS}",
        "status": "resolved" if over else "open",
        "answers": {},
        "search_text": "",
        "opened_at": at,
        "changed_at": at,
        "policy": "sample",
        "taken_at": at + timedelta(minutes=4),
        "ended_at": at + timedelta(hours=3) if over else None,
    }
