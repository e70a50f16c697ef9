"""What is only weight goes; what is still needed stays."""

from datetime import timedelta

from department import HandClock, Sample

from rules.catalogue import Catalogue
from scheduler import upkeep
from storage import due, outbox, sending, updates
from storage.database import Database, Tx
from storage.outbox import Priority, Recipient
from storage.screens import Screen


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
