"""What the bot gets on Zalo: one update at a time, by a client that others wrote; what was handed out is gone."""

import asyncio
from datetime import datetime
from typing import Any

import aiohttp
import pytest
import zalo_bot
from local_telegram_hands import MAI, TAM, Hands, until
from zalo_bot.error import Conflict

from simulator.samples import picture_size
from simulator.server import Running


async def raw_update(zalo: zalo_bot.Bot) -> dict[str, Any]:
    result = await zalo._post("getUpdates", {"timeout": "0"})
    assert isinstance(result, dict)
    return result


async def test_text_with_who_wrote_it_where_and_when(zalo: zalo_bot.Bot, zalo_hands: Hands) -> None:
    done = await zalo_hands.act(MAI, "text", text="Có học sinh bị ngất")
    update = await zalo.get_update(timeout=5)
    assert update
    assert update.api_kwargs["event_name"] == done["event_name"] == "message.text.received"
    message = update.message
    assert message
    assert (message.message_id, message.text) == (done["message_id"], "Có học sinh bị ngất")
    assert (message.chat.id, message.chat.type) == (MAI, "PRIVATE")
    assert message.from_user
    assert (message.from_user.id, message.from_user.display_name) == (MAI, "Mai Trần")
    assert message.date == datetime.fromtimestamp((await zalo_hands.last(MAI))["date"])


async def test_updates_come_one_by_one_and_never_again(zalo: zalo_bot.Bot, zalo_hands: Hands) -> None:
    for text in "abc":
        await zalo_hands.act(MAI, "text", text=text)
    assert [(await raw_update(zalo))["message"]["text"] for _ in "abc"] == ["a", "b", "c"]
    assert await raw_update(zalo) == {}
    assert await zalo.get_update(timeout=0) is None


async def test_waiting_poll_ends_with_the_first_message(zalo: zalo_bot.Bot, local: Running, zalo_hands: Hands) -> None:
    before = local.zalo.polls
    polling = asyncio.create_task(zalo.get_update(timeout=30))
    await until(lambda: local.zalo.polls > before)
    await zalo_hands.act(TAM, "text", text="a")
    update = await polling
    assert update
    assert update.message
    assert update.message.text == "a"


async def test_second_poll_ends_the_first(zalo: zalo_bot.Bot, local: Running, zalo_hands: Hands) -> None:
    before = local.zalo.polls
    first = asyncio.create_task(zalo.get_update(timeout=30))
    await until(lambda: local.zalo.polls > before)
    assert await zalo.get_update(timeout=0) is None
    with pytest.raises(Conflict):
        await first


async def test_poll_of_a_service_that_went_away_takes_nothing_along(
    zalo: zalo_bot.Bot, local: Running, zalo_hands: Hands
) -> None:
    before = local.zalo.polls
    async with aiohttp.ClientSession() as session:
        url = f"{local.zalo_url}/bot{local.zalo.token}/getUpdates"
        polling = asyncio.create_task(session.post(url, json={"timeout": "30"}))
        await until(lambda: local.zalo.polls > before)
        polling.cancel()
        await asyncio.gather(polling, return_exceptions=True)
    await zalo_hands.get("users")
    await zalo_hands.act(MAI, "text", text="a")
    assert (await raw_update(zalo))["message"]["text"] == "a"


async def test_picture_can_be_fetched_from_its_address(zalo: zalo_bot.Bot, zalo_hands: Hands) -> None:
    await zalo_hands.act(MAI, "photo", caption="Mái tôn bị tốc")
    update = await raw_update(zalo)
    assert update["event_name"] == "message.image.received"
    assert update["message"]["caption"] == "Mái tôn bị tốc"
    async with zalo_hands.session.get(update["message"]["photo_url"]) as picture:
        assert (picture.status, picture.content_type) == (200, "image/png")
        assert picture_size(await picture.read())


async def test_album_comes_as_single_pictures(zalo: zalo_bot.Bot, zalo_hands: Hands) -> None:
    done = await zalo_hands.act(MAI, "album", count=3, caption="Hiện trường")
    messages = [(await raw_update(zalo))["message"] for _ in range(3)]
    assert [one["message_id"] for one in messages] == done["message_ids"]
    assert [one.get("caption") for one in messages] == ["Hiện trường", None, None]
    assert len({one["photo_url"] for one in messages}) == 3
    assert await raw_update(zalo) == {}


async def test_sticker_is_known_by_its_id(zalo: zalo_bot.Bot, zalo_hands: Hands) -> None:
    await zalo_hands.act(MAI, "sticker", sticker="abc123")
    update = await zalo.get_update(timeout=0)
    assert update
    assert update.api_kwargs["event_name"] == "message.sticker.received"
    assert update.message
    assert update.message.sticker == "abc123"


@pytest.mark.parametrize("kind", ["voice", "video", "document", "location", "contact"])
async def test_bot_is_told_nothing_of_what_zalo_does_not_show_it(
    zalo: zalo_bot.Bot, zalo_hands: Hands, kind: str
) -> None:
    done = await zalo_hands.act(MAI, "unsupported", kind=kind)
    update = await raw_update(zalo)
    assert update["event_name"] == "message.unsupported.received"
    assert set(update["message"]) == {"message_id", "date", "from", "chat"}
    assert update["message"]["message_id"] == done["message_id"]
    assert (await zalo_hands.last(MAI))["kind"] == kind


async def test_update_comes_twice_when_told_to_and_again_on_demand(zalo: zalo_bot.Bot, zalo_hands: Hands) -> None:
    await zalo_hands.post("misbehave", messenger="zalo", duplicate_updates=1)
    done = await zalo_hands.act(MAI, "text", text="a")
    first, second = await raw_update(zalo), await raw_update(zalo)
    assert first == second
    assert await raw_update(zalo) == {}
    await zalo_hands.post("update", messenger="zalo", replay=done["message_id"])
    assert await raw_update(zalo) == first
    await zalo_hands.post("update", messenger="zalo", event_name="message.poll.received")
    assert await raw_update(zalo) == {"event_name": "message.poll.received"}


async def test_message_older_than_a_day_is_gone(zalo: zalo_bot.Bot, zalo_hands: Hands) -> None:
    await zalo_hands.act(MAI, "text", text="a")
    await zalo_hands.post("clock", advance_seconds=24 * 3600 + 1)
    assert await raw_update(zalo) == {}


async def test_message_ids_do_not_come_again_after_a_reset(zalo: zalo_bot.Bot, zalo_hands: Hands) -> None:
    before = await zalo_hands.act(MAI, "text", text="a")
    await zalo_hands.post("reset")
    assert await raw_update(zalo) == {}
    await zalo_hands.post("users", messenger="zalo", id=MAI, first_name="Mai")
    after = await zalo_hands.act(MAI, "text", text="a")
    assert after["message_id"] > before["message_id"]
