"""Two at once: one wins, the other is told who; and whatever is pressed twice happens once."""

import pytest
from department import add_person
from incident_desk import Desk
from report_desk import Phone

from storage import due
from storage.tables.incidents import Incident

ROUNDS = range(4)


def two_leaders(desk: Desk) -> tuple[Phone, Phone]:
    return desk.phone(desk.sample.duty_officer), desk.phone(desk.sample.division_head)


def told(*phones: Phone) -> str:
    """What the two were last answered, as toasts or as messages."""
    return " | ".join(f"{phone.toast or ''} {phone.last.text}" for phone in phones)


def test_two_leaders_take_it_at_once(desk: Desk) -> None:
    duty, division_head = two_leaders(desk)
    for _ in ROUNDS:
        incident = desk.report()
        one, other = desk.sees(duty, incident), desk.sees(division_head, incident)
        desk.at_once(
            lambda one=one: duty.press("Tiếp nhận", on=one),
            lambda other=other: division_head.press("Tiếp nhận", on=other),
        )
        assert desk.kinds(incident).count("acknowledge") == 1
        won = desk.now(incident).taken_by == desk.sample.duty_officer.person_id
        winner, loser = (duty, division_head) if won else (division_head, duty)
        name = (desk.sample.duty_officer if won else desk.sample.division_head).name
        assert winner.toast == f"Thầy/Cô đã tiếp nhận {incident.code}."
        assert loser.toast == f"{name} đã tiếp nhận lúc 09:30."
        for phone in (winner, loser):
            assert f"Đã tiếp nhận:\ue001 {name}" in desk.sees(phone, incident).text


def test_two_leaders_escalate_at_once_and_it_rises_by_one_step(desk: Desk) -> None:
    duty, division_head = two_leaders(desk)
    for _ in ROUNDS:
        incident = desk.report()
        for phone in (duty, division_head):
            phone.press("Chuyển cấp trên", on=desk.sees(phone, incident))
        desk.at_once(lambda: duty.press("Chuyển cấp trên"), lambda: division_head.press("Chuyển cấp trên"))
        assert desk.kinds(incident).count("escalate") == 1
        assert desk.now(incident).step == 1
        assert "đã chuyển cấp trên lúc 09:30." in told(duty, division_head)


def test_two_leaders_hand_it_over_at_once_to_two_divisions(desk: Desk) -> None:
    for number, division in enumerate(("primary", "secondary")):
        post = {"unit_id": desk.sample.root, "role": "division_head", "division": division}
        desk.database.transact(
            lambda tx, post=post, number=number: add_person(tx, f"Trưởng phòng mẫu {number}", None, f"30{number}", post)
        )
    duty, division_head = two_leaders(desk)
    for _ in ROUNDS:
        incident = desk.report()
        for phone in (duty, division_head):
            phone.press("Chuyển xử lý", on=desk.sees(phone, incident))
        desk.at_once(
            lambda: duty.press("Phòng Giáo dục tiểu học"), lambda: division_head.press("Phòng Giáo dục trung học")
        )
        assert desk.kinds(incident).count("hand_over") == 1
        division = desk.rules.division(desk.now(incident).division).name.vi
        assert f"đã chuyển {division} xử lý lúc 09:30." in told(duty, division_head)


def test_two_leaders_end_it_at_once(desk: Desk) -> None:
    duty, division_head = two_leaders(desk)
    for _ in ROUNDS:
        incident = desk.report()
        for phone in (duty, division_head):
            phone.press("Kết thúc", on=desk.sees(phone, incident))
        desk.at_once(lambda: duty.write("Các em đã về nhà"), lambda: division_head.write("Đã xuất viện"))
        assert desk.kinds(incident).count("resolve") == 1
        assert "đã kết thúc xử lý lúc 09:30." in " ".join(
            screen.text for phone in (duty, division_head) for screen, _ in phone.history
        )


def test_the_head_withdraws_while_a_leader_takes_it(desk: Desk) -> None:
    duty, head = desk.phone(desk.sample.duty_officer), desk.phone(desk.sample.head)
    for _ in ROUNDS:
        incident = desk.report()
        seen = desk.sees(duty, incident)
        head.press("Rút báo cáo", on=desk.sees(head, incident))
        desk.at_once(lambda seen=seen: duty.press("Tiếp nhận", on=seen), lambda: head.press("Báo nhầm"))
        assert desk.now(incident).status == "withdrawn"
        assert "rút báo cáo" in desk.sees(duty, incident).text
        assert duty.toast in (
            f"Thầy/Cô đã tiếp nhận {incident.code}.",
            f"Đơn vị đã rút báo cáo này lúc 09:30 ({desk.sample.head.name}).",
        )
        assert not waits(desk, incident)


def test_a_leader_takes_it_in_the_moment_in_which_it_rises(desk: Desk) -> None:
    duty = desk.phone(desk.sample.duty_officer)
    for _ in ROUNDS:
        incident = desk.report()
        seen = desk.sees(duty, incident)
        desk.clock.turn(minutes=10)
        desk.at_once(lambda seen=seen: duty.press("Tiếp nhận", on=seen), desk.tick)
        assert desk.now(incident).status == "acknowledged"
        while desk.tick():
            pass
        assert not waits(desk, incident)


def test_two_incidents_are_told_apart_when_their_prompts_stand_in_one_chat(desk: Desk) -> None:
    first, second = desk.report(), desk.report()
    duty = desk.phone(desk.sample.duty_officer)
    duty.press("Hỏi thêm", on=desk.sees(duty, first))
    prompt = duty.last
    duty.press("Chỉ đạo", on=desk.sees(duty, second))
    duty.press("Tình trạng sức khoẻ", on=prompt)
    assert desk.kinds(first)[-1] == "ask"
    duty.write("Giữ nguyên hiện trường")
    assert desk.kinds(second)[-1] == "instruct"


@pytest.mark.parametrize(
    ("button", "preset", "kind"),
    [
        ("Hỏi thêm", "Tình trạng sức khoẻ", "ask"),
        ("Chỉ đạo", "Giữ nguyên hiện trường", "instruct"),
        ("Kết thúc", "Tình hình đã ổn định", "resolve"),
        ("Chuyển cấp trên", "Chuyển cấp trên", "escalate"),
    ],
)
def test_a_leader_taps_twice_and_it_happens_once(desk: Desk, button: str, preset: str, kind: str) -> None:
    incident = desk.report()
    duty, head = desk.phone(desk.sample.duty_officer), desk.phone(desk.sample.head)
    duty.press(button, on=desk.sees(duty, incident))
    prompt = duty.last
    duty.press(preset, on=prompt)
    sounds = len(desk.heard(head))
    duty.press(preset, on=prompt)
    assert duty.toast
    assert desk.kinds(incident).count(kind) == 1
    assert len(desk.heard(head)) == sounds


def test_the_head_taps_twice_on_everything(desk: Desk) -> None:
    incident = desk.report()
    head, duty = desk.phone(desk.sample.head), desk.phone(desk.sample.duty_officer)
    head.press("Bổ sung", on=desk.sees(head, incident))
    head.send_photo("a", album="one")
    head.send_photo("b", album="one")
    files = head.last
    head.press("Gửi 2 tệp", on=files)
    head.press("Gửi 2 tệp", on=files)
    head.press("Đính chính", on=desk.sees(head, incident))
    head.press("Nằm viện")
    number = head.last
    head.press("5", on=number)
    head.press("5", on=number)
    sounds = desk.heard(duty)
    head.press("Rút báo cáo", on=desk.sees(head, incident))
    reason = head.last
    head.press("Báo nhầm", on=reason)
    head.press("Báo nhầm", on=reason)
    assert [desk.kinds(incident).count(kind) for kind in ("update", "correct", "withdraw")] == [1, 1, 1]
    assert len(desk.heard(duty)) == len(sounds) + 1


def test_a_press_on_the_files_of_last_week_is_answered_and_sends_nothing(desk: Desk) -> None:
    incident = desk.report()
    head = desk.phone(desk.sample.head)
    head.press("Bổ sung", on=desk.sees(head, incident))
    head.send_photo("a", album="one")
    files = head.last
    head.press("Gửi 1 tệp", on=files)
    desk.clock.turn(days=7)
    head.press("Gửi 1 tệp", on=files)
    assert head.toast == "Lựa chọn này không còn dùng được. Xin Thầy/Cô mở lại từ thực đơn."
    assert desk.kinds(incident).count("update") == 1


def waits(desk: Desk, incident: Incident) -> bool:
    return desk.database.transact(lambda tx: due.armed(tx, "escalation", incident.id or 0))
