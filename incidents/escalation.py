"""The escalation: alerting step after step until somebody takes the incident.

The incident's row says how far the present run has come; the due time of kind "escalation" says when the next move is.
"""

from collections.abc import Collection, Sequence
from typing import Any

from incidents import administrators, calling, recipients, telling
from incidents.ways import way_to
from rules.catalogue import Catalogue
from rules.escalation import Move, Policy, next_move, not_before
from storage import due, incidents, outbox
from storage.database import Tx
from storage.due import Urgency
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


def begin(tx: Tx, rules: Catalogue, incident: Incident, *, told: Collection[int] = ()) -> Incident:
    """Starts a run from the first step, which goes out now unless quiet hours hold it back.

    told: who has just heard of it in another way, here and below; they get the alert if they have none, but no push.
    """
    policy = rules.policy_for(incident.severity, incident.category)
    incident = incidents.change(tx, incident.id or 0, policy=policy.id, step=-1, repeats=0, step_at=tx.now)
    return _go_on(tx, rules, incident, told)


def rise(
    tx: Tx, rules: Catalogue, incident: Incident, *, told: Collection[int] = (), key: str = "", **args: Any
) -> Incident:
    """The next step at once, whatever time is left; at the last step that one again.

    key: what whoever has the alert already hears, with its `args`; "": how long nobody has taken it.
    """
    last = len(policy_of(rules, incident).steps) - 1
    if incident.step < last:
        return _perform(tx, rules, incident, Move("step", incident.step + 1, tx.now), told, key, args)
    return _perform(tx, rules, incident, Move("repeat", last, tx.now), told, key, args)


def give(
    tx: Tx, rules: Catalogue, incident: Incident, people: Sequence[int], *, told: Collection[int], key: str, **args: Any
) -> Incident:
    """Calls these people now and lets the present step's time begin anew; rises at once if none can be reached."""
    incident = incidents.change(tx, incident.id or 0, step_at=tx.now, repeats=0)
    if not calling.call(tx, rules, incident, people, told=told, key=key, **args):
        return rise(tx, rules, incident, told=told, key=key, **args)
    _arm(tx, rules, incident)
    return incident


def adapt(tx: Tx, rules: Catalogue, incident: Incident, *, graver: bool, told: Collection[int]) -> Incident:
    """The report has changed: the policy that fits it now, and whoever would have been alerted by now.

    Graver while nobody has taken it: the graver policy begins from its first step. Taken: its first step hears of it,
    and whoever took it goes on.
    """
    if incident.status not in ("open", "acknowledged"):
        return incident
    if graver and incident.status == "open":
        return begin(tx, rules, incident, told=told)
    policy = rules.policy_for(incident.severity, incident.category)
    incident = incidents.change(tx, incident.id or 0, policy=policy.id)
    upto = 0 if graver else min(incident.step, len(policy.steps) - 1)
    have = [*telling.alerted(tx, incident), *calling.away(tx, incident)]
    for step in policy.steps[: upto + 1]:
        people = [one for one in recipients.of_step(tx, step, incident) if one not in have]
        if people:
            calling.call(tx, rules, incident, people)
    if incident.status == "open":
        _arm(tx, rules, incident)
    return incident


def stop(tx: Tx, incident: Incident) -> None:
    """Somebody has taken it, or it is over."""
    due.disarm(tx, DUE, incident.id or 0)
    telling.call_off(tx, incident)


def on_due(tx: Tx, rules: Catalogue, what: Due) -> None:
    """The clock's call: proves that the next move is still due, makes it, arms the one after."""
    incident = incidents.get(tx, what.subject_id)
    if incident.status != "open":
        due.disarm(tx, DUE, what.subject_id)
        return
    _go_on(tx, rules, incident)


def _go_on(tx: Tx, rules: Catalogue, incident: Incident, told: Collection[int] = ()) -> Incident:
    """Makes the next move if its time has come, otherwise arms it. After a stop of any length one move is made.

    A move that is overdue because the service stood still heeds the quiet hours of now.
    """
    move = _next(rules, incident)
    if move is not None and move.at <= tx.now:
        at = not_before(policy_of(rules, incident), incident.step, incident.severity, tx.now)
        if at <= tx.now:
            return _perform(tx, rules, incident, move, told, "", {})
        due.arm(tx, DUE, incident.id or 0, at, urgency_of(incident.severity))
        return incident
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


def _perform(
    tx: Tx,
    rules: Catalogue,
    incident: Incident,
    move: Move,
    told: Collection[int],
    key: str,
    args: dict[str, Any],
) -> Incident:
    """Makes a move. A step that reaches nobody is passed over at once; after the last one those below hear again."""
    identity, steps = incident.id or 0, policy_of(rules, incident).steps

    def call(people: Sequence[int]) -> list[int]:
        return calling.call(tx, rules, incident, list(dict.fromkeys(people)), told=told, key=key, **args)

    reached: list[int] = []
    first = move.step
    if move.kind == "repeat":
        incident = incidents.change(tx, identity, step=move.step, repeats=incident.repeats + 1, step_at=tx.now)
        reached = call([*recipients.of_step(tx, steps[move.step], incident), *calling.at_step(tx, incident)])
        first += 1
    for step in range(first, len(steps)):
        if reached:
            break
        incident = incidents.change(tx, identity, step=step, repeats=0, step_at=tx.now)
        reached = call(recipients.of_step(tx, steps[step], incident))
    for step in reversed(range(len(steps))):
        if reached:
            break
        reached = call(recipients.of_step(tx, steps[step], incident))
    if not reached:
        _nobody(tx, incident, recipients.of_step(tx, steps[0], incident))
    _arm(tx, rules, incident)
    return incident


def _nobody(tx: Tx, incident: Incident, first: Sequence[int]) -> None:
    """No leader can be reached: the administrators hear it each time, the head once; people must phone."""
    administrators.tell_nobody(tx, incident, first)
    to = way_to(tx, incident.reporter_id)
    slot = f"news:{incident.id}:head-nobody"
    if to is not None and incident.opened_at < tx.now and outbox.posted(tx, to.channel, to.address, slot) is None:
        telling.push(tx, incident, incident.reporter_id, "head-nobody")
