"""How the service stands, as numbers for whoever watches over it: no codes, no names, no text."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import func, select

from storage.database import Tx, table
from storage.tables.incidents import Attachment
from storage.tables.messaging import OutboxMessage, UpdateHeld
from storage.tables.upkeep import AuditEntry, AuditLink, Due

_outbox, _due, _held, _file = table(OutboxMessage), table(Due), table(UpdateHeld), table(Attachment)
_entry, _link = table(AuditEntry), table(AuditLink)


@dataclass(frozen=True, slots=True)
class Vitals:
    """outbox: by (channel, priority) how many wait and for how many seconds the oldest has been allowed to leave.

    overdue: by kind of due time how many are late and by how many seconds the latest is. unsealed: entries of the
    record that are not in its chain yet.
    """

    outbox: dict[tuple[str, int], tuple[int, float]] = field(default_factory=dict)
    overdue: dict[str, tuple[int, float]] = field(default_factory=dict)
    held: int = 0
    files_waiting: int = 0
    unsealed: int = 0


def vitals(tx: Tx) -> Vitals:
    waiting = (
        select(
            _outbox.c.channel,
            _outbox.c.priority,
            func.count().label("number"),
            func.min(_outbox.c.not_before, type_=_outbox.c.not_before.type).label("since"),
        )
        .where(_outbox.c.state.in_(("queued", "sending")))
        .group_by(_outbox.c.channel, _outbox.c.priority)
    )
    since = func.min(_due.c.due_at, type_=_due.c.due_at.type).label("since")
    late = select(_due.c.kind, func.count().label("number"), since).where(_due.c.due_at <= tx.now).group_by(_due.c.kind)
    last_sealed = select(func.coalesce(func.max(_link.c.audit_id), 0)).scalar_subquery()
    return Vitals(
        outbox={(row.channel, row.priority): (row.number, _age(tx, row.since)) for row in tx.rows(waiting)},
        overdue={row.kind: (row.number, _age(tx, row.since)) for row in tx.rows(late)},
        held=tx.scalar(select(func.count()).select_from(_held)),
        files_waiting=tx.scalar(select(func.count()).select_from(_file).where(_file.c.status == "pending")),
        unsealed=tx.scalar(select(func.count()).select_from(_entry).where(_entry.c.id > last_sealed)),
    )


def _age(tx: Tx, since: datetime) -> float:
    return max(0.0, (tx.now - since).total_seconds())
