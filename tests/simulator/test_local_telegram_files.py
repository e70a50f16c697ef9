"""Files both ways: what a bot sends arrives on the phone, what a person sends can be downloaded, within the limits."""

import base64

import aiohttp
import pytest
import telegram
from local_telegram_hands import LAN, Hands
from telegram import InputMediaDocument, InputMediaPhoto

from simulator.samples import HEIGHT, WIDTH, sample
from simulator.server import Running

PICTURE = sample("photo", 1)
MEGABYTE = 1024 * 1024


async def test_photo_of_the_bot_is_shown_with_its_caption(bot: telegram.Bot, hands: Hands) -> None:
    sent = await bot.send_photo(LAN, PICTURE, caption="<b>Biểu đồ</b> tuần", parse_mode="HTML", filename="bieu-do.png")
    assert (sent.photo[-1].width, sent.photo[-1].height) == (WIDTH, HEIGHT)
    shown = await hands.last(LAN)
    assert (shown["kind"], shown["text"], shown["html"]) == ("photo", "Biểu đồ tuần", "<b>Biểu đồ</b> tuần")
    async with hands.session.get(shown["file"]["url"]) as answer:
        assert answer.content_type == "image/png"
        assert await answer.read() == PICTURE


async def test_document_keeps_its_vietnamese_name_and_is_never_shown_in_place(bot: telegram.Bot, hands: Hands) -> None:
    page = b"<script>alert(1)</script>"
    sent = await bot.send_document(LAN, page, filename="Báo cáo số 1.html")
    assert sent.document
    assert sent.document.file_name == "Báo cáo số 1.html"
    file = (await hands.last(LAN))["file"]
    assert (file["name"], file["size"]) == ("Báo cáo số 1.html", len(page))
    async with hands.session.get(file["url"]) as answer:
        assert answer.content_type == "application/octet-stream"
        assert answer.headers["Content-Disposition"] == "attachment"


async def test_voice_video_and_sound_arrive_as_what_they_are(bot: telegram.Bot, hands: Hands) -> None:
    assert (await bot.send_voice(LAN, b"OggS")).voice
    assert (await bot.send_video(LAN, b"film", caption="sân trường")).video
    assert (await bot.send_audio(LAN, b"sound", filename="a.mp3")).audio
    kinds = [message["kind"] for message in (await hands.chat(LAN))["messages"]]
    assert kinds == ["text", "voice", "video", "audio"]


async def test_location_of_the_bot_arrives_and_a_wrong_one_is_refused(bot: telegram.Bot, hands: Hands) -> None:
    await bot.send_location(LAN, 10.7769, 106.7009)
    assert (await hands.last(LAN))["location"] == {"latitude": 10.7769, "longitude": 106.7009}
    with pytest.raises(telegram.error.BadRequest, match=r"(?i)wrong latitude"):
        await bot.send_location(LAN, 91, 106.7)


async def test_album_is_one_group_with_the_caption_on_the_first(bot: telegram.Bot, hands: Hands) -> None:
    sent = await bot.send_media_group(LAN, [InputMediaPhoto(PICTURE), InputMediaPhoto(PICTURE)], caption="hiện trường")
    assert len({message.media_group_id for message in sent}) == 1
    shown = (await hands.chat(LAN))["messages"][-2:]
    assert [message["text"] for message in shown] == ["hiện trường", ""]
    assert {message["media_group_id"] for message in shown} == {sent[0].media_group_id}


async def test_albums_that_telegram_refuses(bot: telegram.Bot, hands: Hands) -> None:
    photo = InputMediaPhoto(PICTURE)
    with pytest.raises(telegram.error.BadRequest, match=r"(?i)group send failed"):
        await bot.send_media_group(LAN, [photo])
    with pytest.raises(telegram.error.BadRequest, match=r"(?i)group send failed"):
        await bot.send_media_group(LAN, [photo] * 11)
    with pytest.raises(telegram.error.BadRequest, match=r"(?i)document can't be mixed"):
        await bot.send_media_group(LAN, [photo, InputMediaDocument(b"a")])
    assert len((await hands.chat(LAN))["messages"]) == 1


async def test_file_of_a_person_goes_on_to_others_by_its_id(bot: telegram.Bot, hands: Hands) -> None:
    await hands.act(LAN, "photo", caption="cổng trường")
    (update,) = await bot.get_updates()
    assert update.message
    file_id = update.message.photo[-1].file_id
    assert (await bot.send_photo(LAN, file_id)).photo[-1].file_id == file_id
    with pytest.raises(telegram.error.BadRequest, match=r"(?i)can't use file of type photo as document"):
        await bot.send_document(LAN, file_id)
    with pytest.raises(telegram.error.BadRequest, match=r"(?i)wrong file identifier"):
        await bot.send_photo(LAN, "unknown")


async def test_caption_and_picture_can_be_edited(bot: telegram.Bot, hands: Hands) -> None:
    sent = await bot.send_photo(LAN, PICTURE, caption="cũ")
    await sent.edit_caption("mới")
    assert (await hands.last(LAN))["text"] == "mới"
    await sent.edit_media(InputMediaDocument(b"bang", filename="bang.xlsx", caption="bảng"))
    shown = await hands.last(LAN)
    assert (shown["kind"], shown["file"]["name"], shown["edits"]) == ("document", "bang.xlsx", 2)
    with pytest.raises(telegram.error.BadRequest, match=r"(?i)there is no text in the message to edit"):
        await sent.edit_text("chữ")


@pytest.mark.parametrize("kind", ["photo", "video", "voice", "audio", "document"])
async def test_what_a_person_sends_is_downloaded_whole(bot: telegram.Bot, hands: Hands, kind: str) -> None:
    content = PICTURE if kind == "photo" else b"n\xe9i dung"
    await hands.act(LAN, kind, content=base64.b64encode(content).decode())
    (update,) = await bot.get_updates()
    assert update.message
    sent = update.message.effective_attachment
    file_id = sent[-1].file_id if isinstance(sent, tuple) else sent.file_id  # type: ignore[union-attr]
    file = await bot.get_file(file_id)
    assert file.file_size == len(content)
    assert bytes(await file.download_as_bytearray()) == content


async def test_made_up_file_has_the_size_it_was_told(bot: telegram.Bot, hands: Hands) -> None:
    await hands.act(LAN, "document", name="ho-so.pdf", mime="application/pdf", size=300_000)
    (update,) = await bot.get_updates()
    assert update.message
    assert update.message.document
    assert (update.message.document.file_size, update.message.document.mime_type) == (300_000, "application/pdf")
    file = await update.message.document.get_file()
    assert len(await file.download_as_bytearray()) == 300_000


async def test_file_above_20_megabytes_cannot_be_downloaded(bot: telegram.Bot, hands: Hands) -> None:
    for size in (20 * MEGABYTE, 20 * MEGABYTE + 1):
        await hands.act(LAN, "video", size=size)
    largest, larger = [update.message for update in await bot.get_updates()]
    assert largest
    assert larger
    assert largest.video
    assert larger.video
    assert (await largest.video.get_file()).file_size == 20 * MEGABYTE
    with pytest.raises(telegram.error.BadRequest, match=r"(?i)file is too big"):
        await larger.video.get_file()


async def test_bot_uploads_at_most_10_megabytes_of_photo_and_50_of_anything(
    bot: telegram.Bot, local: Running, hands: Hands
) -> None:
    with pytest.raises(telegram.error.BadRequest, match=r"(?i)too big for a photo"):
        await bot.send_photo(LAN, PICTURE.ljust(10 * MEGABYTE + 1, b"\0"))
    with pytest.raises(telegram.error.BadRequest, match=r"(?i)image_process_failed"):
        await bot.send_photo(LAN, b"no picture")
    with pytest.raises(telegram.error.BadRequest, match=r"(?i)file must be non-empty"):
        await bot.send_document(LAN, b"")
    form = aiohttp.FormData({"chat_id": str(LAN)})
    form.add_field("document", b"\0" * (50 * MEGABYTE + 1), filename="phim.mp4")
    async with hands.session.post(f"/bot{local.token}/sendDocument", data=form) as answer:
        assert answer.status == 413
    assert len((await hands.chat(LAN))["messages"]) == 1


async def test_files_are_behind_the_token(local: Running, bot: telegram.Bot, hands: Hands) -> None:
    await hands.act(LAN, "photo")
    (update,) = await bot.get_updates()
    assert update.message
    path = (await update.message.photo[-1].get_file()).file_path or ""
    async with hands.session.get(path.replace(local.token, "1:WRONG")) as answer:
        assert answer.status == 401
    async with hands.session.get(f"/file/bot{local.token}/photos/file_99.png") as answer:
        assert answer.status == 404


async def test_caption_has_at_most_1024_characters(bot: telegram.Bot) -> None:
    await bot.send_photo(LAN, PICTURE, caption="<i>" + "ạ" * 1024 + "</i>", parse_mode="HTML")
    with pytest.raises(telegram.error.BadRequest, match=r"(?i)message caption is too long"):
        await bot.send_photo(LAN, PICTURE, caption="ạ" * 1025)
