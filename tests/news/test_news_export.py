"""Accepted news of a period is one Word document with its pictures; those of children without consent stay out."""

import io
import zipfile
from collections.abc import Callable
from datetime import timedelta

import pytest
from docx import Document
from news_desk import TEXT, TITLE, NewsDesk
from PIL import Image

from news import export
from reports import news_document
from rules.news_periods import Period, named, read_day, read_period
from storage import fetching
from storage.files import Kept
from storage.tables.makings import Making

HTML = "<b>Gương tốt</b> & 👩‍🏫 «Trường mẫu»"


Pictures = dict[str, bytes]


@pytest.fixture
def fetched(desk: NewsDesk) -> Callable[[], Pictures]:
    """The pictures that were sent are in the store, each of another colour; a broken one is no picture at all."""

    def fetch() -> Pictures:
        kept = {}
        for number, file in enumerate(desk.files()):
            name, content, noted = f"{number:064x}", io.BytesIO(), Image.Exif()
            noted[0x010F] = "Máy ảnh mẫu"
            Image.new("RGB", (2400, 1600), (number * 20, 90, 120)).save(content, "JPEG", exif=noted)
            kept[name] = content.getvalue() if "hỏng" not in file.name else b"\xff\xd8\xff no picture"
            desk.database.transact(
                lambda tx, file=file, name=name: fetching.stored(tx, file.id or 0, Kept(name, 1, "image/jpeg"))
            )
        return kept

    return fetch


def written(desk: NewsDesk, kept: Pictures, period: Period | None = None) -> bytes:
    period = period or named("month", desk.clock.now())
    told = desk.database.transact(lambda tx: export.gathered(tx, desk.rules, "vi", ["/"], period))
    return news_document.make(told, kept.get)


def words(content: bytes) -> str:
    document = Document(io.BytesIO(content))
    cells = [cell for one in document.tables for row in one.rows for cell in row.cells]
    return "\n".join(one.text for part in (document, *cells) for one in part.paragraphs)


def pictures(content: bytes) -> list[str]:
    return [name for name in zipfile.ZipFile(io.BytesIO(content)).namelist() if name.startswith("word/media/")]


def send_with_pictures(desk: NewsDesk, said: str, *names: str, title: str = TITLE, text: str = TEXT) -> None:
    desk.write(title, text)
    for number, name in enumerate(names):
        desk.head.send_photo(name, album="x", caption=f"Chú thích <{number}> 🎉" if number < 2 else "")
    desk.head.press(said)
    desk.head.press("✅ Gửi")
    desk.open().press("✅ Nhận")
    desk.head.look()


def test_ten_pictures_and_two_captions_are_in_the_document(desk: NewsDesk, fetched: Callable[[], Pictures]) -> None:
    send_with_pictures(desk, "Không có học sinh", *(f"anh-{number}" for number in range(10)), title=HTML, text=HTML)
    content = written(desk, fetched())
    assert len(pictures(content)) == 10
    told = words(content)
    assert told.count(HTML) == 2
    assert "Chú thích <0> 🎉" in told
    assert "Chú thích <1> 🎉" in told
    assert "Trường mẫu A · TB-2026-000001" in told
    assert "Người tốt việc tốt" in told
    assert "1 tin bài của 1 đơn vị, 10 ảnh" in told
    assert len(content) < 1_000_000


def test_pictures_of_children_without_consent_are_kept_out_and_it_is_said(
    desk: NewsDesk, fetched: Callable[[], Pictures]
) -> None:
    send_with_pictures(desk, "chưa có đồng ý", "em-1", "em-2")
    send_with_pictures(desk, "phụ huynh đã đồng ý", "em-3", title="Bài có đồng ý")
    content = written(desk, fetched())
    assert len(pictures(content)) == 1
    assert "Giữ lại 2 ảnh" in words(content)
    assert TEXT in words(content)
    desk.desk.write("/tinbai")
    desk.desk.press("Xuất Word")
    desk.desk.press("Tháng này")
    assert "Giữ lại 2 ảnh" in desk.desk.last.text


def test_what_is_no_picture_or_never_came_leaves_a_sentence(desk: NewsDesk, fetched: Callable[[], Pictures]) -> None:
    send_with_pictures(desk, "Không có học sinh", "tốt", "hỏng")
    kept = fetched()
    send_with_pictures(desk, "Không có học sinh", "đang chờ", title="Bài hai mẫu")
    content = written(desk, kept)
    assert len(pictures(content)) == 1
    assert words(content).count("Ảnh không đọc được") == 2


def test_pictures_lose_what_the_camera_noted(desk: NewsDesk, fetched: Callable[[], Pictures]) -> None:
    send_with_pictures(desk, "Không có học sinh", "a")
    content = written(desk, fetched())
    inside = zipfile.ZipFile(io.BytesIO(content)).read(pictures(content)[0])
    with Image.open(io.BytesIO(inside)) as image:
        assert not image.getexif()
        assert max(image.size) <= 1600


def test_characters_that_a_document_cannot_hold_are_left_out() -> None:
    told = news_document.NewsDocument(
        "x", "Sở\x0b", "T\x00", "p\ufffe", "t\ud800", (news_document.Chapter("\x1f", ()),), "u"
    )
    assert "Sở" in words(news_document.make(told, {}.get))


def test_only_what_was_accepted_in_the_period_is_in_it(desk: NewsDesk) -> None:
    desk.accepted(desk.sample.school, 1)
    desk.send("Bài còn chờ")
    assert "Bài mẫu 0" in words(written(desk, {}))
    assert "Bài còn chờ" not in words(written(desk, {}))
    assert "Bài mẫu 0" not in words(written(desk, {}, named("before", desk.clock.now())))


def test_desk_asks_for_it_in_the_bot_and_it_is_made_afterwards(desk: NewsDesk) -> None:
    desk.accepted(desk.sample.school, 2)
    desk.desk.write("/tinbai")
    desk.desk.press("Xuất Word")
    desk.desk.write("hôm nọ")
    assert "Chưa rõ thời gian" in desk.desk.last.text
    desk.desk.write("1/11 - 16/11")
    assert "2 bài" in desk.desk.last.text
    making = desk.database.transact(lambda tx: tx.find(Making, kind=export.KIND))
    assert making is not None
    told = desk.database.transact(lambda tx: export.collect(tx, desk.rules, making.params))
    assert [len(chapter.articles) for chapter in told.chapters] == [2]
    assert export.file_name(told) == "Tổng hợp tin bài 01-11-2026 – 16-11-2026.docx"


def test_period_without_news_is_said_to_be_empty(desk: NewsDesk) -> None:
    desk.desk.write("/tinbai")
    desk.desk.press("Xuất Word")
    desk.desk.press("Tháng trước")
    assert "Không có tin bài nào được nhận từ 01/10/2026 đến 31/10/2026" in desk.desk.last.text


def test_periods_are_read_as_people_type_them(desk: NewsDesk) -> None:
    now = desk.clock.now()
    first, last = read_day("1/11", now), read_day("2026-11-15", now)
    assert first is not None
    assert last is not None
    assert read_period("từ 1/11 đến 15.11.2026", now) == Period(first, last)
    assert read_period("01/11–15/11", now) == Period(first, last)
    assert read_day("20/12", now) is not None
    assert read_day("20/12", now).year == 2025  # type: ignore[union-attr]
    for wrong in ("15/11 - 1/11", "31/2", "mai", "1/1 2/2 3/3", "99/99"):
        assert read_period(wrong, now) is None, wrong
    assert named("week", now).ends - named("week", now).begins == timedelta(days=1)
