"""The message of an incident: what a leader sees of it, and what the head who reported it sees."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import locales
from incidents import access, timeline
from incidents.facts import (
    flattened,
    media_text,
    moment_text,
    occurred_text,
    people_text,
    phone_text,
    shortened,
    speaker_text,
    value_text,
)
from incidents.media import lines
from rules.catalogue import Catalogue
from rules.consistency import CORE_QUESTIONS
from rules.form import answered, applies
from rules.lifecycle import Action, Status, head_actions, leader_actions
from storage import due, incidents, media, registry, spokespersons
from storage.database import Tx
from storage.screens import Button, Screen
from storage.spokespersons import Speaker
from storage.tables.incidents import Alert, Incident, TimelineEntry
from storage.tables.media import MediaClock

_TEXT_ON_ALERT = 700
_DETAIL_ON_ALERT = 250
_ADDED_ON_ALERT = 120
_LINES_ON_ALERT = 5
_NAMES_ON_STATUS = 5
_UNSEEN = frozenset({"opened", "alerted"})


@dataclass(frozen=True, slots=True)
class View:
    """All that the messages of one incident are made of, read once however many people are shown it.

    unit_name: how the unit was called when it reported. begins_at: when the first step goes out, while quiet hours hold
    it back. mapped: a place on the map is known.
    instead: who was alerted in whose stead, the names of the absent by the substitute. speaker: who speaks to the press
    for the unit, read only where the media are involved. clock: of the first statement; None where none ever ran.
    """

    incident: Incident
    unit_name: str
    unit_name_now: str
    reporter_name: str
    taker_name: str
    phone: str
    alerted: tuple[str, ...]
    entries: tuple[tuple[TimelineEntry, str], ...]
    files: int
    mapped: bool
    begins_at: datetime | None
    instead: Mapping[int, tuple[str, ...]]
    speaker: Speaker | None
    clock: MediaClock | None
    now: datetime


def slot(incident_id: int) -> str:
    return f"incident:{incident_id}"


def incident_in(slot_name: str) -> int | None:
    """The incident whose own message the slot is; None for any other slot."""
    kind, _, number = slot_name.partition(":")
    return int(number) if kind == "incident" and number.isdecimal() else None


def view(tx: Tx, incident: Incident, files: int) -> View:
    """Reads what the screens of this incident need."""
    identity = incident.id or 0
    reporter = registry.person(tx, incident.reporter_id)
    alerts = incidents.alerts(tx, identity)
    reached = [alert.person_id for alert in alerts if alert.state == "alerted"]
    waiting = incident.status == Status.OPEN and incident.step < 0 and not reached
    unit = registry.unit(tx, incident.unit_id)
    return View(
        incident=incident,
        unit_name=incident.unit_name or unit.name,
        unit_name_now=unit.name,
        reporter_name=reporter.name,
        taker_name=registry.person(tx, incident.taken_by).name if incident.taken_by else "",
        phone=incident.answers.get("phone") or reporter.phone or "",
        alerted=tuple(registry.names(tx, reached)),
        entries=tuple(
            (entry, actor) for entry, actor in incidents.timeline(tx, identity, last=20) if entry.kind not in _UNSEEN
        )[-_LINES_ON_ALERT:],
        files=files,
        mapped=bool(incident.answers.get("location")),
        begins_at=due.time_of(tx, "escalation", identity) if waiting else None,
        instead=_instead(tx, alerts),
        speaker=spokespersons.of_unit(tx, incident.unit_id) if access.involves_media(incident) else None,
        clock=media.clock(tx, identity),
        now=tx.now,
    )


def leader_screen(lang: str, rules: Catalogue, seen: View, person_id: int) -> Screen:
    """The one alert message of a leader, true at `seen.now`: what, what has happened, how it stands, the buttons."""
    absent = ", ".join(seen.instead.get(person_id, ()))
    title, _, facts = _facts(lang, rules, seen).partition("\n")
    instead = f"{locales.text(lang, 'alert-instead', names=absent)}\n" if absent else ""
    parts = (f"{title}\n{instead}{facts}", _lines(lang, rules, seen), _standing(lang, seen))
    text = "\n\n".join(part for part in parts if part)
    return Screen(text, rows=_leader_rows(lang, seen), slot=slot(seen.incident.id or 0), brief=_brief(lang, seen))


def _instead(tx: Tx, alerts: Sequence[Alert]) -> dict[int, tuple[str, ...]]:
    absent: dict[int, list[int]] = {}
    for alert in alerts:
        if alert.state == "away" and alert.substitute_id is not None:
            absent.setdefault(alert.substitute_id, []).append(alert.person_id)
    return {substitute: tuple(registry.names(tx, people)) for substitute, people in absent.items()}


def head_screen(lang: str, rules: Catalogue, seen: View) -> Screen:
    """The live status that the head who reported has in the chat."""
    incident = seen.incident
    title = locales.text(
        lang,
        "status-title",
        code=incident.code,
        icon=rules.severity(incident.severity).icon,
        category=rules.category(incident.category).name.of(lang),
    )
    told = locales.text(lang, "status-alerted", names=_names(lang, seen.alerted)) if seen.alerted else ""
    top = "\n".join(part for part in (title, told, _standing(lang, seen, for_head=True)) if part)
    begun = incident.status in (Status.OPEN, Status.ACKNOWLEDGED) and not seen.entries
    below = _checklist(lang, rules, incident) if begun else _lines(lang, rules, seen)
    identity = incident.id or 0
    buttons = [
        Button(locales.text(lang, f"act-{action.value.replace('_', '-')}"), f"i:{identity}:{action.value}")
        for action in head_actions(Status(incident.status))
    ]
    look = [("see-report", "see"), ("see-checklist", "checklist")]
    rows = [*_by_two([*buttons, *_press(lang, seen)])]
    rows.append(tuple(Button(locales.text(lang, key), f"i:{identity}:{what}") for key, what in look))
    return Screen("\n\n".join(part for part in (top, below) if part), rows=tuple(rows), slot=slot(identity))


def checklist_text(lang: str, rules: Catalogue, incident: Incident) -> str:
    return _checklist(lang, rules, incident)


def report_text(lang: str, rules: Catalogue, seen: View) -> str:
    """The whole report, nothing shortened."""
    return _facts(lang, rules, seen, whole=True)


def called_off_text(lang: str, seen: View) -> str:
    """What a call to take the incident turns into once it stands otherwise: «BCN-… · Đã tiếp nhận: …»."""
    return f"{locales.text(lang, 'called-off', code=seen.incident.code)} {_state(lang, seen, promise=False)}"


def _unit_line(lang: str, seen: View) -> str:
    """The name by which it reported, and what it is called now where that has changed."""
    code = seen.incident.code
    if seen.unit_name == seen.unit_name_now:
        return locales.text(lang, "alert-unit", unit=seen.unit_name, code=code)
    return locales.text(lang, "alert-unit-renamed", unit=seen.unit_name, now=seen.unit_name_now, code=code)


def _facts(lang: str, rules: Catalogue, seen: View, *, whole: bool = False) -> str:
    incident, answers = seen.incident, seen.incident.answers
    severity, category = rules.severity(incident.severity), rules.category(incident.category)

    def part(key: str, text: str | None, most: int) -> str:
        if not text:
            return ""
        return locales.text(lang, key, text=text if whole else shortened(lang, _without_blank_lines(text), most))

    occurred = answers.get("occurred_at")
    at = datetime.fromisoformat(occurred) if occurred else None
    when = occurred_text(lang, at, incident.opened_at, seen.now) if at else ""
    options = [rules.question("told").option(one) for one in answers.get("told") or []]
    lines = [
        locales.text(
            lang,
            "alert-title",
            icon=severity.icon,
            severity=severity.name.of(lang).upper(),
            category_icon=category.icon,
            category=category.name.of(lang),
        ),
        _unit_line(lang, seen),
        part("alert-people", people_text(lang, answers), 300),
        part("alert-when", " · ".join(one for one in (when, flattened(answers.get("place") or "")) if one), 300),
        part("alert-media", media_text(lang, rules, answers), _DETAIL_ON_ALERT),
        _speaker(lang, rules, seen, whole=whole),
        part("alert-what", answers.get("what"), _TEXT_ON_ALERT) or locales.text(lang, _without_words(incident)),
        part("alert-done", answers.get("done"), _DETAIL_ON_ALERT),
        part("alert-told", ", ".join(option.label.of(lang) for option in options if option), 300),
        part("alert-needs", answers.get("needs"), _DETAIL_ON_ALERT),
        *_added(lang, rules, seen, most=_ADDED_ON_ALERT if not whole else None),
        locales.text(
            lang,
            "alert-head" if incident.delegated_by is None else "alert-head-delegated",
            name=seen.reporter_name,
            phone=phone_text(seen.phone),
        ),
    ]
    return "\n".join(line for line in lines if line)


def _without_words(incident: Incident) -> str:
    return "alert-content-gone" if incident.anonymised_at is not None else "alert-details-follow"


def _speaker(lang: str, rules: Catalogue, seen: View, *, whole: bool) -> str:
    """Who speaks to the press; on the alert that nobody does is told only where the press itself has come."""
    if not access.involves_media(seen.incident):
        return ""
    if seen.speaker is None and seen.incident.answers["media"] == "social" and not whole:
        return ""
    return speaker_text(lang, rules, seen.speaker, seen.now)


def _added(lang: str, rules: Catalogue, seen: View, most: int | None) -> list[str]:
    """The answers to the questions that the Department has added to the form."""
    answers, lines = seen.incident.answers, []
    for asked in rules.form:
        if asked.id in CORE_QUESTIONS or not answered(asked, answers) or not applies(asked, answers):
            continue
        text = value_text(lang, asked, answers[asked.id], seen.now)
        shown = text if most is None else shortened(lang, _without_blank_lines(text), most)
        lines.append(locales.text(lang, "alert-added", label=asked.label.of(lang), text=shown))
    return lines


def _brief(lang: str, seen: View) -> str:
    """What is news about how it stands: who has taken it, that it is over; nothing while nobody has."""
    if seen.incident.status == Status.OPEN:
        return ""
    return locales.text(lang, "brief", code=seen.incident.code, state=_state(lang, seen, promise=False))


def _standing(lang: str, seen: View, *, for_head: bool = False) -> str:
    """Until when a statement is owed, and how it stands."""
    parts = (lines.clock_line(lang, seen.clock, seen.now), _state(lang, seen, for_head=for_head))
    return "\n".join(part for part in parts if part)


def _state(lang: str, seen: View, *, for_head: bool = False, promise: bool = True) -> str:
    incident = seen.incident
    if incident.status == Status.OPEN:
        if seen.begins_at is not None:
            return locales.text(lang, "state-waiting", at=moment_text(lang, seen.begins_at, seen.now))
        if not seen.alerted:
            return locales.text(lang, "state-nobody-head" if for_head else "state-nobody")
        return locales.text(lang, "state-open-head" if for_head else "state-open", count=len(seen.alerted))
    if incident.status == Status.ACKNOWLEDGED and incident.taken_at:
        at = moment_text(lang, incident.taken_at, seen.now)
        taken = locales.text(lang, "state-acknowledged", name=seen.taker_name, at=at)
        if not promise or incident.update_due_at is None:
            return taken
        key = "status-update-due" if for_head else "alert-update-due"
        return f"{taken}\n{locales.text(lang, key, at=moment_text(lang, incident.update_due_at, seen.now))}"
    ended = moment_text(lang, incident.ended_at or incident.changed_at, seen.now)
    return locales.text(lang, f"state-{incident.status}", at=ended)


def _lines(lang: str, rules: Catalogue, seen: View) -> str:
    return "\n".join(timeline.line(lang, rules, entry, actor, seen.now) for entry, actor in seen.entries)


def _names(lang: str, names: tuple[str, ...]) -> str:
    told = ", ".join(names[:_NAMES_ON_STATUS])
    more = len(names) - _NAMES_ON_STATUS
    return locales.text(lang, "status-names-more", names=told, count=more) if more > 0 else told


def _checklist(lang: str, rules: Catalogue, incident: Incident) -> str:
    lines = rules.category(incident.category).checklist
    steps = "\n".join(f"• {line.of(lang)}" for line in lines)  # numbers are for what can be chosen
    return f"{locales.text(lang, 'checklist-title')}\n{steps}"


def _leader_rows(lang: str, seen: View) -> tuple[tuple[Button, ...], ...]:
    identity = seen.incident.id or 0
    buttons = {
        action: Button(locales.text(lang, f"act-{action.value.replace('_', '-')}"), f"i:{identity}:{action.value}")
        for action in leader_actions(Status(seen.incident.status))
    }
    rows: list[tuple[Button, ...]] = []
    if take := buttons.pop(Action.ACKNOWLEDGE, None):
        rows.append((take,))
    rows += _by_two([*buttons.values(), *_press(lang, seen)])
    look = [Button(locales.text(lang, "see-all"), f"i:{identity}:see")]
    if seen.files or seen.mapped:
        label = locales.text(lang, "see-files", count=seen.files) if seen.files else locales.text(lang, "see-map")
        look.append(Button(label, f"i:{identity}:files"))
    return (*rows, tuple(look))


def _press(lang: str, seen: View) -> list[Button]:
    """The way to what is said to the press, where that is or was owed."""
    if seen.clock is None or seen.clock.state == media.OFF:
        return []
    return [Button(locales.text(lang, "act-media"), f"i:{seen.incident.id}:media")]


def _by_two(buttons: list[Button]) -> list[tuple[Button, ...]]:
    return [tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2)]


def _without_blank_lines(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if line.strip())
