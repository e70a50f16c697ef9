"""What the reporting head adds to an incident that was sent: updates, answers, corrections, withdrawal, final report.

Raises actions.NotPossible when the status does not allow it any more.
"""

from collections.abc import Mapping
from typing import Any

import locales
from incidents import escalation, promises, telling
from incidents.actions import NotPossible
from incidents.facts import shortened, value_text
from incidents.opening import search_text, severity_of
from rules.catalogue import Catalogue
from rules.lifecycle import Action, Status, after, allowed
from storage import attachments, incidents, registry
from storage.database import Tx
from storage.registry import Member
from storage.tables.incidents import Incident

_NEWS_LENGTH = 600


def add_update(
    tx: Tx,
    rules: Catalogue,
    member: Member,
    incident_id: int,
    text: str,
    files: list[int] | None = None,
    facts: Mapping[str, Any] | None = None,
) -> Incident:
    """What has happened since; `files` are attachments of the incident's draft that came with it.

    It counts as the promised update; whoever took the incident hears of it, the others see it. `facts` are answers that
    the report lacked so far and the words give; a graver truth starts the graver policy.
    """
    incident = _checked(tx, incident_id, Action.UPDATE)
    if facts:
        incident = _knows_more(tx, rules, incident, member, facts)
    unit_name = registry.unit(tx, incident.unit_id).name
    entry_id = incidents.add_entry(tx, incident_id, "update", member.person_id, text, files=len(files or ()))
    attachments.belong_to(tx, files or [], entry_id)
    return _told(tx, rules, incident, member, "nudge-update", text, entry_id, unit=unit_name)


def add_file(tx: Tx, rules: Catalogue, member: Member, incident_id: int, entry_id: int, attachment_id: int) -> Incident:
    """A further file of the album that began with the update `entry_id`: shown like the first, without a sound."""
    incident = _checked(tx, incident_id, Action.UPDATE)
    attachments.belong_to(tx, [attachment_id], entry_id)
    for person_id in telling.interested(tx, incident, besides=[member.person_id]):
        to = telling.way_to(tx, person_id)
        if to is not None:
            telling.show_file(tx, incident, to, registry.person(tx, person_id).lang, attachment_id)
    telling.refresh(tx, rules, incident)
    return incident


def answer(
    tx: Tx,
    rules: Catalogue,
    member: Member,
    incident_id: int,
    text: str,
    question_id: int | None,
    files: list[int] | None = None,
) -> Incident:
    """The answer to a leader's question (the timeline entry `question_id`); whoever asked hears of it too."""
    incident = _checked(tx, incident_id, Action.ANSWER)
    entry_id = incidents.add_entry(tx, incident_id, "answer", member.person_id, text, question=question_id or 0)
    attachments.belong_to(tx, files or [], entry_id)
    question = incidents.entry(tx, question_id) if question_id else None
    asker = question.person_id if question is not None and question.incident_id == incident_id else None
    also = [asker] if asker is not None else []
    return _told(tx, rules, incident, member, "nudge-answer", text, entry_id, also=also, actor=member.name)


def correct(tx: Tx, rules: Catalogue, member: Member, incident_id: int, question_id: str, value: Any) -> Incident:
    """Puts one answer right; the old one stays on the timeline. A graver truth starts the graver policy.

    question_id is a question of the catalogue's form, `value` a checked answer to it.
    """
    incident = _checked(tx, incident_id, Action.CORRECT)
    question = rules.question(question_id)
    before = incident.answers.get(question_id)
    answers = {**incident.answers, question_id: value}
    severity = max(incident.severity, severity_of(rules, answers))
    category = rules.category(answers["category"])
    risen = severity > incident.severity
    incident = incidents.change(
        tx,
        incident_id,
        answers=answers,
        search_text=search_text(answers),
        category=category.id,
        severity=severity,
        division=category.division if question_id == "category" else incident.division,
    )
    field = question.label.vi
    shown = value_text(member.lang, question, value, tx.now)
    entry_id = incidents.add_entry(tx, incident_id, "correct", member.person_id, shown, field=field, before=before)
    if risen:
        incident = _graver(tx, rules, incident, member)
    return _told(tx, rules, incident, member, "nudge-correct", shown, entry_id, field=field)


def withdraw(tx: Tx, rules: Catalogue, member: Member, incident_id: int, text: str) -> Incident:
    """A report sent by mistake: everybody who was alerted hears that it is off, and why."""
    incident = _checked(tx, incident_id, Action.WITHDRAW)
    alerted = [alert.person_id for alert in incidents.alerts(tx, incident_id) if alert.state == "alerted"]
    incidents.add_entry(tx, incident_id, "withdraw", member.person_id, text)
    incident = incidents.change(tx, incident_id, status=Status.WITHDRAWN.value, ended_at=tx.now)
    escalation.stop(tx, incident)
    incident = promises.forget_all(tx, incident)
    for person_id in alerted:
        telling.push(tx, incident, person_id, "nudge-withdraw", text=text)
    telling.refresh(tx, rules, incident, head_fresh=True)
    return incident


def final_report(
    tx: Tx, rules: Catalogue, member: Member, incident_id: int, text: str, files: list[int] | None = None
) -> Incident:
    """The head's last word: cause, measures, result. Whoever took the incident may close it now."""
    incident = _checked(tx, incident_id, Action.FINAL_REPORT)
    entry_id = incidents.add_entry(tx, incident_id, "final_report", member.person_id, text)
    attachments.belong_to(tx, files or [], entry_id)
    return _told(tx, rules, incident, member, "nudge-final-report", text, entry_id)


def _checked(tx: Tx, incident_id: int, action: Action) -> Incident:
    incident = incidents.get(tx, incident_id)
    status = Status(incident.status)
    if not allowed(status, action):
        raise NotPossible(incident)
    return incidents.change(tx, incident_id, status=after(status, action).value)


def _told(
    tx: Tx,
    rules: Catalogue,
    incident: Incident,
    member: Member,
    key: str,
    text: str,
    entry_id: int,
    *,
    also: list[int] | None = None,
    **args: Any,
) -> Incident:
    """The promise begins anew, the news goes to those it is news for, everybody's message is edited."""
    if incident.status == Status.ACKNOWLEDGED:
        incident = promises.expect_update(tx, rules, incident)
    people = list(dict.fromkeys([*telling.interested(tx, incident), *(also or [])]))
    for person_id in people:
        if person_id == member.person_id:
            continue
        lang = registry.person(tx, person_id).lang
        said = shortened(lang, text or locales.text(lang, "files-only"), _NEWS_LENGTH)
        telling.push(tx, incident, person_id, key, slot=f"news:{entry_id}", text=said, **args)
        to = telling.way_to(tx, person_id)
        if to is not None:
            telling.show_attached(tx, incident, to, lang, entry_id)
    telling.refresh(tx, rules, incident, head_fresh=True)
    return incident


def _knows_more(tx: Tx, rules: Catalogue, incident: Incident, member: Member, facts: Mapping[str, Any]) -> Incident:
    answers = {**incident.answers, **facts}
    severity = max(incident.severity, severity_of(rules, answers))
    risen = severity > incident.severity
    incident = incidents.change(
        tx, incident.id or 0, answers=answers, search_text=search_text(answers), severity=severity
    )
    return _graver(tx, rules, incident, member) if risen else incident


def _graver(tx: Tx, rules: Catalogue, incident: Incident, member: Member) -> Incident:
    """Whoever handles it learns of it; while nobody does, the graver policy begins from its first step."""
    severity = rules.severity(incident.severity)
    incidents.add_entry(tx, incident.id or 0, "severity", member.person_id, severity.name.vi)
    for person_id in telling.interested(tx, incident):
        lang = registry.person(tx, person_id).lang
        telling.push(tx, incident, person_id, "nudge-severity", icon=severity.icon, severity=severity.name.of(lang))
    if incident.status == Status.OPEN:
        return escalation.begin(tx, rules, incident)
    return incident
