"""The record of who looked at and tried what, also in vain. Never the text of a report."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import bindparam, insert, literal, select

from rules.folding import clean
from storage.database import Tx, table
from storage.tables.incidents import Incident
from storage.tables.upkeep import AuditEntry

_audit = table(AuditEntry)
_incident = table(Incident)
_of_incident = insert(_audit).from_select(
    ["at", "person_id", "channel", "address", "action", "outcome", "subject", "detail"],
    select(
        bindparam("now", type_=_audit.c.at.type),
        bindparam("person", type_=_audit.c.person_id.type),
        literal(""),
        literal(""),
        bindparam("action", type_=_audit.c.action.type),
        literal("done"),
        _incident.c.code,
        bindparam("detail", type_=_audit.c.detail.type),
    ).where(_incident.c.id == bindparam("incident")),
)


def note(
    tx: Tx,
    action: str,
    outcome: str,
    *,
    person_id: int | None = None,
    channel: str = "",
    address: str = "",
    subject: str = "",
    **detail: Any,
) -> None:
    """One line: `outcome` is "done", "refused" or "failed"; `subject` names a thing («BCN-2026-000123»).

    Action and subject may be what a forged button carried: what a database cannot hold in a text is left out of them.
    """
    tx.insert(
        AuditEntry,
        at=tx.now,
        person_id=person_id,
        channel=channel,
        address=address,
        action=clean(action),
        outcome=outcome,
        subject=clean(subject),
        detail=detail,
    )


def note_each(tx: Tx, action: str, subjects: Sequence[tuple[str, dict[str, Any]]]) -> None:
    """A line for each subject with its detail, all done on the server: for an import of thousands."""
    line = {"at": tx.now, "person_id": None, "channel": "", "address": "", "action": action, "outcome": "done"}
    if subjects:
        tx.connection.execute(insert(_audit), [{**line, "subject": one, "detail": detail} for one, detail in subjects])


def note_of_incident(tx: Tx, incident_id: int, kind: str, person_id: int | None, **detail: Any) -> None:
    """That an incident was changed: `kind` as in its timeline, by the clock where there is no person."""
    action = f"incident.{kind}"
    values = {"now": tx.now, "person": person_id, "action": action, "incident": incident_id, "detail": detail}
    tx.execute(_of_incident, values)
