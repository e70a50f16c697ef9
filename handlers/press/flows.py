"""Words typed where the bot has asked something about the press; what answers nothing of it begins something new."""

from typing import Any

from handlers.press import contacts, expecting, noting, speaking
from handlers.report import doors
from handlers.turn import Turn
from handlers.understanding.press_calls import links_in
from storage.screens import Button, Screen

_LONG = 160
_OF_SPEAKER = frozenset({"speaker-person", "speaker-phone", "speaker-sure"})


def typed(turn: Turn, data: dict[str, Any]) -> None:
    """Words, a file or a place while something is asked. A report of something that has happened is never held up."""
    ask, about = str(data["ask"]), int(data["about"])
    if not expecting.is_fresh(turn, data) or turn.event.kind != "text":
        _something_new(turn)
        return
    match ask:
        case "press-note":
            noting.asked_for(turn)
        case "press-fix":
            noting.retyped(turn, about)
        case "press-answer":
            contacts.answered(turn, about, asked="answer")
        case "press-link" if links_in(turn.event.text) or not doors.names_an_incident(turn, turn.event.text):
            contacts.answered(turn, about, asked="link")
        case _ if ask in _OF_SPEAKER:
            _of_speaker(turn, ask, about, data["said"])
        case _:
            _something_new(turn)


def _of_speaker(turn: Turn, ask: str, unit_id: int, said: dict[str, str]) -> None:
    text = turn.event.text
    if len(text) > _LONG or doors.names_an_incident(turn, text):
        _something_new(turn)
    elif not speaking.typed(turn, unit_id, ask, said):
        key = "speaker-phone-not-read" if ask == "speaker-phone" else "speaker-not-read"
        turn.say(Screen(turn.t(key), ((Button(turn.t("never-mind"), f"s:{unit_id}:show"),),)))


def _something_new(turn: Turn) -> None:
    expecting.forget(turn)
    doors.just_typed(turn)
