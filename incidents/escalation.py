"""The escalation: alerting step after step until somebody takes the incident.

The incident's row says how far the present run has come; the due time of kind "escalation" says when the next move is.
"""

from typing import Any

from incidents import recipients, telling
from rules.catalogue import Catalogue
from rules.escalation import Move, Policy, next_move
from storage import due, incidents, registry
from storage.database import Tx
from storage.due import Urgency
from storage.outbox import Priority
from storage.tables.incidents import Incident
from storage.tables.upkeep import Due

DUE = "escalation"


def urgency_of(severity: int) -> Urgency:
    """What comes first after a stop: the graver."""
    return Urgency(5 - severity)


def policy_of(rules: Catalogue, incident: Incident) -> Policy:
    """The policy the incident runs under; the present one for its kind if the Department has removed that."""
    for policy in rules.policies:
        if policy.id == incident.policy:
            return policy
    return rules.policy_for(incident.severity, incident.category)


def begin(tx: Tx, rules: Catalogue, incident: Incident) -> Incident:
    """Starts a run from the first step, which goes out now unless quiet hours hold it back."""
    policy = rules.policy_for(incident.severity, incident.category)
    incident = incidents.change(tx, incident.id or 0, policy=policy.id, step=-1, repeats=0, step_at=tx.now)
    return _go_on(tx, rules, incident)


def rise(tx: Tx, rules: Catalogue, incident: Incident) -> Incident:
    """The next step at once, whatever time is left; at the last step that one again."""
    policy = policy_of(rules, incident)
    last = len(policy.steps) - 1
    if incident.step < last:
        return _perform(tx, rules, incident, Move("step", incident.step + 1, tx.now))
    return _perform(tx, rules, incident, Move("repeat", last, tx.now))


def wait_again(tx: Tx, rules: Catalogue, incident: Incident) -> Incident:
    """The present step's time begins anew: somebody else has just been given the incident."""
    incident = incidents.change(tx, incident.id or 0, step_at=tx.now, repeats=0)
    _arm(tx, rules, incident)
    return incident


def stop(tx: Tx, incident: Incident) -> None:
    """Somebody has taken it, or it is over."""
    due.disarm(tx, DUE, incident.id or 0)


def on_due(tx: Tx, rules: Catalogue, what: Due) -> None:
    """The clock's call: proves that the next move is still due, makes it, arms the one after."""
    incident = incidents.get(tx, what.subject_id)
    if incident.status != "open":
        stop(tx, incident)
        return
    _go_on(tx, rules, incident)


def alert_person(tx: Tx, rules: Catalogue, incident: Incident, person_id: int) -> bool:
    """Alerts one person now, whatever the policy says; False (and noted) when no account of theirs works."""
    reachable = telling.way_to(tx, person_id) is not None
    state = "alerted" if reachable else "unreachable"
    first = incidents.note_alert(tx, incident.id or 0, person_id, incident.step, state)
    if reachable:
        _show(tx, rules, incident, person_id, with_files=first)
    return reachable


def reached_at_step(tx: Tx, incident: Incident) -> list[int]:
    """Whom the present step really reaches."""
    return [
        alert.person_id
        for alert in incidents.alerts(tx, incident.id or 0)
        if alert.step == incident.step and alert.state == "alerted"
    ]


def _go_on(tx: Tx, rules: Catalogue, incident: Incident) -> Incident:
    """Makes the next move if its time has come, otherwise arms it. After a stop of any length one move is made."""
    move = _next(rules, incident)
    if move is not None and move.at <= tx.now:
        return _perform(tx, rules, incident, move)
    _arm(tx, rules, incident)
    return incident


def _next(rules: Catalogue, incident: Incident) -> Move | None:
    return next_move(
        policy_of(rules, incident),
        step=incident.step,
        repeats=incident.repeats,
        last_at=incident.step_at or incident.opened_at,
        severity=incident.severity,
    )


def _arm(tx: Tx, rules: Catalogue, incident: Incident) -> None:
    move = _next(rules, incident)
    if move is None:
        due.disarm(tx, DUE, incident.id or 0)
    else:
        due.arm(tx, DUE, incident.id or 0, move.at, urgency_of(incident.severity))


def _perform(tx: Tx, rules: Catalogue, incident: Incident, move: Move) -> Incident:
    """Makes a move; a step that reaches nobody is passed over at once."""
    policy = policy_of(rules, incident)
    if move.kind == "repeat":
        incident = incidents.change(tx, incident.id or 0, repeats=incident.repeats + 1, step_at=tx.now)
        reached = _remind(tx, incident)
        if not reached and incident.step + 1 < len(policy.steps):
            return _perform(tx, rules, incident, Move("step", incident.step + 1, tx.now))
    else:
        reached = False
        for step in range(move.step, len(policy.steps)):
            incident = incidents.change(tx, incident.id or 0, step=step, repeats=0, step_at=tx.now)
            if _alert_step(tx, rules, incident, policy):
                reached = True
                break
    if not reached:
        tell_administrators(tx, incident, "admin-nobody")
    _arm(tx, rules, incident)
    return incident


def _alert_step(tx: Tx, rules: Catalogue, incident: Incident, policy: Policy) -> bool:
    """Alerts the people of the incident's step; True when one of them can be reached."""
    people = recipients.of_step(tx, policy.steps[incident.step], incident)
    reached = [person_id for person_id in people if telling.way_to(tx, person_id) is not None]
    lost = [person_id for person_id in people if person_id not in reached]
    states = {person_id: "alerted" if person_id in reached else "unreachable" for person_id in people}
    if lost:
        incidents.add_entry(tx, incident.id or 0, "unreachable", to=", ".join(registry.names(tx, lost)), people=lost)
    if reached:
        incidents.add_entry(
            tx,
            incident.id or 0,
            "alerted" if incident.step == 0 else "risen",
            to=", ".join(registry.names(tx, reached)),
            people=reached,
        )
    new = {one for one in people if incidents.note_alert(tx, incident.id or 0, one, incident.step, states[one])}
    for person_id in reached:
        _show(tx, rules, incident, person_id, with_files=person_id in new)
        if person_id not in new:
            _nudge(tx, incident, person_id)
    telling.refresh(tx, rules, incident, besides=reached)
    for person_id in lost:
        name = registry.person(tx, person_id).name
        tell_administrators(tx, incident, "admin-unreachable", about=person_id, name=name, incidents=incident.code)
    return bool(reached)


def _show(tx: Tx, rules: Catalogue, incident: Incident, person_id: int, *, with_files: bool) -> None:
    to = telling.way_to(tx, person_id)
    if to is None:
        return
    telling.show_leader(tx, rules, telling.seen(tx, incident), person_id, to)
    if with_files:
        telling.show_attached(tx, incident, to, registry.person(tx, person_id).lang)


def _remind(tx: Tx, incident: Incident) -> bool:
    """The people of the present step once more; True when one of them can be reached."""
    reminded = [_nudge(tx, incident, person_id) for person_id in reached_at_step(tx, incident)]
    return any(reminded)


def _nudge(tx: Tx, incident: Incident, person_id: int) -> bool:
    return telling.push(
        tx,
        incident,
        person_id,
        "nudge-repeat",
        action="acknowledge",
        minutes=max(1, int((tx.now - incident.opened_at).total_seconds() // 60)),
        unit=registry.unit(tx, incident.unit_id).name,
    )


def tell_administrators(tx: Tx, incident: Incident, key: str, *, about: int = 0, **args: Any) -> None:
    """A short message to every administrator of the tree the incident is in. about: the person it tells of, if any."""
    root = registry.ancestors(registry.unit(tx, incident.unit_id).path)[:1]
    for person_id in registry.holders(tx, "administrator", root):
        slot = f"admin:{incident.id}:{key}:{about}"
        telling.push(tx, incident, person_id, key, slot=slot, priority=Priority.ANSWER, **args)
