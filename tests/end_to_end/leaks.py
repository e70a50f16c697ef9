"""What belongs to people and bots, and whether a log holds any of it: looked for after all that the tests have done."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from harness import TOKEN, ZALO_TOKEN
from sqlalchemy import select

from storage.database import Database, Tx, table
from storage.tables.campaigns import Task
from storage.tables.conversations import Draft
from storage.tables.incidents import Attachment, Incident, TimelineEntry
from storage.tables.messaging import OutboxMessage
from storage.tables.notices import Notice
from storage.tables.registry import Person

_SHORTEST = 12
_WORDS = (
    (Draft, "answers"),
    (Incident, "answers"),
    (TimelineEntry, "text"),
    (Task, "answers"),
    (Notice, "text"),
    (Attachment, "caption"),
    (OutboxMessage, "screen"),
)


def found_in(log: Path, database: Database) -> list[str]:
    """Every token, phone number and text of this world that its log holds."""
    written = log.read_text(encoding="utf-8") if log.exists() else ""
    told = json.dumps(written, ensure_ascii=False) + written
    secrets = {TOKEN, ZALO_TOKEN, *database.look(lambda tx: {*_numbers(tx), *_texts(tx)})}
    return sorted(secret for secret in secrets if secret in told)


def _numbers(tx: Tx) -> Iterator[str]:
    person = table(Person)
    for row in tx.rows(select(person.c.phone).where(person.c.phone.is_not(None))):
        yield row.phone
        yield f"0{row.phone[3:]}"


def _texts(tx: Tx) -> Iterator[str]:
    for model, column in _WORDS:
        for row in tx.rows(select(table(model).c[column])):
            yield from _strings(row[0])


def _strings(value: Any) -> Iterator[str]:
    """The sentences in a value, line by line: words of a catalogue («injury») are no secret."""
    if isinstance(value, str):
        yield from (line for line in value.splitlines() if len(line) >= _SHORTEST and " " in line)
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _strings(one)
