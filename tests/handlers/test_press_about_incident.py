"""A contact with the press that is about an incident: attached to it, told to its leaders, or made a report."""

from typing import Any

from department import add_person
from incident_desk import Desk
from press_notes import LINE, contacts, note
from report_desk import Phone, drafts

from storage.database import Database


def test_it_is_attached_to_the_open_incident_and_the_leaders_see_it(desk: Desk, head: Phone) -> None:
    incident = desk.report({"media": "none"})
    duty = desk.phone(desk.sample.duty_officer)
    desk.take(duty, incident)
    before = len(desk.heard(duty))
    head.write(LINE)
    assert "Chọn vụ việc" in head.last.text
    assert head.labels()[:2] == ["✅ BCN-2026-000001 · Tai nạn thương tích", "✅ Không thuộc vụ nào"]
    head.press("BCN-2026-000001")

    assert contacts(desk)[0].incident_id == incident.id
    assert "📎 Vụ việc: BCN-2026-000001" in head.shown[f"press:{contacts(desk)[0].id}"].text.replace(
        "\ue000", ""
    ).replace("\ue001", "")
    assert "báo chí liên hệ đơn vị" in desk.heard(duty)[before]
    seen = desk.sees(duty, incident).text
    assert "Tuổi Trẻ (09:00): vụ bếp ăn" in seen
    assert desk.now(incident).answers["media"] == "press_contact"
    assert "🗣 Đơn vị chưa có người phát ngôn" in seen
    assert "Phát ngôn lần đầu trước" in seen


def test_the_desk_hears_once_where_the_incident_is_new_for_it(desk: Desk, head: Phone, comms: Phone) -> None:
    desk.report({"media": "none"})
    assert desk.heard(comms) == []
    note(head, button="BCN-2026-000001")
    heard = desk.heard(comms)
    assert len(heard) == 1
    assert any("🗞 Tuổi Trẻ" in screen.text for screen, _ in comms.history)


def test_of_several_incidents_the_head_chooses(desk: Desk, head: Phone) -> None:
    first, second = desk.report({"media": "none"}), desk.report({"category": "fire", "media": "none"})
    head.write(LINE)
    assert [label for label in head.labels() if "BCN" in label] == [
        "✅ BCN-2026-000002 · Cháy nổ",
        "✅ BCN-2026-000001 · Tai nạn thương tích",
    ]
    head.press("BCN-2026-000001")
    assert contacts(desk)[0].incident_id == first.id
    assert "press_contact" not in desk.kinds(second)


def test_published_stays_published_when_the_press_calls_as_well(desk: Desk, head: Phone) -> None:
    incident = desk.report({"media": "published"})
    note(head, button="BCN-2026-000001")
    assert desk.now(incident).answers["media"] == "published"


def test_an_incident_that_has_ended_meanwhile_is_not_added_to(desk: Desk, head: Phone) -> None:
    incident = desk.report({"media": "none"})
    head.write(LINE)
    card = head.last
    head.send_action(f"i:{incident.id}:withdraw:1")
    head.press("BCN-2026-000001", on=card)
    assert "đã kết thúc" in (head.toast or "")
    assert head.labels()[0] == "✅ Ghi nhận"
    head.press("Ghi nhận")
    assert contacts(desk)[0].incident_id is None


def test_an_incident_of_another_unit_is_not_offered_and_not_taken(desk: Desk, head: Phone, database: Database) -> None:
    other: Any = database.transact(
        lambda tx: add_person(
            tx, "Hiệu trưởng mẫu B", "+84903000066", "1066", {"unit_id": desk.sample.other_school, "role": "head"}
        )
    )
    foreign = desk.report({"media": "none"}, by=other)
    head.write(LINE)
    assert not any("BCN" in label for label in head.labels())
    head.send_action(f"p:{contacts(desk)[0].id}:keep:{foreign.id}")
    assert contacts(desk)[0].state == "draft"


def test_it_becomes_a_report_with_one_press(desk: Desk, head: Phone) -> None:
    head.write(LINE)
    head.press("Đây là sự cố")
    assert [one.state for one in contacts(desk)] == ["report"]
    (draft,) = drafts(desk.database)
    assert draft.answers["what"] == LINE
    assert draft.answers["media"] == "press_contact"
