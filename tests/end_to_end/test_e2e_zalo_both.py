"""One person with both messengers: what was begun on one is finished on the other; pictures are seen on both."""

import hashlib

import pytest
import records
import reporting
import zalo_reporting
from hands import Hand, Phones, until
from peopled import Department, found
from world import World, both_worlds
from zalo_hands import ZaloHand
from zalo_peopled import ZaloPeople, also_on_zalo

from storage import registry

BEES = "Hôm qua lúc 9h có 3 em bị ong đốt ở sân trường, 1 em bị thương, không ai nằm viện, chưa ai đăng mạng."

pytestmark = pytest.mark.parametrize("shared_world", both_worlds("beside"), indirect=True, ids="-".join)


@pytest.fixture
async def both(shared_world: World, phones: Phones) -> tuple[Department, ZaloPeople]:
    department = await found(shared_world.database, phones, schools=1)
    return department, await also_on_zalo(shared_world.database, department)


async def test_a_report_begun_on_telegram_is_sent_on_zalo(shared_world: World, both: tuple[Department, ZaloPeople]):
    department, people = both
    said = await department.head.type(BEES)
    card = await department.head.sees(button="✅ Gửi", after=said)

    await people.head.choose("Tiếp tục báo cáo", "Việc của tôi", after=await people.head.type("việc của tôi"))
    await people.head.choose("✅ Gửi", "bị ong đốt")

    await people.head.sees("Đã gửi: BCN-")
    code = records.the_incident(shared_world.database, of=department.head).code
    await department.duty_officer.sees(f" · {code}", button="Tiếp nhận")
    pressed = await department.head.press_on(card, "✅ Gửi")
    assert pressed["text"] == f"Báo cáo này đã gửi: {code}"


async def test_a_report_begun_on_zalo_is_sent_on_telegram(shared_world: World, both: tuple[Department, ZaloPeople]):
    department, people = both
    said = await people.head.choose("Tai nạn thương tích", "loại sự cố", after=await people.head.type("baocao"))
    await people.head.sees("Chuyện gì đã xảy ra", after=said)

    told = await department.head.type(BEES)
    await department.head.sees("Đơn vị đã xử lý những gì", after=told)
    await department.head.press("Bỏ qua", after=told)
    await department.head.press("✅ Gửi", after=told)

    code = records.the_incident(shared_world.database, of=people.head).code
    await department.duty_officer.sees(f" · {code}", button="Tiếp nhận")
    late = await people.head.type("gửi")
    await people.head.sees(after=late)
    assert len(records.incidents(shared_world.database, of=people.head)) == 1


async def test_a_question_on_telegram_is_answered_on_zalo(shared_world: World, both: tuple[Department, ZaloPeople]):
    department, people = both
    said = await department.head.type(BEES)
    await department.head.press("✅ Gửi", after=said)
    await department.duty_officer.press("Hỏi thêm")
    await department.duty_officer.sees("gõ câu hỏi")
    await department.duty_officer.type("Các em ở khoa nào?")
    await department.head.press("Trả lời")
    await department.head.sees("gõ câu trả lời")

    await people.head.type("Khoa Nhi")

    await department.duty_officer.sees("trả lời: Khoa Nhi")
    await people.head.sees("Đã gửi câu trả lời")


@pytest.mark.parametrize("taken_on", ["telegram", "zalo"])
async def test_a_picture_is_seen_on_the_other_messenger_too(
    shared_world: World, phones: Phones, both: tuple[Department, ZaloPeople], taken_on: str
):
    department, people = both
    head: Hand | ZaloHand = department.head if taken_on == "telegram" else people.head
    leader: Hand | ZaloHand = people.duty_officer if taken_on == "telegram" else department.duty_officer
    await head.type(BEES)
    await head.act("photo", caption="Tổ ong")
    [kept] = await until(lambda: _stored(shared_world, head))
    await shared_world.quiet()
    await (head.tap("✅ Gửi", text="1 tệp") if isinstance(head, Hand) else head.choose("✅ Gửi", "1 tệp"))
    await until(lambda: records.incidents(shared_world.database, of=head))
    code = records.the_incident(shared_world.database, of=head).code

    if isinstance(leader, ZaloHand):
        listed = await leader.type("đang mở")
        await leader.choose(code[-6:], "Vụ việc đang mở", after=listed)
        await leader.choose("Ảnh, tệp (1)", code, after=listed)
    shown = await until(lambda: _photo(leader))

    assert hashlib.sha256(await phones.content(shown)).hexdigest() == kept.sha256
    assert shown["text"] == "Tổ ong"


@pytest.mark.parametrize("taken_on", ["telegram", "zalo"])
async def test_a_picture_that_follows_at_once_is_seen_on_the_other_messenger_too(
    shared_world: World, phones: Phones, both: tuple[Department, ZaloPeople], taken_on: str
):
    """It is not in our store yet when the leader is to be told, and a reference to it says nothing over there."""
    department, people = both
    head: Hand | ZaloHand = department.head if taken_on == "telegram" else people.head
    leader: Hand | ZaloHand = people.duty_officer if taken_on == "telegram" else department.duty_officer
    told_on = "zalo" if taken_on == "telegram" else "telegram"
    shared_world.database.transact(lambda tx: registry.prefer(tx, leader.person_id, told_on))
    if isinstance(head, Hand):
        await reporting.urgently(head, "Nhiều em đau bụng")
    else:
        await zalo_reporting.urgently(head)
    await until(lambda: records.incidents(shared_world.database, of=head))
    await leader.sees(records.the_incident(shared_world.database, of=head).code)

    await head.act("photo", caption="Suất ăn trưa")

    shown = await until(lambda: _photo(leader))
    [kept] = _stored(shared_world, head)
    assert hashlib.sha256(await phones.content(shown)).hexdigest() == kept.sha256
    assert shown["text"] == "Suất ăn trưa"


def _stored(world: World, head: Hand | ZaloHand) -> list:
    return [one for one in records.files_of(world.database, head) if one.status == "stored"]


async def _photo(hand: Hand | ZaloHand) -> dict | None:
    return next((one for one in await hand.chat() if one["kind"] == "photo"), None)
