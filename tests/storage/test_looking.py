"""A look at the database sees one moment, keeps nobody from writing, and changes nothing."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from storage import counters
from storage.database import Database, Tx

_VALUE = text("SELECT value FROM counter WHERE name = 'a'")


def test_whoever_writes_meanwhile_neither_waits_nor_is_seen(database: Database):
    database.transact(lambda tx: counters.next_number(tx, "a"))

    def look(tx: Tx) -> tuple[int, int]:
        before = tx.scalar(_VALUE)
        database.transact(lambda other: counters.next_number(other, "a"))
        return before, tx.scalar(_VALUE)

    assert database.look(look) == (1, 1)
    assert database.look(lambda tx: tx.scalar(_VALUE)) == 2


def test_nothing_that_a_look_writes_is_kept(database: Database):
    try:
        database.look(lambda tx: counters.next_number(tx, "a"))
    except DBAPIError:
        assert not database.sqlite
    assert database.look(lambda tx: tx.scalar(_VALUE)) is None


def test_a_look_that_breaks_leaves_the_connection_usable(database: Database):
    with pytest.raises(DBAPIError):
        database.look(lambda tx: tx.execute(text("SELECT nothing FROM nowhere")))
    assert database.transact(lambda tx: counters.next_number(tx, "a")) == 1
