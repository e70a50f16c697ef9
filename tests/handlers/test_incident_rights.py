"""Who may look at an incident and act on it: everybody else learns nothing, changes nothing and leaves a line."""

from collections.abc import Callable
from typing import Any

import pytest
from department import Somebody, add_person
from incident_desk import Desk
from sqlalchemy import update

from storage.database import table
from storage.tables.registry import Account

NO_RIGHT = "Thầy/Cô không có quyền xem hoặc xử lý việc này."

OF_LEADERS = (
    "acknowledge",
    "ask",
    "ask:1",
    "ask:said",
    "instruct",
    "instruct:2",
    "hand_over",
    "hand_over:testing.1",
    "escalate",
    "escalate:1",
    "resolve",
    "resolve:1",
    "close",
    "close:1",
    "reopen",
)
OF_THE_UNIT = (
    "update",
    "update:1",
    "update:files",
    "answer:1",
    "correct",
    "correct:dead",
    "correct:dead=1",
    "withdraw",
    "withdraw:1",
    "final_report",
)
LOOKS = ("see", "files", "checklist", "show", "drop")


def newcomer(desk: Desk, name: str, **post: Any) -> Somebody:
    return desk.database.transact(lambda tx: add_person(tx, name, None, "2001", post))


def another_head(desk: Desk) -> Somebody:
    return newcomer(desk, "Hiệu trưởng mẫu B", unit_id=desk.sample.other_school, role="head")


def another_deputy(desk: Desk) -> Somebody:
    return newcomer(desk, "Phó Hiệu trưởng mẫu B", unit_id=desk.sample.other_school, role="deputy")


def another_division(desk: Desk) -> Somebody:
    return newcomer(desk, "Trưởng phòng mẫu 2", unit_id=desk.sample.root, role="division_head", division="testing")


def another_specialist(desk: Desk) -> Somebody:
    return newcomer(desk, "Chuyên viên mẫu 2", unit_id=desk.sample.root, role="specialist", division="testing")


def leader_of_another_unit(desk: Desk) -> Somebody:
    return newcomer(desk, "Trực mẫu B", unit_id=desk.sample.other_school, role="duty_officer")


def without_a_post(desk: Desk) -> Somebody:
    somebody = desk.sample.director
    desk.end_posts(somebody)
    return somebody


OUTSIDERS: list[Callable[[Desk], Somebody]] = [
    another_head,
    another_deputy,
    another_division,
    another_specialist,
    leader_of_another_unit,
    without_a_post,
    lambda desk: desk.sample.communications,
    lambda desk: desk.sample.administrator,
]


@pytest.mark.parametrize("outsider", OUTSIDERS)
def test_no_outsider_gets_data_or_effect_from_any_button_and_each_try_is_noted(
    desk: Desk, outsider: Callable[[Desk], Somebody]
) -> None:
    incident = desk.report({"media": "none"})
    phone = desk.phone(outsider(desk))
    before = desk.now(incident), desk.kinds(incident)
    verbs = (*OF_LEADERS, *OF_THE_UNIT, *LOOKS)
    for verb in verbs:
        phone.send_action(f"i:{incident.id}:{verb}")
        assert phone.toast == NO_RIGHT, verb
    assert phone.history == []
    assert (desk.now(incident), desk.kinds(incident)) == before
    assert [line.subject for line in desk.audit()] == [incident.code] * len(verbs)


@pytest.mark.parametrize("verbs", [OF_LEADERS, OF_THE_UNIT])
def test_the_head_cannot_press_a_leaders_button_nor_a_leader_the_heads(desk: Desk, verbs: tuple[str, ...]) -> None:
    incident = desk.report()
    who = desk.sample.head if verbs is OF_LEADERS else desk.sample.duty_officer
    phone = desk.phone(who)
    desk.look(phone)
    came = len(phone.history)
    before = desk.now(incident), desk.kinds(incident)
    for verb in verbs:
        phone.send_action(f"i:{incident.id}:{verb}")
        assert phone.toast == NO_RIGHT, verb
    assert len(phone.history) == came
    assert (desk.now(incident), desk.kinds(incident)) == before
    assert len(desk.audit()) == len(verbs)


def test_an_incident_that_does_not_exist_answers_like_one_that_is_not_theirs(desk: Desk) -> None:
    phone = desk.phone(another_head(desk))
    for verb in (*OF_LEADERS, *OF_THE_UNIT, *LOOKS):
        phone.send_action(f"i:424242:{verb}")
        assert phone.toast == NO_RIGHT
    assert len(desk.audit()) == len((*OF_LEADERS, *OF_THE_UNIT, *LOOKS))


@pytest.mark.parametrize("gone", ["never joined", "cut off"])
def test_a_stranger_and_a_cut_off_account_learn_nothing(desk: Desk, gone: str) -> None:
    incident = desk.report()
    phone = desk.phone(desk.sample.director)
    if gone == "never joined":
        phone.address = "9999"
    else:
        accounts = table(Account)
        desk.database.transact(
            lambda tx: tx.execute(
                update(accounts).where(accounts.c.address == phone.address).values(cut_off_at=desk.clock.now())
            )
        )
    before = desk.now(incident), desk.kinds(incident)
    for verb in (*OF_LEADERS, *OF_THE_UNIT, *LOOKS):
        phone.send_action(f"i:{incident.id}:{verb}")
    phone.write("/dangmo")
    said = " ".join([phone.toast or "", *(screen.text for screen, _ in phone.history)])
    assert not any(word in said for word in (incident.code, "Trường mẫu A", "ong đốt"))
    assert (desk.now(incident), desk.kinds(incident)) == before
    assert desk.audit()


@pytest.mark.parametrize("number", ["²", "", "-1", "1e3", "0x1", "1:2:3:4", "9999999999", "١"])
def test_a_number_that_no_button_carries_is_refused(desk: Desk, number: str) -> None:
    desk.report()
    duty = desk.phone(desk.sample.duty_officer)
    duty.send_action(f"i:{number}:acknowledge")
    assert duty.toast
    assert len(desk.audit()) == 1


@pytest.mark.parametrize(
    "argument",
    [
        "ask:²",
        "ask:99",
        "resolve:files",
        "instruct:said",
        "hand_over:nowhere",
        "escalate:x",
        "\x00",
        "ask:\x00",
        "hand_over:\udcff",
    ],
)
def test_a_tampered_argument_changes_nothing(desk: Desk, argument: str) -> None:
    incident = desk.report()
    duty = desk.phone(desk.sample.duty_officer)
    desk.look(duty)
    before = desk.now(incident), desk.kinds(incident)
    duty.send_action(f"i:{incident.id}:{argument}")
    assert (desk.now(incident), desk.kinds(incident)) == before


def test_a_tampered_answer_to_a_question_of_another_incident_asks_nobody_there(desk: Desk) -> None:
    first, second = desk.report(), desk.report()
    division_head, head = desk.phone(desk.sample.division_head), desk.phone(desk.sample.head)
    division_head.press("Hỏi thêm", on=desk.sees(division_head, first))
    division_head.press("Tình trạng sức khoẻ")
    question = desk.entry(first).id
    head.send_action(f"i:{second.id}:answer:{question}")
    head.write("Đã ổn")
    assert desk.kinds(first)[-1] == "ask"
    assert desk.kinds(second)[-1] == "answer"


def test_a_leader_whose_post_has_ended_is_told_nothing_more(desk: Desk) -> None:
    incident = desk.report()
    division_head, duty = desk.phone(desk.sample.division_head), desk.phone(desk.sample.duty_officer)
    desk.look(division_head)
    came = len(division_head.history)
    desk.end_posts(desk.sample.division_head)
    desk.take(duty, incident)
    head = desk.phone(desk.sample.head)
    desk.reply(head, incident, "Hai em đã về lớp")
    desk.look(division_head)
    assert len(division_head.history) == came


def test_a_deputy_of_the_unit_sees_the_status_and_may_add_to_it(desk: Desk) -> None:
    incident = desk.report()
    deputy, duty = desk.phone(desk.sample.deputy), desk.phone(desk.sample.duty_officer)
    deputy.write("/dangmo")
    deputy.press(incident.code[-6:])
    assert "Bổ sung" in " ".join(deputy.labels())
    assert "Tiếp nhận" not in " ".join(deputy.labels())
    deputy.press("Bổ sung")
    deputy.write("Thêm một em bị đốt")
    assert "Thêm một em bị đốt" in " ".join(desk.heard(duty))


def test_whoever_has_looked_an_incident_up_sees_it_stay_true(desk: Desk) -> None:
    incident = desk.report({"media": "none"})
    director, duty = desk.phone(desk.sample.director), desk.phone(desk.sample.duty_officer)
    director.write("/dangmo")
    director.press(incident.code[-6:])
    sounds = len(desk.heard(director))
    desk.take(duty, incident)
    assert desk.sample.duty_officer.name in desk.sees(director, incident).text
    assert len(desk.heard(director)) == sounds


def test_having_looked_at_an_incident_gives_no_right_to_it(desk: Desk) -> None:
    newcomer(desk, "Trưởng phòng mẫu 2", unit_id=desk.sample.root, role="division_head", division="testing")
    incident = desk.report({"category": "violence", "in_hospital": 0, "injured": 1, "media": "none"})
    division_head, duty = desk.phone(desk.sample.division_head), desk.phone(desk.sample.duty_officer)
    division_head.write("/dangmo")
    division_head.press(incident.code[-6:])
    duty.press("Chuyển xử lý", on=desk.sees(duty, incident))
    duty.press(desk.rules.division("testing").name.vi)
    division_head.send_action(f"i:{incident.id}:see")
    assert division_head.toast == NO_RIGHT
    assert incident.code not in division_head.write("/dangmo").text
