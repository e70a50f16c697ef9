"""The alert goes out, rises while nobody takes it, and comes back when a promise is not kept."""

from incident_desk import Desk
from sqlalchemy import update

from incidents import reach
from storage.database import table
from storage.outbox import Priority
from storage.tables.messaging import OutboxMessage
from storage.tables.registry import Assignment


def test_the_first_step_is_on_its_way_in_the_transaction_of_the_report(desk: Desk) -> None:
    incident = desk.report()
    duty, division_head = desk.phone(desk.sample.duty_officer), desk.phone(desk.sample.division_head)
    chief = desk.phone(desk.sample.chief_of_office)
    assert "Trường mẫu A" in desk.sees(duty, incident).text
    assert "3 học sinh · 3 bị thương · 3 nhập viện" in desk.sees(division_head, incident).text
    assert not desk.got(chief, incident)


def test_the_head_sees_the_code_who_was_alerted_and_the_checklist(desk: Desk) -> None:
    incident = desk.report()
    seen = desk.sees(desk.phone(desk.sample.head), incident).text
    assert incident.code == "BCN-2026-000001"
    assert incident.code in seen
    assert desk.sample.duty_officer.name in seen
    assert "Việc cần làm ngay" in seen


def test_nobody_acknowledges_and_it_rises_step_by_step_to_the_director(desk: Desk) -> None:
    incident = desk.report()
    chief, director = desk.phone(desk.sample.chief_of_office), desk.phone(desk.sample.director)
    desk.pass_by(9)
    assert not desk.got(chief, incident)
    desk.pass_by(2)
    assert desk.got(chief, incident)
    assert not desk.got(director, incident)
    desk.pass_by(32)
    assert desk.got(director, incident)


def test_the_duty_officer_is_reminded_before_it_rises(desk: Desk) -> None:
    incident = desk.report()
    duty = desk.phone(desk.sample.duty_officer)
    desk.look(duty)
    desk.pass_by(4)
    desk.look(duty)
    nudge = duty.shown[f"call:{incident.id}"]
    assert "chưa ai tiếp nhận" in nudge.text
    assert nudge.quotes == f"incident:{incident.id}"


def test_once_acknowledged_nobody_else_is_alerted(desk: Desk) -> None:
    incident = desk.report()
    duty = desk.phone(desk.sample.duty_officer)
    duty.press("Tiếp nhận", on=desk.sees(duty, incident))
    desk.pass_by(60)
    assert not desk.got(desk.phone(desk.sample.chief_of_office), incident)


def test_acknowledged_but_silent_rises_again_after_the_promised_time(desk: Desk) -> None:
    incident = desk.report()
    duty, chief = desk.phone(desk.sample.duty_officer), desk.phone(desk.sample.chief_of_office)
    head = desk.phone(desk.sample.head)
    duty.press("Tiếp nhận", on=desk.sees(duty, incident))
    desk.wait(hours=3, minutes=40)
    assert "trước 13:30" in desk.look(head).text
    desk.wait(minutes=30)
    assert desk.now(incident).status == "open"
    desk.look(duty)
    assert "quá hạn" in duty.shown[f"call:{incident.id}"].text
    assert desk.got(chief, incident)


def test_an_update_of_the_head_keeps_the_promise(desk: Desk) -> None:
    incident = desk.report()
    duty, head = desk.phone(desk.sample.duty_officer), desk.phone(desk.sample.head)
    duty.press("Tiếp nhận", on=desk.sees(duty, incident))
    desk.wait(hours=3)
    head.press("Bổ sung", on=desk.sees(head, incident))
    head.write("Hai em đã về lớp")
    assert "Hai em đã về lớp" in desk.look(duty).text
    desk.wait(hours=2)
    assert desk.now(incident).status == "acknowledged"


def test_after_a_long_stop_what_is_overdue_happens_once(desk: Desk) -> None:
    incident = desk.report()
    duty = desk.phone(desk.sample.duty_officer)
    desk.look(duty)
    desk.wait(days=2)
    assert desk.kinds(incident).count("risen") <= 1
    before = duty.new_messages
    desk.look(duty)
    assert duty.new_messages - before <= 1


def test_after_a_stop_the_gravest_incident_comes_first(desk: Desk) -> None:
    minor = desk.report({"injured": 0, "in_hospital": 0, "pupils_affected": 1, "media": "none", "category": "other"})
    grave = desk.report({"dead": 1})
    desk.wait(days=1, hours=2)
    rows = desk.database.transact(
        lambda tx: tx.all(OutboxMessage, table(OutboxMessage).select().order_by(table(OutboxMessage).c.id))
    )
    told = [row.incident_id for row in rows if row.created_at == desk.clock.now() and row.priority == Priority.ALERT]
    assert told[0] == grave.id
    assert minor.id in [row.incident_id for row in rows]


def test_leader_who_blocked_the_bot_is_skipped_at_once(desk: Desk) -> None:
    lose(desk, desk.sample.duty_officer.address)
    lose(desk, desk.sample.division_head.address)
    incident = desk.report({"media": "none"})
    assert desk.got(desk.phone(desk.sample.chief_of_office), incident)
    administrator = desk.phone(desk.sample.administrator)
    desk.look(administrator)
    told = " ".join(screen.text for screen in administrator.shown.values())
    assert desk.sample.duty_officer.name in told
    assert desk.sample.division_head.name in told


def test_leader_lost_after_the_alert_went_out_is_passed_over_at_once(desk: Desk) -> None:
    incident = desk.report({"media": "none"})
    chief = desk.phone(desk.sample.chief_of_office)
    lose(desk, desk.sample.duty_officer.address)
    assert not desk.got(chief, incident), "the division head of the same step can still be reached"
    lose(desk, desk.sample.division_head.address)
    assert desk.got(chief, incident)
    assert desk.kinds(incident).count("unreachable") == 2


def test_nobody_at_all_can_be_reached_and_the_administrator_is_told_to_phone(desk: Desk) -> None:
    sample = desk.sample
    for one in (
        sample.duty_officer,
        sample.division_head,
        sample.chief_of_office,
        sample.deputy_director,
        sample.director,
        sample.communications,
    ):
        lose(desk, one.address)
    incident = desk.report()
    administrator = desk.phone(sample.administrator)
    desk.look(administrator)
    assert "gọi điện" in administrator.shown[f"admin:nobody:{incident.id}"].text


def test_a_leader_who_comes_back_is_shown_what_is_still_open(desk: Desk) -> None:
    lose(desk, desk.sample.duty_officer.address)
    incident = desk.report()
    duty = desk.phone(desk.sample.duty_officer)
    duty.write("/trogiup")
    assert desk.got(duty, incident)


def test_a_vacant_post_is_passed_over_at_once(desk: Desk) -> None:
    posts = table(Assignment)
    desk.database.transact(
        lambda tx: tx.execute(update(posts).where(posts.c.role.in_(["division_head"])).values(valid_until=tx.now))
    )
    lose(desk, desk.sample.duty_officer.address)
    incident = desk.report({"media": "none"})
    assert desk.got(desk.phone(desk.sample.chief_of_office), incident)


def test_at_night_a_minor_report_waits_for_the_morning(desk: Desk) -> None:
    desk.clock.turn(hours=14)
    incident = desk.report({"category": "other", "injured": 0, "in_hospital": 0, "pupils_affected": 1, "media": "none"})
    duty = desk.phone(desk.sample.duty_officer)
    assert not desk.got(duty, incident)
    desk.wait(hours=7, minutes=1)
    assert desk.got(duty, incident)


def test_a_correction_that_makes_it_graver_starts_the_graver_policy(desk: Desk) -> None:
    incident = desk.report()
    head, chief = desk.phone(desk.sample.head), desk.phone(desk.sample.chief_of_office)
    head.press("Đính chính", on=desk.sees(head, incident))
    head.press("Tử vong")
    head.write("1")
    assert desk.now(incident).severity == 4
    assert desk.got(chief, incident)


def lose(desk: Desk, address: str) -> None:
    desk.database.transact(lambda tx: reach.account_lost(tx, desk.rules, "telegram", address, "blocked"))
