"""What is typed on Zalo means what is seen there: lists, words, commands, answers; and what comes twice or mixed up."""

import pytest
import records
import zalo_reporting
from hands import Phones, until
from world import World, both_worlds
from zalo_hands import ZaloHand, options
from zalo_peopled import found_on_zalo

from storage.tables.conversations import Draft

BEES = "Hôm qua lúc 9h có 3 em bị ong đốt ở sân trường, 1 em bị thương, không ai nằm viện, chưa ai đăng mạng."

pytestmark = pytest.mark.parametrize("shared_world", both_worlds("alone"), indirect=True, ids="-".join)


@pytest.mark.parametrize("typed", ["baocao", "báo cáo", "/baocao", "BÁO CÁO", "/BaoCao", "báo cáo sự cố"])
async def test_a_command_is_understood_however_it_is_typed(shared_world: World, phones: Phones, typed: str):
    head = (await found_on_zalo(shared_world.database, phones, schools=1)).head

    said = await head.type(typed)

    asked = await head.sees("loại sự cố", after=said)
    assert options(asked)["Xem thêm"] == "9"


async def test_nine_shows_what_did_not_fit_and_its_numbers_count_from_then_on(shared_world: World, phones: Phones):
    head = (await found_on_zalo(shared_world.database, phones, schools=1)).head
    said = await head.choose("Xem thêm", "loại sự cố", after=await head.type("baocao"))

    await head.choose("Thi, kiểm tra", "Các mục còn lại", after=said)

    await head.sees("Chuyện gì đã xảy ra", after=said)
    [draft] = records.drafts(shared_world.database, head)
    assert draft.answers["category"] == "exam"


@pytest.mark.parametrize("typed", ["tiep nhan", "Tiếp", "TIEP", "1.", "✅ Tiếp nhận"])
async def test_a_leader_takes_an_incident_by_words_with_or_without_diacritics(
    shared_world: World, phones: Phones, typed: str
):
    people = await found_on_zalo(shared_world.database, phones, schools=1)
    code = await zalo_reporting.freely(people.head, BEES)
    await people.duty_officer.sees(code, option="Tiếp nhận")
    await people.duty_officer.known()

    await people.duty_officer.type(typed)

    await people.head.sees(f"{code} đã được tiếp nhận")


async def test_words_right_below_a_question_are_its_answer(shared_world: World, phones: Phones):
    people = await found_on_zalo(shared_world.database, phones, schools=1)
    head, duty = people.head, people.duty_officer
    await zalo_reporting.freely(head, BEES)
    await zalo_reporting.is_asked(head, duty, "Các em nằm ở khoa nào?")

    await head.type("Khoa Nhi, tầng 2, bệnh viện quận")

    await duty.sees("trả lời: Khoa Nhi, tầng 2")
    assert records.kinds(shared_world.database, records.the_incident(shared_world.database, head))[-1] == "answer"


async def test_another_incident_told_right_below_a_question_is_no_answer(shared_world: World, phones: Phones):
    people = await found_on_zalo(shared_world.database, phones, schools=1)
    head, duty = people.head, people.duty_officer
    await zalo_reporting.freely(head, BEES)
    await zalo_reporting.is_asked(head, duty, "Các em nằm ở khoa nào?")

    said = await head.type("Cháy ở bếp ăn bán trú, đã gọi 114")

    offered = await head.sees("Nội dung vừa gửi là để", option="Báo cáo sự cố mới", after=said)
    assert any("Bổ sung cho" in label for label in options(offered))


@pytest.mark.parametrize(("act", "body"), [("sticker", {}), ("unsupported", {"kind": "voice"})])
async def test_what_zalo_does_not_show_to_bots_is_answered_kindly(
    shared_world: World, phones: Phones, act: str, body: dict
):
    head = (await found_on_zalo(shared_world.database, phones, schools=1)).head
    told = await head.type(BEES)
    await head.sees("Phiếu báo cáo nhanh", after=told)

    done = await head.act(act, **body)

    await head.sees("Thầy/Cô gửi chữ hoặc ảnh giúp", after=done["message_id"])
    [draft] = records.drafts(shared_world.database, head)
    assert draft.answers["pupils_affected"] == 3


async def test_an_update_that_comes_again_does_nothing_again(shared_world: World, phones: Phones):
    people = await found_on_zalo(shared_world.database, phones, schools=1)
    head, duty = people.head, people.duty_officer
    await phones.post("misbehave", messenger="zalo", duplicate_updates=2)
    code = await zalo_reporting.freely(head, BEES)
    await duty.sees(code, option="Tiếp nhận")
    await duty.known()
    taken = await duty.type("1")
    await duty.sees("Đã tiếp nhận", after=taken)
    await phones.post("misbehave", messenger="zalo")

    for _ in range(2):
        await phones.post("update", messenger="zalo", replay=taken)
    await _handled(duty)

    incident = records.the_incident(shared_world.database, of=head)
    assert records.kinds(shared_world.database, incident) == ["opened", "alerted", "acknowledge"]
    assert incident.answers["what"] == BEES
    assert len(await duty.showing("Đã tiếp nhận")) == 1
    assert await duty.showing("gõ câu hỏi") == []
    assert len(await head.showing("Đã gửi: BCN-")) == 1


async def test_nothing_is_lost_when_updates_come_in_any_order(shared_world: World, phones: Phones):
    people = await found_on_zalo(shared_world.database, phones, schools=1)
    head = people.head
    await phones.post("misbehave", messenger="zalo", shuffle_updates=True)

    await head.type(BEES)
    for number in range(3):
        await head.act("photo", caption=f"Ảnh {number}")
    await head.type("Đã báo phụ huynh đến đón.")
    await until(lambda: len(records.files_of(shared_world.database, head)) == 3)
    for words in ("bị ong đốt", "phụ huynh"):
        await until(lambda words=words: words in str([one.answers for one in _drafts(shared_world, head)]))
    await phones.post("misbehave", messenger="zalo")

    assert len(_drafts(shared_world, head)) == 1


def _drafts(world: World, head: ZaloHand) -> list[Draft]:
    return records.drafts(world.database, head)


async def _handled(hand: ZaloHand) -> None:
    """Until all that was done before is answered."""
    await hand.sees("Lịch trực", after=await hand.type("/truc"))
