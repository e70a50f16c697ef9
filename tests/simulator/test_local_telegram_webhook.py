"""The webhook: called with its secret, again until it answers 2xx, in order within a chat."""

import asyncio

import pytest
import telegram
from local_telegram_hands import LAN, QUAN, Hands, Hook, until


async def test_call_carries_the_secret_and_the_update(bot: telegram.Bot, hands: Hands, hook: Hook) -> None:
    await bot.set_webhook(hook.url, secret_token="Bi-mat_1")
    done = await hands.act(LAN, "text", text="Có sự cố")
    await until(lambda: hook.calls)
    assert hook.secrets == ["Bi-mat_1"]
    assert hook.calls[0]["update_id"] == done["update_id"]
    assert telegram.Update.de_json(hook.calls[0], bot).message
    info = await bot.get_webhook_info()
    assert (info.url, info.last_error_message) == (hook.url, None)


async def test_failed_call_is_made_again_and_told(bot: telegram.Bot, hands: Hands, hook: Hook) -> None:
    hook.answers = [500, 403]
    await bot.set_webhook(hook.url)
    await hands.act(LAN, "text", text="a")
    await hands.act(LAN, "text", text="b")
    await until(lambda: len(hook.calls) == 4)
    assert hook.texts == ["a", "a", "a", "b"]
    info = await bot.get_webhook_info()
    assert info.last_error_date
    assert info.last_error_message == "Wrong response from the webhook: 403 Forbidden"


async def test_updates_of_a_service_that_is_down_wait_for_it(bot: telegram.Bot, hands: Hands, hook: Hook) -> None:
    await bot.set_webhook("http://127.0.0.1:9/hook")
    await hands.act(LAN, "text", text="a")
    await hands.act(QUAN, "text", text="b")
    while (await bot.get_webhook_info()).last_error_message is None:  # noqa: ASYNC110
        await asyncio.sleep(0.01)
    info = await bot.get_webhook_info()
    assert (info.pending_update_count, info.last_error_message) == (2, "Connection refused")
    await bot.set_webhook(hook.url)
    await until(lambda: len(hook.calls) == 2)
    assert sorted(hook.texts) == ["a", "b"]


async def test_another_chat_does_not_wait_for_a_slow_one(bot: telegram.Bot, hands: Hands, hook: Hook) -> None:
    hook.answers = [500, 200, 200]
    await bot.set_webhook(hook.url)
    await hands.act(LAN, "text", text="a")
    await until(lambda: hook.calls)
    await hands.act(LAN, "text", text="b")
    await hands.act(QUAN, "text", text="c")
    await until(lambda: len(hook.calls) == 4)
    assert [text for text in hook.texts if text != "c"] == ["a", "a", "b"]
    assert hook.texts.index("c") < hook.texts.index("b")


async def test_order_within_a_chat_holds_unless_shuffled(bot: telegram.Bot, hands: Hands, hook: Hook) -> None:
    await bot.set_webhook(hook.url)
    for number in range(20):
        await hands.act(LAN, "text", text=f"{number:02}")
    await until(lambda: len(hook.calls) == 20)
    assert hook.texts == sorted(hook.texts)
    hook.calls.clear()
    await hands.post("misbehave", shuffle_updates=True, duplicate_updates=1)
    for number in range(20):
        await hands.act(LAN, "text", text=f"{number:02}")
    await until(lambda: len(hook.calls) == 40)
    assert hook.texts != sorted(hook.texts)
    assert sorted(hook.texts) == sorted(f"{number:02}" for number in range(20) for _ in range(2))


async def test_waiting_updates_go_to_a_new_webhook_or_are_dropped(bot: telegram.Bot, hands: Hands, hook: Hook) -> None:
    await hands.act(LAN, "text", text="a")
    await bot.set_webhook(hook.url)
    await until(lambda: hook.texts == ["a"])
    await bot.delete_webhook()
    await hands.act(LAN, "text", text="b")
    await bot.set_webhook(hook.url, drop_pending_updates=True)
    await hands.act(LAN, "text", text="c")
    await until(lambda: len(hook.calls) == 2)
    assert hook.texts == ["a", "c"]


async def test_answer_of_a_webhook_may_be_a_call(bot: telegram.Bot, hands: Hands, hook: Hook) -> None:
    hook.reply = {"method": "sendMessage", "chat_id": LAN, "text": "Đã nhận"}
    await bot.set_webhook(hook.url)
    await hands.act(LAN, "text", text="a")
    await hands.post("wait", user=LAN, contains="Đã nhận")
    assert hands.status == 200


async def test_webhook_may_end_itself_and_nothing_comes_twice(bot: telegram.Bot, hands: Hands, hook: Hook) -> None:
    hook.reply = {"method": "deleteWebhook"}
    await bot.set_webhook(hook.url)
    await hands.act(LAN, "text", text="a")
    while (await bot.get_webhook_info()).url:  # noqa: ASYNC110
        await asyncio.sleep(0.01)
    await hands.act(LAN, "text", text="b")
    updates = await bot.get_updates()
    assert [update.message.text for update in updates if update.message] == ["b"]
    hook.reply = None
    await bot.set_webhook(hook.url)
    await until(lambda: hook.texts == ["a", "b"])


@pytest.mark.parametrize(
    ("url", "secret", "why"),
    [
        ("ftp://127.0.0.1/hook", None, "invalid webhook url specified"),
        ("https://", None, "invalid webhook url specified"),
        ("http://127.0.0.1/hook", "có dấu", "secret token contains unallowed characters"),
        ("http://127.0.0.1/hook", "a" * 257, "secret token is too long"),
    ],
)
async def test_webhook_that_telegram_refuses(bot: telegram.Bot, url: str, secret: str | None, why: str) -> None:
    with pytest.raises(telegram.error.BadRequest, match=rf"(?i){why}"):
        await bot.set_webhook(url, secret_token=secret)
    assert (await bot.get_webhook_info()).url == ""
