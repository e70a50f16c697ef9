"""What leaders do about an incident. Each returns the incident as it is afterwards.

Raises NotPossible when the status does not allow it any more (somebody was quicker); the caller shows how things stand.
"""

from incidents import escalation, promises, recipients, substitutes, telling
from incidents.facts import moment_text, shortened
from incidents.media import clock as media_clock
from rules.catalogue import Catalogue
from rules.lifecycle import Action, Status, after, allowed
from rules.subjects import Division
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


def take_over(tx: Tx, rules: Catalogue, member: Member, incident_id: int) -> Incident:
    """Takes what an absent leader has taken, standing in for that leader; raises NotPossible for anybody else."""
    before = incidents.get(tx, incident_id)
    taker = before.taken_by
    if taker is None or member.person_id == taker or member.person_id not in substitutes.present(tx, [taker]):
        raise NotPossible(before)
    incident = _moved(tx, incident_id, Action.TAKE_OVER, taken_by=member.person_id, taken_at=tx.now)
    absent = registry.person(tx, taker).name
    incidents.add_entry(tx, incident_id, "take_over", member.person_id, to=absent)
    incidents.note_alert(tx, incident_id, member.person_id, incident.step, "alerted")
    telling.push(tx, incident, incident.reporter_id, "head-take-over", actor=member.name, absent=absent)
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
    before = incidents.get(tx, incident_id)
    incident = _moved(tx, incident_id, Action.HAND_OVER, taken_by=None, taken_at=None, division=division)
    name = rules.division(division).name.vi
    incidents.add_entry(tx, incident_id, "hand_over", member.person_id, to=name, division=division)
    people = recipients.of_division(tx, incident, division)
    incident = escalation.give(
        tx, rules, incident, people, told=[member.person_id], key="nudge-handed", actor=member.name
    )
    if before.taken_by not in substitutes.present(tx, people):
        _relieve(tx, before, member, "nudge-relieved-hand-over", division=rules.division(division))
    return incident


def escalate(tx: Tx, rules: Catalogue, member: Member, incident_id: int) -> Incident:
    """Calls the next step now; open until one of them takes it."""
    before = incidents.get(tx, incident_id)
    incident = _moved(tx, incident_id, Action.ESCALATE, taken_by=None, taken_at=None)
    incidents.add_entry(tx, incident_id, "escalate", member.person_id)
    told = [member.person_id] if before.taken_by is None else [member.person_id, before.taken_by]
    unit = registry.unit(tx, incident.unit_id).name
    incident = escalation.rise(tx, rules, incident, told=told, key="nudge-escalated", actor=member.name, unit=unit)
    _relieve(tx, before, member, "nudge-relieved-escalate")
    return incident


def resolve(tx: Tx, rules: Catalogue, member: Member, incident_id: int, text: str) -> Incident:
    """The handling is over; the head is asked for the final report unless it is there already."""
    before = incidents.get(tx, incident_id)
    incident = _moved(tx, incident_id, Action.RESOLVE, ended_at=tx.now)
    incidents.add_entry(tx, incident_id, "resolve", member.person_id, text)
    escalation.stop(tx, incident)
    incident = promises.forget_update(tx, incident)
    head = incident.reporter_id
    if promises.final_report_is_there(tx, incident):
        telling.push(tx, incident, head, "head-resolved", actor=member.name, text=text)
    else:
        owed = promises.expect_final_report(tx, rules, incident)
        due = moment_text(registry.person(tx, head).lang, owed, tx.now) if owed else "none"
        telling.push(tx, incident, head, "head-resolve", action="final_report", actor=member.name, text=text, due=due)
    _relieve(tx, before, member, "nudge-relieved-resolve", text=text)
    telling.refresh(tx, rules, incident)
    return incident


def close(tx: Tx, rules: Catalogue, member: Member, incident_id: int) -> Incident:
    """The file is closed; nothing is owed any more."""
    incident = _moved(tx, incident_id, Action.CLOSE)
    incidents.add_entry(tx, incident_id, "close", member.person_id)
    incident = promises.forget_all(tx, incident)
    media_clock.keep(tx, rules, incident)
    telling.push(tx, incident, incident.reporter_id, "head-close")
    telling.call_off(tx, incident)
    telling.refresh(tx, rules, incident)
    return incident


def reopen(tx: Tx, rules: Catalogue, member: Member, incident_id: int, text: str) -> Incident:
    """Not over after all: open, and the escalation begins anew with whoever is on duty now."""
    incident = _moved(tx, incident_id, Action.REOPEN, taken_by=None, taken_at=None, ended_at=None)
    incidents.add_entry(tx, incident_id, "reopen", member.person_id, text)
    incident = promises.forget_all(tx, incident)
    media_clock.keep(tx, rules, incident)
    telling.push(tx, incident, incident.reporter_id, "head-reopen", action="update", actor=member.name, text=text)
    told = [member.person_id, *telling.interested(tx, incident, besides=[member.person_id])]
    for person_id in told[1:]:
        said = shortened(registry.person(tx, person_id).lang, text, telling.NEWS_LENGTH)
        telling.call(tx, incident, person_id, "nudge-reopen", actor=member.name, text=said)
    incident = escalation.begin(tx, rules, incident, told=told)
    telling.refresh(tx, rules, incident)
    return incident


def _relieve(
    tx: Tx, before: Incident, member: Member, key: str, *, text: str = "", division: Division | None = None
) -> None:
    """Whoever had taken the incident hears that another leader has taken it out of their hands."""
    taker = before.taken_by
    if before.status != Status.ACKNOWLEDGED or taker is None or taker == member.person_id:
        return
    lang = registry.person(tx, taker).lang
    said = shortened(lang, text, telling.NEWS_LENGTH)
    telling.push(tx, before, taker, key, actor=member.name, text=said, to=division.name.of(lang) if division else "")


def _moved(tx: Tx, incident_id: int, action: Action, **values: object) -> Incident:
    """The incident in the status that the action leads to; raises NotPossible."""
    incident = incidents.get(tx, incident_id)
    status = Status(incident.status)
    if not allowed(status, action):
        raise NotPossible(incident)
    return incidents.change(tx, incident_id, status=after(status, action).value, **values)
