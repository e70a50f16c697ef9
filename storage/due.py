"""Due times: the truth about what must happen when. APScheduler only wakes whoever looks here."""

from collections.abc import Callable
from datetime import datetime
from enum import IntEnum

from sqlalchemy import bindparam, select

from storage.database import Tx, table
from storage.tables.upkeep import Due


class Urgency(IntEnum):
    """What comes first when several are overdue after a stop: the graver, then the older."""

    SEVERITY_4 = 1
    SEVERITY_3 = 2
    SEVERITY_2 = 3
    SEVERITY_1 = 4
    REMINDER = 6
    UPKEEP = 8


FAILOVER = "failover"

_due = table(Due)
_next = select(_due).where(_due.c.due_at <= bindparam("now")).order_by(_due.c.urgency, _due.c.due_at).limit(1)
_still_due = (
    select(_due)
    .where(_due.c.kind == bindparam("kind"), _due.c.subject_id == bindparam("subject"))
    .where(_due.c.due_at <= bindparam("now"))
    .with_for_update()
)
_earliest = select(_due.c.due_at).order_by(_due.c.due_at).limit(1)


def arm(tx: Tx, kind: str, subject_id: int, due_at: datetime, urgency: Urgency, *, tries: int = 0) -> None:
    """Sets the one due time of `kind` for the subject, instead of any earlier one."""
    tx.upsert(
        Due,
        ("kind", "subject_id"),
        kind=kind,
        subject_id=subject_id,
        due_at=due_at,
        urgency=int(urgency),
        tries=tries,
    )
    tx.wakes_clock = True


def inherit(tx: Tx, kind: str, from_id: int, to_id: int) -> None:
    """What was due for one subject is due for another that has taken its place, if nothing was due for that already."""
    if armed(tx, kind, to_id):
        disarm(tx, kind, from_id)
    else:
        tx.change(Due, {"kind": kind, "subject_id": from_id}, subject_id=to_id)


def disarm(tx: Tx, kind: str, subject_id: int) -> None:
    """Nothing of `kind` is due for the subject any more."""
    tx.delete(Due, kind=kind, subject_id=subject_id)


def time_of(tx: Tx, kind: str, subject_id: int) -> datetime | None:
    """When `kind` is due for the subject; None if it is not."""
    found = tx.find(Due, kind=kind, subject_id=subject_id)
    return None if found is None else found.due_at


def armed(tx: Tx, kind: str, subject_id: int) -> bool:
    return time_of(tx, kind, subject_id) is not None


def take_next(tx: Tx, lock: Callable[[Due], None] = lambda what: None) -> Due | None:
    """The most urgent thing that is due, locked for this transaction; whoever takes it arms or disarms it.

    lock: locks what the thing is about, before the thing itself is: whoever works on that locks in this order too. What
    somebody else has done or put off meanwhile is left alone.
    """
    while (found := tx.first(Due, _next, {"now": tx.now})) is not None:
        lock(found)
        if not tx.postgres:
            return found
        where = {"now": tx.now, "kind": found.kind, "subject": found.subject_id}
        if (still := tx.first(Due, _still_due, where)) is not None:
            return still
    return None


def postpone(tx: Tx, due: Due, until: datetime) -> None:
    """Tries again later, after the act itself failed."""
    tx.change(Due, {"kind": due.kind, "subject_id": due.subject_id}, due_at=until, tries=due.tries + 1)


def next_time(tx: Tx) -> datetime | None:
    """When the next thing is due."""
    found = tx.row(_earliest)
    return None if found is None else found.due_at
