"""The record of who looked at and tried what, also in vain. Never the text of a report."""

from typing import Any

from rules.folding import clean
from storage.database import Tx
from storage.tables.upkeep import AuditEntry


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

    A subject may be what a forged button carried: what a database cannot hold in a text is left out of it.
    """
    tx.insert(
        AuditEntry,
        at=tx.now,
        person_id=person_id,
        channel=channel,
        address=address,
        action=action,
        outcome=outcome,
        subject=clean(subject),
        detail=detail,
    )
