"""What is due happens once, the gravest first, whatever breaks beside it."""

from datetime import timedelta

from department import HandClock
from sqlalchemy import text

from rules.catalogue import Catalogue
from scheduler.clock import Ticker
from storage import due
from storage.database import Database, Tx
from storage.due import Urgency
from storage.tables.upkeep import Due


class Happened(list[tuple[str, int]]):
    """What the acts of a test did; «ring» happens, «break» raises."""

    def ring(self, tx: Tx, _rules: Catalogue, what: Due) -> None:
        self.append((what.kind, what.subject_id))
        due.disarm(tx, what.kind, what.subject_id)

    def fail(self, tx: Tx, _rules: Catalogue, what: Due) -> None:
        due.disarm(tx, what.kind, what.subject_id)
        raise RuntimeError("does not work")


def arm(database: Database, kind: str, subject: int, urgency: Urgency, **after: float) -> None:
    database.transact(lambda tx: due.arm(tx, kind, subject, tx.now + timedelta(**after), urgency))


async def test_overdue_things_happen_once_the_gravest_first(
    database: Database, rules: Catalogue, clock: HandClock
) -> None:
    happened = Happened()
    ticker = Ticker(database, rules, acts={"ring": happened.ring})
    arm(database, "ring", 1, Urgency.REMINDER, minutes=1)
    arm(database, "ring", 2, Urgency.SEVERITY_4, minutes=3)
    arm(database, "ring", 3, Urgency.SEVERITY_4, minutes=2)
    arm(database, "ring", 4, Urgency.SEVERITY_4, days=9)
    clock.turn(days=3)
    await ticker.start()
    await ticker.tick()
    await ticker.stop()
    assert [subject for _, subject in happened] == [3, 2, 1]


async def test_what_fails_is_undone_and_put_off_and_the_rest_happens(
    database: Database, rules: Catalogue, clock: HandClock
) -> None:
    happened = Happened()
    ticker = Ticker(database, rules, acts={"break": happened.fail, "ring": happened.ring})
    arm(database, "break", 1, Urgency.SEVERITY_4)
    arm(database, "ring", 2, Urgency.REMINDER)
    await ticker.start()
    await ticker.stop()
    assert happened == [("ring", 2)]
    again = database.transact(due.next_time)
    assert again is not None
    assert again > clock.now()


async def test_a_database_that_was_away_is_asked_again(database: Database, rules: Catalogue) -> None:
    happened = Happened()
    ticker = Ticker(database, rules, acts={"ring": happened.ring})
    await ticker.start()
    arm(database, "ring", 1, Urgency.SEVERITY_4)
    database.transact(lambda tx: tx.execute(text("ALTER TABLE due RENAME TO due_away")))
    try:
        assert await ticker.tick() == 0
    finally:
        database.transact(lambda tx: tx.execute(text("ALTER TABLE due_away RENAME TO due")))
    await ticker.tick()
    await ticker.stop()
    assert happened == [("ring", 1)]
