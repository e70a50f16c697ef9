"""What Telegram brings, as events: every kind of update, and JSON that Telegram cannot have written."""

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.channels.telegram_incoming import ALLOWED_UPDATES, e164, read
from handlers.event import Event, from_json
from storage.attachments import IncomingFile

NOW = datetime(2026, 11, 16, 2, 30, tzinfo=UTC)
SENT = 1_790_000_000
HEAD = {"id": 1001, "is_bot": False, "first_name": "Người mẫu"}
CHAT = {"id": 1001, "type": "private", "first_name": "Người mẫu"}


def message(**content: Any) -> dict[str, Any]:
    return {"update_id": 5, "message": {"message_id": 9, "date": SENT, "chat": CHAT, "from": HEAD, **content}}


def event(update: Any) -> Event:
    found = read(update, NOW)
    assert found is not None
    return found


def test_words_come_with_whose_they_are_and_when():
    assert event(message(text="Có sự cố")) == Event(
        channel="telegram",
        address="1001",
        key="5",
        at=datetime.fromtimestamp(SENT, UTC),
        kind="text",
        text="Có sự cố",
        message_ref="9",
    )


def test_words_are_cleaned_of_what_nobody_sees():
    found = event(message(text="Cha\u0301y\u200b \u202enhà\ue000 bếp\x00"))
    assert found.text == "Cháy nhà bếp"


@pytest.mark.parametrize(
    ("text", "command", "rest"),
    [
        ("/khan", "khan", ""),
        ("/BaoCao", "baocao", ""),
        ("/khan@baocaonhanh_demo_bot", "khan", ""),
        ("/start moi-123_A", "start", "moi-123_A"),
        ("/huỷ ", "huy", ""),
    ],
)
def test_command(text: str, command: str, rest: str):
    found = event(message(text=text))
    assert (found.kind, found.command, found.text) == ("command", command, rest)


@pytest.mark.parametrize("text", ["Kính gửi /khan", "/", "//khan", "5/9 lúc 7h"])
def test_slash_elsewhere_is_no_command(text: str):
    assert event(message(text=text)).kind == "text"


def file_of(**content: Any) -> tuple[Event, IncomingFile]:
    found = event(message(**content))
    assert found.kind == "file"
    assert found.file is not None
    return found, found.file


def test_largest_size_of_a_photo_is_taken_with_its_caption_and_album():
    sizes = [
        {"file_id": "small", "file_unique_id": "s", "width": 90, "height": 60, "file_size": 1000},
        {"file_id": "large", "file_unique_id": "l", "width": 1280, "height": 960, "file_size": 90000},
        {"file_id": "middle", "file_unique_id": "m", "width": 320, "height": 240},
    ]
    found, file = file_of(photo=sizes, caption="hiện\u200b trường", media_group_id="77")
    assert file == IncomingFile(ref="large", unique_ref="l", kind="photo", size=90000)
    assert (found.text, found.album) == ("hiện trường", "77")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("video", "video"),
        ("video_note", "video"),
        ("voice", "voice"),
        ("audio", "audio"),
        ("document", "document"),
        ("animation", "document"),
    ],
)
def test_file_of_every_kind(name: str, kind: str):
    told = {"file_id": "f", "file_unique_id": "u", "file_size": 7, "mime_type": "a/b", "file_name": "Biên bản.pdf"}
    _, file = file_of(**{name: told})
    assert file == IncomingFile("f", "u", kind, name="Biên bản.pdf", mime="a/b", size=7)


def test_animation_that_is_told_twice_is_one_file():
    told = {"file_id": "f", "file_unique_id": "u"}
    _, file = file_of(animation=told, document={**told, "file_id": "other"})
    assert file.ref == "f"


@pytest.mark.parametrize(
    ("contact", "phone", "own"),
    [
        ({"phone_number": "84903000001", "user_id": 1001}, "+84903000001", True),
        ({"phone_number": "+84903000001", "user_id": 1002}, "+84903000001", False),
        ({"phone_number": "0903 000 001"}, "+84903000001", False),
        ({}, "", False),
    ],
)
def test_contact_is_own_only_when_telegram_vouches_for_it(contact: dict[str, Any], phone: str, own: bool):
    found = event(message(contact={"first_name": "Ai đó", **contact}))
    assert (found.kind, found.phone, found.phone_is_own) == ("contact", phone, own)


def test_contact_of_nobody_known_is_nobodys():
    update = message(contact={"phone_number": "84903000001"})
    del update["message"]["from"]
    assert not event(update).phone_is_own


@pytest.mark.parametrize(
    ("number", "written"), [("84903000001", "+84903000001"), ("+1 (650) 555", "+1650555"), ("", ""), ("abc", "")]
)
def test_number_is_written_with_its_country(number: str, written: str):
    assert e164(number) == written


def test_place_and_venue():
    found = event(message(location={"latitude": 10.7769, "longitude": 106.7009}))
    assert (found.kind, found.location, found.text) == ("location", (10.7769, 106.7009), "")
    venue = {"title": "Trường mẫu A", "address": "1 Đường mẫu"}
    named = event(message(location={"latitude": 1, "longitude": 2}, venue=venue))
    assert (named.location, named.text) == ((1, 2), "Trường mẫu A, 1 Đường mẫu")


@pytest.mark.parametrize("name", ["sticker", "poll", "dice", "story", "something_of_next_year"])
def test_what_we_do_not_know_is_unsupported_and_answered(name: str):
    assert event(message(**{name: {"emoji": "🙂"}})).kind == "unsupported"


@pytest.mark.parametrize("name", ["pinned_message", "message_auto_delete_timer_changed", "group_chat_created"])
def test_what_telegram_itself_says_in_a_chat_means_nothing(name: str):
    assert read(message(**{name: {"message_id": 1}}), NOW) is None


def test_reply_names_the_message_it_answers():
    assert event(message(text="3 em", reply_to_message={"message_id": 4})).reply_to == "4"


def test_edited_words_are_told_as_edited_and_a_moving_location_is_not():
    update = {"update_id": 6, "edited_message": {**message(text="mới")["message"], "edit_date": SENT + 60}}
    found = event(update)
    assert (found.kind, found.text, found.message_ref) == ("edited", "mới", "9")
    assert found.at == datetime.fromtimestamp(SENT + 60, UTC)
    moved = {"update_id": 7, "edited_message": message(location={"latitude": 1, "longitude": 2})["message"]}
    assert read(moved, NOW) is None


def press(**query: Any) -> dict[str, Any]:
    return {"update_id": 8, "callback_query": {"id": "77", "from": HEAD, "data": "i:1:acknowledge", **query}}


def test_press_tells_which_button_of_which_message():
    found = event(press(message={"message_id": 9, "chat": CHAT, "date": SENT, "text": "a"}))
    assert (found.kind, found.press_id, found.action, found.message_ref) == ("press", "77", "i:1:acknowledge", "9")
    assert found.at == NOW


@pytest.mark.parametrize("gone", [{}, {"message": None}, {"message": {"message_id": 9, "chat": CHAT, "date": 0}}])
def test_press_on_a_message_long_gone_still_has_a_chat(gone: dict[str, Any]):
    assert (event(press(**gone)).address, event(press(**gone)).private) == ("1001", True)


def test_press_without_data_carries_nothing():
    update = press()
    del update["callback_query"]["data"]
    assert event(update).action == ""


@pytest.mark.parametrize(("status", "kind"), [("kicked", "blocked"), ("left", "blocked"), ("member", "unblocked")])
def test_blocking_and_unblocking(status: str, kind: str):
    change = {"chat": CHAT, "from": HEAD, "date": SENT, "new_chat_member": {"status": status}}
    assert event({"update_id": 9, "my_chat_member": change}).kind == kind
    group = {**change, "chat": {"id": -5, "type": "supergroup"}}
    assert read({"update_id": 9, "my_chat_member": group}, NOW) is None


def test_group_is_not_private():
    update = message(text="a")
    update["message"]["chat"] = {"id": -5, "type": "supergroup"}
    assert (event(update).address, event(update).private) == ("-5", False)


@pytest.mark.parametrize("kind", ["channel_post", "poll", "inline_query", "message_reaction"])
def test_update_that_we_never_asked_for_means_nothing(kind: str):
    assert kind not in ALLOWED_UPDATES
    assert read({"update_id": 1, kind: {"id": 1}}, NOW) is None


@pytest.mark.parametrize(
    "update",
    [
        None,
        [],
        "text",
        5,
        {},
        {"message": {}},
        {"update_id": 1, "message": "text"},
        {"update_id": 1, "message": {"text": "a"}},
        message(text=5),
        message(text="a", date="yesterday"),
        message(text="a", date=10**20),
        message(text="a", chat={"type": "private"}),
        message(photo=[]) | {"message": {**message()["message"], "photo": [{"width": 1}]}},
        message(location={"latitude": 1}),
        message(contact="somebody"),
        message(reply_to_message="9", text="a"),
        press(**{"from": None, "message": None}),
        {"update_id": 1, "my_chat_member": {"chat": CHAT}},
    ],
)
def test_what_telegram_cannot_have_written_is_passed_over(update: Any):
    assert read(update, NOW) is None


@pytest.mark.parametrize(
    "update",
    [
        message(text="Có sự cố 🚨"),
        message(voice={"file_id": "f", "file_unique_id": "u"}),
        message(location={"latitude": 1.5, "longitude": 2.5}),
        press(),
    ],
)
def test_event_that_is_held_comes_back_as_it_was(update: dict[str, Any]):
    assert from_json(event(update).to_json()) == event(update)
