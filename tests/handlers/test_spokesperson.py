"""Who speaks for a unit: heads are asked once a term, in peace; one press or a name typed; the desk sees who lacks."""

from typing import Any

import pytest
from department import Sample, add_person
from incident_desk import Desk
from newcomer import audited, change, cut_off
from report_desk import Phone
from sqlalchemy import update
from typing_phone import TypingPhone

from press import spokespersons as asking
from rules.roles import Role
from storage import spokespersons, staffing
from storage.database import Database, table
from storage.registry import link_account
from storage.spokespersons import Speaker
from storage.tables.registry import Person, Unit


@pytest.fixture
def asked(desk: Desk, head: Phone) -> Phone:
    """The head's phone on which the question stands: it is Tuesday, 09:00."""
    desk.database.transact(lambda tx: asking.ensure(tx, desk.rules))
    desk.wait(hours=23, minutes=30)
    assert "ai là người phát ngôn" in desk.look(head).text
    return head


def speaker(desk: Desk, unit_id: int | None = None) -> Speaker | None:
    return desk.database.transact(lambda tx: spokespersons.of_unit(tx, unit_id or desk.sample.school))


def ring(desk: Desk, **time: float) -> None:
    """The asking is armed, time passes, and everything that is due happens."""
    desk.database.transact(lambda tx: asking.ensure(tx, desk.rules))
    desk.wait(**time)


def heard_questions(desk: Desk, phone: Phone) -> int:
    return sum("người phát ngôn của" in text for text in desk.heard(phone))


def second_head(desk: Desk) -> Phone:
    add: Any = lambda tx: add_person(  # noqa: E731
        tx, "Hiệu trưởng mẫu A2", "+84903000055", "2055", {"unit_id": desk.sample.school, "role": "head"}
    )
    return desk.phone(desk.database.transact(add))


def test_one_press_and_the_head_speaks(desk: Desk, asked: Phone) -> None:
    asked.press("Chính tôi")
    found = speaker(desk)
    assert found is not None
    assert (found.name, found.phone) == ("Hiệu trưởng mẫu A", "+84903000001")
    assert asked.last.text.endswith("🗣 Người phát ngôn: Hiệu trưởng mẫu A · 090 300 00 01")
    assert asked.toast == "✅ Đã ghi người phát ngôn."
    assert asked.new_messages == 1
    assert audited(desk.database, "spokesperson.name") == [("done", "")]


def test_a_head_is_asked_once_however_long_no_answer_comes(desk: Desk, asked: Phone) -> None:
    desk.wait(days=40)
    assert heard_questions(desk, asked) == 1
    asked.write("việc của tôi")
    assert "chưa xác nhận người phát ngôn" in asked.last.text
    asked.press("Người phát ngôn")
    asked.press("Chính tôi")
    assert speaker(desk) is not None
    assert "chưa xác nhận người phát ngôn" not in asked.write("việc của tôi").text


def test_every_term_one_press_says_that_it_is_still_so(desk: Desk, asked: Phone) -> None:
    asked.press("Chính tôi")
    desk.wait(days=70)  # the second term has begun
    assert "vẫn như cũ?" in desk.look(asked).text
    assert asked.labels() == ["✅ Vẫn là tôi", "👤 Người khác"]
    asked.press("Vẫn là tôi")
    found = speaker(desk)
    assert found is not None
    assert found.confirmed_at == desk.clock.now()
    desk.wait(days=60)
    assert heard_questions(desk, asked) == 2


def test_a_head_in_the_middle_of_a_report_is_asked_another_day(desk: Desk, head: Phone) -> None:
    desk.database.transact(lambda tx: asking.ensure(tx, desk.rules))
    desk.clock.turn(hours=23)
    head.write("/baocao")
    head.press("thương tích")
    desk.wait(minutes=30)
    assert heard_questions(desk, head) == 0
    desk.wait(days=1)
    assert heard_questions(desk, head) == 1


def test_nobody_is_asked_while_an_incident_of_the_unit_is_open(desk: Desk, head: Phone) -> None:
    incident = desk.report()
    ring(desk, days=2)
    assert heard_questions(desk, head) == 0
    duty = desk.phone(desk.sample.duty_officer)
    desk.take(duty, incident)
    duty.press("Kết thúc", on=desk.sees(duty, incident))
    duty.press("ổn định")
    duty.press("Đóng hồ sơ", on=desk.sees(duty, incident))
    duty.press("Đóng hồ sơ")
    desk.wait(days=1)
    assert heard_questions(desk, head) == 1


def test_nobody_is_asked_at_night_or_on_a_day_off(desk: Desk, head: Phone) -> None:
    desk.clock.turn(days=4, hours=10)  # Friday evening
    ring(desk, days=2, hours=12)
    assert heard_questions(desk, head) == 0
    desk.wait(hours=2)
    assert heard_questions(desk, head) == 1


def test_somebody_of_the_unit_is_chosen_with_one_press_and_told(desk: Desk, asked: Phone) -> None:
    asked.press("Người khác")
    assert asked.labels() == ["Phó Hiệu trưởng mẫu A", "Thôi"]
    asked.press("Phó Hiệu trưởng mẫu A")
    found = speaker(desk)
    assert found is not None
    assert (found.name, found.phone, found.person_id) == (
        "Phó Hiệu trưởng mẫu A",
        "+84903000002",
        desk.sample.deputy.person_id,
    )
    assert "uỷ quyền Thầy/Cô phát ngôn cho" in desk.look(desk.phone(desk.sample.deputy)).text


def test_another_is_typed_with_the_number_and_authorised(desk: Desk, asked: Phone) -> None:
    asked.press("Người khác")
    asked.write("cô Trần Thị Mẫu, tổ trưởng công đoàn, sđt 0903 000 777")
    assert "🗣 cô Trần Thị Mẫu (tổ trưởng công đoàn) · 090 300 07 77" in asked.last.text
    assert speaker(desk) is None
    asked.press("uỷ quyền")
    found = speaker(desk)
    assert found is not None
    assert (found.name, found.title, found.phone) == ("cô Trần Thị Mẫu", "tổ trưởng công đoàn", "+84903000777")


def test_the_number_is_asked_for_where_it_lacks(desk: Desk, asked: Phone) -> None:
    asked.press("Người khác")
    asked.write("Trần Thị Mẫu")
    assert "số điện thoại của Trần Thị Mẫu" in asked.last.text
    assert "Chưa đọc được số" in asked.write("mai gửi").text
    asked.write("0903000777")
    asked.write("đúng")
    found = speaker(desk)
    assert found is not None
    assert found.phone == "+84903000777"


def test_a_press_that_comes_twice_names_once(desk: Desk, asked: Phone) -> None:
    asked.press("Người khác")
    asked.write("Trần Thị Mẫu 0903000777")
    sure = asked.last
    asked.press("uỷ quyền", on=sure)
    asked.press("uỷ quyền", on=sure)
    assert "Trần Thị Mẫu" in asked.last.text
    assert audited(desk.database, "spokesperson.name") == [("done", "")]


def test_typing_an_incident_instead_begins_a_report(desk: Desk, asked: Phone) -> None:
    asked.press("Người khác")
    asked.write("9h sáng nay 3 em lớp 7A bị ong đốt ở sân trường, đã đưa đi bệnh viện quận")
    assert speaker(desk) is None
    assert "ong đốt" in asked.last.text or "Gửi" in " ".join(asked.labels())


def test_a_number_of_somebody_elsewhere_tells_nothing_of_the_registry(desk: Desk, asked: Phone) -> None:
    asked.press("Người khác")
    asked.write("Người thử, 0903000009")  # the director's
    asked.press("uỷ quyền")
    found = speaker(desk)
    assert found is not None
    assert (found.name, found.person_id) == ("Người thử", None)


def test_what_is_typed_never_becomes_markup(desk: Desk, asked: Phone) -> None:
    asked.press("Người khác")
    asked.write("<b>Mẫu</b> 😀 & Co, <i>Phó</i>, 0903000777")
    asked.press("uỷ quyền")
    assert "<b>Mẫu" in asked.last.text
    assert asked.last.text.count("\ue000") == 1


def test_a_deputy_sees_who_speaks_but_names_nobody(desk: Desk, asked: Phone) -> None:
    asked.press("Chính tôi")
    deputy = desk.phone(desk.sample.deputy)
    assert "Người phát ngôn: Hiệu trưởng mẫu A" in deputy.write("/phatngon").text
    assert deputy.labels() == []
    for action in ("me", "other", "same", "yes"):
        deputy.send_action(f"s:{desk.sample.school}:{action}")
        assert "Chỉ Thủ trưởng" in (deputy.toast or "")
    found = speaker(desk)
    assert found is not None
    assert found.person_id == desk.sample.head.person_id


def test_a_head_names_nobody_for_another_school(desk: Desk, head: Phone) -> None:
    head.send_action(f"s:{desk.sample.other_school}:me")
    assert speaker(desk, desk.sample.other_school) is None


def test_nobody_is_offered_who_was_not_of_the_unit(desk: Desk, head: Phone) -> None:
    head.send_action(f"s:{desk.sample.school}:is:{desk.sample.director.person_id}")
    assert speaker(desk) is None
    assert "không còn dùng được" in (head.toast or "")


def test_two_heads_are_both_asked_and_one_answers_for_both(desk: Desk, head: Phone) -> None:
    other = second_head(desk)
    ring(desk, days=1)
    assert (heard_questions(desk, head), heard_questions(desk, other)) == (1, 1)
    desk.look(head)
    head.press("Chính tôi")
    assert "Người phát ngôn: Hiệu trưởng mẫu A" in desk.look(other).text
    assert len(desk.heard(other)) == 1
    assert "chưa xác nhận" not in other.write("việc của tôi").text


def test_a_new_head_is_asked_anew(desk: Desk, asked: Phone) -> None:
    asked.press("Chính tôi")
    desk.database.transact(lambda tx: staffing.end(tx, desk.sample.head.person_id, Role.HEAD))
    assert speaker(desk) is None
    new = second_head(desk)
    desk.wait(days=1)
    assert heard_questions(desk, new) == 1
    assert heard_questions(desk, asked) == 1
    asked.send_action(f"s:{desk.sample.school}:me")
    assert speaker(desk) is None


def test_a_new_head_keeps_with_one_press_whom_the_former_has_named(desk: Desk, asked: Phone) -> None:
    asked.press("Người khác")
    asked.press("Phó Hiệu trưởng mẫu A")
    desk.database.transact(lambda tx: staffing.end(tx, desk.sample.head.person_id, Role.HEAD))
    new = second_head(desk)
    desk.wait(days=1)
    desk.look(new)
    assert new.labels() == ["✅ Vẫn như cũ", "🙋 Chính tôi", "👤 Người khác"]
    new.press("Vẫn như cũ")
    found = speaker(desk)
    assert found is not None
    assert found.confirmed_at == desk.clock.now()


def test_still_the_same_pressed_after_whoever_it_was_has_left(desk: Desk, asked: Phone) -> None:
    asked.press("Người khác")
    asked.press("Phó Hiệu trưởng mẫu A")
    desk.database.transact(lambda tx: staffing.leave(tx, desk.sample.deputy.person_id))
    asked.send_action(f"s:{desk.sample.school}:same")
    assert "không còn ở đơn vị" in (asked.toast or "")
    assert "ai là người phát ngôn" in asked.last.text


@pytest.mark.parametrize("how", ["closed", "cut off", "left"])
def test_whoever_is_not_there_is_not_asked(desk: Desk, head: Phone, how: str) -> None:
    if how == "closed":
        rows = table(Unit)
        closed = update(rows).where(rows.c.id == desk.sample.school).values(active=False)
        desk.database.transact(lambda tx: tx.execute(closed))
    elif how == "cut off":
        cut_off(desk.database, head.address)
    else:
        change(desk.database, Person, desk.sample.head.person_id, active=False)
    ring(desk, days=2)
    assert heard_questions(desk, head) == 0


def test_the_head_of_a_closed_unit_names_nobody_any_more(desk: Desk, asked: Phone) -> None:
    rows = table(Unit)
    closed = update(rows).where(rows.c.id == desk.sample.school).values(active=False)
    desk.database.transact(lambda tx: tx.execute(closed))
    asked.press("Chính tôi")
    assert speaker(desk) is None


def test_the_desk_sees_who_has_none_and_calls_the_head(desk: Desk, head: Phone) -> None:
    communications = desk.phone(desk.sample.communications)
    communications.write("người phát ngôn")
    assert "0/2 đơn vị" in communications.last.text
    assert "Chưa có người phát ngôn: 2" in communications.last.text
    communications.press("Trường mẫu A")
    assert "🗣 Đơn vị chưa có người phát ngôn" in communications.last.text
    assert "Hiệu trưởng mẫu A · 📞 090 300 00 01" in communications.last.text


def test_the_desk_tells_none_from_unconfirmed(desk: Desk, asked: Phone) -> None:
    asked.press("Người khác")
    asked.press("Phó Hiệu trưởng mẫu A")
    communications = desk.phone(desk.sample.communications)
    assert "1/2 đơn vị" in communications.write("/phatngon").text
    assert communications.labels() == ["Trường mẫu B"]
    desk.database.transact(lambda tx: staffing.end(tx, desk.sample.head.person_id, Role.HEAD))
    communications.write("/phatngon")
    assert "0/2 đơn vị" in communications.last.text
    communications.press("Chưa xác nhận (1)")
    assert communications.labels()[0] == "Trường mẫu A"


def test_one_unit_is_found_by_its_name_without_diacritics(desk: Desk, asked: Phone) -> None:
    asked.press("Chính tôi")
    director = desk.phone(desk.sample.director)
    assert "Người phát ngôn: Hiệu trưởng mẫu A" in director.write("/phatngon mau a").text
    assert "Không thấy" in director.write("/phatngon <b>không có</b>").text
    director.write("/phatngon truong")
    assert director.labels() == ["Trường mẫu A", "Trường mẫu B"]


def test_a_head_sees_no_other_unit(desk: Desk, head: Phone) -> None:
    head.send_action(f"s:{desk.sample.other_school}:see")
    assert "không có quyền" in (head.toast or "")
    administrator = desk.phone(desk.sample.administrator)
    assert "không có quyền" in administrator.write("/phatngon").text


def test_a_thousand_units_are_asked_a_hundred_at_a_time(desk: Desk, database: Database, registry: Sample) -> None:
    def many(tx: Any) -> None:
        for number in range(asking.AT_ONCE + 3):
            unit_id = tx.insert(
                Unit, code=f"U{number}", name=f"Trường mẫu {number}", path=f"/{registry.root}/9{number}/"
            )
            add_person(tx, f"Hiệu trưởng {number}", None, f"9{number}", {"unit_id": unit_id, "role": "head"})

    database.transact(many)
    database.transact(lambda tx: asking.ensure(tx, desk.rules))
    desk.clock.turn(days=1)
    desk.wait()
    heard = sum(heard_questions(desk, Phone(database, desk.rules, f"9{number}")) for number in range(0, 103, 50))
    assert heard == 2
    desk.wait(seconds=30)
    last = Phone(database, desk.rules, f"9{asking.AT_ONCE + 2}")
    assert heard_questions(desk, last) == 1


def test_a_head_without_a_number_in_the_registry_types_it(desk: Desk, asked: Phone) -> None:
    change(desk.database, Person, desk.sample.head.person_id, phone=None)
    asked.press("Chính tôi")
    assert "số điện thoại của Thầy/Cô" in asked.last.text
    asked.write("0903 000 222")
    found = speaker(desk)
    assert found is not None
    assert (found.person_id, found.phone) == (desk.sample.head.person_id, "+84903000222")


def test_where_there_are_no_buttons_it_is_chosen_by_number(desk: Desk, database: Database) -> None:
    phone = TypingPhone(database, desk.rules, "z-1")
    database.transact(lambda tx: link_account(tx, desk.sample.head.person_id, "zalo", "z-1"))
    phone.write("người phát ngôn")
    assert phone.labels() == ["🙋 Chính tôi", "👤 Người khác"]
    phone.write("2")
    phone.write("Trần Thị Mẫu, Phó Hiệu trưởng, 0903000777")
    phone.write("1")
    found = speaker(desk)
    assert found is not None
    assert (found.name, found.title) == ("Trần Thị Mẫu", "Phó Hiệu trưởng")


def test_a_report_begun_hours_ago_is_still_being_written(desk: Desk, head: Phone) -> None:
    desk.clock.turn(hours=20)
    head.write("/baocao")
    ring(desk, hours=4)
    assert heard_questions(desk, head) == 0


def test_whoever_is_answering_something_else_is_not_asked(desk: Desk, head: Phone) -> None:
    desk.database.transact(lambda tx: asking.ensure(tx, desk.rules))
    desk.clock.turn(hours=23)
    head.write("/uyquyen")
    head.press("Uỷ quyền cho một người")
    desk.wait(minutes=30)
    assert heard_questions(desk, head) == 0


def test_who_has_named_somebody_unasked_is_not_asked(desk: Desk, head: Phone) -> None:
    head.write("/phatngon")
    head.press("Chính tôi")
    before = len(desk.heard(head))
    ring(desk, days=1)
    assert len(desk.heard(head)) == before


def test_after_a_stop_until_the_night_heads_are_asked_in_the_morning(desk: Desk, head: Phone) -> None:
    ring(desk, hours=36)  # Tuesday, 21:30
    assert heard_questions(desk, head) == 0
    desk.wait(hours=12)
    assert heard_questions(desk, head) == 1


def test_somebody_of_the_unit_is_known_by_the_number_that_is_typed(desk: Desk, asked: Phone) -> None:
    asked.press("Người khác")
    asked.write("thầy phó, 0903000002")
    asked.press("uỷ quyền")
    found = speaker(desk)
    assert found is not None
    assert found.person_id == desk.sample.deputy.person_id
