"""What a person is in the middle of: their drafts, and what their next typed words answer."""

from typing import Any

from sqlalchemy import bindparam, select

from storage.database import Tx, table
from storage.tables.conversations import Conversation, Draft

# The door of a regular report: its draft belongs to what a unit owes, and is found by that.
REGULAR = "regular"

_draft = table(Draft)

_open_draft = (
    select(_draft)
    .where(_draft.c.person_id == bindparam("person"), _draft.c.status == "open", _draft.c.door != REGULAR)
    .order_by(_draft.c.id.desc())
    .limit(1)
)


def new_draft(tx: Tx, person_id: int, unit_id: int, door: str, answers: dict[str, Any]) -> Draft:
    """A report begun through one of the doors: guided, urgent, typed, regular."""
    draft_id = tx.insert(
        Draft,
        person_id=person_id,
        unit_id=unit_id,
        door=door,
        answers=answers,
        created_at=tx.now,
        updated_at=tx.now,
    )
    found = find_draft(tx, draft_id)
    assert found is not None
    return found


def find_draft(tx: Tx, draft_id: int) -> Draft | None:
    return tx.find(Draft, id=draft_id)


def open_draft(tx: Tx, person_id: int) -> Draft | None:
    """The report of an incident that the person has not sent yet, the latest if there are several."""
    return tx.first(Draft, _open_draft, {"person": person_id})


def save_draft(tx: Tx, draft_id: int, answers: dict[str, Any], skipped: list[str], asking: str | None) -> None:
    where = {"id": draft_id, "status": "open"}
    tx.change(Draft, where, answers=answers, skipped=skipped, asking=asking, updated_at=tx.now)


def end_draft(tx: Tx, draft_id: int, status: str) -> bool:
    """Marks an open draft "sent" or "cancelled"; False when it was not open any more (a second press)."""
    return bool(tx.change(Draft, {"id": draft_id, "status": "open"}, status=status, updated_at=tx.now))


def flow_of(tx: Tx, person_id: int) -> Conversation | None:
    """What the person's next typed words answer."""
    return tx.find(Conversation, person_id=person_id)


def expect(tx: Tx, person_id: int, flow: str, **data: Any) -> None:
    """From now on typed words belong to `flow`."""
    tx.upsert(Conversation, ("person_id",), person_id=person_id, flow=flow, data=data, updated_at=tx.now)


def expect_nothing(tx: Tx, person_id: int) -> None:
    tx.delete(Conversation, person_id=person_id)
