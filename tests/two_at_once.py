"""Two transactions that meet on PostgreSQL: one waits for what the other has locked, in an order that is sure."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event

from sqlalchemy import text

from storage.database import Database, Tx

LONGEST_WAIT = 20


def somebody_waits_for_a_lock(database: Database) -> bool:
    waits = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
    with database.engine.connect() as connection:
        return bool(connection.execute(text(waits)).scalar())


def two_at_once(
    database: Database, first: Callable[[Tx], object], then: Callable[[Tx], object], other: Callable[[Tx], object]
) -> int:
    """Somebody has done `first` when the other begins, and goes on with `then` when the other waits for it.

    How often the two were begun: 2 where nobody had to begin anew.
    """
    held = Event()
    begun: list[str] = []

    def one(tx: Tx) -> None:
        begun.append("one")
        first(tx)
        held.set()
        deadline = time.monotonic() + LONGEST_WAIT
        while not somebody_waits_for_a_lock(database):
            assert time.monotonic() < deadline, "the other does not wait"
            time.sleep(0.01)
        then(tx)

    def another(tx: Tx) -> None:
        begun.append("other")
        other(tx)

    with ThreadPoolExecutor(2) as threads:
        earlier = threads.submit(database.transact, one)
        assert held.wait(LONGEST_WAIT)
        later = threads.submit(database.transact, another)
        earlier.result()
        later.result()
    return len(begun)
