"""Files that came with a report: noted by the messenger's reference at once, whatever becomes of fetching them; and
those that were made here."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from storage.database import Tx, table
from storage.files import Kept
from storage.tables.incidents import Attachment

# Telegram carries files of up to 4 GB, the column holds no such number, and none of them is ever fetched.
_LARGEST_TOLD = 2**31 - 1

_attachment = table(Attachment)
_add_sqlite = sqlite.insert(_attachment).on_conflict_do_nothing().returning(_attachment.c.id)
_add_postgres = postgresql.insert(_attachment).on_conflict_do_nothing().returning(_attachment.c.id)
_of_draft = select(_attachment).where(_attachment.c.draft_id == bindparam("draft")).order_by(_attachment.c.id)
_count = select(func.count()).select_from(_attachment).where(_attachment.c.draft_id == bindparam("draft"))
_counts = (
    select(_attachment.c.kind, func.count().label("number"))
    .where(_attachment.c.draft_id == bindparam("draft"))
    .group_by(_attachment.c.kind)
)
_album_begun = (
    select(_attachment.c.id)
    .where(_attachment.c.draft_id == bindparam("draft"), _attachment.c.album == bindparam("album"))
    .limit(1)
)


@dataclass(frozen=True, slots=True)
class IncomingFile:
    """A file as a messenger tells of it. `ref` fetches it, `unique_ref` tells it from others.

    kind: photo, video, voice, audio, document. size in bytes where known.
    """

    ref: str
    unique_ref: str
    kind: str
    name: str = ""
    mime: str = ""
    size: int | None = None

    @property
    def is_picture(self) -> bool:
        """Also one that was sent as a file so that nothing of it is lost."""
        return self.kind == "photo" or (self.kind == "document" and self.mime.startswith("image/"))


def add(tx: Tx, draft_id: int, file: IncomingFile, *, channel: str, album: str = "", caption: str = "") -> bool:
    """Notes a file of a draft, to be fetched afterwards; False when the draft has it already.

    channel: the messenger that it came by; album: what was sent as one with it; caption: what was written on it.
    """
    values: dict[str, Any] = {
        "draft_id": draft_id,
        "channel": channel,
        "file_ref": file.ref,
        "unique_ref": file.unique_ref,
        "kind": file.kind,
        "name": file.name,
        "mime": file.mime,
        "size": None if file.size is None else min(file.size, _LARGEST_TOLD),
        "album": album,
        "caption": caption,
        "status": "pending",
        "created_at": tx.now,
    }
    tx.wakes_fetching = True
    return tx.row(_add_postgres if tx.postgres else _add_sqlite, values) is not None


def add_made(tx: Tx, kept: Kept, *, kind: str, name: str, mime: str) -> int:
    """Notes a file of our own that is in the store; its id. kind: photo or document."""
    return tx.insert(
        Attachment,
        channel="",
        file_ref="",
        unique_ref=kept.sha256,
        kind=kind,
        name=name,
        mime=mime,
        size=kept.size,
        sha256=kept.sha256,
        status="stored",
        created_at=tx.now,
    )


def of_draft(tx: Tx, draft_id: int) -> list[Attachment]:
    """All files of a draft, in the order they came."""
    return tx.all(Attachment, _of_draft, {"draft": draft_id})


def count(tx: Tx, draft_id: int) -> int:
    number: int = tx.scalar(_count, {"draft": draft_id})
    return number


def counts(tx: Tx, draft_id: int) -> dict[str, int]:
    """How many of each kind: {"photo": 3, "voice": 1}."""
    return {row.kind: row.number for row in tx.rows(_counts, {"draft": draft_id})}


def album_begun(tx: Tx, draft_id: int, album: str) -> bool:
    """Whether an earlier file of the same album is there."""
    return tx.row(_album_begun, {"draft": draft_id, "album": album}) is not None


def belong_to(tx: Tx, attachment_ids: Sequence[int], entry_id: int) -> None:
    """The files came with this entry of a timeline."""
    if attachment_ids:
        tx.execute(update(_attachment).where(_attachment.c.id.in_(list(attachment_ids))).values(entry_id=entry_id))


def move(tx: Tx, from_draft: int, to_draft: int) -> list[int]:
    """Gives the files of one draft to another, except those that it has already; the ids of those that moved."""
    there = {file.unique_ref for file in of_draft(tx, to_draft)}
    moving = [file.id for file in of_draft(tx, from_draft) if file.unique_ref not in there and file.id is not None]
    if moving:
        tx.execute(update(_attachment).where(_attachment.c.id.in_(moving)).values(draft_id=to_draft))
    return moving
