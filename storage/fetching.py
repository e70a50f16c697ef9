"""Attachments that are still to be fetched from their messenger, and what became of them."""

from collections.abc import Sequence

from sqlalchemy import bindparam, select, update

from storage.database import Tx, table
from storage.files import Kept
from storage.outbox import Recipient
from storage.tables.conversations import Draft
from storage.tables.incidents import Attachment
from storage.tables.registry import Account

_attachment = table(Attachment)
_draft = table(Draft)
_account = table(Account)

_pending = (
    select(_attachment)
    .where(
        _attachment.c.channel == bindparam("channel"),
        _attachment.c.status == "pending",
        _attachment.c.id.not_in(bindparam("busy", expanding=True)),
    )
    .order_by(_attachment.c.id)
    .limit(bindparam("most"))
)
_of_album = select(_attachment.c.caption).where(
    _attachment.c.draft_id == bindparam("draft"), _attachment.c.album == bindparam("album")
)


def pending(tx: Tx, channel: str, most: int, busy: Sequence[int]) -> list[Attachment]:
    """The oldest files of this messenger that are not fetched, without those already `busy`."""
    return tx.all(Attachment, _pending, {"channel": channel, "most": most, "busy": list(busy)})


def captions(tx: Tx, attachment: Attachment) -> list[str]:
    """What was written on a file, or on any other of its album: only one of them carries the words."""
    if not attachment.album:
        return [attachment.caption]
    rows = tx.rows(_of_album, {"draft": attachment.draft_id, "album": attachment.album})
    return [row.caption for row in rows]


def stored(tx: Tx, attachment_id: int, kept: Kept) -> None:
    """The file is in the store; its type is what its content says, where that says anything."""
    values: dict[str, object] = {"status": "stored", "sha256": kept.sha256, "size": kept.size}
    if kept.mime:
        values["mime"] = kept.mime
    tx.execute(update(_attachment).where(_attachment.c.id == attachment_id).values(**values))


def given_up(tx: Tx, attachment_id: int, status: str) -> bool:
    """Notes too_big, refused or failed; False when the file was not pending any more."""
    done = tx.execute(
        update(_attachment)
        .where(_attachment.c.id == attachment_id, _attachment.c.status == "pending")
        .values(status=status)
    )
    return bool(done.rowcount)


def sender(tx: Tx, attachment: Attachment) -> Recipient | None:
    """The account, on the messenger the file came by, of whoever sent it."""
    found = tx.row(
        select(_account.c.address, _account.c.person_id)
        .join(_draft, _draft.c.person_id == _account.c.person_id)
        .where(
            _draft.c.id == attachment.draft_id,
            _account.c.channel == attachment.channel,
            _account.c.cut_off_at.is_(None),
        )
        .order_by(_account.c.reachable.desc(), _account.c.joined_at.desc())
        .limit(1)
    )
    return None if found is None else Recipient(attachment.channel, found.address, found.person_id)
