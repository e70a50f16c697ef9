"""The way through a report: what is being asked, what comes next, what came before, and doubts on the way."""

from dataclasses import replace

from handlers.report.answers import Setting
from handlers.report.state import ASKING, DOORS, Place, State
from rules.checks import AFFECTED, Problem, doubts
from rules.conditions import holds
from rules.form import Question, applies, missing, next_guided


def question_of(setting: Setting, question_id: str) -> Question | None:
    return next((question for question in setting.catalogue.form if question.id == question_id), None)


def asked(setting: Setting, state: State) -> Question | None:
    """The question that waits for an answer."""
    if state.place.mode not in ASKING:
        return None
    question = question_of(setting, state.place.question)
    return question if question is not None and applies(question, state.answers) else None


def sound(setting: Setting, state: State) -> State:
    """A draft survives a week, the catalogue may not: choices that are gone are taken out, a lost place found anew."""
    for question in setting.catalogue.form:
        chosen = state.answers.get(question.id)
        if question.kind == "choice" and chosen is not None and question.option(chosen) is None:
            state = state.without_answer(question.id)
        elif question.kind == "choices" and isinstance(chosen, list):
            offered = [one for one in chosen if question.option(one) is not None]
            if offered != chosen:
                state = state.with_answer(question.id, offered)
    if state.place.mode in ASKING and asked(setting, state) is None:
        return forward(setting, state, state.place.mode)
    return state


def forward(setting: Setting, state: State, mode: str) -> State:
    """To the next question of the mode, a doubt before it; to the card when there is none."""
    form = setting.catalogue.form
    if mode not in ("guided", "need"):
        return state.at(Place())
    if (doubt := open_doubt(setting, state)) is not None:
        return state.at(Place("guided" if mode == "guided" else "need", doubt.question))
    if mode == "guided" and not setting.urgent:
        question = next_guided(form, state.sure_answers, state.skipped)
        return state.at(Place("guided", question.id) if question else Place())
    lacking = missing(form, state.answers, urgent=setting.urgent)
    return state.at(Place("guided" if setting.urgent else "need", lacking[0].id) if lacking else Place())


def onward(setting: Setting, state: State, question_id: str) -> State:
    """After `question_id` was dealt with: on, if that is what is being asked; else the conversation stays."""
    place = state.place
    if place.mode not in ASKING or place.question != question_id:
        return state
    return forward(setting, state, place.mode)


def back(setting: Setting, state: State) -> State:
    """From a page of buttons to the question, in the guided flow to the question before, else to the card."""
    place = state.place
    if place.page:
        return state.at(replace(place, page=""))
    if place.mode != "guided":
        return to_card(state)
    before = previous(setting, state)
    return state.at(Place("guided", before)) if before else state


def to_card(state: State) -> State:
    return state if state.place.mode in DOORS else state.at(Place())


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


def open_doubts(setting: Setting, state: State, question_id: str = "") -> list[Problem]:
    """The doubts about the answers (with `question_id`: about that one) that the head has not settled yet.

    Nothing of the kind holds up an urgent report.
    """
    if setting.urgent:
        return []
    return [
        doubt
        for doubt in doubts(state.answers)
        if (not question_id or question_id in (doubt.question, *AFFECTED))
        and _name(doubt) not in state.skipped
        and (question := question_of(setting, doubt.question)) is not None
        and applies(question, state.answers)
    ]


def open_doubt(setting: Setting, state: State, question_id: str = "") -> Problem | None:
    return next(iter(open_doubts(setting, state, question_id)), None)


def settled(setting: Setting, state: State, question_id: str) -> State:
    """The head stands by these numbers; other numbers would be doubted anew."""
    for doubt in open_doubts(setting, state, question_id):
        state = state.passed_over(_name(doubt))
    return state


def _name(doubt: Problem) -> str:
    return f"{doubt.code}={doubt.args['count']}/{doubt.args['affected']}"
