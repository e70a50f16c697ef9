"""The media response clock: begun by the media, counted from the event, moved, stopped; each reminder once."""

from datetime import timedelta

import pytest
from incident_desk import Desk
from press_room import clock_of, correct, give, is_armed, open_desk, plain, reminders
from report_desk import Phone

from storage.tables.incidents import Incident

MINOR = {"category": "other", "injured": 0, "in_hospital": 0, "pupils_affected": 0}


def begun(desk: Desk, answers: dict[str, object] | None = None) -> tuple[Incident, Phone, Phone]:
    incident = desk.report(answers)
    head, communications = desk.phone(desk.sample.head), desk.phone(desk.sample.communications)
    desk.look(head)
    desk.look(communications)
    return incident, head, communications


def test_an_incident_with_media_shows_head_and_leaders_until_when_a_statement_is_owed(desk: Desk) -> None:
    incident, head, communications = begun(desk)
    for phone in (head, communications, desk.phone(desk.sample.duty_officer)):
        assert "🎙 Phát ngôn lần đầu trước 09:30 17/11" in plain(desk.sees(phone, incident))
        assert phone.button("🎙 Phát ngôn", on=phone.shown[f"incident:{incident.id}"])
    assert clock_of(desk, incident) is not None


def test_the_time_counts_from_the_event_and_not_from_the_report(desk: Desk) -> None:
    event = desk.clock.now() - timedelta(hours=5)
    incident, head, _ = begun(desk, {"occurred_at": event.isoformat()})
    assert "Phát ngôn lần đầu trước 04:30 17/11" in plain(desk.sees(head, incident))
    found = clock_of(desk, incident)
    assert found is not None
    assert found.due_at == event + timedelta(hours=24)


def test_an_incident_without_media_has_no_clock(desk: Desk) -> None:
    incident, head, _ = begun(desk, {"media": "none"})
    assert clock_of(desk, incident) is None
    assert not is_armed(desk, incident)
    assert "Phát ngôn" not in plain(desk.sees(head, incident))
    assert not any("Phát ngôn" in button.label for row in head.shown[f"incident:{incident.id}"].rows for button in row)


def test_an_urgent_report_of_the_press_has_one_before_anybody_was_asked(desk: Desk) -> None:
    incident = desk.report({**MINOR, "category": "media", "media": None})
    assert clock_of(desk, incident) is not None


def test_head_and_communications_desk_are_reminded_at_each_mark_once(desk: Desk) -> None:
    _, head, communications = begun(desk)
    told = []
    for hours in (12, 8, 3, 1):
        desk.wait(hours=hours)
        desk.wait(minutes=1)
        told.append((reminders(desk, head), reminders(desk, communications)))
        desk.clock.turn(minutes=-1)
    assert [(len(own), len(desks)) for own, desks in told] == [(1, 1), (2, 2), (3, 3), (4, 4)]
    own, desks = told[-1]
    assert "còn 12 giờ để phát ngôn lần đầu (trước 09:30 17/11)" in own[0]
    assert "còn 4 giờ" in own[1]
    assert "còn 1 giờ" in own[2]
    assert "đã quá hạn phát ngôn lần đầu (09:30)" in own[3]
    assert "Trường mẫu A chưa phát ngôn, còn 12 giờ" in desks[0]
    assert "Trường mẫu A đã quá hạn" in desks[3]
    desk.wait(days=2)
    assert len(reminders(desk, head)) == 4
    assert not reminders(desk, desk.phone(desk.sample.director))


def test_after_a_stop_of_three_days_only_what_is_true_now_is_told(desk: Desk) -> None:
    incident, head, communications = begun(desk)
    desk.wait(days=3)
    assert [len(reminders(desk, phone)) for phone in (head, communications)] == [1, 1]
    assert "đã quá hạn" in reminders(desk, head)[0]
    assert "🎙 Quá hạn phát ngôn lần đầu (09:30 17/11)" in plain(desk.sees(communications, incident))
    assert desk.kinds(incident).count("media_overdue") == 1
    desk.wait(days=1)
    assert len(reminders(desk, head)) == 1


def test_a_stop_over_two_marks_tells_how_much_is_really_left(desk: Desk) -> None:
    _, head, _ = begun(desk)
    desk.wait(hours=21)
    assert len(reminders(desk, head)) == 1
    assert "còn 3 giờ" in reminders(desk, head)[0]
    desk.wait(hours=2)
    assert "còn 1 giờ" in reminders(desk, head)[1]


def test_a_clock_that_jumps_back_tells_nothing_twice(desk: Desk) -> None:
    _, head, _ = begun(desk)
    desk.wait(hours=12)
    desk.wait(hours=-2)
    desk.wait(hours=2)
    assert len(reminders(desk, head)) == 1


def test_a_less_grave_incident_breaks_no_sleep(desk: Desk) -> None:
    desk.clock.turn(hours=5)
    _, head, communications = begun(desk, {**MINOR, "media": "social"})
    desk.wait(hours=13)
    assert not reminders(desk, head), "it is half past three in the night"
    desk.wait(hours=3)
    assert [len(reminders(desk, phone)) for phone in (head, communications)] == [1, 1]
    assert "còn 8 giờ" in reminders(desk, head)[0]


def test_what_would_be_over_by_the_morning_is_told_before_the_night(desk: Desk) -> None:
    event = desk.clock.now() - timedelta(hours=4)
    _, head, _ = begun(desk, {**MINOR, "media": "social", "occurred_at": event.isoformat()})
    desk.wait(hours=8, minutes=30)
    assert len(reminders(desk, head)) == 1
    assert "còn 11 giờ 30 phút" in reminders(desk, head)[0]
    desk.wait(hours=2, minutes=59)
    assert "còn 8 giờ 31 phút" in reminders(desk, head)[-1]
    desk.wait(hours=9)
    assert len(reminders(desk, head)) == 2
    desk.wait(minutes=31)
    assert "đã quá hạn" in reminders(desk, head)[-1]


def test_media_that_are_set_cleared_and_set_again_have_one_clock_and_ask_nothing_twice(desk: Desk) -> None:
    incident, head, communications = begun(desk, {"media": "none"})
    correct(desk, head, incident, "Truyền thông", "Mạng xã hội")
    first = clock_of(desk, incident)
    assert first is not None
    desk.wait(hours=12)
    assert [len(reminders(desk, phone)) for phone in (head, communications)] == [1, 1]
    correct(desk, head, incident, "Truyền thông", "Chưa có")
    assert not is_armed(desk, incident)
    assert "Phát ngôn lần đầu" not in plain(desk.sees(head, incident))
    correct(desk, head, incident, "Truyền thông", "Báo chí đã gọi")
    again = clock_of(desk, incident)
    assert again is not None
    assert (again.due_at, again.begun_at, again.state) == (first.due_at, first.begun_at, "running")
    desk.wait(minutes=1)
    assert [len(reminders(desk, phone)) for phone in (head, communications)] == [1, 1]
    desk.wait(hours=8)
    assert [len(reminders(desk, phone)) for phone in (head, communications)] == [2, 2]


def test_while_the_media_are_cleared_nobody_is_reminded(desk: Desk) -> None:
    incident, head, _ = begun(desk)
    correct(desk, head, incident, "Truyền thông", "Chưa có")
    desk.wait(days=2)
    assert not reminders(desk, head)


def test_a_corrected_time_of_the_event_moves_the_clock(desk: Desk) -> None:
    incident, head, _ = begun(desk)
    correct(desk, head, incident, "Thời gian", "9h30 hôm qua")
    assert "Quá hạn phát ngôn lần đầu (09:30)" in plain(desk.sees(head, incident))
    desk.wait(minutes=1)
    assert "đã quá hạn" in reminders(desk, head)[-1]
    correct(desk, head, incident, "Thời gian", "8h30 hôm nay")
    assert "Phát ngôn lần đầu trước 08:30 17/11" in plain(desk.sees(head, incident))
    desk.wait(hours=11)
    assert "còn 11 giờ 59 phút" in reminders(desk, head)[-1]
    desk.wait(days=2)
    assert "đã quá hạn" in reminders(desk, head)[-1], "over again, and told again because it was not over meanwhile"
    assert len(reminders(desk, head)) == 3


def test_what_had_passed_before_the_report_is_not_told_on_top_of_it(desk: Desk) -> None:
    event = desk.clock.now() - timedelta(hours=14)
    _, head, communications = begun(desk, {"occurred_at": event.isoformat()})
    desk.wait(minutes=1)
    assert [len(reminders(desk, phone)) for phone in (head, communications)] == [0, 0]
    desk.wait(hours=6)
    assert "còn 3 giờ 59 phút" in reminders(desk, head)[0]


def test_an_incident_reported_when_the_time_is_over_says_so_on_its_message_only(desk: Desk) -> None:
    event = desk.clock.now() - timedelta(days=2)
    incident, head, _ = begun(desk, {"occurred_at": event.isoformat()})
    desk.wait(minutes=1)
    assert reminders(desk, head) == []
    assert "Quá hạn phát ngôn lần đầu (09:30 hôm qua)" in plain(desk.sees(head, incident))


def test_a_mark_that_is_passed_by_moving_the_clock_is_not_told_besides(desk: Desk) -> None:
    incident, head, _ = begun(desk)
    desk.wait(hours=3)
    correct(desk, head, incident, "Thời gian", "23h hôm qua")
    desk.wait(minutes=1)
    assert reminders(desk, head) == [], "the new time stands on the incident's message"


def test_details_after_an_urgent_report_start_the_clock(desk: Desk) -> None:
    head = desk.phone(desk.sample.head)
    head.write("/khan")
    head.press("Cháy")
    head.press("GỬI NGAY")
    head.write("Cháy ở nhà xe, phóng viên báo mẫu đã gọi điện hỏi, không ai bị thương")
    assert "Phát ngôn lần đầu trước" in plain(head.shown["incident:1"])


def test_a_small_correction_of_the_time_does_not_repeat_a_reminder(desk: Desk) -> None:
    incident, head, _ = begun(desk, {"occurred_at": (desk.clock.now() - timedelta(hours=1)).isoformat()})
    desk.wait(hours=11)
    assert len(reminders(desk, head)) == 1
    correct(desk, head, incident, "Thời gian", "8h45 hôm nay")
    desk.wait(minutes=30)
    assert len(reminders(desk, head)) == 1


@pytest.mark.parametrize("how", ["withdrawn", "closed"])
def test_an_incident_that_ends_while_the_clock_runs_stops_it_and_going_on_starts_it_again(desk: Desk, how: str) -> None:
    incident, head, _ = begun(desk)
    duty = desk.phone(desk.sample.duty_officer)
    if how == "withdrawn":
        head.press("Rút báo cáo", on=desk.sees(head, incident))
        head.press("Báo nhầm")
    else:
        desk.reply(duty, incident, "Kết thúc: đã ổn")
        desk.reply(duty, incident, "Đóng hồ sơ")
        duty.press("Đóng hồ sơ")
    assert desk.now(incident).status == how
    assert not is_armed(desk, incident)
    assert "Phát ngôn lần đầu" not in plain(desk.sees(head, incident))
    desk.wait(hours=13)
    assert not reminders(desk, head)
    desk.phone(desk.sample.chief_of_office).send_action(f"i:{incident.id}:reopen")
    chief = desk.phone(desk.sample.chief_of_office)
    chief.send_action(f"i:{incident.id}:reopen")
    chief.write("Báo chí đăng lại")
    assert "Phát ngôn lần đầu trước 09:30" in plain(desk.sees(head, incident))
    desk.wait(hours=8)
    assert len(reminders(desk, head)) == 1
    assert "còn 3 giờ" in reminders(desk, head)[0]


def test_an_incident_whose_handling_is_over_still_owes_the_press_an_answer(desk: Desk) -> None:
    incident, head, _ = begun(desk)
    desk.reply(desk.phone(desk.sample.duty_officer), incident, "Kết thúc: đã ổn")
    desk.wait(hours=12)
    assert len(reminders(desk, head)) == 1


def test_the_first_statement_stops_the_countdown_in_time(desk: Desk) -> None:
    incident, head, communications = begun(desk)
    desk.wait(hours=12)
    give(desk, head, incident)
    assert not is_armed(desk, incident)
    assert "🎙 Đã phát ngôn lúc 21:30, đúng hạn" in plain(desk.sees(communications, incident))
    desk.wait(days=2)
    assert len(reminders(desk, head)) == 1
    assert "media_overdue" not in desk.kinds(incident)


def test_a_statement_after_the_end_is_recorded_as_late(desk: Desk) -> None:
    incident, head, communications = begun(desk)
    desk.wait(hours=25)
    give(desk, head, incident)
    assert "trễ hạn (09:30)" in plain(desk.sees(communications, incident))
    assert desk.entry(incident).data["late"] == "late"


def test_the_heads_of_the_unit_hear_what_a_deputy_has_reported(desk: Desk) -> None:
    incident = desk.report(by=desk.sample.deputy)
    head, deputy = desk.phone(desk.sample.head), desk.phone(desk.sample.deputy)
    assert [text for text in desk.heard(head) if "có báo chí hoặc mạng xã hội" in text]
    assert not [text for text in desk.heard(deputy) if "có báo chí hoặc mạng xã hội" in text], "the status says it"
    desk.wait(hours=12)
    assert [len(reminders(desk, phone)) for phone in (head, deputy)] == [1, 1]
    head.press("🎙 Phát ngôn", on=head.shown[f"media-left:{incident.id}"])
    assert "Phát ngôn lần đầu trước 09:30 17/11" in plain(head.last)


def test_a_leader_sets_the_media_and_the_unit_hears_it_once(desk: Desk) -> None:
    incident, head, communications = begun(desk, {"media": "none"})
    chief = desk.phone(desk.sample.chief_of_office)
    before = len(desk.heard(head))
    chief.send_action(f"i:{incident.id}:see")
    chief.press("🎙 Phát ngôn")
    chief.press("Báo chí biết chưa?")
    chief.press("Báo chí đã gọi")
    assert desk.now(incident).answers["media"] == "press_contact"
    heard = desk.heard(head)[before:]
    assert len(heard) == 1
    assert "Chánh Văn phòng mẫu\ue001 ghi vào BCN-2026-000001: báo chí, mạng xã hội: \ue000Báo chí đã gọi" in heard[0]
    assert "Phát ngôn lần đầu trước 09:30 17/11" in plain(desk.sees(head, incident))
    assert desk.got(communications, incident), "the communications desk comes in"
    chief.press("Báo chí biết chưa?")
    chief.press("Báo chí đã gọi")
    assert len(desk.heard(head)) == before + 1, "the same again troubles nobody"
    assert desk.kinds(incident).count("correct") == 1


def test_the_unit_marks_no_media_in_the_place_of_a_leader(desk: Desk) -> None:
    incident, head, _ = begun(desk)
    head.send_action(f"i:{incident.id}:media:state.published")
    assert desk.now(incident).answers["media"] == "social"
    assert desk.audit()[-1].action == "media.state"


def test_the_desk_shows_who_speaks_and_what_to_do(desk: Desk) -> None:
    incident, head, _ = begun(desk)
    shown = plain(open_desk(desk, head, incident))
    assert "Chưa có người phát ngôn, Thủ trưởng phát ngôn: Hiệu trưởng mẫu A · 090 300 00 01" in shown
    assert "Không nêu tên, lớp, hình ảnh, bệnh án của học sinh." in shown
