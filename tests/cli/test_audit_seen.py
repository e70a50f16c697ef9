"""`bcn audit seen`: what one person has looked at and was sent, with the times, for the case of a leak."""

import pytest
from bcn_command import Bcn
from department import HandClock, Sample

from storage import attachments, audit, conversations, incidents, outbox
from storage.database import Database, Tx, table
from storage.files import Kept
from storage.outbox import Priority, Recipient
from storage.screens import Picture, Screen
from storage.tables.messaging import OutboxMessage
from storage.tables.upkeep import AuditEntry

CODE = "BCN-2026-000001"


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def leaked(database: Database, registry: Sample, clock: HandClock) -> str:
    """The number of a director who was alerted, has looked at the incident and was sent its picture a day later."""
    director, head = registry.director, registry.head

    def looked(tx: Tx) -> int:
        draft = conversations.new_draft(tx, head.person_id, registry.school, "guided", {})
        values = {"draft_id": draft.id, "unit_id": registry.school, "reporter_id": head.person_id, "severity": 3}
        times = {"opened_at": tx.now, "changed_at": tx.now}
        kind = {"code": CODE, "category": "injury", "division": "student_affairs", "policy": "x"}
        incident = incidents.add(tx, **values, **times, **kind)
        incidents.note_alert(tx, incident.id or 0, director.person_id, 0, "alerted")
        audit.note(tx, "incident.see", "done", person_id=director.person_id, channel="telegram", subject=CODE)
        audit.note(tx, "incident.see", "refused", person_id=director.person_id, subject="BCN-2026-000009")
        audit.note(tx, "incident.see", "done", person_id=head.person_id, subject="BCN-2026-000008")
        return incident.id or 0

    def sent(tx: Tx) -> None:
        picture = attachments.add_made(tx, Kept("a" * 64, 10, "image/jpeg"), kind="photo", name="", mime="image/jpeg")
        to = Recipient("telegram", director.address, director.person_id)
        screen = Screen("Ảnh", pictures=(Picture(picture),))
        message = outbox.send(tx, to, screen, Priority.UPDATE, incident_id=incident)
        tx.change(OutboxMessage, {"id": message}, state="sent", done_at=tx.now)

    incident = database.transact(looked)
    clock.turn(days=1)
    database.transact(sent)
    return str(director.person_id)


def test_looks_alerts_and_files_of_one_person_are_told_with_their_times(bcn: Bcn, leaked: str):
    said = bcn("audit", "seen", leaked).out
    assert "16/11/2026 09:30:00" in said
    assert "incident.see" in said
    assert "alerted" in said
    assert "photo (1)" in said
    assert "3 lượt, 1 vụ việc, 1 tệp" in said
    assert "BCN-2026-000008" not in said
    assert "BCN-2026-000009" not in said


def test_only_the_days_that_are_asked_for(bcn: Bcn, leaked: str):
    assert "2 lượt" in bcn("audit", "seen", leaked, "--until", "16/11/2026").out
    assert "1 lượt" in bcn("audit", "seen", leaked, "--since", "17/11/2026").out


def test_asking_is_noted_and_a_person_who_is_not_there_is_a_sentence(bcn: Bcn, database: Database, leaked: str):
    bcn("audit", "seen", leaked)
    noted = database.transact(lambda tx: tx.all(AuditEntry, table(AuditEntry).select()))
    assert [one.subject for one in noted if one.action == "audit.seen"] == [f"person:{leaked}"]
    assert bcn("audit", "seen", "0999").code == 2
