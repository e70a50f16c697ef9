"""What must fit together in the form of a regular report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from rules.conditions import Condition
from rules.form import CHOSEN_FROM, Question
from rules.reading import Entry, Mistake, unknown

# A button carries the id of its question and of its choice, and a messenger carries at most 64 bytes of a button.
BUTTON_IDS = 40
# The options of these are filled in from the catalogue; in a regular report they would stay empty.
_OF_INCIDENTS = ("category", "severity")


def mistakes_in_form(entry: Entry[Any], form: Sequence[Question]) -> Iterator[Mistake]:
    """The mistakes of a form that stands under `form` in an entry."""
    seen: set[str] = set()
    for number, question in enumerate(form):
        here = ("form", number)
        if question.id in _OF_INCIDENTS:
            yield entry.mistake(f"id «{question.id}» dành cho báo cáo sự cố, hãy đặt tên khác", *here, "id")
        if question.id in seen:
            yield entry.mistake(f"câu hỏi «{question.id}» bị trùng", *here, "id")
        seen.add(question.id)
        yield from _in_options(entry, question, here)
        for name in ("when", "guided_when"):
            condition: Condition | None = getattr(question, name)
            for simple in condition.simple() if condition else ():
                yield from _in_condition(entry, simple, form, (*here, name))


def _in_options(entry: Entry[Any], question: Question, here: tuple[str | int, ...]) -> Iterator[Mistake]:
    if question.kind in CHOSEN_FROM and not question.options:
        yield entry.mistake(f"câu hỏi chọn «{question.id}» cần mục options", *here)
    longest = BUTTON_IDS - len(question.id)
    if longest < 1:
        reason = f"id «{question.id}» dài {len(question.id)} ký tự, nhiều nhất là {BUTTON_IDS - 1}"
        yield entry.mistake(reason, *here, "id")
    seen: set[str] = set()
    for number, option in enumerate(question.options):
        place = (*here, "options", number, "id")
        if len(option.id) > longest:
            reason = f"id «{option.id}» dài {len(option.id)} ký tự, ở câu hỏi này nhiều nhất là {longest}"
            yield entry.mistake(reason, *place)
        if option.id in seen:
            yield entry.mistake(f"lựa chọn «{option.id}» bị trùng", *place)
        seen.add(option.id)


def _in_condition(
    entry: Entry[Any], simple: Condition, form: Sequence[Question], here: tuple[str | int, ...]
) -> Iterator[Mistake]:
    asked = next((question for question in form if question.id == simple.question), None)
    if asked is None:
        yield entry.mistake(unknown("câu hỏi", simple.question, (question.id for question in form)), *here)
        return
    options = [option.id for option in asked.options]
    for wanted in simple.one_of or ():
        if options and wanted not in options:
            yield entry.mistake(unknown(f"lựa chọn của câu hỏi «{asked.id}»", wanted, options), *here)
