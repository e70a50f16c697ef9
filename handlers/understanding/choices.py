"""Which of the offered options a typed answer means."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from rapidfuzz.distance import OSA

from rules.folding import fold

Options = Sequence[tuple[str, Sequence[str]]]

_NUMBER = re.compile(r"(?:so |chon |muc |cau )?(\d{1,2})\s*[.):]?")
_NUMBERS = re.compile(r"(?:so |chon |muc )?\d{1,2}[.)]?(?:\s*(?:[,;+&/ ]|va)\s*\d{1,2}[.)]?)*")
_EDGE = re.compile(r"^\W+|\W+$")
_WORD = re.compile(r"\w+")
SHORTEST_FOR_ERRORS = 5


@dataclass(frozen=True)
class Match:
    """One id: chosen; several: ask which of them; none: not understood."""

    ids: tuple[str, ...] = ()


def match_choice(text: str, options: Options) -> Match:
    """By number (counted from 1), exact words, unique beginning, words contained in the text, small typing errors."""
    typed = _EDGE.sub("", fold(text))
    if number := _NUMBER.fullmatch(typed):
        named = _ids(options, lambda name: name == number[1])
        return Match(named or _by_number(number[1], options))
    if not typed:
        return Match()
    return Match(
        _ids(options, lambda name: name == typed)
        or _ids(options, lambda name: len(typed) > 1 and name.startswith(typed))
        or _contained(typed, options)
        or _ids(options, lambda name: _nearly(typed, name))
    )


def match_choices(text: str, options: Options) -> Match:
    """All options that the text names: «1, 3», «công an và y tế»; none where a number is not offered."""
    typed = _EDGE.sub("", fold(text))
    if not _NUMBERS.fullmatch(typed):
        parts = [match_choice(part, options) for part in re.split(r"[,;\n+&]|\bva\b", typed)]
        ids = {option_id for part in parts for option_id in part.ids}
        return Match(tuple(option_id for option_id, _ in options if option_id in ids))
    if any(typed == fold(name) for _, names in options for name in names):
        return match_choice(typed, options)
    numbers = re.findall(r"\d+", typed)
    chosen = [match_choice(number, options).ids for number in numbers]
    return Match(tuple(dict.fromkeys(ids[0] for ids in chosen))) if all(chosen) else Match()


def _by_number(number: str, options: Options) -> tuple[str, ...]:
    place = int(number)
    return (options[place - 1][0],) if 1 <= place <= len(options) else ()


def _ids(options: Options, fits: Callable[[str], bool]) -> tuple[str, ...]:
    return tuple(option_id for option_id, names in options if any(fits(_bare(name)) for name in names))


def _contained(typed: str, options: Options) -> tuple[str, ...]:
    """Options a name of which stands in the text as whole words, and not merely inside a longer name of another."""
    words = f" {' '.join(_WORD.findall(typed))} "
    named = [
        (option_id, place, place + len(name))
        for option_id, names in options
        for name in map(_words_of, names)
        if len(name) > 3 and (place := words.find(name)) >= 0
    ]
    return tuple(dict.fromkeys(option_id for option_id, start, end in named if not _inside(start, end, named)))


def _inside(start: int, end: int, named: Iterable[tuple[str, int, int]]) -> bool:
    return any(first <= start and end <= last and (first, last) != (start, end) for _, first, last in named)


def _nearly(typed: str, name: str) -> bool:
    """One error in five to nine characters, two in longer ones."""
    if min(len(typed), len(name)) < SHORTEST_FOR_ERRORS:
        return False
    allowed = 1 if len(name) < 10 else 2
    return OSA.distance(typed, name, score_cutoff=allowed) <= allowed


def _bare(name: str) -> str:
    return _EDGE.sub("", _folded(name))


@cache
def _words_of(name: str) -> str:
    return f" {' '.join(_WORD.findall(fold(name)))} "


_folded = cache(fold)
