"""What conversations need of a draft besides its answers."""

from typing import Any

from sqlalchemy import delete, select, update

from storage.conversations import REGULAR
from storage.database import Tx, table
from storage.tables.conversations import Draft
from storage.tables.incidents import Attachment

_draft = table(Draft)
_attachment = table(Attachment)


def move_to_unit(tx: Tx, draft_id: int, unit_id: int) -> None:
    """The report is about another unit of the same person."""
    tx.execute(update(_draft).where(_draft.c.id == draft_id).values(unit_id=unit_id))


def before(tx: Tx, person_id: int, draft_id: int) -> Draft | None:
    """The person's latest open report of an incident among those begun before this one."""
    return tx.first(
        Draft,
        select(_draft)
        .where(_draft.c.person_id == person_id, _draft.c.status == "open", _draft.c.id < draft_id)
        .where(_draft.c.door != REGULAR)
        .order_by(_draft.c.id.desc())
        .limit(1),
    )


def drop_files(tx: Tx, draft_id: int) -> None:
    """The files that came with a draft are not to be sent."""
    tx.execute(delete(_attachment).where(_attachment.c.draft_id == draft_id, _attachment.c.entry_id.is_(None)))


def hand_over(tx: Tx, draft_id: int, person_id: int) -> None:
    """Somebody else fills it in from now on."""
    tx.execute(update(_draft).where(_draft.c.id == draft_id).values(person_id=person_id))


def reopen(tx: Tx, draft_id: int, person_id: int, answers: dict[str, Any]) -> None:
    """A draft that was sent or cancelled is open again, with these answers and no place in it yet."""
    again: dict[str, Any] = {"status": "open", "answers": answers, "skipped": [], "asking": None, "updated_at": tx.now}
    tx.execute(update(_draft).where(_draft.c.id == draft_id).values(person_id=person_id, **again))
