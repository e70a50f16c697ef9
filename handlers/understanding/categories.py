"""Which category of incident a message tells of: the heaviest evidence wins, the earlier one when equal."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from handlers.understanding.lexicon import Found, longest, unblocked
from handlers.understanding.message import Message
from handlers.understanding.vietnamese import compiled

_DID_NOT = compiled(r"\b(?:đi|cần|cho|với|báo|đưa) ?$")
_NOT_THIS = compiled(r"\b(?:không phải|không do|không liên quan|loại trừ)(?: là| bị| do| đến)? $")
# Injuries and the press come along with everything: the cause weighs more than they do.
_WEAK = {"injury": 0.7, "media": 0.6, "other": 0.9}
_EARLY, _REPEATED, _MOST_REPEATED = 0.2, 0.3, 3


@dataclass(frozen=True)
class CategoryRead:
    """span: of the heaviest words, in tokens; sure: 0–1, by how far the second heaviest category lies behind.

    weight: of all its words together.
    """

    category: str
    weight: float
    span: tuple[int, int]
    sure: float


def read_category(message: Message) -> CategoryRead | None:
    """None where nothing speaks for any category."""
    return rated(message, list(evidence_in(message)))


def rated(message: Message, evidence: Sequence[Found]) -> CategoryRead | None:
    """The category that the evidence speaks for."""
    said: dict[tuple[str, float], list[Found]] = {}
    for one in evidence:
        said.setdefault((one.sense.category, one.sense.weight), []).append(one)
    weights: dict[str, float] = {}
    for (category, weight), several in said.items():
        weights[category] = weights.get(category, 0.0) + _WEAK.get(category, 1.0) * weight * _strength(message, several)
    if not weights:
        return None
    best, *others = sorted(weights, key=lambda category: -weights[category])
    behind = weights[others[0]] if others else 0.0
    heaviest = max((one for one in evidence if one.sense.category == best), key=lambda one: one.sense.weight)
    return CategoryRead(best, weights[best], (heaviest.start, heaviest.end), weights[best] / (weights[best] + behind))


def _strength(message: Message, several: Sequence[Found]) -> float:
    """1 for what is said once, a little more for each further phrase and for what is said early."""
    phrases = {message.words(one.start, one.end) for one in several}
    early = 1 - min(one.start for one in several) / max(len(message.tokens), 1)
    return 1 + _EARLY * early + _REPEATED * min(len(phrases) - 1, _MOST_REPEATED)


def _denies(denial: str) -> bool:
    """Whether it is denied that something happened; «vì không đi học thêm» only tells why it did."""
    return bool(denial) and _DID_NOT.search(denial) is None


def evidence_in(message: Message) -> Iterator[Found]:
    """The phrases that speak for a category: the longest in their place, not denied, and not part of «nothing»."""
    nothing = message.meaning("nothing")
    telling = unblocked((one for one in message.found if one.sense.category), nothing)
    for one in longest([*telling, *nothing]):
        start = message.tokens[one.start].start
        denied = _denies(message.denial(start)) or _NOT_THIS.search(message.prepared[max(0, start - 24) : start])
        if one.sense.category and not denied:
            yield one
