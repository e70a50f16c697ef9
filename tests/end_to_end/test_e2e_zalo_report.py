"""The main job on Zalo alone, by people who can only type: from the head's first word to the closed file."""

from collections.abc import Callable

import pytest
import records
import zalo_reporting
from hands import Phones
from world import World, both_worlds
from zalo_hands import ZaloHand, options
from zalo_peopled import found_on_zalo

MOST_TYPED, MOST_GUIDED = 2, 8
BEES = "9h30 sáng nay 3 em lớp 7A bị ong đốt ở sân trường, đã đưa đi BV quận, phụ huynh đăng Facebook"

pytestmark = pytest.mark.parametrize("shared_world", both_worlds("alone"), indirect=True, ids="-".join)


async def test_a_typed_report_goes_all_the_way_to_the_closed_file(
    shared_world: World, phones: Phones, tell: Callable[[str], None]
):
    people = await found_on_zalo(shared_world.database, phones)
    head, duty = people.head, people.duty_officer

    code = await zalo_reporting.freely(head, BEES)
    sent_by_head = len(head.sent)
    alert = await duty.sees(code, option="Tiếp nhận")
    for part in ("NGHIÊM TRỌNG", "Trường mẫu", "3 học sinh", "Mạng xã hội", "bị ong đốt", "090 "):
        assert part in alert["text"]
    await duty.known()
    await duty.type("1")
    await head.sees(f"{code} đã được tiếp nhận: {duty.name}")
    await duty.choose("Hỏi thêm")
    await duty.sees("gõ câu hỏi")
    await duty.type("Bao nhiêu em còn nằm viện?")
    assert list(options(await duty.sees("Đã gửi câu hỏi"))) == ["Xem vụ việc"]
    await head.choose("Trả lời", "Bao nhiêu em còn nằm viện?")
    await head.sees("gõ câu trả lời")
    await head.known()
    await head.type("1")
    await duty.sees(f"{head.name} trả lời: 1")
    await duty.choose("Xem vụ việc")
    await duty.choose("Chỉ đạo", "Đơn vị hẹn")
    await duty.sees("gõ ý kiến chỉ đạo")
    await duty.type("Cử một giáo viên ở lại bệnh viện.")
    await head.choose("Bổ sung", "chỉ đạo")
    await head.sees("gõ diễn biến mới")
    await head.type("Cả ba em đã về nhà.")
    await duty.sees("Cả ba em đã về nhà")
    await _ends_it(duty, head)

    incident = records.the_incident(shared_world.database, of=head)
    assert records.kinds(shared_world.database, incident) == [
        *("opened", "alerted", "acknowledge", "ask", "answer", "instruct", "update", "resolve", "final_report"),
        "close",
    ]
    assert set(records.due(shared_world.database, incident)) == set()
    for said_by_the_state in ("Thầy/Cô đã tiếp nhận", "Đã kết thúc xử lý"):
        assert await duty.showing(said_by_the_state) == [], "nothing is said twice"
    tell(f"messages that the head sends, typed: {sent_by_head}")
    assert sent_by_head <= MOST_TYPED
    ended = (await people.division_head.showing(code))[-1]
    assert "Đã đóng hồ sơ" in ended["text"]
    assert "Tiếp nhận" not in ended["text"]


async def _ends_it(duty: ZaloHand, head: ZaloHand) -> None:
    listed = await duty.type("/dangmo")
    await duty.sees("đang mở", after=listed)
    await duty.choose("000", after=listed)
    await duty.choose("Kết thúc", "Đơn vị hẹn")
    await duty.sees("gõ kết quả xử lý")
    await duty.type("Đã gỡ tổ ong.")
    await head.choose("Báo cáo kết thúc", "Xin Thầy/Cô gửi báo cáo kết thúc")
    await head.sees("nguyên nhân, việc đã làm, kết quả")
    await head.type("Tổ ong ở cây phượng đã được gỡ.")
    await duty.choose("Đóng hồ sơ", "có báo cáo kết thúc")
    await duty.choose("Đóng hồ sơ", "Đóng hồ sơ BCN")
    await head.sees("đã đóng. Cảm ơn")
    await duty.sees("Đã đóng hồ sơ")


@pytest.mark.parametrize("what", ["Một em té ở cầu thang dãy B.", "Có em bị đánh ngoài cổng trường, chưa rõ bao nhiêu"])
async def test_a_guided_report_takes_eight_messages_at_most(
    shared_world: World, phones: Phones, tell: Callable[[str], None], what: str
):
    people = await found_on_zalo(shared_world.database, phones)

    code = await zalo_reporting.guided(people.head, what)

    await people.duty_officer.sees(code, option="Tiếp nhận")
    tell(f"messages that the head sends, guided: {len(people.head.sent)}")
    assert len(people.head.sent) <= MOST_GUIDED, people.head.sent


async def test_an_urgent_report_alerts_before_a_word_is_typed(
    shared_world: World, phones: Phones, tell: Callable[[str], None]
):
    people = await found_on_zalo(shared_world.database, phones)
    head, duty = people.head, people.duty_officer

    code = await zalo_reporting.urgently(head)
    tell(f"messages that the head sends, urgent: {len(head.sent)}")
    await duty.sees(code, option="Tiếp nhận")
    await head.known()
    await head.type("12 em nôn ói sau bữa trưa, đã gọi 115.")

    await duty.sees("12 em nôn ói")
    assert len(head.sent) == 4
    assert records.the_incident(shared_world.database, of=head).answers["pupils_affected"] == 12
