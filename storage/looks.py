"""What a person has seen: what the record says was looked at, the alerts, and the messages and files that were sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from storage.database import Tx, table
from storage.tables.incidents import Alert, Attachment, Incident
from storage.tables.messaging import OutboxMessage
from storage.tables.upkeep import AuditEntry

# What somebody does rather than sees; everything else that was done is told, so that nothing new is left out.
_NO_LOOKS = ("join", "account", "press", "incident.opened", "own_data.failed")

_audit = table(AuditEntry)
_alert = table(Alert)
_incident = table(Incident)
_sent = table(OutboxMessage)
_file = table(Attachment)


@dataclass(frozen=True, slots=True)
class Look:
    """how: an action of the record, «alerted» or «sent». by: the account. what: in short. codes: of incidents; files:
    how many attachments were in it."""

    at: datetime
    how: str
    by: str
    what: str
    codes: Sequence[str]
    files: int = 0


def of_person(tx: Tx, person_id: int, begin: datetime, end: datetime) -> list[Look]:
    """Everything from `begin` to before `end`, in the order of time. Messages sent are kept for 90 days only."""
    found = [
        *_noted(tx, person_id, begin, end),
        *_alerts(tx, person_id, begin, end),
        *_sent_to(tx, person_id, begin, end),
    ]
    return sorted(found, key=lambda one: one.at)


def _noted(tx: Tx, person_id: int, begin: datetime, end: datetime) -> list[Look]:
    rows = tx.rows(
        select(_audit)
        .where(_audit.c.person_id == person_id, _audit.c.outcome == "done", _audit.c.at >= begin, _audit.c.at < end)
        .where(_audit.c.action.not_in(_NO_LOOKS))
        .order_by(_audit.c.id)
    )
    found = []
    for row in rows:
        own = [row.subject] if row.subject.startswith("BCN-") else []
        codes = [*own, *row.detail.get("codes", ())]
        what = " ".join(codes) or row.subject or "—"
        found.append(Look(row.at, row.action, f"{row.channel} {row.address}".strip(), what, codes))
    return found


def _alerts(tx: Tx, person_id: int, begin: datetime, end: datetime) -> list[Look]:
    rows = tx.rows(
        select(_alert.c.at, _alert.c.state, _incident.c.code)
        .join(_incident, _incident.c.id == _alert.c.incident_id)
        .where(_alert.c.person_id == person_id, _alert.c.state.in_(("alerted", "away")))
        .where(_alert.c.at >= begin, _alert.c.at < end)
    )
    return [Look(row.at, "alerted", "", row.code, [row.code]) for row in rows]


def _sent_to(tx: Tx, person_id: int, begin: datetime, end: datetime) -> list[Look]:
    rows = tx.rows(
        select(_sent.c.done_at, _sent.c.channel, _sent.c.address, _sent.c.screen, _incident.c.code)
        .outerjoin(_incident, _incident.c.id == _sent.c.incident_id)
        .where(_sent.c.person_id == person_id, _sent.c.state == "sent")
        .where(_sent.c.done_at >= begin, _sent.c.done_at < end)
    )
    found = []
    for row in rows:
        files = list(row.screen.get("pictures") or ())
        if row.code is None and not files:
            continue
        codes = [row.code] if row.code else []
        what = " ".join([*codes, *_names(tx, files)])
        found.append(Look(row.done_at, "sent", f"{row.channel} {row.address}", what, codes, len(files)))
    return found


def _names(tx: Tx, files: Sequence[int]) -> list[str]:
    if not files:
        return []
    name = func.coalesce(func.nullif(_file.c.name, ""), _file.c.kind).label("named")
    rows = tx.rows(select(_file.c.id, name).where(_file.c.id.in_(list(files))).order_by(_file.c.id))
    return [f"{row.named} ({row.id})" for row in rows]
