"""Stories on the phones: acts, waits and the clock, played in order, stopped, and failing with a sentence."""

import asyncio
from typing import Any

import pytest
import telegram
from local_telegram_hands import LAN, QUAN, Hands
from telegram import InlineKeyboardButton, InlineKeyboardMarkup


async def told(hands: Hands, wanted: str) -> list[dict[str, Any]]:
    """The events of the story, up to the one with this state."""
    seen: list[dict[str, Any]] = []
    last = 0
    async with asyncio.timeout(10):
        while not seen or seen[-1]["state"] != wanted:
            answer = await hands.get("events", after=last, timeout=10)
            last = answer["last"]
            for event in answer["events"]:
                if event["kind"] == "scenario":
                    seen.append(event)
                    if event["state"] == wanted:
                        break
    return seen


async def play(hands: Hands, *steps: dict[str, Any], speed: float = 1000) -> None:
    await hands.post("scenarios", name="mau", title="Kịch bản mẫu", users=[LAN], steps=list(steps))
    assert hands.status == 200
    await hands.post("scenarios/mau/play", speed=speed)
    assert hands.status == 200


async def test_steps_are_played_in_order(bot: telegram.Bot, hands: Hands) -> None:
    begin = await hands.get("clock")
    await play(
        hands,
        {"say": "Lan báo tin", "user": LAN, "do": "text", "text": "Có sự cố"},
        {"say": "15 phút sau", "advance_seconds": 900, "pause": 1},
        {"say": "Bot trả lời", "wait_for": {"user": LAN, "contains": "BCN-"}, "remember": {"code": r"BCN-\d+"}},
        {"user": LAN, "do": "text", "text": "/xem {code}"},
    )
    [update] = await bot.get_updates(timeout=10)
    assert update.message
    await bot.send_message(LAN, "Đã nhận BCN-7 ạ")

    states = await told(hands, "finished")

    assert [event.get("say") for event in states if event["state"] == "step"] == [
        "Lan báo tin", "15 phút sau", "Bot trả lời", None,
    ]  # fmt: skip
    assert (await hands.last(LAN))["text"] == "/xem BCN-7"
    assert (await hands.get("clock"))["offset_seconds"] == begin["offset_seconds"] + 900
    assert [one["playing"] for one in await hands.get("scenarios")] == [False]


async def test_press_waits_for_its_button(bot: telegram.Bot, hands: Hands) -> None:
    await play(hands, {"user": LAN, "do": "press", "label": "Tiếp nhận", "within": "Ngộ độc"})
    row = [InlineKeyboardButton("Tiếp nhận", callback_data="i:1:acknowledge")]
    await bot.send_message(LAN, "Đuối nước", reply_markup=InlineKeyboardMarkup([row]))
    wanted = await bot.send_message(LAN, "Ngộ độc", reply_markup=InlineKeyboardMarkup([row]))

    await told(hands, "finished")

    query = (await bot.get_updates())[-1].callback_query
    assert query
    assert query.message
    assert query.message.message_id == wanted.message_id


async def test_story_that_waits_in_vain_fails_with_a_sentence(hands: Hands) -> None:
    await play(hands, {"wait_for": {"user": LAN, "contains": "không bao giờ"}, "timeout": 0.01})
    failed = (await told(hands, "failed"))[-1]
    assert failed["error"] == "Bước 1: Lan Nguyễn chưa nhận được «không bao giờ» sau 0.01 giây."


async def test_step_that_need_not_work_is_passed_over(hands: Hands) -> None:
    await play(
        hands,
        {"wait_for": {"user": LAN, "contains": "không bao giờ"}, "timeout": 0.01, "optional": True},
        {"user": LAN, "do": "text", "text": "tiếp"},
    )
    await told(hands, "finished")
    assert (await hands.last(LAN))["text"] == "tiếp"


async def test_one_story_at_a_time_and_it_can_be_stopped(hands: Hands) -> None:
    await play(hands, {"pause": 60}, {"user": LAN, "do": "text", "text": "không"}, speed=1)
    refusal = await hands.post("scenarios/mau/play")
    assert (hands.status, refusal) == (
        400,
        {"error": "Kịch bản «Kịch bản mẫu» đang chạy. Hãy dừng nó trước."},
    )
    assert [one["playing"] for one in await hands.get("scenarios")] == [True]

    await hands.post("scenarios/stop")

    await told(hands, "stopped")
    assert (await hands.last(LAN))["text"] == "/start"
    assert [one["playing"] for one in await hands.get("scenarios")] == [False]
    await hands.post("scenarios/stop")
    assert hands.status == 200


@pytest.mark.parametrize(
    "story",
    [
        {"name": "", "steps": [{"pause": 1}]},
        {"name": "a/b", "steps": [{"pause": 1}]},
        {"name": "a", "steps": []},
        {"name": "a", "steps": ["pause"]},
        {"name": "a", "steps": [{"pauze": 1}]},
        {"name": "a", "steps": [{"do": "text", "text": "a"}]},
        {"name": "a", "steps": [{"wait_for": {"contains": "a"}}]},
        {"name": "a", "steps": [{"pause": "long"}]},
        {"name": "a", "steps": [{"remember": {"x": "."}}]},
    ],
)
async def test_story_that_cannot_be_played_is_refused(hands: Hands, story: dict[str, Any]) -> None:
    assert "error" in await hands.post("scenarios", **story)
    assert hands.status == 400
    assert await hands.get("scenarios") == []


async def test_unknown_story_and_speed(hands: Hands) -> None:
    assert "error" in await hands.post("scenarios/khong/play")
    await hands.post("scenarios", name="mau", steps=[{"user": QUAN, "do": "start"}])
    for speed in (0, -1, "2", True):
        assert "error" in await hands.post("scenarios/mau/play", speed=speed)
        assert hands.status == 400
