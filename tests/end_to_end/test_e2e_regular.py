"""A survey and a regular report from the desk to the heads and back, on the wire, on Telegram and on Zalo."""

import io
from datetime import UTC, datetime, timedelta

import openpyxl
import pytest
from hands import Hand, Message, Phones, until
from peopled import found
from sqlalchemy import select
from world import World, both_worlds
from zalo_peopled import found_on_zalo

from campaigns import living
from rules.campaigns import Definition
from rules.catalogue import load_catalogue
from rules.notices import in_working_hours
from storage import registry
from storage.database import Tx, table
from storage.tables.campaigns import Task

ON_TELEGRAM, ON_ZALO = both_worlds(), both_worlds("alone")
QUESTION = "Đơn vị mẫu đã kiểm tra bếp ăn chưa?"


async def _by_day(phones: Phones) -> None:
    """Time passes until the Department works: nobody is reminded at night."""
    now = datetime.now(UTC) + timedelta(seconds=(await phones.get("clock"))["offset_seconds"])
    then = in_working_hours(load_catalogue().calendar, now)
    if then > now:
        await phones.post("clock", advance_seconds=(then - now).total_seconds() + 60)


def _drafted(world: World, desk_id: int) -> None:
    """A weekly report to the Department of the desk alone, due in two days, that is not started yet."""

    def draft(tx: Tx) -> None:
        [post] = registry.posts_of(tx, desk_id)
        written = load_catalogue().campaign("safety_week").stored()
        audience = {"under": [registry.unit(tx, post.unit_id).code]}
        changed = {"id": f"safety_{desk_id}", "audience": audience, "announce": True, "in_summer": True}
        rhythm = {"every": "once", "within": "2d"}
        living.draft(tx, Definition.model_validate({**written, **changed, "rhythm": rhythm}), desk_id)

    world.database.transact(draft)


def _answers(world: World, head_id: int) -> list[dict[str, object]]:
    tasks = select(table(Task)).where(table(Task).c.submitted_by == head_id).order_by(table(Task).c.id)
    return [dict(one.answers) for one in world.database.transact(lambda tx: tx.all(Task, tasks))]


async def _takes_the_results_home(desk: Hand, phones: Phones) -> None:
    """From the tally of the survey to an Excel file that holds both schools."""
    await desk.press("Ai chưa trả lời")
    await desk.press("Tệp Excel")

    async def came() -> Message | None:
        return next((one for one in await desk.chat() if one["kind"] == "document"), None)

    file = await until(came)
    assert file["file"]["name"].endswith(".xlsx")
    book = openpyxl.load_workbook(io.BytesIO(await phones.content(file)))
    rows = list(book.worksheets[0].iter_rows(min_row=6, values_only=True))
    assert [(row[3], row[6]) for row in rows] == [("Đã nộp", "Đã kiểm tra"), ("Đã nộp", "Chưa")]


@pytest.mark.parametrize("shared_world", ON_TELEGRAM, indirect=True, ids="-".join)
async def test_survey_and_regular_report_on_telegram(shared_world: World, phones: Phones) -> None:
    await _by_day(phones)
    department = await found(shared_world.database, phones)
    desk, (head, other) = department.communications, department.heads

    await desk.type("/dotbaocao")
    await desk.press("Khảo sát nhanh mới")
    await desk.sees("gõ câu hỏi")
    await desk.sees("gõ các câu trả lời", after=await desk.type(QUESTION))
    await desk.sees("Hỏi những đơn vị nào", after=await desk.type("Đã kiểm tra, Chưa"))
    await desk.press("Tất cả đơn vị")
    await desk.press("1 ngày")
    await desk.press("Bắt đầu")
    for one in (head, other):
        await one.sees(QUESTION, button="Đã kiểm tra")
    await head.press("Đã kiểm tra")
    await head.sees("Trả lời: Đã kiểm tra")
    await other.press("Chưa")
    await phones.post("clock", advance_seconds=10)
    tally = await desk.sees("Đã trả lời: 2/2")
    assert QUESTION in tally["text"]
    await _takes_the_results_home(desk, phones)

    _drafted(shared_world, desk.person_id)
    listed = await desk.type("/dotbaocao")
    await desk.press("An toàn trường học tuần", after=listed)
    await desk.press("Bắt đầu", after=listed)
    await head.sees("An toàn trường học tuần", button="Điền ngay")
    await head.press("Điền ngay")
    await head.press("Phòng cháy")
    await head.press("Xong ›")
    await head.press("Không có")
    await head.press("Giữ nguyên")
    await head.press("Nộp")
    await head.sees("Đã nộp.")
    listed = await desk.type("/dotbaocao")
    await desk.press("An toàn trường học tuần", after=listed)
    await desk.sees("1/2 đã nộp", after=listed)
    assert _answers(shared_world, head.person_id) == [
        {"answer": "o1"},
        {"checked": ["fire"], "hazard": "none", "incidents": 0},
    ]


@pytest.mark.parametrize("shared_world", ON_ZALO, indirect=True, ids="-".join)
async def test_survey_and_regular_report_on_zalo(shared_world: World, phones: Phones) -> None:
    await _by_day(phones)
    people = await found_on_zalo(shared_world.database, phones)
    desk, head = people.communications, people.head

    await desk.type("đợt báo cáo")
    await desk.choose("Khảo sát nhanh mới")
    await desk.sees("gõ câu hỏi")
    await desk.sees("gõ các câu trả lời", after=await desk.type(QUESTION))
    begun = await desk.type("Đã kiểm tra, Chưa")
    begun = await desk.choose("Tất cả đơn vị", after=begun)
    begun = await desk.choose("1 ngày", after=begun)
    await desk.choose("Bắt đầu", after=begun)
    await head.sees(QUESTION, option="Đã kiểm tra")
    await head.choose("Đã kiểm tra", QUESTION)
    await head.sees("Đã ghi: Đã kiểm tra")

    _drafted(shared_world, desk.person_id)
    begun = await desk.type("đợt báo cáo")
    begun = await desk.choose("An toàn trường học tuần", after=begun)
    await desk.choose("Bắt đầu", after=begun)
    await head.sees("An toàn trường học tuần", option="Điền ngay")
    begun = await head.choose("Điền ngay", "An toàn trường học tuần")
    begun = await head.choose("Phòng cháy", after=begun)
    await head.sees("✅ Phòng cháy", after=begun)
    begun = await head.type("xong")
    begun = await head.choose("Không có", after=begun)
    await head.sees("bao nhiêu sự cố", after=begun)
    begun = await head.type("giữ nguyên")
    await head.choose("Nộp", after=begun)
    await head.sees("Đã nộp")
    assert _answers(shared_world, head.person_id)[1]["checked"] == ["fire"]
