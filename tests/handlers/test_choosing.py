"""Choosing without buttons: by number, by words with or without diacritics, by a unique beginning."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from department import BEGIN
from sqlalchemy import event

from handlers import choosing
from handlers.event import Event
from storage import offered, outbox, sending
from storage.database import Database, Tx
from storage.offered import Option
from storage.outbox import Recipient
from storage.screens import Button, Screen
from storage.tables.messaging import OutboxMessage

EVENT = Event("zalo", "1", "k", BEGIN, "text", buttons=False)


def screen(*labels: str, **how: Any) -> Screen:
    return Screen("?", tuple((Button(label, f"x:{number}"),) for number, label in enumerate(labels, start=1)), **how)


@pytest.fixture
def types(database: Database):
    """Shows a screen, then types; what was understood: the action of a press, or the words."""

    def type_(shown: Screen | None, text: str, before: timedelta = timedelta()) -> str:
        if shown is not None and (offer := choosing.offer_of(shown)) is not None:
            database.transact(lambda tx: offered.remember(tx, "zalo", "1", offer))
        event = database.transact(lambda tx: choosing.as_chosen(tx, replace(EVENT, text=text, at=BEGIN - before), "vi"))
        return event.action if event.kind == "press" else f"«{event.text}»"

    return type_


@pytest.mark.parametrize("text", ["2", " 2 ", "2.", "(2)", "02"])
def test_number_is_the_place_in_the_list(types, text: str):
    assert types(screen("✅ Tiếp nhận", "❓ Hỏi thêm"), text) == "x:2"


@pytest.mark.parametrize("text", ["Hỏi thêm", "hoi them", "HỎI THÊM", "❓ Hỏi thêm"])
def test_words_of_the_label_with_or_without_diacritics(types, text: str):
    assert types(screen("✅ Tiếp nhận", "❓ Hỏi thêm"), text) == "x:2"


def test_unique_beginning(types):
    shown = screen("↪️ Chuyển xử lý", "⬆️ Chuyển cấp trên", "🏁 Kết thúc")

    assert types(shown, "kết") == "x:3"
    assert types(shown, "chuyen cap") == "x:2"
    assert types(shown, "Chuyển xử") == "x:1"
    assert types(shown, "chuyen") == "«chuyen»"
    assert types(shown, "k") == "«k»"


def test_half_a_word_or_another_word_is_no_beginning(types):
    places = screen("Công an", "Y tế", "Phụ huynh")

    assert types(places, "có") == "«có»"
    assert types(places, "co") == "«co»"
    assert types(places, "phu") == "x:3"
    assert types(places, "phù") == "«phù»"


def test_number_that_was_typed_before_the_list_was_sent_is_asked_for_again(types):
    seen = screen("✅ Tiếp nhận", "❓ Hỏi thêm")

    assert types(seen, "1", before=timedelta(seconds=3)) == "m:again"
    assert types(seen, "tiếp", before=timedelta(seconds=3)) == "«tiếp»"
    assert types(seen, "Tiếp nhận", before=timedelta(seconds=3)) == "x:1"
    assert types(seen, "1", before=timedelta(seconds=1)) == "x:1"


def test_command_beats_a_mere_beginning_but_not_the_whole_label(types):
    assert types(screen("Trực thay người khác"), "trực") == "«trực»"
    assert types(screen("👤 Trực"), "trực") == "x:1"


def test_number_beyond_the_list_and_a_sentence_stay_words(types):
    assert types(screen("Có", "Không"), "7") == "«7»"
    assert types(screen("Có", "Không"), "Có 3 em bị thương") == "«Có 3 em bị thương»"


def test_the_last_list_counts(types):
    types(screen("Một", "Hai"), "1")

    assert types(screen("Có", "Không", "Huỷ"), "3") == "x:3"
    assert types(None, "2") == "x:2"


def test_bare_number_is_an_answer_where_the_screen_says_so(types):
    shown = screen("5", "10", "Bỏ qua ›", plain_numbers=True)

    assert types(shown, "2") == "«2»"
    assert types(shown, "bo qua") == "x:3"


def test_entry_of_the_menu_is_typed_for_the_person(types):
    assert types(Screen("Chào", menu=(("🚨 Khẩn",), ("📝 Báo cáo sự cố",))), "2") == "«📝 Báo cáo sự cố»"


def test_nine_shows_the_rest_of_a_long_list(types):
    long = screen(*(f"Loại {letter}" for letter in "abcdefghijklmno"))

    assert types(long, "8") == "x:8"
    assert types(long, "9") == "m:more"
    assert types(long, "Loại k") == "x:11"


def test_nothing_was_offered_yet(types):
    assert types(None, "1") == "«1»"


def test_number_is_asked_for_again_while_another_list_may_have_arrived(types, database: Database):
    to = Recipient("zalo", "1")
    types(screen("✅ Tiếp nhận", "❓ Hỏi thêm"), "1")
    database.transact(lambda tx: outbox.send(tx, to, Screen("?", ((Button("💬 Trả lời", "x:9"),),))))
    assert types(None, "1") == "x:1"

    database.transact(lambda tx: sending.take_parcels(tx, "zalo", 8, (), edits=False))

    assert types(None, "1") == "m:newer"
    assert types(None, "Hỏi thêm") == "x:2"


def test_number_is_never_read_against_a_list_whose_successor_arrives_in_that_moment(types, database: Database):
    """Its arrival is noted by another transaction, between any two looks of this one."""
    newer = screen("💬 Trả lời", "🗑 Bỏ")
    types(screen("✅ Tiếp nhận", "❓ Hỏi thêm"), "1")
    database.transact(lambda tx: outbox.send(tx, Recipient("zalo", "1"), newer))
    database.transact(lambda tx: sending.take_parcels(tx, "zalo", 8, (), edits=False))

    def arrive(tx: Tx) -> None:
        tx.change(OutboxMessage, {"channel": "zalo", "address": "1"}, state="sent")
        offered.remember(tx, "zalo", "1", replace(choosing.offer_of(newer), options=(Option("💬 Trả lời", "x:8"),)))

    def look(tx: Tx) -> Event:
        looks: list[str] = []

        def meanwhile(*_: Any) -> None:
            looks.append("once")
            if tx.postgres and len(looks) == 1:
                database.transact(arrive)

        event.listen(tx.connection, "after_cursor_execute", meanwhile)
        return choosing.as_chosen(tx, replace(EVENT, text="1"), "vi")

    assert database.transact(look).action in ("m:newer", "x:8")


def test_what_answers_the_message_of_an_incident_leads_back_to_it(types):
    news = Screen("Đã được tiếp nhận", quotes="incident:7")

    assert types(news, "1") == "i:7:show"
    assert types(news, "xem vu viec") == "i:7:show"
    assert choosing.offer_of(replace(news, silent=True)) is None
    assert choosing.offer_of(replace(news, quotes="draft:7")) is None
