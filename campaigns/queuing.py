"""Moves the targets of a broadcast into the outbox, a few at a time, and records how their messages ended.

Few messages of one broadcast stand in the outbox at once. So memory stays flat, pausing takes hold at once, and what is
said is composed when it is about to leave. An alert overtakes them there, and here, because its due times come first.
"""

import traceback
from collections.abc import Callable
from datetime import datetime, timedelta

import structlog
from sqlalchemy.exc import SQLAlchemyError

from campaigns import notices
from campaigns.broadcasts import DUE, ENDED, RUNNING, show
from incidents.ways import ways_to_all
from rules.catalogue import Catalogue
from storage import broadcasts, due, outbox
from storage.database import Tx
from storage.due import Urgency
from storage.outbox import Priority, Recipient
from storage.screens import Screen
from storage.tables.broadcasts import Broadcast, BroadcastTarget
from storage.tables.upkeep import Due

Compose = Callable[[Tx, Catalogue, Broadcast, BroadcastTarget], Screen | None]

# What is said to a target, in its person's language; None: it is not needed any more.
COMPOSERS: dict[str, Compose] = {
    notices.TELLING: notices.compose,
    notices.REMINDING: notices.compose_reminder,
    notices.WITHDRAWING: notices.compose_withdrawn,
}

MOST_IN_HAND = 300
MOST_AT_ONCE = 50
_LOOK_AGAIN = timedelta(seconds=2)
_LOOK_FOR_MESSENGER = timedelta(minutes=1)
_SHOW_EVERY = timedelta(seconds=10)

log = structlog.get_logger(__name__)


def on_due(tx: Tx, rules: Catalogue, what: Due) -> None:
    """The clock's call: one step of one broadcast."""
    broadcast = broadcasts.locked(tx, what.subject_id)
    if broadcast is None:
        due.disarm(tx, DUE, what.subject_id)
        return
    _record_ended(tx, broadcast)
    again = _step(tx, rules, broadcast)
    if again is None:
        due.disarm(tx, DUE, what.subject_id)
    else:
        due.arm(tx, DUE, what.subject_id, again, Urgency.REMINDER)
    current = broadcasts.find(tx, what.subject_id)
    shown = broadcast.shown_at
    if current is not None and (again is None or shown is None or tx.now - shown >= _SHOW_EVERY):
        show(tx, current)


def _step(tx: Tx, rules: Catalogue, broadcast: Broadcast) -> datetime | None:
    """Does what can be done now; when to look again (None: there is nothing to come)."""
    identity = broadcast.id or 0
    loud = rules.calendar.loud(tx.now) if broadcast.quiet_hours else tx.now
    if broadcast.state != RUNNING or loud > tx.now:
        # Also what was just being sent when it was paused, and has come back because that failed.
        broadcasts.take_back(tx, identity)
        if broadcasts.in_hand(tx, identity):
            return tx.now + _LOOK_AGAIN
        if broadcast.ended_at is not None:
            broadcasts.change(tx, identity, counts=broadcasts.counts(tx, identity))
        return loud if broadcast.state == RUNNING else None
    down = broadcasts.down(tx)
    if down:
        broadcasts.take_back(tx, identity, sorted(down))
    in_hand = broadcasts.in_hand(tx, identity)
    room = min(MOST_IN_HAND - in_hand, MOST_AT_ONCE)
    if room <= 0:
        return tx.now + _LOOK_AGAIN
    targets = broadcasts.next_waiting(tx, identity, broadcast.position, room)
    _queue(tx, rules, broadcast, targets, down)
    more = len(targets) == room
    broadcasts.change(tx, identity, position=(targets[-1].id or 0) if more else 0)
    if more:
        return tx.now
    if targets or broadcast.position or in_hand:
        # Whoever waits for a messenger was passed over, and may lie before where this round began.
        return tx.now + (_LOOK_FOR_MESSENGER if down else _LOOK_AGAIN)
    broadcasts.change(tx, identity, state=ENDED, ended_at=tx.now, counts=broadcasts.counts(tx, identity))
    return None


def _record_ended(tx: Tx, broadcast: Broadcast) -> None:
    outcomes = []
    for ended in broadcasts.done_with(tx, broadcast.id or 0):
        state = ended.outbox_state
        if state != "sent":
            state = "blocked" if ended.lost else "skipped" if state == "superseded" else "failed"
        outcomes.append((ended.target_id, state, ended.outbox_id))
    broadcasts.settle(tx, outcomes)


def _queue(
    tx: Tx, rules: Catalogue, broadcast: Broadcast, targets: list[BroadcastTarget], down: frozenset[str]
) -> None:
    """Says it to these targets; whoever prefers a messenger that is down is left waiting for it."""
    outcomes: list[tuple[int, str, int | None]] = []
    ways = ways_to_all(tx, [target.person_id for target in targets]) if targets else {}
    for target in targets:
        to = ways.get(target.person_id)
        if to is not None and to.channel in down:
            continue
        try:
            state, message = _say(tx, rules, broadcast, target, to)
        except SQLAlchemyError:
            raise
        except Exception as error:
            # What breaks without the database is a screen that cannot be composed, before anything was written.
            where = traceback.extract_tb(error.__traceback__)[-1]
            told = f"{type(error).__name__} at {where.filename}:{where.lineno}"
            log.error("broadcast target broke", broadcast=broadcast.id, target=target.id, error=told)
            state, message = "failed", None
        outcomes.append((target.id or 0, state, message))
    broadcasts.settle(tx, outcomes)


def _say(
    tx: Tx, rules: Catalogue, broadcast: Broadcast, target: BroadcastTarget, to: Recipient | None
) -> tuple[str, int | None]:
    """The new state of the target, and its message in the outbox."""
    screen = COMPOSERS[broadcast.kind](tx, rules, broadcast, target)
    if screen is None:
        return "skipped", None
    if to is None:
        return "unreachable", None
    return "queued", outbox.send(tx, to, screen, Priority.REMINDER)
