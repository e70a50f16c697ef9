"""A notice goes to the units that were chosen, and the preview says whom that means."""

from notice_desk import NoticeDesk
from sqlalchemy import update

from storage.database import table
from storage.tables.registry import Assignment


def test_preview_says_who_gets_it_and_who_cannot(desk: NoticeDesk) -> None:
    desk.lose(desk.other_head)
    desk.write()
    desk.desk.press("Xem trước")
    assert "2 đơn vị" in desk.desk.last.text
    assert "Trường mẫu A, Trường mẫu B" in desk.desk.last.text
    assert "1 người chưa tham gia" in desk.desk.last.text
    assert "Ngày mai 20/11" in desk.desk.history[-2][0].text


def test_notice_goes_to_one_kind_of_school_only(desk: NoticeDesk) -> None:
    desk.kind(desk.sample.school, "THCS")
    desk.kind(desk.sample.other_school, "Mầm non")
    desk.write()
    desk.desk.press("Nơi nhận")
    assert "2 đơn vị" in desk.desk.last.text
    desk.desk.press("Theo loại trường")
    desk.desk.press("Mầm non")
    assert "☑️ Mầm non" in desk.desk.labels()
    desk.desk.press("Xong")
    assert "1 đơn vị, 1 người" in desk.desk.last.text
    desk.desk.press("Xong")
    assert "Nơi nhận: Mầm non" in desk.desk.last.text
    desk.desk.press("Xem trước")
    desk.desk.press("Gửi")
    desk.wait()
    assert desk.got(desk.head) == ""
    assert "Ngày mai" in desk.got(desk.other)


def test_notice_goes_to_a_tag_and_a_choice_is_taken_back(desk: NoticeDesk) -> None:
    desk.kind(desk.sample.school, "THCS", "bán trú, nội trú")
    desk.write()
    desk.desk.press("Nơi nhận")
    desk.desk.press("Theo nhãn")
    desk.desk.press("nội trú")
    desk.desk.press("bán trú")
    desk.desk.press("nội trú")
    desk.desk.press("Xong")
    assert "bán trú" in desk.desk.last.text
    assert "1 đơn vị" in desk.desk.last.text
    desk.desk.press("Tất cả đơn vị")
    assert "2 đơn vị" in desk.desk.last.text


def test_a_unit_without_a_head_reads_through_its_deputies(desk: NoticeDesk) -> None:
    posts = table(Assignment)
    demoted = update(posts).where(posts.c.person_id == desk.sample.head.person_id).values(role="deputy")
    desk.crowd.database.transact(lambda tx: tx.execute(demoted))
    deputy = desk.phone(desk.sample.deputy)
    desk.send()
    assert "Ngày mai" in desk.got(deputy)
    assert "Ngày mai" in desk.got(desk.head)
    assert (desk.tally().units, desk.tally().people) == (2, 3)
