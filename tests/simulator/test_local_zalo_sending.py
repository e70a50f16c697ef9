"""What the bot sends on Zalo, by a client that others wrote: texts, pictures by their address, and every refusal."""

from collections.abc import AsyncIterator

import pytest
import zalo_bot
from aiohttp import web
from local_telegram_hands import MAI, TAM, Hands
from zalo_bot.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter

from simulator.samples import sample
from simulator.server import Running
from simulator.zalo_api import photos

PICTURE = sample("photo", 3)


@pytest.fixture
async def pictures() -> AsyncIterator[str]:
    """A web server of the service; the address of its picture is /good."""
    bodies = {"good": PICTURE, "words": b"<html>", "big": PICTURE.ljust(photos.LARGEST + 1, b"\0")}

    async def answer(request: web.Request) -> web.Response:
        name = request.match_info["name"]
        if name == "moved":
            raise web.HTTPFound("/good")
        if name not in bodies:
            raise web.HTTPGone
        return web.Response(body=bodies[name])

    app = web.Application()
    app.router.add_get("/{name}", answer)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    await runner.cleanup()


async def test_bot_knows_itself(zalo: zalo_bot.Bot, local: Running) -> None:
    me = await zalo.get_me()
    assert local.zalo.token.startswith(f"{me.id}:")
    assert me.account_name


async def test_text_stands_on_the_phone_and_its_links_can_be_followed(zalo: zalo_bot.Bot, zalo_hands: Hands) -> None:
    sent = await zalo.send_message(MAI, "<b>Chọn</b>\n1. Có\nhttp://127.0.0.1/a?b=1&c=2")
    shown = await zalo_hands.last(MAI)
    assert (shown["message_id"], shown["from"], shown["kind"]) == (sent.message_id, "bot", "text")
    assert shown["text"] == "<b>Chọn</b>\n1. Có\nhttp://127.0.0.1/a?b=1&c=2"
    assert shown["html"].startswith("&lt;b&gt;Chọn&lt;/b&gt;")
    assert '<a href="http://127.0.0.1/a?b=1&amp;c=2"' in shown["html"]
    assert (await zalo_hands.chat(MAI))["unread"] == 1


async def test_text_has_at_most_2000_characters(zalo: zalo_bot.Bot, zalo_hands: Hands) -> None:
    await zalo.send_message(MAI, "ế" * 2000)
    for wrong in ("ế" * 2001, " "):
        with pytest.raises(BadRequest, match="1 to 2000"):
            await zalo.send_message(MAI, wrong)
    assert len((await zalo_hands.chat(MAI))["messages"]) == 2


async def test_picture_is_fetched_and_kept_for_the_phone(zalo: zalo_bot.Bot, zalo_hands: Hands, pictures: str) -> None:
    await zalo.send_photo(MAI, "Hiện trường", f"{pictures}/good")
    shown = await zalo_hands.last(MAI)
    assert (shown["kind"], shown["text"], shown["file"]["mime"]) == ("photo", "Hiện trường", "image/png")
    async with zalo_hands.session.get(shown["file"]["url"]) as answer:
        assert await answer.read() == PICTURE


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("{}/gone", "http 410"),
        ("{}/moved", "http 302"),
        ("{}/words", "not a picture"),
        ("{}/big", "too big"),
        ("http://127.0.0.1:9/good", "no answer"),
        ("http://192.0.2.1/good", "127.0.0.1 only"),
        ("AgACAgUAAx", "must be a url"),
    ],
)
async def test_picture_that_cannot_be_had(
    zalo: zalo_bot.Bot, zalo_hands: Hands, pictures: str, address: str, why: str
) -> None:
    with pytest.raises(BadRequest, match=rf"(?i){why}"):
        await zalo.send_photo(MAI, "", address.format(pictures))
    assert len((await zalo_hands.chat(MAI))["messages"]) == 1


async def test_caption_has_at_most_2000_characters(zalo: zalo_bot.Bot, pictures: str) -> None:
    await zalo.send_photo(MAI, "a" * 2000, f"{pictures}/good")
    with pytest.raises(BadRequest, match="2000"):
        await zalo.send_photo(MAI, "a" * 2001, f"{pictures}/good")


async def test_sticker_is_an_id_and_no_address(zalo: zalo_bot.Bot, zalo_hands: Hands, pictures: str) -> None:
    await zalo.send_sticker(MAI, "bfe458bf64fa8da4d4eb")
    shown = await zalo_hands.last(MAI)
    assert (shown["kind"], shown["sticker"]) == ("sticker", "bfe458bf64fa8da4d4eb")
    with pytest.raises(BadRequest):
        await zalo.send_sticker(MAI, f"{pictures}/good")


async def test_typing_is_seen_until_the_message_comes(zalo: zalo_bot.Bot, zalo_hands: Hands) -> None:
    await zalo.send_chat_action(MAI, "typing")
    assert (await zalo_hands.chat(MAI))["typing"]
    await zalo.send_message(MAI, "a")
    assert not (await zalo_hands.chat(MAI))["typing"]
    with pytest.raises(BadRequest):
        await zalo.send_chat_action(MAI, "dancing")


async def test_who_blocked_the_bot_gets_nothing_until_it_is_unblocked(zalo: zalo_bot.Bot, zalo_hands: Hands) -> None:
    await zalo_hands.act(MAI, "block")
    with pytest.raises(Forbidden, match="blocked"):
        await zalo.send_message(MAI, "a")
    await zalo_hands.act(MAI, "text", text="a")
    assert zalo_hands.status == 400
    await zalo_hands.act(MAI, "unblock")
    await zalo.send_message(MAI, "b")
    assert (await zalo_hands.last(MAI))["text"] == "b"
    assert await zalo.get_update(timeout=0) is None


async def test_bot_does_not_write_first_and_not_to_nobody(zalo: zalo_bot.Bot, zalo_hands: Hands) -> None:
    with pytest.raises(Forbidden, match="initiate"):
        await zalo.send_message(TAM, "a")
    with pytest.raises(BadRequest, match=r"(?i)chat not found"):
        await zalo.send_message("nobody", "a")
    with pytest.raises(BadRequest, match=r"(?i)chat not found"):
        await zalo.send_message("11", "a")


async def test_another_token_is_refused_with_401(zalo_hands: Hands, local: Running) -> None:
    async with zalo_hands.session.post(f"/zalo/bot{local.token}/getMe") as answer:
        assert answer.status == 401
        assert await answer.json() == {"ok": False, "error_code": 401, "description": "Unauthorized"}
    with pytest.raises(InvalidToken):
        await zalo_bot.Bot("1:wrong", local.zalo_url).initialize()


@pytest.mark.parametrize("name", ["editMessageText", "answerCallbackQuery", "sendmessage"])
async def test_method_that_zalo_does_not_have(zalo: zalo_bot.Bot, name: str) -> None:
    with pytest.raises(InvalidToken, match="Not Found"):
        await zalo._post(name, {"chat_id": MAI, "text": "a"})


async def test_too_many_messages_are_refused_with_the_seconds_to_wait(zalo: zalo_bot.Bot, zalo_hands: Hands) -> None:
    await zalo_hands.post("limits", messenger="zalo", enabled=True, chat_per_second=1)
    await zalo.send_message(MAI, "a")
    with pytest.raises(RetryAfter) as told:
        await zalo.send_message(MAI, "b")
    assert told.value.retry_after == 1
    await zalo_hands.post("limits", messenger="zalo", enabled=False)
    await zalo.send_message(MAI, "c")


async def test_zalo_that_fails_after_doing_leaves_telegram_alone(zalo: zalo_bot.Bot, zalo_hands: Hands) -> None:
    await zalo_hands.post("misbehave", messenger="zalo", methods=["sendMessage"], status=502, after_doing=True)
    with pytest.raises(NetworkError, match="Bad Gateway"):
        await zalo.send_message(MAI, "a")
    assert (await zalo_hands.last(MAI))["text"] == "a"
    await zalo_hands.post("misbehave")
    with pytest.raises(NetworkError):
        await zalo.send_message(MAI, "b")
    await zalo_hands.post("misbehave", messenger="zalo")
    await zalo.send_message(MAI, "c")
