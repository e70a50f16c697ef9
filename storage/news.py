"""News items: one by one, as a unit's list, as the desk's queue, as what was accepted in a period."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, bindparam, func, select

from storage.areas import inside
from storage.conversations import find_draft
from storage.database import Tx, record, table
from storage.tables.conversations import Draft
from storage.tables.incidents import Attachment
from storage.tables.news import NewsItem, NewsTalk
from storage.tables.registry import Person, Unit

DRAFT, DROPPED, WAITING, ASKED, ACCEPTED, DECLINED = "draft", "dropped", "waiting", "asked", "accepted", "declined"
OPEN = (WAITING, ASKED)
DECIDED = (ACCEPTED, DECLINED)
# A draft with this status holds the pictures of an item; no report is made of it.
FILES = "news"
_AT_ONCE = 500

_item = table(NewsItem)
_talk = table(NewsTalk)
_unit = table(Unit)
_person = table(Person)
_file = table(Attachment)

_being_written = (
    select(_item)
    .where(_item.c.author_id == bindparam("author"), _item.c.state == DRAFT)
    .order_by(_item.c.id.desc())
    .limit(1)
)
_by_id = select(_item).where(_item.c.id == bindparam("item"))
_accepted_of = (
    select(func.count())
    .select_from(_item)
    .where(_item.c.unit_id == bindparam("unit"), _item.c.state == ACCEPTED)
    .where(_item.c.decided_at >= bindparam("since"), _item.c.decided_at < bindparam("until"))
)
_pictures = (
    select(func.count().label("pictures"), func.count(func.nullif(_file.c.caption, "")).label("captions"))
    .select_from(_file)
    .where(_file.c.draft_id == bindparam("draft"))
)


@dataclass(frozen=True, slots=True)
class Line:
    """An item in a list, with its unit's name."""

    item: NewsItem
    unit: str


@dataclass(frozen=True, slots=True)
class Talk:
    """What was said about an item, and by whom."""

    id: int
    kind: str
    text: str
    at: datetime
    person_id: int
    name: str


def begin(tx: Tx, author_id: int, unit_id: int) -> NewsItem:
    """An item that is being written for a unit."""
    files = tx.insert(
        Draft, person_id=author_id, unit_id=unit_id, door=FILES, status=FILES, created_at=tx.now, updated_at=tx.now
    )
    return get(tx, tx.insert(NewsItem, author_id=author_id, unit_id=unit_id, draft_id=files, created_at=tx.now))


def find(tx: Tx, item_id: int) -> NewsItem | None:
    """The item, locked until the transaction ends: whoever acts goes by how it stands. None: it is not there."""
    return tx.first(NewsItem, _by_id.with_for_update() if tx.postgres else _by_id, {"item": item_id})


def get(tx: Tx, item_id: int) -> NewsItem:
    """As `find`; raises LookupError for an id that is not there."""
    found = find(tx, item_id)
    if found is None:
        raise LookupError(f"There is no news item {item_id}.")
    return found


def change(tx: Tx, item_id: int, **values: Any) -> NewsItem:
    tx.change(NewsItem, {"id": item_id}, **values)
    return get(tx, item_id)


def turn(tx: Tx, item_id: int, from_states: Sequence[str], **values: Any) -> bool:
    """Changes an item that is in one of the states; False when it was not (any more)."""
    return get(tx, item_id).state in from_states and bool(tx.change(NewsItem, {"id": item_id}, **values))


def being_written(tx: Tx, author_id: int) -> NewsItem | None:
    """What the person has not sent yet, the latest if there are several."""
    return tx.first(NewsItem, _being_written, {"author": author_id})


def of_units(tx: Tx, unit_ids: Sequence[int], limit: int) -> list[Line]:
    """What these units have sent, the latest first."""
    mine = _lines().where(_item.c.unit_id.in_(list(unit_ids)), _item.c.state.in_((*OPEN, *DECIDED)))
    return _read(tx, mine.order_by(_item.c.id.desc()).limit(limit))


def asked_of(tx: Tx, unit_ids: Sequence[int], limit: int) -> list[NewsItem]:
    """The items of these units about which the desk waits for an answer."""
    if not unit_ids:
        return []
    found = select(_item).where(_item.c.unit_id.in_(list(unit_ids)), _item.c.state == ASKED)
    return tx.all(NewsItem, found.order_by(_item.c.id).limit(limit))


def queue(tx: Tx, areas: Sequence[str], limit: int, offset: int = 0) -> list[Line]:
    """What waits for the desk below these paths: first what the desk must look at, the oldest first."""
    found = _lines().where(_item.c.state.in_(OPEN), inside(areas))
    return _read(tx, found.order_by(_item.c.state.desc(), _item.c.sent_at, _item.c.id).limit(limit).offset(offset))


def waiting(tx: Tx, areas: Sequence[str]) -> int:
    """How many items wait for the desk to look at them."""
    found = select(func.count()).select_from(_item).join(_unit, _unit.c.id == _item.c.unit_id)
    number: int = tx.scalar(found.where(_item.c.state == WAITING, inside(areas)))
    return number


def decided(tx: Tx, areas: Sequence[str], limit: int, offset: int = 0) -> list[Line]:
    """What the desk has accepted or declined, the latest first."""
    found = _lines().where(_item.c.state.in_(DECIDED), inside(areas))
    return _read(tx, found.order_by(_item.c.decided_at.desc(), _item.c.id.desc()).limit(limit).offset(offset))


def accepted(tx: Tx, areas: Sequence[str], since: datetime, until: datetime) -> list[Line]:
    """What was accepted from `since` until before `until`, in that order."""
    found = _lines().where(_item.c.state == ACCEPTED, inside(areas))
    within = found.where(_item.c.decided_at >= since, _item.c.decided_at < until)
    return _read(tx, within.order_by(_item.c.decided_at, _item.c.id))


def accepted_of(tx: Tx, unit_id: int, since: datetime, until: datetime) -> int:
    """How many items of one unit were accepted in that time."""
    number: int = tx.scalar(_accepted_of, {"unit": unit_id, "since": since, "until": until})
    return number


def pictures(tx: Tx, item: NewsItem) -> tuple[int, int]:
    """How many pictures it has, and how many of them with words on them."""
    found = tx.row(_pictures, {"draft": item.draft_id})
    assert found is not None
    return found.pictures, found.captions


def files_of(tx: Tx, draft_ids: Sequence[int]) -> dict[int, list[Attachment]]:
    """The pictures of many items by their `draft_id`, each in the order they came."""
    found: dict[int, list[Attachment]] = {}
    for at in range(0, len(draft_ids), _AT_ONCE):
        some = select(_file).where(_file.c.draft_id.in_(list(draft_ids[at : at + _AT_ONCE]))).order_by(_file.c.id)
        for file in tx.all(Attachment, some):
            found.setdefault(file.draft_id or 0, []).append(file)
    return found


def drop_pictures(tx: Tx, item: NewsItem) -> None:
    tx.delete(Attachment, draft_id=item.draft_id)


def move_to_unit(tx: Tx, item: NewsItem, unit_id: int) -> NewsItem:
    """It is of another unit of the same person."""
    tx.change(Draft, {"id": item.draft_id}, unit_id=unit_id)
    return change(tx, item.id or 0, unit_id=unit_id)


def handed_over(tx: Tx, item: NewsItem, person_id: int) -> None:
    """Whoever adds pictures from now on hears what becomes of them."""
    found = find_draft(tx, item.draft_id)
    if found is not None and found.person_id != person_id:
        tx.change(Draft, {"id": item.draft_id}, person_id=person_id)


def say(tx: Tx, item_id: int, person_id: int, kind: str, text: str) -> int:
    """Notes a question or an answer; its id."""
    return tx.insert(NewsTalk, item_id=item_id, person_id=person_id, kind=kind, text=text, at=tx.now)


def find_talk(tx: Tx, talk_id: int) -> NewsTalk | None:
    return tx.find(NewsTalk, id=talk_id)


def talk(tx: Tx, item_id: int) -> list[Talk]:
    """What was said about it, in order."""
    rows = tx.rows(
        select(_talk, _person.c.name)
        .join(_person, _person.c.id == _talk.c.person_id)
        .where(_talk.c.item_id == item_id)
        .order_by(_talk.c.id)
    )
    return [Talk(row.id, row.kind, row.text, row.at, row.person_id, row.name) for row in rows]


def _lines() -> Select[Any]:
    return select(_item, _unit.c.name.label("unit_name")).join(_unit, _unit.c.id == _item.c.unit_id)


def _read(tx: Tx, statement: Select[Any]) -> list[Line]:
    found = []
    for row in tx.rows(statement):
        values = dict(row._mapping)
        name = values.pop("unit_name")
        found.append(Line(record(NewsItem, values), name))
    return found
