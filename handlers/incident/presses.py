"""Buttons under an incident: «i:<incident>:<action>[:<argument>]», for leaders and for the head who reported.

The buttons that confirm carry the entry of the timeline they were offered after («escalate:77»), so that of two leaders
who press at once one wins and the other is told who.
"""

from collections.abc import Callable

from handlers.incident import flows, prompts, views
from handlers.incident.doing import right_for
from handlers.media import desk as media_desk
from handlers.turn import Tampered, Turn
from incidents import access, actions, recipients
from rules.lifecycle import Action, Status, allowed
from rules.rights import Right
from storage import incidents
from storage.screens import Button
from storage.tables.incidents import Incident

_WITH_WORDS = frozenset(
    {
        Action.ASK,
        Action.INSTRUCT,
        Action.RESOLVE,
        Action.REOPEN,
        Action.UPDATE,
        Action.ANSWER,
        Action.WITHDRAW,
        Action.FINAL_REPORT,
    }
)
_VIEWS: dict[str, Callable[[Turn, Incident], None]] = {
    "see": views.whole,
    "files": views.files,
    "checklist": views.checklist,
    "show": views.show,
    "drop": flows.drop,
}


def pressed(turn: Turn, parts: list[str]) -> None:
    """Raises Tampered for what no button of ours carries."""
    number, name, argument = _read(parts)
    view = _VIEWS.get(name)
    action = None if view is not None or name == "media" else _action(name)
    incident = incidents.find(turn.tx, number)
    right = Right.SEE_INCIDENT if action is None else right_for(action)
    if incident is None or not access.allowed(turn.tx, turn.me, right, incident):
        turn.audit(f"incident.{name}", "refused", incident.code if incident is not None else str(number))
        turn.toast(turn.t("no-right"), alert=True)
    elif name == "media":
        media_desk.pressed(turn, incident, argument)
    elif view is not None:
        view(turn, incident)
    elif action is not None and allowed(Status(incident.status), action):
        act(turn, incident, action, argument)
    elif action is not None:
        too_late(turn, incident, action)


def act(turn: Turn, incident: Incident, action: Action, argument: str) -> None:
    """Does what a button or a reply asks for, or asks first for what is missing."""
    try:
        _act(turn, incident, action, argument)
    except actions.NotPossible as no:
        too_late(turn, no.incident, action)


def too_late(turn: Turn, incident: Incident, action: Action) -> None:
    """Says who was quicker or how it stands, and brings the presser's message up to date."""
    if action == Action.ACKNOWLEDGE and incident.taken_by == turn.me.person_id:
        turn.toast(turn.t("done-acknowledge", code=incident.code))
        return
    turn.toast(views.standing(turn, incident), alert=True)
    views.show_current(turn, incident)


def _act(turn: Turn, incident: Incident, action: Action, argument: str) -> None:
    if action == Action.ACKNOWLEDGE:
        incident = actions.acknowledge(turn.tx, turn.rules, turn.me, incident.id or 0)
        if not prompts.told_in_brief(turn, incident):
            turn.toast(turn.t("done-acknowledge", code=incident.code))
        views.keep_current(turn, incident)
    elif action == Action.TAKE_OVER:
        incident = actions.take_over(turn.tx, turn.rules, turn.me, incident.id or 0)
        turn.toast(turn.t("done-take-over", code=incident.code))
    elif action in _WITH_WORDS:
        flows.begin(turn, incident, action, argument)
    elif action == Action.CORRECT:
        flows.correct(turn, incident, argument)
    elif action == Action.HAND_OVER:
        _hand_over(turn, incident, argument)
    else:
        _confirmed(turn, incident, action, argument)


def _confirmed(turn: Turn, incident: Incident, action: Action, offered_after: str) -> None:
    """Escalating and closing: asked once more, then done."""
    name = prompts.key(action)
    if not offered_after:
        yes = Button(turn.t(f"act-{name}"), f"i:{incident.id}:{action.value}:{_stage(turn, incident)}")
        prompts.prompt(turn, incident, turn.t(f"confirm-{name}", code=incident.code), ((yes,),))
        return
    incident = incidents.get(turn.tx, incident.id or 0)
    if offered_after != _stage(turn, incident):
        too_late(turn, incident, action)
        return
    change = actions.escalate if action == Action.ESCALATE else actions.close
    incident = change(turn.tx, turn.rules, turn.me, incident.id or 0)
    prompts.finish(turn, incident, f"done-{name}")
    views.keep_current(turn, incident)


def _hand_over(turn: Turn, incident: Incident, argument: str) -> None:
    """First which division, then it is done: only those with somebody in them are offered."""
    incident = incidents.get(turn.tx, incident.id or 0)
    division, _, offered_after = argument.partition(".")
    offered = [
        one
        for one in turn.rules.divisions
        if one.id != incident.division and recipients.of_division(turn.tx, incident, one.id)
    ]
    if not division:
        stage = _stage(turn, incident)
        rows = tuple(
            (Button(one.name.of(turn.lang), f"i:{incident.id}:hand_over:{one.id}.{stage}"),) for one in offered
        )
        key = "ask-hand-over" if offered else "nobody-to-hand-over"
        prompts.prompt(turn, incident, turn.t(key, code=incident.code), rows)
        return
    if division not in {one.id for one in turn.rules.divisions}:
        raise Tampered("unknown division")
    if offered_after != _stage(turn, incident):
        too_late(turn, incident, Action.HAND_OVER)
        return
    if division not in {one.id for one in offered}:
        turn.toast(turn.t("nobody-in-division"), alert=True)
        return
    incident = actions.hand_over(turn.tx, turn.rules, turn.me, incident.id or 0, division)
    prompts.finish(turn, incident, "done-hand-over", to=turn.rules.division(division).name.of(turn.lang))
    views.keep_current(turn, incident)


def _stage(turn: Turn, incident: Incident) -> str:
    """What has brought the incident to where it stands: the number changes with every move."""
    return str(incidents.last_move(turn.tx, incident.id or 0)[0].id)


def _action(name: str) -> Action:
    try:
        return Action(name)
    except ValueError:
        raise Tampered("unknown action on an incident") from None


def _read(parts: list[str]) -> tuple[int, str, str]:
    number, name, argument = (*parts, "", "", "")[:3]
    if not number.isascii() or not number.isdigit() or len(number) > 9 or len(parts) > 3:
        raise Tampered("unreadable incident")
    return int(number), name, argument
