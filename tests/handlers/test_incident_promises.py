"""Promises with a deadline: kept, broken, not by night; the final report is asked for until it is there."""

import pytest
from incident_desk import Desk
from report_desk import Phone

from storage.tables.incidents import Incident

NOTABLE = {"category": "violence", "injured": 1, "in_hospital": 0, "media": "none"}


def taken(desk: Desk, answers: dict[str, object] | None = None) -> tuple[Incident, Phone, Phone]:
    incident = desk.report({"media": "none", **(answers or {})})
    duty, head = desk.phone(desk.sample.duty_officer), desk.phone(desk.sample.head)
    desk.take(duty, incident)
    desk.look(head)
    return incident, duty, head


def resolved(desk: Desk) -> tuple[Incident, Phone, Phone]:
    incident, duty, head = taken(desk)
    desk.reply(duty, incident, "Kết thúc: các em đã xuất viện")
    desk.look(head)
    return incident, duty, head


@pytest.mark.parametrize(("answers", "hours"), [(NOTABLE, 24), ({}, 4), ({"dead": 1}, 2)])
def test_the_next_update_is_due_by_severity(desk: Desk, answers: dict[str, object], hours: int) -> None:
    incident, _, head = taken(desk, answers)
    due = desk.now(incident).update_due_at
    assert due is not None
    assert (due - desk.clock.now()).total_seconds() == hours * 3600
    assert "Xin báo diễn biến trước" in desk.sees(head, incident).text


def test_leaders_see_until_when_the_unit_will_report(desk: Desk) -> None:
    incident, duty, _ = taken(desk)
    assert "Đơn vị hẹn báo diễn biến trước 13:30" in desk.sees(duty, incident).text


@pytest.mark.parametrize("what", ["update", "answer", "correct"])
def test_whatever_the_unit_sends_keeps_the_promise(desk: Desk, what: str) -> None:
    incident, duty, head = taken(desk)
    desk.wait(hours=3)
    if what == "update":
        desk.reply(head, incident, "Hai em đã về lớp")
    elif what == "answer":
        desk.reply(duty, incident, "Hỏi: khoa nào?")
        desk.reply(head, incident, "Khoa Nhi", slot=f"question:{desk.entry(incident).id}")
    else:
        head.press("Đính chính", on=desk.sees(head, incident))
        head.press("Nằm viện")
        head.write("2")
    desk.wait(hours=3, minutes=45)
    assert desk.now(incident).status == "acknowledged"
    desk.wait(minutes=20)
    assert desk.now(incident).status == "open", "the promise has begun anew"


def test_a_broken_promise_is_one_push_for_the_taker_and_one_for_the_head(desk: Desk) -> None:
    incident, duty, head = taken(desk, {"media": "none"})
    division_head = desk.phone(desk.sample.division_head)
    before = [len(desk.heard(phone)) for phone in (duty, head, division_head)]
    desk.wait(hours=4)
    after = [len(desk.heard(phone)) for phone in (duty, head, division_head)]
    assert [now - then for now, then in zip(after, before, strict=True)] == [1, 1, 0]
    assert "Chưa ai tiếp nhận" in desk.sees(division_head, incident).text, "the others see the truth without a sound"
    assert "overdue" in desk.kinds(incident)


def test_a_promise_broken_at_the_last_step_is_seen_by_everybody_at_once(desk: Desk) -> None:
    incident = desk.report({"media": "none"})
    director, duty = desk.phone(desk.sample.director), desk.phone(desk.sample.duty_officer)
    desk.pass_by(41)
    desk.take(director, incident)
    desk.look(duty)
    desk.wait(hours=4)
    assert desk.now(incident).status == "open"
    assert "Chưa ai tiếp nhận" in desk.sees(duty, incident).text
    assert "Chưa ai tiếp nhận" in desk.sees(desk.phone(desk.sample.head), incident).text


def test_a_notable_incident_breaks_no_sleep(desk: Desk) -> None:
    desk.clock.turn(hours=14, minutes=30)
    incident, duty, head = taken(desk, NOTABLE)
    assert "trước 05:30 18/11" in desk.sees(head, incident).text
    sounds = len(desk.heard(duty)), len(desk.heard(head))
    desk.wait(hours=21)
    assert (len(desk.heard(duty)), len(desk.heard(head)) - 1) == sounds, "the head is asked before the night"
    desk.wait(hours=7)
    assert desk.now(incident).status == "acknowledged"
    desk.wait(hours=2)
    assert desk.now(incident).status == "open", "at 05:30, when the night is over"


def test_a_promise_that_broke_while_the_service_stood_still_waits_for_the_morning(desk: Desk) -> None:
    incident, duty, _ = taken(desk, NOTABLE)
    sounds = len(desk.heard(duty))
    desk.wait(hours=41)
    assert desk.now(incident).status == "acknowledged", "it is half past two in the night"
    assert len(desk.heard(duty)) == sounds
    desk.wait(hours=3)
    assert desk.now(incident).status == "open"


def test_the_final_report_is_asked_for_every_day_until_it_is_there(desk: Desk) -> None:
    incident, duty, head = resolved(desk)
    assert "gửi báo cáo kết thúc trước 09:30 19/11" in desk.heard(head)[-1]
    asked = len(desk.heard(head))
    for _ in range(3):
        desk.wait(days=1)
        desk.look(head)
    desk.wait(days=1)
    assert len(desk.heard(head)) == asked + 2
    head.press("Báo cáo kết thúc", on=head.shown[f"news:{incident.id}:head-final-due"])
    head.write("Đã gỡ tổ ong, các em khoẻ")
    asked = len(desk.heard(head))
    desk.wait(days=3)
    assert len(desk.heard(head)) == asked
    desk.look(duty)
    duty.press("Đóng hồ sơ", on=next(one for one, _ in reversed(duty.history) if "có báo cáo kết thúc" in one.text))
    duty.press("Đóng hồ sơ")
    assert desk.now(incident).status == "closed"


def test_the_final_report_is_never_asked_for_by_night(desk: Desk) -> None:
    desk.clock.turn(hours=16)
    _, _, head = resolved(desk)
    asked = len(desk.heard(head))
    desk.wait(days=3)
    assert len(desk.heard(head)) == asked
    desk.wait(hours=6)
    assert len(desk.heard(head)) == asked + 1


def test_a_final_report_that_came_before_the_end_is_not_asked_for_again(desk: Desk) -> None:
    incident, duty, head = taken(desk)
    desk.reply(head, incident, "Báo cáo kết thúc: đã gỡ tổ ong")
    desk.reply(duty, incident, "Kết thúc: các em đã xuất viện")
    assert "gửi báo cáo kết thúc" not in desk.heard(head)[-1]
    asked = len(desk.heard(head))
    desk.wait(days=9)
    assert len(desk.heard(head)) == asked


def test_after_reopening_a_new_final_report_is_due(desk: Desk) -> None:
    incident, duty, head = taken(desk)
    desk.reply(head, incident, "Báo cáo kết thúc: đã gỡ tổ ong")
    desk.reply(duty, incident, "Kết thúc: các em đã xuất viện")
    desk.reply(duty, incident, "Mở lại: một em trở nặng")
    desk.reply(duty, incident, "Kết thúc: các em đã xuất viện")
    assert "gửi báo cáo kết thúc" in desk.heard(head)[-1]


def test_an_update_after_the_end_reaches_whoever_took_it_and_after_closing_nobody(desk: Desk) -> None:
    incident, duty, head = resolved(desk)
    desk.reply(head, incident, "Một em phải tái khám")
    assert "Một em phải tái khám" in desk.heard(duty)[-1]
    assert desk.now(incident).status == "resolved"
    desk.reply(duty, incident, "Đóng hồ sơ")
    duty.press("Đóng hồ sơ")
    desk.reply(head, incident, "Còn nữa")
    assert head.last.text == f"{desk.sample.duty_officer.name} đã đóng hồ sơ lúc 09:30."
    assert desk.kinds(incident)[-1] == "close"


def test_reopening_weeks_later_calls_whoever_is_on_duty_now_and_tells_the_head(desk: Desk) -> None:
    incident, duty, head = resolved(desk)
    desk.reply(duty, incident, "Đóng hồ sơ")
    duty.press("Đóng hồ sơ")
    chief, division_head = desk.phone(desk.sample.chief_of_office), desk.phone(desk.sample.division_head)
    desk.look(division_head)
    desk.clock.turn(days=20)
    chief.send_action(f"i:{incident.id}:reopen")
    chief.write("Phụ huynh khiếu nại")
    assert desk.now(incident).status == "open"
    assert "Phụ huynh khiếu nại" in desk.heard(head)[-1]
    assert [text for text in desk.heard(division_head) if "Phụ huynh khiếu nại" in text] == [
        desk.heard(division_head)[-1]
    ]
    desk.pass_by(21)
    assert desk.got(desk.phone(desk.sample.deputy_director), incident), "the escalation has begun anew"
