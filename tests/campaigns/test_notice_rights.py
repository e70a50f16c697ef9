"""Notices are written, looked at and withdrawn only by whom the rights allow."""

import pytest
from department import Somebody, add_person, add_unit
from notice_desk import NoticeDesk

from storage.database import Tx


def test_only_whom_the_rights_allow_writes_looks_and_withdraws(desk: NoticeDesk) -> None:
    notice = desk.send()
    for action in ("todo:0", "withdrawn", "preview"):
        desk.head.send_action(f"n:{notice.id}:{action}")
        assert "không có quyền" in (desk.head.toast or "")
    desk.head.send_action("n:new")
    assert "không có quyền" in (desk.head.toast or "")
    duty = desk.phone(desk.sample.duty_officer)
    duty.send_action(f"n:{notice.id}:read")
    assert "không có quyền" in (duty.toast or "")
    chief = desk.phone(desk.sample.chief_of_office)
    chief.send_action(f"n:{notice.id}:todo:0")
    assert "Đã đọc: 0/2" in chief.last.text
    assert {entry.outcome for entry in desk.audit("notice.withdrawn")} == {"refused"}


def test_another_department_sees_nothing_of_it(desk: NoticeDesk) -> None:
    def elsewhere(tx: Tx) -> Somebody:
        root = add_unit(tx, "SO-KHAC", "Sở mẫu khác")
        return add_person(tx, "Tổ truyền thông khác", None, "5001", {"unit_id": root[0], "role": "communications"})

    other = desk.phone(desk.crowd.database.transact(elsewhere))
    notice = desk.send()
    assert "Ngày mai" not in other.write("/thongbao").text
    other.send_action(f"n:{notice.id}:todo:0")
    assert "không có quyền" in (other.toast or "")
    other.press("Soạn thông báo", on=other.history[-1][0])
    other.write("Thông báo mẫu của Sở khác.")
    other.press("Xem trước")
    assert "Không có đơn vị nào" in other.last.text


def test_two_people_do_not_write_in_each_others_draft(desk: NoticeDesk) -> None:
    desk.write()
    chief = desk.phone(desk.sample.chief_of_office)
    chief.send_action(f"n:{desk.latest().id}:preview")
    assert "không còn" in (chief.toast or "")


def test_desk_is_offered_the_command_and_heads_are_not(desk: NoticeDesk) -> None:
    desk.desk.write("/trogiup")
    assert "/thongbao" in desk.desk.last.text
    assert "thongbao" in [name for name, _ in desk.desk.last.commands or ()]
    desk.head.write("/trogiup")
    assert "thongbao" not in [name for name, _ in desk.head.last.commands or ()]


@pytest.mark.parametrize("action", ["n:x:read", "n:1:pick:kinds:0:nix", "n:1:by:99", "n:1", "n:999999:read", "n:1:fly"])
def test_forged_buttons_do_nothing(desk: NoticeDesk, action: str) -> None:
    desk.write()
    before = desk.latest()
    desk.desk.send_action(action)
    assert "không còn dùng được" in (desk.desk.toast or "")
    assert desk.latest() == before
