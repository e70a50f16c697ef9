"""The message of an incident: what a leader sees of it, and what the head who reported it sees."""

from dataclasses import dataclass
from datetime import datetime

import locales
from incidents.facts import media_text, moment_text, people_text, phone_text, shortened
from rules.catalogue import Catalogue
from rules.lifecycle import Action, Status, head_actions, leader_actions
from storage import incidents, registry
from storage.database import Tx
from storage.screens import Button, Screen
from storage.tables.incidents import Incident, TimelineEntry

_TEXT_ON_ALERT = 700
_DETAIL_ON_ALERT = 250
_LINES_ON_ALERT = 5
_LINE_LENGTH = 160
_UNSEEN = frozenset({"opened", "alerted", "risen_step"})


@dataclass(frozen=True, slots=True)
class View:
    """All that the messages of one incident are made of, read once however many people are shown it."""

    incident: Incident
    unit_name: str
    reporter_name: str
    taker_name: str
    phone: str
    alerted: tuple[str, ...]
    entries: tuple[tuple[TimelineEntry, str], ...]
    files: int
    now: datetime


def slot(incident_id: int) -> str:
    return f"incident:{incident_id}"


def view(tx: Tx, incident: Incident, files: int) -> View:
    """Reads what the screens of this incident need."""
    reporter = registry.person(tx, incident.reporter_id)
    taker = registry.person(tx, incident.taken_by).name if incident.taken_by else ""
    reached = [alert.person_id for alert in incidents.alerts(tx, incident.id or 0) if alert.state == "alerted"]
    return View(
        incident=incident,
        unit_name=registry.unit(tx, incident.unit_id).name,
        reporter_name=reporter.name,
        taker_name=taker,
        phone=incident.answers.get("phone") or reporter.phone or "",
        alerted=tuple(registry.names(tx, reached)),
        entries=tuple(
            (entry, actor)
            for entry, actor in incidents.timeline(tx, incident.id or 0, last=20)
            if entry.kind not in _UNSEEN
        )[-_LINES_ON_ALERT:],
        files=files,
        now=tx.now,
    )


def leader_screen(lang: str, rules: Catalogue, seen: View) -> Screen:
    """The one alert message of a leader, true at `seen.now`."""
    incident = seen.incident
    text = "\n".join(
        part for part in (_facts(lang, rules, seen), "", _state(lang, seen), _lines(lang, seen)) if part is not None
    )
    return Screen(text, rows=_leader_rows(lang, incident), slot=slot(incident.id or 0))


def head_screen(lang: str, rules: Catalogue, seen: View) -> Screen:
    """The live status that the head who reported has in the chat."""
    incident = seen.incident
    category = rules.category(incident.category)
    told = [
        locales.text(
            lang,
            "status-title",
            code=incident.code,
            icon=rules.severity(incident.severity).icon,
            category=category.name.of(lang),
        ),
        locales.text(lang, "status-alerted", names=", ".join(seen.alerted)) if seen.alerted else None,
        _state(lang, seen),
    ]
    if incident.update_due_at and incident.status == Status.ACKNOWLEDGED:
        told.append(locales.text(lang, "status-update-due", at=moment_text(lang, incident.update_due_at, seen.now)))
    told.append(_lines(lang, seen))
    if incident.status in (Status.OPEN, Status.ACKNOWLEDGED) and not seen.entries:
        told.append("\n" + _checklist(lang, rules, incident))
    identity = incident.id or 0
    buttons = [
        Button(locales.text(lang, f"act-{action.value.replace('_', '-')}"), f"i:{identity}:{action.value}")
        for action in head_actions(Status(incident.status))
    ]
    rows = _by_two(buttons)
    rows.append(
        (
            Button(locales.text(lang, "see-report"), f"i:{identity}:see"),
            Button(locales.text(lang, "see-checklist"), f"i:{identity}:checklist"),
        )
    )
    return Screen("\n".join(part for part in told if part), rows=tuple(rows), slot=slot(identity))


def checklist_text(lang: str, rules: Catalogue, incident: Incident) -> str:
    return _checklist(lang, rules, incident)


def report_text(lang: str, rules: Catalogue, seen: View) -> str:
    """The whole report, nothing shortened."""
    return _facts(lang, rules, seen, whole=True)


def entry_line(lang: str, entry: TimelineEntry, actor: str, now: datetime, most: int = _LINE_LENGTH) -> str:
    """One line of the timeline: «09:41 Chuyên viên trực tiếp nhận»."""
    key = f"line-{entry.kind.replace('_', '-')}"
    text = shortened(lang, entry.text.replace("\n", " "), most)
    told = {name: value for name, value in entry.data.items() if isinstance(value, str | int)}
    line = locales.text(lang, key, actor=actor, text=text, **{"to": "", "field": "", "files": 0, **told})
    return f"{moment_text(lang, entry.at, now)} {line}".rstrip(" :")


def _facts(lang: str, rules: Catalogue, seen: View, *, whole: bool = False) -> str:
    incident, answers = seen.incident, seen.incident.answers
    severity, category = rules.severity(incident.severity), rules.category(incident.category)
    occurred = answers.get("occurred_at")
    when = moment_text(lang, datetime.fromisoformat(occurred), seen.now) if occurred else ""
    where_when = " · ".join(part for part in (when, answers.get("place", "")) if part)
    long, short = (10_000, 10_000) if whole else (_TEXT_ON_ALERT, _DETAIL_ON_ALERT)
    told_to = answers.get("told") or []
    told_options = [rules.question("told").option(one) for one in told_to]
    lines = [
        locales.text(
            lang,
            "alert-title",
            icon=severity.icon,
            severity=severity.name.of(lang).upper(),
            category_icon=category.icon,
            category=category.name.of(lang),
        ),
        locales.text(lang, "alert-unit", unit=seen.unit_name, code=incident.code),
        locales.text(lang, "alert-when", when=where_when) if where_when else None,
        locales.text(lang, "alert-people", people=people) if (people := people_text(lang, answers)) else None,
        locales.text(lang, "alert-media", media=media) if (media := media_text(lang, rules, answers)) else None,
        locales.text(lang, "alert-what", text=shortened(lang, answers["what"], long)) if answers.get("what") else None,
        locales.text(lang, "alert-done", text=shortened(lang, answers["done"], short)) if answers.get("done") else None,
        locales.text(lang, "alert-told", text=", ".join(option.label.of(lang) for option in told_options if option))
        if told_to
        else None,
        locales.text(lang, "alert-needs", text=shortened(lang, answers["needs"], short))
        if answers.get("needs")
        else None,
        locales.text(lang, "alert-head", name=seen.reporter_name, phone=phone_text(seen.phone)),
        locales.text(lang, "alert-files", count=seen.files) if seen.files else None,
    ]
    return "\n".join(line for line in lines if line)


def _state(lang: str, seen: View) -> str:
    incident = seen.incident
    if incident.status == Status.OPEN:
        return locales.text(lang, "state-open", count=len(seen.alerted))
    if incident.status == Status.ACKNOWLEDGED and incident.taken_at:
        return locales.text(
            lang, "state-acknowledged", name=seen.taker_name, at=moment_text(lang, incident.taken_at, seen.now)
        )
    ended = moment_text(lang, incident.ended_at or incident.changed_at, seen.now)
    return locales.text(lang, f"state-{incident.status}", at=ended)


def _lines(lang: str, seen: View) -> str | None:
    if not seen.entries:
        return None
    return "\n" + "\n".join(entry_line(lang, entry, actor, seen.now) for entry, actor in seen.entries)


def _checklist(lang: str, rules: Catalogue, incident: Incident) -> str:
    lines = rules.category(incident.category).checklist
    steps = "\n".join(f"{number}. {line.of(lang)}" for number, line in enumerate(lines, 1))
    return f"{locales.text(lang, 'checklist-title')}\n{steps}"


def _leader_rows(lang: str, incident: Incident) -> tuple[tuple[Button, ...], ...]:
    identity = incident.id or 0
    buttons = {
        action: Button(locales.text(lang, f"act-{action.value.replace('_', '-')}"), f"i:{identity}:{action.value}")
        for action in leader_actions(Status(incident.status))
    }
    rows: list[tuple[Button, ...]] = []
    if take := buttons.pop(Action.ACKNOWLEDGE, None):
        rows.append((take,))
    rows += _by_two(list(buttons.values()))
    rows.append(
        (
            Button(locales.text(lang, "see-all"), f"i:{identity}:see"),
            Button(locales.text(lang, "see-files"), f"i:{identity}:files"),
        )
    )
    return tuple(rows)


def _by_two(buttons: list[Button]) -> list[tuple[Button, ...]]:
    return [tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2)]
