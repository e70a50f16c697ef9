"""Notices and their readers: chosen by one statement inside the database, counted and listed a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, and_, bindparam, case, func, insert, literal, select, union, update

from storage import broadcasts, notice_audience
from storage.database import Tx, table
from storage.tables.broadcasts import Broadcast, BroadcastTarget
from storage.tables.conversations import Draft
from storage.tables.incidents import Attachment
from storage.tables.messaging import Posted
from storage.tables.notices import Notice, NoticeReader, NoticeWatch
from storage.tables.registry import Account, Person, Unit

DRAFT, QUEUED, SENT, WITHDRAWN, DROPPED = "draft", "queued", "sent", "withdrawn", "dropped"
# A draft with this status holds the files of a notice; no report is made of it.
FILES = "notice"

_notice = table(Notice)
_reader = table(NoticeReader)
_person = table(Person)
_unit = table(Unit)
_draft = table(Draft)
_file = table(Attachment)
_target = table(BroadcastTarget)
_broadcast = table(Broadcast)
_account = table(Account)
_posted = table(Posted)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many people are to read a notice, how many have, to how many it came; the same for their units."""

    people: int
    read: int
    came: int
    units: int
    units_read: int


@dataclass(frozen=True, slots=True)
class Line:
    """One reader in a report. target: the state of the broadcast's target, «sent» when it came."""

    unit: str
    person: str
    read_at: datetime | None
    target: str


def begin(tx: Tx, author_id: int, unit_id: int, areas: Sequence[str]) -> Notice:
    """A notice that is being written, within these areas."""
    files = tx.insert(
        Draft, person_id=author_id, unit_id=unit_id, door=FILES, status=FILES, created_at=tx.now, updated_at=tx.now
    )
    return get(
        tx, tx.insert(Notice, author_id=author_id, draft_id=files, areas=list(areas), audience={}, created_at=tx.now)
    )


def find(tx: Tx, notice_id: int) -> Notice | None:
    return tx.find(Notice, id=notice_id)


def get(tx: Tx, notice_id: int) -> Notice:
    """Raises LookupError for an id that is not there."""
    found = find(tx, notice_id)
    if found is None:
        raise LookupError(f"There is no notice {notice_id}.")
    return found


def change(tx: Tx, notice_id: int, **values: Any) -> Notice:
    tx.change(Notice, {"id": notice_id}, **values)
    return get(tx, notice_id)


def turn(tx: Tx, notice_id: int, from_state: str, **values: Any) -> bool:
    """Changes a notice that is in `from_state`; False when it was not (any more)."""
    return bool(tx.change(Notice, {"id": notice_id, "state": from_state}, **values))


def being_written(tx: Tx, author_id: int) -> Notice | None:
    """The notice that the person has not sent yet, the latest if there are several."""
    mine = select(_notice).where(_notice.c.author_id == author_id, _notice.c.state == DRAFT)
    return tx.first(Notice, mine.order_by(_notice.c.id.desc()).limit(1))


def sent_lately(tx: Tx, limit: int) -> list[Notice]:
    """The latest that were sent, by whomever."""
    sent = select(_notice).where(_notice.c.state.in_((QUEUED, SENT, WITHDRAWN)))
    return tx.all(Notice, sent.order_by(_notice.c.id.desc()).limit(limit))


def to_read(tx: Tx, person_id: int, limit: int, *, unread: bool = False) -> list[tuple[Notice, datetime | None]]:
    """The latest notices to a person that stand, with when they were read; only those not read yet if `unread`."""
    read_at = func.min(_reader.c.read_at).label("was_read_at")
    mine = select(_reader.c.notice_id, read_at).where(_reader.c.person_id == person_id)
    if unread:
        mine = mine.where(_reader.c.read_at.is_(None))
    chosen = mine.group_by(_reader.c.notice_id).subquery()
    rows = tx.rows(
        select(_notice, chosen.c.was_read_at)
        .join(chosen, chosen.c.notice_id == _notice.c.id)
        .where(_notice.c.state == SENT)
        .order_by(_notice.c.id.desc())
        .limit(limit)
    )
    return [(_notice_in(row), row.was_read_at) for row in rows]


def choose_readers(tx: Tx, notice_id: int, units: Select[Any]) -> None:
    """Writes down who is to read the notice."""
    found = notice_audience.readers(tx, units).subquery()
    tx.execute(
        insert(_reader).from_select(
            ["notice_id", "unit_id", "person_id"], select(literal(notice_id), found.c.unit_id, found.c.person_id)
        )
    )


def renew_readers(tx: Tx, notice_id: int) -> None:
    """Whoever reads now for a unit that has not read it is to read it too: heads come and go."""
    has_read = select(_reader.c.unit_id).where(_reader.c.notice_id == notice_id, _reader.c.read_at.is_not(None))
    units = select(_reader.c.unit_id.label("id")).where(
        _reader.c.notice_id == notice_id, _reader.c.unit_id.not_in(has_read)
    )
    found = notice_audience.readers(tx, units.distinct()).subquery()
    known = select(_reader.c.person_id).where(
        _reader.c.notice_id == notice_id,
        _reader.c.unit_id == found.c.unit_id,
        _reader.c.person_id == found.c.person_id,
    )
    new = select(literal(notice_id), found.c.unit_id, found.c.person_id).where(~known.exists())
    tx.execute(insert(_reader).from_select(["notice_id", "unit_id", "person_id"], new))


def targets(notice_id: int) -> Select[Any]:
    """Everybody who is to read it, for a broadcast."""
    return select(_reader.c.person_id, literal(0).label("about_id")).where(_reader.c.notice_id == notice_id)


def targets_unread(tx: Tx, notice: Notice) -> Select[Any]:
    """Who has not read it and still reads for the unit, without those whom a broadcast that was cancelled left out."""
    units = select(_reader.c.unit_id.label("id")).where(_reader.c.notice_id == notice.id)
    in_office = notice_audience.readers(tx, units.distinct()).subquery()
    left_out = select(_target.c.person_id).where(
        _target.c.broadcast_id == notice.broadcast_id, _target.c.state.in_(("waiting", "skipped"))
    )
    return (
        targets(notice.id or 0)
        .join(
            in_office,
            and_(in_office.c.unit_id == _reader.c.unit_id, in_office.c.person_id == _reader.c.person_id),
        )
        .where(_reader.c.read_at.is_(None), _reader.c.person_id.not_in(left_out))
    )


def targets_told(notice_id: int, kinds: Sequence[str], slot: str) -> Select[Any]:
    """To whom the broadcasts of these kinds about the notice have brought it, or may have; and which of its readers
    have it in their chat already, in this slot, because they have looked for it."""
    brought = (
        select(_target.c.person_id)
        .join(_broadcast, _broadcast.c.id == _target.c.broadcast_id)
        .where(_broadcast.c.kind.in_(list(kinds)), _broadcast.c.subject_id == notice_id)
        .where(_target.c.state.in_(("sent", "queued")))
    )
    looked = (
        select(_reader.c.person_id)
        .join(_account, _account.c.person_id == _reader.c.person_id)
        .join(_posted, and_(_posted.c.channel == _account.c.channel, _posted.c.address == _account.c.address))
        .where(_reader.c.notice_id == notice_id, _posted.c.slot == slot, _posted.c.current)
    )
    told = union(brought, looked).subquery()
    return select(told.c.person_id, literal(0).label("about_id"))


def came(tx: Tx, notice: Notice, person_id: int) -> bool:
    """Whether the broadcast has brought it to the person."""
    told = tx.find(BroadcastTarget, broadcast_id=notice.broadcast_id, person_id=person_id)
    return told is not None and told.state == "sent"


@dataclass(frozen=True, slots=True)
class Seen:
    """A notice with what its message to one person needs: who says it, that person's language, when it was read."""

    notice: Notice
    said_by: str
    lang: str
    read_at: datetime | None
    has_files: bool


_with_files = select(_file.c.id).where(_file.c.draft_id == _notice.c.draft_id).exists()
_seen = (
    select(
        _notice,
        _unit.c.name.label("said_by"),
        _person.c.lang.label("reads_in"),
        _reader.c.read_at,
        _with_files.label("has_files"),
    )
    .join(_draft, _draft.c.id == _notice.c.draft_id)
    .join(_unit, _unit.c.id == _draft.c.unit_id)
    .join(_person, _person.c.id == bindparam("person"))
    .outerjoin(_reader, and_(_reader.c.notice_id == _notice.c.id, _reader.c.person_id == _person.c.id))
    .where(_notice.c.id == bindparam("notice"))
    .order_by(_reader.c.read_at.is_(None))
    .limit(1)
)


def seen_by(tx: Tx, notice_id: int, person_id: int) -> Seen:
    """Raises LookupError where there is no such notice or person."""
    row = tx.row(_seen, {"notice": notice_id, "person": person_id})
    if row is None:
        raise LookupError(f"There is no notice {notice_id} or no person {person_id}.")
    values = dict(row._mapping)
    said_by, lang, read_at, files = (values.pop(name) for name in ("said_by", "reads_in", "read_at", "has_files"))
    return Seen(Notice.model_construct(**values), said_by, lang, read_at, bool(files))


def is_reader(tx: Tx, notice_id: int, person_id: int) -> bool:
    return tx.find(NoticeReader, notice_id=notice_id, person_id=person_id) is not None


def mark_read(tx: Tx, notice_id: int, person_id: int) -> bool:
    """Notes that the person has read it; False when that was noted already."""
    marked = (
        update(_reader)
        .where(_reader.c.notice_id == notice_id, _reader.c.person_id == person_id, _reader.c.read_at.is_(None))
        .values(read_at=tx.now)
    )
    return bool(tx.execute(marked).rowcount)


def tally(tx: Tx, notice: Notice) -> Tally:
    """Who has read it, in numbers."""
    read = case((_reader.c.read_at.is_not(None), 1))
    row = tx.row(
        select(
            func.count(_reader.c.person_id.distinct()).label("people"),
            func.count(case((read == 1, _reader.c.person_id)).distinct()).label("read"),
            func.count(_reader.c.unit_id.distinct()).label("units"),
            func.count(case((read == 1, _reader.c.unit_id)).distinct()).label("units_read"),
        ).where(_reader.c.notice_id == notice.id)
    )
    assert row is not None
    told = None if notice.broadcast_id is None else broadcasts.find(tx, notice.broadcast_id)
    counts = {} if told is None else broadcasts.counts(tx, told.id or 0) if told.counts is None else told.counts
    return Tally(row.people, row.read, counts.get("sent", 0), row.units, row.units_read)


def lines(tx: Tx, notice: Notice, *, read: bool, limit: int, offset: int) -> list[Line]:
    """Who has read it, or has not: by the names of the units, a page of them."""
    had = _reader.c.read_at.is_not(None) if read else _reader.c.read_at.is_(None)
    rows = tx.rows(
        select(_unit.c.name.label("unit"), _person.c.name.label("person"), _reader.c.read_at, _target.c.state)
        .select_from(_reader)
        .join(_unit, _unit.c.id == _reader.c.unit_id)
        .join(_person, _person.c.id == _reader.c.person_id)
        .outerjoin(
            _target,
            and_(_target.c.broadcast_id == notice.broadcast_id, _target.c.person_id == _reader.c.person_id),
        )
        .where(_reader.c.notice_id == notice.id, had)
        .order_by(_unit.c.name, _unit.c.id, _person.c.name, _person.c.id)
        .limit(limit)
        .offset(offset)
    )
    return [Line(row.unit, row.person, row.read_at, row.state or "sent") for row in rows]


def watch(tx: Tx, notice_id: int, person_id: int, *, read: bool, page: int) -> None:
    """The person looks at this page of the report."""
    tx.upsert(NoticeWatch, ("notice_id", "person_id"), notice_id=notice_id, person_id=person_id, read=read, page=page)


def watchers(tx: Tx, notice_id: int) -> list[NoticeWatch]:
    """Who looks at the report, and at what of it."""
    return tx.all(NoticeWatch, select(table(NoticeWatch)).where(table(NoticeWatch).c.notice_id == notice_id))


def _notice_in(row: Row[Any]) -> Notice:
    values = dict(row._mapping)
    values.pop("was_read_at")
    return Notice.model_construct(**values)
