"""Words typed where the bot has asked something about the press; what answers nothing of it begins something new."""

from typing import Any

from handlers.press import expecting, speaking
from handlers.report import doors
from handlers.turn import Turn
from storage.screens import Button, Screen

_LONG = 160
_OF_SPEAKER = frozenset({"speaker-person", "speaker-phone", "speaker-sure"})


def typed(turn: Turn, data: dict[str, Any]) -> None:
    """Words, a file or a place while something is asked. A report of something that has happened is never held up."""
    ask, about = str(data["ask"]), int(data["about"])
    text = turn.event.text
    answers = expecting.is_fresh(turn, data) and turn.event.kind == "text" and ask in _OF_SPEAKER
    if not answers or len(text) > _LONG or doors.names_an_incident(turn, text):
        _something_new(turn)
    elif not speaking.typed(turn, about, ask, data["said"]):
        key = "speaker-phone-not-read" if ask == "speaker-phone" else "speaker-not-read"
        turn.say(Screen(turn.t(key), ((Button(turn.t("never-mind"), f"s:{about}:show"),),)))


def _something_new(turn: Turn) -> None:
    expecting.forget(turn)
    doors.just_typed(turn)
