"""Zalo's webhook: the secret in its header, the update inside «result», again until 2xx; never beside polling."""

import asyncio

import pytest
import zalo_bot
from local_telegram_hands import MAI, TAM, Hands, Hook, until
from zalo_bot.error import BadRequest, Conflict

from simulator.server import Running

SECRET = "bi-mat-cua-bot"


@pytest.fixture
def zalo_hook(hook: Hook) -> Hook:
    hook.secret_header = "X-Bot-Api-Secret-Token"
    return hook


def texts(hook: Hook) -> list[str]:
    return [call["result"]["message"]["text"] for call in hook.calls]


async def test_call_carries_the_secret_and_the_update(zalo: zalo_bot.Bot, zalo_hands: Hands, zalo_hook: Hook) -> None:
    assert await zalo._set_webhook_async(zalo_hook.url, SECRET)
    await zalo_hands.act(MAI, "text", text="Có sự cố")
    await until(lambda: zalo_hook.calls)
    assert zalo_hook.secrets == [SECRET]
    assert zalo_hook.calls[0]["ok"] is True
    update = zalo_bot.Update.de_json(zalo_hook.calls[0]["result"], zalo)
    assert update
    assert update.message
    assert update.message.text == "Có sự cố"
    assert (await zalo._get_webhook_info_async()).url == zalo_hook.url


async def test_failed_call_is_made_again_and_order_within_a_chat_holds(
    zalo: zalo_bot.Bot, zalo_hands: Hands, zalo_hook: Hook
) -> None:
    zalo_hook.answers = [500, 403]
    await zalo._set_webhook_async(zalo_hook.url, SECRET)
    await zalo_hands.act(MAI, "text", text="a")
    await zalo_hands.act(MAI, "text", text="b")
    await until(lambda: len(zalo_hook.calls) == 4)
    assert texts(zalo_hook) == ["a", "a", "a", "b"]


async def test_polling_and_webhook_exclude_each_other(
    zalo: zalo_bot.Bot, local: Running, zalo_hands: Hands, zalo_hook: Hook
) -> None:
    before = local.zalo.polls
    polling = asyncio.create_task(zalo.get_update(timeout=30))
    await until(lambda: local.zalo.polls > before)
    await zalo._set_webhook_async(zalo_hook.url, SECRET)
    with pytest.raises(Conflict):
        await polling
    with pytest.raises(Conflict):
        await zalo.get_update(timeout=0)
    await zalo._delete_webhook_async()
    assert (await zalo._get_webhook_info_async()).url == ""
    await zalo_hands.act(MAI, "text", text="a")
    update = await zalo.get_update(timeout=0)
    assert update
    assert zalo_hook.calls == []


async def test_what_waited_goes_to_the_new_webhook(zalo: zalo_bot.Bot, zalo_hands: Hands, zalo_hook: Hook) -> None:
    await zalo_hands.act(MAI, "text", text="a")
    await zalo_hands.act(TAM, "text", text="b")
    await zalo._set_webhook_async(zalo_hook.url, SECRET)
    await until(lambda: sorted(texts(zalo_hook)) == ["a", "b"])


async def test_updates_of_a_chat_may_come_shuffled_and_twice(
    zalo: zalo_bot.Bot, zalo_hands: Hands, zalo_hook: Hook
) -> None:
    await zalo._set_webhook_async(zalo_hook.url, SECRET)
    await zalo_hands.post("misbehave", messenger="zalo", shuffle_updates=True, duplicate_updates=1)
    for number in range(20):
        await zalo_hands.act(MAI, "text", text=f"{number:02}")
    await until(lambda: len(zalo_hook.calls) == 40)
    assert texts(zalo_hook) != sorted(texts(zalo_hook))
    assert sorted(texts(zalo_hook)) == sorted(f"{number:02}" for number in range(20) for _ in range(2))


@pytest.mark.parametrize(
    ("url", "secret", "why"),
    [
        ("ftp://127.0.0.1/hook", SECRET, "invalid webhook url"),
        ("", SECRET, "invalid webhook url"),
        ("http://127.0.0.1/hook", "7-signs", "8 to 256 characters"),
        ("http://127.0.0.1/hook", "a" * 257, "8 to 256 characters"),
    ],
)
async def test_webhook_that_zalo_refuses(zalo: zalo_bot.Bot, url: str, secret: str, why: str) -> None:
    with pytest.raises(BadRequest, match=rf"(?i){why}"):
        await zalo._set_webhook_async(url, secret)
    assert (await zalo._get_webhook_info_async()).url == ""
