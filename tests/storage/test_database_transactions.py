"""One transaction: all or nothing, tried again where that helps, times in UTC, keys noted once."""

import asyncio
import contextlib
import threading
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from department import HandClock
from sqlalchemy.exc import StatementError

from storage import updates
from storage.database import Database, Tx, table
from storage.tables.messaging import UpdateHeld, UpdateSeen
from storage.tables.upkeep import Counter

_counter = table(Counter)


def count(database: Database) -> int:
    return database.transact(lambda tx: tx.scalar(_counter.select().with_only_columns(_counter.c.value)))


def test_what_fails_leaves_nothing_behind(database: Database):
    def break_off(tx: Tx) -> None:
        tx.insert(Counter, name="a", value=1)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        database.transact(break_off)

    assert database.transact(lambda tx: tx.rows(_counter.select())) == []


async def test_two_at_once_both_count(database: Database):
    database.transact(lambda tx: tx.insert(Counter, name="a", value=0))
    add = _counter.update().values(value=_counter.c.value + 1)

    await asyncio.gather(*(database.run(lambda tx: tx.execute(add)) for _ in range(20)))

    assert count(database) == 20


def test_deadlock_is_tried_again(database: Database):
    """Each of two transactions holds what the other wants; SQLite lets in one writer at a time anyway."""
    for name in "ab":
        database.transact(lambda tx, name=name: tx.insert(Counter, name=name, value=0))
    together = threading.Barrier(2)
    tries = {"ab": 0, "ba": 0}

    def both(order: str) -> None:
        def work(tx: Tx) -> None:
            tries[order] += 1
            for place, name in enumerate(order):
                tx.execute(_counter.update().where(_counter.c.name == name).values(value=_counter.c.value + 1))
                if place == 0 and tries[order] == 1 and not database.sqlite:
                    together.wait(5)

        database.transact(work)

    threads = [threading.Thread(target=both, args=(order,)) for order in tries]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    values = database.transact(lambda tx: [row.value for row in tx.rows(_counter.select())])
    assert values == [2, 2]
    assert database.sqlite or sum(tries.values()) == 3


def test_connections_that_were_cut_are_opened_anew(postgres_url: str):
    cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'to be cut'"
    with contextlib.closing(Database(postgres_url)) as database, contextlib.closing(Database(postgres_url)) as other:
        database.transact(lambda tx: tx.connection.exec_driver_sql("SET application_name = 'to be cut'"))
        [[done]] = other.transact(lambda tx: tx.connection.exec_driver_sql(cut).all())
        assert done

        assert database.transact(lambda tx: tx.connection.exec_driver_sql("SELECT 7").scalar()) == 7


@pytest.mark.parametrize("zone", [UTC, timezone(timedelta(hours=7))])
def test_times_come_back_as_the_same_moment_in_utc(database: Database, clock: HandClock, zone: Any):
    clock.at = datetime(2026, 11, 16, 9, 30, 15, 123456, tzinfo=zone)
    database.transact(lambda tx: updates.first_time(tx, "telegram", "1"))

    [row] = database.transact(lambda tx: tx.all(UpdateSeen, table(UpdateSeen).select()))
    assert row.at == clock.at
    assert row.at.utcoffset() == timedelta()


def test_time_without_a_zone_is_refused(database: Database):
    with pytest.raises(StatementError, match="zone"):
        database.transact(lambda tx: tx.insert(UpdateSeen, channel="telegram", key="1", at=datetime(2026, 11, 16)))


def test_update_is_new_once_for_each_messenger(database: Database):
    def first(channel: str, key: str) -> bool:
        return database.transact(lambda tx: updates.first_time(tx, channel, key))

    assert [first("telegram", "1"), first("telegram", "1"), first("zalo", "1"), first("telegram", "2")] == [
        True,
        False,
        True,
        True,
    ]


def test_keys_are_forgotten_when_no_messenger_repeats_them_any_more(database: Database, clock: HandClock):
    for key in ("1", "2"):
        database.transact(lambda tx, key=key: updates.first_time(tx, "telegram", key))
    clock.turn(days=2)
    database.transact(lambda tx: updates.first_time(tx, "telegram", "3"))
    before = clock.now() - timedelta(days=1)

    assert [database.transact(lambda tx: updates.forget_older(tx, before, most=1)) for _ in range(3)] == [1, 1, 0]
    assert [row.key for row in database.transact(lambda tx: tx.rows(table(UpdateSeen).select()))] == ["3"]


def test_held_update_is_kept_whole_until_it_is_let_go(database: Database):
    event = {"text": "Cháy nhỏ ở bếp «ăn»", "location": [10.5, 106.7], "file": None}
    number = database.transact(lambda tx: updates.hold(tx, "telegram", "7", event, "ValueError"))
    database.transact(lambda tx: updates.held_again(tx, number, "KeyError"))

    held = database.transact(lambda tx: updates.find_held(tx, number))
    assert held is not None
    assert (held.event, held.tries, held.error) == (event, 2, "KeyError")
    database.transact(lambda tx: updates.let_go(tx, number))
    assert database.transact(lambda tx: tx.rows(table(UpdateHeld).select())) == []
