"""A reform of the units with all that follows, now or on the day that it is laid down for."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from itertools import groupby

from duty import roster
from incidents import administrators, posts
from rules.catalogue import Catalogue
from storage import audit, due, planned_reforms, turns
from storage.database import Tx
from storage.due import Urgency
from storage.planned_reforms import PLANNED
from storage.reform import Reform, ReformRow, carry_out
from storage.tables.upkeep import Due

DUE = "reform"
EVE = "reform_eve"
_EVE_BEFORE = timedelta(hours=15)  # nine o'clock of the day before
_AGAIN = timedelta(minutes=1)
_REASONS_TOLD = 10


class _CannotBeDone(Exception):
    """Nothing of it stays."""


def reform(
    tx: Tx, rules: Catalogue, rows: Sequence[ReformRow], told: Callable[[int], None] = lambda _done: None
) -> Reform:
    """Does every row, and what follows for rosters and for open incidents; with refusals it is to be rolled back."""
    done = carry_out(tx, rows, told)
    for unit_id in done.rosters:
        roster.watch(tx, unit_id)
    for unit_id in dict.fromkeys(done.grown):
        posts.settle_reported(tx, rules, unit_id)
    return done


def plan(tx: Tx, rows: Iterable[ReformRow]) -> list[tuple[int, datetime, int]]:
    """Lays rows down for their days, a plan a day: (its number, from when it holds, how many rows)."""
    laid = []
    for holds_from, of_day in groupby(sorted(rows, key=lambda row: row.since), key=lambda row: row.since):
        together = list(of_day)
        number = planned_reforms.add(tx, together, holds_from)
        due.arm(tx, DUE, number, holds_from, Urgency.UPKEEP)
        if holds_from - _EVE_BEFORE > tx.now:
            due.arm(tx, EVE, number, holds_from - _EVE_BEFORE, Urgency.REMINDER)
        audit.note(tx, "units.reform.plan", "done", subject=f"reform:{number}", rows=len(together))
        laid.append((number, holds_from, len(together)))
    return laid


def cancel(tx: Tx, number: int) -> bool:
    """False when there is no such plan, or it has ended already."""
    if not planned_reforms.settle(tx, number, "cancelled"):
        return False
    _disarm(tx, number)
    audit.note(tx, "units.reform.cancel", "done", subject=f"reform:{number}")
    return True


def on_eve(tx: Tx, _rules: Catalogue, what: Due) -> None:
    """The administrators hear the day before, while it can still be cancelled."""
    due.disarm(tx, EVE, what.subject_id)
    found = planned_reforms.find(tx, what.subject_id)
    if found is not None and found.state == PLANNED:
        administrators.tell_reform(tx, "reform-eve", what.subject_id, found.holds_from, len(found.rows))


def on_due(tx: Tx, rules: Catalogue, what: Due) -> None:
    """The day has come: all of it is done or nothing, and the administrators hear. A list in hand is waited for."""
    if turns.is_taken(tx):
        due.arm(tx, DUE, what.subject_id, tx.now + _AGAIN, Urgency.UPKEEP)
        return
    _disarm(tx, what.subject_id)
    found = planned_reforms.find(tx, what.subject_id)
    if found is None or found.state != PLANNED:
        return
    reasons = _do(tx, rules, planned_reforms.rows_of(found))
    planned_reforms.settle(tx, what.subject_id, "failed" if reasons else "done", reasons)
    key = "reform-failed" if reasons else "reform-done"
    administrators.tell_reform(
        tx, key, what.subject_id, found.holds_from, len(found.rows), "\n".join(reasons[:_REASONS_TOLD])
    )


def _do(tx: Tx, rules: Catalogue, rows: Sequence[ReformRow]) -> list[str]:
    """Why it cannot be done; then nothing has been."""
    reasons: list[str] = []
    try:
        with tx.connection.begin_nested():
            reasons = [f"{number}: {reason}" for number, reason in _refused(reform(tx, rules, rows))]
            if reasons:
                raise _CannotBeDone
    except _CannotBeDone:
        audit.note(tx, "units.reform", "failed", rows=len(rows))
    return reasons


def _refused(done: Reform) -> list[tuple[int, str]]:
    return [(refusal.number, refusal.reason) for refusal in done.refusals]


def _disarm(tx: Tx, number: int) -> None:
    due.disarm(tx, DUE, number)
    due.disarm(tx, EVE, number)
