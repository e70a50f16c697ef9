"""What is pressed and typed in the administration."""

from collections.abc import Callable
from typing import Any

from handlers import asked
from handlers.administration import home, invitations, lost, person, roles, scope, substitute, unit, waiting
from handlers.asked import Question
from handlers.turn import Tampered, Turn

FLOW = scope.FLOW
_LONG = 160
_HOME = "c:quantri"
_ASKED = {
    "find": Question("staff-find-longer", home.typed, _HOME),
    "newcomer": Question("staff-newcomer-not-read", unit.typed_newcomer, _HOME),
    "unit": Question("staff-unit-not-found", roles.typed_unit, _HOME),
    "substitute": Question("person-not-found", substitute.typed_who, _HOME),
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
    """Words while something is asked, for as long as the member looks after any unit."""
    asked.typed(turn, data, _ASKED if scope.areas(turn) else {}, scope.forget, longest=_LONG)
