"""Files that are asked for in a transaction and made afterwards: nothing that draws or writes a file waits in one.

Whoever asks says who is to get it, with what words; the messages go into the outbox in the transaction that records the
file as made. So a restart at any moment neither forgets anybody nor tells anybody twice.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from storage.database import Tx, table
from storage.outbox import Priority
from storage.screens import Screen
from storage.tables.makings import Making, MakingRecipient

WAITING, MADE, FAILED = "waiting", "made", "failed"
TOLD, UNREACHABLE = "told", "unreachable"

_making = table(Making)
_recipient = table(MakingRecipient)

_next = (
    select(_making)
    .where(_making.c.state == WAITING, _making.c.again_at <= bindparam("now"))
    .order_by(_making.c.priority, _making.c.id)
    .limit(1)
)
_next_time = select(func.min(_making.c.again_at)).where(_making.c.state == WAITING)
_by_id = select(_making).where(_making.c.id == bindparam("making"))
_to_tell = (
    select(_recipient)
    .where(_recipient.c.making_id == bindparam("making"), _recipient.c.state == WAITING)
    .order_by(_recipient.c.priority, _recipient.c.id)
)
_settle = update(_recipient).where(_recipient.c.id == bindparam("recipient")).values(state=bindparam("to_state"))


@dataclass(frozen=True, slots=True)
class Wish:
    """One person who is to get a file. screen: what it goes out with; instead: what is said when it cannot be made.

    channel, address: the account that asked; without them whichever reaches the person.
    """

    person_id: int
    screen: Screen
    instead: Screen
    priority: Priority = Priority.ANSWER
    channel: str = ""
    address: str = ""


def ask(tx: Tx, kind: str, key: str, params: dict[str, Any], wishes: Sequence[Wish]) -> int:
    """The file is made soon, unless it is there already, and goes to everybody who wishes it; the id of the making.

    Of one `kind` the same `key` is the same file. Who wishes it again before it came gets it once.
    """
    making_id = _wait(tx, kind, key, params, min(wish.priority for wish in wishes))
    insert: Any = postgresql.insert(_recipient) if tx.postgres else sqlite.insert(_recipient)
    changed = ("channel", "address", "screen", "instead", "priority", "state")
    statement = insert.on_conflict_do_update(
        index_elements=["making_id", "person_id"], set_={name: insert.excluded[name] for name in changed}
    )
    tx.connection.execute(
        statement,
        [
            {
                "making_id": making_id,
                "person_id": wish.person_id,
                "channel": wish.channel,
                "address": wish.address,
                "screen": wish.screen.to_json(),
                "instead": wish.instead.to_json(),
                "priority": int(wish.priority),
                "state": WAITING,
            }
            for wish in wishes
        ],
    )
    tx.wakes_making = True
    return making_id


def _wait(tx: Tx, kind: str, key: str, params: dict[str, Any], priority: int) -> int:
    """The row of the making, which waits now; what was made already stays made."""
    insert: Any = postgresql.insert(_making) if tx.postgres else sqlite.insert(_making)
    added = insert.values(
        kind=kind,
        key=key,
        params=params,
        state=WAITING,
        priority=int(priority),
        tries=0,
        again_at=tx.now,
        created_at=tx.now,
    )
    waits = {name: added.excluded[name] for name in ("state", "priority", "tries", "again_at")}
    found = tx.row(added.on_conflict_do_update(index_elements=["kind", "key"], set_=waits).returning(_making.c.id))
    assert found is not None, "a row is added or changed"
    making_id: int = found.id
    return making_id


def next_waiting(tx: Tx) -> Making | None:
    """What is to be made now, the most urgent first."""
    return tx.first(Making, _next, {"now": tx.now})


def next_time(tx: Tx) -> datetime | None:
    """When something may be tried; None when nothing waits."""
    found: datetime | None = tx.scalar(_next_time)
    return found


def locked(tx: Tx, making_id: int) -> Making | None:
    """The making if it still waits, locked until the transaction ends."""
    found = tx.first(Making, _by_id.with_for_update() if tx.postgres else _by_id, {"making": making_id})
    return found if found is not None and found.state == WAITING else None


def to_tell(tx: Tx, making_id: int) -> list[MakingRecipient]:
    """Who has not been told yet."""
    return tx.all(MakingRecipient, _to_tell, {"making": making_id})


def settle(tx: Tx, outcomes: Sequence[tuple[int, str]]) -> None:
    """Records (recipient, TOLD or UNREACHABLE)."""
    if outcomes:
        tx.connection.execute(_settle, [{"recipient": one, "to_state": to} for one, to in outcomes])


def done(tx: Tx, making_id: int, attachment_id: int | None, screen: Screen | None) -> None:
    told = None if screen is None else screen.to_json()
    tx.change(Making, {"id": making_id}, state=MADE, attachment_id=attachment_id, screen=told, made_at=tx.now)


def failed(tx: Tx, making_id: int, tries: int, again_at: datetime | None) -> None:
    """A try failed; it is tried again then, or (None) never."""
    if again_at is None:
        tx.change(Making, {"id": making_id}, state=FAILED, tries=tries)
    else:
        tx.change(Making, {"id": making_id}, tries=tries, again_at=again_at)


def forget_older(tx: Tx, than: datetime, most: int) -> int:
    """Forgets what was asked for before `than` and is done with, and who got it; how many. The files stay."""
    old = select(_making.c.id).where(_making.c.state != WAITING, _making.c.created_at < than).order_by(_making.c.id)
    numbers = [row.id for row in tx.rows(old.limit(most))]
    if numbers:
        tx.execute(delete(_recipient).where(_recipient.c.making_id.in_(numbers)))
        tx.execute(delete(_making).where(_making.c.id.in_(numbers)))
    return len(numbers)
