"""A report being filled: what is typed into it, pressed on its screens, and /huy."""

from typing import Any

from handlers import engine, menu
from handlers.campaign import forms
from handlers.report import card, details, doors, drafting
from handlers.turn import Tampered, Turn, is_number
from storage import conversations, incidents, outbox
from storage.screens import Button, Screen
from storage.tables.conversations import Draft


def typed(turn: Turn, data: dict[str, Any]) -> None:
    """Words, files or a place while a draft is open: its flow is "report", data {"draft": id}."""
    draft = conversations.find_draft(turn.tx, int(data.get("draft") or 0))
    if draft is not None and draft.door == conversations.REGULAR:
        _typed_into_a_form(turn, draft, data)
        return
    if draft is None or draft.status != "open" or draft.person_id != turn.me.person_id:
        conversations.expect_nothing(turn.tx, turn.me.person_id)
        doors.just_typed(turn)
        return
    doors.into(turn, draft, data)


def pressed(turn: Turn, parts: list[str]) -> None:
    """A button of a draft: [draft id, verb, arguments…]. Raises Tampered for one that cannot be ours."""
    if len(parts) < 2 or not is_number(parts[0]):
        raise Tampered("a malformed action of a draft")
    draft = conversations.find_draft(turn.tx, int(parts[0]))
    if draft is not None and draft.door == conversations.REGULAR:
        if not forms.lets_go_on(turn, draft):
            return
        if parts[1:] in (["w"], ["resume"]):
            (forms.later if parts[1] == "w" else forms.resume)(turn, draft)
            return
    if draft is None or draft.person_id != turn.me.person_id:
        raise Tampered("a draft of somebody else")
    if draft.status != "open":
        drafting.tell_ended(turn, draft)
        return
    verb, args = parts[1], parts[2:]
    if draft.door != conversations.REGULAR and doors.pressed(turn, draft, verb, args):
        return
    setting, before = drafting.setting_of(turn, draft), drafting.state_of(draft)
    state, outcome = engine.pressed(setting, before, verb, args)
    if outcome.forged:
        raise Tampered("an action that no screen of this draft offers")
    if not outcome.act:
        _words_follow(turn, draft.id or 0, state)
    drafting.settle(turn, draft, state, outcome, fresh=False)
    if not outcome.act and _is_on_an_old_message(turn, draft.id or 0):
        turn.toast(turn.t("report-look-below"))


def cancel_typed(turn: Turn) -> None:
    """/huy: asks once before an open report is cancelled; ends any other conversation at once."""
    flow = conversations.flow_of(turn.tx, turn.me.person_id)
    named = int(flow.data.get("draft") or 0) if flow is not None else 0
    draft = conversations.find_draft(turn.tx, named) if named else None
    if flow is not None and flow.flow == "offer" and details.are_awaited(turn, flow.data):
        _tell_how_to_withdraw(turn, int(flow.data["incident"]))
        return
    if draft is None and (flow is None or flow.flow in ("report", "offer")):
        draft = conversations.open_draft(turn.tx, turn.me.person_id)
    if draft is not None and draft.status == "open" and draft.door == conversations.REGULAR:
        forms.later(turn, draft)
        return
    if draft is not None and draft.status == "open":
        drafting.ask_to_cancel(turn, draft)
        return
    conversations.expect_nothing(turn.tx, turn.me.person_id)
    turn.say(menu.home(turn, turn.t("report-nothing-to-cancel" if flow is None else "report-stopped")))


def _typed_into_a_form(turn: Turn, draft: Draft, data: dict[str, Any]) -> None:
    """Words for a regular report, unless they tell of an incident: that goes first, whatever is being filled in."""
    if doors.tells_an_incident(turn, draft) or draft.status != "open":
        conversations.expect_nothing(turn.tx, turn.me.person_id)
        doors.just_typed(turn)
    elif forms.lets_go_on(turn, draft):
        doors.into(turn, draft, data)
    else:
        conversations.expect_nothing(turn.tx, turn.me.person_id)


def _tell_how_to_withdraw(turn: Turn, incident_id: int) -> None:
    """Too late to cancel: what is sent can only be withdrawn, with its reason."""
    incident = incidents.get(turn.tx, incident_id)
    button = Button(turn.t("act-withdraw"), f"i:{incident_id}:withdraw")
    turn.say(Screen(turn.t("report-is-sent", code=incident.code), ((button,),)), incident_id=incident_id)


def _is_on_an_old_message(turn: Turn, draft_id: int) -> bool:
    shown = outbox.posted(turn.tx, turn.event.channel, turn.event.address, card.slot(draft_id))
    return shown is not None and turn.event.message_ref not in ("", shown.message_ref)


def _words_follow(turn: Turn, draft_id: int, state: engine.State) -> None:
    """A press leaves it possible to correct the last typed answer."""
    flow = conversations.flow_of(turn.tx, turn.me.person_id)
    kind = "offer" if state.place.mode == "offer" else "report"
    if flow is None or flow.flow != kind or flow.data.get("draft") != draft_id:
        conversations.expect(turn.tx, turn.me.person_id, kind, draft=draft_id)
