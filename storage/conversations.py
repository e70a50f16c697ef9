"""What a person is in the middle of: their drafts, and what their next typed words answer."""

from typing import Any

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from storage.database import Tx, table
from storage.tables.conversations import Conversation, Draft

_draft = table(Draft)
_conversation = table(Conversation)

_draft_by_id = select(_draft).where(_draft.c.id == bindparam("draft"))
_open_draft = (
    select(_draft)
    .where(_draft.c.person_id == bindparam("person"), _draft.c.status == "open")
    .order_by(_draft.c.id.desc())
    .limit(1)
)
_flow = select(_conversation).where(_conversation.c.person_id == bindparam("person"))
_save_draft = (
    update(_draft)
    .where(_draft.c.id == bindparam("draft"), _draft.c.status == "open")
    .values(
        answers=bindparam("now_answers"),
        skipped=bindparam("now_skipped"),
        asking=bindparam("now_asking"),
        updated_at=bindparam("now"),
    )
)


def new_draft(tx: Tx, person_id: int, unit_id: int, door: str, answers: dict[str, Any]) -> Draft:
    """A report begun through one of the doors: guided, urgent, typed."""
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
    return tx.first(Draft, _draft_by_id, {"draft": draft_id})


def open_draft(tx: Tx, person_id: int) -> Draft | None:
    """The report that the person has not sent yet, the latest if there are several."""
    return tx.first(Draft, _open_draft, {"person": person_id})


def save_draft(tx: Tx, draft_id: int, answers: dict[str, Any], skipped: list[str], asking: str | None) -> None:
    tx.execute(
        _save_draft,
        {"draft": draft_id, "now_answers": answers, "now_skipped": skipped, "now_asking": asking, "now": tx.now},
    )


def end_draft(tx: Tx, draft_id: int, status: str) -> bool:
    """Marks an open draft "sent" or "cancelled"; False when it was not open any more (a second press)."""
    ended = tx.execute(
        update(_draft)
        .where(_draft.c.id == draft_id, _draft.c.status == "open")
        .values(status=status, updated_at=tx.now)
    )
    return bool(ended.rowcount)


def flow_of(tx: Tx, person_id: int) -> Conversation | None:
    """What the person's next typed words answer."""
    return tx.first(Conversation, _flow, {"person": person_id})


def expect(tx: Tx, person_id: int, flow: str, **data: Any) -> None:
    """From now on typed words belong to `flow`."""
    insert = postgresql.insert(_conversation) if tx.postgres else sqlite.insert(_conversation)
    values = {"flow": flow, "data": data, "updated_at": tx.now}
    tx.execute(
        insert.values(person_id=person_id, **values).on_conflict_do_update(index_elements=["person_id"], set_=values)
    )


def expect_nothing(tx: Tx, person_id: int) -> None:
    tx.execute(delete(_conversation).where(_conversation.c.person_id == person_id))
