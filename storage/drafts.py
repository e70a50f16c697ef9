"""What conversations need of a draft besides its answers."""

from sqlalchemy import update

from storage.database import Tx, table
from storage.tables.conversations import Draft

_draft = table(Draft)


def move_to_unit(tx: Tx, draft_id: int, unit_id: int) -> None:
    """The report is about another unit of the same person."""
    tx.execute(update(_draft).where(_draft.c.id == draft_id).values(unit_id=unit_id))
