"""Both messengers under one control API: who is meant is told by the id, what is meant by the messenger's name."""

import asyncio
from typing import Any

import pytest
import telegram
import zalo_bot
from local_telegram_hands import LAN, MAI, TAM, Hands
from zalo_bot.error import NetworkError

LIST = "Mức độ?\n1. Nhẹ\n2. 🚨 Khẩn cấp"


async def test_people_of_both_are_listed_and_told_apart(zalo_hands: Hands) -> None:
    users = await zalo_hands.get("users")
    assert [(one["messenger"], one["first_name"], one["started"]) for one in users] == [
        ("telegram", "Lan", True),
        ("telegram", "Quân", False),
        ("zalo", "Mai", True),
        ("zalo", "Tâm", False),
    ]


async def test_person_may_be_named_anew_and_keeps_the_chat(zalo: zalo_bot.Bot, zalo_hands: Hands) -> None:
    await zalo_hands.post("users", messenger="zalo", id=MAI, first_name="Mai Anh", title="Hiệu trưởng mẫu")
    await zalo.send_message(MAI, "a")
    chat = await zalo_hands.chat(MAI)
    assert (chat["user"]["first_name"], chat["user"]["title"]) == ("Mai Anh", "Hiệu trưởng mẫu")
    assert [message["text"] for message in chat["messages"]] == ["Xin chào", "a"]


async def test_waiting_for_words_and_for_a_line_of_a_list(zalo: zalo_bot.Bot, zalo_hands: Hands) -> None:
    first = await zalo.send_message(MAI, LIST)
    assert (await zalo_hands.post("wait", user=MAI, button="Khẩn cấp"))["message_id"] == first.message_id
    await zalo_hands.post("wait", user=MAI, button="Mức độ", timeout=0.01)
    assert zalo_hands.status == 408
    waiting = asyncio.create_task(zalo_hands.post("wait", user=MAI, contains="Mức", after=first.message_id, timeout=30))
    await asyncio.sleep(0)
    second = await zalo.send_message(MAI, "Mức 2")
    assert (await waiting)["message_id"] == second.message_id


async def test_choosing_types_the_number_of_the_newest_list(zalo: zalo_bot.Bot, zalo_hands: Hands) -> None:
    await zalo.send_message(MAI, "1. Khẩn cấp")
    await zalo.send_message(MAI, LIST)
    await zalo.send_message(MAI, "Thầy/Cô chọn giúp ạ.")
    await zalo_hands.act(MAI, "choose", label="Khẩn cấp")
    update = await zalo.get_update(timeout=0)
    assert update
    assert update.message
    assert update.message.text == "2"
    await zalo_hands.act(MAI, "choose", label="Hủy")
    assert zalo_hands.status == 400


async def test_calls_of_both_stand_in_one_log(zalo: zalo_bot.Bot, bot: telegram.Bot, zalo_hands: Hands) -> None:
    before = (await zalo_hands.get("calls"))[-1]["n"]
    await bot.send_message(LAN, "a")
    sent = await zalo.send_message(MAI, "b")
    calls = await zalo_hands.get("calls", after=before)
    assert [(one["messenger"], one["method"], one["chat_id"]) for one in calls] == [
        ("telegram", "sendMessage", LAN),
        ("zalo", "sendMessage", MAI),
    ]
    assert calls[1]["message_id"] == sent.message_id


async def test_telegram_down_and_zalo_well(zalo: zalo_bot.Bot, bot: telegram.Bot, zalo_hands: Hands) -> None:
    await zalo_hands.post("misbehave", status=503)
    with pytest.raises(telegram.error.NetworkError):
        await bot.send_message(LAN, "a")
    await zalo.send_message(MAI, "a")
    await zalo_hands.post("misbehave", messenger="zalo", drop=True)
    await zalo_hands.post("misbehave")
    with pytest.raises(NetworkError):
        await zalo.send_message(MAI, "a")
    await bot.send_message(LAN, "a")


async def test_story_goes_on_from_one_messenger_to_the_other(
    zalo: zalo_bot.Bot, bot: telegram.Bot, zalo_hands: Hands
) -> None:
    steps = [
        {"say": "Mai báo", "user": MAI, "do": "text", "text": "Có sự cố"},
        {"say": "Mai chọn", "user": MAI, "do": "choose", "label": "Khẩn cấp", "timeout": 10},
        {"say": "Lan nhận", "wait_for": {"user": LAN, "contains": "Cảnh báo"}, "timeout": 10},
    ]
    await zalo_hands.post("scenarios", name="ca-hai", title="Cả hai", users=[MAI, LAN], steps=steps)
    begin = (await zalo_hands.get("events"))["last"]
    await zalo_hands.post("scenarios/ca-hai/play", speed=100)
    assert await said(zalo) == "Có sự cố"
    await zalo.send_message(MAI, LIST)
    assert await said(zalo) == "2"
    await bot.send_message(LAN, "Cảnh báo")
    seen: list[str] = []
    while "finished" not in seen:
        told = await zalo_hands.get("events", after=begin, timeout=10)
        assert "failed" not in seen
        seen += [event["state"] for event in told["events"] if event["kind"] == "scenario"]
        begin = told["last"]


async def said(zalo: zalo_bot.Bot) -> str | None:
    update = await zalo.get_update(timeout=10)
    return update.message.text if update and update.message else None


async def test_reset_forgets_both(zalo: zalo_bot.Bot, zalo_hands: Hands) -> None:
    await zalo_hands.act(MAI, "text", text="a")
    await zalo_hands.post("misbehave", messenger="zalo", status=500)
    await zalo_hands.post("reset")
    assert await zalo_hands.get("users") == []
    assert await zalo.get_update(timeout=0) is None
    await zalo_hands.chat(MAI)
    assert zalo_hands.status == 400


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("users", {"messenger": "viber", "first_name": "Hoa"}),
        ("users", {"messenger": "zalo", "id": 33, "first_name": "Hoa"}),
        ("users", {"messenger": "zalo", "id": "33", "first_name": "Hoa"}),
        ("users", {"messenger": "zalo", "id": "hoa"}),
        (f"users/{MAI}/press", {"message_id": 1, "data": "x"}),
        (f"users/{MAI}/edit", {"message_id": 1, "text": "x"}),
        (f"users/{MAI}/text", {"text": " "}),
        (f"users/{MAI}/text", {"text": "a" * 2001}),
        (f"users/{MAI}/photo", {"content": "không phải base64"}),
        (f"users/{MAI}/unsupported", {"kind": "text"}),
        (f"users/{MAI}/album", {"count": 1}),
        ("users/nobody/text", {"text": "a"}),
        ("misbehave", {"messenger": "viber"}),
        ("update", {"messenger": "zalo", "replay": "nothing"}),
    ],
)
async def test_what_cannot_be_done_on_zalo(zalo_hands: Hands, path: str, body: dict[str, Any]) -> None:
    assert "error" in await zalo_hands.post(path, **body)
    assert zalo_hands.status == 400


async def test_reading_takes_the_unread_away(zalo: zalo_bot.Bot, zalo_hands: Hands) -> None:
    await zalo_hands.act(TAM, "text", text="a")
    await zalo.send_message(TAM, "b")
    assert (await zalo_hands.chat(TAM))["unread"] == 1
    await zalo_hands.act(TAM, "read")
    assert (await zalo_hands.chat(TAM))["unread"] == 0
