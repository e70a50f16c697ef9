"""The press on the wire: a head says who speaks and notes a call in one line; desk and leaders see it at once."""

import records
import reporting
from hands import Hand, Phones
from peopled import found
from world import World

LINE = "phóng viên báo Tuổi Trẻ gọi hỏi về <b>vụ bếp ăn</b> & suất ăn 😀"


async def test_head_names_who_speaks_and_notes_a_call_that_desk_and_leaders_see(shared_world: World, phones: Phones):
    department = await found(shared_world.database, phones)
    head, desk, duty = department.heads[0], department.communications, department.duty_officer
    typed = await head.type("người phát ngôn")
    await head.press("Chính tôi", after=typed)
    await head.sees(f"Người phát ngôn: {head.name}", after=typed)

    code = await reporting.typed(head, "Đã sơ cứu.")
    await duty.sees(code, button="Tiếp nhận")
    incident = records.the_incident(shared_world.database, of=head)

    typed = await head.type(LINE)
    await head.sees("vụ bếp ăn", button="Bỏ", after=typed)
    await head.tap(code, after=typed)
    await head.sees("Tổ truyền thông đã được báo", after=typed)

    seen = await desk.sees("Tuổi Trẻ", button="Đã trả lời")
    assert "<b>vụ bếp ăn</b> & suất ăn 😀" in seen["text"]
    assert code in seen["text"]
    assert f"Người phát ngôn: {head.name}" in seen["text"]
    alert = await duty.sees("Báo chí đã gọi")
    assert f"Người phát ngôn: {head.name}" in alert["text"]
    assert "press_contact" in records.kinds(shared_world.database, incident)

    shown = await head.sees("Tổ truyền thông đã được báo", after=typed)
    await head.type("Hiệu trưởng: đang phối hợp làm rõ https://bao-mau.vn/1", reply_to=shown["message_id"])
    seen = await desk.sees("đang phối hợp làm rõ", button="Đã trả lời")
    assert "bao-mau.vn/1" in seen["text"]
    await _desk_finds_it(desk)


async def _desk_finds_it(desk: Hand) -> None:
    typed = await desk.type("/baochi")
    listed = await desk.sees("Báo chí liên hệ", after=typed)
    assert "1 lần, 0 lần chưa ghi trả lời" in listed["text"]
