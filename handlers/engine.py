"""The conversation of the rapid report as a pure function: (setting, state, event) → (state, outcome)."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from handlers.report import answers as reader
from handlers.report.answers import Reading, Setting
from rules.checks import check_answer, problems
from rules.conditions import holds
from rules.folding import fold
from rules.form import Question, answered, applies, missing, next_guided

WHAT_LIMIT = 10_000
LONG = 25
LONG_BESIDE_AN_ANSWER = 40

Mode = Literal["unit", "offer", "guided", "need", "edit", "card", "fields"]
_ASKING = ("guided", "need", "edit")
_SEND_WORDS = frozenset({"gui", "gui di", "gui ngay", "gui bao cao", "send"})
_SKIP_WORDS = frozenset({"bo qua", "skip", "chua ro", "khong ro", "khong biet", "chua biet"})
_DONE_WORDS = frozenset({"xong", "xong roi", "het", "done"})


@dataclass(frozen=True, slots=True)
class Place:
    """Where the conversation stands. `page` is the page of a question's buttons; `leaving`: «Huỷ báo cáo này?»."""

    mode: Mode = "card"
    question: str = ""
    page: str = ""
    leaving: bool = False

    def written(self) -> str:
        """For the column `asking` of a draft: «guided:what::»."""
        return ":".join((self.mode, self.question, self.page, "leaving" if self.leaving else ""))


def place_from(written: str | None) -> Place:
    """The place that `written` told; the card where a draft has none."""
    mode, question, page, leaving = (written or "card:::").split(":")
    return Place(mode, question, page, bool(leaving))  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class State:
    """A draft as the engine sees it: `answers` as rules.form defines them."""

    unit_id: int
    answers: Mapping[str, Any]
    skipped: tuple[str, ...] = ()
    place: Place = field(default_factory=Place)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What follows besides the new state.

    notice: key and arguments of a sentence above the screen. choices: the options between which the words left a doubt.
    act: "send" or "cancel" the draft. took: the question that the typed words answered, so that an edit of the message
    can correct it; added: how many characters of them now end the field `what`. forged: no button of ours.
    """

    notice: str = ""
    args: Mapping[str, Any] = field(default_factory=dict)
    choices: tuple[str, ...] = ()
    act: Literal["", "send", "cancel"] = ""
    took: str = ""
    added: int = 0
    forged: bool = False


Step = tuple[State, Outcome]
NOTHING = Outcome()
_FORGED = Outcome(forged=True)


def begin(setting: Setting, state: State) -> State:
    """The first place of a new draft: its unit if there are several, then what its door asks first."""
    if len(setting.units) > 1 and state.place.mode != "unit":
        return _at(state, Place("unit"))
    return _forward(setting, state, "need" if setting.door == "typed" else "guided")


def sound(setting: Setting, state: State) -> State:
    """A draft survives a week, the catalogue may not: a place whose question is gone becomes the next sensible one."""
    place = state.place
    if place.mode in _ASKING and _asked(setting, state) is None:
        return _forward(setting, state, place.mode)
    return state


def typed(setting: Setting, state: State, text: str) -> Step:
    """Words that were typed, wherever the conversation stands."""
    state = sound(setting, state)
    place = state.place
    if place.leaving:
        wish = reader.yes_or_no(text)
        if wish is not None:
            return (state, Outcome(act="cancel")) if wish else (_at(state, replace(place, leaving=False)), NOTHING)
        state = _at(state, replace(place, leaving=False))
    question = _asked(setting, state)
    if question is not None:
        return _answer(setting, state, question, text)
    if place.mode == "unit" and (unit_id := reader.unit_named(setting, text)) is not None:
        return _choose_unit(setting, state, unit_id)
    if place.mode in ("card", "fields"):
        if fold(text) in _SEND_WORDS:
            return _send(setting, state)
        named = reader.question_named(setting, text) if place.mode == "fields" else None
        if named is not None:
            return _at(state, Place("edit", named.id)), NOTHING
    return _note(setting, state, text)


def pressed(setting: Setting, state: State, verb: str, args: list[str]) -> Step:
    """A button of this draft, be its message new or old."""
    state = sound(setting, state)
    place = state.place
    if verb != "y" and place.leaving:
        state = _at(state, replace(place, leaving=False))
    match verb, args:
        case "a", [question_id, value]:
            return _press_answer(setting, state, question_id, value)
        case "s" | "k", [question_id]:
            return _pass_over(setting, state, question_id, skip=verb == "s")
        case "p", [question_id, page] if place.question == question_id and place.mode in _ASKING:
            return _at(state, replace(place, page=page if page in reader.TIME_PAGES else "")), NOTHING
        case "p", [_, _]:
            return state, NOTHING
        case "b", []:
            return _back(setting, state), NOTHING
        case "c", []:
            return _to_card(state), NOTHING
        case "e", []:
            return (state if place.mode in ("unit", "offer") else _at(state, Place("fields"))), NOTHING
        case "e", [question_id]:
            return _edit(setting, state, question_id)
        case "x", []:
            return _at(state, replace(place, leaving=True)), NOTHING
        case "y", []:
            if place.leaving:
                return state, Outcome(act="cancel")
            return _at(state, replace(place, leaving=True)), NOTHING
        case "n", []:
            return state, NOTHING
        case "g", []:
            return _send(setting, state)
        case "u", [unit_id] if unit_id.isdecimal():
            return _choose_unit(setting, state, int(unit_id))
    return state, _FORGED


def located(setting: Setting, state: State, lat: float, lon: float) -> Step:
    """A location, sent at any moment."""
    state = _record(sound(setting, state), "location", {"lat": lat, "lon": lon})
    return _onward(setting, state, "location"), Outcome("report-location-taken")


def retyped(setting: Setting, state: State, took: str, added: int, text: str) -> Step:
    """The message whose words answered the question `took`, or end the field `what`, was edited."""
    if added:
        what = str(state.answers.get("what", ""))
        state, outcome = _append(_record(state, "what", what[: len(what) - added].rstrip("\n")), text)
        return state, outcome if outcome.notice == "report-what-full" else replace(outcome, notice="report-corrected")
    question = _question(setting, took)
    if question is None:
        return state, Outcome("report-edit-unclear")
    reading = reader.read_answer(setting, question, state.answers, text)
    refused = _refusal(setting, state, question, reading)
    if refused is not None:
        return state, refused
    value, spill = _fitting(question, reading.value)
    state = _record(state, took, value)
    if spill:
        state, _ = _append(state, text)
    return state, Outcome("report-corrected", took=took)


def _answer(setting: Setting, state: State, question: Question, text: str) -> Step:
    folded = fold(text)
    if folded in _DONE_WORDS and question.kind in ("files", "choices"):
        return _onward(setting, state, question.id), NOTHING
    if question.skip and folded in _SKIP_WORDS:
        return _pass_over(setting, state, question.id, skip=True)
    reading = reader.read_answer(setting, question, state.answers, text)
    refused = _refusal(setting, state, question, reading)
    if refused is not None:
        if len(text) > LONG and not reading.options and refused.notice in ("", "report-not-understood"):
            return _note(setting, state, text)
        return state, refused
    value, spill = _fitting(question, reading.value)
    if question.id == "what":
        facts = reader.understood(setting, text)
        state = _fill(setting, state, facts)
    state = _record(state, question.id, value)
    warned = check_answer(question, value, state.answers, setting.now)
    outcome = _told(warned.code, warned.args) if warned else NOTHING
    added = 0
    if spill or (question.kind != "text" and len(text) > LONG_BESIDE_AN_ANSWER and reading.beside):
        state, appended = _append(state, text)
        added, outcome = appended.added, outcome if outcome.notice else appended
    return _onward(setting, state, question.id), replace(outcome, took=question.id, added=added)


def _refusal(setting: Setting, state: State, question: Question, reading: Reading) -> Outcome | None:
    """Why the words are not an answer to the question; None when they are."""
    if reading.options:
        return Outcome("report-which", choices=reading.options)
    if reading.value is None:
        return _told(reading.problem, reading.args) if reading.problem else Outcome("report-not-understood")
    if question.id == "severity":
        return _too_low(setting, state, int(reading.value))
    if question.kind == "text":
        return None
    problem = check_answer(question, reading.value, state.answers, setting.now)
    return _told(problem.code, problem.args) if problem and not problem.warning else None


def _too_low(setting: Setting, state: State, level: int) -> Outcome | None:
    proposal = setting.catalogue.severity_of(state.answers)
    return _told("severity_below_proposal", {"proposal": proposal}) if level < proposal else None


def _told(code: str, args: Mapping[str, Any]) -> Outcome:
    return Outcome(f"problem-{code}", args)


def _fitting(question: Question, value: Any) -> tuple[Any, bool]:
    """A text that fits its field, and whether the whole must be kept elsewhere because it did not."""
    limit = WHAT_LIMIT if question.id == "what" else question.max_length
    if question.kind != "text" or limit is None or len(value) <= limit:
        return value, False
    return value[: limit - 1].rstrip() + "…", question.id != "what"


def _note(setting: Setting, state: State, text: str) -> Step:
    """Words that answer no question: kept at the end of what happened, and read for what is still open."""
    facts = reader.understood(setting, text)
    state, outcome = _append(state, text)
    state = _fill(setting, state, facts)
    question = _asked(setting, state)
    if question is not None and (answered(question, state.answers) and question.id in facts):
        state = _onward(setting, state, question.id)
    return state, outcome


def _append(state: State, text: str) -> Step:
    before = str(state.answers.get("what") or "")
    joined = f"{before}\n{text}" if before else text
    if len(joined) > WHAT_LIMIT:
        return state, Outcome("report-what-full", {"limit": WHAT_LIMIT})
    return _record(state, "what", joined), Outcome("report-added", took="what", added=len(text))


def _fill(setting: Setting, state: State, facts: Mapping[str, Any]) -> State:
    """Takes what was understood for questions that have no answer yet and raise no objection."""
    for question in setting.catalogue.form:
        value = facts.get(question.id)
        if value is None or question.id in ("what", "severity") or answered(question, state.answers):
            continue
        problem = check_answer(question, value, state.answers, setting.now)
        if problem is None or problem.warning:
            state = _record(state, question.id, value)
    return state


def _press_answer(setting: Setting, state: State, question_id: str, value: str) -> Step:
    question = _question(setting, question_id)
    if question is None or state.place.mode in ("unit", "offer"):
        return state, _FORGED if question is None else NOTHING
    reading = reader.read_press(setting, question, state.answers, value)
    if reading is None:
        return state, _FORGED
    refused = _refusal(setting, state, question, reading)
    if refused is not None:
        return state, refused
    late = state.place.question != question_id
    state = _record(state, question_id, reading.value)
    if question.kind == "choices":
        return state, NOTHING
    warned = check_answer(question, reading.value, state.answers, setting.now)
    outcome = _told(warned.code, warned.args) if warned else Outcome("report-recorded" if late else "")
    return _onward(setting, state, question_id), outcome


def _pass_over(setting: Setting, state: State, question_id: str, *, skip: bool) -> Step:
    question = _question(setting, question_id)
    if question is None or (skip and not question.skip):
        return state, _FORGED
    if state.place.question != question_id or state.place.mode not in _ASKING:
        return state, NOTHING
    if skip and not answered(question, state.answers) and question_id not in state.skipped:
        state = replace(state, skipped=(*state.skipped, question_id))
    return _onward(setting, state, question_id), NOTHING


def _edit(setting: Setting, state: State, question_id: str) -> Step:
    question = _question(setting, question_id)
    if question is None:
        return state, _FORGED
    if state.place.mode in ("unit", "offer"):
        return state, NOTHING
    return _at(state, Place("edit", question_id)), NOTHING


def _choose_unit(setting: Setting, state: State, unit_id: int) -> Step:
    if unit_id not in dict(setting.units):
        return state, _FORGED
    chosen = replace(state, unit_id=unit_id)
    return (begin(setting, chosen) if state.place.mode == "unit" else chosen), NOTHING


def _send(setting: Setting, state: State) -> Step:
    if state.place.mode in ("unit", "offer"):
        return state, NOTHING
    lacking = missing(setting.catalogue.form, state.answers, urgent=setting.urgent)
    if lacking:
        return _at(state, Place("need", lacking[0].id)), Outcome("report-still-needed")
    proposal = setting.catalogue.severity_of(state.answers)
    state = _record(state, "severity", max(proposal, int(state.answers.get("severity") or 0)))
    for problem in problems(state.answers, setting.now, setting.catalogue):
        if not problem.warning and (problem.question, problem.code) != ("what", "too_long"):
            return _at(state, Place("need", problem.question)), _told(problem.code, problem.args)
    return _at(state, Place()), Outcome(act="send")


def _onward(setting: Setting, state: State, question_id: str) -> State:
    """After `question_id` was dealt with: on, if that is what is being asked; else the conversation stays."""
    place = state.place
    if place.mode not in _ASKING or place.question != question_id:
        return state
    return _forward(setting, state, place.mode)


def _forward(setting: Setting, state: State, mode: str) -> State:
    """To the next question of the mode, or to the card when there is none."""
    form = setting.catalogue.form
    if mode == "guided" and not setting.urgent:
        question = next_guided(form, state.answers, state.skipped)
        return _at(state, Place("guided", question.id) if question else Place())
    if mode in ("guided", "need"):
        lacking = missing(form, state.answers, urgent=setting.urgent)
        return _at(state, Place("guided" if setting.urgent else "need", lacking[0].id) if lacking else Place())
    return _at(state, Place())


def _back(setting: Setting, state: State) -> State:
    place = state.place
    if place.mode in ("unit", "offer", "card"):
        return state
    if place.page:
        return _at(state, replace(place, page=""))
    if place.mode != "guided":
        return _to_card(state)
    before = previous(setting, state)
    return _at(state, Place("guided", before)) if before else state


def previous(setting: Setting, state: State) -> str:
    """The guided question before the one that is asked; "" at the first."""
    path = guided_path(setting, state)
    at = path.index(state.place.question) if state.place.question in path else len(path)
    return path[at - 1] if at else ""


def guided_path(setting: Setting, state: State) -> list[str]:
    """The questions of the guided flow as the answers now make it, by their ids in order."""
    return [
        question.id
        for question in setting.catalogue.form
        if question.guided and applies(question, state.answers) and holds(question.guided_when, state.answers)
    ]


def _to_card(state: State) -> State:
    return state if state.place.mode in ("unit", "offer") else _at(state, Place())


def _asked(setting: Setting, state: State) -> Question | None:
    if state.place.mode not in _ASKING:
        return None
    question = _question(setting, state.place.question)
    return question if question is not None and applies(question, state.answers) else None


def _question(setting: Setting, question_id: str) -> Question | None:
    return next((question for question in setting.catalogue.form if question.id == question_id), None)


def _record(state: State, question_id: str, value: Any) -> State:
    return replace(state, answers={**state.answers, question_id: value})


def _at(state: State, place: Place) -> State:
    return replace(state, place=place)
