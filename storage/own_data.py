"""Everything that is kept about one person, table by table: what the person has a right to be given."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Table, or_, select

from storage.database import Tx
from storage.tables import metadata

# The columns that name the person, and those that are told; none: all but what only serves the program.
# Of what others have reported only that the person had to do with it: its words are theirs.
SECTIONS: Mapping[str, tuple[Sequence[str], Sequence[str]]] = {
    "person": (("id",), ()),
    "assignment": (("person_id",), ()),
    "account": (("person_id",), ()),
    "invitation": (("person_id", "created_by"), ("created_at", "expires_at", "used_at", "revoked_at")),
    "digest_plan": (("person_id",), ()),
    "conversation": (("person_id",), ()),
    "draft": (("person_id",), ()),
    "incident": (("reporter_id",), ("code", "status", "opened_at", "ended_at")),
    "timeline_entry": (("person_id",), ("incident_id", "at", "kind", "text")),
    "alert": (("person_id",), ("incident_id", "state", "at")),
    "statement": (("written_by", "approved_by"), ()),
    "statement_given": (("noted_by",), ()),
    "press_contact": (("noted_by", "answer_noted_by"), ("unit_id", "state", "noted_at", "answered_at")),
    "spokesperson": (("person_id",), ()),
    "spokesperson_question": (("person_id",), ()),
    "news_item": (("author_id", "decided_by"), ("code", "title", "text", "state", "created_at", "sent_at")),
    "news_talk": (("person_id",), ("item_id", "kind", "text", "at")),
    "task": (("person_id", "submitted_by"), ()),
    "notice": (("author_id",), ("text", "state", "created_at", "sent_at")),
    "notice_reader": (("person_id",), ()),
    "notice_watch": (("person_id",), ()),
    "duty_shift": (("person_id",), ()),
    "duty_swap": (("asker_id", "other_id"), ()),
    "absence": (("person_id", "substitute_id"), ()),
    "delegation": (("from_id", "to_id"), ()),
    "campaign": (("created_by",), ("code", "title", "state", "created_at")),
    "broadcast": (("started_by",), ("title", "state", "created_at", "ended_at")),
    "broadcast_target": (("person_id",), ("broadcast_id", "state")),
    "making_recipient": (("person_id",), ("making_id", "state")),
    "outbox": (("person_id",), ("channel", "created_at", "done_at", "state")),
    "audit": (("person_id",), ("at", "channel", "action", "outcome", "subject")),
}
_OF_THE_PROGRAM = frozenset({"search_text", "code_hash", "policy", "step", "repeats", "step_at", "asking", "skipped"})


def of_person(tx: Tx, person_id: int) -> dict[str, list[dict[str, Any]]]:
    """For each table that holds something of the person its rows, in the order of their keys, and the files sent."""
    found = {name: _rows(tx, name, person_id) for name in SECTIONS}
    found["attachment"] = _files(tx, person_id)
    return {name: rows for name, rows in found.items() if rows}


def _rows(tx: Tx, name: str, person_id: int) -> list[dict[str, Any]]:
    columns, told = SECTIONS[name]
    known: Table = metadata.tables[name]
    shown = [column for column in known.c if column.name in told or not told]
    statement = select(*(column for column in shown if column.name not in _OF_THE_PROGRAM))
    of = or_(*(known.c[column] == person_id for column in columns))
    return [dict(row._mapping) for row in tx.rows(statement.where(of).order_by(*known.primary_key.columns))]


def _files(tx: Tx, person_id: int) -> list[dict[str, Any]]:
    file, draft = metadata.tables["attachment"], metadata.tables["draft"]
    columns = (file.c.draft_id, file.c.kind, file.c.name, file.c.size, file.c.caption, file.c.status, file.c.created_at)
    statement = select(*columns).join(draft, draft.c.id == file.c.draft_id).where(draft.c.person_id == person_id)
    return [dict(row._mapping) for row in tx.rows(statement.order_by(file.c.id))]
