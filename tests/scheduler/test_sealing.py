"""The clock seals the record once a minute, all that waits, and never stops doing so."""

from datetime import timedelta

import pytest
from department import HandClock
from structlog.testing import CapturingLogger

from rules.catalogue import Catalogue
from scheduler import sealing
from scheduler.clock import Ticker
from storage import audit, chain, due
from storage.database import Database, Tx
from storage.tables.upkeep import Due


async def test_what_was_noted_is_sealed_a_minute_later(database: Database, rules: Catalogue, clock: HandClock):
    ticker = Ticker(database, rules)
    await ticker.start()
    database.transact(lambda tx: audit.note(tx, "incident.see", "done"))
    clock.turn(minutes=1)

    await ticker.tick()
    await ticker.stop()

    assert database.transact(chain.head).position == 1
    assert database.look(lambda tx: due.time_of(tx, sealing.DUE, 0)) == clock.now() + timedelta(minutes=1)


async def test_more_than_fits_into_one_transaction_is_sealed_at_once(
    database: Database, rules: Catalogue, clock: HandClock, monkeypatch
):
    monkeypatch.setattr(sealing, "_AT_ONCE", 2)
    database.transact(lambda tx: [audit.note(tx, "incident.see", "done") for _ in range(5)])
    database.transact(sealing.ensure)
    clock.turn(minutes=1)
    ticker = Ticker(database, rules)
    await ticker.start()
    await ticker.stop()

    assert database.transact(chain.verify).head.position == 5


def test_no_head_is_logged_that_the_chain_does_not_lead_to(
    database: Database, rules: Catalogue, clock: HandClock, monkeypatch: pytest.MonkeyPatch
):
    """The database goes away while it is told to keep what was sealed."""

    def sealed(tx: Tx) -> None:
        sealing.on_due(tx, rules, Due(kind=sealing.DUE, subject_id=0, due_at=tx.now))

    def undone(tx: Tx) -> None:
        sealed(tx)
        raise ConnectionError

    log = CapturingLogger()
    monkeypatch.setattr(sealing, "log", log)
    database.transact(lambda tx: audit.note(tx, "incident.see", "done"))
    with pytest.raises(ConnectionError):
        database.transact(undone)
    for _ in range(2):
        clock.turn(minutes=1)
        database.transact(sealed)

    assert {line.kwargs["head"] for line in log.calls} == {str(database.transact(chain.head))}
