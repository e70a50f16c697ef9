"""A messenger that cannot edit: a change of what is there is told in brief, once, and only when it is news."""

from typing import Any

from storage import outbox, sending
from storage.database import Database, Tx
from storage.outbox import Priority, Recipient
from storage.screens import Button, Screen
from storage.sending import Parcel

TO = Recipient("zalo", "1")
ROWS = ((Button("Xem", "i:1:show"),),)


def alert(brief: str = "", **how: Any) -> Screen:
    return Screen("Báo động, đủ chi tiết", ROWS, slot="incident:1", brief=brief, **how)


def taken(tx: Tx, screen: Screen, priority: Priority) -> Parcel:
    """The parcel of a screen, recorded as sent (or as nothing to send)."""
    outbox.send(tx, TO, screen, priority)
    [parcel] = sending.take_parcels(tx, "zalo", 8, (), edits=False).parcels
    outbox.settle(tx, parcel.message, "sent", milliseconds=1)
    if not parcel.unchanged:
        outbox.remember_posted(tx, parcel.message, f"m{parcel.message.id}", parcel.digest)
    return parcel


def test_first_alert_is_sent_whole(database: Database):
    parcel = database.transact(lambda tx: taken(tx, alert("đã tiếp nhận"), Priority.ALERT))

    assert (parcel.unchanged, parcel.screen.text) == (False, "Báo động, đủ chi tiết")


def test_change_that_is_no_news_says_nothing(database: Database):
    database.transact(lambda tx: taken(tx, alert(), Priority.ALERT))

    assert database.transact(lambda tx: taken(tx, alert(), Priority.UPDATE)).unchanged


def test_change_that_is_news_is_told_once_with_what_can_be_done_now(database: Database):
    database.transact(lambda tx: taken(tx, alert(), Priority.ALERT))

    told = database.transact(lambda tx: taken(tx, alert("đã tiếp nhận"), Priority.UPDATE))
    again = database.transact(lambda tx: taken(tx, alert("đã tiếp nhận"), Priority.UPDATE))
    over = database.transact(lambda tx: taken(tx, alert("đã đóng"), Priority.UPDATE))

    assert (told.unchanged, told.screen.text, told.screen.rows) == (False, "đã tiếp nhận", ROWS)
    assert again.unchanged
    assert (over.unchanged, over.screen.text) == (False, "đã đóng")


def test_answer_to_what_the_person_just_did_is_sent_whole(database: Database):
    database.transact(lambda tx: taken(tx, alert(), Priority.ALERT))

    parcel = database.transact(lambda tx: taken(tx, alert("đã tiếp nhận"), Priority.ANSWER))

    assert (parcel.unchanged, parcel.screen.text) == (False, "Báo động, đủ chi tiết")


def test_fresh_screen_is_sent_whole(database: Database):
    database.transact(lambda tx: taken(tx, alert(), Priority.ALERT))

    assert not database.transact(lambda tx: taken(tx, alert(fresh=True), Priority.UPDATE)).unchanged


def test_what_was_just_shown_whole_is_no_news_in_brief(database: Database):
    database.transact(lambda tx: taken(tx, alert(), Priority.ALERT))
    database.transact(lambda tx: taken(tx, alert("đã tiếp nhận"), Priority.ANSWER))

    assert database.transact(lambda tx: taken(tx, alert("đã tiếp nhận"), Priority.UPDATE)).unchanged
