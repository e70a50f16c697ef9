"""News is sent by heads and deputies for their unit, reviewed by the desk above it, and seen by nobody else."""

import pytest
from department import Somebody, add_person, add_unit
from news_desk import NewsDesk

from storage.database import Tx

SENDS = ("head", "deputy")
REVIEWS = ("communications", "chief_of_office")
NEITHER = ("duty_officer", "division_head", "deputy_director", "director", "administrator")


@pytest.mark.parametrize("role", SENDS + REVIEWS + NEITHER)
def test_rights_of_every_role(desk: NewsDesk, role: str) -> None:
    item = desk.send(by=desk.other)
    phone = desk.phone(getattr(desk.sample, role))
    told = phone.write("/tinbai").text
    assert ("gõ tin bài" in told) == (role in SENDS)
    assert ("chờ xem" in told) == (role in REVIEWS)
    assert ("do Thủ trưởng" in told) == (role in NEITHER)
    offered = [name for name, _ in phone.write("/trogiup").commands or ()]
    assert ("tinbai" in offered) == (role not in NEITHER)
    for action in ("accept", "decline:known", "ask", "open", "pupils", "again"):
        phone.send_action(f"w:{item.id}:{action}")
        if role not in REVIEWS:
            assert "không có quyền" in (phone.toast or ""), action
    for action in ("see", "children:none", "answer:1", "send"):
        phone.send_action(f"w:{item.id}:{action}")
        assert "không có quyền" in (phone.toast or ""), action
    for action in ("w:queue:0", "w:done:0", "w:export", "w:export:month"):
        phone.send_action(action)
        assert ("không có quyền" in (phone.toast or "")) == (role not in REVIEWS), action
    phone.send_action("w:rank:month")
    assert ("Xếp hạng" in phone.last.text) == (role not in ("duty_officer", "division_head", "administrator"))


def test_nobody_writes_in_the_draft_of_another(desk: NewsDesk) -> None:
    desk.write()
    deputy = desk.phone(desk.sample.deputy)
    for action in ("send", "card", "dropped", "edit:title"):
        deputy.send_action(f"w:{desk.latest().id}:{action}")
        assert "không có quyền" in (deputy.toast or "")
    desk.desk.send_action(f"w:{desk.latest().id}:open")
    assert "không có quyền" in (desk.desk.toast or "")
    assert desk.latest().state == "draft"


def test_desk_of_another_department_sees_nothing_of_it(desk: NewsDesk) -> None:
    def elsewhere(tx: Tx) -> Somebody:
        root = add_unit(tx, "SO-KHAC", "Sở mẫu khác")
        return add_person(tx, "Tổ truyền thông khác", None, "5001", {"unit_id": root[0], "role": "communications"})

    other = desk.phone(desk.database.transact(elsewhere))
    item = desk.send()
    assert "Không có tin bài nào" in other.write("/tinbai").text
    other.send_action(f"w:{item.id}:accept")
    assert "không có quyền" in (other.toast or "")
    desk.open().press("✅ Nhận")
    other.send_action("w:rank:month")
    assert "Trường mẫu A" not in other.last.text
    other.send_action("w:export:month")
    assert "Không có tin bài" in other.last.text


@pytest.mark.parametrize(
    "action",
    ["w:x:open", "w:1", "w:1:kind:no", "w:1:fly", "w:rank:ever", "w:1:unit:999", "w:1:children:maybe", "w:new:1"],
)
def test_forged_buttons_do_nothing(desk: NewsDesk, action: str) -> None:
    desk.write()
    before = desk.latest()
    desk.head.send_action(action.replace("w:1:", f"w:{before.id}:"))
    assert "không còn dùng được" in (desk.head.toast or "")
    assert desk.latest() == before


def test_whoever_has_lost_the_post_sends_nothing_by_typing(desk: NewsDesk) -> None:
    desk.write()
    desk.leave(desk.sample.head)
    desk.head.write("gửi")
    assert desk.latest().state == "draft"
    assert "chờ" not in desk.head.last.text
