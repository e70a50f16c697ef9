"""The doors of the rapid report: guided, urgent, or simply typed; and to what typed words belong."""

from datetime import datetime, timedelta
from typing import Any

from handlers import engine, menu
from handlers.engine import NOTHING, Place, State
from handlers.report import card, content, drafting
from handlers.report.answers import chosen_incident, understood
from handlers.turn import Tampered, Turn
from incidents import access, reporter
from incidents.facts import moment_text
from rules.lifecycle import Action, Status, allowed
from rules.rights import Right
from storage import attachments, conversations, incidents
from storage.screens import Screen
from storage.tables.conversations import Draft
from storage.tables.incidents import Incident

STILL_AT_IT = timedelta(hours=12)
TOO_SHORT_FOR_A_REPORT = 20
_KNOWN_BEFOREHAND = {"phone", "occurred_at"}


def guided(turn: Turn) -> None:
    """/baocao: one question after the other; an unfinished report is offered first."""
    if not _may_report(turn):
        return
    draft = conversations.open_draft(turn.tx, turn.me.person_id)
    if draft is None:
        _start(turn, "guided")
    elif _empty(turn, draft) and draft.door == "guided":
        _go_on(turn, draft)
    else:
        since = moment_text(turn.lang, draft.created_at, turn.tx.now)
        drafting.expect(turn, draft, drafting.state_of(draft))
        turn.say(card.unfinished(drafting.view_of(turn, draft, drafting.state_of(draft)), since))


def urgent(turn: Turn) -> None:
    """🚨 Khẩn: category, confirm, sent. Whatever else is unfinished waits."""
    if not _may_report(turn):
        return
    draft = conversations.open_draft(turn.tx, turn.me.person_id)
    if draft is not None and draft.door == "urgent" and _empty(turn, draft):
        _go_on(turn, draft)
    else:
        _start(turn, "urgent")


def just_typed(turn: Turn) -> None:
    """Words, a file or a place that belong to nothing begin a report, or belong to one that is under way."""
    event = turn.event
    if not _may_report(turn):
        return
    if event.kind not in ("text", "file", "location"):
        turn.say(menu.home(turn, turn.t("report-unsupported")))
        return
    draft = conversations.open_draft(turn.tx, turn.me.person_id)
    if draft is not None and turn.tx.now - draft.updated_at < STILL_AT_IT:
        content.take(turn, draft, {})
        return
    units = drafting.units_of(turn.me)
    draft = drafting.new_draft(turn, "typed", units[0][0])
    setting, state = drafting.setting_of(turn, draft), drafting.state_of(draft)
    if event.kind == "text" and len(event.text) < TOO_SHORT_FOR_A_REPORT and not understood(setting, event.text):
        conversations.end_draft(turn.tx, draft.id or 0, "cancelled")
        turn.say(menu.home(turn, turn.t("report-say-more")))
        return
    belongs = drafting.may_belong_to(turn)
    if belongs:
        state = State(state.unit_id, state.answers, state.skipped, Place("offer"))
    if event.text:
        state, _ = engine.typed(setting, state, event.text)
    if event.kind == "location" and event.location is not None:
        state, _ = engine.located(setting, state, *event.location)
    content.attach(turn, draft)
    if not belongs:
        state = engine.begin(setting, state)
    took = {"ref": event.message_ref, "took": "what", "added": len(event.text)} if event.text else {}
    drafting.expect(turn, draft, state, **took)
    drafting.settle(turn, draft, state, NOTHING, fresh=True)


def offered(turn: Turn, data: dict[str, Any]) -> None:
    """What is typed while a choice between an open incident and a new report is offered, or after an urgent report."""
    if "incident" in data:
        _detail(turn, data)
        return
    draft = conversations.find_draft(turn.tx, int(data.get("draft") or 0))
    if draft is None or draft.status != "open":
        conversations.expect_nothing(turn.tx, turn.me.person_id)
        just_typed(turn)
        return
    wish = ""
    if turn.event.kind == "text" and not drafting.state_of(draft).place.leaving:
        wish = chosen_incident(turn.event.text, drafting.may_belong_to(turn))
    if wish == "new":
        _as_new_report(turn, draft, fresh=True)
    elif wish:
        _add_to(turn, draft, int(wish))
    else:
        content.take(turn, draft, data)


def pressed(turn: Turn, draft: Draft, verb: str, args: list[str]) -> bool:
    """The buttons of the doors themselves; False for any other."""
    match verb, args:
        case "go", []:
            _go_on(turn, draft, fresh=False)
        case "resume", []:
            _go_on(turn, draft)
        case "anew", []:
            if _may_report(turn):
                _start(turn, "guided")
        case "new", []:
            _as_new_report(turn, draft, fresh=False)
        case "add", [incident_id] if incident_id.isdecimal():
            if int(incident_id) not in dict(drafting.may_belong_to(turn)):
                incident = incidents.find(turn.tx, int(incident_id))
                if incident is None or incident.reporter_id != turn.me.person_id:
                    raise Tampered("an incident that was not offered")
            _add_to(turn, draft, int(incident_id))
        case _:
            return False
    return True


def _may_report(turn: Turn) -> bool:
    if drafting.units_of(turn.me):
        return True
    turn.say(menu.home(turn, turn.t("report-not-yours")))
    return False


def _start(turn: Turn, door: str) -> None:
    units = drafting.units_of(turn.me)
    draft = drafting.new_draft(turn, door, units[0][0])
    _go_on(turn, draft)


def _go_on(turn: Turn, draft: Draft, *, fresh: bool = True) -> None:
    """Shows a draft where it stands, or begins it."""
    setting, state = drafting.setting_of(turn, draft), drafting.state_of(draft)
    state = engine.begin(setting, state) if draft.asking is None else engine.sound(setting, state)
    drafting.expect(turn, draft, state)
    drafting.settle(turn, draft, state, NOTHING, fresh=fresh)


def _empty(turn: Turn, draft: Draft) -> bool:
    return not set(draft.answers) - _KNOWN_BEFOREHAND and not attachments.count(turn.tx, draft.id or 0)


def _as_new_report(turn: Turn, draft: Draft, *, fresh: bool) -> None:
    setting, state = drafting.setting_of(turn, draft), drafting.state_of(draft)
    if state.place.mode == "offer":
        state = engine.begin(setting, State(state.unit_id, state.answers, state.skipped))
    drafting.expect(turn, draft, state)
    drafting.settle(turn, draft, state, NOTHING, fresh=fresh)


def _add_to(turn: Turn, draft: Draft, incident_id: int) -> None:
    """Everything that was collected goes to an open incident; the draft has served."""
    tx = turn.tx
    incident = incidents.get(tx, incident_id)
    draft_id = draft.id or 0
    text = str(draft.answers.get("what") or "")
    place = draft.answers.get("location")
    if place:
        text = f"{text}\n📍 {place['lat']:.5f}, {place['lon']:.5f}".strip()
    if not _takes_updates(turn, incident):
        _as_new_report(turn, draft, fresh=False)
        turn.toast(turn.t("report-update-too-late", code=incident.code), alert=True)
        return
    files = attachments.move(tx, draft_id, incident.draft_id)
    reporter.add_update(tx, turn.rules, turn.me, incident_id, text, files)
    conversations.end_draft(tx, draft_id, "added")
    conversations.expect_nothing(tx, turn.me.person_id)
    turn.say(Screen(turn.t("report-update-sent", code=incident.code), slot=card.slot(draft_id)))


def _detail(turn: Turn, data: dict[str, Any]) -> None:
    """Details that follow an urgent report go straight to its incident; files are collected and offered first."""
    incident = incidents.find(turn.tx, int(data["incident"]))
    recent = turn.tx.now < datetime.fromisoformat(data["until"])
    if turn.event.kind == "text" and incident is not None and recent and _takes_updates(turn, incident):
        reporter.add_update(turn.tx, turn.rules, turn.me, incident.id or 0, turn.event.text)
        return
    conversations.expect_nothing(turn.tx, turn.me.person_id)
    just_typed(turn)


def _takes_updates(turn: Turn, incident: Incident) -> bool:
    possible = allowed(Status(incident.status), Action.UPDATE)
    return possible and access.allowed(turn.tx, turn.me, Right.ADD_TO_INCIDENT, incident)
