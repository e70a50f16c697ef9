"""News from a head to the desk and back, on the wire and in the records, and as the desk's Word file."""

import io
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from docx import Document
from hands import Hand, Message, Phones, until
from peopled import found
from sqlalchemy import select
from world import World, both_worlds
from zalo_peopled import found_on_zalo

from rules.catalogue import load_catalogue
from rules.notices import in_working_hours
from storage.database import table
from storage.tables.incidents import Attachment
from storage.tables.news import NewsItem

TITLE, TEXT = "Cô giáo <mẫu> & 40 bạn nhỏ 🌟", "Suốt mùa hè, cô dạy bơi miễn phí cho 40 bạn nhỏ."
CAPTIONS = ["Cô ở hồ bơi <1>", "", "Buổi cuối 🎉"]
ON_TELEGRAM, ON_ZALO = both_worlds(), both_worlds("alone")


async def _by_day(phones: Phones) -> None:
    """Time passes until the Department works: the desk hears of nothing at night."""
    now = datetime.now(UTC) + timedelta(seconds=(await phones.get("clock"))["offset_seconds"])
    then = in_working_hours(load_catalogue().calendar, now)
    if then > now:
        await phones.post("clock", advance_seconds=(then - now).total_seconds() + 60)


@pytest.mark.parametrize("shared_world", ON_TELEGRAM, indirect=True, ids="-".join)
async def test_news_with_ten_pictures_becomes_a_word_file_on_telegram(shared_world: World, phones: Phones) -> None:
    await _by_day(phones)
    department = await found(shared_world.database, phones)
    desk, head = department.communications, department.head

    await head.sees("gõ tin bài", after=await head.type("/tinbai"))
    await head.type(f"{TITLE}\n{TEXT}")
    await head.press("Người tốt việc tốt")
    await head.act("album", count=10, captions=CAPTIONS)
    card = await head.sees("10 ảnh, 2 chú thích", button="Không có học sinh")
    assert TITLE in card["text"]
    await head.press("Không có học sinh")
    await head.press("✅ Gửi")
    await head.sees("chờ Tổ truyền thông xem")
    await until(lambda: [one.status for one in _files(shared_world)] == ["stored"] * 10)

    await desk.sees("1 tin bài chờ xem")
    await desk.press("👁 Xem")
    await desk.press("🔵")
    assert TEXT in (await desk.sees(TEXT))["text"]
    await until(lambda: _pictures(desk, 10))
    await desk.press("Hỏi thêm")
    await desk.sees("gõ câu hỏi")
    await desk.type("Cô dạy ở đâu?")
    await head.press("Trả lời")
    await head.sees("gõ câu trả lời")
    await head.type("Ở hồ bơi của phường <mẫu>.")
    await desk.sees("Ở hồ bơi của phường <mẫu>.", button="Xem bài")
    await desk.press("Xem bài")
    await desk.sees("Ở hồ bơi của phường <mẫu>.", button="✅ Nhận")
    await desk.press("✅ Nhận")
    await head.sees("đã nhận bài")

    await desk.type("/tinbai")
    await desk.press("Xuất Word")
    await desk.press("Tháng này")
    file = await until(lambda: _document(desk))
    assert file["file"]["name"].startswith("Tổng hợp tin bài")
    written = Document(io.BytesIO(await phones.content(file)))
    assert TITLE in [one.text for one in written.paragraphs]
    assert len(written.inline_shapes) == 10
    cells = [cell.text for row in written.tables[0].rows for cell in row.cells]
    assert [one.strip() for one in cells if one.strip()] == ["Cô ở hồ bơi <1>", "Buổi cuối 🎉"]
    await head.sees("1 bài", after=await head.type("xếp hạng"))
    await shared_world.quiet()


@pytest.mark.parametrize("shared_world", ON_ZALO, indirect=True, ids="-".join)
async def test_news_is_written_reviewed_and_told_of_on_zalo(shared_world: World, phones: Phones) -> None:
    """Pictures come one by one there, and the Word file cannot: it is said where it can be had."""
    await _by_day(phones)
    people = await found_on_zalo(shared_world.database, phones)
    desk, head = people.communications, people.head

    await head.sees("gõ tin bài", after=await head.type("tin bài"))
    await head.known()
    await head.type(f"{TITLE}\n{TEXT}")
    await head.choose("Người tốt việc tốt")
    await head.act("album", count=3, captions=CAPTIONS)
    await head.sees("3 ảnh, 2 chú thích", option="chưa có đồng ý")
    await head.choose("Có, chưa có đồng ý", "3 ảnh")
    await head.choose("✅ Gửi")
    await head.sees("chờ Tổ truyền thông xem")
    await until(lambda: [one.status for one in _files(shared_world)][-3:] == ["stored"] * 3)

    await desk.sees("1 tin bài chờ xem", option="👁 Xem")
    await desk.choose("👁 Xem")
    await desk.choose("🔵")
    await desk.sees("CHƯA có đồng ý", option="Hỏi thêm")
    await until(lambda: _pictures(desk, 3))
    await desk.choose("Hỏi thêm", "CHƯA có đồng ý")
    await desk.sees("gõ câu hỏi")
    await desk.type("Cô dạy ở đâu?")
    await head.choose("Trả lời", "Cô dạy ở đâu?")
    await head.sees("gõ câu trả lời")
    await head.type("Ở hồ bơi của phường mẫu.")
    await head.sees("Đã chuyển câu trả lời")
    await desk.sees("Ở hồ bơi của phường mẫu.", option="Xem bài")
    await desk.choose("Xem bài", "Ở hồ bơi")
    await desk.choose("✅ Nhận", "Ở hồ bơi")
    await head.sees("đã nhận bài")
    await head.choose("phụ huynh đã đồng ý", "đã nhận bài")
    await until(lambda: _item(shared_world).children == "consented")

    listed = await desk.type("/tinbai")
    await desk.choose("Xuất Word", after=listed)
    await desk.choose("Tháng này", "thời gian nào")
    await desk.sees("Zalo không nhận được tệp")
    assert "1 bài" in (await head.sees("Xếp hạng", after=await head.type("xếp hạng")))["text"]
    await shared_world.quiet()


def _files(world: World) -> list[Attachment]:
    at = table(Attachment)
    of = select(at).where(at.c.kind == "photo").order_by(at.c.id)
    return world.database.transact(lambda tx: tx.all(Attachment, of))


def _item(world: World) -> NewsItem:
    newest = select(table(NewsItem)).order_by(table(NewsItem).c.id.desc())
    found = world.database.transact(lambda tx: tx.first(NewsItem, newest))
    assert found is not None
    return found


async def _pictures(hand: Any, how_many: int) -> list[Message]:
    shown = [one for one in await hand.chat() if one["kind"] == "photo"]
    return shown if len(shown) >= how_many else []


async def _document(hand: Hand) -> Message | None:
    return next((one for one in await hand.chat() if one["kind"] == "document"), None)
