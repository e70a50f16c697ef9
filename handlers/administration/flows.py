"""What is pressed and typed in the administration; words that answer nothing of it begin something new."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from handlers import menu
from handlers.administration import home, invitations, lost, person, roles, scope, substitute, unit, waiting
from handlers.duty import asking
from handlers.report import doors
from handlers.turn import Tampered, Turn
from rules.rights import Right
from storage.screens import Button, Screen

FLOW = scope.FLOW
_FORGOTTEN_AFTER = timedelta(hours=1)
_LONG = 160
_ASKED: dict[str, tuple[str, Callable[[Turn, list[str]], bool]]] = {
    "find": ("staff-find-longer", home.typed),
    "newcomer": ("staff-newcomer-not-read", unit.typed_newcomer),
    "unit": ("staff-unit-not-found", roles.typed_unit),
    "substitute": ("person-not-found", substitute.typed_who),
}
_Act = Callable[..., None]
# Each with the parts that follow: «#» a number, «*» a word that the function itself checks.
_PRESSES: dict[str, tuple[str, _Act]] = {
    "p": ("#", person.show),
    "u": ("##", unit.show),
    "n": ("#", unit.ask_newcomer),
    "i": ("##", person.invite),
    "x": ("#", person.ask_cut),
    "xx": ("#", person.cut),
    "l": ("#", person.ask_leave),
    "ll": ("#", person.leave),
    "e": ("#", roles.ask_end),
    "ee": ("#", roles.end),
    "c": ("#", roles.change),
    "gu": ("#", roles.choose_unit),
    "g": ("##", lambda turn, one, at: roles.choose(turn, one, at, 0)),
    "r": ("##**#", roles.ask),
    "rr": ("##**#", roles.give),
    "s": ("#", substitute.ask_who),
    "sp": ("##", substitute.ask_how_long),
    "sd": ("###", substitute.name),
    "w": ("*##", waiting.show),
    "wr": ("#", waiting.remind),
    "wl": ("#", waiting.send_list),
    "f": ("#", lost.show),
    "fr": ("##", lost.resend),
    "fa": ("", lost.resend_all),
    "v": ("*#", invitations.show),
}


def pressed(turn: Turn, parts: list[str]) -> None:
    """«q:<what>:<numbers and words>» as _PRESSES has them; raises Tampered for anything else."""
    if not scope.allowed(turn):
        return
    shape, act = _PRESSES.get(parts[0], ("", None))
    if act is None or len(shape) != len(parts) - 1:
        raise Tampered("unknown action of the administration")
    act(turn, *(scope.number(one) if kind == "#" else one for kind, one in zip(shape, parts[1:], strict=True)))


def typed(turn: Turn, data: dict[str, Any]) -> None:
    """Words while something is asked. A report of something that has happened is never held up."""
    asked, text = str(data.get("ask")), turn.event.text
    fresh = turn.at - datetime.fromisoformat(data["at"]) < _FORGOTTEN_AFTER
    may = bool(scope.areas(turn))
    short = turn.event.kind == "text" and len(text) <= _LONG
    if asked not in _ASKED or not fresh or not may or not short or _tells_an_incident(turn, asked):
        scope.forget(turn)
        doors.just_typed(turn)
        return
    not_understood, take = _ASKED[asked]
    try:
        if take(turn, data["args"]):
            return
    except asking.NotTaken as why:
        not_understood = why.key
    turn.say(Screen(turn.t(not_understood), ((Button(turn.t("never-mind"), "c:quantri"),),)))


def _tells_an_incident(turn: Turn, asked: str) -> bool:
    """Whether somebody who reports as well tells of an incident, rather than what is looked for."""
    if not menu.has(turn.me, Right.REPORT) or not doors.names_an_incident(turn, turn.event.text):
        return False
    return asked != "find" or not home.finds(turn, turn.event.text.strip())
