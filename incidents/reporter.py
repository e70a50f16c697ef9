"""What the reporting head adds to an incident that was sent: updates, answers, corrections, withdrawal, final report.

Raises actions.NotPossible when the status does not allow it any more.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import locales
from incidents import escalation, promises, telling
from incidents.actions import NotPossible
from incidents.facts import shortened, value_text
from incidents.media import clock as media_clock
from incidents.opening import search_text, severity_of
from incidents.ways import way_to
from rules.catalogue import Catalogue
from rules.lifecycle import Action, Status, after, allowed
from rules.texts import Text
from storage import attachments, incidents, outbox, registry
from storage.database import Tx
from storage.outbox import Priority
from storage.registry import Member
from storage.screens import Screen
from storage.tables.incidents import Incident, TimelineEntry


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
    entry_id = incidents.add_entry(tx, incident_id, "update", member.person_id, text, files=len(files or ()))
    attachments.belong_to(tx, files or [], entry_id)
    graver = False
    if facts:
        incident, graver = _changed(tx, rules, incident, member, {**incident.answers, **facts})
        media_clock.keep(tx, rules, incident, told=[member.person_id])
    people = telling.interested(tx, incident, besides=[member.person_id])
    unit = registry.unit(tx, incident.unit_id).name
    key = "nudge-update-graver" if graver else "nudge-update"
    news = News(key, lambda lang: text or locales.text(lang, "files-only"), entry_id, graver)
    _tell(tx, rules, incident, people, news, unit=unit)
    if facts:
        incident = escalation.adapt(tx, rules, incident, graver=graver, told=people)
    return _promised_anew(tx, rules, incident)


def add_file(tx: Tx, rules: Catalogue, member: Member, incident_id: int, entry_id: int, attachment_id: int) -> Incident:
    """A further file of the album that began with the update `entry_id`: shown like the first, without a sound."""
    incident = _checked(tx, incident_id, Action.UPDATE)
    attachments.belong_to(tx, [attachment_id], entry_id)
    for person_id in telling.interested(tx, incident, besides=[member.person_id]):
        to = way_to(tx, person_id)
        if to is not None:
            telling.show_file(tx, incident, to, registry.person(tx, person_id).lang, attachment_id)
    telling.refresh(tx, rules, incident)
    return incident


def press_called(
    tx: Tx, rules: Catalogue, member: Member, incident_id: int, text: str, told: Collection[int] = ()
) -> Incident:
    """The press has asked about the incident: it is on the timeline, and the media are involved from now on.

    `told` have heard of it already.
    """
    incident = _checked(tx, incident_id, Action.UPDATE)
    entry_id = incidents.add_entry(tx, incident_id, "press_contact", member.person_id, text)
    graver = False
    if incident.answers.get("media", "none") in ("none", "social"):
        incident, graver = _changed(tx, rules, incident, member, {**incident.answers, "media": "press_contact"})
        media_clock.keep(tx, rules, incident, told=[member.person_id])
    people = telling.interested(tx, incident, besides=[member.person_id, *told])
    key = "nudge-press-contact-graver" if graver else "nudge-press-contact"
    _tell(tx, rules, incident, people, News(key, lambda lang: text, entry_id, graver))
    incident = escalation.adapt(tx, rules, incident, graver=graver, told=people)
    return _promised_anew(tx, rules, incident)


def press_answered(tx: Tx, rules: Catalogue, member: Member, incident_id: int, text: str) -> None:
    """What the press was told, or has published: on the timeline and in everybody's message, without a sound."""
    incident = incidents.get(tx, incident_id)
    incidents.add_entry(tx, incident_id, "press_answer", member.person_id, text)
    telling.refresh(tx, rules, incident)


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
    entry_id = incidents.add_entry(
        tx, incident_id, "answer", member.person_id, text, question=question_id or 0, files=len(files or ())
    )
    attachments.belong_to(tx, files or [], entry_id)
    question = incidents.entry(tx, question_id) if question_id else None
    also: list[int] = []
    if question is not None and question.incident_id == incident_id and question.kind == "ask":
        _answered(tx, incident, question)
        also = [question.person_id] if question.person_id is not None else []
    people = dict.fromkeys([*telling.interested(tx, incident), *also])
    news = News("nudge-answer", lambda lang: text or locales.text(lang, "files-only"), entry_id)
    _tell(tx, rules, incident, [one for one in people if one != member.person_id], news, actor=member.name)
    return _promised_anew(tx, rules, incident)


def _answered(tx: Tx, incident: Incident, question: TimelineEntry) -> None:
    """The question in the head's chat says that it has been answered and offers it no more."""
    to = way_to(tx, incident.reporter_id)
    slot = f"question:{question.id}"
    if to is None or outbox.posted(tx, to.channel, to.address, slot) is None:
        return
    lang = registry.person(tx, incident.reporter_id).lang
    asker = registry.person(tx, question.person_id).name if question.person_id else ""
    text = locales.text(
        lang, "head-ask", code=incident.code, actor=asker, text=shortened(lang, question.text, telling.NEWS_LENGTH)
    )
    done = f"{text}\n\n{locales.text(lang, 'question-answered')}"
    outbox.send(tx, to, Screen(done, slot=slot, silent=True), Priority.UPDATE, incident_id=incident.id)


def correct(tx: Tx, rules: Catalogue, member: Member, incident_id: int, question_id: str, value: Any) -> Incident:
    """Puts one answer right; the old one stays on the timeline.

    A graver truth starts the graver policy; another category brings its own division, news of the media the
    communications desk: whoever would have been alerted of the corrected report is alerted now. question_id is a
    question of the catalogue's form, `value` a checked answer to it.
    """
    incident = _checked(tx, incident_id, Action.CORRECT)
    incident = put_right(tx, rules, member, incident, question_id, value, told=[member.person_id])
    return _promised_anew(tx, rules, incident)


def put_right(
    tx: Tx,
    rules: Catalogue,
    member: Member,
    incident: Incident,
    question_id: str,
    value: Any,
    *,
    told: Collection[int],
) -> Incident:
    """`correct` by whomever, without what it means for the promised update. told: who hears of it in another way."""
    incident_id, question = incident.id or 0, rules.question(question_id)
    before = incident.answers.get(question_id)
    answers = {**incident.answers, question_id: value}
    incident, graver = _changed(tx, rules, incident, member, answers)
    if question_id == "category":
        category = rules.category(value)
        restricted = incident.restricted or category.restricted  # what was said while it was restricted stays so
        incident = incidents.change(tx, incident_id, category=value, division=category.division, restricted=restricted)
    media_clock.keep(tx, rules, incident, told=told)
    entry_id = incidents.add_entry(
        tx,
        incident_id,
        "correct",
        member.person_id,
        value_text("vi", question, value, tx.now),
        field=question.label.vi,
        field_id=question_id,
        before=before,
    )
    people = telling.interested(tx, incident, besides=[member.person_id, *told])
    key = "nudge-correct-graver" if graver else "nudge-correct"
    news = News(key, lambda lang: value_text(lang, question, value, tx.now), entry_id, graver)
    _tell(tx, rules, incident, people, news, field=question.label)
    return escalation.adapt(tx, rules, incident, graver=graver, told=people)


def withdraw(tx: Tx, rules: Catalogue, member: Member, incident_id: int, text: str) -> Incident:
    """A report sent by mistake: everybody who was alerted hears that it is off, and why."""
    incident = _checked(tx, incident_id, Action.WITHDRAW)
    incidents.add_entry(tx, incident_id, "withdraw", member.person_id, text)
    incident = incidents.change(tx, incident_id, ended_at=tx.now)
    escalation.stop(tx, incident)
    incident = promises.forget_all(tx, incident)
    media_clock.keep(tx, rules, incident)
    for person_id in telling.alerted(tx, incident):
        said = shortened(registry.person(tx, person_id).lang, text, telling.NEWS_LENGTH)
        telling.push(tx, incident, person_id, "nudge-withdraw", text=said)
    telling.refresh(tx, rules, incident, head_fresh=True)
    return incident


def final_report(
    tx: Tx, rules: Catalogue, member: Member, incident_id: int, text: str, files: list[int] | None = None
) -> Incident:
    """The head's last word: cause, measures, result. Nobody reminds of it any more; the incident may be closed."""
    incident = _checked(tx, incident_id, Action.FINAL_REPORT)
    entry_id = incidents.add_entry(tx, incident_id, "final_report", member.person_id, text, files=len(files or ()))
    attachments.belong_to(tx, files or [], entry_id)
    promises.final_report_came(tx, incident)
    people = telling.interested(tx, incident, besides=[member.person_id])
    news = News("nudge-final-report", lambda lang: text or locales.text(lang, "files-only"), entry_id)
    _tell(tx, rules, incident, people, news, action="close" if incident.status == Status.RESOLVED else "")
    return _promised_anew(tx, rules, incident)


def _checked(tx: Tx, incident_id: int, action: Action) -> Incident:
    incident = incidents.get(tx, incident_id)
    status = Status(incident.status)
    if not allowed(status, action):
        raise NotPossible(incident)
    return incidents.change(tx, incident_id, status=after(status, action).value)


@dataclass(frozen=True, slots=True)
class News:
    """What leaders hear: the sentence, the words in it in a language, the entry it is about. graver: it is so now."""

    key: str
    words: Callable[[str], str]
    entry_id: int
    graver: bool = False


def _changed(
    tx: Tx, rules: Catalogue, incident: Incident, member: Member, answers: dict[str, Any]
) -> tuple[Incident, bool]:
    """The incident with other answers, and whether that makes it graver; it never becomes less grave by itself."""
    severity = max(incident.severity, severity_of(rules, answers))
    graver = severity > incident.severity
    incident = incidents.change(
        tx, incident.id or 0, answers=answers, search_text=search_text(answers), severity=severity
    )
    if graver:
        name = rules.severity(severity).name.vi
        incidents.add_entry(tx, incident.id or 0, "severity", member.person_id, name, level=severity)
    return incident, graver


def _tell(tx: Tx, rules: Catalogue, incident: Incident, people: Sequence[int], news: News, **args: Any) -> None:
    """One push for each of these people, and silently what came with it. Where it is graver it asks to be taken."""
    level = rules.severity(incident.severity)
    for person_id in people:
        lang = registry.person(tx, person_id).lang
        told: dict[str, Any] = {"text": shortened(lang, news.words(lang), telling.NEWS_LENGTH)}
        told |= {name: value.of(lang) if isinstance(value, Text) else value for name, value in args.items()}
        if news.graver:
            told |= {"icon": level.icon, "severity": level.name.of(lang)}
        if news.graver and incident.status == Status.OPEN:
            telling.call(tx, incident, person_id, news.key, **told)
        else:
            telling.push(tx, incident, person_id, news.key, slot=f"news:{news.entry_id}", **told)
        to = way_to(tx, person_id)
        if to is not None:
            telling.show_attached(tx, incident, to, lang, news.entry_id)


def _promised_anew(tx: Tx, rules: Catalogue, incident: Incident) -> Incident:
    """Whatever the unit has sent counts as the promised update; everybody's message is made true."""
    if incident.status in promises.OWING:
        incident = promises.expect_update(tx, rules, incident)
    telling.refresh(tx, rules, incident, head_fresh=True)
    return incident
