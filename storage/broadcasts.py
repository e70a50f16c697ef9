"""Broadcasts and their targets: written by set statements, looked at a bounded number at a time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import Select, and_, bindparam, delete, func, insert, literal, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from storage.database import Tx, table
from storage.tables.broadcasts import Broadcast, BroadcastTarget
from storage.tables.messaging import ChannelState, OutboxMessage
from storage.tables.registry import Account

Targets = Select[Any] | Iterable[tuple[int, int]]

_AT_ONCE = 1_000
_broadcast = table(Broadcast)
_target = table(BroadcastTarget)
_outbox = table(OutboxMessage)
_account = table(Account)
_state = table(ChannelState)

_by_id = select(_broadcast).where(_broadcast.c.id == bindparam("broadcast"))
_by_id_locked = _by_id.with_for_update()
_of = _target.c.broadcast_id == bindparam("broadcast")
_counts = select(_target.c.state, func.count().label("number")).where(_of).group_by(_target.c.state)
_next = (
    select(_target)
    .where(_of, _target.c.state == "waiting", _target.c.id > bindparam("position"))
    .order_by(_target.c.id)
    .limit(bindparam("most"))
)
_in_hand = select(func.count()).select_from(_target).where(_of, _target.c.state == "queued")
_settle = (
    update(_target)
    .where(_target.c.id == bindparam("target"))
    .values(state=bindparam("to_state"), outbox_id=bindparam("message"))
)
_done_with = (
    select(_target.c.id, _target.c.outbox_id, _outbox.c.state, _account.c.reachable, _account.c.cut_off_at)
    .outerjoin(_outbox, _outbox.c.id == _target.c.outbox_id)
    .outerjoin(_account, and_(_account.c.channel == _outbox.c.channel, _account.c.address == _outbox.c.address))
    .where(_of, _target.c.state == "queued")
    .where(or_(_outbox.c.id.is_(None), _outbox.c.state.not_in(("queued", "sending"))))
)
_down = select(_state.c.channel).where(_state.c.down_since.is_not(None))


@dataclass(frozen=True, slots=True)
class Ended:
    """A target whose message is done with. `lost`: the account it went to cannot be reached any more."""

    target_id: int
    outbox_id: int
    outbox_state: str
    lost: bool


def find(tx: Tx, broadcast_id: int) -> Broadcast | None:
    return tx.first(Broadcast, _by_id, {"broadcast": broadcast_id})


def latest(tx: Tx, most: int) -> list[Broadcast]:
    """The newest first."""
    return tx.all(Broadcast, select(_broadcast).order_by(_broadcast.c.id.desc()).limit(most))


def locked(tx: Tx, broadcast_id: int) -> Broadcast | None:
    """The broadcast; on PostgreSQL nobody else changes it before this transaction has ended."""
    return tx.first(Broadcast, _by_id_locked if tx.postgres else _by_id, {"broadcast": broadcast_id})


def about(tx: Tx, kind: str, subject_id: int) -> list[Broadcast]:
    """All broadcasts of a kind about one thing, the oldest first."""
    of = select(_broadcast).where(_broadcast.c.kind == kind, _broadcast.c.subject_id == subject_id)
    return tx.all(Broadcast, of.order_by(_broadcast.c.id))


def change(tx: Tx, broadcast_id: int, **values: Any) -> None:
    tx.change(Broadcast, {"id": broadcast_id}, **values)


def add_targets(tx: Tx, broadcast_id: int, targets: Targets) -> int:
    """Adds (person, what it is about) as targets that wait, each once; how many the broadcast has then.

    A Select gives the columns person_id and about_id and never leaves the database; anything else is taken a thousand
    at a time.
    """
    if isinstance(targets, Select):
        chosen = targets.subquery()
        added = select(literal(broadcast_id), chosen.c.person_id, chosen.c.about_id, literal("waiting")).distinct()
        tx.execute(insert(_target).from_select(["broadcast_id", "person_id", "about_id", "state"], added))
    else:
        one_by_one = iter(targets)
        into: Any = postgresql.insert(_target) if tx.postgres else sqlite.insert(_target)
        while some := list(islice(one_by_one, _AT_ONCE)):
            values = [
                {"broadcast_id": broadcast_id, "person_id": person, "about_id": what, "state": "waiting"}
                for person, what in some
            ]
            tx.connection.execute(into.on_conflict_do_nothing(), values)
    number: int = tx.scalar(select(func.count()).select_from(_target).where(_of), {"broadcast": broadcast_id})
    return number


def next_waiting(tx: Tx, broadcast_id: int, after: int, most: int) -> list[BroadcastTarget]:
    """The next targets that wait, by their ids."""
    return tx.all(BroadcastTarget, _next, {"broadcast": broadcast_id, "position": after, "most": most})


def in_hand(tx: Tx, broadcast_id: int) -> int:
    """How many targets have their message in the outbox, as far as is recorded here."""
    number: int = tx.scalar(_in_hand, {"broadcast": broadcast_id})
    return number


def done_with(tx: Tx, broadcast_id: int) -> list[Ended]:
    """The targets whose message has left the outbox since this was last recorded. One forgotten meanwhile was sent."""
    return [
        Ended(row.id, row.outbox_id, row.state or "sent", row.reachable is False or row.cut_off_at is not None)
        for row in tx.rows(_done_with, {"broadcast": broadcast_id})
    ]


def settle(tx: Tx, outcomes: Sequence[tuple[int, str, int | None]]) -> None:
    """Records (target, its new state, its message in the outbox)."""
    if outcomes:
        tx.connection.execute(_settle, [{"target": one, "to_state": to, "message": by} for one, to, by in outcomes])


def take_back(tx: Tx, broadcast_id: int, channels: Sequence[str] | None = None) -> int:
    """What waits in the outbox (of these messengers, or of all) is not sent; its targets wait again. How many."""
    mine = select(_target.c.outbox_id).where(_target.c.broadcast_id == broadcast_id, _target.c.state == "queued")
    where = [_outbox.c.id.in_(mine), _outbox.c.state == "queued"]
    if channels is not None:
        where.append(_outbox.c.channel.in_(list(channels)))
    taken = update(_outbox).where(*where).values(state="superseded", done_at=tx.now).returning(_outbox.c.id)
    numbers = [row.id for row in tx.rows(taken)]
    if numbers:
        tx.execute(
            update(_target)
            .where(_target.c.broadcast_id == broadcast_id, _target.c.state == "queued")
            .where(_target.c.outbox_id.in_(numbers))
            .values(state="waiting", outbox_id=None)
        )
    return len(numbers)


def counts(tx: Tx, broadcast_id: int) -> dict[str, int]:
    """How many targets are in each state."""
    return {row.state: row.number for row in tx.rows(_counts, {"broadcast": broadcast_id})}


def down(tx: Tx) -> frozenset[str]:
    """The messengers that do not answer."""
    return frozenset(row.channel for row in tx.rows(_down))


def forget_targets(tx: Tx, than: datetime, most: int) -> int:
    """Forgets who the targets of broadcasts were that ended before `than`; the counts stay. How many targets."""
    old = (
        select(_target.c.id)
        .join(_broadcast, _broadcast.c.id == _target.c.broadcast_id)
        .where(_broadcast.c.ended_at < than, _broadcast.c.counts.is_not(None))
        .limit(most)
    )
    numbers = [row.id for row in tx.rows(old)]
    if numbers:
        tx.execute(delete(_target).where(_target.c.id.in_(numbers)))
    return len(numbers)
