"""An incident of abuse or self-harm: seen by those who must know of it, «hạn chế» to everybody else who looks there."""

import pytest
from department import Somebody, add_person
from incident_desk import Desk
from test_incident_rights import LOOKS, NO_RIGHT, OF_LEADERS

from storage.tables.incidents import Incident

WORDS = "Một em lớp 9 bị người lạ sàm sỡ gần cổng sau"
SECRETS = ("sàm sỡ", "Xâm hại", "Trường mẫu A", "cổng sau")


def abuse(desk: Desk, **answers: object) -> Incident:
    told = {"category": "child_abuse", "what": WORDS, "place": "cổng sau", "media": "none", **answers}
    return desk.report({"pupils_affected": 1, "injured": 0, "in_hospital": 0, **told})


def other_duty_officer(desk: Desk) -> Somebody:
    """Not on duty, so alerted of nothing."""
    post = {"unit_id": desk.sample.root, "role": "duty_officer"}
    return desk.database.transact(lambda tx: add_person(tx, "Chuyên viên trực mẫu 2", None, "2002", post))


def somebody(desk: Desk, role: str) -> Somebody:
    found: Somebody = other_duty_officer(desk) if role == "off_duty" else getattr(desk.sample, role)
    return found


@pytest.mark.parametrize("category", ["child_abuse", "self_harm"])
def test_abuse_and_self_harm_are_restricted_and_nothing_else_is(desk: Desk, category: str) -> None:
    assert abuse(desk, category=category).restricted
    assert not desk.report().restricted


@pytest.mark.parametrize("role", ["head", "duty_officer", "division_head", "chief_of_office", "director"])
def test_those_who_must_know_see_a_restricted_incident(desk: Desk, role: str) -> None:
    incident = abuse(desk)
    phone = desk.phone(somebody(desk, role))
    assert "Xâm hại" in phone.write("/dangmo").text
    phone.send_action(f"i:{incident.id}:see")
    assert WORDS in phone.last.text
    assert "Xâm hại" in phone.write("/thongke").text


@pytest.mark.parametrize("role", ["off_duty", "deputy_director", "deputy"])
def test_others_of_the_same_subtree_learn_only_that_it_is_there(desk: Desk, role: str) -> None:
    phone = desk.phone(somebody(desk, role))
    incident = abuse(desk)
    desk.look(phone)
    told = phone.write("/dangmo")
    assert f"{incident.code}" in told.text
    assert "Hạn chế" in told.text
    assert incident.code[-6:] not in " ".join(phone.labels())
    counted = phone.write("/thongke").text
    assert "1 vụ việc" in counted
    assert "Hạn chế: 1" in counted.replace("\ue000", "").replace("\ue001", "")
    for verb in (*LOOKS, *OF_LEADERS, "update", "correct"):
        phone.send_action(f"i:{incident.id}:{verb}")
        assert phone.toast == NO_RIGHT, verb
    said = " ".join(screen.text for screen, _ in phone.history)
    assert not any(secret in said for secret in SECRETS)
    assert {line.subject for line in desk.audit()} == {incident.code}


@pytest.mark.parametrize("role", ["communications", "administrator"])
def test_whoever_sees_no_such_incident_anyway_sees_not_even_that_it_is_there(desk: Desk, role: str) -> None:
    phone = desk.phone(somebody(desk, role))
    incident = abuse(desk)
    assert incident.code not in phone.write("/dangmo").text


def test_whoever_is_alerted_further_up_may_look_from_then_on(desk: Desk) -> None:
    incident = abuse(desk)
    deputy_director = desk.phone(desk.sample.deputy_director)
    desk.pass_by(25)
    assert WORDS in desk.sees(deputy_director, incident).text
    assert "Xâm hại" in deputy_director.write("/dangmo").text


def test_the_list_shows_in_full_only_what_it_notes_as_seen(desk: Desk) -> None:
    open_one, hidden = desk.report(), abuse(desk)
    desk.phone(desk.sample.deputy_director).write("/dangmo")
    (line,) = [one for one in desk.audit("done") if one.action == "incident.list"]
    assert line.detail["codes"] == [open_one.code]
    assert hidden.code not in line.detail["codes"]


def test_a_report_put_right_to_abuse_is_restricted_and_stays_so(desk: Desk) -> None:
    incident = desk.report({"media": "none"})
    head = desk.phone(desk.sample.head)
    for category in ("child_abuse", "injury"):
        head.send_action(f"i:{incident.id}:correct:category={category}")
        assert desk.now(incident).category == category
        assert desk.now(incident).restricted
    assert "Hạn chế" in desk.phone(other_duty_officer(desk)).write("/dangmo").text


def test_an_office_between_knows_no_more_than_its_own_leaders_must(desk: Desk) -> None:
    post = {"unit_id": desk.sample.root, "role": "division_head", "division": "testing"}
    other = desk.database.transact(lambda tx: add_person(tx, "Trưởng phòng mẫu 2", None, "2003", post))
    incident = abuse(desk)
    phone = desk.phone(other)
    assert incident.code not in phone.write("/dangmo").text
    phone.send_action(f"i:{incident.id}:files")
    assert phone.toast == NO_RIGHT


@pytest.mark.parametrize("role", ["off_duty", "deputy_director"])
def test_what_the_press_asks_about_it_is_told_to_nobody_else(desk: Desk, role: str) -> None:
    other = desk.phone(somebody(desk, role))
    incident = abuse(desk)
    head = desk.phone(desk.sample.head)
    desk.look(head)
    head.write("phóng viên báo Tuổi Trẻ gọi lúc 9h hỏi về vụ sàm sỡ")
    head.press(incident.code)
    listed = other.write("/baochi").text
    assert "Hạn chế" in listed
    assert not [secret for secret in ("sàm sỡ", "Tuổi Trẻ", "Trường mẫu A", incident.code) if secret in listed]
    for verb in ("show", "answer", "link"):
        other.send_action(f"p:1:{verb}")
        assert other.toast == NO_RIGHT, verb
    assert "vụ sàm sỡ" in head.write("/baochi").text
    assert "vụ sàm sỡ" in desk.phone(desk.sample.director).write("/baochi").text


def test_a_deputy_who_notes_a_call_of_the_press_does_not_learn_of_it(desk: Desk) -> None:
    incident = abuse(desk)
    deputy = desk.phone(desk.sample.deputy)
    deputy.write("phóng viên báo Tuổi Trẻ gọi lúc 9h hỏi về vụ việc")
    assert incident.code not in " ".join(deputy.labels())
    deputy.send_action(f"p:1:keep:{incident.id}")
    assert desk.now(incident).answers["media"] == "none"
    assert "press_contact" not in desk.kinds(incident)
