"""The chain over the record: entries sealed in batches, each by a hash over itself and the one before, and checked."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Row, bindparam, func, insert, select

from storage import turns
from storage.database import Tx, table
from storage.tables.upkeep import AuditEntry, AuditLink

BEGINNING = "0" * 64
# An entry may become visible after later ones (its transaction was still open); no transaction but an import, which is
# waited for, is open for so long.
_LATE_IDS = 10_000
_LATE_TIME = timedelta(hours=1)
_BATCH = 2_000
_MOST_DATED_BACK = 100
_NEVER = datetime(1970, 1, 2, tzinfo=UTC)

_audit = table(AuditEntry)
_link = table(AuditLink)
_COLUMNS = [column.name for column in _audit.c if column.name != "at"]
_last = select(_link).order_by(_link.c.position.desc()).limit(1)
_highest = select(func.max(_link.c.audit_id))
_unsealed = (
    select(_audit)
    .outerjoin(_link, _link.c.audit_id == _audit.c.id)
    .where(_audit.c.id > bindparam("above"), _link.c.position.is_(None))
    .order_by(_audit.c.id)
    .limit(bindparam("most"))
)
_behind = (
    select(func.min(_audit.c.id))
    .outerjoin(_link, _link.c.audit_id == _audit.c.id)
    .where(_audit.c.id <= bindparam("upto"), _link.c.position.is_(None))
)
_waiting = (
    select(func.count())
    .select_from(_audit.outerjoin(_link, _link.c.audit_id == _audit.c.id))
    .where(_audit.c.id > bindparam("above"), _link.c.position.is_(None))
)
_sealed = (
    select(_link, _audit)
    .outerjoin(_audit, _audit.c.id == _link.c.audit_id)
    .where(_link.c.position > bindparam("after"))
    .order_by(_link.c.position)
    .limit(_BATCH)
)


@dataclass(frozen=True, slots=True)
class Head:
    """How far the chain has come. One that was noted elsewhere proves later that nothing before it was changed."""

    position: int
    hash: str
    sealed_at: datetime = field(default=_NEVER, compare=False)

    def __str__(self) -> str:
        """As it is noted, and told to `bcn audit verify`."""
        return f"{self.position}:{self.hash}"


@dataclass(frozen=True, slots=True)
class Break:
    """The first place where the chain does not hold. kind: "changed", "removed", "reordered", "inserted" or
    "another_past" (the chain holds, but is not the one that a head noted elsewhere belongs to)."""

    kind: str
    position: int
    audit_id: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """waiting: entries that are too new to be sealed. dated_back: ids of entries (the first hundred) whose time is more
    than an hour before that of earlier ones: somebody has put them in later, or the machine's clock was set back."""

    head: Head
    waiting: int
    broken: Break | None
    dated_back: Sequence[int] = ()


def head(tx: Tx) -> Head:
    last = tx.row(_last)
    return Head(0, BEGINNING) if last is None else Head(last.position, last.hash, last.sealed_at)


def seal(tx: Tx, most: int = _BATCH) -> int:
    """Seals up to `most` entries that are committed and not sealed, in the order of their ids; how many.

    None while a list is brought in: its entries have their ids already, and may be too many to be found later.
    """
    if turns.is_taken(tx):
        return 0
    last, floor = head(tx), _floor(tx)
    position, before = last.position, last.hash
    links = []
    for entry in tx.rows(_unsealed, {"above": floor, "most": most}):
        position += 1
        before = link_hash(before, position, tx.now, entry._mapping)
        links.append({"position": position, "audit_id": entry.id, "sealed_at": tx.now, "hash": before})
    if links:
        tx.connection.execute(insert(_link), links)
    return len(links)


def seal_all(tx: Tx) -> None:
    """Until nothing that is committed waits."""
    while seal(tx) == _BATCH:
        pass


def link_hash(before: str, position: int, sealed_at: datetime, entry: Any) -> str:
    """SHA-256 over the hash before and the canonical form of an entry (a mapping with the columns of AuditEntry)."""
    told = {name: entry[name] for name in _COLUMNS}
    told |= {"at": _moment(entry["at"]), "position": position, "sealed_at": _moment(sealed_at)}
    canonical = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(f"{before}\n{canonical}".encode()).hexdigest()


def verify(tx: Tx, noted: Sequence[Head] = ()) -> Verdict:
    """Walks the whole chain to its first break. noted: heads written down earlier, elsewhere."""
    expected = {one.position: one.hash for one in noted}
    walked, latest = Head(0, BEGINNING), _NEVER
    dated_back: list[int] = []
    for row in sealed(tx):
        kind = _fault(row, walked)
        if kind == "changed":
            kind = _moved(tx, walked) or kind
        if kind is None and expected.get(row.position, row.hash) != row.hash:
            kind = "another_past"
        if kind is not None:
            return Verdict(walked, 0, Break(kind, walked.position + 1, row.audit_id), dated_back)
        if row.at < latest - _LATE_TIME and len(dated_back) < _MOST_DATED_BACK:
            dated_back.append(row.audit_id)
        walked, latest = Head(row.position, row.hash), max(latest, row.at)
    floor = _floor(tx)
    behind = tx.scalar(_behind, {"upto": floor})
    broken = None if behind is None else Break("inserted", walked.position, behind)
    if broken is None and max(expected, default=0) > walked.position:
        broken = Break("another_past", walked.position + 1, 0)
    return Verdict(walked, tx.scalar(_waiting, {"above": floor}), broken, dated_back)


def sealed(tx: Tx) -> Iterator[Row[Any]]:
    """Every link with its entry (whose columns are None where it is gone), in the order of the chain."""
    after = 0
    while found := tx.rows(_sealed, {"after": after}):
        yield from found
        after = found[-1].position


def _fault(row: Row[Any], before: Head) -> str | None:
    """What is wrong with a link after those that hold."""
    if row.position != before.position + 1 or row.id is None:
        return "removed"
    return None if _follows(before, row) else "changed"


def _moved(tx: Tx, before: Head) -> str | None:
    """Whether the true next link is still there, further on: something was put before it, or links were swapped."""
    following = tx.rows(_sealed, {"after": before.position})
    for at, row in enumerate(following):
        if row.id is None or not _follows(before, row):
            continue
        after = Head(before.position + 1, row.hash)
        then = following[at + 1] if at + 1 < len(following) else None
        return "inserted" if then is None or (then.id is not None and _follows(after, then)) else "reordered"
    return None


def _follows(before: Head, row: Row[Any]) -> bool:
    return link_hash(before.hash, before.position + 1, row.sealed_at, row._mapping) == str(row.hash)


def _floor(tx: Tx) -> int:
    """Entries at or below this id are sealed, or were never committed."""
    return max((tx.scalar(_highest) or 0) - _LATE_IDS, 0)


def _moment(value: datetime) -> str:
    return value.astimezone(UTC).isoformat(timespec="microseconds")
