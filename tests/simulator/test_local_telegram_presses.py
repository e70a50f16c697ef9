"""Buttons pressed and answered: once, in time, forged, and on messages long gone."""

import asyncio
from typing import Any

import pytest
import telegram
from local_telegram_hands import LAN, QUAN, Hands
from telegram import InlineKeyboardButton, InlineKeyboardMarkup

TOO_OLD = r"(?i)query is too old and response timeout expired or query id is invalid"


@pytest.fixture
async def asked(bot: telegram.Bot, hands: Hands) -> telegram.Message:
    """A question with two buttons in Lan's chat."""
    row = [InlineKeyboardButton("Tiếp nhận", callback_data="i:7:ack"), InlineKeyboardButton("Hỏi", callback_data="ask")]
    return await bot.send_message(LAN, "Sự cố mẫu", reply_markup=InlineKeyboardMarkup([row]))


async def pressed(bot: telegram.Bot) -> telegram.CallbackQuery:
    query = (await bot.get_updates())[-1].callback_query
    assert query
    return query


async def test_press_by_label_reaches_the_bot_with_its_message(
    bot: telegram.Bot, hands: Hands, asked: telegram.Message
) -> None:
    done = await hands.act(LAN, "press", label="Tiếp")
    query = await pressed(bot)
    assert (query.id, query.data, query.from_user.id) == (done["callback_query_id"], "i:7:ack", LAN)
    assert isinstance(query.message, telegram.Message)
    assert query.message.message_id == done["message_id"] == asked.message_id
    assert query.message.reply_markup == asked.reply_markup


async def test_answer_comes_back_to_whoever_waits_for_it(
    bot: telegram.Bot, hands: Hands, asked: telegram.Message
) -> None:
    pressing = asyncio.create_task(
        hands.act(LAN, "press", message_id=asked.message_id, data="ask", wait=20),
    )
    updates: tuple[telegram.Update, ...] = ()
    while not updates:
        updates = await bot.get_updates(timeout=10)
    assert updates[0].callback_query
    await updates[0].callback_query.answer("Đã ghi nhận", show_alert=True)
    assert (await pressing)["answer"] == {"text": "Đã ghi nhận", "show_alert": True}
    answers = (await hands.chat(LAN))["answers"]
    assert [(one["text"], one["show_alert"]) for one in answers] == [("Đã ghi nhận", True)]


async def test_press_that_nobody_answers_has_no_answer(hands: Hands, asked: telegram.Message) -> None:
    done = await hands.act(LAN, "press", label="Hỏi", wait=0.01)
    assert done["answer"] is None


async def test_press_is_answered_once(bot: telegram.Bot, hands: Hands, asked: telegram.Message) -> None:
    done = await hands.act(LAN, "press", label="Hỏi")
    assert await bot.answer_callback_query(done["callback_query_id"])
    with pytest.raises(telegram.error.BadRequest, match=TOO_OLD):
        await bot.answer_callback_query(done["callback_query_id"])
    with pytest.raises(telegram.error.BadRequest, match=TOO_OLD):
        await bot.answer_callback_query("12345")


async def test_press_must_be_answered_within_fifteen_seconds(
    bot: telegram.Bot, hands: Hands, asked: telegram.Message
) -> None:
    early, late = [await hands.act(LAN, "press", label="Hỏi") for _ in range(2)]
    await hands.post("clock", advance_seconds=5)
    assert await bot.answer_callback_query(early["callback_query_id"])
    await hands.post("clock", advance_seconds=10.1)
    with pytest.raises(telegram.error.BadRequest, match=TOO_OLD):
        await bot.answer_callback_query(late["callback_query_id"])


async def test_answer_has_at_most_200_characters(bot: telegram.Bot, hands: Hands, asked: telegram.Message) -> None:
    done = await hands.act(LAN, "press", label="Hỏi")
    with pytest.raises(telegram.error.BadRequest, match=r"(?i)message_too_long"):
        await bot.answer_callback_query(done["callback_query_id"], "ạ" * 201)
    assert await bot.answer_callback_query(done["callback_query_id"], "ạ" * 200)


async def test_button_that_went_away_cannot_be_pressed(
    bot: telegram.Bot, hands: Hands, asked: telegram.Message
) -> None:
    await asked.edit_text("Đã tiếp nhận")
    refusal = await hands.act(LAN, "press", message_id=asked.message_id, data="ask")
    assert (hands.status, refusal) == (400, {"error": "Tin nhắn này không còn nút đó nữa."})
    refusal = await hands.act(LAN, "press", label="Hỏi")
    assert refusal == {"error": "Trong cuộc trò chuyện của Lan Nguyễn không có nút «Hỏi»."}
    await asked.delete()
    refusal = await hands.act(LAN, "press", message_id=asked.message_id, data="ask")
    assert refusal == {"error": "Tin nhắn này không còn trong cuộc trò chuyện."}
    assert await bot.get_updates() == ()


async def test_newest_button_of_that_label_is_pressed(bot: telegram.Bot, hands: Hands, asked: telegram.Message) -> None:
    newer = await bot.send_message(
        LAN, "b", reply_markup=InlineKeyboardMarkup([[InlineKeyboardButton("Hỏi thêm", callback_data="more")]])
    )
    assert (await hands.act(LAN, "press", label="Hỏi"))["message_id"] == newer.message_id
    narrowed = await hands.act(LAN, "press", label="Hỏi", message_id=asked.message_id)
    assert narrowed["message_id"] == asked.message_id


@pytest.mark.parametrize("data", ["i:7:close", "x" * 64, "'; --", "🚨" * 16])
async def test_forged_press_carries_any_data(
    bot: telegram.Bot, hands: Hands, asked: telegram.Message, data: str
) -> None:
    await hands.act(LAN, "press", message_id=asked.message_id, data=data, forged=True)
    assert (await pressed(bot)).data == data


async def test_press_on_a_message_long_gone_tells_only_its_number(
    bot: telegram.Bot, hands: Hands, asked: telegram.Message
) -> None:
    await asked.delete()
    await hands.act(LAN, "press", message_id=asked.message_id, data="ask", forged=True)
    message = (await pressed(bot)).message
    assert message
    assert not message.is_accessible
    assert (message.message_id, message.chat.id) == (asked.message_id, LAN)


@pytest.mark.parametrize(
    "body",
    [
        {"data": "a"},
        {"message_id": 1},
        {"message_id": 1, "data": 5, "forged": True},
        {"message_id": 1, "data": "đ" * 33, "forged": True},
        {"message_id": "x", "data": "a", "forged": True},
    ],
)
async def test_press_that_makes_no_sense_is_refused(hands: Hands, body: dict[str, Any]) -> None:
    assert "error" in await hands.act(LAN, "press", **body)
    assert hands.status == 400


async def test_button_belongs_to_the_chat_it_was_sent_to(hands: Hands, asked: telegram.Message) -> None:
    await hands.act(QUAN, "press", message_id=asked.message_id, data="ask")
    assert hands.status == 400
