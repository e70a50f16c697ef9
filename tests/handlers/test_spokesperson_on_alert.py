"""Who speaks to the press stands on a leader's alert where the media are involved."""

import pytest
from incident_desk import Desk

from storage import spokespersons


def name_somebody(desk: Desk, name: str = "Người mẫu B", title: str = "Phó Hiệu trưởng") -> None:
    head = desk.sample.head.person_id
    phone = "+84903000777"
    desk.database.transact(
        lambda tx: spokespersons.name(tx, desk.sample.school, head, person_id=None, name=name, title=title, phone=phone)
    )


def alert(desk: Desk, media: str) -> str:
    incident = desk.report({"media": media})
    return desk.sees(desk.phone(desk.sample.duty_officer), incident).text


def test_the_spokesperson_stands_on_the_alert_with_the_number(desk: Desk) -> None:
    name_somebody(desk)
    assert "🗣 Người phát ngôn: Người mẫu B (Phó Hiệu trưởng) · 090 300 07 77" in alert(desk, "social")


def test_one_of_an_earlier_term_is_shown_as_not_confirmed(desk: Desk) -> None:
    name_somebody(desk)
    desk.clock.turn(days=120)
    assert "🗣 Người phát ngôn (chưa xác nhận học kỳ này): Người mẫu B" in alert(desk, "press_contact")


@pytest.mark.parametrize(("media", "told"), [("press_contact", True), ("social", False), ("none", False)])
def test_that_nobody_speaks_for_the_unit_is_told_where_the_press_has_come(desk: Desk, media: str, told: bool) -> None:
    assert ("🗣 Đơn vị chưa có người phát ngôn" in alert(desk, media)) is told


def test_without_media_the_alert_names_no_spokesperson(desk: Desk) -> None:
    name_somebody(desk)
    assert "🗣" not in alert(desk, "none")


def test_the_whole_report_tells_that_nobody_is_named(desk: Desk) -> None:
    incident = desk.report({"media": "social"})
    duty = desk.phone(desk.sample.duty_officer)
    desk.sees(duty, incident)
    duty.press("Toàn văn", on=desk.sees(duty, incident))
    assert "🗣 Đơn vị chưa có người phát ngôn" in desk.look(duty).text


def test_what_is_written_as_a_name_never_becomes_markup(desk: Desk) -> None:
    name_somebody(desk, name="<b>Mẫu</b> & 😀", title="<i>Phó</i>")
    text = alert(desk, "press_onsite")
    assert "<b>Mẫu</b> & 😀 (<i>Phó</i>)" in text
    assert "\ue000Mẫu" not in text
