"""Exchanging shifts: somebody asks, the other consents with one press, both and the chief of office see the result."""

from datetime import timedelta
from typing import Any

from duty import roster
from duty.telling import tell
from rules.catalogue import Catalogue
from storage import audit, due, registry, shifts
from storage.database import Tx
from storage.due import Urgency
from storage.outbox import Priority
from storage.registry import Member
from storage.shifts import Shift
from storage.tables.duty import DutySwap
from storage.tables.upkeep import Due

DUE = "swap"
ANSWER_WITHIN = timedelta(hours=24)


def ask(tx: Tx, asker: Member, shift: Shift, other_id: int, other: Shift | None) -> tuple[DutySwap, bool]:
    """Asks somebody to take a shift, in exchange for one of theirs if `other` is given.

    The request, and whether the other could be asked (else it ends at once). It lasts a day, and not beyond the
    beginning of a shift.
    """
    expires_at = min(one for one in (tx.now + ANSWER_WITHIN, shift.starts_at, other and other.starts_at) if one)
    swap = shifts.ask_swap(
        tx,
        shift_id=shift.id,
        other_shift_id=other.id if other else None,
        asker_id=asker.person_id,
        other_id=other_id,
        expires_at=expires_at,
    )
    due.arm(tx, DUE, swap.id or 0, expires_at, Urgency.REMINDER)
    reached = tell(
        tx,
        other_id,
        "swap-asked" if other else "swap-asked-to-take",
        buttons=[("swap-accept", f"t:yes:{swap.id}"), ("swap-decline", f"t:no:{swap.id}")],
        slot=_slot(swap),
        name=asker.name,
        **_times(shift, other),
        until=expires_at,
    )
    if not reached:
        shifts.close_swap(tx, swap.id or 0, "expired")
        due.disarm(tx, DUE, swap.id or 0)
    return swap, reached


def accept(tx: Tx, swap: DutySwap) -> bool:
    """Exchanges the shifts; False, and nothing is changed, where it is over or the shifts are not theirs any more."""
    shifts.lock(tx, filter(None, (swap.shift_id, swap.other_shift_id)))
    shift = shifts.find(tx, swap.shift_id)
    other = shifts.find(tx, swap.other_shift_id) if swap.other_shift_id else None
    if not _possible(tx, swap, shift, other) or shift is None or not shifts.close_swap(tx, swap.id or 0, "accepted"):
        return False
    due.disarm(tx, DUE, swap.id or 0)
    shifts.give(tx, shift.id, swap.asker_id, swap.other_id)
    if other is not None:
        shifts.give(tx, other.id, swap.other_id, swap.asker_id)
    for request in shifts.asked_for(tx, shift.id):
        shifts.close_swap(tx, request.id or 0, "expired")
        due.disarm(tx, DUE, request.id or 0)
    roster.watch(tx, shift.unit_id)
    told = _names(tx, swap)
    key = "swap-done" if other else "swap-taken"
    for person_id in dict.fromkeys([swap.asker_id, *roster.chiefs(tx, shift.unit_id)]):
        if person_id != swap.other_id:
            tell(tx, person_id, key, **told, **_times(shift, other))
    return True


def decline(tx: Tx, swap: DutySwap) -> bool:
    """Leaves everything as it is; False when it was over already."""
    if swap.expires_at <= tx.now or not shifts.close_swap(tx, swap.id or 0, "declined"):
        return False
    due.disarm(tx, DUE, swap.id or 0)
    shift = shifts.find(tx, swap.shift_id)
    if shift is not None:
        told = {**_names(tx, swap), **_times(shift, None)}
        tell(tx, swap.asker_id, "swap-declined", **told)
        for person_id in roster.chiefs(tx, shift.unit_id):
            if person_id not in (swap.asker_id, swap.other_id):
                tell(tx, person_id, "swap-declined", silent=True, priority=Priority.REMINDER, **told)
    return True


def on_due(tx: Tx, rules: Catalogue, what: Due) -> None:
    """The clock's call: nobody has answered; whoever asked still has the shift."""
    due.disarm(tx, DUE, what.subject_id)
    swap = shifts.find_swap(tx, what.subject_id)
    if swap is None or swap.expires_at > tx.now or not shifts.close_swap(tx, what.subject_id, "expired"):
        return
    audit.note(tx, "swap.expire", "done", subject=f"swap:{swap.id}")
    shift = shifts.find(tx, swap.shift_id)
    if shift is not None and shift.person_id == swap.asker_id:
        other = registry.person(tx, swap.other_id).name
        tell(tx, swap.asker_id, "swap-expired", priority=Priority.UPDATE, quiet=rules.calendar.quiet, other=other)
    tell(tx, swap.other_id, "swap-is-over", slot=_slot(swap), silent=True, priority=Priority.UPDATE)


def _possible(tx: Tx, swap: DutySwap, shift: Shift | None, other: Shift | None) -> bool:
    """Whether it is still open and both have what they give, and may be on duty for it."""
    if swap.state != "asked" or swap.expires_at <= tx.now or shift is None or shift.person_id != swap.asker_id:
        return False
    if not roster.may_be_on_duty(tx, swap.other_id, shift.unit_id):
        return False
    if swap.other_shift_id is None:
        return True
    return (
        other is not None
        and other.person_id == swap.other_id
        and roster.may_be_on_duty(tx, swap.asker_id, other.unit_id)
    )


def _names(tx: Tx, swap: DutySwap) -> dict[str, Any]:
    return {"asker": registry.person(tx, swap.asker_id).name, "other": registry.person(tx, swap.other_id).name}


def _times(shift: Shift, other: Shift | None) -> dict[str, Any]:
    given = other or shift
    return {
        "starts": shift.starts_at,
        "ends": shift.ends_at,
        "other_starts": given.starts_at,
        "other_ends": given.ends_at,
    }


def _slot(swap: DutySwap) -> str:
    return f"swap:{swap.id}"
