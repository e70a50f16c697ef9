"""The Telegram channel against the local Telegram: what arrives on the phone, and what its refusals mean to us."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from parcels import attachment, parcel
from running_service import HEAD, Phones, calls_of

from bot.channels import FileGone, FileTooBig, Refused, TooFast, Unavailable, Unreachable
from bot.channels.telegram import Telegram
from locales import BOLD_OFF, BOLD_ON
from simulator.samples import sample
from simulator.server import Running
from storage.files import FileStore
from storage.screens import Button, Screen

BUTTONS = ((Button("Tiếp nhận", "i:1:acknowledge"),),)
SENTENCE = "Sáng nay 3 em lớp 7A bị ong đốt ở sân trường, đã đưa đi bệnh viện quận. "


@pytest.fixture
def files(tmp_path: Path) -> FileStore:
    return FileStore(tmp_path / "files")


@pytest.fixture
async def phones(local: Running) -> AsyncIterator[Phones]:
    """One person, who has started the bot."""
    async with aiohttp.ClientSession(local.url) as session:
        phones = Phones(session, local.url)
        await phones.post("users", id=HEAD, first_name="Người mẫu")
        await phones.act(HEAD, "start")
        local.telegram.updates.pending.clear()
        yield phones


@pytest.fixture
async def telegram(local: Running, files: FileStore, phones: Phones) -> AsyncIterator[Telegram]:
    channel = Telegram(local.token, local.url, files, timeout=1)
    yield channel
    await channel.close()


async def at_once() -> None:
    """No pace between the parts."""


async def send(telegram: Telegram, screen: Screen, sent: list[str] | None = None, **how: Any) -> str:
    return await telegram.send(parcel(screen, **how), [] if sent is None else sent, at_once)


async def stored(files: FileStore, content: bytes) -> str:
    async def chunks() -> AsyncIterator[bytes]:
        yield content

    return (await files.keep(chunks(), most=10**8)).sha256


async def test_screen_arrives_with_bold_words_and_buttons(telegram: Telegram, phones: Phones):
    ref = await send(telegram, Screen(f"{BOLD_ON}Khẩn{BOLD_OFF} <b>1 & 2</b>", BUTTONS))

    [shown] = await phones.chat(HEAD)
    assert str(shown["message_id"]) == ref
    assert shown["html"] == "<b>Khẩn</b> &lt;b&gt;1 &amp; 2&lt;/b&gt;"
    assert shown["buttons"] == [[{"text": "Tiếp nhận", "data": "i:1:acknowledge"}]]


async def test_text_of_ten_thousand_characters_arrives_whole_and_its_last_part_shows_the_slot(
    telegram: Telegram, phones: Phones
):
    sent: list[str] = []
    ref = await send(telegram, Screen(SENTENCE * 140, BUTTONS, slot="s"), sent)

    shown = await phones.chat(HEAD)
    assert [str(one["message_id"]) for one in shown] == sent
    assert ref == sent[-1]
    assert [bool(one["buttons"]) for one in shown] == [False, False, True]
    assert " ".join(one["text"] for one in shown).split() == (SENTENCE * 140).split()


async def test_second_try_goes_on_after_the_parts_that_have_arrived(telegram: Telegram, phones: Phones):
    screen, sent = Screen(SENTENCE * 140), []

    async def fails_before_the_third() -> None:
        if len(sent) == 2:
            raise Unavailable

    with pytest.raises(Unavailable):
        await telegram.send(parcel(screen), sent, fails_before_the_third)
    assert len(await phones.chat(HEAD)) == 2

    await send(telegram, screen, sent)
    assert " ".join(one["text"] for one in await phones.chat(HEAD)).split() == (SENTENCE * 140).split()


async def test_edit_changes_the_message_and_makes_no_new_one(telegram: Telegram, phones: Phones):
    ref = await send(telegram, Screen("cũ", BUTTONS, slot="s"))
    assert await send(telegram, Screen("mới", slot="s"), shown=ref) == ref

    [shown] = await phones.chat(HEAD)
    assert (shown["text"], shown["buttons"], shown["edits"]) == ("mới", [], 1)


async def test_edit_that_changes_nothing_is_as_good_as_done(telegram: Telegram, phones: Phones):
    ref = await send(telegram, Screen("như cũ", slot="s"))
    assert await send(telegram, Screen("như cũ", slot="s"), shown=ref) == ref
    assert len(await phones.chat(HEAD)) == 1


async def test_message_that_was_deleted_is_sent_anew(telegram: Telegram, phones: Phones, local: Running):
    ref = await send(telegram, Screen("cũ", slot="s"))
    await phones.delete(local, HEAD, int(ref))

    anew = await send(telegram, Screen("mới", slot="s"), shown=ref)

    [shown] = await phones.chat(HEAD)
    assert (shown["text"], str(shown["message_id"])) == ("mới", anew)


async def test_text_that_grew_too_long_for_an_edit_is_sent_anew(telegram: Telegram, phones: Phones):
    ref = await send(telegram, Screen("ngắn", slot="s"))
    anew = await send(telegram, Screen(SENTENCE * 60, slot="s"), shown=ref)
    assert [str(one["message_id"]) for one in await phones.chat(HEAD)][-1] == anew != ref


async def test_album_map_and_words_on_a_picture(telegram: Telegram, phones: Phones, local: Running):
    refs = []
    for name in ("cổng <b>trường</b>", ""):
        await phones.act(HEAD, "photo", caption=name)
        [update] = await telegram.updates(None)
        refs.append(update["message"]["photo"][-1]["file_id"])
        local.telegram.updates.pending.clear()
    pictures = tuple(
        attachment(number, "photo", ref, caption="cổng <b>trường</b>" if number == 0 else "")
        for number, ref in enumerate(refs)
    )

    await send(telegram, Screen("Kèm theo", location=(10.5, 106.7)), pictures=pictures)

    text, place, first, second = await phones.chat(HEAD)
    assert (text["text"], place["location"]) == ("Kèm theo", {"latitude": 10.5, "longitude": 106.7})
    assert first["media_group_id"] == second["media_group_id"] is not None
    assert (first["text"], second["text"]) == ("cổng <b>trường</b>", "")


async def test_file_whose_reference_died_is_sent_from_our_own_store(
    telegram: Telegram, phones: Phones, files: FileStore
):
    digest = await stored(files, sample("photo", 1))
    kept = attachment(1, "photo", "dead", sha256=digest, name="ảnh.png")

    await send(telegram, Screen("Ảnh"), pictures=(kept,))

    assert [one["kind"] for one in await phones.chat(HEAD)] == ["text", "photo"]


async def test_file_that_is_nowhere_any_more_does_not_keep_the_rest(telegram: Telegram, phones: Phones):
    dead = (attachment(1, "photo", "dead", caption="Bếp <ăn>"), attachment(2, "voice", "dead"))
    await send(telegram, Screen("Ảnh"), pictures=dead)
    assert [one["text"] for one in await phones.chat(HEAD)] == ["Ảnh", "📎 Ảnh: Bếp <ăn>", "📎 Ghi âm"]


async def test_picture_that_came_by_another_messenger_is_sent_from_our_own_store(
    telegram: Telegram, phones: Phones, files: FileStore, local: Running
):
    """Its address there is nothing that Telegram is told."""
    digest = await stored(files, sample("photo", 1))
    kept = attachment(1, "photo", "https://photo.example.vn/a.jpg", sha256=digest, channel="zalo", caption="Tổ ong")

    await send(telegram, Screen("Ảnh"), pictures=(kept,))

    _, shown = await phones.chat(HEAD)
    assert (shown["kind"], shown["text"]) == ("photo", "Tổ ong")
    assert [call["status"] for call in calls_of(local, "sendPhoto")] == [200]


async def test_picture_sent_as_a_file_goes_out_as_it_is_kept_without_where_it_was_taken(
    telegram: Telegram, phones: Phones, files: FileStore
):
    await phones.act(HEAD, "document", name="ảnh.png", mime="image/png", size=500)
    [update] = await telegram.updates(None)
    reference = update["message"]["document"]["file_id"]
    digest = await stored(files, sample("photo", 1))
    kept = attachment(1, "document", reference, sha256=digest, mime="image/png", name="ảnh.png")

    await send(telegram, Screen("Ảnh"), pictures=(kept,))

    shown = (await phones.chat(HEAD))[-1]
    assert shown["file"]["size"] == len(sample("photo", 1)) != 500


async def test_pictures_of_both_messengers_go_as_one_and_what_is_missing_is_told_in_words(
    telegram: Telegram, phones: Phones, files: FileStore, local: Running
):
    await phones.act(HEAD, "photo")
    [update] = await telegram.updates(None)
    here = attachment(1, "photo", update["message"]["photo"][-1]["file_id"])
    there = attachment(2, "photo", "https://a.vn/2.jpg", sha256=await stored(files, sample("photo", 2)), channel="zalo")
    missing = attachment(3, "photo", "https://a.vn/3.jpg", channel="zalo", caption="Cổng trường")

    await send(telegram, Screen("Ảnh"), pictures=(here, there, missing))

    _, first, second, words = await phones.chat(HEAD)
    assert [first["kind"], second["kind"], words["text"]] == ["photo", "photo", "📎 Ảnh: Cổng trường"]
    assert first["media_group_id"] == second["media_group_id"] is not None


async def test_commands_of_the_member_are_set_with_the_screen(telegram: Telegram, phones: Phones, local: Running):
    await send(telegram, Screen("Chào", commands=(("dangmo", "Đang mở"),)))
    [commands] = local.telegram.commands.values()
    assert commands == [{"command": "dangmo", "description": "Đang mở"}]


async def test_press_is_answered(telegram: Telegram, phones: Phones):
    await send(telegram, Screen("a", BUTTONS))
    pressing = asyncio.create_task(phones.press(HEAD, "Tiếp nhận"))
    [update] = await telegram.updates(None)
    await telegram.answer_press(update["callback_query"]["id"], "ạ" * 300, True)
    assert await pressing == {"text": "ạ" * 200, "show_alert": True}


async def test_buttons_are_taken_from_an_old_message(telegram: Telegram, phones: Phones):
    ref = await send(telegram, Screen("a", BUTTONS))
    await telegram.take_buttons(str(HEAD), ref)
    assert (await phones.chat(HEAD))[0]["buttons"] == []


@pytest.mark.parametrize(
    ("act", "reason"), [("block", "blocked"), ("deactivate", "forbidden"), ("never started", "forbidden")]
)
async def test_account_that_is_lost(telegram: Telegram, phones: Phones, act: str, reason: str):
    user = HEAD
    if act == "never started":
        user = 1777
        await phones.post("users", id=user, first_name="Chưa bấm Start")
    else:
        await phones.act(HEAD, act)
    with pytest.raises(Unreachable, match=reason):
        await send(telegram, Screen("a"), to=user)
    with pytest.raises(Unreachable, match="gone"):
        await send(telegram, Screen("a"), to=404)


@pytest.mark.parametrize("rule", [{"status": 500}, {"status": 502}, {"status": 504}, {"drop": True}, {"hang": True}])
async def test_messenger_that_is_not_well_is_worth_another_try(
    telegram: Telegram, phones: Phones, rule: dict[str, Any]
):
    await phones.misbehave(methods=["sendMessage"], **rule)
    with pytest.raises(Unavailable):
        await send(telegram, Screen("a"))
    await phones.misbehave()
    await send(telegram, Screen("b"))
    assert [one["text"] for one in await phones.chat(HEAD)] == ["b"]


async def test_pause_that_telegram_wants_is_told_in_seconds(telegram: Telegram, phones: Phones):
    await phones.misbehave(status=429, retry_after=7)
    with pytest.raises(TooFast) as told:
        await send(telegram, Screen("a"))
    assert told.value.seconds == 7
    with pytest.raises(TooFast):
        await telegram.updates(None)


async def test_what_telegram_will_never_take_is_no_reason_to_try_again(telegram: Telegram):
    with pytest.raises(Refused) as refused:
        await send(telegram, Screen("a", ((Button("x", url="tel:115"),),)))
    assert not isinstance(refused.value, Unreachable)


async def test_wrong_token_is_no_fault_of_the_message(local: Running, files: FileStore, phones: Phones):
    channel = Telegram("1:wrong", local.url, files, timeout=1)
    with pytest.raises(Unavailable):
        await send(channel, Screen("a"))
    await channel.close()


async def whole(telegram: Telegram, ref: str) -> bytes:
    return b"".join([chunk async for chunk in telegram.download(ref)])


async def test_file_is_downloaded_whole_and_refusals_are_told_apart(telegram: Telegram, phones: Phones):
    await phones.act(HEAD, "document", size=200_000)
    await phones.act(HEAD, "video", size=25 * 1024 * 1024)
    small, large = [update["message"] for update in (await telegram.updates(None))[-2:]]

    assert len(await whole(telegram, small["document"]["file_id"])) == 200_000
    with pytest.raises(FileTooBig):
        await whole(telegram, large["video"]["file_id"])
    with pytest.raises(FileGone):
        await whole(telegram, "unknown")
    await phones.misbehave(methods=["download"], status=503)
    with pytest.raises(Unavailable):
        await whole(telegram, small["document"]["file_id"])
