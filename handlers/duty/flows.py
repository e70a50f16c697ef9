"""Words typed where the bot has asked for a person or a day; what answers nothing of it begins something new."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from handlers.duty import absent, asking, delegating, shifts, swapping
from handlers.report import doors
from handlers.turn import Tampered, Turn
from storage.screens import Button, Screen

_FORGOTTEN_AFTER = timedelta(hours=1)
_LONG = 60
_ASKED: dict[str, tuple[str, Callable[[Turn, list[str]], bool]]] = {
    "delegation-person": ("person-not-found", delegating.typed_person),
    "delegation-until": ("moment-not-read", delegating.typed_until),
    "absence-person": ("person-not-found", absent.typed_person),
    "absence-from": ("moment-not-read", absent.typed_from),
    "absence-until": ("moment-not-read", absent.typed_until),
    "swap-colleague": ("person-not-found", swapping.typed_colleague),
    "shift-person": ("person-not-found", shifts.typed_person),
    "shift-from": ("moment-not-read", shifts.typed_from),
    "shift-until": ("moment-not-read", shifts.typed_until),
}
_WAY_BACK = {"delegation": "u:show", "absence": "v:show", "swap": "t:week:0", "shift": "t:week:0"}


def typed(turn: Turn, data: dict[str, Any]) -> None:
    """Words, a file or a place while something is asked. A report of something that has happened is never held up."""
    asked = str(data.get("ask"))
    fresh = turn.at - datetime.fromisoformat(data["at"]) < _FORGOTTEN_AFTER
    text = turn.event.text
    if asked not in _ASKED or not fresh or turn.event.kind != "text" or len(text) > _LONG:
        asking.forget(turn)
        doors.just_typed(turn)
        return
    not_understood, take = _ASKED[asked]
    try:
        if take(turn, data["args"]):
            return
    except asking.NotTaken as why:
        not_understood = why.key
    except Tampered:
        asking.forget(turn)
        if not doors.names_an_incident(turn, text):
            raise
    if doors.names_an_incident(turn, text):
        asking.forget(turn)
        doors.just_typed(turn)
        return
    rows = ((Button(turn.t("never-mind"), _WAY_BACK[asked.partition("-")[0]]),),)
    turn.say(Screen(turn.t(not_understood), rows))
