"""Who sees and notes contacts with the press: the desk, the own unit, leaders, whoever has no post any more."""

from typing import Any

from department import add_person
from incident_desk import Desk
from newcomer import audited, cut_off
from press_notes import LINE, contacts, note
from report_desk import Phone
from sqlalchemy import update

from storage.database import Database, table
from storage.tables.registry import Unit


def test_the_desk_lists_them_by_period_and_unit(desk: Desk, head: Phone, comms: Phone) -> None:
    note(head)
    desk.clock.turn(days=10)
    note(head, "báo Thanh Niên nhắn tin hỏi về đồng phục")
    comms.write("báo chí")
    assert "30 ngày qua: 2 lần, 2 lần chưa ghi trả lời" in comms.last.text
    comms.press("7 ngày")
    assert "7 ngày qua: 1 lần" in comms.last.text
    assert "Thanh Niên · Trường mẫu A\nđồng phục" in comms.last.text
    comms.write("/baochi truong mau b")
    assert "365 ngày qua: 0 lần" in comms.last.text
    comms.write("/baochi truong mau a")
    comms.press("Tuổi Trẻ")
    assert "❓ vụ bếp ăn" in comms.last.text


def test_pages_of_the_list(desk: Desk, head: Phone, comms: Phone) -> None:
    for number in range(8):
        note(head, f"báo Thanh Niên gọi hỏi về việc số {number}")
        desk.clock.turn(minutes=1)
    comms.write("/baochi")
    assert "việc số 7" in comms.last.text
    assert "việc số 1" not in comms.last.text
    comms.press("Xem thêm")
    assert "việc số 1" in comms.last.text


def test_a_head_sees_only_the_contacts_of_the_own_unit(desk: Desk, head: Phone, database: Database) -> None:
    note(head)
    other: Any = database.transact(
        lambda tx: add_person(
            tx, "Hiệu trưởng mẫu B", "+84903000066", "1066", {"unit_id": desk.sample.other_school, "role": "head"}
        )
    )
    phone = desk.phone(other)
    assert "0 lần" in phone.write("/baochi").text
    for action in ("show", "answer", "link"):
        phone.send_action(f"p:1:{action}")
        assert "không có quyền" in (phone.toast or "")
    phone.send_action("p:1:keep:0")
    assert "không còn dùng được" in (phone.toast or "")
    phone.send_action(f"p:list:30:0:{desk.sample.school}")
    assert "không còn dùng được" in (phone.toast or "")


def test_a_deputy_notes_for_the_unit_too(desk: Desk, comms: Phone) -> None:
    deputy = desk.phone(desk.sample.deputy)
    note(deputy)
    assert "Người ghi: Phó Hiệu trưởng mẫu A" in desk.heard(comms)[0]


def test_leaders_look_but_note_nothing(desk: Desk, head: Phone, director: Phone) -> None:
    note(head)
    assert "1 lần" in director.write("/baochi").text
    director.press("Tuổi Trẻ")
    assert "vụ bếp ăn" in director.last.text
    assert not any("Đã trả lời" in label for label in director.labels())
    director.send_action("p:1:answer")
    assert "không có quyền" in (director.toast or "")
    director.write(LINE)
    assert len(contacts(desk)) == 1


def test_an_administrator_has_no_business_here(desk: Desk, head: Phone) -> None:
    note(head)
    administrator = desk.phone(desk.sample.administrator)
    assert "không có quyền" in administrator.write("/baochi").text
    administrator.send_action("p:1:show")
    assert "không có quyền" in (administrator.toast or "")
    assert audited(desk.database, "press.list")[-1][0] == "refused"


def test_whoever_lost_the_post_keeps_nothing(desk: Desk, head: Phone, comms: Phone) -> None:
    head.write(LINE)
    desk.end_posts(desk.sample.head)
    head.press("Ghi nhận")
    assert contacts(desk)[0].state == "draft"
    assert desk.heard(comms) == []


def test_a_closed_unit_notes_nothing(desk: Desk, head: Phone) -> None:
    head.write(LINE)
    rows = table(Unit)
    closed = update(rows).where(rows.c.id == desk.sample.school).values(active=False)
    desk.database.transact(lambda tx: tx.execute(closed))
    head.press("Ghi nhận")
    assert contacts(desk)[0].state == "draft"


def test_an_account_that_was_cut_off_is_a_stranger(desk: Desk, head: Phone) -> None:
    head.write(LINE)
    cut_off(desk.database, head.address)
    head.press("Ghi nhận")
    assert contacts(desk)[0].state == "draft"
