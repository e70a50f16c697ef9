"""Words about the press that are no contact, but belong to a report, an answer or an incident; and the other way."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from incident_desk import Desk
from press_notes import LINE, contacts
from report_desk import Phone, drafts
from report_desk import incidents as incidents_of

from handlers.understanding.press_calls import read_press_call
from rules.catalogue import Catalogue

SAMPLES = Path(__file__).parents[1] / "understanding" / "samples.jsonl"


def sample_lines() -> list[dict[str, Any]]:
    return [json.loads(line) for line in SAMPLES.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("line", sample_lines(), ids=lambda line: line["text"][:30])
def test_no_report_of_an_incident_is_taken_for_a_contact(rules: Catalogue, line: dict[str, Any]) -> None:
    assert read_press_call(line["text"], datetime.fromisoformat(line["now"]), rules) is None


@pytest.mark.parametrize("line", sample_lines()[::5], ids=lambda line: line["text"][:30])
def test_a_report_of_an_incident_still_begins_a_report(desk: Desk, head: Phone, line: dict[str, Any]) -> None:
    head.write(line["text"])
    assert len(drafts(desk.database)) == 1
    assert contacts(desk) == []


@pytest.mark.parametrize(
    "text",
    [
        "Có phóng viên báo đang đứng ở cổng trường hỏi về vụ thu tiền quỹ lớp",
        "3 em lớp 9 đánh 1 em lớp 6 ở nhà xe, phóng viên báo Thanh Niên đã gọi điện",
        "phóng viên báo Tuổi Trẻ gọi hỏi, hiện 5 em đang cấp cứu ở bệnh viện quận",
    ],
)
def test_the_press_beside_an_incident_is_a_report(desk: Desk, head: Phone, text: str) -> None:
    head.write(text)
    assert len(drafts(desk.database)) == 1
    assert contacts(desk) == []


def test_words_for_a_report_that_is_being_written_stay_there(desk: Desk, head: Phone) -> None:
    head.write("9h sáng nay 3 em lớp 7A bị ong đốt ở sân trường")
    head.write(LINE)
    assert contacts(desk) == []
    (draft,) = drafts(desk.database)
    assert draft.answers["media"] == "press_contact"


def test_a_contact_typed_days_after_an_unfinished_report_is_a_contact(desk: Desk, head: Phone) -> None:
    head.write("/baocao")
    desk.clock.turn(days=2)
    head.write(LINE)
    assert len(contacts(desk)) == 1


def test_an_answer_to_a_leader_stays_an_answer(desk: Desk, head: Phone) -> None:
    incident = desk.report()
    duty = desk.phone(desk.sample.duty_officer)
    duty.press("Hỏi thêm", on=desk.sees(duty, incident))
    duty.press("Có báo chí")
    desk.look(head)
    asked = next(screen for slot, screen in head.shown.items() if slot.startswith("question:"))
    head.press("Trả lời", on=asked)
    head.write(LINE)
    assert contacts(desk) == []
    assert "answer" in desk.kinds(incident)


def test_details_after_an_urgent_report_go_to_it(desk: Desk, head: Phone) -> None:
    head.write("/khan")
    head.press("Cháy nổ")
    head.press("GỬI NGAY")
    head.write(LINE)
    assert contacts(desk) == []
    (incident,) = incidents_of(desk.database)
    assert incident.answers["media"] == "press_contact"
