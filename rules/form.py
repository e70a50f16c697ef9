"""The form of the rapid report: its questions, which of them apply, and which comes next.

Answers are a JSON dict from question id to value: text and choices are str, counts and severity int, times ISO-8601
strings in UTC, `told` and `media_links` lists of str, a location {"lat": …, "lon": …}.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any, Literal

from pydantic import Field, model_validator

from rules.conditions import Condition, holds
from rules.model import Model
from rules.texts import Text

Kind = Literal["choice", "choices", "text", "time", "count", "phone", "links", "files", "location"]


class Option(Model):
    id: str = Field(pattern=r"^[a-z0-9_]+$")
    label: Text
    synonyms: tuple[str, ...] = ()


# Kinds of questions that are answered out of a list; to any other a bare number is an answer itself.
CHOSEN_FROM = ("choice", "choices")


class Question(Model):
    """One question.

    required: a report without it is not sent; urgent: needed even for the urgent report; guided: asked in the guided
    flow, there only where `guided_when` holds; skip: may be passed over; when: the question makes sense only then.
    The options of `category` and `severity` are filled in from categories.yaml and severities.yaml.
    """

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    kind: Kind
    ask: Text
    label: Text
    hint: Text | None = None
    options: tuple[Option, ...] = ()
    required: bool = False
    urgent: bool = False
    guided: bool = False
    guided_when: Condition | None = None
    skip: bool = False
    when: Condition | None = None
    min: int | None = None
    max: int | None = None
    max_length: int | None = Field(default=None, ge=1)

    @model_validator(mode="after")
    def _limits_fit(self) -> Question:
        if self.min is not None and self.max is not None and self.min > self.max:
            raise ValueError(f"min ({self.min}) không được lớn hơn max ({self.max})")
        if self.required and self.skip:
            raise ValueError("câu hỏi bắt buộc (required) thì không được bỏ qua (skip)")
        if self.guided_when and not self.guided:
            raise ValueError("guided_when chỉ có tác dụng khi guided: true")
        if self.options and self.kind not in ("choice", "choices"):
            raise ValueError("chỉ câu hỏi chọn (choice, choices) mới có options")
        return self

    def option(self, option_id: str) -> Option | None:
        return next((option for option in self.options if option.id == str(option_id)), None)


def answered(question: Question, answers: Mapping[str, Any]) -> bool:
    """0 is an answer; an empty text or list is none."""
    return answers.get(question.id) not in (None, "", [], ())


def applies(question: Question, answers: Mapping[str, Any]) -> bool:
    return holds(question.when, answers)


def missing(form: Iterable[Question], answers: Mapping[str, Any], *, urgent: bool = False) -> tuple[Question, ...]:
    """What must still be answered before the report may be sent; for an urgent one only the questions marked urgent."""
    return tuple(
        question
        for question in form
        if (question.urgent if urgent else question.required)
        and applies(question, answers)
        and not answered(question, answers)
    )


def next_guided(form: Iterable[Question], answers: Mapping[str, Any], skipped: Collection[str] = ()) -> Question | None:
    """The next question of the guided flow, in the order of the form; None when the card is ready."""
    return next(
        (
            question
            for question in form
            if question.guided
            and question.id not in skipped
            and not answered(question, answers)
            and applies(question, answers)
            and holds(question.guided_when, answers)
        ),
        None,
    )
