"""What conversations need of a draft besides its answers."""

from sqlalchemy import delete, select, update

from storage.database import Tx, table
from storage.tables.conversations import Draft
from storage.tables.incidents import Attachment

_draft = table(Draft)
_attachment = table(Attachment)


def move_to_unit(tx: Tx, draft_id: int, unit_id: int) -> None:
    """The report is about another unit of the same person."""
    tx.execute(update(_draft).where(_draft.c.id == draft_id).values(unit_id=unit_id))


def before(tx: Tx, person_id: int, draft_id: int) -> Draft | None:
    """The person's latest open draft among those begun before this one."""
    return tx.first(
        Draft,
        select(_draft)
        .where(_draft.c.person_id == person_id, _draft.c.status == "open", _draft.c.id < draft_id)
        .order_by(_draft.c.id.desc())
        .limit(1),
    )


def drop_files(tx: Tx, draft_id: int) -> None:
    """The files that came with a draft are not to be sent."""
    tx.execute(delete(_attachment).where(_attachment.c.draft_id == draft_id, _attachment.c.entry_id.is_(None)))
