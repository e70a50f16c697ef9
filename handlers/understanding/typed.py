"""What was typed, made ready for reading: short forms written out, Telex decoded, run-together words parted.

Every place in the prepared text can be traced back to what was typed.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from handlers.understanding.telex import from_telex, is_syllable
from handlers.understanding.vietnamese import is_marked, prepare, typed_forms
from rules.folding import fold

_WORD = re.compile(r"[^\W\d_]+")
_CLASS_BEFORE = re.compile(r"(?:l[ớơo]p|kh[ốôo]i|hs|sinh) ?[\d/]+$|[/\d]\d+$")
_LINK = re.compile(r"(?:https?://|www\.)\S{1,500}")
_LEADS = typed_forms("lúc hồi tầm khoảng vào có và là")
_PARTS_OF_DAY = typed_forms("sáng trưa chiều tối đêm khuya")
_HOUR_AND_PART = re.compile(r"\d(h|g|giờ|gio|p)(sang|sáng|trua|trưa|chieu|chiều|toi|tối|dem|đêm)")
RUN_TOGETHER = (6, 20)


class Vocabulary(Protocol):
    """What the catalogue knows of single words."""

    @property
    def short(self) -> Mapping[str, str]:
        """Short form → the words that it stands for."""

    @property
    def people(self) -> frozenset[str]:
        """Words for people, as they may stand right after a figure: «3em»."""

    @property
    def run_together(self) -> Mapping[str, int]:
        """Two words without the space between them and without diacritics → where to part them."""


# (place in prepared, length there, place in the composed text, length there, unchanged)
_Piece = tuple[int, int, int, int, bool]


@dataclass(frozen=True)
class Typed:
    """text: as it was typed; prepared: composed, lower case, written out. `span` leads from prepared back to text.

    marked: typed with diacritics, be it only here and there.
    """

    text: str
    prepared: str
    marked: bool
    _pieces: tuple[_Piece, ...] = field(repr=False)
    _starts: tuple[int, ...] = field(repr=False)
    _places: tuple[int, ...] = field(repr=False)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of `text` that became prepared[start:end]; whole words where words were changed."""
        first, last = self._piece(start), self._piece(max(start, end - 1))
        begin = first[2] + (start - first[0] if first[4] else 0)
        stop = last[2] + (end - last[0] if last[4] else last[3])
        composed = begin, max(begin, stop)
        return self._in_text(composed[0]), self._in_text(composed[1])

    def was_typed(self, position: int) -> bool:
        """Whether what stands at a position of `prepared` was typed as it is read."""
        return self._piece(position)[4]

    def _piece(self, position: int) -> _Piece:
        return self._pieces[max(0, bisect_right(self._starts, position) - 1)]

    def _in_text(self, position: int) -> int:
        return self._places[position] if self._places else position


def typed(text: str, vocabulary: Vocabulary | None = None) -> Typed:
    composed = prepare(text)
    linked = {place for match in _LINK.finditer(composed) for place in range(*match.span())}
    out: list[str] = []
    pieces: list[_Piece] = []
    length = position = 0

    def add(written: str, start: int, end: int, *, unchanged: bool) -> None:
        nonlocal length
        if written:
            out.append(written)
            pieces.append((length, len(written), start, end - start, unchanged))
            length += len(written)

    for match in _WORD.finditer(composed):
        start, end = match.span()
        if start in linked:
            continue
        written = _written(match.group(), composed[max(0, start - 12) : start], composed[end : end + 1], vocabulary)
        if written == match.group():
            continue
        add(composed[position:start], position, start, unchanged=True)
        add(written, start, end, unchanged=False)
        position = end
    add(composed[position:], position, len(composed), unchanged=True)
    pieces = pieces or [(0, 0, 0, 0, True)]
    return Typed(
        text, "".join(out), is_marked(composed), tuple(pieces), tuple(piece[0] for piece in pieces), _places(text)
    )


def _written(word: str, before: str, after: str, vocabulary: Vocabulary | None) -> str:
    figure_before, figure_after = before[-1:].isdigit(), after.isdigit()
    if figure_before and word == "e" and after == " " and not _CLASS_BEFORE.search(before):
        return " em"
    if figure_before or before[-1:] == "_":
        return _after_a_figure(word, vocabulary)
    if figure_after:
        return f"{word} " if word in _LEADS else word
    if vocabulary is not None and (full := vocabulary.short.get(word)):
        return full
    decoded = from_telex(word)
    if (
        decoded != word
        or vocabulary is None
        or not RUN_TOGETHER[0] <= len(word) <= RUN_TOGETHER[1]
        or is_syllable(word)
    ):
        return decoded
    place = vocabulary.run_together.get(fold(word))
    return f"{word[:place]} {word[place:]}" if place else word


def _after_a_figure(word: str, vocabulary: Vocabulary | None) -> str:
    """«3hs», «7em», «9hsáng»; a class «7a» and an hour «9h» stay as they are."""
    if vocabulary is not None and len(word) > 1:
        full = vocabulary.short.get(word, word)
        if word in vocabulary.people or full.split()[0] in vocabulary.people or full != word:
            return f" {full}"
    if word in _PARTS_OF_DAY:
        return f" {word}"
    if (part := _HOUR_AND_PART.fullmatch(f"0{word}")) is not None:
        return f"{part[1]} {part[2]}"
    return word


def _places(text: str) -> tuple[int, ...]:
    """Where in `text` each character of NFC(text) begins, and the end; empty where they are the same."""
    if unicodedata.is_normalized("NFC", text):
        return ()
    places: list[int] = []
    start = 0
    for place in range(1, len(text) + 1):
        if place == len(text) or not unicodedata.combining(text[place]):
            places += [start] * len(unicodedata.normalize("NFC", text[start:place]))
            start = place
    missing = len(unicodedata.normalize("NFC", text)) - len(places)
    return (*places, *([len(text)] * max(1, missing + 1)))
