"""A notice to every unit: choosing its readers, putting it into the outbox step by step; time, memory, longest step."""

import gc
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TypeVar

import psutil
from sqlalchemy import update

from benchmarks.department import many_schools
from campaigns import notices as life
from campaigns import queuing
from rules.catalogue import Catalogue, load_catalogue
from storage import due, migrate, notice_audience, notices
from storage.clock import Clock
from storage.database import Database, Tx, table
from storage.tables.messaging import OutboxMessage
from storage.tables.notices import Notice

FEW, MANY = 1_000, 50_000

T = TypeVar("T")
_outbox = table(OutboxMessage)
_MORNING = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)
_HOW_OFTEN_LOOKED = timedelta(seconds=2)


@dataclass(frozen=True, slots=True)
class Figures:
    """Seconds for choosing and for a step; memory: bytes that the process has grown by while all were queued."""

    units: int
    counting: float
    choosing: float
    beginning: float
    queuing: float
    longest_step: float
    memory: int

    @property
    def each(self) -> float:
        """Microseconds for one person, from the choice to the outbox."""
        return (self.choosing + self.beginning + self.queuing) / self.units * 1_000_000


class _Turned(Clock):
    """Stands still until it is turned."""

    at = _MORNING

    def now(self) -> datetime:
        return self.at


def measure(url: str, units: int) -> Figures:
    """One notice to so many units, each with a head, by the program's own acts; the messenger takes all at once."""
    migrate.upgrade(url)
    clock = _Turned()
    database = Database(url, clock)
    try:
        return _measured(database, clock, load_catalogue(), units)
    finally:
        database.close()


def _measured(database: Database, clock: _Turned, rules: Catalogue, units: int) -> Figures:
    notice = database.transact(lambda tx: _fill(tx, units))
    identity = notice.id or 0
    counting, _ = _timed(database, lambda tx: notice_audience.reach(tx, life.units_of(tx, notices.get(tx, identity))))
    database.transact(lambda tx: life.send(tx, identity, quiet_hours=True))
    choosing, _ = _timed(database, lambda tx: _act(tx, rules))
    beginning, _ = _timed(database, lambda tx: _act(tx, rules))
    longest, spent = 0.0, 0.0
    gc.collect()
    before = psutil.Process().memory_info().rss
    while True:
        took, more = _timed(database, lambda tx: _act(tx, rules))
        if more:
            longest, spent = max(longest, took), spent + took
            continue
        if not database.transact(_take_all):
            waiting = database.transact(due.next_time)
            if waiting is None or waiting > clock.at + timedelta(hours=1):
                break
        clock.at += _HOW_OFTEN_LOOKED
    gc.collect()
    memory = psutil.Process().memory_info().rss - before
    return Figures(units, counting, choosing, beginning, spent, longest, memory)


def _act(tx: Tx, rules: Catalogue) -> bool:
    """What is due of a notice or a broadcast; False when nothing is."""
    what = due.take_next(tx)
    if what is None:
        return False
    {life.DUE: life.on_due, queuing.DUE: queuing.on_due}[what.kind](tx, rules, what)
    return True


def _take_all(tx: Tx) -> bool:
    """The messenger takes all that waits."""
    sent = update(_outbox).where(_outbox.c.state == "queued").values(state="sent", done_at=tx.now)
    return bool(tx.execute(sent).rowcount)


def _timed(database: Database, work: Callable[[Tx], T]) -> tuple[float, T]:
    """(seconds, what came out) of one transaction."""
    began = time.perf_counter()
    found = database.transact(work)
    return time.perf_counter() - began, found


def _fill(tx: Tx, units: int) -> Notice:
    """A Department, its desk, so many schools with a head each; a notice that is written."""
    root, desk = many_schools(tx, units)
    notice = notices.begin(tx, desk, root, [f"/{root}/"])
    return notices.change(tx, notice.id or 0, text="Thông báo mẫu gửi tất cả đơn vị.")
