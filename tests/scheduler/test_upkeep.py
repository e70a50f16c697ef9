"""What is only weight goes; what is still needed stays."""

from datetime import timedelta

from department import HandClock, Sample

from rules.catalogue import Catalogue
from scheduler import upkeep
from storage import due, making, outbox, sending, updates
from storage.database import Database, Tx, table
from storage.outbox import Priority, Recipient
from storage.screens import Screen
from storage.tables.makings import Making
from storage.tables.upkeep import Due


def test_upkeep_forgets_what_is_old_and_nothing_that_waits(
    database: Database, registry: Sample, rules: Catalogue, clock: HandClock
) -> None:
    to = Recipient("telegram", registry.head.address, registry.head.person_id)

    def say(tx: Tx) -> None:
        updates.first_time(tx, "telegram", "old")
        outbox.send(tx, to, Screen("đã gửi"), Priority.ANSWER)
        for parcel in sending.take_parcels(tx, "telegram", 1, []).parcels:
            outbox.settle(tx, parcel.message, "sent", milliseconds=1)
        outbox.send(tx, to, Screen("còn chờ"), Priority.ANSWER)
        upkeep.ensure(tx)

    database.transact(say)
    clock.turn(days=100)
    database.transact(lambda tx: updates.first_time(tx, "telegram", "new"))
    what = database.transact(due.take_next)
    assert what is not None
    database.transact(lambda tx: upkeep.on_due(tx, rules, what))

    def look(tx: Tx) -> tuple[bool, bool, list[str]]:
        left = [parcel.screen.text for parcel in sending.take_parcels(tx, "telegram", 9, []).parcels]
        return updates.first_time(tx, "telegram", "old"), updates.first_time(tx, "telegram", "new"), left

    assert database.transact(look) == (True, False, ["còn chờ"])
    again = database.transact(due.next_time)
    assert again == clock.now() + timedelta(days=1)


def test_upkeep_forgets_files_that_were_made_long_ago_and_none_that_somebody_waits_for(
    database: Database, registry: Sample, rules: Catalogue, clock: HandClock
) -> None:
    def ask(tx: Tx, key: str) -> int:
        wish = making.Wish(registry.director.person_id, Screen("Đây ạ"), Screen("Chưa lập được"))
        return making.ask(tx, "sheet", key, {}, [wish])

    old, waiting = database.transact(lambda tx: (ask(tx, "old"), ask(tx, "waiting")))
    database.transact(lambda tx: making.done(tx, old, None, None))
    clock.turn(days=89)
    new = database.transact(lambda tx: ask(tx, "new"))
    database.transact(lambda tx: making.done(tx, new, None, None))
    clock.turn(days=2)
    database.transact(lambda tx: upkeep.on_due(tx, rules, Due(kind=upkeep.DUE, subject_id=0, due_at=tx.now)))
    left = database.transact(lambda tx: tx.all(Making, table(Making).select().order_by(table(Making).c.id)))
    assert [one.id for one in left] == [waiting, new]
