"""Carrying out what was said about an incident, once, and saying what came of it."""

from datetime import timedelta

from handlers.incident import prompts, views
from handlers.turn import Tampered, Turn
from incidents import access, actions, reporter, telling
from incidents.facts import phone_text
from incidents.ways import way_to
from rules import personal
from rules.lifecycle import Action, Status, allowed
from rules.rights import Right
from storage import incidents
from storage.screens import Screen
from storage.tables.incidents import Incident

OF_HEAD = frozenset({Action.UPDATE, Action.ANSWER, Action.CORRECT, Action.WITHDRAW, Action.FINAL_REPORT})
_TO_THE_UNIT = frozenset({Action.ASK, Action.INSTRUCT})
_TWICE_WITHIN = timedelta(minutes=1)


def right_for(action: Action) -> Right:
    return Right.ADD_TO_INCIDENT if action in OF_HEAD else Right.ACT_ON_INCIDENT


def still_may(turn: Turn, incident: Incident, action: Action) -> bool:
    """Whether typed words may still do this; otherwise says why not."""
    if not access.allowed(turn.tx, turn.me, right_for(action), incident):
        turn.audit(f"incident.{action.value}", "refused", incident.code)
        turn.say(Screen(turn.t("no-right")))
        return False
    if not allowed(Status(incident.status), action):
        prompts.forget(turn, incident)
        turn.say(Screen(views.standing(turn, incident)))
        return False
    return True


def carry_out(turn: Turn, incident: Incident, action: Action, text: str, argument: str, files: list[int]) -> None:
    """Carries the action out with its words and says so. A press that comes twice does it once."""
    tx, rules, me, identity = turn.tx, turn.rules, turn.me, incident.id or 0
    twice = turn.event.press_id and incidents.said(
        tx, identity, me.person_id, action.value, text, tx.now - _TWICE_WITHIN
    )
    if twice:
        turn.toast(turn.t(f"done-{prompts.key(action)}", code=incident.code))
        return
    prompts.forget(turn, incident)
    try:
        match action:
            case Action.ASK:
                after = actions.ask(tx, rules, me, identity, text)
            case Action.INSTRUCT:
                after = actions.instruct(tx, rules, me, identity, text)
            case Action.RESOLVE:
                after = actions.resolve(tx, rules, me, identity, text)
            case Action.REOPEN:
                after = actions.reopen(tx, rules, me, identity, text)
            case Action.UPDATE:
                after = reporter.add_update(tx, rules, me, identity, text, files)
            case Action.ANSWER:
                question = int(argument) if argument.isascii() and argument.isdigit() and len(argument) < 10 else None
                after = reporter.answer(tx, rules, me, identity, text, question, files)
            case Action.WITHDRAW:
                after = reporter.withdraw(tx, rules, me, identity, text)
            case Action.FINAL_REPORT:
                after = reporter.final_report(tx, rules, me, identity, text, files)
            case _:
                raise Tampered("this action takes no words")
    except actions.NotPossible as no:
        turn.toast(views.standing(turn, no.incident), alert=True)
        views.show_current(turn, no.incident)
        return
    if action in _TO_THE_UNIT and way_to(tx, after.reporter_id) is None:
        prompts.finish(turn, after, "unit-not-reached", phone=phone_text(telling.seen(tx, after).phone))
    else:
        prompts.finish(turn, after, f"done-{prompts.key(action)}")
    if action in OF_HEAD and personal.warnings(text):
        turn.say(Screen(turn.t("report-warning-sent"), silent=True))
    views.keep_current(turn, after)
