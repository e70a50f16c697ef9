"""A reply to one of our messages about an incident: what it is follows from who writes and what is replied to."""

from handlers.incident import flows, presses, prompts, spoken, views
from handlers.incident.doing import OF_HEAD, carry_out, still_may
from handlers.media import views as media_views
from handlers.media import writing as media_writing
from handlers.report import doors
from handlers.turn import Turn
from incidents import access
from rules.lifecycle import Action, Status, allowed
from rules.rights import Right
from storage import incidents
from storage.screens import Screen
from storage.tables.incidents import Incident

_WITH_REASON = frozenset({Action.ASK, Action.INSTRUCT, Action.RESOLVE, Action.REOPEN})
_OF_LEADER = frozenset(Action) - OF_HEAD
_SPOKEN_BY_HEAD = OF_HEAD - {Action.ANSWER}
_ASKS_FOR_THE_END = (":head-resolve", ":head-final-due")


def replied(turn: Turn, incident_id: int, slot: str) -> None:
    """A head answers or adds, a leader acts, asks or instructs; a reply to a prompt is what the prompt asked for."""
    incident = incidents.find(turn.tx, incident_id)
    if incident is None:
        doors.just_typed(turn)
        return
    held = prompts.held(turn, incident)
    if turn.event.kind == "edited":
        turn.say(Screen(turn.t("edited-not-read")))
    elif held and slot == prompts.slot(incident):
        flows.typed(turn, held)
    elif slot == media_views.slot(incident) and (asked := media_writing.held(turn, incident)):
        media_writing.typed(turn, asked)
    elif access.allowed(turn.tx, turn.me, Right.ADD_TO_INCIDENT, incident):
        _from_unit(turn, incident, slot)
    elif access.allowed(turn.tx, turn.me, Right.ACT_ON_INCIDENT, incident):
        _from_leader(turn, incident)
    else:
        turn.audit("incident.reply", "refused", incident.code)
        turn.say(Screen(turn.t("no-right")))


def _from_unit(turn: Turn, incident: Incident, slot: str) -> None:
    text = flows.said(turn)
    spoken_of = spoken.named(turn.lang, text, _SPOKEN_BY_HEAD) if turn.event.kind == "text" else None
    question, action, rest = "", Action.UPDATE, text
    if slot.startswith("question:"):
        question, action = slot.removeprefix("question:"), Action.ANSWER
    elif slot.endswith(_ASKS_FOR_THE_END):
        action = Action.FINAL_REPORT
    elif spoken_of is not None:
        action, rest = spoken_of
    if not still_may(turn, incident, action):
        return
    if action == Action.CORRECT:
        flows.correct(turn, incident, "")
    elif spoken_of is not None and not question and not rest:
        flows.begin(turn, incident, action, "")
    elif spoken_of is not None and not question:
        carry_out(turn, incident, action, rest, "", [])
    else:
        held = prompts.held(turn, incident)
        same = held.get("action") == action and held.get("argument") == question
        flows.take(turn, incident, action, held if same else {"argument": question, "files": [], "said": ""})


def _from_leader(turn: Turn, incident: Incident) -> None:
    text = flows.said(turn)
    if turn.event.kind == "file" or not text:
        turn.say(Screen(turn.t("words-please")))
        return
    spoken_of = spoken.named(turn.lang, text, _OF_LEADER)
    possible = tuple(one for one in _WITH_REASON if allowed(Status(incident.status), one))
    if spoken_of is not None and not allowed(Status(incident.status), spoken_of[0]):
        presses.too_late(turn, incident, spoken_of[0])
    elif spoken_of is not None and spoken_of[0] in _WITH_REASON and spoken_of[1]:
        carry_out(turn, incident, spoken_of[0], spoken_of[1], "", [])
    elif spoken_of is not None:
        presses.act(turn, incident, spoken_of[0], "")
    elif possible:
        flows.choose(turn, incident, possible, text)
    else:
        turn.say(Screen(views.standing(turn, incident)))
