"""Open incidents, statistics, the roster, one's own tasks: only what is theirs to see."""

import pytest
from department import Somebody, add_person
from incident_desk import Desk
from sqlalchemy import delete

from storage.database import table
from storage.tables.incidents import DutyShift


def all_kinds(desk: Desk) -> dict[str, str]:
    """Codes of three incidents: of the division in charge without media, with media, of another school and division."""
    other_head = desk.database.transact(
        lambda tx: add_person(
            tx, "Hiệu trưởng mẫu B", "+84903000099", "1099", {"unit_id": desk.sample.other_school, "role": "head"}
        )
    )
    own = desk.report({"media": "none"}).code
    media = desk.report({"category": "exam", "media": "published"}).code
    other = desk.report({"category": "exam", "media": "none"}, by=other_head).code
    return {"own": own, "media": media, "other": other}


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("director", {"own", "media", "other"}),
        ("deputy_director", {"own", "media", "other"}),
        ("chief_of_office", {"own", "media", "other"}),
        ("duty_officer", {"own", "media", "other"}),
        ("division_head", {"own"}),
        ("communications", {"media"}),
        ("head", {"own", "media"}),
        ("deputy", {"own", "media"}),
        ("administrator", set()),
    ],
)
def test_open_incidents_and_statistics_hold_what_is_theirs(desk: Desk, role: str, expected: set[str]) -> None:
    codes = all_kinds(desk)
    somebody: Somebody = getattr(desk.sample, role)
    phone = desk.phone(somebody)
    desk.look(phone)
    told = phone.write("/dangmo").text
    assert {name for name, code in codes.items() if code in told} == expected
    counted = phone.write("/thongke").text
    assert f"{len(expected)} vụ việc" in counted or not expected
    if not expected:
        assert "vụ việc" not in counted


def test_a_head_of_another_school_counts_only_his_own(desk: Desk) -> None:
    codes = all_kinds(desk)
    phone = desk.phone(desk.sample.director)
    phone.address = "1099"
    desk.look(phone)
    told = phone.write("/dangmo").text
    assert codes["other"] in told
    assert codes["own"] not in told
    assert "1 vụ việc" in phone.write("/thongke").text


@pytest.mark.parametrize("role", ["head", "deputy"])
def test_the_roster_is_not_for_schools(desk: Desk, role: str) -> None:
    phone = desk.phone(getattr(desk.sample, role))
    phone.write("/truc")
    assert desk.sample.duty_officer.name not in phone.last.text
    assert [line.action for line in desk.audit()] == ["see_roster"]


def test_an_empty_roster_says_that_every_duty_officer_is_alerted(desk: Desk) -> None:
    desk.database.transact(lambda tx: tx.execute(delete(table(DutyShift))))
    assert "mọi chuyên viên trực" in desk.phone(desk.sample.director).write("/truc").text


def test_many_open_incidents_are_turned_page_by_page_the_gravest_first(desk: Desk) -> None:
    minor = [desk.report({"in_hospital": 0, "injured": 0, "media": "none"}).code for _ in range(7)]
    grave = desk.report({"dead": 1}).code
    director = desk.phone(desk.sample.director)
    first = director.write("/dangmo").text
    assert first.index(grave) < first.index(minor[-1])
    director.press("Xem thêm")
    assert minor[0] in director.last.text
    assert "Xem thêm" not in " ".join(director.labels())
    director.press("Trước")
    assert grave in director.last.text


def test_a_page_that_has_emptied_meanwhile_shows_the_first_one(desk: Desk) -> None:
    code = desk.report().code
    director = desk.phone(desk.sample.director)
    director.send_action("l:open:3")
    assert code in director.last.text


def test_what_was_ended_is_no_longer_open(desk: Desk) -> None:
    incident = desk.report()
    head = desk.phone(desk.sample.head)
    head.press("Rút báo cáo", on=desk.sees(head, incident))
    head.press("Báo nhầm")
    assert incident.code not in desk.phone(desk.sample.director).write("/dangmo").text
    assert incident.code not in head.write("/viec").text
