"""Conditions on the answers of a report, as written in the catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import Field, model_validator

from rules.model import Model


class Condition(Model):
    """One of: {question, one_of: […]} · {question, at_least: n} · {all_of: […]} · {any_of: […]}."""

    question: str | None = None
    one_of: tuple[str, ...] | None = Field(default=None, min_length=1)
    at_least: int | None = None
    all_of: tuple[Condition, ...] | None = Field(default=None, min_length=1)
    any_of: tuple[Condition, ...] | None = Field(default=None, min_length=1)

    @model_validator(mode="after")
    def _says_exactly_one_thing(self) -> Condition:
        said = [name for name in ("one_of", "at_least", "all_of", "any_of") if getattr(self, name) is not None]
        if len(said) != 1:
            raise ValueError("điều kiện phải có đúng một trong các mục one_of, at_least, all_of, any_of")
        if (self.question is None) != (said[0] in ("all_of", "any_of")):
            raise ValueError("one_of và at_least cần mục question; all_of và any_of thì không có mục question")
        return self

    def simple(self) -> tuple[Condition, ...]:
        """The conditions on single questions that this one is made of."""
        parts = self.all_of or self.any_of
        return tuple(leaf for part in parts for leaf in part.simple()) if parts else (self,)


def holds(condition: Condition | None, answers: Mapping[str, Any]) -> bool:
    """An unanswered question fulfils nothing; no condition always holds."""
    if condition is None:
        return True
    if condition.all_of:
        return all(holds(part, answers) for part in condition.all_of)
    if condition.any_of:
        return any(holds(part, answers) for part in condition.any_of)
    answer = answers.get(condition.question or "")
    if condition.at_least is not None:
        return isinstance(answer, int) and answer >= condition.at_least
    chosen = answer if isinstance(answer, list | tuple) else [answer]
    return any(str(one) in (condition.one_of or ()) for one in chosen if one is not None)
