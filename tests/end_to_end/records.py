"""What the database holds at the end of a test."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from hands import Hand
from sqlalchemy import select

from incidents import escalation, promises
from storage.database import Database, table
from storage.outbox import Priority
from storage.tables.conversations import Draft
from storage.tables.incidents import Alert, Attachment, Incident, TimelineEntry
from storage.tables.messaging import OutboxMessage, UpdateSeen
from storage.tables.registry import Unit
from storage.tables.upkeep import AuditEntry, Due


def incidents(database: Database, of: Hand) -> list[Incident]:
    """What this head has reported, the oldest first."""
    return incidents_where(database, table(Incident).c.reporter_id == of.person_id)


def incidents_where(database: Database, condition: Any) -> list[Incident]:
    found = select(table(Incident)).where(condition).order_by(table(Incident).c.id)
    return database.transact(lambda tx: tx.all(Incident, found))


def the_incident(database: Database, of: Hand) -> Incident:
    """The one and only that this head has reported."""
    [incident] = incidents(database, of)
    return incident


def all_taken(database: Database, heads: Sequence[Hand]) -> bool:
    """Whether somebody has taken each incident of these heads."""
    return all(incident.taken_by for head in heads for incident in incidents(database, head))


def timeline(database: Database, incident: Incident) -> list[TimelineEntry]:
    at = table(TimelineEntry)
    found = select(at).where(at.c.incident_id == incident.id).order_by(at.c.id)
    return database.transact(lambda tx: tx.all(TimelineEntry, found))


def kinds(database: Database, incident: Incident) -> list[str]:
    return [entry.kind for entry in timeline(database, incident)]


def alerted(database: Database, incident: Incident) -> set[int]:
    """The persons that were alerted."""
    found = select(table(Alert)).where(table(Alert).c.incident_id == incident.id, table(Alert).c.state == "alerted")
    return {alert.person_id for alert in database.transact(lambda tx: tx.all(Alert, found))}


def drafts(database: Database, of: Hand) -> list[Draft]:
    """The reports that this head has begun and neither sent nor cancelled."""
    at = table(Draft)
    found = select(at).where(at.c.person_id == of.person_id, at.c.status == "open")
    return database.transact(lambda tx: tx.all(Draft, found))


def attachments(database: Database, incident: Incident) -> list[Attachment]:
    at = table(Attachment)
    found = select(at).where(at.c.draft_id == incident.draft_id).order_by(at.c.id)
    return database.transact(lambda tx: tx.all(Attachment, found))


def files_of(database: Database, of: Hand) -> list[Attachment]:
    """Everything that a head has attached to any report, sent or not."""
    at, draft = table(Attachment), table(Draft)
    found = select(at).join(draft, draft.c.id == at.c.draft_id).where(draft.c.person_id == of.person_id)
    return database.transact(lambda tx: tx.all(Attachment, found.order_by(at.c.id)))


def audited(database: Database, who: Hand) -> list[AuditEntry]:
    """What was noted about an account, the oldest first."""
    at = table(AuditEntry)
    found = select(at).where(at.c.address == str(who.user)).order_by(at.c.id)
    return database.transact(lambda tx: tx.all(AuditEntry, found))


def due(database: Database, incident: Incident) -> dict[str, Any]:
    """When what is due for an incident, by kind. Of other kinds a unit or a message may have the same number."""
    kinds = (escalation.DUE, promises.ASK, promises.DUE, promises.FINAL)
    found = select(table(Due)).where(table(Due).c.subject_id == incident.id, table(Due).c.kind.in_(kinds))
    return {one.kind: one.due_at for one in database.transact(lambda tx: tx.all(Due, found))}


def overdue(database: Database, now: datetime) -> list[Due]:
    """What should have been done by now and has not been."""
    return database.transact(lambda tx: tx.all(Due, select(table(Due)).where(table(Due).c.due_at <= now)))


def unit_path(database: Database, incident: Incident) -> str:
    found = select(table(Unit).c.path).where(table(Unit).c.id == incident.unit_id)
    path: str = database.transact(lambda tx: tx.scalar(found))
    return path


def outbox(database: Database, *states: str) -> list[OutboxMessage]:
    """The messages in these states."""
    found = select(table(OutboxMessage)).where(table(OutboxMessage).c.state.in_(states))
    return database.transact(lambda tx: tx.all(OutboxMessage, found))


def is_handled(database: Database, message_id: str) -> bool:
    """Whether a message that somebody typed on Zalo has been handled."""
    found = select(table(UpdateSeen).c.key).where(table(UpdateSeen).c.key.endswith(f":{message_id}"))
    return database.transact(lambda tx: tx.row(found)) is not None


def answers(database: Database, message_id: str) -> list[OutboxMessage]:
    """What was said because of it."""
    found = select(table(OutboxMessage)).where(table(OutboxMessage).c.update_key.endswith(f":{message_id}"))
    return database.transact(lambda tx: tx.all(OutboxMessage, found))


def given_up(database: Database) -> list[OutboxMessage]:
    """The messages that will never arrive; the answer to a press is worth nothing after some seconds."""
    return [message for message in outbox(database, "failed", "expired") if message.priority != Priority.PRESS]


def everything_of(database: Database, incident: Incident) -> list[Any]:
    """All that is known of an incident, to see whether anything has changed."""
    [again] = incidents_where(database, table(Incident).c.id == incident.id)
    return [
        again,
        timeline(database, again),
        attachments(database, again),
        alerted(database, again),
        due(database, again),
    ]
