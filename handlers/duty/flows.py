"""Words typed where the bot has asked for a person or a day of somebody's standing in."""

from typing import Any

from handlers import asked
from handlers.asked import Question
from handlers.duty import absent, asking, delegating, shifts, swapping
from handlers.turn import Turn

_LONG = 60
_DELEGATION, _ABSENCE, _ROSTER = "u:show", "v:show", "t:week:0"
_ASKED = {
    "delegation-person": Question("person-not-found", delegating.typed_person, _DELEGATION),
    "delegation-until": Question("moment-not-read", delegating.typed_until, _DELEGATION),
    "absence-person": Question("person-not-found", absent.typed_person, _ABSENCE),
    "absence-from": Question("moment-not-read", absent.typed_from, _ABSENCE),
    "absence-until": Question("moment-not-read", absent.typed_until, _ABSENCE),
    "swap-colleague": Question("person-not-found", swapping.typed_colleague, _ROSTER),
    "shift-person": Question("person-not-found", shifts.typed_person, _ROSTER),
    "shift-from": Question("moment-not-read", shifts.typed_from, _ROSTER),
    "shift-until": Question("moment-not-read", shifts.typed_until, _ROSTER),
}


def typed(turn: Turn, data: dict[str, Any]) -> None:
    asked.typed(turn, data, _ASKED, asking.forget, longest=_LONG)
