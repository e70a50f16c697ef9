"""Details that follow an urgent report: words, a place and files go straight to its incident, an album as one."""

from datetime import datetime
from typing import Any

from handlers.engine import State
from handlers.report import drafting
from handlers.report.answers import understood
from handlers.report.taking import correct, fill
from handlers.turn import Turn
from incidents import access, reporter
from rules import personal
from rules.folding import fold
from rules.lifecycle import Action, Status, allowed
from rules.rights import Right
from storage import attachments, incidents
from storage.screens import Screen
from storage.tables.incidents import Attachment, Incident

_SMALL_TALK = frozenset(
    {"ok", "oke", "okay", "vang", "da", "da vang", "vang a", "ok a", "duoc", "cam on", "cam on a", "xong", "gui"}
)


def take(turn: Turn, data: dict[str, Any]) -> bool:
    """Gives what was sent to the incident; False when it cannot belong there any more.

    `data` of the conversation: the id of the incident, and until when (ISO 8601) it waits for details.
    """
    incident = incidents.find(turn.tx, int(data["incident"]))
    if incident is None or not are_awaited(turn, data) or not takes_updates(turn, incident):
        return False
    event, identity = turn.event, incident.id or 0
    drafting.expect_details(turn, identity)
    match event.kind:
        case "text" if fold(event.text).strip(" .!") in _SMALL_TALK:
            turn.say(Screen(turn.t("report-details-go-on", code=incident.code)))
        case "text":
            reporter.add_update(turn.tx, turn.rules, turn.me, identity, event.text, facts=_facts(turn, incident))
            _warn(turn)
        case "file":
            _take_file(turn, incident)
            _warn(turn)
        case "location" if event.location is not None:
            lat, lon = event.location
            text = f"📍 {lat:.5f}, {lon:.5f} {event.text}".strip()
            facts = {"location": {"lat": lat, "lon": lon}}
            reporter.add_update(turn.tx, turn.rules, turn.me, identity, text, facts=facts)
        case "edited":
            turn.say(Screen(turn.t("edited-not-read")))
        case _:
            turn.say(Screen(turn.t("report-unsupported" if event.buttons else "report-unsupported-typing")))
    return True


def are_awaited(turn: Turn, data: dict[str, Any]) -> bool:
    """Whether the conversation still waits for details of an urgent report."""
    return "incident" in data and turn.at < datetime.fromisoformat(data["until"])


def takes_updates(turn: Turn, incident: Incident) -> bool:
    possible = allowed(Status(incident.status), Action.UPDATE)
    return possible and access.allowed(turn.tx, turn.me, Right.ADD_TO_INCIDENT, incident)


def _facts(turn: Turn, incident: Incident) -> dict[str, Any]:
    """What the words tell that the report did not, or put right in it. The time of sending was only a guess at when."""
    answers = dict(incident.answers)
    if datetime.fromisoformat(answers["occurred_at"]) == incident.opened_at:
        del answers["occurred_at"]
    setting = drafting.bare_setting(turn)
    state = correct(setting, State(incident.unit_id, answers), turn.event.text)
    filled = fill(setting, state, understood(setting, turn.event.text)).answers
    told = {name: value for name, value in filled.items() if value != answers.get(name)}
    return told if answers.get("what") else {"what": turn.event.text, **told}


def _take_file(turn: Turn, incident: Incident) -> None:
    """The first file of an album is an update that leaders hear of; the others join it without a sound."""
    tx, event, identity = turn.tx, turn.event, incident.id or 0
    file, came_with = event.file, {"channel": event.channel, "album": event.album, "caption": event.text}
    if file is None or not attachments.add(tx, incident.draft_id, file, **came_with):
        return
    files = attachments.of_draft(tx, incident.draft_id)
    [added] = [_id(one) for one in files if one.unique_ref == file.unique_ref]
    entry = next((one.entry_id for one in files if event.album and one.album == event.album and one.entry_id), None)
    if entry is None:
        reporter.add_update(tx, turn.rules, turn.me, identity, event.text, [added])
    else:
        reporter.add_file(tx, turn.rules, turn.me, identity, entry, added)


def _id(file: Attachment) -> int:
    return file.id or 0


def _warn(turn: Turn) -> None:
    """The words are on their way already; the next ones may be chosen with more care."""
    if personal.warnings(turn.event.text):
        turn.say(Screen(turn.t("report-warning-sent"), silent=True))
