"""What leaders do about an incident. Each returns the incident as it is afterwards.

Raises NotPossible when the status does not allow it any more (somebody was quicker); the caller shows how things stand.
"""

from incidents import escalation, promises, telling
from incidents.facts import moment_text
from rules.catalogue import Catalogue
from rules.lifecycle import Action, Status, after, allowed
from storage import incidents, registry
from storage.database import Tx
from storage.registry import Member
from storage.tables.incidents import Incident


class NotPossible(Exception):
    """The incident is not in a status that allows the action; `incident` tells how it stands."""

    def __init__(self, incident: Incident) -> None:
        super().__init__(f"{incident.code} is {incident.status}")
        self.incident = incident


def acknowledge(tx: Tx, rules: Catalogue, member: Member, incident_id: int) -> Incident:
    """Takes the incident: the escalation stops, the head learns by whom, the promise of an update begins."""
    incident = _moved(tx, incident_id, Action.ACKNOWLEDGE, taken_by=member.person_id, taken_at=tx.now)
    incidents.add_entry(tx, incident_id, "acknowledge", member.person_id)
    escalation.stop(tx, incident)
    incident = promises.expect_update(tx, rules, incident)
    lang = registry.person(tx, incident.reporter_id).lang
    owed = incident.update_due_at
    telling.push(
        tx,
        incident,
        incident.reporter_id,
        "head-acknowledge",
        actor=member.name,
        due=moment_text(lang, owed, tx.now) if owed else "none",
    )
    telling.refresh(tx, rules, incident)
    return incident


def ask(tx: Tx, rules: Catalogue, member: Member, incident_id: int, text: str) -> Incident:
    """A question to the head; it carries its own button, and a reply to it is its answer."""
    incident = _moved(tx, incident_id, Action.ASK)
    entry_id = incidents.add_entry(tx, incident_id, "ask", member.person_id, text)
    telling.push(
        tx,
        incident,
        incident.reporter_id,
        "head-ask",
        action=f"answer:{entry_id}",
        slot=f"question:{entry_id}",
        actor=member.name,
        text=text,
    )
    telling.refresh(tx, rules, incident)
    return incident


def instruct(tx: Tx, rules: Catalogue, member: Member, incident_id: int, text: str) -> Incident:
    """An instruction to the head, on the timeline for everybody."""
    incident = _moved(tx, incident_id, Action.INSTRUCT)
    entry_id = incidents.add_entry(tx, incident_id, "instruct", member.person_id, text)
    telling.push(
        tx,
        incident,
        incident.reporter_id,
        "head-instruct",
        action="update",
        slot=f"instruction:{entry_id}",
        actor=member.name,
        text=text,
    )
    telling.refresh(tx, rules, incident)
    return incident


def hand_over(tx: Tx, rules: Catalogue, member: Member, incident_id: int, division: str) -> Incident:
    """Gives the incident to a division: its people are alerted now; open until one of them takes it."""
    incident = _moved(tx, incident_id, Action.HAND_OVER, taken_by=None, taken_at=None, division=division)
    incident = promises.forget_update(tx, incident)
    incidents.add_entry(
        tx, incident_id, "hand_over", member.person_id, to=rules.division(division).name.vi, division=division
    )
    for person_id in people_of(tx, incident, division):
        if escalation.alert_person(tx, rules, incident, person_id):
            telling.push(tx, incident, person_id, "nudge-handed", action="acknowledge", actor=member.name)
    incident = escalation.wait_again(tx, rules, incident)
    if not escalation.reached_at_step(tx, incident):
        incident = escalation.rise(tx, rules, incident)
    telling.refresh(tx, rules, incident)
    return incident


def people_of(tx: Tx, incident: Incident, division: str) -> list[int]:
    """Who works in a division of the Department: its heads first, then its specialists."""
    root = registry.ancestors(registry.unit(tx, incident.unit_id).path)[:1]
    return [
        person_id
        for role in ("division_head", "specialist", "communications")
        for person_id in registry.holders(tx, role, root, division)
    ]


def escalate(tx: Tx, rules: Catalogue, member: Member, incident_id: int) -> Incident:
    """Calls the next step now; open until one of them takes it."""
    incident = _moved(tx, incident_id, Action.ESCALATE, taken_by=None, taken_at=None)
    incident = promises.forget_update(tx, incident)
    incidents.add_entry(tx, incident_id, "escalate", member.person_id)
    incident = escalation.rise(tx, rules, incident)
    telling.refresh(tx, rules, incident)
    return incident


def resolve(tx: Tx, rules: Catalogue, member: Member, incident_id: int, text: str) -> Incident:
    """The handling is over; the head is asked for the final report."""
    incident = _moved(tx, incident_id, Action.RESOLVE, ended_at=tx.now)
    incidents.add_entry(tx, incident_id, "resolve", member.person_id, text)
    escalation.stop(tx, incident)
    incident = promises.forget_update(tx, incident)
    owed = promises.expect_final_report(tx, rules, incident)
    lang = registry.person(tx, incident.reporter_id).lang
    telling.push(
        tx,
        incident,
        incident.reporter_id,
        "head-resolve",
        action="final_report",
        actor=member.name,
        text=text,
        due=moment_text(lang, owed, tx.now) if owed else "none",
    )
    telling.refresh(tx, rules, incident)
    return incident


def close(tx: Tx, rules: Catalogue, member: Member, incident_id: int) -> Incident:
    """The file is closed; nothing is owed any more."""
    incident = _moved(tx, incident_id, Action.CLOSE, ended_at=tx.now)
    incidents.add_entry(tx, incident_id, "close", member.person_id)
    incident = promises.forget_all(tx, incident)
    telling.push(tx, incident, incident.reporter_id, "head-close")
    telling.refresh(tx, rules, incident)
    return incident


def reopen(tx: Tx, rules: Catalogue, member: Member, incident_id: int, text: str) -> Incident:
    """Not over after all: open, and the escalation goes on from the step it had reached."""
    incident = _moved(tx, incident_id, Action.REOPEN, taken_by=None, taken_at=None, ended_at=None)
    incidents.add_entry(tx, incident_id, "reopen", member.person_id, text)
    incident = promises.forget_all(tx, incident)
    telling.push(tx, incident, incident.reporter_id, "head-reopen", action="update", actor=member.name, text=text)
    for person_id in telling.interested(tx, incident, besides=[member.person_id]):
        telling.push(tx, incident, person_id, "nudge-reopen", action="acknowledge", actor=member.name, text=text)
    incident = escalation.wait_again(tx, rules, incident)
    telling.refresh(tx, rules, incident)
    return incident


def _moved(tx: Tx, incident_id: int, action: Action, **values: object) -> Incident:
    """The incident in the status that the action leads to; raises NotPossible."""
    incident = incidents.get(tx, incident_id)
    status = Status(incident.status)
    if not allowed(status, action):
        raise NotPossible(incident)
    return incidents.change(tx, incident_id, status=after(status, action).value, **values)
