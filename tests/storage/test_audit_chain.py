"""The chain over the record: every kind of meddling is named at its first place; nothing honest is suspected."""

from datetime import timedelta

import pytest
from department import HandClock
from sqlalchemy import delete, insert, select, update

from storage import audit, chain, turns
from storage.chain import Break, Head
from storage.database import Database, Tx, table
from storage.tables.upkeep import AuditEntry, AuditLink

entries, links = table(AuditEntry), table(AuditLink)


def note(database: Database, how_many: int) -> None:
    def work(tx: Tx) -> None:
        for number in range(how_many):
            audit.note(tx, "incident.see", "done", subject=f"BCN-2026-{number:06d}", đơn_vị="Trường mẫu A", lần=number)

    database.transact(work)


def broken(database: Database, *noted: Head) -> Break | None:
    return database.transact(lambda tx: chain.verify(tx, noted)).broken


@pytest.fixture
def five(database: Database) -> Database:
    """A database whose record has five sealed entries."""
    note(database, 3)
    database.transact(chain.seal)
    note(database, 2)
    assert database.transact(chain.seal) == 2
    return database


def test_chain_that_nobody_touched_holds_and_says_how_far_it_has_come(five: Database):
    note(five, 1)

    verdict = five.transact(chain.verify)

    assert (verdict.broken, verdict.head.position, verdict.waiting) == (None, 5, 1)
    assert verdict.head == five.transact(chain.head)


def test_empty_record_holds(database: Database):
    assert database.transact(chain.verify).head == Head(0, chain.BEGINNING)


def test_entry_that_was_changed_is_named(five: Database):
    five.transact(lambda tx: tx.execute(update(entries).where(entries.c.id == 3).values(subject="BCN-2026-999999")))

    assert broken(five) == Break("changed", 3, 3)


def test_change_inside_the_details_is_named(five: Database):
    five.transact(lambda tx: tx.execute(update(entries).where(entries.c.id == 2).values(detail={"lần": 9})))

    assert broken(five) == Break("changed", 2, 2)


def test_entry_that_was_removed_is_named_with_or_without_its_link(five: Database):
    five.transact(lambda tx: tx.execute(delete(entries).where(entries.c.id == 2)))
    assert broken(five) == Break("removed", 2, 2)

    five.transact(lambda tx: tx.execute(delete(links).where(links.c.position == 2)))
    assert broken(five) == Break("removed", 2, 3)


def test_links_that_were_swapped_are_named(five: Database):
    def swap(tx: Tx) -> None:
        for now, then in ((2, 99), (4, 2), (99, 4)):
            tx.execute(update(links).where(links.c.position == now).values(position=then))

    five.transact(swap)

    assert broken(five) == Break("reordered", 2, 4)


def test_entry_that_was_put_between_is_named(five: Database, clock: HandClock):
    note(five, 1)

    def squeeze(tx: Tx) -> None:
        for position in (5, 4, 3):
            tx.execute(update(links).where(links.c.position == position).values(position=position + 1))
        tx.execute(insert(links).values(position=3, audit_id=6, sealed_at=clock.now(), hash="f" * 64))

    five.transact(squeeze)

    assert broken(five) == Break("inserted", 3, 6)


def test_entry_put_into_the_past_is_named(five: Database, clock: HandClock):
    clock.turn(days=1)
    note(five, 1)
    long_ago = clock.now() - timedelta(hours=5)
    values = {"action": "incident.see", "outcome": "done", "at": long_ago, "channel": "", "address": "", "subject": ""}
    five.transact(lambda tx: tx.execute(insert(entries).values(id=7, detail={}, **values)))

    five.transact(chain.seal)

    verdict = five.look(chain.verify)
    assert (verdict.broken, verdict.dated_back) == (None, [7])


def test_entry_put_far_behind_the_chain_is_named(five: Database, clock: HandClock):
    values = {
        "action": "incident.see",
        "outcome": "done",
        "at": clock.now(),
        "channel": "",
        "address": "",
        "detail": {},
    }
    five.transact(lambda tx: tx.execute(insert(entries).values(id=90_000, subject="", **values)))
    five.transact(chain.seal)
    five.transact(lambda tx: tx.execute(insert(entries).values(id=77, subject="", **values)))

    five.transact(chain.seal)

    assert broken(five) == Break("inserted", 6, 77)


def test_entry_of_a_transaction_that_ended_later_is_sealed_after_the_others(database: Database, clock: HandClock):
    note(database, 3)
    gone = database.transact(lambda tx: tx.rows(select(entries).where(entries.c.id == 2)))[0]
    database.transact(lambda tx: tx.execute(delete(entries).where(entries.c.id == 2)))
    database.transact(chain.seal)
    database.transact(lambda tx: tx.execute(insert(entries).values(**gone._mapping)))
    clock.turn(minutes=1)

    assert database.transact(chain.seal) == 1
    assert [row.audit_id for row in database.transact(lambda tx: list(chain.sealed(tx)))] == [1, 3, 2]
    assert broken(database) is None


def test_chain_made_anew_as_a_whole_does_not_lead_to_the_head_noted_elsewhere(five: Database):
    noted = five.transact(chain.head)
    five.transact(lambda tx: tx.execute(update(entries).where(entries.c.id == 1).values(subject="")))
    five.transact(lambda tx: tx.execute(delete(links)))
    five.transact(chain.seal)

    assert broken(five) is None
    assert broken(five, noted) == Break("another_past", 5, 5)


def test_end_that_was_cut_off_is_missed_by_the_head_noted_elsewhere(five: Database):
    noted = five.transact(chain.head)
    five.transact(lambda tx: tx.execute(delete(links).where(links.c.position == 5)))
    five.transact(lambda tx: tx.execute(delete(entries).where(entries.c.id == 5)))

    assert broken(five, noted) == Break("another_past", 5, 0)


def test_nothing_is_sealed_while_a_list_is_brought_in(five: Database):
    """Its entries have their ids already: after many others they would be found no more."""
    if five.sqlite:
        pytest.skip("SQLite lets in one writer at a time")
    note(five, 1)

    def bring_in(tx: Tx) -> int:
        turns.take(tx, lambda: None)
        return five.transact(chain.seal)

    assert five.transact(bring_in) == 0
    assert five.transact(chain.seal) == 1
