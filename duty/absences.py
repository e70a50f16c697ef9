"""A leader's alerts go to a substitute for a time: asked for, consented to, begun, over; both are told."""

from datetime import datetime

from duty.telling import tell
from incidents import access, calling, telling
from rules.catalogue import Catalogue
from rules.escalation import QuietHours
from rules.lifecycle import Status
from rules.standing_in import closes_a_circle
from storage import absences, audit, due, incidents, registry
from storage.database import Tx
from storage.due import Urgency
from storage.outbox import Priority
from storage.registry import Member
from storage.tables.duty import Absence
from storage.tables.incidents import Incident
from storage.tables.upkeep import Due

DUE = "absence"


def problem(tx: Tx, person_id: int, substitute_id: int, starts_at: datetime, ends_at: datetime) -> str:
    """Why this cannot be asked for, as a key of the locales; "" if it can."""
    if ends_at <= max(starts_at, tx.now):
        return "absence-no-time"
    if substitute_id == person_id or not access.is_leader(tx, substitute_id):
        return "absence-not-a-leader"
    if absences.overlapping(tx, person_id, starts_at, ends_at):
        return "absence-overlaps"
    return _circle(tx, person_id, substitute_id, starts_at, ends_at)


def is_asked(tx: Tx, person_id: int, substitute_id: int, ends_at: datetime) -> bool:
    """Whether this very thing was asked for already: a press that came twice."""
    return any(
        one.substitute_id == substitute_id and one.ends_at == ends_at
        for one in absences.overlapping(tx, person_id, tx.now, ends_at)
    )


def ask(tx: Tx, leader: Member, substitute_id: int, starts_at: datetime, ends_at: datetime) -> tuple[Absence, bool]:
    """Asks the substitute; the absence, which holds only with consent, and whether the substitute could be asked.

    Whoever cannot be asked cannot consent, so it ends at once.
    """
    asked = absences.add(
        tx, person_id=leader.person_id, substitute_id=substitute_id, starts_at=starts_at, ends_at=ends_at
    )
    _arm(tx, asked)
    reached = tell(
        tx,
        substitute_id,
        "absence-asked",
        buttons=[("absence-accept", f"v:yes:{asked.id}"), ("absence-decline", f"v:no:{asked.id}")],
        slot=_slot(asked),
        name=leader.name,
        starts=starts_at,
        until=ends_at,
    )
    if not reached:
        absences.move(tx, asked, "ended", closed_at=tx.now)
        due.disarm(tx, DUE, asked.id or 0)
    return asked, reached


def accept(tx: Tx, rules: Catalogue, absence: Absence) -> str:
    """The substitute consents: it holds, now or from its beginning. A key that says why not; "" if it is done."""
    if absence.state != "asked" or absence.ends_at <= tx.now:
        return "absence-is-over"
    if not access.is_leader(tx, absence.substitute_id):
        return "absence-not-yours"
    absences.lock(tx)
    circle = _circle(tx, absence.person_id, absence.substitute_id, absence.starts_at, absence.ends_at)
    if circle:
        return circle
    if not absences.move(tx, absence, "accepted", told_at=None):
        return "absence-is-over"
    accepted = absences.get(tx, absence.id or 0)
    tell(
        tx,
        absence.person_id,
        "absence-accepted",
        buttons=[("absence-end", f"v:end:{absence.id}")],
        slot=_slot(absence),
        name=registry.person(tx, absence.substitute_id).name,
        starts=absence.starts_at,
        until=absence.ends_at,
    )
    if accepted.starts_at <= tx.now:
        _hand_on(tx, rules, accepted)
    _arm(tx, absences.get(tx, absence.id or 0))
    return ""


def close(tx: Tx, absence: Absence, by: int) -> bool:
    """The leader is back or needs no substitute, or the substitute declines or stops; the other one is told.

    False when it was over already.
    """
    declined = by == absence.substitute_id
    if absence.state not in absences.OPEN or not absences.move(
        tx, absence, "declined" if declined else "ended", closed_at=tx.now
    ):
        return False
    due.disarm(tx, DUE, absence.id or 0)
    if declined:
        name = registry.person(tx, absence.substitute_id).name
        tell(tx, absence.person_id, "absence-declined", slot=_slot(absence), name=name)
    else:
        _tell_over(tx, absence.substitute_id, absence, registry.person(tx, absence.person_id).name)
    return True


def on_due(tx: Tx, rules: Catalogue, what: Due) -> None:
    """The clock's call: it begins, is over, or was never consented to."""
    due.disarm(tx, DUE, what.subject_id)
    absence = absences.find(tx, what.subject_id)
    if absence is None or absence.state not in absences.OPEN:
        return
    if absence.ends_at <= tx.now:
        _over(tx, rules, absence)
    elif absence.starts_at <= tx.now and absence.told_at is None:
        if absence.state == "accepted" and not access.is_leader(tx, absence.substitute_id):
            _lost(tx, rules, absence)
            return
        if absence.state == "accepted":
            leader, other = registry.person(tx, absence.person_id), registry.person(tx, absence.substitute_id)
            tell(tx, absence.person_id, "absence-begins", quiet=rules.calendar.quiet, name=other.name)
            tell(tx, absence.substitute_id, "absence-begins-you", quiet=rules.calendar.quiet, name=leader.name)
            _hand_on(tx, rules, absence)
        else:
            absences.note_told(tx, absence.id or 0)
            name = registry.person(tx, absence.substitute_id).name
            tell(tx, absence.person_id, "absence-no-answer", quiet=rules.calendar.quiet, name=name)
    if absence.ends_at > tx.now:
        _arm(tx, absences.get(tx, what.subject_id))


def _lost(tx: Tx, rules: Catalogue, absence: Absence) -> None:
    """The substitute has no post any more that lets incidents be seen."""
    if absences.move(tx, absence, "ended", closed_at=tx.now):
        audit.note(tx, "absence.end", "done", subject=f"absence:{absence.id}", reason="no_post")
        name = registry.person(tx, absence.substitute_id).name
        tell(tx, absence.person_id, "absence-lost", quiet=rules.calendar.quiet, name=name)


def _over(tx: Tx, rules: Catalogue, absence: Absence) -> None:
    if not absences.move(tx, absence, "ended", closed_at=tx.now):
        return
    audit.note(tx, "absence.end", "done", subject=f"absence:{absence.id}")
    if absence.state == "accepted":
        name = registry.person(tx, absence.person_id).name
        _tell_over(tx, absence.substitute_id, absence, name, quiet=rules.calendar.quiet)
        quiet = rules.calendar.quiet
        tell(tx, absence.person_id, "absence-over-you", slot=_slot(absence), priority=Priority.UPDATE, quiet=quiet)
    else:
        name = registry.person(tx, absence.substitute_id).name
        tell(tx, absence.person_id, "absence-never", quiet=rules.calendar.quiet, name=name)


def _tell_over(tx: Tx, to: int, absence: Absence, name: str, *, quiet: QuietHours | None = None) -> None:
    tell(tx, to, "absence-over", slot=_slot(absence), priority=Priority.UPDATE, quiet=quiet, name=name)


def _hand_on(tx: Tx, rules: Catalogue, absence: Absence) -> None:
    """Of what is open: the substitute is alerted where the leader was, and offered what the leader has taken."""
    absences.note_told(tx, absence.id or 0)
    taken = incidents.taken_by(tx, absence.person_id)
    called = [one for one in incidents.alerted_live(tx, absence.person_id) if one.status == Status.OPEN]
    for known in called:
        incident = incidents.get(tx, known.id or 0)
        if incident.status == Status.OPEN:
            calling.call(tx, rules, incident, [absence.person_id], told=[absence.substitute_id])
    for known in taken:
        incident = incidents.get(tx, known.id or 0)
        if incident.status == Status.ACKNOWLEDGED and incident.taken_by == absence.person_id:
            _offer(tx, rules, incident, absence)


def _offer(tx: Tx, rules: Catalogue, incident: Incident, absence: Absence) -> None:
    incidents.note_alert(tx, incident.id or 0, absence.substitute_id, incident.step, "alerted")
    telling.show_silently(tx, rules, telling.seen(tx, incident), absence.substitute_id)
    telling.push(
        tx,
        incident,
        absence.substitute_id,
        "nudge-offered",
        action="take_over",
        absent=registry.person(tx, absence.person_id).name,
        unit=registry.unit(tx, incident.unit_id).name,
    )


def _circle(tx: Tx, person_id: int, substitute_id: int, starts_at: datetime, ends_at: datetime) -> str:
    others = absences.substitutes_between(tx, starts_at, ends_at)
    return "absence-circle" if closes_a_circle(person_id, substitute_id, others) else ""


def _arm(tx: Tx, absence: Absence) -> None:
    """The next thing that the clock has to do about it: its beginning, then its end."""
    begun = absence.told_at is not None or absence.starts_at <= tx.now
    at = absence.ends_at if begun else absence.starts_at
    due.arm(tx, DUE, absence.id or 0, at, Urgency.REMINDER)


def _slot(absence: Absence) -> str:
    return f"absence:{absence.id}"
