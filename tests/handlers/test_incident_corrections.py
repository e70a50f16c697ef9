"""What the head puts right after sending: who hears of it, who is alerted because of it, and nobody twice."""

import pytest
from department import Somebody, add_person
from incident_desk import Desk
from report_desk import Phone

from storage.tables.incidents import Incident


def correct(desk: Desk, incident: Incident, field: str, value: str) -> Phone:
    head = desk.phone(desk.sample.head)
    head.press("Đính chính", on=desk.sees(head, incident))
    head.press(field)
    head.write(value)
    return head


def test_a_graver_truth_is_one_push_for_each_leader_and_an_alert_for_the_new_ones(desk: Desk) -> None:
    incident = desk.report()
    phones = {role: desk.phone(getattr(desk.sample, role)) for role in ("duty_officer", "division_head", "director")}
    before = {role: len(desk.heard(phone)) for role, phone in phones.items()}
    correct(desk, incident, "Tử vong", "1")
    assert desk.now(incident).severity == 4
    heard = {role: desk.heard(phone)[before[role] :] for role, phone in phones.items()}
    assert [len(texts) for texts in heard.values()] == [1, 1, 1]
    assert "nâng lên mức \ue000Đặc biệt nghiêm trọng\ue001 · đính chính Tử vong: 1" in heard["duty_officer"][0]
    assert "1 tử vong · 3 học sinh" in heard["director"][0]
    phones["duty_officer"].press("Tiếp nhận", on=phones["duty_officer"].shown[f"call:{incident.id}"])
    assert desk.now(incident).taken_by == desk.sample.duty_officer.person_id


def test_a_graver_truth_about_an_incident_that_was_taken_alerts_the_first_step_of_its_level(desk: Desk) -> None:
    incident = desk.report({"media": "none"})
    duty, director = desk.phone(desk.sample.duty_officer), desk.phone(desk.sample.director)
    desk.take(duty, incident)
    before = len(desk.heard(duty))
    correct(desk, incident, "Tử vong", "1")
    assert desk.now(incident).status == "acknowledged", "whoever took it goes on"
    assert "Đã tiếp nhận" in desk.sees(director, incident).text
    assert len(desk.heard(duty)) == before + 1
    assert desk.now(incident).update_due_at == desk.clock.now().replace(hour=4, minute=30), "sooner than before"
    desk.pass_by(30)
    assert len(desk.heard(director)) == 1, "nobody is chased about what is taken"


def test_news_of_the_media_brings_in_the_communications_desk_though_the_level_stays(desk: Desk) -> None:
    incident = desk.report({"media": "none"})
    communications = desk.phone(desk.sample.communications)
    assert not desk.got(communications, incident)
    correct(desk, incident, "Truyền thông", "Mạng xã hội")
    assert desk.now(incident).severity == 3
    assert desk.heard(communications)[0].startswith("🟠")


def test_another_category_brings_in_its_own_division_and_the_first_one_stays_informed(desk: Desk) -> None:
    other = newcomer(desk, "primary")
    assert desk.rules.category("teacher_conduct").division == "personnel"
    personnel = newcomer(desk, "personnel")
    incident = desk.report({"media": "none"})
    division_head = desk.phone(desk.sample.division_head)
    desk.look(division_head)
    correct(desk, incident, "Loại sự cố", "vi phạm đạo đức nhà giáo")
    assert desk.now(incident).category == "teacher_conduct"
    assert desk.now(incident).division == "personnel"
    assert desk.got(desk.phone(personnel), incident)
    assert not desk.got(desk.phone(other), incident)
    assert desk.rules.category("teacher_conduct").name.vi in desk.sees(division_head, incident).text
    desk.pass_by(11)
    assert desk.got(desk.phone(desk.sample.chief_of_office), incident), "it goes on rising from where it was"


def test_what_waits_for_the_morning_goes_out_at_once_when_it_proves_graver(desk: Desk) -> None:
    desk.clock.turn(hours=14)
    incident = desk.report({"category": "other", "injured": 0, "in_hospital": 0, "pupils_affected": 1, "media": "none"})
    duty = desk.phone(desk.sample.duty_officer)
    assert not desk.got(duty, incident)
    correct(desk, incident, "Bị thương", "1")
    assert desk.now(incident).severity == 2
    assert desk.got(duty, incident)


def test_severity_is_only_raised(desk: Desk) -> None:
    incident = desk.report()
    head = correct(desk, incident, "Mức độ", "Đặc biệt nghiêm trọng")
    assert desk.now(incident).severity == 4
    head.press("Đính chính", on=desk.sees(head, incident))
    head.press("Mức độ")
    head.press("Nghiêm trọng")
    assert "chỉ có thể nâng lên" in (head.toast or "")
    assert desk.now(incident).severity == 4
    assert desk.kinds(incident).count("correct") == 1


def test_the_same_value_again_troubles_nobody(desk: Desk) -> None:
    incident = desk.report()
    duty = desk.phone(desk.sample.duty_officer)
    before = len(desk.heard(duty))
    head = correct(desk, incident, "Nằm viện", "3")
    assert "không thay đổi" in head.last.text
    assert len(desk.heard(duty)) == before


@pytest.mark.parametrize(("field", "value"), [("Thời gian", "23h59 hôm nay"), ("Nằm viện", "-2"), ("Thời gian", "abc")])
def test_what_cannot_be_is_asked_again_with_the_reason(desk: Desk, field: str, value: str) -> None:
    incident = desk.report()
    head = correct(desk, incident, field, value)
    assert "correct" not in desk.kinds(incident)
    assert head.last.text
    head.write("9h15" if field == "Thời gian" else "2")
    assert desk.kinds(incident)[-1] == "correct"


def test_after_the_end_nothing_is_corrected_any_more_and_the_head_is_told_how_it_stands(desk: Desk) -> None:
    incident = desk.report()
    duty, head = desk.phone(desk.sample.duty_officer), desk.phone(desk.sample.head)
    head.press("Đính chính", on=desk.sees(head, incident))
    head.press("Nằm viện")
    numbers = head.last
    desk.reply(duty, incident, "Kết thúc: đã ổn")
    desk.reply(duty, incident, "Đóng hồ sơ")
    duty.press("Đóng hồ sơ")
    head.press("5", on=numbers)
    assert head.toast == f"{desk.sample.duty_officer.name} đã đóng hồ sơ lúc 09:30."
    assert desk.now(incident).answers["in_hospital"] == 3


def newcomer(desk: Desk, division: str) -> Somebody:
    post = {"unit_id": desk.sample.root, "role": "division_head", "division": division}
    name = f"Trưởng phòng mẫu {division}"
    return desk.database.transact(lambda tx: add_person(tx, name, None, f"40{len(division)}", post))


@pytest.mark.parametrize(("field", "plain"), [("Tử vong", True), ("Thời gian", True), ("Truyền thông", False)])
def test_number_typed_as_a_correction_is_the_number_itself(desk: Desk, field: str, plain: bool) -> None:
    incident = desk.report()
    head = desk.phone(desk.sample.head)
    head.press("Đính chính", on=desk.sees(head, incident))
    head.press(field)
    assert head.last.plain_numbers is plain
    head.write("?")
    assert head.last.plain_numbers is plain
