"""Broadcasts: what is said to many people, begun, held, taken up again, given up; and how far it has come.

The record of the targets is the truth: a target goes into the outbox once, in the transaction that records it, so a
restart sends nothing twice. campaigns.queuing moves the targets, a few at a time.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

import locales
from incidents.facts import moment_text
from incidents.ways import way_to
from storage import broadcasts, due, outbox, registry
from storage.broadcasts import Targets
from storage.database import Tx
from storage.due import Urgency
from storage.outbox import Priority
from storage.screens import Button, Screen
from storage.tables.broadcasts import Broadcast

DUE = "broadcast"
RUNNING, PAUSED, CANCELLED, ENDED = "running", "paused", "cancelled", "ended"

_SOON = timedelta(minutes=5)
_SAID_WHERE_NOTHING_IS_EDITED = frozenset({PAUSED, CANCELLED, ENDED})


@dataclass(frozen=True, slots=True)
class Progress:
    """How many targets: waiting for their turn, queued in the outbox, sent (the messenger has taken it), failed (it
    refused it), blocked (the account was lost with it), skipped (not needed any more), unreachable (no account).
    """

    total: int
    waiting: int = 0
    queued: int = 0
    sent: int = 0
    failed: int = 0
    blocked: int = 0
    skipped: int = 0
    unreachable: int = 0


def begin(
    tx: Tx,
    kind: str,
    subject_id: int,
    targets: Targets,
    started_by: int | None = None,
    not_before: datetime | None = None,
    *,
    title: str = "",
    quiet_hours: bool = True,
) -> int:
    """Begins to say something to all `targets`, each once; the broadcast's id.

    targets: pairs (person, what of theirs it is about; 0 for nothing in particular), or a Select with the columns
    person_id and about_id. kind: a key of campaigns.queuing.COMPOSERS. started_by: the person who sees its progress.
    quiet_hours: nothing is sent in those of the calendar.
    """
    broadcast_id = tx.insert(
        Broadcast,
        kind=kind,
        subject_id=subject_id,
        title=title,
        started_by=started_by,
        quiet_hours=quiet_hours,
        created_at=tx.now,
    )
    broadcasts.change(tx, broadcast_id, total=broadcasts.add_targets(tx, broadcast_id, targets))
    due.arm(tx, DUE, broadcast_id, not_before or tx.now, Urgency.REMINDER)
    _show_as_it_is(tx, broadcast_id)
    return broadcast_id


def pause(tx: Tx, broadcast_id: int) -> bool:
    """Nothing more is sent until `resume`; what a messenger is just taking arrives. False when it was not running."""
    return _turn(tx, broadcast_id, (RUNNING,), PAUSED)


def resume(tx: Tx, broadcast_id: int) -> bool:
    """Goes on where it was paused. False when it was not paused."""
    return _turn(tx, broadcast_id, (PAUSED,), RUNNING)


def cancel(tx: Tx, broadcast_id: int) -> bool:
    """Nothing more is ever sent of it. False when it was over."""
    return _turn(tx, broadcast_id, (RUNNING, PAUSED), CANCELLED)


def is_under_way(tx: Tx, broadcast_id: int) -> bool:
    """Whether somebody is still to be told; a broadcast that is paused counts."""
    broadcast = broadcasts.find(tx, broadcast_id)
    return broadcast is not None and broadcast.state in (RUNNING, PAUSED)


def progress(tx: Tx, broadcast_id: int) -> Progress:
    """How far it has come; raises LookupError for an id that was never given."""
    broadcast = broadcasts.find(tx, broadcast_id)
    if broadcast is None:
        raise LookupError(f"There is no broadcast {broadcast_id}.")
    return progress_of(tx, broadcast)


def progress_of(tx: Tx, broadcast: Broadcast) -> Progress:
    counts = broadcasts.counts(tx, broadcast.id or 0) if broadcast.counts is None else broadcast.counts
    return Progress(broadcast.total, **counts)


def show(tx: Tx, broadcast: Broadcast, *, fresh: bool = False) -> None:
    """Tells who started it how far it has come: one message that is edited, or a new one at the end (`fresh`)."""
    to = None if broadcast.started_by is None else way_to(tx, broadcast.started_by, waits=True)
    if to is None or to.person_id is None:
        return
    broadcasts.change(tx, broadcast.id or 0, shown_at=tx.now)
    lang = registry.person(tx, to.person_id).lang
    begins = due.time_of(tx, DUE, broadcast.id or 0) or tx.now
    goes_on = moment_text(lang, begins, tx.now) if begins > tx.now + _SOON else ""
    screen = screen_of(lang, broadcast, progress_of(tx, broadcast), goes_on, fresh=fresh)
    outbox.send(tx, to, screen, Priority.UPDATE)


def screen_of(lang: str, broadcast: Broadcast, so_far: Progress, goes_on: str, *, fresh: bool = False) -> Screen:
    """The message of progress with the buttons that it leaves. goes_on: when, if it waits for that."""
    heading = f"broadcast-{broadcast.state}"
    if goes_on and broadcast.state == RUNNING:
        heading = "broadcast-waits"
    counts = {
        "left" if broadcast.state in (RUNNING, PAUSED) else "not-sent": so_far.waiting + so_far.queued,
        "unreachable": so_far.unreachable,
        "blocked": so_far.blocked,
        "failed": so_far.failed,
        "skipped": so_far.skipped,
    }
    lines = [
        locales.text(lang, heading, title=broadcast.title, at=goes_on),
        locales.text(lang, "broadcast-count-sent", count=so_far.sent, total=so_far.total),
        *(locales.text(lang, f"broadcast-count-{name}", count=count) for name, count in counts.items() if count),
    ]
    text = "\n".join(lines)
    offered = {RUNNING: ("pause", "cancel"), PAUSED: ("resume", "cancel-sure")}.get(broadcast.state, ())
    rows = tuple(
        Button(locales.text(lang, f"broadcast-{one}"), f"b:{broadcast.id}:{one.partition('-')[0]}") for one in offered
    )
    brief = text if broadcast.state in _SAID_WHERE_NOTHING_IS_EDITED else ""
    return Screen(text, (rows,) if rows else (), slot=f"broadcast:{broadcast.id}", fresh=fresh, brief=brief)


def _turn(tx: Tx, broadcast_id: int, from_states: tuple[str, ...], to_state: str) -> bool:
    broadcast = broadcasts.locked(tx, broadcast_id)
    if broadcast is None or broadcast.state not in from_states:
        return False
    over = {"ended_at": tx.now} if to_state == CANCELLED else {}
    broadcasts.change(tx, broadcast_id, state=to_state, position=0, **over)
    if to_state != RUNNING:
        broadcasts.take_back(tx, broadcast_id)
    due.arm(tx, DUE, broadcast_id, tx.now, Urgency.REMINDER)
    _show_as_it_is(tx, broadcast_id)
    return True


def _show_as_it_is(tx: Tx, broadcast_id: int) -> None:
    broadcast = broadcasts.find(tx, broadcast_id)
    if broadcast is not None:
        show(tx, broadcast)
