"""Whom the steps of an escalation mean and when: quiet hours by severity, the roster, divisions, the tree of units."""

from datetime import timedelta

import pytest
from department import Somebody, add_person, add_unit
from incident_desk import Desk
from report_desk import Phone
from sqlalchemy import delete, update

from rules.escalation import Match, Policy, Recipient, Step
from rules.roles import Role
from storage import due
from storage.database import Tx, table
from storage.tables.incidents import DutyShift, Incident
from storage.tables.registry import Unit

MINOR = {"category": "other", "injured": 0, "in_hospital": 0, "pupils_affected": 1, "media": "none"}
NOTABLE = {"category": "violence", "injured": 1, "in_hospital": 0, "media": "none"}
SERIOUS = {"media": "none"}
CRITICAL = {"dead": 1, "media": "none"}


def by_night(desk: Desk) -> None:
    """It is 23:00 in Vietnam."""
    desk.clock.turn(hours=13, minutes=30)


@pytest.mark.parametrize(("answers", "at_once"), [(MINOR, False), (NOTABLE, True), (SERIOUS, True), (CRITICAL, True)])
def test_at_night_only_a_minor_report_waits_for_the_morning(
    desk: Desk, answers: dict[str, object], at_once: bool
) -> None:
    by_night(desk)
    incident = desk.report(answers)
    duty, head = desk.phone(desk.sample.duty_officer), desk.phone(desk.sample.head)
    assert desk.got(duty, incident) is at_once
    assert ("Báo lãnh đạo lúc 06:30" in desk.sees(head, incident).text) is not at_once
    desk.wait(hours=7, minutes=31)
    assert desk.got(duty, incident)


@pytest.mark.parametrize(("answers", "rises"), [(NOTABLE, False), (SERIOUS, True), (CRITICAL, True)])
def test_at_night_only_the_grave_ones_go_on_rising(desk: Desk, answers: dict[str, object], rises: bool) -> None:
    by_night(desk)
    incident = desk.report(answers)
    duty = desk.phone(desk.sample.duty_officer)
    sounds = len(desk.heard(duty))
    desk.pass_by(90)
    assert (desk.now(incident).step > 0) is rises
    assert (len(desk.heard(duty)) > sounds) is rises
    desk.wait(hours=6)
    desk.pass_by(31)
    assert desk.now(incident).step > 0


def test_a_clock_that_stood_still_until_the_night_does_not_wake_anybody_for_a_notable_one(desk: Desk) -> None:
    incident = desk.report(NOTABLE)
    desk.wait(hours=15)
    assert (desk.now(incident).step, desk.now(incident).repeats) == (0, 0)
    desk.wait(hours=6)
    assert (desk.now(incident).step, desk.now(incident).repeats) == (0, 1)


@pytest.mark.parametrize(
    ("answers", "alerted"),
    [
        (MINOR, {"duty_officer"}),
        (NOTABLE, {"duty_officer"}),
        ({**NOTABLE, "media": "social"}, {"duty_officer", "communications"}),
        (SERIOUS, {"duty_officer", "division_head"}),
        ({**SERIOUS, "media": "published"}, {"duty_officer", "division_head", "communications"}),
        ({"category": "child_abuse", "media": "published"}, {"duty_officer", "division_head"}),
        (CRITICAL, {"duty_officer", "division_head", "chief_of_office", "deputy_director", "director"}),
    ],
)
def test_who_is_alerted_first(desk: Desk, answers: dict[str, object], alerted: set[str]) -> None:
    incident = desk.report(answers)
    roles = ("duty_officer", "division_head", "chief_of_office", "deputy_director", "director", "communications")
    phones = {role: desk.phone(getattr(desk.sample, role)) for role in roles}
    assert {role for role, phone in phones.items() if desk.got(phone, incident)} == alerted
    assert all(len(desk.heard(phones[role])) == 1 for role in alerted), "one push each"


def test_with_an_empty_roster_every_duty_officer_is_alerted(desk: Desk) -> None:
    second = newcomer(desk, "duty_officer")
    first = desk.phone(desk.sample.duty_officer), desk.phone(second)
    incident = desk.report(NOTABLE)
    assert [desk.got(phone, incident) for phone in first] == [True, False], "the roster names only one"
    desk.database.transact(lambda tx: tx.execute(delete(table(DutyShift))))
    incident = desk.report(NOTABLE)
    assert [desk.got(phone, incident) for phone in first] == [True, True]


def test_without_roster_and_duty_officers_the_next_step_comes_at_once(desk: Desk) -> None:
    desk.database.transact(lambda tx: tx.execute(delete(table(DutyShift))))
    desk.end_posts(desk.sample.duty_officer)
    incident = desk.report(NOTABLE)
    assert desk.got(desk.phone(desk.sample.division_head), incident)
    assert desk.now(incident).step == 1


def test_somebody_on_the_roster_who_holds_no_post_any_more_is_not_alerted(desk: Desk) -> None:
    desk.end_posts(desk.sample.duty_officer)
    duty = desk.phone(desk.sample.duty_officer)
    incident = desk.report(SERIOUS)
    assert not desk.got(duty, incident)
    assert desk.got(desk.phone(desk.sample.division_head), incident)


def test_whoever_comes_on_duty_meanwhile_is_called_with_the_reminder(desk: Desk) -> None:
    night = newcomer(desk, "duty_officer")
    now = desk.clock.now()

    def change(tx: Tx) -> None:
        tx.execute(update(table(DutyShift)).values(ends_at=now + timedelta(minutes=3)))
        shift = {"starts_at": now + timedelta(minutes=3), "ends_at": now + timedelta(hours=12)}
        tx.insert(DutyShift, unit_id=desk.sample.root, person_id=night.person_id, **shift)

    desk.database.transact(change)
    incident = desk.report(SERIOUS)
    phone = desk.phone(night)
    assert not desk.got(phone, incident)
    desk.pass_by(4)
    assert desk.got(phone, incident)
    assert "Đã báo thêm Người mới mẫu" in desk.sees(phone, incident).text


def test_a_step_may_look_for_a_role_in_every_unit_above_the_school(desk: Desk) -> None:
    def office(tx: Tx) -> Somebody:
        """An office between the Department and the school."""
        root = (desk.sample.root, f"/{desk.sample.root}/")
        unit, path = add_unit(tx, "VP-1", "Văn phòng mẫu 1", root)
        units = table(Unit)
        school = f"{path}{desk.sample.school}/"
        tx.execute(update(units).where(units.c.id == desk.sample.school).values(parent_id=unit, path=school))
        return add_person(tx, "Lãnh đạo mẫu 1", None, "3001", {"unit_id": unit, "role": "chief_of_office"})

    leader = desk.database.transact(office)
    above = Step(to=(Recipient(role=Role.CHIEF_OF_OFFICE, tree="ancestors"),))
    policy = Policy(id="tree", match=Match(severities=(3,)), steps=(above,))
    desk.rules = desk.rules.model_copy(update={"policies": (policy, *desk.rules.policies)})
    incident = desk.report(SERIOUS)
    for one in (leader, desk.sample.chief_of_office):
        assert desk.got(desk.phone(one), incident)
    assert not desk.got(desk.phone(desk.sample.duty_officer), incident)


def test_handing_over_to_a_division_that_cannot_be_reached_rises_at_once(desk: Desk) -> None:
    other = newcomer(desk, "division_head", division="testing")
    incident = desk.report(SERIOUS)
    duty, chief = desk.phone(desk.sample.duty_officer), desk.phone(desk.sample.chief_of_office)
    duty.press("Chuyển xử lý", on=desk.sees(duty, incident))
    offer = duty.last
    desk.lose(other)
    duty.press(desk.rules.division("testing").name.vi, on=offer)
    assert desk.got(chief, incident)
    assert "hand_over" in desk.kinds(incident)


def test_whoever_had_taken_it_hears_that_another_has_handed_it_on(desk: Desk) -> None:
    newcomer(desk, "division_head", division="testing")
    incident = desk.report(SERIOUS)
    duty, division_head = desk.phone(desk.sample.duty_officer), desk.phone(desk.sample.division_head)
    desk.take(duty, incident)
    division_head.press("Chuyển xử lý", on=desk.sees(division_head, incident))
    division_head.press(desk.rules.division("testing").name.vi)
    assert "Thầy/Cô không còn phụ trách" in desk.heard(duty)[-1]


@pytest.mark.parametrize("how", ["escalate", "hand_over", "reopen"])
def test_nobody_hears_twice_of_one_thing(desk: Desk, how: str) -> None:
    other = newcomer(desk, "division_head", division="testing")
    incident = desk.report(SERIOUS)
    phones = [desk.phone(one) for one in (*everybody(desk), other)]
    duty = desk.phone(desk.sample.duty_officer)
    if how == "reopen":
        desk.reply(duty, incident, "Kết thúc: đã ổn")
    before = [len(desk.heard(phone)) for phone in phones]
    act(desk, duty, incident, how)
    after = [len(desk.heard(phone)) for phone in phones]
    assert max(now - then for now, then in zip(after, before, strict=True)) == 1


def test_whoever_escalates_is_not_called_himself(desk: Desk) -> None:
    incident = desk.report(CRITICAL)
    deputy_director, chief = desk.phone(desk.sample.deputy_director), desk.phone(desk.sample.chief_of_office)
    before = len(desk.heard(deputy_director)), len(desk.heard(chief))
    desk.reply(deputy_director, incident, "Chuyển cấp trên")
    deputy_director.press("Chuyển cấp trên")
    assert not any("chuyển" in text for text in desk.heard(deputy_director)[before[0] :] if text.startswith("⬆️"))
    assert desk.heard(chief)[before[1]].startswith("⬆️ Phó Giám đốc mẫu chuyển")


def test_whoever_has_looked_it_up_and_escalates_to_himself_hears_nothing(desk: Desk) -> None:
    incident = desk.report(SERIOUS)
    chief = desk.phone(desk.sample.chief_of_office)
    chief.write("/dangmo")
    chief.press(incident.code[-6:])
    desk.reply(chief, incident, "Chuyển cấp trên")
    before = len(desk.heard(chief))
    chief.press("Chuyển cấp trên")
    assert desk.now(incident).step == 1
    assert len(desk.heard(chief)) == before
    assert "Tiếp nhận" in " ".join(button.label for row in desk.sees(chief, incident).rows for button in row)


def test_nothing_waits_any_more_when_it_is_over(desk: Desk) -> None:
    incident = desk.report(SERIOUS)
    duty = desk.phone(desk.sample.duty_officer)
    desk.reply(duty, incident, "Kết thúc: đã ổn")
    desk.reply(duty, incident, "Đóng hồ sơ")
    duty.press("Đóng hồ sơ")
    assert desk.database.transact(due.next_time) is None


def act(desk: Desk, phone: Phone, incident: Incident, how: str) -> None:
    if how == "reopen":
        desk.reply(phone, incident, "Mở lại: một em trở nặng")
        return
    desk.reply(phone, incident, "Chuyển cấp trên" if how == "escalate" else "Chuyển xử lý")
    phone.press("Chuyển cấp trên" if how == "escalate" else desk.rules.division("testing").name.vi)


def everybody(desk: Desk) -> list[Somebody]:
    sample = desk.sample
    return [sample.head, sample.division_head, sample.chief_of_office, sample.director, sample.communications]


def newcomer(desk: Desk, role: str, division: str = "") -> Somebody:
    post = {"unit_id": desk.sample.root, "role": role, "division": division}
    return desk.database.transact(lambda tx: add_person(tx, "Người mới mẫu", None, "2001", post))
