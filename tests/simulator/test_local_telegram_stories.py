"""Stories: what a viewer sees beforehand, what is waited for and remembered, and how a story ends."""

import asyncio
from typing import Any

import pytest
import telegram
from local_telegram_hands import LAN, QUAN, Hands

FAST = 1000
LONGEST_WAIT = 30
MENU = telegram.InlineKeyboardMarkup([[telegram.InlineKeyboardButton("Tiếp nhận", callback_data="take")]])


async def play(hands: Hands, *steps: dict[str, Any]) -> list[dict[str, Any]]:
    """Everything that the story told, up to its end."""
    seen = (await hands.get("events", after=10**9))["last"]
    await hands.post("scenarios", name="story", steps=list(steps))
    await hands.post("scenarios/story/play", speed=FAST)
    told: list[dict[str, Any]] = []
    while not told or told[-1]["state"] not in ("finished", "failed"):
        news = await hands.get("events", after=seen, timeout=10)
        seen = news["last"]
        told += [event for event in news["events"] if event["kind"] == "scenario"]
    return told


async def ask_for_ever(bot: telegram.Bot) -> None:
    while True:
        await bot.get_me()


def states(told: list[dict[str, Any]]) -> list[str]:
    return [event["state"] for event in told if event["state"] != "registered"]


async def test_words_are_seen_being_written_before_they_are_sent(hands: Hands):
    told = await play(hands, {"user": LAN, "do": "text", "text": "Có chuyện rồi", "say": "Lan nhắn tin"})

    assert states(told) == ["step", "writing", "finished"]
    assert told[1]["say"] == "Lan nhắn tin"
    assert told[2]["text"] == "Có chuyện rồi"
    assert (await hands.last(LAN))["text"] == "Có chuyện rồi"


@pytest.mark.parametrize("ends", ["finished", "failed"])
async def test_messenger_that_a_story_makes_misbehave_is_well_again_when_it_has_ended(
    hands: Hands, bot: telegram.Bot, ends: str
):
    wrong = {"status": 502, "methods": ["getMe"]}
    fails = {"user": LAN, "do": "press", "label": "Không có", "timeout": 0}
    steps = [{"misbehave": wrong, "wait_for": {"user": LAN, "contains": "Đủ rồi"}}, *([fails] * (ends == "failed"))]
    story = asyncio.create_task(play(hands, *steps))
    with pytest.raises(telegram.error.NetworkError):
        await ask_for_ever(bot)
    await bot.send_message(LAN, "Đủ rồi")

    assert states(await story)[-1] == ends
    await bot.get_me()


async def test_key_of_the_bots_keyboard_is_touched_not_written(hands: Hands, bot: telegram.Bot):
    await bot.send_message(LAN, "Chọn", reply_markup=telegram.ReplyKeyboardMarkup([["🚨 Khẩn"]]))

    told = await play(hands, {"user": LAN, "do": "text", "text": "🚨 Khẩn"})

    assert states(told) == ["step", "touching", "finished"]


async def test_press_is_on_the_newest_message_that_holds_the_text_as_well(hands: Hands, bot: telegram.Bot):
    for code in ("BCN-1", "BCN-2"):
        await bot.send_message(LAN, f"Báo động {code}", reply_markup=MENU)

    await play(hands, {"user": LAN, "do": "press", "label": "Tiếp nhận", "within": "BCN-1"})

    [update] = await bot.get_updates()
    assert update.callback_query is not None
    assert update.callback_query.message.text == "Báo động BCN-1"


async def test_what_is_remembered_stands_in_later_steps(hands: Hands, bot: telegram.Bot):
    playing = play(
        hands,
        {"user": LAN, "do": "text", "text": "Gửi"},
        {"wait_for": {"user": LAN, "contains": "Mã"}, "remember": {"code": r"BCN-\d+"}},
        {"user": QUAN, "do": "text", "text": "Tôi đọc {code}"},
    )
    told, _ = await asyncio.gather(playing, _answer_with_a_code(bot))

    assert states(told)[-1] == "finished"
    assert (await hands.last(QUAN))["text"] == "Tôi đọc BCN-77"


async def test_message_from_before_the_story_is_not_what_it_waits_for(hands: Hands, bot: telegram.Bot):
    await bot.send_message(LAN, "Mã của lần trước")

    told = await play(hands, {"wait_for": {"user": LAN, "contains": "Mã"}, "timeout": 0})

    assert told[-1]["error"] == "Bước 1: Lan Nguyễn chưa nhận được «Mã» sau 0 giây."


async def test_optional_step_is_passed_over_when_its_button_is_not_there(hands: Hands):
    told = await play(
        hands,
        {"user": LAN, "do": "press", "label": "Huỷ", "optional": True, "timeout": 0},
        {"user": LAN, "do": "text", "text": "Tiếp"},
    )

    assert states(told) == ["step", "step", "writing", "finished"]


async def begun(hands: Hands, *steps: dict[str, Any]) -> "asyncio.Task[list[dict[str, Any]]]":
    """A story that plays already."""
    playing = asyncio.create_task(play(hands, *steps))
    while not any(one["playing"] for one in await hands.get("scenarios")):
        pass
    return playing


PRESSES_UNLESS = {
    **{"user": LAN, "do": "press", "label": "Tiếp nhận", "optional": True, "timeout": 3600},
    "unless": [{"contains": "Câu sau"}, {"contains": "Phiếu"}],
}


async def test_optional_step_is_passed_over_as_soon_as_something_else_comes(hands: Hands, bot: telegram.Bot):
    await bot.send_message(LAN, "Phiếu của lần trước", reply_markup=MENU)
    playing = await begun(hands, PRESSES_UNLESS, {"user": LAN, "do": "text", "text": "Tiếp"})

    await bot.send_message(LAN, "Chào")
    await bot.send_message(LAN, "Phiếu mới")

    async with asyncio.timeout(LONGEST_WAIT):
        assert states(await playing) == ["step", "step", "writing", "finished"]


async def test_optional_step_presses_the_button_when_that_comes_first(hands: Hands, bot: telegram.Bot):
    playing = await begun(hands, PRESSES_UNLESS)

    asked = await bot.send_message(LAN, "Câu này", reply_markup=MENU)

    async with asyncio.timeout(LONGEST_WAIT):
        told = await playing
    assert states(told) == ["step", "touching", "finished"]
    assert told[-2]["message_id"] == asked.message_id


async def test_step_moves_the_clock(hands: Hands):
    await play(hands, {"advance_seconds": 600, "pause": 5})

    assert (await hands.get("clock"))["offset_seconds"] == 600


@pytest.mark.parametrize(
    ("step", "why"),
    [
        ({"do": "text", "text": "x"}, "Step 1: who does «text»? «user» is missing."),
        ({"jump": 1}, "Step 1: unknown jump."),
        ({"wait_for": "Lan"}, "Step 1: «wait_for» needs a «user»."),
        ({"remember": {"code": "x"}}, "Step 1: «remember» is {name: pattern} and needs a «wait_for»."),
        ({"optional": True, "unless": "x"}, "Step 1: «unless» is a list of what else may come."),
        ({"unless": []}, "Step 1: «unless» is for a step that is optional."),
        ({"pause": "5"}, "Step 1: «pause» is a number of seconds."),
    ],
)
async def test_step_that_cannot_be_played_is_refused_when_it_is_registered(hands: Hands, step: Any, why: str):
    answer = await hands.post("scenarios", name="story", steps=[step])

    assert hands.status == 400
    assert answer == {"error": why}


async def test_one_story_at_a_time_and_stopping_it_makes_room(hands: Hands):
    await hands.post("scenarios", name="long", title="Dài", steps=[{"pause": 600}])
    await hands.post("scenarios/long/play")

    answer = await hands.post("scenarios/long/play")
    assert answer == {"error": "Kịch bản «Dài» đang chạy. Hãy dừng nó trước."}
    await hands.post("scenarios/stop")

    assert (await hands.post("scenarios/long/play"))["playing"]


async def _answer_with_a_code(bot: telegram.Bot) -> None:
    while not await bot.get_updates(timeout=5):
        pass
    await bot.send_message(LAN, "Mã của Thầy/Cô: BCN-77")
