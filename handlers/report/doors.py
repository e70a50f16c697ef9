"""The doors of the rapid report: guided, urgent, or simply typed; and to what typed words belong."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from handlers import engine, menu
from handlers.engine import NOTHING, Outcome, Place, State
from handlers.report import card, content, details, drafting
from handlers.report.answers import chosen_incident, understood, wish_for_unfinished
from handlers.report.way import asked
from handlers.turn import Tampered, Turn, is_number
from incidents import reporter
from incidents.facts import moment_text
from storage import attachments, conversations, incidents, slots
from storage.screens import Screen
from storage.tables.conversations import Draft

FILES_OF_ONE_GO = timedelta(minutes=1)
STILL_AT_IT = timedelta(hours=12)
TOO_SHORT_FOR_A_REPORT = 20
_FILES_REFUSED = "files-refused"


def guided(turn: Turn) -> None:
    """/baocao: one question after the other; an unfinished report is offered first. Words after it begin a report."""
    if not _may_report(turn):
        return
    draft = conversations.open_draft(turn.tx, turn.me.person_id)
    if _words_after_the_command(turn):
        _begin_typed(turn)
    elif draft is None or drafting.is_empty(turn, draft):
        if draft is not None and draft.door == "guided":
            _go_on(turn, draft)
        else:
            _go_on(turn, _new(turn, "guided"))
    else:
        state, since = drafting.state_of(draft), moment_text(turn.lang, draft.created_at, turn.tx.now)
        drafting.expect(turn, draft, state, unfinished=True)
        turn.say(card.unfinished(drafting.view_of(turn, draft, state), since))


def urgent(turn: Turn) -> None:
    """🚨 Khẩn: category, confirm, sent. Whatever else is unfinished waits; an urgent one goes on."""
    if not _may_report(turn):
        return
    draft = conversations.open_draft(turn.tx, turn.me.person_id)
    if draft is None or draft.door != "urgent" or _left_alone(turn, draft):
        draft = _new(turn, "urgent")
    if _words_after_the_command(turn):
        content.take_words(turn, draft)
    else:
        _go_on(turn, draft)


def just_typed(turn: Turn) -> None:
    """Words, a file or a place that belong to nothing begin a report, or belong to one that is under way."""
    draft = conversations.open_draft(turn.tx, turn.me.person_id)
    if draft is not None and _may_report(turn):
        into(turn, draft, {})
    elif draft is None:
        _begin_typed(turn)


def into(turn: Turn, draft: Draft, data: dict[str, Any]) -> None:
    """Gives what was sent to an open draft; asks first whether it belongs there when the draft was left for long."""
    event = turn.event
    doubtful = _left_alone(turn, draft) or data.get("unfinished")
    if doubtful and event.kind in ("text", "file", "location"):
        setting, state = drafting.setting_of(turn, draft), drafting.state_of(draft)
        wish = wish_for_unfinished(event.text) if data.get("unfinished") else ""
        if wish == "go":
            _go_on(turn, draft)
            return
        if wish == "anew":
            _go_on(turn, _new(turn, "guided"))
            return
        tells = event.kind != "text" or _could_begin_a_report(turn, event.text)
        if tells and not engine.answers_what_is_asked(setting, state, event.text):
            _begin_typed(turn)
            return
    content.take(turn, draft, data)


def offered(turn: Turn, data: dict[str, Any]) -> None:
    """What is typed while a choice between an open incident and a new report is offered, or after an urgent report."""
    if "incident" in data:
        if not details.take(turn, data):
            conversations.expect_nothing(turn.tx, turn.me.person_id)
            _begin_typed(turn)
        return
    draft = conversations.find_draft(turn.tx, int(data.get("draft") or 0))
    if draft is None or draft.status != "open":
        conversations.expect_nothing(turn.tx, turn.me.person_id)
        just_typed(turn)
        return
    wish = ""
    if turn.event.kind == "text" and not drafting.state_of(draft).place.leaving:
        known = [(one.incident_id, one.code) for one in drafting.may_belong_to(turn)]
        wish = chosen_incident(turn.event.text, known)
    if wish == "new":
        _as_new_report(turn, draft, fresh=True)
    elif wish:
        _add_to(turn, draft, int(wish))
    else:
        content.take(turn, draft, data)


def told_in_words(turn: Turn, text: str) -> None:
    """Words that were taken for something else are a report after all."""
    if _may_report(turn):
        _begin_typed(replace(turn, event=replace(turn.event, kind="text", text=text, action="", press_id="")))


def names_an_incident(turn: Turn, text: str) -> bool:
    """Whether the words speak of some kind of incident, so that they may be a report of their own."""
    return "category" in understood(drafting.bare_setting(turn), text).answers


def tells_an_incident(turn: Turn, draft: Draft) -> bool:
    """Whether words that were typed into a regular report are rather a report of an incident.

    What is asked for in words of one's own is an answer, whatever it tells.
    """
    text = turn.event.text
    if turn.event.kind != "text" or len(text) < TOO_SHORT_FOR_A_REPORT or not names_an_incident(turn, text):
        return False
    setting, state = drafting.setting_of(turn, draft), drafting.state_of(draft)
    question = asked(setting, state)
    return question is None or question.kind != "text"


def pressed(turn: Turn, draft: Draft, verb: str, args: list[str]) -> bool:
    """The buttons of the doors themselves; False for any other."""
    match verb, args:
        case "go", []:
            _go_on(turn, draft, fresh=False)
        case "resume", []:
            _go_on(turn, draft)
        case "anew", []:
            _anew(turn, draft)
        case "new", []:
            _as_new_report(turn, draft, fresh=False)
        case "add", [incident_id] if is_number(incident_id):
            if int(incident_id) not in [one.incident_id for one in drafting.may_belong_to(turn)]:
                incident = incidents.find(turn.tx, int(incident_id))
                if incident is None or incident.reporter_id != turn.me.person_id:
                    raise Tampered("an incident that was not offered")
            _add_to(turn, draft, int(incident_id))
        case "into", [older_id] if is_number(older_id):
            _into_older(turn, draft, int(older_id))
        case _:
            return False
    return True


def _may_report(turn: Turn) -> bool:
    if drafting.units_of(turn.me):
        return True
    told = menu.home(turn, turn.t("report-not-yours"))
    if turn.event.kind != "file":
        turn.say(told)
        return False
    before = slots.last_said(turn.tx, turn.to, _FILES_REFUSED)
    if before is None or turn.tx.now - before > FILES_OF_ONE_GO:
        turn.say(replace(told, slot=_FILES_REFUSED, fresh=True))
    return False


def _left_alone(turn: Turn, draft: Draft) -> bool:
    """Whether so much time has passed that what comes now may be about something else."""
    return turn.at - draft.updated_at >= STILL_AT_IT


def _could_begin_a_report(turn: Turn, text: str) -> bool:
    return len(text) >= TOO_SHORT_FOR_A_REPORT or bool(understood(drafting.bare_setting(turn), text).answers)


def _words_after_the_command(turn: Turn) -> bool:
    """«/khan cháy ở bếp ăn»."""
    return turn.event.kind == "command" and bool(turn.event.text)


def _new(turn: Turn, door: str) -> Draft:
    """A new draft; one that holds nothing has served."""
    before = conversations.open_draft(turn.tx, turn.me.person_id)
    if before is not None and drafting.is_empty(turn, before):
        conversations.end_draft(turn.tx, before.id or 0, "cancelled")
    return drafting.new_draft(turn, door, drafting.units_of(turn.me)[0][0])


def _go_on(turn: Turn, draft: Draft, *, fresh: bool = True) -> None:
    """Shows a draft where it stands, or begins it."""
    setting, state = drafting.setting_of(turn, draft), drafting.state_of(draft)
    state = engine.begin(setting, state) if draft.asking is None else engine.sound(setting, state)
    drafting.expect(turn, draft, state)
    drafting.settle(turn, draft, state, NOTHING, fresh=fresh)


def _anew(turn: Turn, draft: Draft) -> None:
    """A new report beside the unfinished one; pressed twice it is still one."""
    if not _may_report(turn):
        return
    latest = conversations.open_draft(turn.tx, turn.me.person_id)
    if latest is not None and latest.id != draft.id and latest.door == "guided":
        _go_on(turn, latest)
    else:
        _go_on(turn, _new(turn, "guided"))


def _begin_typed(turn: Turn) -> None:
    """A new report from what was sent; first the question to what it belongs, when there is anything open."""
    event = turn.event
    if not _may_report(turn):
        return
    if event.kind not in ("text", "command", "file", "location"):
        turn.say(menu.home(turn, turn.t("report-unsupported" if event.buttons else "report-unsupported-typing")))
        return
    if event.kind == "text" and not _could_begin_a_report(turn, event.text):
        turn.say(menu.home(turn, turn.t("report-say-more")))
        return
    draft = _new(turn, "typed")
    setting, state = drafting.setting_of(turn, draft), drafting.state_of(draft)
    outcome = NOTHING
    belongs = bool(drafting.may_belong_to(turn) or drafting.older_draft(turn, draft))
    if belongs:
        state = State(state.unit_id, state.answers, state.skipped, Place("offer"))
    if event.kind == "location" and event.location is not None:
        state, _ = engine.located(setting, state, *event.location, event.text)
    elif event.text:
        state, outcome = engine.typed(setting, state, event.text)
    content.attach(turn, draft)
    if not belongs:
        state = engine.begin(setting, state)
    took = {"ref": event.message_ref, "took": outcome.took, "added": outcome.added} if outcome.took else {}
    drafting.expect(turn, draft, state, **took)
    if outcome.notice == "report-added":
        outcome = Outcome(personal=outcome.personal)
    drafting.settle(turn, draft, state, outcome, fresh=True)


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
    if not details.takes_updates(turn, incident):
        _as_new_report(turn, draft, fresh=False)
        turn.toast(turn.t("report-update-too-late", code=incident.code), alert=True)
        return
    files = attachments.move(tx, draft_id, incident.draft_id)
    reporter.add_update(tx, turn.rules, turn.me, incident_id, text, files)
    conversations.end_draft(tx, draft_id, "added")
    conversations.expect_nothing(tx, turn.me.person_id)
    turn.say(Screen(turn.t("report-update-sent", code=incident.code), slot=card.slot(draft_id)))


def _into_older(turn: Turn, draft: Draft, older_id: int) -> None:
    """What was sent belongs to the report that was begun before: its words answer what that one asks."""
    older = conversations.find_draft(turn.tx, older_id)
    if older is None or older.person_id != turn.me.person_id:
        raise Tampered("a draft of somebody else")
    if older.status != "open":
        _as_new_report(turn, draft, fresh=False)
        drafting.tell_ended(turn, older)
        return
    setting, told = drafting.setting_of(turn, older), draft.answers
    state, outcome = engine.sound(setting, drafting.state_of(older)), NOTHING
    if place := told.get("location"):
        state, outcome = engine.located(setting, state, place["lat"], place["lon"], str(told.get("place") or ""))
    if text := str(told.get("what") or ""):
        state, outcome = engine.typed(setting, state, text)
    attachments.move(turn.tx, draft.id or 0, older_id)
    conversations.end_draft(turn.tx, draft.id or 0, "added")
    turn.say(Screen(turn.t("report-into-older"), slot=card.slot(draft.id or 0), silent=True))
    drafting.expect(turn, older, state)
    drafting.settle(turn, older, state, outcome, fresh=True)
