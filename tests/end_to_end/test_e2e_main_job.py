"""The main job from the head's first word to the closed file, on the wire, on phones and in the records."""

import time
from collections.abc import Callable

import pytest
import records
import reporting
from hands import Hand, Phones, labels_of, until
from peopled import Department, found
from world import World

MINUTE = 60


async def test_a_typed_report_rises_to_the_chief_and_goes_all_the_way_to_the_closed_file(
    shared_world: World, phones: Phones, tell: Callable[[str], None]
):
    world = shared_world
    department = await found(world.database, phones)
    head, duty, chief = department.head, department.duty_officer, department.chief_of_office

    card = await _types_with_an_album_and_a_place(head)
    pressed_at = time.time()
    await head.press_on(card, "✅ Gửi")
    alert = await duty.sees(button="Tiếp nhận")
    tell(f"from the press to the alert on the wire: {await _alert_took(phones, duty, pressed_at):.0f} ms")
    incident = records.the_incident(world.database, of=head)
    for part in ("mấy em lớp 7A bị ngộ độc", "Trường mẫu", "Mạng xã hội", "NGHIÊM TRỌNG", incident.code):
        assert part in alert["text"]
    assert any("(3)" in label for label in labels_of(alert))
    assert await _arrived(duty, "photo") == 3
    assert await _arrived(duty, "location") == 1

    await phones.post("clock", advance_seconds=5 * MINUTE)
    await duty.sees("chưa ai tiếp nhận")
    assert await chief.showing(incident.code) == []
    await phones.post("clock", advance_seconds=11 * MINUTE)
    await chief.press("Tiếp nhận")
    await head.sees(f"{incident.code} đã được tiếp nhận: {chief.name}")

    await _asks_and_is_answered_with_a_photo(world, chief, head, incident.code)
    await _instructs(chief, head)
    await head.press("Bổ sung")
    await head.sees("gõ diễn biến mới")
    await head.type("Cả ba em đã ổn định, được về nhà.")
    await chief.sees("Cả ba em đã ổn định")
    await chief.press("🏁 Kết thúc")
    await chief.sees("kết quả xử lý")
    await chief.type("Đã phối hợp y tế kiểm tra bếp ăn.")
    await head.sees("Đã phối hợp y tế kiểm tra bếp ăn", button="Báo cáo kết thúc")
    await head.press("Báo cáo kết thúc")
    await head.sees("nguyên nhân, việc đã làm, kết quả")
    await head.type("Bếp ăn đã đổi nơi cung cấp, các em đi học lại.")
    await chief.sees("có báo cáo kết thúc")
    await chief.press("🔒 Đóng hồ sơ")
    await chief.press("🔒 Đóng hồ sơ", after=(await chief.sees("Đóng hồ sơ BCN"))["message_id"] - 1)
    await head.sees("đã đóng. Cảm ơn")

    assert records.kinds(world.database, incident) == [
        *("opened", "alerted", "risen", "acknowledge", "ask", "answer", "instruct"),
        *("update", "resolve", "final_report", "close"),
    ]
    assert records.the_incident(world.database, of=head).status == "closed"
    assert set(records.due(world.database, incident)) == set()
    await _every_leader_sees_the_end(world, department, incident.code)


async def test_a_guided_report_alerts_the_duty_officer(shared_world: World, phones: Phones):
    department = await found(shared_world.database, phones)

    code = await reporting.guided(department.head, "Một em té ở cầu thang dãy B.")

    alert = await department.duty_officer.sees("té ở cầu thang", button="Tiếp nhận")
    assert code in alert["text"]
    assert "1 học sinh" in alert["text"]


async def test_the_red_button_alerts_before_a_word_is_typed(shared_world: World, phones: Phones):
    department = await found(shared_world.database, phones)
    head, duty = department.head, department.duty_officer

    began = await head.type("/khan")
    await head.press("Cháy", after=began)
    await head.press("GỬI NGAY", after=began)
    alert = await duty.sees(button="Tiếp nhận")
    said = await head.type("Cháy ở phòng thí nghiệm, đã đưa các em ra sân.")

    shown = await duty.sees("Cháy ở phòng thí nghiệm", button="Tiếp nhận")
    assert said
    assert shown["message_id"] >= alert["message_id"]
    assert records.kinds(shared_world.database, records.the_incident(shared_world.database, head))[-1] == "update"


async def _types_with_an_album_and_a_place(head: Hand) -> dict:
    """Whatever is asked besides is answered; the card with [Gửi]."""
    said = await head.type("8h30 sáng nay mấy em lớp 7A bị ngộ độc, đã đưa đi BV quận, phụ huynh đăng Facebook")
    await head.sees("bị ngộ độc", after=said)
    album = await head.act("album", count=3, caption="Ảnh hiện trường")
    await head.sees("3 tệp", after=album["message_id"])
    place = await head.act("location", latitude=10.7769, longitude=106.7009)
    return await head.sees("10.77690, 106.70090", button="✅ Gửi", after=place["message_id"])


async def _alert_took(phones: Phones, duty: Hand, since: float) -> float:
    """Milliseconds from the press until the alert reached the local Telegram."""
    sent = [one for one in await phones.calls() if one["method"] == "sendMessage" and one["chat_id"] == duty.user]
    return 1000 * (min(one["at"] for one in sent if one["at"] >= since) - since)


async def _arrived(hand: Hand, kind: str) -> int:
    async def there() -> int:
        return len([message for message in await hand.chat() if message["kind"] == kind])

    return await until(there)


async def _asks_and_is_answered_with_a_photo(world: World, leader: Hand, head: Hand, code: str) -> None:
    await leader.press("Hỏi thêm")
    await leader.sees("gõ câu hỏi")
    await leader.type("Các em đang nằm ở khoa nào?")
    question = await head.sees("Các em đang nằm ở khoa nào?", button="Trả lời")
    await world.quiet()
    await head.act("photo", caption="Khoa Nhi, tầng 2", reply_to=question["message_id"])
    answer = await leader.sees("trả lời: Khoa Nhi, tầng 2")
    await until(lambda: _came_after(leader, "photo", answer["message_id"]))
    assert code in answer["text"]


async def _came_after(hand: Hand, kind: str, message_id: int) -> bool:
    return any(one["kind"] == kind and one["message_id"] > message_id for one in await hand.chat())


async def _instructs(leader: Hand, head: Hand) -> None:
    await leader.press("Chỉ đạo")
    await leader.sees("gõ ý kiến chỉ đạo")
    await leader.type("Cử một giáo viên ở lại bệnh viện.")
    await head.sees("Cử một giáo viên ở lại bệnh viện", button="Bổ sung")


async def _every_leader_sees_the_end(world: World, department: Department, code: str) -> None:
    """On the one alert message that each of them has."""
    for leader in (
        department.duty_officer,
        department.division_head,
        department.communications,
        department.chief_of_office,
    ):
        await leader.sees("🔒 Đã đóng hồ sơ · ", button="Mở lại")
        [alert] = await leader.showing(f" · {code}")
        assert "🔒 Đã đóng hồ sơ · " in alert["text"]
        assert "Mở lại" in labels_of(alert)[0]
        assert "Tiếp nhận" not in "".join(labels_of(alert))
    for other in (department.other_division_head, department.deputy_director, department.director):
        assert await other.showing(code) == []


@pytest.mark.parametrize("door", [reporting.typed, reporting.urgently, reporting.guided])
async def test_every_door_can_be_used_again_at_once(shared_world: World, phones: Phones, door: Callable):
    department = await found(shared_world.database, phones, schools=1)

    codes = [await door(department.head, f"sự việc mẫu thứ {which}") for which in ("nhất", "nhì")]

    assert [one.code for one in records.incidents(shared_world.database, department.head)] == codes
