"""Messages of the bot: what arrives on the phone and what Telegram refuses, in its own words."""

import json
from typing import Any

import pytest
import telegram
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramBadRequest
from local_telegram_hands import LAN, QUAN, Hands
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, KeyboardButton, ReplyKeyboardMarkup

from simulator.server import Running


def buttons(*data: str) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[InlineKeyboardButton(one.upper(), callback_data=one) for one in data]])


async def test_formatted_text_arrives_plain_and_as_safe_html(bot: telegram.Bot, hands: Hands) -> None:
    sent = await bot.send_message(LAN, "<b>Khẩn 🚨 <i>cấp</i></b> &lt;script&gt; 1&amp;2", parse_mode="HTML")
    assert sent.text == "Khẩn 🚨 cấp <script> 1&2"
    assert sent.parse_entities() == {sent.entities[0]: "Khẩn 🚨 cấp", sent.entities[1]: "cấp"}
    shown = await hands.last(LAN)
    assert shown["text"] == sent.text
    assert shown["html"] == "<b>Khẩn 🚨 <i>cấp</i></b> &lt;script&gt; 1&amp;2"
    assert shown["from"] == "bot"


async def test_text_of_a_user_cannot_become_markup(hands: Hands) -> None:
    await hands.act(LAN, "text", text='<img src=x onerror=alert(1)> https://a.vn/?q="><script>')
    shown = (await hands.last(LAN))["html"]
    assert "<img" not in shown
    assert "<script" not in shown


async def test_entities_may_be_given_beside_the_text(bot: telegram.Bot, hands: Hands) -> None:
    await bot.send_message(LAN, "mã BCN-1", entities=[telegram.MessageEntity("code", 3, 5)])
    assert (await hands.last(LAN))["html"] == "mã <code>BCN-1</code>"


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("<b>a", 'Can\'t find end tag corresponding to start tag "b"'),
        ("a</b>", "Unexpected end tag at byte offset 1"),
        ("đ<x>a</x>", 'Unsupported start tag "x" at byte offset 2'),
        ("<b>a</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("<span>a</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ],
)
async def test_broken_html_is_refused(bot: telegram.Bot, source: str, why: str) -> None:
    with pytest.raises(telegram.error.BadRequest) as refused:
        await bot.send_message(LAN, source, parse_mode="HTML")
    assert refused.value.message.casefold() == f"can't parse entities: {why}".casefold()


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"text": "a" * 4097}, "message is too long"),
        ({"text": ""}, "message text is empty"),
        ({"text": " \n "}, "message text is empty"),
        ({"text": "<b> </b>", "parse_mode": "HTML"}, "message text is empty"),
        ({"chat_id": ""}, "chat_id is empty"),
        ({"chat_id": "abc"}, "chat not found"),
        ({"chat_id": 999}, "chat not found"),
        ({"parse_mode": "Word"}, "unsupported parse_mode"),
        ({"text": ["a"]}, 'can\'t parse parameter "text": String expected'),
        ({"reply_markup": "{"}, "can't parse reply keyboard markup JSON object"),
        ({"reply_markup": []}, "object expected as reply markup"),
        ({"reply_markup": None}, "object expected as reply markup"),
        (
            {"reply_markup": {"inline_keyboard": [{"text": "a"}]}},
            'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
        ),
        (
            {"reply_markup": {"inline_keyboard": [[{"text": "a"}]]}},
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (
            {"reply_markup": {"inline_keyboard": [[{"text": 5, "callback_data": "a"}]]}},
            'can\'t parse inline keyboard button: Field "text" must be of type String',
        ),
        ({"reply_markup": {"inline_keyboard": [[{"text": "a", "callback_data": "đ" * 33}]]}}, "BUTTON_DATA_INVALID"),
        ({"reply_markup": {"inline_keyboard": [[{"text": "a", "callback_data": ""}]]}}, "BUTTON_DATA_INVALID"),
        ({"reply_parameters": {"message_id": 77}}, "message to be replied not found"),
    ],
)
async def test_message_that_telegram_refuses(local: Running, hands: Hands, fields: dict[str, Any], why: str) -> None:
    url = f"{local.url}/bot{local.token}/sendMessage"
    async with hands.session.post(url, json={"chat_id": LAN, "text": "a"} | fields) as answer:
        refusal = await answer.json()
    assert (answer.status, refusal["error_code"]) == (400, 400)
    assert refusal["description"] == f"Bad Request: {why}"
    assert len((await hands.chat(LAN))["messages"]) == 1


async def test_longest_text_counts_after_the_tags(bot: telegram.Bot) -> None:
    sent = await bot.send_message(LAN, "<b>" + "ạ" * 4096 + "</b>", parse_mode="HTML")
    assert len(sent.text or "") == 4096


async def test_person_who_never_started_cannot_be_written_to(bot: telegram.Bot) -> None:
    with pytest.raises(telegram.error.Forbidden, match="bot can't initiate conversation with a user"):
        await bot.send_message(QUAN, "a")


async def test_person_who_blocked_the_bot_is_refused_until_unblocking(bot: telegram.Bot, hands: Hands) -> None:
    await hands.act(LAN, "block")
    with pytest.raises(telegram.error.Forbidden, match="bot was blocked by the user"):
        await bot.send_message(LAN, "a")
    await hands.act(LAN, "text", text="a")
    assert hands.status == 400
    await hands.act(LAN, "unblock")
    await bot.send_message(LAN, "b")
    states = [
        update.my_chat_member.new_chat_member.status for update in await bot.get_updates() if update.my_chat_member
    ]
    assert states == ["kicked", "member"]


async def test_person_whose_account_is_gone_is_refused(bot: telegram.Bot, hands: Hands) -> None:
    await hands.act(LAN, "deactivate")
    with pytest.raises(telegram.error.Forbidden, match="user is deactivated"):
        await bot.send_message(LAN, "a")


async def test_edit_replaces_text_and_takes_the_buttons_away(bot: telegram.Bot, hands: Hands) -> None:
    sent = await bot.send_message(LAN, "cũ", reply_markup=buttons("a"))
    edited = await sent.edit_text("mới")
    assert isinstance(edited, telegram.Message)
    assert edited.edit_date
    shown = await hands.last(LAN)
    assert (shown["text"], shown["buttons"], shown["edits"]) == ("mới", [], 1)


async def test_edit_that_changes_nothing_is_refused(bot: telegram.Bot) -> None:
    sent = await bot.send_message(LAN, "<b>a</b>", parse_mode="HTML", reply_markup=buttons("a"))
    with pytest.raises(telegram.error.BadRequest, match="exactly the same as a current content and reply markup"):
        await sent.edit_text("<b>a</b>", parse_mode="HTML", reply_markup=buttons("a"))
    with pytest.raises(telegram.error.BadRequest, match=r"(?i)message is not modified"):
        await sent.edit_reply_markup(buttons("a"))
    await sent.edit_reply_markup(buttons("b"))


async def test_only_present_messages_of_the_bot_can_be_edited(bot: telegram.Bot, hands: Hands) -> None:
    sent = await bot.send_message(LAN, "a")
    await sent.delete()
    with pytest.raises(telegram.error.BadRequest, match=r"(?i)message to edit not found"):
        await sent.edit_text("b")
    with pytest.raises(telegram.error.BadRequest, match=r"(?i)message to delete not found"):
        await sent.delete()
    own = await hands.act(LAN, "text", text="của tôi")
    with pytest.raises(telegram.error.BadRequest, match=r"(?i)message can't be edited"):
        await bot.edit_message_text("b", LAN, own["message_id"])


async def test_reply_keyboard_stays_until_removed(bot: telegram.Bot, hands: Hands) -> None:
    rows: list[list[str | KeyboardButton]] = [["🚨 KHẨN"], [KeyboardButton("Số của tôi", request_contact=True)]]
    await bot.send_message(LAN, "a", reply_markup=ReplyKeyboardMarkup(rows))
    await bot.send_message(LAN, "b", reply_markup=buttons("x"))
    chat = await hands.chat(LAN)
    assert chat["keyboard"] == [["🚨 KHẨN"], [{"text": "Số của tôi", "request_contact": True}]]
    await bot.send_message(LAN, "c", reply_markup=telegram.ReplyKeyboardRemove())
    assert (await hands.chat(LAN))["keyboard"] is None


async def test_keyboard_for_one_use_goes_when_used(bot: telegram.Bot, hands: Hands) -> None:
    await bot.send_message(LAN, "a", reply_markup=ReplyKeyboardMarkup([["Có", "Không"]], one_time_keyboard=True))
    await hands.act(LAN, "text", text="Có")
    assert (await hands.chat(LAN))["keyboard"] is None


async def test_silent_reply_and_typing_are_seen_on_the_phone(bot: telegram.Bot, hands: Hands) -> None:
    await bot.send_chat_action(LAN, "typing")
    assert (await hands.chat(LAN))["typing"]
    sent = await bot.send_message(LAN, "a", disable_notification=True, reply_to_message_id=1)
    assert sent.reply_to_message
    assert sent.reply_to_message.text == "/start"
    chat = await hands.chat(LAN)
    assert (chat["typing"], chat["unread"]) == (False, 1)
    assert (chat["messages"][-1]["silent"], chat["messages"][-1]["reply_to"]) == (True, 1)
    await hands.act(LAN, "read")
    assert (await hands.chat(LAN))["unread"] == 0


async def test_message_can_be_forwarded_and_copied(bot: telegram.Bot, hands: Hands) -> None:
    await hands.act(QUAN, "start")
    sent = await bot.send_message(LAN, "<b>a</b>", parse_mode="HTML")
    assert (await sent.forward(QUAN)).forward_origin
    await sent.copy(QUAN)
    assert [message["html"] for message in (await hands.chat(QUAN))["messages"][1:]] == ["<b>a</b>", "<b>a</b>"]


async def test_unknown_method_and_wrong_token(local: Running, hands: Hands) -> None:
    async with hands.session.get(f"/bot{local.token}/sendNothing") as answer:
        assert await answer.json() == {"ok": False, "error_code": 404, "description": "Not Found"}
        assert answer.status == 404
    async with hands.session.get("/bot1:WRONG/getMe") as answer:
        assert (answer.status, (await answer.json())["description"]) == (401, "Unauthorized")


async def test_all_four_ways_of_passing_parameters(local: Running, hands: Hands) -> None:
    url, fields = f"/bot{local.token}/sendMessage", {"chat_id": str(LAN), "text": "đủ"}
    form = json.dumps(fields).encode()
    ways: list[dict[str, Any]] = [
        {"params": fields},
        {"data": fields},
        {"data": form, "headers": {"Content-Type": "application/json"}},
    ]
    for way in ways:
        async with hands.session.post(url, **way) as answer:
            assert (await answer.json())["result"]["text"] == "đủ"
    async with hands.session.get(url, params=fields) as answer:
        assert answer.status == 200


async def test_commands_are_kept_per_scope_and_language(bot: telegram.Bot) -> None:
    await bot.set_my_commands([("baocao", "Báo cáo sự cố")])
    await bot.set_my_commands([("dangmo", "Đang mở")], scope=telegram.BotCommandScopeChat(LAN))
    assert [one.command for one in await bot.get_my_commands()] == ["baocao"]
    assert [one.command for one in await bot.get_my_commands(telegram.BotCommandScopeChat(LAN))] == ["dangmo"]
    await bot.delete_my_commands()
    assert await bot.get_my_commands() == ()
    with pytest.raises(telegram.error.BadRequest, match=r"(?i)BOT_COMMAND_INVALID"):
        await bot.set_my_commands([("Báo cáo", "a")])
    assert await bot.set_chat_menu_button(LAN, telegram.MenuButtonCommands())


async def test_aiogram_reads_the_same_wire(local: Running, hands: Hands) -> None:
    session = AiohttpSession(api=TelegramAPIServer.from_base(local.url))
    async with Bot(local.token, session=session) as client:
        sent = await client.send_message(LAN, "<u>a</u>", parse_mode="HTML")
        assert sent.html_text == "<u>a</u>"
        with pytest.raises(TelegramBadRequest, match="message is not modified"):
            await client.edit_message_text(text="<u>a</u>", chat_id=LAN, message_id=sent.message_id, parse_mode="HTML")
        assert (await client.get_updates())[0].message
