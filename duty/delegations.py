"""A head lets somebody act in the unit's name: named, declined, ended; over with its time, and both are told."""

from datetime import datetime

from duty.telling import tell
from incidents import access, posts
from incidents.ways import way_to
from rules.catalogue import Catalogue
from rules.escalation import QuietHours
from rules.rights import Right
from storage import audit, delegations, due, incidents, registry
from storage.database import Tx
from storage.due import Urgency
from storage.outbox import Priority
from storage.tables.duty import Delegation
from storage.tables.upkeep import Due

DUE = delegations.DUE


def name(tx: Tx, head_id: int, unit_id: int, to_id: int, what: str, ends_at: datetime) -> tuple[Delegation, bool]:
    """Lets somebody act for a unit until then; the delegation, and whether the deputy could be told.

    what: one of storage.delegations.WHAT. It takes the place of what the same head gave the same person there; the very
    same again (a press that came twice) changes nothing.
    """
    for known in delegations.of_units(tx, [unit_id]):
        if (known.to_id, known.from_id) != (to_id, head_id):
            continue
        if (known.what, known.ends_at) == (what, ends_at):
            return delegations.get(tx, known.id), way_to(tx, to_id) is not None
        delegations.close(tx, delegations.get(tx, known.id), "ended")
        due.disarm(tx, DUE, known.id)
    made = delegations.add(tx, unit_id=unit_id, from_id=head_id, to_id=to_id, what=what, ends_at=ends_at)
    due.arm(tx, DUE, made.id or 0, ends_at, Urgency.REMINDER)
    reached = tell(
        tx,
        to_id,
        "delegation-named",
        buttons=[("delegation-refuse", f"u:no:{made.id}")],
        slot=_slot(made),
        head=registry.person(tx, head_id).name,
        unit=registry.unit(tx, unit_id).name,
        what=what,
        until=ends_at,
    )
    return made, reached


def end(tx: Tx, rules: Catalogue, delegation: Delegation) -> bool:
    """The head ends it: the deputy is told. False when it was over already."""
    if not _close(tx, rules, delegation, "ended"):
        return False
    _tell_deputy(tx, delegation)
    return True


def decline(tx: Tx, rules: Catalogue, delegation: Delegation) -> bool:
    """The deputy does not want it, at once or later: the head is told. False when it was over already."""
    if not _close(tx, rules, delegation, "declined"):
        return False
    _tell_head(tx, delegation, "delegation-declined")
    return True


def on_due(tx: Tx, rules: Catalogue, what: Due) -> None:
    """The clock's call: its time is over, or the head is none any more; both are told."""
    due.disarm(tx, DUE, what.subject_id)
    delegation = delegations.find(tx, what.subject_id)
    if delegation is None or delegation.state != "active":
        return
    if delegation.ends_at > tx.now:
        due.arm(tx, DUE, what.subject_id, delegation.ends_at, Urgency.REMINDER)
        return
    if _close(tx, rules, delegation, "ended"):
        audit.note(tx, "delegation.end", "done", subject=f"delegation:{delegation.id}")
        _tell_deputy(tx, delegation, quiet=rules.calendar.quiet)
        _tell_head(tx, delegation, "delegation-over", quiet=rules.calendar.quiet)


def _close(tx: Tx, rules: Catalogue, delegation: Delegation, state: str) -> bool:
    if not delegations.close(tx, delegation, state):
        return False
    due.disarm(tx, DUE, delegation.id or 0)
    _give_back(tx, rules, delegation)
    return True


def _give_back(tx: Tx, rules: Catalogue, delegation: Delegation) -> None:
    """What the deputy has reported and may not add to any more is the head's to go on with."""
    since = delegation.created_at
    for known in incidents.live_of_reporter(tx, delegation.to_id, since):
        incident = incidents.get(tx, known.id or 0)
        if incident.unit_id != delegation.unit_id or incident.delegated_by is None:
            continue
        if access.person_allowed(tx, delegation.to_id, Right.ADD_TO_INCIDENT, incident):
            continue
        head = _head_of(tx, delegation)
        if head is not None:
            posts.give_to(tx, rules, incident, head)


def _head_of(tx: Tx, delegation: Delegation) -> int | None:
    """Whoever gave it if still the head there, else the present head."""
    heads = registry.holders(tx, "head", [delegation.unit_id])
    return delegation.from_id if delegation.from_id in heads else next(iter(heads), None)


def tell_head_of(tx: Tx, delegation: Delegation, actor: str) -> None:
    """Somebody else has named the deputy: the head hears of it, and can end it."""
    tell(
        tx,
        delegation.from_id,
        "delegation-named-for-head",
        priority=Priority.UPDATE,
        actor=actor,
        deputy=registry.person(tx, delegation.to_id).name,
        unit=registry.unit(tx, delegation.unit_id).name,
        until=delegation.ends_at,
    )


def _tell_deputy(tx: Tx, delegation: Delegation, *, quiet: QuietHours | None = None) -> None:
    tell(
        tx,
        delegation.to_id,
        "delegation-ended",
        slot=_slot(delegation),
        priority=Priority.UPDATE,
        quiet=quiet,
        head=registry.person(tx, delegation.from_id).name,
        unit=registry.unit(tx, delegation.unit_id).name,
    )


def _tell_head(tx: Tx, delegation: Delegation, key: str, *, quiet: QuietHours | None = None) -> None:
    tell(
        tx,
        delegation.from_id,
        key,
        priority=Priority.UPDATE,
        quiet=quiet,
        deputy=registry.person(tx, delegation.to_id).name,
        unit=registry.unit(tx, delegation.unit_id).name,
    )


def _slot(delegation: Delegation) -> str:
    return f"delegation:{delegation.id}"
