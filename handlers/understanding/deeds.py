"""What the unit has done, and what it needs: the clauses that say so, as they were typed."""

from collections.abc import Iterator
from dataclasses import dataclass

from handlers.understanding.message import Message

MOST_CHARACTERS = 500


@dataclass(frozen=True)
class Clauses:
    """text: the clauses, joined; span: from the first to the last of them, in `prepared`."""

    text: str
    span: tuple[int, int]


def read_done(message: Message) -> Clauses | None:
    """The clauses that tell of an act of the unit, none of them denied."""
    places = [
        message.clause(start)
        for start in (message.tokens[one.start].start for one in message.meaning("action"))
        if not message.denial(start)
    ]
    return _joined(message, places)


def read_needs(message: Message) -> Clauses | None:
    """From the words of asking to the end of their sentence."""
    places = []
    for one in message.meaning("need"):
        start = message.tokens[one.start].start
        places.append((start, message.sentence(start)[1]))
    return _joined(message, list(_apart(places)))


def _apart(places: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    reached = -1
    for start, end in places:
        if start >= reached:
            yield start, end
            reached = end


def _joined(message: Message, places: list[tuple[int, int]]) -> Clauses | None:
    places = sorted(set(places))
    texts = []
    for start, end in places:
        first, last = message.typed.span(start, end)
        texts.append(message.text[first:last].strip(" ,.;:-–\n"))
    text = ", ".join(filter(None, texts))
    if not text:
        return None
    return Clauses(text[:MOST_CHARACTERS], (places[0][0], places[-1][1]))
