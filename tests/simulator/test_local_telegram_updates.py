"""getUpdates: in order, confirmed by the offset, waiting for the first, one caller at a time."""

import asyncio

import pytest
import telegram
from local_telegram_hands import LAN, QUAN, Hands, Hook, until

from simulator.server import Running


def texts(updates: tuple[telegram.Update, ...]) -> list[str | None]:
    return [update.message.text for update in updates if update.message]


async def test_updates_come_again_until_they_are_confirmed(bot: telegram.Bot, hands: Hands) -> None:
    for text in "abc":
        await hands.act(LAN, "text", text=text)
    first = await bot.get_updates(limit=2)
    assert texts(first) == ["a", "b"]
    assert await bot.get_updates(limit=2) == first
    assert texts(await bot.get_updates(offset=first[-1].update_id + 1)) == ["c"]
    assert texts(await bot.get_updates()) == ["c"]


async def test_negative_offset_keeps_only_the_last(bot: telegram.Bot, hands: Hands) -> None:
    for text in "abc":
        await hands.act(LAN, "text", text=text)
    assert texts(await bot.get_updates(offset=-1)) == ["c"]
    assert texts(await bot.get_updates()) == ["c"]


async def test_poll_that_waits_gets_the_update_when_it_comes(bot: telegram.Bot, local: Running, hands: Hands) -> None:
    before = local.telegram.polls
    polling = asyncio.create_task(bot.get_updates(timeout=30))
    await until(lambda: local.telegram.polls > before)
    done = await hands.act(LAN, "text", text="Có sự cố")
    (update,) = await polling
    assert update.update_id == done["update_id"]
    assert texts((update,)) == ["Có sự cố"]


async def test_second_poll_ends_the_first(bot: telegram.Bot, local: Running, hands: Hands) -> None:
    before = local.telegram.polls
    first = asyncio.create_task(bot.get_updates(timeout=30))
    await until(lambda: local.telegram.polls > before)
    async with telegram.Bot(local.token, f"{local.url}/bot") as other:
        second = asyncio.create_task(other.get_updates(timeout=30))
        with pytest.raises(telegram.error.Conflict, match="terminated by other getUpdates request"):
            await first
        await hands.act(LAN, "text", text="a")
        assert texts(await second) == ["a"]


async def test_webhook_and_polling_exclude_each_other(
    bot: telegram.Bot, local: Running, hands: Hands, hook: Hook
) -> None:
    before = local.telegram.polls
    waiting = asyncio.create_task(bot.get_updates(timeout=30))
    await until(lambda: local.telegram.polls > before)
    await bot.set_webhook(hook.url)
    with pytest.raises(telegram.error.Conflict, match="terminated by setWebhook request"):
        await waiting
    with pytest.raises(telegram.error.Conflict, match="use deleteWebhook"):
        await bot.get_updates()
    await bot.delete_webhook()
    assert await bot.get_updates() == ()


async def test_only_wanted_kinds_are_kept_until_told_otherwise(bot: telegram.Bot, hands: Hands) -> None:
    await bot.get_updates(allowed_updates=["my_chat_member"])
    await hands.act(LAN, "text", text="a")
    await hands.act(LAN, "block")
    (update,) = await bot.get_updates()
    assert update.my_chat_member
    await bot.get_updates(offset=update.update_id + 1, allowed_updates=[])
    await hands.act(LAN, "unblock")
    await hands.act(LAN, "text", text="b")
    assert texts(await bot.get_updates()) == ["b"]


async def test_updates_are_forgotten_after_a_day(bot: telegram.Bot, hands: Hands) -> None:
    await hands.act(LAN, "text", text="hôm qua")
    await hands.post("clock", advance_seconds=24 * 3600 + 1)
    await hands.act(LAN, "text", text="hôm nay")
    assert texts(await bot.get_updates()) == ["hôm nay"]


async def test_confirmed_update_can_be_sent_again_with_its_number(bot: telegram.Bot, hands: Hands) -> None:
    await hands.act(LAN, "text", text="a")
    (update,) = await bot.get_updates()
    assert await bot.get_updates(offset=update.update_id + 1) == ()
    await hands.post("update", replay=update.update_id)
    assert await bot.get_updates(offset=update.update_id + 1) == (update,)
    assert await bot.get_updates(offset=update.update_id + 1) == ()
    await hands.post("update", replay=5)
    assert hands.status == 400


async def test_every_update_comes_twice_when_asked_to_repeat(bot: telegram.Bot, hands: Hands) -> None:
    await hands.post("misbehave", duplicate_updates=1)
    await hands.act(LAN, "text", text="a")
    await hands.act(QUAN, "text", text="b")
    updates = await bot.get_updates()
    assert texts(updates) == ["a", "a", "b", "b"]
    assert len({update.update_id for update in updates}) == 2


async def test_any_json_can_be_an_update(bot: telegram.Bot, local: Running, hands: Hands) -> None:
    numbered = await hands.post("update", poll_answer={"something": "new"})
    chosen = await hands.post("update", update_id=numbered["update_id"] + 5, message="not an object")
    async with hands.session.get(f"/bot{local.token}/getUpdates") as answer:
        assert (await answer.json())["result"] == [
            {"update_id": numbered["update_id"], "poll_answer": {"something": "new"}},
            {"update_id": chosen["update_id"], "message": "not an object"},
        ]
    later = await hands.act(LAN, "text", text="a")
    assert later["update_id"] > chosen["update_id"]
