"""/vangmat: a leader's alerts go to a substitute who has consented, for a time; the leader still sees everything."""

import pytest
from department import Somebody, add_person
from incident_desk import Desk
from newcomer import audited
from report_desk import Phone
from sqlalchemy import select
from typing_phone import TypingPhone

from storage.clock import LOCAL_ZONE
from storage.database import table
from storage.registry import link_account
from storage.tables.duty import Absence
from storage.tables.incidents import Alert, Incident
from storage.tables.messaging import OutboxMessage

SERIOUS = {"media": "none"}


def phone(desk: Desk, who: str) -> Phone:
    return desk.phone(getattr(desk.sample, who))


def ask(leader: Phone, substitute: str, begins: str = "Ngay bây giờ", until: str = "3 ngày") -> None:
    leader.write("/vangmat")
    leader.press("Nhờ người nhận thay")
    leader.press(substitute)
    (leader.press if begins in leader.labels() else leader.write)(begins)
    (leader.press if until in leader.labels() else leader.write)(until)


def agreed(desk: Desk, leader: str, substitute: str, **times: str) -> tuple[Phone, Phone]:
    """Both phones after the substitute has consented."""
    away, stands_in = phone(desk, leader), phone(desk, substitute)
    desk.look(away)
    ask(away, getattr(desk.sample, substitute).name, **times)
    desk.look(stands_in)
    stands_in.press("Nhận thay")
    desk.look(away)
    return away, stands_in


def states(desk: Desk) -> list[str]:
    rows = table(Absence)
    return desk.database.transact(lambda tx: [one.state for one in tx.rows(select(rows.c.state).order_by(rows.c.id))])


def alert_states(desk: Desk, incident: Incident) -> dict[int, str]:
    rows = table(Alert)
    found = select(rows.c.person_id, rows.c.state).where(rows.c.incident_id == incident.id)
    return desk.database.transact(lambda tx: {one.person_id: one.state for one in tx.rows(found)})


def test_alerts_go_to_the_substitute_and_say_so_and_the_leader_sees_them_silently(desk: Desk):
    duty, chief = agreed(desk, "duty_officer", "chief_of_office")
    sounds = len(desk.heard(duty))

    incident = desk.report(SERIOUS)

    lines = desk.sees(chief, incident).text.splitlines()
    assert "NGHIÊM TRỌNG" in lines[0], "how grave it is comes first"
    assert "Nhận thay Cán bộ trực mẫu" in lines[1]
    assert len(desk.heard(duty)) == sounds, "whoever is absent hears nothing"
    assert incident.code in desk.sees(duty, incident).text
    assert "Nhận thay" not in desk.sees(duty, incident).text
    assert "stands_in" in desk.kinds(incident)
    desk.take(chief, incident)
    assert "Đã tiếp nhận:" in desk.sees(duty, incident).text


def test_without_consent_nothing_changes(desk: Desk):
    duty, chief = phone(desk, "duty_officer"), phone(desk, "chief_of_office")
    ask(duty, desk.sample.chief_of_office.name)
    assert "Người này đồng ý thì mới có hiệu lực" in duty.last.text
    incident = desk.report(SERIOUS)
    assert "Tiếp nhận" in " ".join(one.label for row in desk.sees(duty, incident).rows for one in row)
    assert not desk.got(chief, incident)


def test_substitute_who_declines_is_told_to_the_leader(desk: Desk):
    duty, chief = phone(desk, "duty_officer"), phone(desk, "chief_of_office")
    ask(duty, desk.sample.chief_of_office.name)
    desk.look(chief)
    chief.press("Không nhận")
    assert "không nhận thay" in desk.look(duty).text
    assert states(desk) == ["declined"]
    chief.send_action("v:yes:1")
    assert "đã kết thúc" in (chief.toast or "")
    assert states(desk) == ["declined"]


def test_planned_absence_begins_and_ends_by_itself_and_both_are_told(desk: Desk):
    duty, chief = agreed(desk, "duty_officer", "chief_of_office", begins="7h 20/11", until="17:00 22/11")
    before = desk.report(SERIOUS)
    assert not desk.got(chief, before)
    desk.take(duty, before)
    desk.reply(duty, before, "Kết thúc: ổn")
    desk.wait(days=3, hours=21, minutes=30)
    assert "Từ bây giờ Chánh Văn phòng mẫu nhận báo động thay" in desk.heard(duty)[-1]
    assert "Từ bây giờ Thầy/Cô nhận báo động thay Cán bộ trực mẫu" in desk.heard(chief)[-1]
    during = desk.report(SERIOUS)
    assert "Nhận thay Cán bộ trực mẫu" in desk.sees(chief, during).text
    desk.take(chief, during)
    desk.reply(chief, during, "Kết thúc: ổn")
    desk.wait(days=2, hours=10)
    assert "Hết thời gian vắng mặt" in desk.heard(duty)[-1]
    assert "thôi nhận báo động thay" in desk.heard(chief)[-1]
    after = desk.report(SERIOUS)
    assert not desk.got(chief, after)
    assert desk.got(duty, after)
    assert states(desk) == ["ended"]


def test_absence_is_over_at_the_minute_even_while_the_clock_stands_still(desk: Desk):
    _, chief = agreed(desk, "duty_officer", "chief_of_office", until="Hết hôm nay")
    desk.clock.turn(hours=15)
    incident = desk.report(SERIOUS)
    assert not desk.got(chief, incident)


def test_whoever_is_absent_too_is_passed_over_to_the_next(desk: Desk):
    agreed(desk, "duty_officer", "chief_of_office")
    _, deputy_director = agreed(desk, "chief_of_office", "deputy_director")
    incident = desk.report(SERIOUS)
    assert "Nhận thay Cán bộ trực mẫu" in desk.sees(deputy_director, incident).text
    assert alert_states(desk, incident)[desk.sample.duty_officer.person_id] == "away"
    assert desk.sample.chief_of_office.person_id not in alert_states(desk, incident)


def test_substitute_of_two_is_alerted_once_and_told_of_both(desk: Desk):
    agreed(desk, "duty_officer", "director")
    _, director = agreed(desk, "division_head", "director")
    incident = desk.report(SERIOUS)
    assert "Nhận thay Cán bộ trực mẫu, Trưởng phòng mẫu" in desk.sees(director, incident).text
    assert len([text for text in desk.heard(director) if incident.code in text]) == 1


def test_nobody_can_make_the_alerts_go_in_a_circle(desk: Desk):
    agreed(desk, "duty_officer", "chief_of_office")
    chief = phone(desk, "chief_of_office")
    desk.look(chief)
    ask(chief, desk.sample.duty_officer.name)
    assert "quay vòng" in chief.last.text
    assert states(desk) == ["accepted"]


def test_circle_of_two_requests_is_noticed_at_the_second_consent(desk: Desk):
    duty, chief = phone(desk, "duty_officer"), phone(desk, "chief_of_office")
    ask(duty, desk.sample.chief_of_office.name)
    ask(chief, desk.sample.duty_officer.name)
    chief.send_action("v:yes:1")
    duty.send_action("v:yes:2")
    assert "quay vòng" in (duty.toast or "")
    assert states(desk) == ["accepted", "asked"]


def test_two_who_consent_at_once_close_no_circle(desk: Desk):
    duty, chief = phone(desk, "duty_officer"), phone(desk, "chief_of_office")
    ask(duty, desk.sample.chief_of_office.name)
    ask(chief, desk.sample.duty_officer.name)
    desk.at_once(lambda: chief.send_action("v:yes:1"), lambda: duty.send_action("v:yes:2"))
    assert sorted(states(desk)) == ["accepted", "asked"]


def test_substitute_who_cannot_be_asked_is_said_so_and_somebody_else_can_be(desk: Desk):
    duty = phone(desk, "duty_officer")
    desk.lose(desk.sample.chief_of_office)
    ask(duty, desk.sample.chief_of_office.name)
    assert "chưa dùng bot" in duty.last.text
    ask(duty, desk.sample.director.name)
    assert "Đã hỏi Giám đốc mẫu" in duty.last.text


def test_nobody_is_woken_by_the_end_of_an_absence(desk: Desk):
    agreed(desk, "duty_officer", "chief_of_office", until="Hết hôm nay")
    desk.wait(hours=15)
    messages = table(OutboxMessage)
    waiting = select(messages).where(messages.c.state == "queued")
    told = desk.database.transact(lambda tx: tx.all(OutboxMessage, waiting))
    assert len(told) == 2
    assert {f"{one.not_before.astimezone(LOCAL_ZONE):%H:%M %d/%m}" for one in told} == {"06:30 17/11"}


def test_substitute_who_cannot_be_reached_stands_in_for_nobody(desk: Desk):
    duty, _ = agreed(desk, "duty_officer", "chief_of_office")
    desk.lose(desk.sample.chief_of_office)
    incident = desk.report(SERIOUS)
    assert alert_states(desk, incident)[desk.sample.duty_officer.person_id] == "alerted"
    assert incident.code in desk.heard(duty)[-1]


def test_substitute_lost_in_the_middle_brings_the_alert_back_to_the_leader(desk: Desk):
    duty, _ = agreed(desk, "duty_officer", "chief_of_office")
    incident = desk.report(SERIOUS)
    desk.lose(desk.sample.chief_of_office)
    assert alert_states(desk, incident)[desk.sample.duty_officer.person_id] == "alerted"
    assert any("Tiếp nhận" in one.label for row in desk.sees(duty, incident).rows for one in row)


def test_reminders_reach_the_substitute_and_not_the_leader(desk: Desk):
    duty, chief = agreed(desk, "duty_officer", "chief_of_office")
    incident = desk.report(SERIOUS)
    quiet, sounds = len(desk.heard(duty)), len(desk.heard(chief))
    desk.pass_by(5)
    assert len(desk.heard(duty)) == quiet
    assert len(desk.heard(chief)) == sounds + 1
    assert desk.now(incident).status == "open"


def test_what_the_leader_has_taken_is_offered_and_taken_over_with_one_press(desk: Desk):
    incident = desk.report(SERIOUS)
    duty = phone(desk, "duty_officer")
    desk.take(duty, incident)
    _, chief = agreed(desk, "duty_officer", "chief_of_office")
    offer = next(screen for screen, _ in reversed(chief.history) if "Thầy/Cô nhận xử lý thay?" in screen.text)

    chief.press("Nhận xử lý thay", on=offer)

    assert desk.now(incident).taken_by == desk.sample.chief_of_office.person_id
    told = "\n".join(desk.heard(phone(desk, "head")))
    assert "nay do Chánh Văn phòng mẫu xử lý, thay Cán bộ trực mẫu" in told
    assert "Chánh Văn phòng mẫu" in desk.sees(duty, incident).text
    assert desk.now(incident).update_due_at is not None
    chief.press("Nhận xử lý thay", on=offer)
    assert desk.kinds(incident).count("take_over") == 1


def test_division_whose_head_is_absent_is_handed_to_the_substitute(desk: Desk):
    _, chief = agreed(desk, "division_head", "chief_of_office")
    incident = desk.report({"category": "exam", "media": "none", "injured": 0, "in_hospital": 0})
    duty = phone(desk, "duty_officer")
    desk.take(duty, incident)
    duty.press("Chuyển xử lý", on=desk.sees(duty, incident))
    duty.press("Chính trị")
    assert desk.now(incident).status == "open"
    assert "Nhận thay Trưởng phòng mẫu" in desk.sees(chief, incident).text
    desk.take(chief, incident)


def test_correction_does_not_call_the_substitute_anew(desk: Desk):
    agreed(desk, "duty_officer", "chief_of_office")
    incident = desk.report(SERIOUS)
    chief, division_head = phone(desk, "chief_of_office"), phone(desk, "division_head")
    desk.take(division_head, incident)
    sounds = len(desk.heard(chief))
    head = phone(desk, "head")
    head.press("Đính chính", on=desk.sees(head, incident))
    head.press("Nằm viện")
    head.write("2")
    assert len(desk.heard(chief)) == sounds


def test_only_the_substitute_takes_over(desk: Desk):
    incident = desk.report(SERIOUS)
    desk.take(phone(desk, "duty_officer"), incident)
    agreed(desk, "duty_officer", "chief_of_office")
    director = phone(desk, "director")
    director.send_action(f"i:{incident.id}:take_over")
    assert desk.now(incident).taken_by == desk.sample.duty_officer.person_id
    head = phone(desk, "head")
    head.send_action(f"i:{incident.id}:take_over")
    assert "không có quyền" in (head.toast or "")


def test_open_incident_is_alerted_to_the_substitute_when_the_absence_begins(desk: Desk):
    incident = desk.report(SERIOUS)
    desk.look(phone(desk, "duty_officer"))
    _, chief = agreed(desk, "duty_officer", "chief_of_office")
    assert "Nhận thay Cán bộ trực mẫu" in desk.sees(chief, incident).text


def test_news_of_what_the_leader_has_taken_reaches_the_substitute(desk: Desk):
    incident = desk.report(SERIOUS)
    duty = phone(desk, "duty_officer")
    desk.take(duty, incident)
    _, chief = agreed(desk, "duty_officer", "chief_of_office")
    quiet = len(desk.heard(duty))
    desk.reply(phone(desk, "head"), incident, "Một em đã về lớp")
    assert "Một em đã về lớp" in desk.heard(chief)[-1]
    assert len(desk.heard(duty)) == quiet


def test_broken_promise_calls_the_substitute_of_whoever_took_it(desk: Desk):
    incident = desk.report(SERIOUS)
    duty = phone(desk, "duty_officer")
    desk.take(duty, incident)
    _, chief = agreed(desk, "duty_officer", "chief_of_office")
    quiet = len(desk.heard(duty))
    desk.wait(hours=4)
    assert desk.now(incident).status == "open"
    assert "quá hạn báo diễn biến" in desk.heard(chief)[-1]
    assert len(desk.heard(duty)) == quiet


def test_leader_who_is_back_earlier_ends_it(desk: Desk):
    duty, chief = agreed(desk, "duty_officer", "chief_of_office")
    duty.write("/vangmat")
    assert "Chánh Văn phòng mẫu nhận thay Thầy/Cô" in duty.last.text
    duty.press("Tôi tự nhận")
    assert "thôi nhận báo động thay" in desk.look(chief).text
    incident = desk.report(SERIOUS)
    assert not desk.got(chief, incident)


def test_substitute_stops_at_any_time(desk: Desk):
    duty, chief = agreed(desk, "duty_officer", "chief_of_office")
    chief.press("Thôi nhận thay")
    assert "Báo động vẫn đến Thầy/Cô" in desk.look(duty).text
    assert states(desk) == ["declined"]


def test_request_that_nobody_answers_is_told_at_its_beginning_and_its_end(desk: Desk):
    duty, chief = phone(desk, "duty_officer"), phone(desk, "chief_of_office")
    ask(duty, desk.sample.chief_of_office.name, begins="Từ ngày mai", until="3 ngày")
    desk.wait(days=1)
    assert "chưa trả lời. Báo động vẫn đến Thầy/Cô" in desk.heard(duty)[-1]
    desk.wait(days=5)
    assert "đã không trả lời" in desk.heard(duty)[-1]
    desk.look(chief)
    chief.send_action("v:yes:1")
    assert "đã kết thúc" in (chief.toast or "")
    assert states(desk) == ["ended"]


def test_same_time_cannot_be_handed_to_two(desk: Desk):
    duty, _ = agreed(desk, "duty_officer", "chief_of_office")
    ask(duty, desk.sample.director.name)
    assert "đã nhờ người khác" in duty.last.text


def test_pressing_twice_asks_once(desk: Desk):
    duty, chief = phone(desk, "duty_officer"), phone(desk, "chief_of_office")
    duty.write("/vangmat")
    duty.press("Nhờ người nhận thay")
    duty.press(desk.sample.chief_of_office.name)
    duty.press("Ngay bây giờ")
    asked = duty.last
    duty.press("3 ngày", on=asked)
    duty.press("3 ngày", on=asked)
    assert states(desk) == ["asked"]
    assert len(desk.heard(chief)) == 1
    assert "đã nhờ người khác" not in duty.last.text


def test_nobody_stands_in_for_themselves(desk: Desk):
    duty = phone(desk, "duty_officer")
    duty.write("/vangmat")
    duty.press("Nhờ người nhận thay")
    duty.write(desk.sample.duty_officer.name)
    assert "Đây là chính Thầy/Cô" in duty.last.text
    assert states(desk) == []


def test_whoever_handles_no_incident_is_no_substitute(desk: Desk):
    duty = phone(desk, "duty_officer")
    desk.database.transact(lambda tx: add_person(tx, "Người ngoài mẫu", "+84903000066", "1066"))
    duty.write("/vangmat")
    duty.press("Nhờ người nhận thay")
    duty.write("0903000066")
    duty.press("Ngay bây giờ")
    duty.press("3 ngày")
    assert "không xử lý vụ việc" in duty.last.text
    assert states(desk) == []


def test_whoever_has_lost_the_post_since_being_asked_sees_nothing_of_the_leaders_incidents(desk: Desk):
    taken = desk.report(SERIOUS)
    duty, chief = phone(desk, "duty_officer"), phone(desk, "chief_of_office")
    desk.take(duty, taken)
    ask(duty, desk.sample.chief_of_office.name)
    desk.look(chief)
    desk.end_posts(desk.sample.chief_of_office)

    chief.press("Nhận thay")

    assert "dành cho lãnh đạo, người trực" in chief.last.text
    assert states(desk) == ["asked"]
    assert not desk.got(chief, taken)


def test_planned_absence_does_not_begin_when_the_substitute_has_lost_the_post(desk: Desk):
    duty, chief = agreed(desk, "duty_officer", "chief_of_office", begins="7h 20/11", until="17:00 22/11")
    taken = desk.report(SERIOUS)
    desk.take(duty, taken)
    desk.end_posts(desk.sample.chief_of_office)

    desk.wait(days=3, hours=21, minutes=30)

    assert "không còn xử lý vụ việc" in "\n".join(desk.heard(duty))
    assert states(desk) == ["ended"]
    assert not desk.got(chief, taken)
    assert "Từ bây giờ" not in "\n".join(desk.heard(duty) + desk.heard(chief))


@pytest.mark.parametrize("who", ["head", "administrator"])
def test_whoever_gets_no_alerts_hands_none_on(desk: Desk, who: str):
    somebody = phone(desk, who)
    somebody.write("/vangmat")
    assert "dành cho lãnh đạo, người trực" in somebody.last.text
    somebody.send_action(f"v:until:{desk.sample.director.person_id}:0:2")
    assert "không còn dùng được" in (somebody.toast or "")


@pytest.mark.parametrize("asked", ["person", "beginning", "end"])
def test_whoever_loses_the_post_meanwhile_hands_nothing_on_by_typing(desk: Desk, asked: str):
    duty = phone(desk, "duty_officer")
    words = [desk.sample.chief_of_office.name, "7h 20/11", "17:00 22/11"]
    before = {"person": 0, "beginning": 1, "end": 2}[asked]
    duty.write("/vangmat")
    duty.press("Nhờ người nhận thay")
    for one in words[:before]:
        duty.write(one)
    desk.end_posts(desk.sample.duty_officer)

    duty.write(words[before])

    assert "không còn dùng được" in duty.last.text
    assert states(desk) == []


def test_forged_answers_change_nothing(desk: Desk):
    ask(phone(desk, "duty_officer"), desk.sample.chief_of_office.name)
    director = phone(desk, "director")
    for action in ("v:yes:1", "v:no:1", "v:end:1", "v:yes:999999999", "v:to:999999999", "v:until:x:0:2", "v:"):
        director.send_action(action)
        assert "không còn dùng được" in (director.toast or ""), action
    assert states(desk) == ["asked"]
    assert audited(desk.database, "absence") == [("done", "")]


def test_consenting_on_zalo_is_a_number(desk: Desk):
    substitute: Somebody = desk.sample.chief_of_office
    desk.database.transact(lambda tx: link_account(tx, substitute.person_id, "zalo", "z9"))
    ask(phone(desk, "duty_officer"), substitute.name)
    desk.database.transact(phone(desk, "chief_of_office")._deliver)
    zalo = TypingPhone(desk.database, desk.rules, "z9")
    zalo.write("vắng mặt")
    assert zalo.labels()[0] == "✅ Nhận thay"
    told = zalo.write("1")
    assert "Thầy/Cô nhận báo động thay Cán bộ trực mẫu" in told.text
    assert states(desk) == ["accepted"]
