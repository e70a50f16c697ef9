"""/lichtruc: two weeks, shifts made and removed, exchanged by consent; a hole is told ahead and falls to the chief."""

from datetime import datetime, time, timedelta

import pytest
from department import Somebody, add_person
from incident_desk import Desk
from report_desk import Phone
from sqlalchemy import delete, select
from typing_phone import TypingPhone

from duty import roster
from rules.escalation import QuietHours
from storage import shifts
from storage.database import table
from storage.registry import link_account
from storage.tables.duty import DutyHole, DutySwap
from storage.tables.incidents import DutyShift

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def night(desk: Desk) -> Somebody:
    """A second officer who can be on duty."""
    return desk.database.transact(
        lambda tx: add_person(
            tx, "Cán bộ trực đêm mẫu", "+84903000055", "1055", {"unit_id": desk.sample.root, "role": "duty_officer"}
        )
    )


@pytest.fixture
def empty(desk: Desk) -> None:
    desk.database.transact(lambda tx: tx.execute(delete(table(DutyShift))))


def shift(desk: Desk, who: Somebody, starts: timedelta, length: timedelta) -> int:
    """A shift from so long after now."""
    begin = desk.clock.now() + starts

    def add(tx) -> int:
        shift_id = shifts.add(tx, desk.sample.root, who.person_id, begin, begin + length)
        roster.watch(tx, desk.sample.root)
        return shift_id

    return desk.database.transact(add)


def on_duty(desk: Desk, shift_id: int) -> int:
    found = desk.database.transact(lambda tx: shifts.find(tx, shift_id))
    assert found is not None
    return found.person_id


def all_shifts(desk: Desk) -> list[tuple[int, datetime, datetime]]:
    rows = table(DutyShift)
    found = select(rows.c.person_id, rows.c.starts_at, rows.c.ends_at).order_by(rows.c.id)
    return desk.database.transact(lambda tx: [tuple(row) for row in tx.rows(found)])


def holes_told(desk: Desk) -> int:
    return len(desk.database.transact(lambda tx: tx.rows(select(table(DutyHole)))))


def swap_states(desk: Desk) -> list[str]:
    rows = table(DutySwap)
    return desk.database.transact(lambda tx: [one.state for one in tx.rows(select(rows.c.state).order_by(rows.c.id))])


# ---- looking


@pytest.mark.parametrize("words", ["/lichtruc", "/truc", "lịch trực", "Trực"])
def test_this_week_and_the_next_are_shown(desk: Desk, empty: None, night: Somebody, words: str):
    shift(desk, desk.sample.duty_officer, -2 * HOUR, 10 * HOUR)
    shift(desk, night, 8 * HOUR, 14 * HOUR)
    shift(desk, desk.sample.duty_officer, 22 * HOUR, 8 * DAY)
    phone = desk.phone(desk.sample.director)
    told = phone.write(words).text
    assert "Lịch trực 16/11 – 22/11" in told
    assert "Thứ Hai 16/11" in told
    assert "🟢 07:30 – 17:30 · " in told
    assert "17:30 – 07:30 17/11 · Cán bộ trực đêm mẫu" in told
    assert "Trống" not in told
    told = phone.press("Tuần sau").text
    assert "Lịch trực 23/11 – 29/11" in told
    assert "Thứ Hai 23/11" in told
    assert "⚠️ Trống: 07:30 25/11 – 00:00 30/11" in told
    assert "Lịch trực 16/11" in phone.press("Tuần này").text


def test_whoever_only_looks_is_offered_no_change(desk: Desk):
    phone = desk.phone(desk.sample.director)
    phone.write("/lichtruc")
    assert phone.labels() == ["Tuần sau ›"]
    phone.send_action(f"t:till:{desk.sample.root}:{desk.sample.director.person_id}:29660000:8")
    assert "không còn dùng được" in (phone.toast or "")
    phone.send_action("t:gone:1")
    assert "không còn dùng được" in (phone.toast or "")
    assert len(all_shifts(desk)) == 1


# ---- making and removing


def test_chief_of_office_adds_a_shift_and_whoever_has_it_is_told(desk: Desk, night: Somebody):
    chief = desk.phone(desk.sample.chief_of_office)
    chief.write("/lichtruc")
    chief.press("Thêm ca")
    chief.press("Cán bộ trực đêm mẫu")
    chief.write("18h thứ sáu")
    chief.write("6h thứ bảy")
    assert chief.last.text.startswith("✅ Cán bộ trực đêm mẫu trực 18:00 20/11 – 06:00 21/11")
    assert "xếp Thầy/Cô trực: 18:00 20/11 – 06:00 21/11" in desk.look(desk.phone(night)).text
    assert [(line.action, line.outcome) for line in desk.audit("done") if line.action == "roster.add"]


def test_shift_is_added_with_presses_alone(desk: Desk, night: Somebody):
    chief = desk.phone(desk.sample.chief_of_office)
    for label in ("Thêm ca", "Cán bộ trực đêm mẫu", "17:00", "05:00 17/11"):
        chief.write("/lichtruc") if label == "Thêm ca" else None
        chief.press(label)
    assert chief.last.text.startswith("✅ Cán bộ trực đêm mẫu trực 17:00 – 05:00 17/11")
    assert len(all_shifts(desk)) == 2


def test_shift_is_removed_after_one_more_press(desk: Desk):
    chief = desk.phone(desk.sample.chief_of_office)
    chief.write("/lichtruc")
    chief.press("Bỏ ca")
    chief.press("Cán bộ trực mẫu")
    chief.press("Bỏ ca này")
    assert all_shifts(desk) == []
    assert "đã bỏ ca trực" in desk.look(desk.phone(desk.sample.duty_officer)).text
    chief.send_action("t:gone:1")
    assert "không còn nữa" in (chief.toast or "")


@pytest.mark.parametrize(
    ("begins", "ends"), [("18h 20/11", "7h 20/12"), ("18h 20/3", "20h 20/3"), ("9h 16/11/2020", "10h 16/11/2020")]
)
def test_times_that_cannot_be_are_said_so(desk: Desk, night: Somebody, begins: str, ends: str):
    chief = desk.phone(desk.sample.chief_of_office)
    chief.write("/lichtruc")
    chief.press("Thêm ca")
    chief.write("0903000055")
    chief.write(begins)
    chief.write(ends)
    assert "Ca trực phải kết thúc sau khi bắt đầu" in chief.last.text
    assert len(all_shifts(desk)) == 1


def test_whoever_cannot_be_alerted_cannot_be_put_on_duty(desk: Desk):
    chief = desk.phone(desk.sample.chief_of_office)
    chief.write("/lichtruc")
    chief.press("Thêm ca")
    chief.write("0903000001")
    assert "không giữ vai trò được báo động" in chief.last.text


# ---- exchanging


def swap(desk: Desk, asker: Phone, other: Somebody, exchange: str = "Chỉ nhờ nhận ca này", which: str = "Thứ") -> Phone:
    """The other's phone, asked."""
    asker.write("/lichtruc")
    asker.press("Đổi ca của tôi")
    asker.press(which)
    asker.press(other.name)
    asker.press(exchange)
    phone = desk.phone(other)
    desk.look(phone)
    return phone


def test_shift_moves_only_with_the_others_consent_and_the_chief_sees_it(desk: Desk, night: Somebody):
    mine = shift(desk, desk.sample.duty_officer, 30 * HOUR, 8 * HOUR)
    duty = desk.phone(desk.sample.duty_officer)
    other = swap(desk, duty, night)
    assert "nhờ Thầy/Cô trực thay 15:30 17/11 – 23:30 17/11" in other.last.text
    assert on_duty(desk, mine) == desk.sample.duty_officer.person_id
    other.press("Đồng ý")
    assert on_duty(desk, mine) == night.person_id
    for who in (desk.sample.duty_officer, desk.sample.chief_of_office):
        assert (
            "Cán bộ trực đêm mẫu trực 15:30 17/11 – 23:30 17/11 thay Cán bộ trực mẫu" in desk.look(desk.phone(who)).text
        )
    other.send_action("t:yes:1")
    assert "không còn hiệu lực" in (other.toast or "")


def test_two_shifts_are_exchanged(desk: Desk, night: Somebody):
    mine = shift(desk, desk.sample.duty_officer, 30 * HOUR, 8 * HOUR)
    theirs = shift(desk, night, 54 * HOUR, 8 * HOUR)
    other = swap(desk, desk.phone(desk.sample.duty_officer), night, exchange="Thứ Tư 18/11")
    assert "Cán bộ trực mẫu trực 15:30 18/11 – 23:30 18/11" in other.last.text
    other.press("Đồng ý")
    assert (on_duty(desk, mine), on_duty(desk, theirs)) == (night.person_id, desk.sample.duty_officer.person_id)


def test_declined_request_leaves_everything_and_is_told(desk: Desk, night: Somebody):
    mine = shift(desk, desk.sample.duty_officer, 30 * HOUR, 8 * HOUR)
    duty = desk.phone(desk.sample.duty_officer)
    other = swap(desk, duty, night)
    other.press("Không đổi")
    assert "không nhận ca" in desk.look(duty).text
    assert "không nhận ca" in desk.look(desk.phone(desk.sample.chief_of_office)).text
    assert on_duty(desk, mine) == desk.sample.duty_officer.person_id
    other.send_action("t:yes:1")
    assert on_duty(desk, mine) == desk.sample.duty_officer.person_id
    assert swap_states(desk) == ["declined"]


@pytest.mark.parametrize("clock_runs", [True, False])
def test_expired_request_has_no_effect(desk: Desk, night: Somebody, clock_runs: bool):
    mine = shift(desk, desk.sample.duty_officer, 3 * DAY, 8 * HOUR)
    duty = desk.phone(desk.sample.duty_officer)
    other = swap(desk, duty, night)
    asked = other.last
    (desk.wait if clock_runs else desk.clock.turn)(hours=24)
    other.press("Đồng ý", on=asked)
    assert on_duty(desk, mine) == desk.sample.duty_officer.person_id
    assert "không còn hiệu lực" in (other.toast or "")
    if clock_runs:
        assert "không trả lời" in desk.heard(duty)[-1]


def test_request_expires_when_the_shift_begins(desk: Desk, night: Somebody):
    mine = shift(desk, desk.sample.duty_officer, 2 * HOUR, 8 * HOUR)
    other = swap(desk, desk.phone(desk.sample.duty_officer), night)
    asked = other.last
    desk.clock.turn(hours=2)
    other.press("Đồng ý", on=asked)
    assert on_duty(desk, mine) == desk.sample.duty_officer.person_id


def test_shift_that_was_given_to_somebody_else_meanwhile_is_not_exchanged(desk: Desk, night: Somebody):
    mine = shift(desk, desk.sample.duty_officer, 30 * HOUR, 8 * HOUR)
    duty = desk.phone(desk.sample.duty_officer)
    chief, other = swap(desk, duty, desk.sample.chief_of_office), swap(desk, duty, night)
    asked = other.last
    chief.press("Đồng ý", on=next(one for one, _ in reversed(chief.history) if "nhờ Thầy/Cô trực thay" in one.text))
    other.press("Đồng ý", on=asked)
    assert on_duty(desk, mine) == desk.sample.chief_of_office.person_id
    assert swap_states(desk) == ["accepted", "expired"]


def test_shift_that_was_removed_meanwhile_is_not_exchanged(desk: Desk, night: Somebody):
    mine = shift(desk, desk.sample.duty_officer, 30 * HOUR, 8 * HOUR)
    other = swap(desk, desk.phone(desk.sample.duty_officer), night)
    asked = other.last
    desk.phone(desk.sample.chief_of_office).send_action(f"t:gone:{mine}")
    other.press("Đồng ý", on=asked)
    assert "không còn hiệu lực" in (other.toast or "")
    assert len(all_shifts(desk)) == 1


def test_whoever_has_lost_the_shift_meanwhile_is_not_told_that_it_is_still_theirs(desk: Desk, night: Somebody):
    mine = shift(desk, desk.sample.duty_officer, 30 * HOUR, 8 * HOUR)
    duty = desk.phone(desk.sample.duty_officer)
    swap(desk, duty, night)
    desk.phone(desk.sample.chief_of_office).send_action(f"t:gone:{mine}")

    desk.wait(hours=24)

    assert swap_states(desk) == ["expired"]
    assert "vẫn là của Thầy/Cô" not in "\n".join(desk.heard(duty))


def test_two_who_accept_the_same_shift_at_once(desk: Desk, night: Somebody):
    mine = shift(desk, desk.sample.duty_officer, 30 * HOUR, 8 * HOUR)
    duty = desk.phone(desk.sample.duty_officer)
    chief, other = swap(desk, duty, desk.sample.chief_of_office), swap(desk, duty, night)
    desk.at_once(lambda: chief.send_action("t:yes:1"), lambda: other.send_action("t:yes:2"))
    assert on_duty(desk, mine) in (desk.sample.chief_of_office.person_id, night.person_id)
    assert sorted(swap_states(desk)) == ["accepted", "expired"]


def test_colleague_who_cannot_be_asked_is_said_so(desk: Desk, night: Somebody):
    shift(desk, desk.sample.duty_officer, 30 * HOUR, 8 * HOUR)
    desk.lose(night)
    duty = desk.phone(desk.sample.duty_officer)
    swap(desk, duty, night)
    assert "chưa dùng bot" in duty.last.text
    assert swap_states(desk) == ["expired"]


def test_nobody_gives_away_the_shift_of_another(desk: Desk, night: Somebody):
    mine = shift(desk, desk.sample.duty_officer, 30 * HOUR, 8 * HOUR)
    other = swap(desk, desk.phone(desk.sample.duty_officer), night)
    for action in (f"t:for:{mine}:{desk.sample.director.person_id}:0", f"t:swap:{mine}"):
        other.send_action(action)
        assert "không còn là của Thầy/Cô" in (other.toast or ""), action
    desk.phone(desk.sample.director).send_action("t:yes:1")
    assert on_duty(desk, mine) == desk.sample.duty_officer.person_id


# ---- holes


def test_hole_is_told_a_day_ahead_to_the_chief_of_office_once(desk: Desk, empty: None, night: Somebody):
    shift(desk, desk.sample.duty_officer, -HOUR, 35 * HOUR)
    shift(desk, night, 42 * HOUR, 20 * DAY)
    chief = desk.phone(desk.sample.chief_of_office)
    desk.wait(hours=9)
    assert desk.heard(chief) == []
    desk.wait(hours=1)
    assert "trống từ 19:30 17/11 đến 03:30 18/11" in desk.heard(chief)[-1]
    for _ in range(8):
        desk.wait(hours=6)
    assert len(desk.heard(chief)) == 1
    assert holes_told(desk) == 1


def test_hole_that_begins_at_midnight_is_told_the_evening_before_last(desk: Desk, empty: None):
    """Whoever sleeps is not woken for what is a day away, and hears of it more than a day ahead."""
    shift(desk, desk.sample.duty_officer, -HOUR, 39.5 * HOUR)
    chief = desk.phone(desk.sample.chief_of_office)
    desk.wait(hours=11)
    assert desk.heard(chief) == []
    desk.wait(minutes=29)
    assert "hết lúc 00:00 18/11" in desk.heard(chief)[-1]


def test_hole_is_told_before_the_quiet_hours_that_the_department_has_set(desk: Desk, empty: None):
    quiet = QuietHours(start=time(18), end=time(7))
    calendar = desk.rules.calendar
    week = calendar.week.model_copy(update={"quiet": quiet})
    desk.rules = desk.rules.model_copy(update={"calendar": calendar.model_copy(update={"week": week})})
    shift(desk, desk.sample.duty_officer, -HOUR, 39.5 * HOUR)
    chief = desk.phone(desk.sample.chief_of_office)
    desk.wait(hours=8)
    assert desk.heard(chief) == []
    desk.wait(minutes=29)
    assert "hết lúc 00:00 18/11" in desk.heard(chief)[-1]


def test_hole_that_somebody_makes_late_is_told_at_once(desk: Desk, empty: None, night: Somebody):
    shift(desk, desk.sample.duty_officer, -HOUR, 3 * HOUR)
    late = shift(desk, night, 2 * HOUR, 8 * DAY)
    chief = desk.phone(desk.sample.chief_of_office)
    desk.wait(seconds=1)
    assert desk.heard(chief) == []
    chief.send_action(f"t:gone:{late}")
    desk.wait(seconds=1)
    assert "hết lúc 11:30" in desk.heard(chief)[-1]
    assert desk.heard(desk.phone(desk.sample.administrator)) == []


def test_hole_is_told_to_whoever_edits_the_roster_where_there_is_no_chief_of_office(desk: Desk, empty: None):
    desk.end_posts(desk.sample.chief_of_office)
    shift(desk, desk.sample.duty_officer, -HOUR, 10 * HOUR)
    desk.wait(minutes=1)
    assert "hết lúc 18:30" in desk.heard(desk.phone(desk.sample.administrator))[-1]


def test_roster_without_a_hole_says_nothing(desk: Desk, empty: None, night: Somebody):
    shift(desk, desk.sample.duty_officer, -HOUR, 12 * HOUR)
    shift(desk, night, 10 * HOUR, 30 * DAY)
    desk.wait(days=5)
    assert desk.heard(desk.phone(desk.sample.chief_of_office)) == []


def test_officer_who_has_left_leaves_a_hole_that_is_noticed(desk: Desk, empty: None):
    shift(desk, desk.sample.duty_officer, -HOUR, 30 * DAY)
    desk.wait(hours=1)
    desk.end_posts(desk.sample.duty_officer)
    desk.wait(hours=6)
    assert "hết lúc 08:30" in desk.heard(desk.phone(desk.sample.chief_of_office))[-1]
    incident = desk.report({"media": "none"})
    assert desk.got(desk.phone(desk.sample.chief_of_office), incident)


def test_alert_in_a_hole_falls_to_the_chief_of_office(desk: Desk, empty: None, night: Somebody):
    shift(desk, desk.sample.duty_officer, -HOUR, 2 * HOUR)
    shift(desk, night, 20 * HOUR, 8 * HOUR)
    desk.wait(hours=2)
    incident = desk.report({"media": "none"})
    assert desk.got(desk.phone(desk.sample.chief_of_office), incident)
    assert not desk.got(desk.phone(desk.sample.duty_officer), incident)
    assert not desk.got(desk.phone(night), incident)


def test_before_a_roster_begins_and_long_after_it_every_duty_officer_is_alerted(
    desk: Desk, empty: None, night: Somebody
):
    shift(desk, night, 10 * HOUR, 8 * HOUR)
    early = desk.report({"media": "none"})
    assert desk.got(desk.phone(desk.sample.duty_officer), early)
    desk.wait(days=9)
    late = desk.report({"media": "none"})
    assert desk.got(desk.phone(desk.sample.duty_officer), late)


def test_without_a_chief_of_office_the_duty_officers_are_alerted_in_a_hole(desk: Desk, empty: None, night: Somebody):
    desk.end_posts(desk.sample.chief_of_office)
    shift(desk, night, -10 * HOUR, 8 * HOUR)
    incident = desk.report({"media": "none"})
    assert desk.got(desk.phone(desk.sample.duty_officer), incident)


def test_roster_on_zalo_is_chosen_by_numbers(desk: Desk, night: Somebody):
    mine = shift(desk, desk.sample.duty_officer, 30 * HOUR, 8 * HOUR)
    desk.database.transact(lambda tx: link_account(tx, night.person_id, "zalo", "z5"))
    desk.database.transact(lambda tx: link_account(tx, desk.sample.duty_officer.person_id, "zalo", "z6"))
    asker = TypingPhone(desk.database, desk.rules, "z6")
    asker.write("lịch trực")
    asker.write("đổi ca của tôi")
    asker.write("1")
    asker.write("Cán bộ trực đêm mẫu")
    told = asker.write("1")
    assert "Đã hỏi Cán bộ trực đêm mẫu" in told.text
    assert on_duty(desk, mine) == desk.sample.duty_officer.person_id


def test_head_of_a_school_sees_no_roster(desk: Desk):
    head = desk.phone(desk.sample.head)
    head.write("/lichtruc")
    assert desk.sample.duty_officer.name not in head.last.text


def test_two_chiefs_of_office_are_both_told(desk: Desk, empty: None):
    second = desk.database.transact(
        lambda tx: add_person(
            tx, "Phó Chánh Văn phòng mẫu", None, "1056", {"unit_id": desk.sample.root, "role": "chief_of_office"}
        )
    )
    shift(desk, desk.sample.duty_officer, -HOUR, 10 * HOUR)
    desk.wait(minutes=1)
    for who in (desk.sample.chief_of_office, second):
        assert "hết lúc 18:30" in desk.heard(desk.phone(who))[-1]
