"""What the press was told, by whom, and the link of what was published: noted later, seen by all who have it."""

import pytest
from incident_desk import Desk
from press_notes import contacts, note
from report_desk import Phone, drafts

from storage import outbox


def test_what_was_answered_by_whom_and_the_link_are_added_later(desk: Desk, head: Phone, comms: Phone) -> None:
    incident = desk.report({"media": "social"})
    note(head, button="BCN-2026-000001")
    head.press("Đã trả lời", on=head.shown["press:1"])
    desk.clock.turn(minutes=30)
    head.write("Phó Hiệu trưởng mẫu: nhà trường đang phối hợp làm rõ")
    assert "💬 Phó Hiệu trưởng mẫu trả lời (10:00): nhà trường đang phối hợp làm rõ" in head.shown["press:1"].text
    head.press("Bài đã đăng", on=head.shown["press:1"])
    head.write("https://bao-mau.vn/bai-1")
    (kept,) = contacts(desk)
    assert (kept.answered_by, kept.links) == ("Phó Hiệu trưởng mẫu", ["https://bao-mau.vn/bai-1"])
    desk.look(comms)
    seen = comms.shown["press:1"].text
    assert "nhà trường đang phối hợp làm rõ" in seen
    assert "🔗 https://bao-mau.vn/bai-1" in seen
    assert desk.kinds(incident).count("press_answer") == 2


def test_a_reply_to_the_message_is_the_answer(desk: Desk, head: Phone) -> None:
    note(head)
    shown = desk.database.transact(lambda tx: outbox.posted(tx, "telegram", head.address, "press:1"))
    assert shown is not None
    head.write("Đã hẹn trả lời bằng văn bản, bài đăng tại bao-mau.vn/bai-2", reply_to=shown.message_ref)
    (kept,) = contacts(desk)
    assert kept.answered_by == "Hiệu trưởng mẫu A"
    assert kept.answer.startswith("Đã hẹn trả lời")
    assert kept.links == ["bao-mau.vn/bai-2"]


def test_the_desk_notes_the_answer_and_the_head_sees_it(desk: Desk, head: Phone, comms: Phone) -> None:
    note(head)
    desk.look(comms)
    comms.press("Đã trả lời")
    comms.write("Tổ truyền thông: Sở đã có thông cáo")
    desk.look(head)
    assert "💬 Tổ truyền thông trả lời" in head.shown["press:1"].text
    assert len(desk.heard(head)) == 1


def test_the_same_link_twice_is_one_link(desk: Desk, head: Phone) -> None:
    note(head)
    for _ in range(2):
        head.press("Bài đã đăng", on=head.shown["press:1"])
        head.write("bài: https://bao-mau.vn/bai-1")
    assert contacts(desk)[0].links == ["https://bao-mau.vn/bai-1"]
    assert contacts(desk)[0].answer == ""


def test_a_short_answer_with_a_link_is_kept_as_an_answer(desk: Desk, head: Phone) -> None:
    note(head)
    head.press("Đã trả lời", on=head.shown["press:1"])
    head.write("Đã trả lời: https://bao-mau.vn/bai-1")
    (kept,) = contacts(desk)
    assert kept.answered_at is not None
    assert kept.links == ["https://bao-mau.vn/bai-1"]


def test_words_instead_of_a_link_are_no_answer(desk: Desk, head: Phone) -> None:
    note(head)
    head.press("Bài đã đăng", on=head.shown["press:1"])
    head.write("chưa có bài nào")
    assert "Chưa thấy đường dẫn" in head.last.text
    assert contacts(desk)[0].answered_at is None
    head.write("Cháy trường mẫu: https://bao-mau.vn/bai-1")
    (kept,) = contacts(desk)
    assert (kept.links, kept.answer) == (["https://bao-mau.vn/bai-1"], "")


def test_an_incident_typed_instead_of_a_link_begins_a_report(desk: Desk, head: Phone) -> None:
    note(head)
    head.press("Bài đã đăng", on=head.shown["press:1"])
    head.write("9h sáng nay 3 em lớp 7A bị ong đốt ở sân trường")
    assert len(drafts(desk.database)) == 1


@pytest.mark.parametrize("said", ["👍", "."])
def test_a_reply_that_says_nothing_is_not_told_to_be_noted(desk: Desk, head: Phone, said: str) -> None:
    note(head)
    shown = desk.database.transact(lambda tx: outbox.posted(tx, "telegram", head.address, "press:1"))
    assert shown is not None
    head.write(said, reply_to=shown.message_ref)
    assert contacts(desk)[0].answered_at is None
    assert "Đã ghi" not in head.last.text


def test_what_happens_while_an_answer_is_awaited_becomes_a_report_with_one_press(desk: Desk, head: Phone) -> None:
    note(head)
    head.press("trả lời")
    head.write("Cháy ở bếp ăn, 3 em bị bỏng")
    head.press("Đây là sự cố")
    assert "Cháy" in head.last.text
    assert "Phiếu báo cáo" in head.last.text or "Việc xảy ra lúc nào" in head.last.text


def test_an_answer_that_tells_of_no_incident_offers_no_report(desk: Desk, head: Phone) -> None:
    note(head)
    head.press("trả lời")
    head.write("Nhà trường sẽ trả lời bằng văn bản")
    assert not [label for label in head.labels() if "sự cố" in label]
