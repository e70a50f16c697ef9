"""The duty roster: shifts made and removed, and a hole in it told a day ahead to the chief of office, each hole once.

The due time of kind "roster" belongs to a unit whose roster is kept; it looks anew every few hours as well, for
somebody on the roster may have left.
"""

from datetime import datetime, timedelta

from duty.telling import tell
from incidents import access
from rules.catalogue import Catalogue
from rules.escalation import QuietHours, after_quiet, before_quiet
from rules.rights import Right, Subject, may
from rules.roster import Hole, holes
from storage import due, registry, shifts
from storage.database import Tx
from storage.due import Urgency
from storage.outbox import Priority
from storage.registry import Member
from storage.shifts import Shift
from storage.tables.upkeep import Due

DUE = "roster"
AHEAD = timedelta(days=1)
LONGEST = timedelta(days=14)
_LOOKS_EVERY = timedelta(hours=6)
_FAR = timedelta(days=366)


def may_be_on_duty(tx: Tx, person_id: int, unit_id: int) -> bool:
    """Whether the person's posts let an alert of this unit, or of one below it, reach him or her."""
    holder = access.holder(registry.posts_of(tx, person_id), person_id)
    return may(Right.BE_ALERTED, holder, Subject(registry.unit(tx, unit_id).path, alerted=True))


def add(tx: Tx, by: Member, unit_id: int, person_id: int, starts_at: datetime, ends_at: datetime) -> int:
    """One more shift; whoever has it is told. Its id, also when it was there already."""
    for known in shifts.between(tx, [unit_id], starts_at, ends_at):
        if (known.person_id, known.starts_at, known.ends_at) == (person_id, starts_at, ends_at):
            return known.id
    shift_id = shifts.add(tx, unit_id, person_id, starts_at, ends_at)
    watch(tx, unit_id)
    if person_id != by.person_id:
        tell(tx, person_id, "shift-given", name=by.name, starts=starts_at, ends=ends_at)
    return shift_id


def remove(tx: Tx, by: Member, shift: Shift) -> bool:
    """The shift is none any more; whoever had it is told. False when it was gone already."""
    if not shifts.remove(tx, shift.id):
        return False
    watch(tx, shift.unit_id)
    if shift.person_id != by.person_id:
        tell(tx, shift.person_id, "shift-removed", name=by.name, starts=shift.starts_at, ends=shift.ends_at)
    return True


def holes_of(tx: Tx, unit_id: int, until: datetime) -> list[Hole]:
    """The holes not over that begin before `until`; none before the roster's first shift, and none without a roster."""
    begins, known = shifts.covered(tx, unit_id)
    if begins is None:
        return []
    found = holes(known, begins, until)
    return [hole for hole in found if hole.ends_at is None or hole.ends_at > tx.now]


def watch(tx: Tx, unit_id: int) -> None:
    """The roster has changed: the clock looks at it at once."""
    due.arm(tx, DUE, unit_id, tx.now, Urgency.REMINDER)


def ensure(tx: Tx) -> None:
    """Watches every roster that nobody watches yet."""
    for unit_id in shifts.units_with_roster(tx):
        if not due.armed(tx, DUE, unit_id):
            watch(tx, unit_id)


def on_due(tx: Tx, rules: Catalogue, what: Due) -> None:
    """The clock's call: every hole of the next day that was not told yet, and when to look next."""
    unit_id, quiet = what.subject_id, rules.calendar.quiet
    if not shifts.is_expected(tx, unit_id):
        due.disarm(tx, DUE, unit_id)
        return
    at = tx.now + _LOOKS_EVERY
    for hole in holes_of(tx, unit_id, tx.now + _FAR):
        tell_at = _tell_at(quiet, hole, tx.now)
        if tell_at > tx.now:
            at = min(at, tell_at)
        elif shifts.note_hole(tx, unit_id, hole.starts_at, hole.ends_at):
            _tell_hole(tx, unit_id, hole)
    due.arm(tx, DUE, unit_id, at, Urgency.REMINDER)


def chiefs(tx: Tx, unit_id: int) -> list[int]:
    """The chiefs of office at a unit or above it; whoever else edits the roster where there is none."""
    line = registry.ancestors(registry.unit(tx, unit_id).path)
    return registry.holders(tx, "chief_of_office", line) or registry.holders(tx, "administrator", line)


def _tell_at(quiet: QuietHours, hole: Hole, now: datetime) -> datetime:
    """A day ahead, in the evening before where that would be at night; what is late already waits for the morning."""
    at = before_quiet(quiet, hole.starts_at - AHEAD)
    return at if at > now else min(after_quiet(quiet, now), max(hole.starts_at, now))


def _tell_hole(tx: Tx, unit_id: int, hole: Hole) -> None:
    for person_id in chiefs(tx, unit_id):
        tell(
            tx,
            person_id,
            "roster-hole" if hole.ends_at is not None else "roster-ends",
            buttons=[("roster-open", "c:lichtruc")],
            priority=Priority.UPDATE,
            unit=registry.unit(tx, unit_id).name,
            starts=hole.starts_at,
            ends=hole.ends_at or hole.starts_at,
        )
