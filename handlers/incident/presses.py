"""Buttons under an incident: «i:<incident>:<action>[:<argument>]», for leaders and for the head who reported."""

from collections.abc import Callable

from handlers.incident import flows, views
from handlers.turn import Tampered, Turn
from incidents import access, actions
from rules.lifecycle import Action, Status, allowed
from rules.rights import Right
from storage import incidents
from storage.screens import Button
from storage.tables.incidents import Incident

_HEAD = {Action.UPDATE, Action.ANSWER, Action.CORRECT, Action.WITHDRAW, Action.FINAL_REPORT}
_WITH_WORDS = {
    Action.ASK,
    Action.INSTRUCT,
    Action.RESOLVE,
    Action.REOPEN,
    Action.UPDATE,
    Action.ANSWER,
    Action.WITHDRAW,
    Action.FINAL_REPORT,
}
_VIEWS: dict[str, Callable[[Turn, Incident], None]] = {
    "see": views.whole,
    "files": views.files,
    "checklist": views.checklist,
    "show": views.show,
}


def pressed(turn: Turn, parts: list[str]) -> None:
    """Raises Tampered for what no button of ours carries."""
    incident, name, argument = _read(turn, parts)
    if name in _VIEWS:
        if _may(turn, Right.SEE_INCIDENT, incident, name):
            _VIEWS[name](turn, incident)
        return
    if name == "drop":
        flows.drop(turn, incident)
        return
    try:
        action = Action(name)
    except ValueError:
        raise Tampered("unknown action on an incident") from None
    right = Right.ADD_TO_INCIDENT if action in _HEAD else Right.ACT_ON_INCIDENT
    if not _may(turn, right, incident, name):
        return
    if not allowed(Status(incident.status), action):
        too_late(turn, incident)
        return
    try:
        _act(turn, incident, action, argument)
    except actions.NotPossible as no:
        too_late(turn, no.incident)


def too_late(turn: Turn, incident: Incident) -> None:
    """Says who was quicker or how it stands, and brings the presser's message up to date."""
    turn.toast(views.standing(turn, incident), alert=True)
    views.show_current(turn, incident)


def _act(turn: Turn, incident: Incident, action: Action, argument: str) -> None:
    identity = incident.id or 0
    if action == Action.ACKNOWLEDGE:
        incident = actions.acknowledge(turn.tx, turn.rules, turn.me, identity)
        turn.toast(turn.t("done-acknowledge", code=incident.code))
    elif action in _WITH_WORDS:
        flows.begin(turn, incident, action, argument)
        return
    elif action == Action.CORRECT:
        flows.correct(turn, incident, argument)
        return
    elif action == Action.HAND_OVER:
        _hand_over(turn, incident, argument)
        return
    elif argument != "yes":
        _confirm(turn, incident, action)
        return
    elif action == Action.ESCALATE:
        incident = actions.escalate(turn.tx, turn.rules, turn.me, identity)
        flows.finish(turn, incident, "done-escalate")
    elif action == Action.CLOSE:
        incident = actions.close(turn.tx, turn.rules, turn.me, identity)
        flows.finish(turn, incident, "done-close")
    views.keep_current(turn, incident)


def _confirm(turn: Turn, incident: Incident, action: Action) -> None:
    name = action.value.replace("_", "-")
    yes = Button(turn.t(f"act-{name}"), f"i:{incident.id}:{action.value}:yes")
    flows.prompt(
        turn, incident, turn.t(f"confirm-{name}", code=incident.code), ((yes, flows.drop_button(turn, incident)),)
    )


def _hand_over(turn: Turn, incident: Incident, division: str) -> None:
    """First which division, then it is done: only those with somebody in them are offered."""
    if not division:
        offered = [
            one
            for one in turn.rules.divisions
            if one.id != incident.division and actions.people_of(turn.tx, incident, one.id)
        ]
        rows = tuple((Button(one.name.of(turn.lang), f"i:{incident.id}:hand_over:{one.id}"),) for one in offered)
        key = "ask-hand-over" if offered else "nobody-to-hand-over"
        flows.prompt(turn, incident, turn.t(key, code=incident.code), (*rows, (flows.drop_button(turn, incident),)))
        return
    if division not in {one.id for one in turn.rules.divisions}:
        raise Tampered("unknown division")
    incident = actions.hand_over(turn.tx, turn.rules, turn.me, incident.id or 0, division)
    flows.finish(turn, incident, "done-hand-over", to=turn.rules.division(division).name.of(turn.lang))
    views.keep_current(turn, incident)


def _read(turn: Turn, parts: list[str]) -> tuple[Incident, str, str]:
    number, name, argument = (*parts, "", "", "")[:3]
    if not number.isascii() or not number.isdigit() or len(number) > 9 or len(parts) > 3:
        raise Tampered("unreadable incident")
    incident = incidents.find(turn.tx, int(number))
    if incident is None:
        raise Tampered("no such incident")
    return incident, name, argument


def _may(turn: Turn, right: Right, incident: Incident, name: str) -> bool:
    """Without the right: nothing about the incident is told, and the attempt is noted."""
    if access.allowed(turn.tx, turn.me, right, incident):
        return True
    turn.audit(f"incident.{name}", "refused", incident.code)
    turn.toast(turn.t("no-right"), alert=True)
    return False
