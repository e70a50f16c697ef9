"""Parcels as delivery makes them, and files as people send them, for tests that begin at the channel."""

from typing import Any

from department import BEGIN, Sample

from storage import outbox
from storage.database import Tx
from storage.screens import Screen
from storage.sending import Parcel
from storage.tables.conversations import Draft
from storage.tables.incidents import Attachment
from storage.tables.messaging import OutboxMessage, Posted


def parcel(
    screen: Screen, *, to: int = 1001, shown: str = "", quoted: str = "", pictures: tuple[Attachment, ...] = ()
) -> Parcel:
    """shown: the message that shows the slot of the screen now; quoted: the message that the screen answers."""
    where = {"channel": "telegram", "address": str(to)}
    message = OutboxMessage(
        **where, id=1, priority=2, slot=screen.slot, screen=screen.to_json(), created_at=BEGIN, not_before=BEGIN
    )
    posted = Posted(**where, message_ref=shown, slot=screen.slot, digest="", at=BEGIN)
    return Parcel(message, screen, posted if shown else None, quoted, pictures, "vi", outbox.digest(message.screen))


def attachment(number: int, kind: str, ref: str = "", *, channel: str = "telegram", **more: str) -> Attachment:
    return Attachment(
        id=number,
        draft_id=1,
        channel=channel,
        file_ref=ref or f"ref{number}",
        unique_ref=f"u{number}",
        kind=kind,
        created_at=BEGIN,
        **more,
    )


def add_draft(tx: Tx, registry: Sample) -> int:
    """A report of the sample head."""
    return tx.insert(
        Draft,
        person_id=registry.head.person_id,
        unit_id=registry.school,
        door="typed",
        answers={},
        skipped=[],
        created_at=tx.now,
        updated_at=tx.now,
    )


def add_file(tx: Tx, draft_id: int, ref: str, kind: str = "photo", **more: Any) -> int:
    """A file that came with a draft and is not fetched yet."""
    known = {"channel": "telegram", "file_ref": ref, "unique_ref": ref, "kind": kind, "created_at": tx.now}
    return tx.insert(Attachment, draft_id=draft_id, **{**known, **more})
