"""Putting one answer of a sent report right: which field, what may be chosen, what the new words mean."""

from typing import Any

from handlers.report.answers import Setting, read_answer, read_press
from handlers.turn import Tampered, Turn
from rules.checks import check_answer, problems
from rules.form import Question, applies
from storage.screens import Button
from storage.tables.incidents import Incident

_CHOSEN_KINDS = ("choice",)
_NOT_HERE = ("files", "location", "choices", "links")
_COUNTS = (0, 1, 2, 3, 5, 10)


def question(turn: Turn, question_id: str) -> Question:
    """The question of the form; raises Tampered for one that cannot be corrected."""
    for one in turn.rules.form:
        if one.id == question_id and one.kind not in _NOT_HERE:
            return one
    raise Tampered("no such field to correct")


def fields(turn: Turn, incident: Incident) -> tuple[tuple[Button, ...], ...]:
    """A button for each answer that may be corrected, two in a row."""
    buttons = [
        Button(one.label.of(turn.lang), f"i:{incident.id}:correct:{one.id}")
        for one in turn.rules.form
        if one.kind not in _NOT_HERE and applies(one, incident.answers)
    ]
    return tuple(tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2))


def choices(turn: Turn, incident: Incident, asked: Question) -> tuple[tuple[Button, ...], ...]:
    """The values that one press can give: the options of a choice, small counts."""
    if asked.kind == "count":
        values = [(str(number), str(number)) for number in _COUNTS]
    elif asked.kind in _CHOSEN_KINDS:
        values = [(option.id, option.label.of(turn.lang)) for option in asked.options]
    else:
        return ()
    buttons = [Button(label, f"i:{incident.id}:correct:{asked.id}={value}") for value, label in values]
    in_row = 6 if asked.kind == "count" else 2
    return tuple(tuple(buttons[at : at + in_row]) for at in range(0, len(buttons), in_row))


def chosen(turn: Turn, incident: Incident, asked: Question, value: str) -> Any:
    """What a button carries; raises Tampered for what none of ours does."""
    reading = read_press(_setting(turn), asked, incident.answers, value)
    if reading is None or reading.value is None:
        raise Tampered("no such value")
    return reading.value


def read(turn: Turn, incident: Incident, asked: Question) -> tuple[Any, str]:
    """The typed words as a value, or the sentence that says why they are none."""
    reading = read_answer(_setting(turn), asked, incident.answers, turn.event.text)
    if reading.value is not None:
        return reading.value, ""
    if reading.problem:
        return None, turn.t(f"problem-{reading.problem}", **reading.args)
    return None, turn.t("not-understood", label=asked.label.of(turn.lang))


def problem(turn: Turn, incident: Incident, asked: Question, value: Any) -> str:
    """Why the value is impossible beside the other answers; "" if it is not."""
    if asked.id == "severity" and value < incident.severity:
        return turn.t("severity-not-lowered")
    found = check_answer(asked, value, incident.answers, turn.tx.now)
    if found is None and asked.id == "severity":
        together = problems({**incident.answers, "severity": value}, turn.tx.now, turn.rules)
        found = next((one for one in together if one.question == "severity"), None)
    if found is None or found.warning:
        return ""
    return turn.t(f"problem-{found.code}", **found.args)


def _setting(turn: Turn) -> Setting:
    return Setting(turn.rules, turn.tx.now, turn.lang, own_phone=turn.me.phone)
