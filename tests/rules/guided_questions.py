"""The way through a form, as a head goes it who answers some questions and passes over the rest."""

from collections.abc import Sequence
from typing import Any

from rules.form import Question, missing, next_guided


def asked_on_the_way(form: Sequence[Question], given: dict[str, Any]) -> list[str]:
    """The questions that are met, in order, by who answers from `given`; each other one must be one to pass over."""
    answers: dict[str, Any] = {}
    passed: set[str] = set()
    order = []
    while question := next_guided(form, answers, passed):
        order.append(question.id)
        if question.id in given:
            answers[question.id] = given[question.id]
        else:
            assert question.skip, f"{question.id} cannot be passed over"
            passed.add(question.id)
    assert not missing(form, answers)
    return order
