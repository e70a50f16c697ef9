"""The next update of an open incident is asked for in the chat and answered with one press; below severity 3 by day."""

from department import add_person
from incident_desk import Desk
from report_desk import Phone
from typing_phone import TypingPhone

from storage.registry import link_account
from storage.screens import Screen
from storage.tables.incidents import Incident

NOTABLE_MEDIA = {"category": "media", "injured": 0, "in_hospital": 0, "pupils_affected": 0, "media": "none"}
CRITICAL = {"dead": 1, "media": "none"}


def taken(desk: Desk, answers: dict[str, object]) -> tuple[Incident, Phone, Phone]:
    incident = desk.report(answers)
    duty, head = desk.phone(desk.sample.duty_officer), desk.phone(desk.sample.head)
    desk.take(duty, incident)
    desk.look(head)
    return incident, duty, head


def asked(phone: Phone, incident: Incident) -> Screen:
    return phone.shown[f"news:{incident.id}:head-due-soon"]


def test_head_is_asked_before_the_time_and_one_press_is_an_answer(desk: Desk):
    incident, duty, head = taken(desk, CRITICAL)
    desk.wait(hours=1, minutes=45)
    desk.look(head)
    assert [button.label for row in asked(head, incident).rows for button in row] == [
        "🟰 Chưa có diễn biến mới",
        "✍️ Viết cập nhật",
    ]
    head.press("Chưa có diễn biến mới", on=asked(head, incident))
    assert "Chưa có diễn biến mới" in desk.heard(duty)[-1]
    due = desk.now(incident).update_due_at
    assert due is not None
    assert (due - desk.clock.now()).total_seconds() == 2 * 3600, "the promise begins anew"
    desk.wait(minutes=20)
    assert desk.now(incident).status == "acknowledged"


def test_pressing_twice_says_it_once(desk: Desk):
    incident, _, head = taken(desk, CRITICAL)
    desk.wait(hours=1, minutes=45)
    desk.look(head)
    question = asked(head, incident)
    head.press("Chưa có diễn biến mới", on=question)
    head.press("Chưa có diễn biến mới", on=question)
    assert desk.kinds(incident).count("update") == 1


def test_words_can_be_written_instead(desk: Desk):
    incident, duty, head = taken(desk, CRITICAL)
    desk.wait(hours=1, minutes=45)
    desk.look(head)
    head.press("Viết cập nhật", on=asked(head, incident))
    head.write("Gia đình đã đến bệnh viện")
    assert "Gia đình đã đến bệnh viện" in desk.heard(duty)[-1]


def test_silence_rises_to_whoever_took_it_and_then_by_the_policy(desk: Desk):
    incident, duty, head = taken(desk, {"media": "none"})
    desk.wait(hours=4)
    assert "quá hạn báo diễn biến" in desk.heard(duty)[-1]
    late = (
        head.shown.get(f"news:{incident.id}:head-overdue")
        or (desk.look(head), head.shown)[1][f"news:{incident.id}:head-overdue"]
    )
    assert "Chưa có diễn biến mới" in late.rows[0][0].label
    chief, deputy_director = desk.phone(desk.sample.chief_of_office), desk.phone(desk.sample.deputy_director)
    assert desk.got(chief, incident)
    desk.pass_by(11)
    assert desk.got(deputy_director, incident)


def test_below_severity_three_nobody_is_asked_at_night_though_the_policy_has_no_quiet_hours(desk: Desk):
    desk.clock.turn(hours=17)
    incident, _, head = taken(desk, NOTABLE_MEDIA)
    before = len(desk.heard(head))
    desk.wait(hours=23)
    assert len(desk.heard(head)) == before, "it is half past one in the night"
    assert desk.now(incident).status == "acknowledged"
    desk.wait(hours=5)
    assert len(desk.heard(head)) == before + 1
    assert "trước 09:30" in desk.heard(head)[-1]
    desk.wait(hours=3)
    assert desk.now(incident).status == "open"


def test_what_is_grave_is_asked_for_at_night_too(desk: Desk):
    desk.clock.turn(hours=17)
    incident, _, head = taken(desk, CRITICAL)
    desk.wait(hours=1, minutes=45)
    assert "trước 04:30" in desk.heard(head)[-1]
    assert asked(head, incident)


def test_asking_on_zalo_is_answered_by_a_number(desk: Desk):
    head = desk.database.transact(
        lambda tx: add_person(
            tx, "Hiệu trưởng mẫu B", "+84903000044", "1044", {"unit_id": desk.sample.other_school, "role": "head"}
        )
    )
    incident = desk.report(CRITICAL, by=head)
    desk.take(desk.phone(desk.sample.duty_officer), incident)
    desk.database.transact(desk.phone(head)._deliver)
    desk.database.transact(lambda tx: link_account(tx, head.person_id, "zalo", "z4"))
    desk.lose(head)
    zalo = TypingPhone(desk.database, desk.rules, "z4")
    desk.wait(hours=1, minutes=45)
    desk.database.transact(zalo._deliver)
    assert zalo.labels() == ["🟰 Chưa có diễn biến mới", "✍️ Viết cập nhật"]
    zalo.write("1")
    assert desk.kinds(incident)[-1] == "update"


def test_head_is_asked_also_while_nobody_has_taken_it(desk: Desk):
    """Leaders who look at last are to see how things stand now; that it rises is another matter."""
    incident = desk.report(CRITICAL)
    head = desk.phone(desk.sample.head)
    desk.wait(hours=1, minutes=45)
    desk.look(head)
    head.press("Chưa có diễn biến mới", on=asked(head, incident))
    assert desk.now(incident).status == "open"
    desk.wait(hours=1, minutes=59)
    assert "overdue" not in desk.kinds(incident), "the time has begun anew"
    desk.look(head)
    desk.wait(minutes=2)
    assert desk.kinds(incident).count("overdue") == 1
    assert "quá hạn báo diễn biến" in desk.heard(head)[-1]
    desk.wait(hours=2)
    assert desk.kinds(incident).count("overdue") == 2


def test_silence_of_the_head_does_not_alert_further_up_what_nobody_has_taken(desk: Desk):
    incident = desk.report({"category": "violence", "injured": 1, "in_hospital": 0, "media": "none"})
    desk.pass_by(23 * 60)
    risen = desk.kinds(incident).count("risen")
    desk.wait(hours=1)
    assert desk.kinds(incident).count("overdue") == 1
    assert desk.kinds(incident).count("risen") == risen


def test_head_owes_the_update_also_after_it_was_handed_over(desk: Desk):
    incident, duty, _ = taken(desk, CRITICAL)
    desk.wait(hours=1)
    duty.press("Chuyển xử lý", on=desk.sees(duty, incident))
    duty.press("Tổ truyền thông", on=duty.last)
    assert desk.now(incident).update_due_at is not None
