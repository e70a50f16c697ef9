"""The limits of sending: so many a second overall, to one chat and to a group; time is turned by hand."""

import math

import pytest
import telegram
from local_telegram_hands import LAN, QUAN, Hands
from telegram.error import RetryAfter

from simulator.samples import sample
from simulator.server import Running

pytestmark = pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")
GROUP = -1001


@pytest.fixture
def passing(local: Running) -> list[float]:
    """The seconds on the limits' own watch; strict limits as Telegram's."""
    seconds = [1000.0]
    local.telegram.limits.enabled = True
    local.telegram.limits.now = lambda: seconds[0]
    return seconds


async def refused(bot: telegram.Bot, chat: int) -> int:
    """The whole seconds that Telegram tells to wait."""
    with pytest.raises(RetryAfter) as told:
        await bot.send_message(chat, "quá nhanh")
    wait = told.value.retry_after
    return math.ceil(wait.total_seconds() if not isinstance(wait, int) else wait)


async def test_one_message_a_second_to_one_chat(bot: telegram.Bot, hands: Hands, passing: list[float]) -> None:
    await hands.act(QUAN, "start")
    await bot.send_message(LAN, "a")
    assert await refused(bot, LAN) == 1
    await bot.send_message(QUAN, "b")
    passing[0] += 0.9
    assert await refused(bot, LAN) == 1
    passing[0] += 0.1
    await bot.send_message(LAN, "c")
    assert [message["text"] for message in (await hands.chat(LAN))["messages"]] == ["/start", "a", "c"]


async def test_thirty_messages_a_second_to_all_chats(bot: telegram.Bot, hands: Hands, passing: list[float]) -> None:
    for number in range(101, 132):
        await hands.post("users", id=number, first_name="Người nhận")
        await hands.act(number, "start")
    for number in range(101, 131):
        await bot.send_message(number, "a")
    assert await refused(bot, 131) == 1
    passing[0] += 1
    await bot.send_message(131, "a")


async def test_twenty_messages_a_minute_to_a_group(bot: telegram.Bot, hands: Hands, passing: list[float]) -> None:
    await hands.post("groups", id=GROUP, title="Tổ trực")
    for _ in range(20):
        await bot.send_message(GROUP, "a")
        passing[0] += 1
    assert await refused(bot, GROUP) == 40
    passing[0] += 40
    await bot.send_message(GROUP, "b")


async def test_edits_count_overall_but_not_for_the_chat(bot: telegram.Bot, hands: Hands, passing: list[float]) -> None:
    await hands.post("limits", overall_per_second=3)
    sent = await bot.send_message(LAN, "a")
    await sent.edit_text("b")
    await sent.edit_text("c")
    with pytest.raises(RetryAfter):
        await sent.edit_text("d")
    assert (await hands.last(LAN))["text"] == "c"


async def test_answers_to_presses_and_polls_are_free(bot: telegram.Bot, hands: Hands, passing: list[float]) -> None:
    markup = telegram.InlineKeyboardMarkup([[telegram.InlineKeyboardButton("Có", callback_data="y")]])
    await hands.post("limits", overall_per_second=1)
    await bot.send_message(LAN, "a", reply_markup=markup)
    press = await hands.act(LAN, "press", label="Có")
    assert len(await bot.get_updates()) == 1
    assert await bot.answer_callback_query(press["callback_query_id"])


async def test_album_counts_each_picture_overall(bot: telegram.Bot, hands: Hands, passing: list[float]) -> None:
    await hands.act(QUAN, "start")
    await hands.post("limits", overall_per_second=3)
    picture = telegram.InputMediaPhoto(sample("photo", 1))
    await bot.send_media_group(LAN, [picture] * 3)
    assert await refused(bot, QUAN) == 1


async def test_refused_message_is_not_counted(bot: telegram.Bot, hands: Hands, passing: list[float]) -> None:
    with pytest.raises(telegram.error.BadRequest):
        await bot.send_message(LAN, "<b>", parse_mode="HTML")
    await bot.send_message(LAN, "a")
    for _ in range(3):
        await refused(bot, LAN)
    passing[0] += 1
    await bot.send_message(LAN, "b")


async def test_limits_can_be_lifted_and_changed(bot: telegram.Bot, hands: Hands, passing: list[float]) -> None:
    assert (await hands.post("limits", enabled=False))["enabled"] is False
    for _ in range(3):
        await bot.send_message(LAN, "a")
    told = await hands.post("limits", enabled=True, chat_per_second=2)
    assert told == {"enabled": True, "overall_per_second": 30, "chat_per_second": 2, "group_per_minute": 20}
    await bot.send_message(LAN, "b")
    await bot.send_message(LAN, "c")
    assert await refused(bot, LAN) == 1
    await hands.post("limits", chat_per_second="2")
    assert hands.status == 400
