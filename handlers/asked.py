"""Words typed where the bot has asked for somebody, something or some day: an answer, or else something new."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from handlers import menu
from handlers.report import doors
from handlers.turn import Tampered, Turn
from rules.rights import Right
from storage.screens import Button, Screen

_FORGOTTEN_AFTER = timedelta(hours=1)


class NotTaken(Exception):
    """The words are an answer that cannot be taken; `key` says why, in the locales."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked. not_understood: the key of what is said to words that answer nothing. back: the way out.

    take: gets what is known already, and tells whether the words were an answer; it may raise NotTaken.
    """

    not_understood: str
    take: Callable[[Turn, list[str]], bool]
    back: str


def typed(
    turn: Turn,
    data: Mapping[str, Any],
    questions: Mapping[str, Question],
    forget: Callable[[Turn], None],
    *,
    longest: int,
) -> None:
    """Words, a file or a place while one of the questions is asked, as data {"ask", "args", "at"} tells.

    A report of something that has happened is never held up: what answers nothing and tells an incident is one.
    """
    question, text = questions.get(str(data.get("ask"))), turn.event.text
    fresh = turn.at - datetime.fromisoformat(data["at"]) < _FORGOTTEN_AFTER
    if question is None or not fresh or turn.event.kind != "text" or len(text) > longest:
        _something_new(turn, forget)
        return
    not_understood = question.not_understood
    try:
        if question.take(turn, data["args"]):
            return
    except NotTaken as why:
        not_understood = why.key
    except Tampered:
        forget(turn)
        if not tells_an_incident(turn):
            raise
    if tells_an_incident(turn):
        _something_new(turn, forget)
        return
    turn.say(Screen(turn.t(not_understood), ((Button(turn.t("never-mind"), question.back),),)))


def tells_an_incident(turn: Turn) -> bool:
    """Whether the words of somebody who reports tell of an incident."""
    return menu.has(turn.me, Right.REPORT) and doors.names_an_incident(turn, turn.event.text)


def _something_new(turn: Turn, forget: Callable[[Turn], None]) -> None:
    forget(turn)
    doors.just_typed(turn)
