"""What is wrong with answers: a single new one, and all of a report together. Pure; the sentences are in locales."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from rules.catalogue import Catalogue
from rules.form import Question, answered

AFFECTED = ("pupils_affected", "staff_affected")
_AMONG_THEM = ("injured", "in_hospital", "dead")
CLOCK_TOLERANCE = timedelta(minutes=5)
TOO_OLD = timedelta(days=60)

_PHONE_PUNCTUATION = re.compile(r"[\s.()\-]")
_PHONE = re.compile(r"\+?\d{8,15}")


@dataclass(frozen=True)
class Problem:
    """question: where to ask again; code and args: for the sentence; warning: the report may be sent all the same.
    doubt: a warning to be asked about once more before it is sent, because it is hardly ever true.

    Codes and their args: not_a_text, too_long (max, length), unknown_option (value), not_a_time, time_in_future,
    time_too_old (days), not_a_number, negative_count, count_too_small (min), count_too_big (max), not_a_phone,
    not_a_place, not_a_list, severity_below_proposal (proposal), injured_more_than_affected,
    in_hospital_more_than_affected and dead_more_than_affected (count, affected), links_without_media.
    """

    question: str
    code: str
    args: dict[str, Any] = field(default_factory=dict)
    warning: bool = False
    doubt: bool = False


def check_answer(question: Question, value: Any, answers: Mapping[str, Any], now: datetime) -> Problem | None:
    """The first problem with `value` as the new answer to `question`, by itself or beside the other answers.

    The level of a severity is judged by `problems` alone, which knows the catalogue.
    """
    alone = _of_kind(question, value, now)
    if alone:
        return alone
    together = _between({**answers, question.id: value})
    return next((problem for problem in together if problem.question == question.id), None)


def problems(answers: Mapping[str, Any], now: datetime, catalogue: Catalogue) -> list[Problem]:
    """Everything wrong with a report, in the order of the form, at most one problem of each question by itself."""
    alone = [
        problem
        for question in catalogue.form
        if answered(question, answers) and (problem := _of_kind(question, answers[question.id], now))
    ]
    wrong = {problem.question for problem in alone}
    sound = {question_id: value for question_id, value in answers.items() if question_id not in wrong}
    proposal = catalogue.severity_of(sound)
    if isinstance(sound.get("severity"), int) and sound["severity"] < proposal:
        alone.append(Problem("severity", "severity_below_proposal", {"proposal": proposal}))
    order = {question.id: place for place, question in enumerate(catalogue.form)}
    return sorted([*alone, *_between(sound)], key=lambda problem: order[problem.question])


def doubts(answers: Mapping[str, Any]) -> list[Problem]:
    """More injured, in hospital or dead than affected. Only doubted: the dead may be a passer-by.

    Compared only once the pupils were counted; staff count as none until they are.
    """
    pupils = _known_count(answers, "pupils_affected")
    if pupils is None:
        return []
    affected = pupils + (_known_count(answers, "staff_affected") or 0)
    return [
        Problem(name, f"{name}_more_than_affected", {"count": count, "affected": affected}, warning=True, doubt=True)
        for name in _AMONG_THEM
        if (count := _known_count(answers, name)) is not None and count > affected
    ]


def raised(answers: Mapping[str, Any], name: str) -> int:
    """The number of `name`, one of AFFECTED, with which nobody is doubted any more and the other number stays."""
    most = max((problem.args["count"] for problem in doubts(answers)), default=0)
    others = sum(_known_count(answers, other) or 0 for other in AFFECTED if other != name)
    return max(most - others, _known_count(answers, name) or 0)


def _of_kind(question: Question, value: Any, now: datetime) -> Problem | None:
    match question.kind:
        case "text":
            return _text(question, value)
        case "choice":
            return _options(question, [value])
        case "choices":
            return _options(question, value) if isinstance(value, list | tuple) else Problem(question.id, "not_a_list")
        case "time":
            return _time(question, value, now)
        case "count":
            return _count(question, value)
        case "phone":
            return _phone(question, value)
        case "links":
            return _links(question, value)
        case "location":
            return _location(question, value)
        case "files":
            return None


def _text(question: Question, value: Any) -> Problem | None:
    if not isinstance(value, str):
        return Problem(question.id, "not_a_text")
    if question.max_length and len(value) > question.max_length:
        return Problem(question.id, "too_long", {"max": question.max_length, "length": len(value)})
    return None


def _options(question: Question, values: list[Any] | tuple[Any, ...]) -> Problem | None:
    for value in values:
        if question.option(value) is None:
            return Problem(question.id, "unknown_option", {"value": str(value)})
    return None


def _time(question: Question, value: Any, now: datetime) -> Problem | None:
    try:
        at = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return Problem(question.id, "not_a_time")
    if at.tzinfo is None:
        return Problem(question.id, "not_a_time")
    if at > now + CLOCK_TOLERANCE:
        return Problem(question.id, "time_in_future")
    if now - at > TOO_OLD:
        return Problem(question.id, "time_too_old", {"days": (now - at).days}, warning=True)
    return None


def _count(question: Question, value: Any) -> Problem | None:
    if not isinstance(value, int) or isinstance(value, bool):
        return Problem(question.id, "not_a_number")
    if question.min is not None and value < question.min:
        if value < 0:
            return Problem(question.id, "negative_count")
        return Problem(question.id, "count_too_small", {"min": question.min})
    if question.max is not None and value > question.max:
        return Problem(question.id, "count_too_big", {"max": question.max})
    return None


def _phone(question: Question, value: Any) -> Problem | None:
    digits = _PHONE_PUNCTUATION.sub("", value) if isinstance(value, str) else ""
    return None if _PHONE.fullmatch(digits) else Problem(question.id, "not_a_phone")


def _links(question: Question, value: Any) -> Problem | None:
    if not isinstance(value, list | tuple):
        return Problem(question.id, "not_a_list")
    return next((problem for link in value if (problem := _text(question, link))), None)


def _location(question: Question, value: Any) -> Problem | None:
    limits = {"lat": 90, "lon": 180}
    sound = isinstance(value, Mapping) and all(
        isinstance(value.get(name), int | float) and abs(value[name]) <= limit for name, limit in limits.items()
    )
    return None if sound else Problem(question.id, "not_a_place")


def _between(answers: Mapping[str, Any]) -> Iterator[Problem]:
    """Answers that do not go together."""
    yield from doubts(answers)
    if answers.get("media") == "none" and answers.get("media_links"):
        yield Problem("media", "links_without_media", warning=True)


def _known_count(answers: Mapping[str, Any], name: str) -> int | None:
    value = answers.get(name)
    return value if isinstance(value, int) else None
