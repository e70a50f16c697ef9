"""One message a slot: what is unsent gives way to what is newer, and leaves it its urgency."""

from typing import Any

import pytest
from department import HandClock

from storage import outbox, sending
from storage.database import Database, Tx, table
from storage.outbox import Priority, Recipient
from storage.screens import Button, Screen
from storage.sending import Parcel
from storage.tables.messaging import DeliveryAttempt, OutboxMessage

TO = Recipient("telegram", "1001")
OTHER = Recipient("telegram", "1002")


def shown(text: str, **how: Any) -> Screen:
    return Screen(text, slot="incident:1", **how)


def send(database: Database, *screens: Screen, to: Recipient = TO, priority: Priority = Priority.UPDATE) -> None:
    for screen in screens:
        database.transact(lambda tx, one=screen: outbox.send(tx, to, one, priority))


def take(database: Database, most: int = 8, **how: Any) -> list[Parcel]:
    return database.transact(lambda tx: sending.take_parcels(tx, "telegram", most, how.pop("busy", ()), **how).parcels)


def texts(parcels: list[Parcel]) -> list[str]:
    return [parcel.screen.text for parcel in parcels]


def states(database: Database) -> list[str]:
    outbox_table = table(OutboxMessage)
    found = database.transact(lambda tx: tx.rows(outbox_table.select().order_by(outbox_table.c.id)))
    return [row.state for row in found]


def settle(database: Database, parcel: Parcel, state: str, **how: Any) -> None:
    database.transact(lambda tx: outbox.settle(tx, parcel.message, state, milliseconds=5, **how))


def test_unsent_screen_of_a_slot_gives_way_to_the_next(database: Database):
    send(database, shown("cũ"), shown("mới"))

    assert texts(take(database)) == ["mới"]
    assert states(database) == ["superseded", "sending"]


def test_other_slots_and_other_chats_are_left_alone(database: Database):
    send(database, shown("một"), Screen("hai", slot="incident:2"), Screen("ba"))
    send(database, shown("bốn"), to=OTHER)

    assert states(database) == ["queued"] * 4


def test_newer_screen_inherits_urgency_novelty_and_sound(database: Database):
    send(database, shown("báo động", fresh=True), priority=Priority.ALERT)
    send(database, shown("sửa", silent=True))

    [parcel] = take(database)
    assert (parcel.message.priority, parcel.screen.fresh, parcel.screen.silent) == (Priority.ALERT, True, False)


def test_what_comes_back_after_something_newer_was_written_is_not_sent_any_more(database: Database, clock: HandClock):
    send(database, shown("cũ", fresh=True), priority=Priority.ALERT)
    [old] = take(database)
    send(database, shown("mới", silent=True))
    settle(database, old, "queued", again=clock.now())

    assert take(database) == []
    assert states(database) == ["superseded", "queued"]
    [newer] = take(database)
    assert (newer.screen.text, newer.message.priority) == ("mới", Priority.ALERT)
    assert (newer.screen.fresh, newer.screen.silent) == (True, False)


def test_what_comes_back_after_something_newer_was_sent_is_not_sent_any_more(database: Database, clock: HandClock):
    send(database, shown("cũ"))
    [old] = take(database)
    send(database, shown("mới"))
    [newer] = take(database)
    settle(database, newer, "sent")
    settle(database, old, "queued", again=clock.now())

    assert take(database) == []
    assert states(database) == ["superseded", "sent"]


def test_what_comes_back_goes_when_the_newer_one_was_refused(database: Database, clock: HandClock):
    send(database, shown("cũ"))
    [old] = take(database)
    send(database, shown("mới"))
    [newer] = take(database)
    settle(database, newer, "failed")
    settle(database, old, "queued", again=clock.now())

    assert texts(take(database)) == ["cũ"]


def test_present_message_of_a_slot_is_edited_and_left_when_it_shows_the_same(database: Database):
    rows = ((Button("Tiếp nhận", "i:1:acknowledge"),),)
    send(database, shown("một", rows=rows))
    [first] = take(database)
    assert (first.edits, first.unchanged) == ("", False)
    settle(database, first, "sent")
    database.transact(lambda tx: outbox.remember_posted(tx, first.message, "77", first.digest))

    send(database, shown("một", rows=rows))
    [same] = take(database)
    assert (same.edits, same.unchanged) == ("77", True)
    settle(database, same, "sent")

    send(database, shown("một"))
    [without_buttons] = take(database)
    assert (without_buttons.edits, without_buttons.unchanged) == ("77", False)


@pytest.mark.parametrize("new", [{"fresh": True}, {"menu": (("a",),)}, {"menu": ()}, {"ask": "contact"}])
def test_fresh_screen_and_one_with_a_keyboard_is_a_new_message(database: Database, new: dict[str, Any]):
    send(database, shown("một"))
    [first] = take(database)
    settle(database, first, "sent")
    database.transact(lambda tx: outbox.remember_posted(tx, first.message, "77", first.digest))

    send(database, shown("một", **new))

    [parcel] = take(database)
    assert (parcel.edits, parcel.unchanged) == ("", False)


def test_only_the_latest_message_of_a_slot_is_current_but_older_ones_are_known(database: Database):
    def posted(tx: Tx, parcel: Parcel, ref: str) -> None:
        outbox.settle(tx, parcel.message, "sent", milliseconds=1)
        outbox.remember_posted(tx, parcel.message, ref, parcel.digest)

    for ref in ("70", "71"):
        send(database, shown(ref, fresh=True))
        [parcel] = take(database)
        database.transact(lambda tx, one=parcel, ref=ref: posted(tx, one, ref))

    current = database.transact(lambda tx: outbox.posted(tx, "telegram", "1001", "incident:1"))
    assert current is not None
    assert current.message_ref == "71"
    old = database.transact(lambda tx: outbox.posted_at(tx, "telegram", "1001", "70"))
    assert old is not None
    assert (old.slot, old.current) == ("incident:1", False)


def test_quoted_message_is_found_by_its_slot(database: Database):
    send(database, shown("báo động"))
    [alert] = take(database)
    database.transact(lambda tx: outbox.remember_posted(tx, alert.message, "77", alert.digest))
    settle(database, alert, "sent")

    send(database, Screen("Nhắc", quotes="incident:1"), Screen("Khác", quotes="incident:2"))

    assert take(database)[0].quoted == "77"
    assert take(database, busy=())[0].quoted == ""


def test_every_attempt_is_written_down_without_a_text(database: Database, clock: HandClock):
    send(database, shown("bí mật"))
    for state in ("queued", "held", "sent"):
        [parcel] = take(database)
        if state == "held":
            database.transact(lambda tx, one=parcel: outbox.note_attempt(tx, one.message, "held", milliseconds=3))
            database.transact(lambda tx, one=parcel: sending.put_back(tx, one.message))
        else:
            settle(database, parcel, state, error="" if state == "sent" else "unavailable", again=clock.now())

    attempts = table(DeliveryAttempt)
    rows = database.transact(lambda tx: tx.rows(attempts.select().order_by(attempts.c.id)))
    assert [(row.outcome, row.detail) for row in rows] == [("queued", "unavailable"), ("held", ""), ("sent", "")]
    assert all("bí mật" not in str(row) for row in rows)
    message = database.transact(lambda tx: tx.row(table(OutboxMessage).select()))
    assert message is not None
    assert (message.state, message.attempts) == ("sent", 2)
