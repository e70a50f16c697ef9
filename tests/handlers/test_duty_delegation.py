"""/uyquyen: a head names who acts in the unit's name, until when; the deputy reports, declines; it ends by itself."""

import pytest
from department import Sample, Somebody, add_person
from incident_desk import Desk
from newcomer import audited, person
from report_desk import Phone, incidents
from sqlalchemy import select
from typing_phone import TypingPhone

from rules.roles import Role
from storage import delegations, staffing
from storage.database import Database, table
from storage.registry import link_account
from storage.tables.duty import Delegation
from storage.tables.registry import Assignment

TEACHER = "+84903000088"
BEES = "9h sáng nay 3 em lớp 7A bị ong đốt ở sân trường, đã đưa đi bệnh viện quận"


@pytest.fixture
def teacher(database: Database, registry: Sample) -> Somebody:
    """Somebody of the registry who has joined and holds no role at all."""
    return database.transact(lambda tx: add_person(tx, "Tổ trưởng mẫu A", TEACHER, "1088"))


@pytest.fixture
def deputy(desk: Desk, teacher: Somebody) -> Phone:
    return desk.phone(teacher)


def name_deputy(head: Phone, what: str = "Cả hai", until: str = "1 tuần", who: str = "0903 000 088") -> None:
    head.write("/uyquyen")
    head.press("Uỷ quyền cho một người")
    head.write(who)
    head.press(what)
    head.press(until)


def fills(database: Database, unit_id: int) -> list[int]:
    """Who fills in the regular reports of a unit now."""
    return database.transact(lambda tx: delegations.who_fills(tx, [unit_id]))[unit_id]


def states(database: Database) -> list[str]:
    rows = table(Delegation)
    return database.transact(lambda tx: [row.state for row in tx.rows(select(rows.c.state).order_by(rows.c.id))])


def report(phone: Phone) -> None:
    phone.write(BEES)
    while "✅ Gửi" not in phone.labels():
        phone.press("Không" if "Không" in phone.labels() else "Bỏ qua")
    phone.press("✅ Gửi")


def test_deputy_named_by_phone_number_is_told_and_reports_in_the_units_name(desk: Desk, head: Phone, deputy: Phone):
    name_deputy(head)
    assert head.last.text.startswith("✅ Đã uỷ quyền cho Tổ trưởng mẫu A")
    assert "báo cáo sự cố và báo cáo định kỳ thay Trường mẫu A, đến 23:59 22/11" in head.last.text
    told = desk.look(deputy)
    assert "Hiệu trưởng mẫu A uỷ quyền Thầy/Cô" in told.text
    assert deputy.labels() == ["Không nhận"]

    report(deputy)

    (incident,) = incidents(desk.database)
    assert incident.unit_id == desk.sample.school
    alert = desk.sees(desk.phone(desk.sample.duty_officer), incident)
    assert "Người báo: Tổ trưởng mẫu A (được uỷ quyền) · 090 300 00 88" in alert.text
    assert "vừa gửi" in desk.look(head).text
    assert audited(desk.database, "delegation") == [("done", "")]


def test_deputy_is_chosen_among_the_people_of_the_unit(desk: Desk, head: Phone):
    head.write("uỷ quyền")
    head.press("Uỷ quyền cho một người")
    assert head.labels() == ["Phó Hiệu trưởng mẫu A", "Thôi"]
    head.press("Phó Hiệu trưởng mẫu A")
    head.press("Báo cáo định kỳ")
    head.write("30/11")
    assert "đến 23:59 30/11" in head.last.text
    assert fills(desk.database, desk.sample.school) == [desk.sample.deputy.person_id]


def test_deputy_for_regular_reports_cannot_report_an_incident(
    desk: Desk, head: Phone, deputy: Phone, teacher: Somebody
):
    name_deputy(head, what="Báo cáo định kỳ")
    assert fills(desk.database, desk.sample.school) == [teacher.person_id]
    deputy.write(BEES)
    assert "dành cho Thủ trưởng và cấp phó" in deputy.last.text
    assert incidents(desk.database) == []


@pytest.mark.parametrize(
    ("what", "menu"),
    [
        ("Báo cáo sự cố", [["🚨 Khẩn"], ["📝 Báo cáo sự cố"], ["📌 Việc của tôi"]]),
        ("Báo cáo định kỳ", [["🗓 Báo cáo định kỳ", "📌 Việc của tôi"]]),
        ("Cả hai", [["🚨 Khẩn"], ["📝 Báo cáo sự cố"], ["🗓 Báo cáo định kỳ", "📌 Việc của tôi"]]),
    ],
)
def test_menu_of_a_deputy_offers_what_was_delegated(desk: Desk, head: Phone, deputy: Phone, what: str, menu: object):
    name_deputy(head, what=what)
    deputy.write("/start")
    assert [list(row) for row in deputy.last.menu or ()] == menu
    assert "/" in deputy.write("/trogiup").text
    assert "Thầy/Cô chưa có vai trò" not in deputy.last.text
    assert "Được uỷ quyền" in deputy.write("/toi").text


def test_unit_without_delegation_is_filled_in_by_its_head(desk: Desk):
    assert fills(desk.database, desk.sample.school) == [desk.sample.head.person_id]


def test_deputy_declines_with_one_press_and_the_head_hears_it(desk: Desk, head: Phone, deputy: Phone):
    name_deputy(head)
    desk.look(deputy)
    deputy.press("Không nhận")
    assert "không nhận uỷ quyền này" in deputy.last.text
    assert "không nhận uỷ quyền của Trường mẫu A" in desk.look(head).text
    assert fills(desk.database, desk.sample.school) == [desk.sample.head.person_id]
    deputy.write(BEES)
    assert incidents(desk.database) == []
    assert states(desk.database) == ["declined"]


def test_head_sees_and_ends_it_at_any_time(desk: Desk, head: Phone, deputy: Phone):
    name_deputy(head)
    head.write("/uyquyen")
    assert "Tổ trưởng mẫu A được báo cáo sự cố" in head.last.text
    head.press("Thôi uỷ quyền Tổ trưởng mẫu A")
    assert head.last.text.startswith("Đã thôi uỷ quyền")
    assert "đã kết thúc" in desk.look(deputy).text
    deputy.write(BEES)
    assert incidents(desk.database) == []


def test_it_ends_by_itself_and_both_are_told_once(desk: Desk, head: Phone, deputy: Phone):
    name_deputy(head, until="Hết hôm nay")
    desk.look(deputy)
    desk.wait(hours=14, minutes=28)
    assert len(desk.heard(deputy)) == 1
    desk.wait(minutes=1)
    assert "đã hết hạn" in desk.heard(head)[-1]
    assert "đã kết thúc" in desk.heard(deputy)[-1]
    before = len(desk.heard(head)), len(desk.heard(deputy))
    desk.wait(days=3)
    assert (len(desk.heard(head)), len(desk.heard(deputy))) == before
    assert states(desk.database) == ["ended"]


def test_right_is_gone_at_the_minute_even_while_the_clock_stands_still(desk: Desk, head: Phone, deputy: Phone):
    name_deputy(head, until="Hết hôm nay")
    desk.clock.turn(hours=15)
    deputy.write(BEES)
    assert incidents(desk.database) == []
    assert fills(desk.database, desk.sample.school) == [desk.sample.head.person_id]


def test_what_the_deputy_has_reported_is_the_heads_afterwards(desk: Desk, head: Phone, deputy: Phone):
    name_deputy(head)
    report(deputy)
    (incident,) = incidents(desk.database)
    desk.look(head)
    head.write("/uyquyen")
    head.press("Thôi uỷ quyền")
    assert desk.now(incident).reporter_id == desk.sample.head.person_id
    duty = desk.phone(desk.sample.duty_officer)
    desk.take(duty, incident)
    assert "📞 Hiệu trưởng mẫu A · 090 300 00 01" in desk.sees(duty, incident).text
    assert "đã được tiếp nhận" in desk.heard(head)[-1]
    assert "give_back" in desk.kinds(incident)
    deputy.send_action(f"i:{incident.id}:update:1")
    assert "không có quyền" in (deputy.toast or "")


def test_delegations_of_a_head_who_leaves_end_and_are_told(desk: Desk, head: Phone, deputy: Phone):
    name_deputy(head)
    desk.database.transact(lambda tx: staffing.end(tx, desk.sample.head.person_id, Role.HEAD))
    deputy.write(BEES)
    assert incidents(desk.database) == []
    desk.wait(minutes=1)
    assert "đã kết thúc" in desk.heard(deputy)[-1]


def test_number_that_the_registry_does_not_hold_is_said_so(desk: Desk, head: Phone):
    head.write("/uyquyen")
    head.press("Uỷ quyền cho một người")
    head.write("0903 999 999")
    assert "Chưa tìm thấy" in head.last.text
    head.write("0903 000 002")
    assert "Phó Hiệu trưởng mẫu A" in head.last.text
    assert audited(desk.database, "person.lookup") == [("failed", ""), ("done", "")]


def test_head_who_names_himself_is_told_so(desk: Desk, head: Phone):
    assert "Đây là chính Thầy/Cô" in name_deputy_by("0903 000 001", head)


def test_nobody_finds_out_by_trying_numbers_who_is_in_the_registry(desk: Desk, head: Phone, teacher: Somebody):
    head.write("/uyquyen")
    head.press("Uỷ quyền cho một người")
    for number in range(5):
        head.write(f"0903 999 99{number}")
        assert "Chưa tìm thấy" in head.last.text

    head.write("0903 000 088")

    assert "sau một giờ" in head.last.text
    assert "Tổ trưởng mẫu A" not in head.last.text
    assert audited(desk.database, "person.lookup")[-1] == ("refused", "throttled")
    head.write("Phó Hiệu trưởng mẫu A")
    assert "được làm gì" in head.last.text


def test_numbers_are_looked_up_again_after_an_hour(desk: Desk, head: Phone, teacher: Somebody):
    for _ in range(5):
        name_deputy_by("0903 999 999", head)

    desk.clock.turn(hours=1)

    assert "Tổ trưởng mẫu A" in name_deputy_by("0903 000 088", head)


def name_deputy_by(number: str, head: Phone) -> str:
    """What the head sees after typing a number where a deputy is asked for."""
    head.write("/uyquyen")
    head.press("Uỷ quyền cho một người")
    return head.write(number).text


def test_deputy_who_does_not_use_the_bot_is_said_so(desk: Desk, head: Phone):
    person(desk.database, "Tổ phó mẫu A", "+84903000077")
    name_deputy(head, who="0903000077")
    assert "chưa dùng bot" in head.last.text


def test_incident_typed_instead_of_a_name_is_a_report(desk: Desk, head: Phone):
    head.write("/uyquyen")
    head.press("Uỷ quyền cho một người")
    head.write(BEES)
    assert "ong đốt" in head.last.text
    assert "Chưa tìm thấy" not in head.last.text


def test_incident_is_no_answer_to_a_question_that_is_not_ones_own_any_more(desk: Desk, head: Phone):
    head.write("/uyquyen")
    head.press("Uỷ quyền cho một người")
    posts = {"unit_id": desk.sample.other_school, "role": "head", "division": "", "title": ""}
    desk.end_posts(desk.sample.head)
    desk.database.transact(lambda tx: tx.insert(Assignment, person_id=desk.sample.head.person_id, **posts))

    head.write("3 em lớp 7A bị ong đốt ở sân trường")

    assert "ong đốt" in head.last.text


@pytest.mark.parametrize("who", ["deputy", "director"])
def test_only_heads_delegate(desk: Desk, who: str):
    phone = desk.phone(getattr(desk.sample, who))
    phone.write("/uyquyen")
    assert "Chỉ Thủ trưởng đơn vị uỷ quyền được" in phone.last.text
    phone.send_action(f"u:until:{desk.sample.school}:{desk.sample.director.person_id}:both:2")
    assert "không còn dùng được" in (phone.toast or "")
    assert states(desk.database) == []


def test_forged_ends_and_refusals_change_nothing(desk: Desk, head: Phone, deputy: Phone):
    name_deputy(head)
    stranger = desk.phone(desk.sample.director)
    for action in ("u:end:1", "u:no:1", "u:end:999999999", "u:to:1:999999999", "u:what:1:2:everything", "u:new:7"):
        stranger.send_action(action)
        assert "không còn dùng được" in (stranger.toast or ""), action
    assert states(desk.database) == ["active"]


def test_pressing_twice_names_and_tells_once(desk: Desk, head: Phone):
    head.write("/uyquyen")
    head.press("Uỷ quyền cho một người")
    head.press("Phó Hiệu trưởng mẫu A")
    head.press("Cả hai")
    asked = head.last
    head.press("1 tuần", on=asked)
    head.press("1 tuần", on=asked)
    assert states(desk.database) == ["active"]
    assert len(desk.heard(desk.phone(desk.sample.deputy))) == 1


def test_number_in_a_forged_button_tells_no_name(desk: Desk, head: Phone, teacher: Somebody):
    head.write("/uyquyen")
    head.press("Uỷ quyền cho một người")
    head.send_action(f"u:to:{desk.sample.school}:{teacher.person_id}")
    assert "không còn dùng được" in (head.toast or "")
    assert teacher.name not in head.last.text


def test_two_delegations_to_one_person_last_until_the_later_ends(desk: Desk, head: Phone, deputy: Phone):
    second = desk.database.transact(
        lambda tx: add_person(
            tx, "Đồng Hiệu trưởng mẫu A", None, "1089", {"unit_id": desk.sample.school, "role": "head"}
        )
    )
    name_deputy(head, until="1 tuần")
    name_deputy(desk.phone(second), what="Báo cáo sự cố", until="3 ngày")
    desk.wait(days=4)
    assert states(desk.database) == ["active", "ended"]
    report(deputy)
    assert len(incidents(desk.database)) == 1


def test_naming_somebody_again_takes_the_place_of_the_first_time(desk: Desk, head: Phone, deputy: Phone):
    name_deputy(head, until="1 tuần")
    name_deputy(head, what="Báo cáo sự cố", until="3 ngày")
    assert states(desk.database) == ["ended", "active"]
    assert fills(desk.database, desk.sample.school) == [desk.sample.head.person_id]
    before = len(desk.heard(head))
    desk.wait(days=10)
    assert len(desk.heard(head)) == before + 1


def test_delegation_on_zalo_by_numbers_and_words(desk: Desk, zalo_of_head: None, deputy: Phone):
    zalo = TypingPhone(desk.database, desk.rules, "z1")
    zalo.write("uỷ quyền")
    zalo.write("1")
    zalo.write("0903 000 088")
    zalo.write("cả hai")
    told = zalo.write("30/11")
    assert told.text.startswith("✅ Đã uỷ quyền cho Tổ trưởng mẫu A")
    assert "đến 23:59 30/11" in told.text


@pytest.fixture
def zalo_of_head(database: Database, registry: Sample) -> None:
    """The head has Zalo as well."""
    database.transact(lambda tx: link_account(tx, registry.head.person_id, "zalo", "z1"))
