"""What leaders and the head do about an incident, and what everybody sees of it."""

from department import add_person
from incident_desk import Desk
from sqlalchemy import select

from storage.database import table
from storage.tables.upkeep import AuditEntry


def test_two_leaders_press_at_once_and_the_second_is_told_who_was_first(desk: Desk) -> None:
    incident = desk.report()
    duty, division_head = desk.phone(desk.sample.duty_officer), desk.phone(desk.sample.division_head)
    both = desk.sees(duty, incident), desk.sees(division_head, incident)
    duty.press("Tiếp nhận", on=both[0])
    division_head.press("Tiếp nhận", on=both[1])
    assert desk.sample.duty_officer.name in (division_head.toast or "")
    assert desk.now(incident).taken_by == desk.sample.duty_officer.person_id
    assert desk.kinds(incident).count("acknowledge") == 1


def test_everybody_sees_the_truth_on_the_one_message_they_have(desk: Desk) -> None:
    incident = desk.report()
    duty, division_head = desk.phone(desk.sample.duty_officer), desk.phone(desk.sample.division_head)
    desk.look(division_head)
    received = division_head.new_messages
    duty.press("Tiếp nhận", on=desk.sees(duty, incident))
    assert desk.sample.duty_officer.name in desk.sees(division_head, incident).text
    assert division_head.new_messages == received
    assert "Tiếp nhận" not in " ".join(
        button.label for row in desk.sees(division_head, incident).rows for button in row
    )


def test_the_head_hears_at_once_who_has_taken_it(desk: Desk) -> None:
    incident = desk.report()
    duty, head = desk.phone(desk.sample.duty_officer), desk.phone(desk.sample.head)
    desk.look(head)
    duty.press("Tiếp nhận", on=desk.sees(duty, incident))
    received = head.new_messages
    assert desk.sample.duty_officer.name in desk.sees(head, incident).text
    assert "Đã tiếp nhận" in head.shown[f"incident:{incident.id}"].text
    assert head.new_messages == received + 1


def test_a_question_reaches_the_head_and_the_answer_the_one_who_asked(desk: Desk) -> None:
    incident = desk.report()
    division_head, head = desk.phone(desk.sample.division_head), desk.phone(desk.sample.head)
    division_head.press("Hỏi thêm", on=desk.sees(division_head, incident))
    division_head.write("Các em nằm khoa nào?")
    desk.look(head)
    question = next(screen for slot, screen in head.shown.items() if slot.startswith("question:"))
    assert "Các em nằm khoa nào?" in question.text
    head.press("Trả lời", on=question)
    head.write("Khoa Nhi, tầng 2")
    desk.look(division_head)
    assert any("Khoa Nhi, tầng 2" in screen.text for screen in division_head.shown.values())
    assert desk.kinds(incident)[-2:] == ["ask", "answer"]


def test_a_ready_made_question_needs_two_touches(desk: Desk) -> None:
    incident = desk.report()
    duty, head = desk.phone(desk.sample.duty_officer), desk.phone(desk.sample.head)
    duty.press("Hỏi thêm", on=desk.sees(duty, incident))
    duty.press("Tình trạng sức khoẻ")
    desk.look(head)
    assert any("Tình trạng sức khoẻ" in screen.text for screen in head.shown.values())


def test_an_instruction_reaches_the_head_and_stands_on_the_timeline(desk: Desk) -> None:
    incident = desk.report()
    duty, head = desk.phone(desk.sample.duty_officer), desk.phone(desk.sample.head)
    duty.press("Chỉ đạo", on=desk.sees(duty, incident))
    duty.write("Cử một giáo viên ở lại bệnh viện")
    desk.look(head)
    assert any("Cử một giáo viên" in screen.text for slot, screen in head.shown.items() if "instruction" in slot)
    assert "Cử một giáo viên" in desk.sees(duty, incident).text


def test_escalating_alerts_the_next_step_at_once(desk: Desk) -> None:
    incident = desk.report()
    duty, chief = desk.phone(desk.sample.duty_officer), desk.phone(desk.sample.chief_of_office)
    duty.press("Chuyển cấp trên", on=desk.sees(duty, incident))
    assert not desk.got(chief, incident)
    duty.press("Chuyển cấp trên")
    assert desk.got(chief, incident)


def test_handing_over_alerts_the_other_division_and_waits_for_it(desk: Desk) -> None:
    incident = desk.report({"category": "security", "media": "none"})
    duty, division_head = desk.phone(desk.sample.duty_officer), desk.phone(desk.sample.division_head)
    duty.press("Tiếp nhận", on=desk.sees(duty, incident))
    assert not desk.got(division_head, incident)
    duty.press("Chuyển xử lý", on=desk.sees(duty, incident))
    division = desk.rules.division("student_affairs").name.vi
    duty.press(division)
    assert desk.now(incident).status == "open"
    assert desk.now(incident).division == "student_affairs"
    division_head.press("Tiếp nhận", on=desk.sees(division_head, incident))
    assert desk.now(incident).taken_by == desk.sample.division_head.person_id


def test_resolving_needs_a_result_and_asks_the_head_for_the_final_report(desk: Desk) -> None:
    incident = desk.report()
    duty, head = desk.phone(desk.sample.duty_officer), desk.phone(desk.sample.head)
    duty.press("Kết thúc", on=desk.sees(duty, incident))
    assert desk.now(incident).status == "open", "a result is due first"
    duty.write("Các em đã xuất viện")
    assert desk.now(incident).status == "resolved"
    head.press("Báo cáo kết thúc", on=desk.sees(head, incident))
    head.write("Đã gỡ tổ ong, các em khoẻ")
    desk.look(duty)
    duty.press("Đóng hồ sơ", on=desk.sees(duty, incident))
    duty.press("Đóng hồ sơ")
    assert desk.now(incident).status == "closed"
    assert "Đã đóng hồ sơ" in desk.sees(head, incident).text


def test_a_closed_incident_can_be_reopened_with_a_reason(desk: Desk) -> None:
    incident = desk.report()
    duty = desk.phone(desk.sample.duty_officer)
    duty.press("Kết thúc", on=desk.sees(duty, incident))
    duty.press("Tình hình đã ổn định")
    duty.press("Mở lại", on=desk.sees(duty, incident))
    duty.write("Một em trở nặng")
    assert desk.now(incident).status == "open"


def test_the_head_withdraws_with_a_reason_and_every_leader_hears_it(desk: Desk) -> None:
    incident = desk.report()
    duty, head = desk.phone(desk.sample.duty_officer), desk.phone(desk.sample.head)
    desk.look(duty)
    head.press("Rút báo cáo", on=desk.sees(head, incident))
    head.press("Báo nhầm")
    assert desk.now(incident).status == "withdrawn"
    assert "Báo nhầm" in desk.sees(duty, incident).text
    desk.pass_by(30)
    assert not desk.got(desk.phone(desk.sample.chief_of_office), incident)


def test_an_old_button_of_an_ended_incident_says_how_it_stands(desk: Desk) -> None:
    incident = desk.report()
    duty, head = desk.phone(desk.sample.duty_officer), desk.phone(desk.sample.head)
    old = desk.sees(duty, incident)
    head.press("Rút báo cáo", on=desk.sees(head, incident))
    head.press("Báo nhầm")
    desk.clock.turn(days=7)
    duty.press("Tiếp nhận", on=old)
    assert duty.toast == "Đơn vị đã rút báo cáo này lúc 09:30 16/11 (Hiệu trưởng mẫu A)."
    assert desk.now(incident).status == "withdrawn"


def test_photos_sent_with_an_update_are_one_addition(desk: Desk) -> None:
    incident = desk.report()
    duty, head = desk.phone(desk.sample.duty_officer), desk.phone(desk.sample.head)
    desk.look(duty)
    head.press("Bổ sung", on=desk.sees(head, incident))
    for number in range(3):
        head.send_photo(f"p{number}", album="one")
    head.press("Gửi 3 tệp")
    assert desk.kinds(incident).count("update") == 1
    desk.look(duty)
    assert len([screen for screen in duty.shown.values() if len(screen.pictures) == 3]) == 1


def test_a_head_of_another_school_sees_nothing_and_leaves_an_audit_line(desk: Desk) -> None:
    incident = desk.report()
    stranger = desk.phone(desk.sample.deputy_director)
    stranger.address = add_other_head(desk)
    for action in ("see", "update", "acknowledge", "files", "withdraw:1", "correct:dead=1"):
        stranger.send_action(f"i:{incident.id}:{action}")
        assert stranger.toast == "Thầy/Cô không có quyền xem hoặc xử lý việc này."
    assert stranger.shown == {}
    assert desk.now(incident).status == "open"
    assert len(refused(desk)) == 6


def test_a_leader_of_another_division_sees_nothing(desk: Desk) -> None:
    incident = desk.report({"category": "security", "media": "none"})
    division_head = desk.phone(desk.sample.division_head)
    division_head.send_action(f"i:{incident.id}:see")
    division_head.write("/dangmo")
    assert incident.code not in division_head.last.text
    assert len(refused(desk)) == 1


def test_a_tampered_button_has_no_effect_and_leaves_an_audit_line(desk: Desk) -> None:
    incident = desk.report()
    duty = desk.phone(desk.sample.duty_officer)
    for action in (
        "i:1:explode",
        "i:99999:acknowledge",
        "i:x:acknowledge",
        "z:1",
        "i:1:hand_over:nowhere",
        "i",
        "l:open:x",
    ):
        duty.send_action(action)
        assert duty.toast, action
    assert desk.now(incident).status == "open"
    assert len(refused(desk)) == 7


def test_open_incidents_and_statistics_show_what_is_theirs(desk: Desk) -> None:
    incident = desk.report()
    director = desk.phone(desk.sample.director)
    assert incident.code in director.write("/dangmo").text
    director.press(incident.code[-6:])
    assert "Trường mẫu A" in director.last.text
    assert "1 vụ việc" in director.write("Thống kê").text
    assert desk.sample.duty_officer.name in director.write("/truc").text


def test_my_tasks_names_what_the_head_owes(desk: Desk) -> None:
    incident = desk.report()
    duty, head = desk.phone(desk.sample.duty_officer), desk.phone(desk.sample.head)
    duty.press("Tiếp nhận", on=desk.sees(duty, incident))
    told = head.write("Việc của tôi").text
    assert incident.code in told
    assert "13:30" in told


def test_a_reply_of_a_leader_becomes_a_question_or_an_instruction(desk: Desk) -> None:
    incident = desk.report()
    duty, head = desk.phone(desk.sample.duty_officer), desk.phone(desk.sample.head)
    desk.sees(duty, incident)
    desk.reply(duty, incident, "Đã gọi cho phụ huynh chưa?")
    duty.press("Hỏi thêm")
    desk.look(head)
    assert any("Đã gọi cho phụ huynh chưa?" in screen.text for screen in head.shown.values())


def test_a_reply_of_the_head_to_the_status_is_an_update(desk: Desk) -> None:
    incident = desk.report()
    head = desk.phone(desk.sample.head)
    desk.sees(head, incident)
    desk.reply(head, incident, "Công an đã đến")
    assert desk.kinds(incident)[-1] == "update"


def add_other_head(desk: Desk) -> str:
    return desk.database.transact(
        lambda tx: add_person(
            tx, "Hiệu trưởng mẫu B", "+84903000099", "1099", {"unit_id": desk.sample.other_school, "role": "head"}
        )
    ).address


def refused(desk: Desk) -> list[AuditEntry]:
    audit = table(AuditEntry)
    return desk.database.transact(lambda tx: tx.all(AuditEntry, select(audit).where(audit.c.outcome == "refused")))
