"""The conversation of the rapid report as a pure function: (setting, state, event) → (state, outcome)."""

from dataclasses import replace

from handlers.report import answers as reader
from handlers.report import taking
from handlers.report.answers import Setting
from handlers.report.state import (
    ASKING,
    DOORS,
    FORGED,
    NOTHING,
    Outcome,
    Place,
    State,
    Step,
    place_from,
)
from handlers.report.taking import retyped
from handlers.report.way import (
    asked,
    back,
    forward,
    guided_path,
    onward,
    open_doubt,
    previous,
    question_of,
    settled,
    sound,
    to_card,
)
from rules.checks import AFFECTED, problems, raised
from rules.folding import fold
from rules.form import Question, answered, applies, missing

__all__ = [
    "NOTHING",
    "Outcome",
    "Place",
    "State",
    "answers_what_is_asked",
    "begin",
    "guided_path",
    "located",
    "may_stay_empty",
    "open_doubt",
    "place_from",
    "pressed",
    "previous",
    "retyped",
    "sound",
    "typed",
]

_PLACE_LENGTH = 200
_SEND = frozenset({"gui", "gui di", "gui ngay", "gui bao cao", "nop", "nop bao cao", "send", "send now", "submit"})
_BACK = frozenset({"quay lai", "tro lai", "back"})
_CARD = frozenset({"phieu", "xem phieu", "to the card"})
_CHANGE = frozenset({"sua", "chinh sua", "change", "edit"})
_FILES = frozenset({"them anh", "gui anh", "anh", "add pictures"})
_LOCATION = frozenset({"vi tri", "gui vi tri", "location"})
_HIDE = frozenset({"an ten", "giau ten", "che ten", "hide names"})
_SKIP = frozenset({"bo qua", "skip"})
_UNKNOWN = frozenset({"chua ro", "khong ro", "khong biet", "chua biet"})
_CLEAR = frozenset({"bo trong", "xoa", "de trong", "leave empty"})
_KEEP = frozenset({"giu nguyen", "giu", "van giu", "keep", "keep it"})
_RIGHT = frozenset({"dung", "dung roi", "dung vay", "phai", "yes", "right"})
_DONE = frozenset({"xong", "xong roi", "het", "done"})


def begin(setting: Setting, state: State) -> State:
    """The first place of a new draft: its unit if there are several, then what its door asks first."""
    if len(setting.units) > 1 and state.place.mode != "unit":
        return state.at(Place("unit"))
    return forward(setting, state, "need" if setting.door == "typed" else "guided")


def typed(setting: Setting, state: State, text: str) -> Step:
    """Words that were typed, wherever the conversation stands."""
    state = sound(setting, state)
    place = state.place
    if place.leaving:
        wish = reader.yes_or_no(text)
        if wish is not None:
            return (state, Outcome(act="cancel")) if wish else (state.at(replace(place, leaving=False)), NOTHING)
        state = state.at(replace(place, leaving=False))
    question = asked(setting, state)
    if (question is None or question.kind != "text") and taking.is_told_again(setting, state, text):
        return state, Outcome("report-told-again", took="what", added=len(text))
    if question is not None:
        wanted = _wanted_of_a_question(setting, state, question, fold(text))
        return wanted if wanted is not None else taking.answer(setting, state, question, text)
    if place.mode == "unit" and (unit_id := reader.unit_named(setting, text)) is not None:
        return _choose_unit(setting, state, unit_id)
    if place.mode not in DOORS and (step := _wanted_of_the_card(setting, state, text)) is not None:
        return step
    return taking.note(setting, state, text)


def pressed(setting: Setting, state: State, verb: str, args: list[str]) -> Step:
    """A button of this draft, be its message new or old."""
    state = sound(setting, state)
    place = state.place
    if verb != "y" and place.leaving:
        state = state.at(replace(place, leaving=False))
    match verb, args:
        case "a", [question_id, value]:
            return taking.press(setting, state, question_id, value)
        case "s" | "k" | "d", [question_id]:
            return _pass_over(setting, state, question_id, verb)
        case "f", [count] if count in AFFECTED:
            return _raise(setting, state, count)
        case "p", [question_id, page] if place.question == question_id and place.mode in ASKING:
            return state.at(replace(state.place, page=page if page in reader.TIME_PAGES else "")), NOTHING
        case "p", [_, _]:
            return state, NOTHING
        case "b", [question_id, depth]:
            here = (place.question, "1" if place.page else "0") == (question_id, depth)
            return (back(setting, state) if here else state), NOTHING
        case "c", []:
            return to_card(state), NOTHING
        case "e", []:
            return (state if place.mode in DOORS else state.at(Place("fields"))), NOTHING
        case "e", [question_id]:
            return _edit(setting, state, question_id)
        case "x", []:
            return state.at(replace(state.place, leaving=True)), NOTHING
        case "y", []:
            if place.leaving:
                return state, Outcome(act="cancel")
            return state.at(replace(place, leaving=True)), NOTHING
        case "n", []:
            return state, NOTHING
        case "g", []:
            return _send(setting, state)
        case "h", []:
            return taking.hide_names(setting, state)
        case "u", [unit_id] if unit_id.isdecimal():
            return _choose_unit(setting, state, int(unit_id))
    return state, FORGED


def located(setting: Setting, state: State, lat: float, lon: float, name: str = "") -> Step:
    """A location, sent at any moment; a `name` that came with it is the place where none was told."""
    state = sound(setting, state).with_answer("location", {"lat": lat, "lon": lon})
    if name and not state.answers.get("place"):
        state = state.with_answer("place", name[:_PLACE_LENGTH])
    return onward(setting, state, "location"), Outcome("report-location-taken")


def answers_what_is_asked(setting: Setting, state: State, text: str) -> bool:
    """Whether the words are a short answer to the question, and no new story."""
    question = asked(setting, sound(setting, state))
    if question is None or question.kind == "text" or len(text) > taking.LONG:
        return False
    return reader.read_answer(setting, question, state.answers, text).value is not None


def _wanted_of_a_question(setting: Setting, state: State, question: Question, folded: str) -> Step | None:
    """The buttons under a question, typed; None when the words are rather an answer."""
    if reader.names_an_option(question, folded):
        return None
    has_answer = answered(question, state.answers)
    stands = folded in _KEEP or (folded in _RIGHT and open_doubt(setting, state, question.id) is not None)
    if folded in _SEND:
        return _send(setting, state)
    if folded in _BACK:
        return back(setting, state), NOTHING
    if folded in _CARD:
        return to_card(state), NOTHING
    if folded in _DONE and question.kind in ("files", "choices"):
        return onward(setting, state, question.id), NOTHING
    if has_answer and (stands or (folded in _SKIP and not state.is_unsure(question.id))):
        return _pass_over(setting, state, question.id, "k")
    if folded in _SKIP | _UNKNOWN | _CLEAR:
        if not may_stay_empty(setting, question):
            return state, Outcome("report-needed")
        if folded in _CLEAR or has_answer:
            return _pass_over(setting, state, question.id, "d")
        return _pass_over(setting, state, question.id, "s") if question.skip else None
    return None


def _wanted_of_the_card(setting: Setting, state: State, text: str) -> Step | None:
    """The buttons under the card and the list of fields, typed: «Gửi», «Sửa», «Sửa thời gian», «Thời gian»."""
    folded = fold(text)
    if folded in _SEND:
        return _send(setting, state)
    if folded in _CHANGE:
        return state.at(Place("fields")), NOTHING
    if folded in _BACK | _CARD:
        return to_card(state), NOTHING
    if folded in _HIDE:
        return taking.hide_names(setting, state)
    if folded in _FILES | _LOCATION:
        kind = "files" if folded in _FILES else "location"
        wanted = next((question.id for question in setting.catalogue.form if question.kind == kind), None)
        return None if wanted is None else _edit(setting, state, wanted)
    named = reader.question_named(setting, folded.removeprefix("sua "))
    return _edit(setting, state, named.id) if named is not None else None


def may_stay_empty(setting: Setting, question: Question) -> bool:
    return not (question.urgent if setting.urgent else question.required)


def _pass_over(setting: Setting, state: State, question_id: str, verb: str) -> Step:
    """«Bỏ qua» (s), «Giữ nguyên» or «Xong» (k), «Bỏ trống» (d) of the question that is being asked."""
    question = question_of(setting, question_id)
    if question is None or (verb == "s" and not question.skip):
        return state, FORGED
    if verb == "d" and not may_stay_empty(setting, question):
        return state, FORGED
    if state.place.question != question_id or state.place.mode not in ASKING:
        return state, NOTHING
    outcome = NOTHING
    if verb == "k":
        state = settled(setting, state, question_id).sure_of(question_id)
    elif verb == "d":
        outcome = Outcome("report-emptied", act="drop_files" if question.kind == "files" else "")
        state = state.without_answer(question_id)
    if not answered(question, state.answers):
        state = state.passed_over(question_id)
    return onward(setting, state, question_id), outcome


def _raise(setting: Setting, state: State, count: str) -> Step:
    """As many affected as the doubted number says."""
    question = question_of(setting, count)
    if question is None or open_doubt(setting, state) is None:
        return state, NOTHING
    more = raised(state.answers, count)
    if question.max is not None and more > question.max:
        return state, FORGED
    state = state.with_answer(count, more)
    return onward(setting, state, state.place.question), Outcome("report-recorded")


def _edit(setting: Setting, state: State, question_id: str) -> Step:
    if question_of(setting, question_id) is None:
        return state, FORGED
    if state.place.mode in DOORS:
        return state, NOTHING
    return state.at(Place("edit", question_id)), NOTHING


def _choose_unit(setting: Setting, state: State, unit_id: int) -> Step:
    if unit_id not in dict(setting.units):
        return state, FORGED
    chosen = replace(state, unit_id=unit_id)
    if state.place.mode == "unit":
        return begin(setting, chosen), NOTHING
    return to_card(chosen) if state.place.mode == "fields" else chosen, Outcome("report-recorded")


def _send(setting: Setting, state: State) -> Step:
    if state.place.mode in DOORS:
        return state, NOTHING
    lacking = missing(setting.catalogue.form, state.answers, urgent=setting.urgent)
    if lacking:
        return state.at(Place("need", lacking[0].id)), Outcome("report-still-needed")
    whole = state
    if not setting.regular:
        proposal = setting.catalogue.severity_of(state.answers)
        whole = state.with_answer("severity", max(proposal, int(state.answers.get("severity") or 0)))
    for problem in problems(whole.answers, setting.now, setting.catalogue):
        question = question_of(setting, problem.question)
        counts = question is not None and applies(question, whole.answers)
        if counts and not problem.warning and problem.code != "too_long":
            return state.at(Place("need", problem.question)), taking.told(problem)
    doubt = open_doubt(setting, state)
    if doubt is not None:
        return state.at(Place("need", doubt.question)), NOTHING
    return whole.at(Place()), Outcome(act="send")
