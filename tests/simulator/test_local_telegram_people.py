"""What people do on their phones, as the bot hears it: read by python-telegram-bot."""

import base64
from typing import Any

import pytest
import telegram
from local_telegram_hands import LAN, QUAN, Hands

from simulator.samples import sample


async def heard(bot: telegram.Bot) -> list[telegram.Message]:
    """The messages that have come, confirmed."""
    updates = await bot.get_updates()
    if updates:
        await bot.get_updates(offset=updates[-1].update_id + 1)
    return [update.effective_message for update in updates if isinstance(update.effective_message, telegram.Message)]


async def test_bot_knows_who_it_is(bot: telegram.Bot) -> None:
    me = await bot.get_me()
    assert (me.id, me.is_bot, me.username) == (1000001, True, "baocaonhanh_demo_bot")


async def test_start_carries_its_payload(bot: telegram.Bot, hands: Hands) -> None:
    await hands.act(QUAN, "start", payload="moi-123_A")
    [message] = await heard(bot)
    assert message.text == "/start moi-123_A"
    assert message.from_user
    assert (message.from_user.id, message.chat.type) == (QUAN, "private")
    assert message.entities[0].type == "bot_command"


@pytest.mark.parametrize("payload", ["a" * 65, "có dấu", "a b", "a;b"])
async def test_payload_that_telegram_cannot_carry(hands: Hands, payload: str) -> None:
    assert "error" in await hands.act(QUAN, "start", payload=payload)
    assert hands.status == 400


async def test_own_contact_names_its_owner_and_somebody_elses_does_not(bot: telegram.Bot, hands: Hands) -> None:
    await hands.act(LAN, "contact")
    await hands.act(LAN, "contact", phone="+84900000099")
    await hands.act(QUAN, "contact", of=LAN)
    own, card, of_another = [message.contact for message in await heard(bot)]
    assert own
    assert card
    assert of_another
    assert (own.user_id, own.phone_number) == (LAN, "+84900000011")
    assert (card.user_id, card.phone_number) == (None, "+84900000099")
    assert (of_another.user_id, of_another.phone_number) == (LAN, "+84900000011")


async def test_who_has_no_number_cannot_share_it(hands: Hands) -> None:
    assert await hands.act(QUAN, "contact") == {"error": "Quân không có số điện thoại."}


async def test_place_and_album_and_sticker_are_what_they_are(bot: telegram.Bot, hands: Hands) -> None:
    await hands.act(LAN, "location", latitude=10.7769, longitude=106.7009)
    await hands.act(LAN, "album", count=3, caption="hiện trường")
    await hands.act(LAN, "sticker")
    place, *album, sticker = await heard(bot)
    assert place.location
    assert (place.location.latitude, place.location.longitude) == (10.7769, 106.7009)
    assert len({one.media_group_id for one in album}) == 1
    assert [one.caption for one in album] == ["hiện trường", None, None]
    assert len({one.photo[-1].file_unique_id for one in album}) == 3
    assert sticker.sticker


async def test_file_arrives_with_its_content_name_and_type(bot: telegram.Bot, hands: Hands) -> None:
    content = base64.b64encode(b"%PDF-1.7").decode()
    await hands.act(LAN, "document", content=content, name="Biên bản.pdf", mime="application/pdf", caption="đây ạ")
    [message] = await heard(bot)
    assert message.document
    assert (message.document.file_name, message.document.mime_type) == ("Biên bản.pdf", "application/pdf")
    assert (message.caption, message.document.file_size) == ("đây ạ", 8)


async def test_reply_forward_and_edit_are_told(bot: telegram.Bot, hands: Hands) -> None:
    asked = await bot.send_message(LAN, "Mấy em?")
    await hands.act(LAN, "text", text="3 em", reply_to=asked.message_id)
    said = await hands.act(LAN, "text", text="Tin của người khác", forwarded=True)
    await hands.act(LAN, "edit", message_id=said["message_id"], text="Tin đã sửa")
    reply, forwarded, edited = await heard(bot)
    assert reply.reply_to_message
    assert (reply.reply_to_message.message_id, reply.reply_to_message.text) == (asked.message_id, "Mấy em?")
    assert forwarded.forward_origin
    assert (edited.message_id, edited.text) == (said["message_id"], "Tin đã sửa")
    assert edited.edit_date


async def test_only_own_words_can_be_edited(bot: telegram.Bot, hands: Hands) -> None:
    asked = await bot.send_message(LAN, "Mấy em?")
    assert "error" in await hands.act(LAN, "edit", message_id=asked.message_id, text="a")
    place = await hands.act(LAN, "location", latitude=1, longitude=1)
    assert "error" in await hands.act(LAN, "edit", message_id=place["message_id"], text="a")


async def test_five_messages_at_once_keep_their_order(bot: telegram.Bot, hands: Hands) -> None:
    for number in range(5):
        await hands.act(LAN, "text", text=str(number), forwarded=True)
    assert [message.text for message in await heard(bot)] == list("01234")


async def test_whoever_blocked_the_bot_must_unblock_it_to_write(hands: Hands) -> None:
    await hands.act(LAN, "block")
    acts: list[tuple[str, dict[str, Any]]] = [("text", {"text": "a"}), ("photo", {}), ("contact", {})]
    for act, body in acts:
        assert await hands.act(LAN, act, **body) == {"error": "Lan Nguyễn đã chặn bot. Hãy bỏ chặn trước."}
    await hands.act(LAN, "start")
    assert (await hands.last(LAN))["text"] == "/start"
    assert not (await hands.chat(LAN))["blocked"]


@pytest.mark.parametrize(
    ("act", "body"),
    [
        ("sing", {}),
        ("text", {"text": " "}),
        ("text", {"text": "a" * 4097}),
        ("text", {"text": "a", "reply_to": 999}),
        ("location", {"latitude": "north"}),
        ("album", {"count": 11}),
        ("document", {"content": "***"}),
        ("video", {"size": -1}),
    ],
)
async def test_act_that_makes_no_sense_is_refused_with_a_sentence(hands: Hands, act: str, body: dict[str, Any]) -> None:
    refusal = await hands.act(LAN, act, **body)
    assert hands.status == 400
    assert refusal["error"].endswith(".")
    assert len((await hands.chat(LAN))["messages"]) == 1


async def test_photo_without_content_is_a_picture_that_opens(bot: telegram.Bot, hands: Hands) -> None:
    await hands.act(LAN, "photo")
    [message] = await heard(bot)
    small, large = message.photo
    assert small.width < large.width
    file = await large.get_file()
    assert bytes(await file.download_as_bytearray()).startswith(sample("photo", 1)[:8])
