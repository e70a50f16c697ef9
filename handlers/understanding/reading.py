"""A whole message read: the fields of the rapid report that its words give."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from handlers.understanding.categories import read_category
from handlers.understanding.counts import read_counts
from handlers.understanding.deeds import read_done, read_needs
from handlers.understanding.incidents import second_begins
from handlers.understanding.lexicon import lexicon_of
from handlers.understanding.media import read_links, read_media
from handlers.understanding.message import Message, message_of
from handlers.understanding.occurred import read_occurred
from handlers.understanding.places import read_place
from handlers.understanding.told import read_told
from rules.catalogue import Catalogue
from rules.checks import check_answer

LONGEST = 10_000
ANSWERS, DOUBTFUL = 0.5, 0.75
SAID, HEARSAY, QUOTED = 0.9, 0.4, 0.8


@dataclass(frozen=True)
class Field:
    """value: as rules.form defines it; span: the characters of the text that say so; sure: 0–1."""

    value: Any
    span: tuple[int, int]
    sure: float


@dataclass(frozen=True)
class Understood:
    """fields: question id → what was understood; second: where in the text another incident begins, or None.

    unasked: what was understood besides, for which the form has no question (`parents_affected`).
    """

    fields: Mapping[str, Field]
    second: int | None = None
    unasked: Mapping[str, Field] = field(default_factory=dict)

    @cached_property
    def answers(self) -> dict[str, Any]:
        """The values that may be taken as answers, by the question's id."""
        return {question: field.value for question, field in self.fields.items() if field.sure >= ANSWERS}

    @cached_property
    def doubtful(self) -> tuple[str, ...]:
        """The answers that the head should look at: supposed, about, or carried from another clause."""
        return tuple(question for question in self.answers if self.fields[question].sure < DOUBTFUL)


def read(text: str, now: datetime, catalogue: Catalogue) -> Understood:
    """What `text`, sent at `now` (aware), tells about the questions of the form. Of two incidents the first is read."""
    lexicon = lexicon_of(catalogue)
    message = message_of(text[:LONGEST], lexicon)
    second = second_begins(message)
    if second is not None:
        message = message_of(text[:second], lexicon)
    asked = {question.id: question for question in catalogue.form}
    understood = dict(_fields(message, now))
    fields = {
        name: one
        for name, one in understood.items()
        if (question := asked.get(name)) is not None
        and ((problem := check_answer(question, one.value, {}, now)) is None or problem.warning)
    }
    return Understood(fields, second, {name: one for name, one in understood.items() if name not in asked})


def _fields(message: Message, now: datetime) -> Iterator[tuple[str, Field]]:
    category = read_category(message)
    kind = category.category if category else None
    if category:
        yield "category", Field(category.category, _of_tokens(message, category.span), category.sure)
    if level := _severity(message):
        yield "severity", level
    if occurred := read_occurred(message, now, kind):
        at, sure = occurred
        yield "occurred_at", Field(at.at.isoformat(), at.span, sure)
    if place := read_place(message, kind):
        yield "place", Field(place.place, message.typed.span(*place.span), place.sure)
    for name, count in read_counts(message, kind).items():
        yield name, Field(count.value, _of_tokens(message, count.span), count.sure)
    if media := read_media(message):
        yield "media", Field(media.kind, message.typed.span(*media.span), HEARSAY if media.hearsay else SAID)
    if links := read_links(message):
        start = message.text.index(links[0])
        yield "media_links", Field(links, (start, start + len(links[0])), SAID)
    if told := read_told(message, kind):
        yield "told", Field(list(told.told), message.typed.span(*told.span), SAID)
    for name, clauses in (("done", read_done(message)), ("needs", read_needs(message))):
        if clauses:
            yield name, Field(clauses.text, message.typed.span(*clauses.span), QUOTED)


def _severity(message: Message) -> Field | None:
    for level in (4, 3):
        for one in message.meaning(f"severity_{level}"):
            return Field(level, message.typed.span(*message.place(one)), SAID)
    return None


def _of_tokens(message: Message, span: tuple[int, int]) -> tuple[int, int]:
    return message.typed.span(message.tokens[span[0]].start, message.tokens[max(span[0], span[1] - 1)].end)
