"""What Zalo brings: every kind of message, and what it cannot have written."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.channels.zalo_incoming import decode, read

SENT = datetime(2026, 11, 16, 2, 30, tzinfo=UTC)


def update(name: str = "message.text.received", **message: Any) -> dict[str, Any]:
    known = {
        "message_id": "m1",
        "date": int(SENT.timestamp() * 1000),
        "chat": {"id": "z1001", "chat_type": "PRIVATE"},
        "from": {"id": "z1001", "display_name": "Hiệu trưởng mẫu"},
    }
    return {"event_name": name, "message": {**known, **message}}


def test_typed_words():
    event = decode(update(text="3 em bị ong đốt"))

    assert event is not None
    assert (event.channel, event.address, event.key) == ("zalo", "z1001", "message.text.received:m1")
    assert (event.kind, event.text, event.at, event.private) == ("text", "3 em bị ong đốt", SENT, True)
    assert not event.buttons


def test_command_with_a_slash():
    event = decode(update(text="/BaoCao ngay"))

    assert event is not None
    assert (event.kind, event.command, event.text) == ("command", "baocao", "ngay")


@pytest.mark.parametrize("field", ["photo_url", "photo"])
def test_picture_by_its_address(field: str):
    event = decode(update("message.image.received", caption="sân trường", **{field: "https://example.vn/a.jpg"}))

    assert event is not None
    assert event.file is not None
    assert (event.kind, event.text, event.file.ref, event.file.kind) == (
        "file",
        "sân trường",
        "https://example.vn/a.jpg",
        "photo",
    )


@pytest.mark.parametrize("address", ["", "file:///etc/passwd", "javascript:alert(1)", None, 7, "https://a/\0"])
def test_picture_without_a_usable_address_is_a_message_we_do_not_know(address: Any):
    event = decode(update("message.image.received", photo_url=address))

    assert event is not None
    assert event.kind == "unsupported"


def test_what_no_database_holds_is_in_no_part_of_an_event():
    bad = {"message_id": "m\0\ud8001", "chat": {"id": "z\0001"}, "photo": "https://example.vn/a.jpg"}

    event = decode(update("message.image.received", caption="sân\0 trường\ud800", **bad))

    assert event is not None
    json.dumps(event.to_json(), ensure_ascii=False).encode()
    assert "\\u0000" not in json.dumps(event.to_json())


@pytest.mark.parametrize("name", ["message.sticker.received", "message.unsupported.received", "message.new.received"])
def test_sticker_and_whatever_comes_later(name: str):
    event = decode(update(name, sticker="abc"))

    assert event is not None
    assert event.kind == "unsupported"


def test_group_is_not_private():
    event = decode(update(chat={"id": "g1", "chat_type": "GROUP"}, text="chào"))

    assert event is not None
    assert not event.private


@pytest.mark.parametrize(
    "broken", [None, [], "x", {}, {"event_name": "message.text.received"}, update(chat=None), update(date="hôm qua")]
)
def test_what_zalo_cannot_have_written_is_passed_over(broken: Any):
    assert read(broken) is None
