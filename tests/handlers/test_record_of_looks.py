"""The record: every look at a report and every change of one is in it, with who and which, and never with its words."""

import pytest
from incident_desk import Desk
from report_desk import Phone


@pytest.fixture
def duty(desk: Desk) -> Phone:
    return desk.phone(desk.sample.duty_officer)


def noted(desk: Desk, person_id: int) -> list[tuple[str, str]]:
    return [(one.action, one.subject) for one in desk.audit("done") if one.person_id == person_id]


def test_whatever_somebody_does_to_an_incident_is_noted(desk: Desk, duty: Phone, head: Phone):
    incident = desk.report()
    desk.take(duty, incident)
    desk.reply(head, incident, "Cả ba em đã về nhà")
    head.send_action(f"i:{incident.id}:correct:injured=2")

    of_head = noted(desk, desk.sample.head.person_id)
    assert of_head == [(f"incident.{one}", incident.code) for one in ("opened", "update", "correct")]
    assert noted(desk, desk.sample.duty_officer.person_id) == [("incident.acknowledge", incident.code)]
    assert not any("ong đốt" in str(one) or "về nhà" in str(one) for one in desk.audit("done"))


def test_alert_that_is_pushed_is_no_look_and_opening_it_is(desk: Desk, duty: Phone):
    incident = desk.report()
    desk.look(duty)
    assert noted(desk, desk.sample.duty_officer.person_id) == []

    for look in ("show", "see"):
        duty.send_action(f"i:{incident.id}:{look}")

    looks = noted(desk, desk.sample.duty_officer.person_id)
    assert looks == [("incident.show", incident.code), ("incident.see", incident.code)]


def test_list_notes_which_incidents_it_showed(desk: Desk, duty: Phone, head: Phone):
    incident = desk.report()
    duty.send_action("l:open:0")
    head.write("/viec")

    shown = {one.action: one.detail for one in desk.audit("done") if one.detail.get("codes")}
    assert shown == {"incident.list": {"codes": [incident.code]}, "tasks": {"codes": [incident.code]}}
