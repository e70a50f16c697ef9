"""What typed words and presses put into a draft: an answer, a story, facts that were told by the way."""

from dataclasses import replace
from typing import Any

from handlers.report import answers as reader
from handlers.report.answers import Reading, Setting
from handlers.report.state import DOORS, FORGED, NOTHING, Outcome, State, Step
from handlers.report.way import asked, onward, open_doubt, question_of
from handlers.understanding import names
from handlers.understanding.reading import Understood
from rules import personal
from rules.checks import Problem, check_answer
from rules.form import Question, answered

STORY_LIMIT = 20_000
LONG = 25
_LONG_BESIDE = {"choice": 20}
_LONG_BESIDE_ANY = 30


def answer(setting: Setting, state: State, question: Question, text: str) -> Step:
    """Typed words as the answer to what was asked; words that are none but tell something are kept with the story."""
    reading = reader.read_answer(setting, question, state.answers, text)
    refused = _refusal(setting, state, question, reading)
    if refused is not None:
        return _not_an_answer(setting, state, question, reading, refused, text)
    value, shortened = _fitting(setting, question, reading.value)
    state = state.with_answer(question.id, value)
    outcome = Outcome(took=question.id)
    if question.kind == "text":
        outcome = replace(outcome, personal=tuple(personal.warnings(text)))
    if setting.regular:
        if shortened:
            outcome = replace(outcome, notice="regular-cut", args={"limit": question.max_length})
    elif shortened and question.id == "what":
        outcome = replace(outcome, notice="report-what-cut", args={"limit": _limit(setting)})
    elif shortened or _tells_more(question, reading, text):
        state, appended = append(setting, state, text)
        outcome = replace(appended, took=question.id)
    if question.kind in ("text", "count") or outcome.added:
        state = fill(setting, state, reader.understood(setting, text))
    return _taken(setting, state, question, outcome)


def note(setting: Setting, state: State, text: str) -> Step:
    """Words that answer no question: kept at the end of what happened, and read for what is still open."""
    if setting.regular:
        return state, Outcome("report-not-understood")
    kept, outcome = append(setting, state, text)
    told_of = reader.understood(setting, text)
    kept = fill(setting, correct(setting, kept, text), told_of)
    if told_of.second is not None and not state.answers.get("what"):
        outcome = replace(outcome, notice="report-two-incidents", args={})
    return _answered_by_the_way(setting, state, kept), outcome


def append(setting: Setting, state: State, text: str) -> Step:
    before = str(state.answers.get("what") or "")
    joined = f"{before}\n{text}" if before else text
    if not text:
        return state, Outcome("report-not-understood")
    if len(joined) > _limit(setting):
        return state, Outcome("report-what-full", {"limit": _limit(setting)})
    noticed = tuple(personal.warnings(text))
    return state.with_answer("what", joined), Outcome("report-added", personal=noticed, took="what", added=len(text))


def is_told_again(setting: Setting, state: State, text: str) -> bool:
    """Whether the story ends with these very words: whoever hears nothing for long sends them once more."""
    what = str(state.answers.get("what") or "")
    return not setting.regular and len(text) > LONG and f"\n{what}".endswith(f"\n{text}")


def correct(setting: Setting, state: State, text: str) -> State:
    """Puts earlier answers right by words that say so."""
    for question_id, value in reader.corrected(setting, text, state.answers).items():
        state = _with_sound(setting, state, question_id, value)
    return state


def fill(setting: Setting, state: State, told_of: Understood) -> State:
    """Takes what was understood for questions that have no answer yet and raise no objection."""
    for question_id, value in told_of.answers.items():
        question = question_of(setting, question_id)
        if question is None or question_id in ("what", "severity") or answered(question, state.answers):
            continue
        taken = _with_sound(setting, state, question_id, value)
        unsure = taken is not state and question_id in told_of.doubtful
        state = taken.unsure_of(question_id) if unsure else taken
    return state


def _with_sound(setting: Setting, state: State, question_id: str, value: Any) -> State:
    question = question_of(setting, question_id)
    if question is None:
        return state
    problem = check_answer(question, value, state.answers, setting.now)
    return state.with_answer(question_id, value) if problem is None or problem.warning else state


def press(setting: Setting, state: State, question_id: str, value: str) -> Step:
    """A button with an answer, be its question asked now or long ago."""
    question = question_of(setting, question_id)
    if question is None or state.place.mode in DOORS:
        return state, FORGED if question is None else NOTHING
    reading = reader.read_press(setting, question, state.answers, value)
    if reading is None:
        return state, FORGED
    refused = _refusal(setting, state, question, reading)
    if refused is not None:
        return state, refused
    late = state.place.question != question_id
    state = state.with_answer(question_id, reading.value)
    if question.kind == "choices" and value != reader.AS_BEFORE:
        return state, Outcome("report-recorded" if late else "")
    return _taken(setting, state, question, Outcome("report-recorded" if late else ""))


def hide_names(setting: Setting, state: State) -> Step:
    """Pupils' names become initials, their numbers are blotted out, in every text of the report."""
    for question in setting.catalogue.form:
        text = state.answers.get(question.id)
        if question.kind == "text" and isinstance(text, str):
            state = state.with_answer(question.id, names.without_names(text))
    return state, Outcome("report-names-hidden")


def retyped(setting: Setting, state: State, took: str, added: int, text: str) -> Step:
    """The message that answered the question `took`, and whose words end the story by `added` characters, was edited.

    What the old words told by the way, and nobody has changed since, is told anew by the new ones.
    """
    question = question_of(setting, took)
    if question is None:
        return state, Outcome("report-edit-unclear")
    what = str(state.answers.get("what") or "")
    before = what[len(what) - added :] if added else str(state.answers.get(took) or "")
    changed = _untold(setting, state, before)
    if added:
        kept = what[: len(what) - added].rstrip("\n")
        changed = changed.with_answer("what", kept) if kept else changed.without_answer("what")
    if took == "what" and added:
        changed, outcome = note(setting, changed, text)
    else:
        changed, outcome = answer(setting, changed, question, text)
    if not outcome.took:
        return state, outcome
    changed = _answered_by_the_way(setting, state, changed.at(state.place))
    return changed, replace(outcome, notice="report-corrected")


def told(problem: Problem) -> Outcome:
    """The sentence that says what is wrong."""
    return Outcome(f"problem-{problem.code}", problem.args)


def _tells_more(question: Question, reading: Reading, text: str) -> bool:
    """Whether the words hold more than the value that was read, enough to be kept."""
    return question.kind != "text" and reading.beside and len(text) > _LONG_BESIDE.get(question.kind, _LONG_BESIDE_ANY)


def _answered_by_the_way(setting: Setting, before: State, state: State) -> State:
    """On, when the question that is being asked had no answer before and has one now."""
    question = asked(setting, state)
    if question is None or answered(question, before.answers) or not answered(question, state.answers):
        return state
    return onward(setting, state, question.id)


def _untold(setting: Setting, state: State, text: str) -> State:
    for question_id, value in reader.understood(setting, text).answers.items():
        if question_id != "what" and state.answers.get(question_id) == value:
            state = state.without_answer(question_id)
    return state


def _not_an_answer(
    setting: Setting, state: State, question: Question, reading: Reading, refused: Outcome, text: str
) -> Step:
    """Short words are asked again; a story, or words of a burst that nobody typed as an answer, are kept."""
    if setting.regular:
        return (_narrowed(state, reading) if reading.options else state), refused
    if reading.value is not None and len(text) > LONG:
        state, kept = append(setting, state, text)
        return state, replace(refused, took=kept.took, added=kept.added, personal=kept.personal)
    if reading.value is None and (len(text) > LONG or setting.in_a_burst):
        state, outcome = note(setting, state, text)
        asked_still = asked(setting, state)
        narrowed = reading.options and asked_still is not None and asked_still.id == question.id
        return (_narrowed(state, reading) if narrowed else state), outcome
    return (_narrowed(state, reading) if reading.options else state), refused


def _narrowed(state: State, reading: Reading) -> State:
    return state.at(replace(state.place, page="+".join(reading.options)))


def _taken(setting: Setting, state: State, question: Question, outcome: Outcome) -> Step:
    """An answer is recorded: on to the next question, unless the answer gives a doubt to settle first."""
    asked_now = state.place.question == question.id
    value = state.answers[question.id]
    doubt = open_doubt(setting, state, question.id)
    if doubt is not None:
        return state, outcome if asked_now else told(doubt)
    warned = None if question.kind == "text" else check_answer(question, value, state.answers, setting.now)
    if warned is not None and not warned.doubt:
        outcome = replace(outcome, notice=told(warned).notice, args=warned.args)
    return onward(setting, state, question.id), outcome


def _refusal(setting: Setting, state: State, question: Question, reading: Reading) -> Outcome | None:
    """Why the words are not an answer to the question; None when they are."""
    if reading.options:
        return Outcome("report-which")
    if reading.value is None:
        return Outcome(f"problem-{reading.problem}", reading.args) if reading.problem else _not_understood(question)
    if question.id == "severity":
        return _too_low(setting, state, int(reading.value))
    if question.kind == "text":
        return None
    problem = check_answer(question, reading.value, state.answers, setting.now)
    return told(problem) if problem and not problem.warning else None


def _not_understood(question: Question) -> Outcome:
    return Outcome("problem-not_a_number" if question.kind == "count" else "report-not-understood")


def _too_low(setting: Setting, state: State, level: int) -> Outcome | None:
    proposal = setting.catalogue.severity_of(state.answers)
    if level >= proposal:
        return None
    return Outcome("problem-severity_below_proposal", {"proposal": proposal})


def _limit(setting: Setting) -> int:
    question = question_of(setting, "what")
    return (question.max_length if question else None) or STORY_LIMIT


def _fitting(setting: Setting, question: Question, value: Any) -> tuple[Any, bool]:
    """A text that fits its field, and whether it had to be shortened for that."""
    limit = _limit(setting) if question.id == "what" else question.max_length
    if question.kind != "text" or limit is None or len(value) <= limit:
        return value, False
    return value[: limit - 1].rstrip() + "…", True
