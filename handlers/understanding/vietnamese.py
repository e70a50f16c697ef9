"""Patterns written in proper Vietnamese that also match what is typed with fewer diacritics, or with none.

«gãy» matches «gãy», «gảy» (hỏi and ngã are often confused) and «gay», but never «gạy»: every letter may lose marks and
never gains or changes one. So «bao» does not match «bảo», while «bảo» matches «bao».
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import islice, product

_HOOK, _TILDE = "\u0309", "\u0303"
_LETTERS = "àáâãèéêìíòóôõùúýăđĩũơư" + "".join(map(chr, range(0x1EA1, 0x1EFA, 2)))
_TONE_PLACES = {
    late + vowel_tones: early
    for late, second, first in (("o", "a", "o"), ("o", "e", "o"), ("u", "y", "u"))
    for tone in "\u0300\u0301\u0303\u0309\u0323"
    for vowel_tones, early in (
        (unicodedata.normalize("NFC", second + tone), unicodedata.normalize("NFC", first + tone) + second),
    )
}
_TONE_PLACE = re.compile("|".join(_TONE_PLACES))
_SPACES = {ord(char): " " for char in "\t\u00a0\u2002\u2003\u2009\u202f\u3000"}
_DASHES = {ord(char): "-" for char in "\u2010\u2011\u2012\u2013\u2014\u2212"}
_QUOTES = {ord(char): "'" for char in "\u2018\u2019\u2032"}
_TIDY = _SPACES | _DASHES | _QUOTES
_SPACE = re.compile(r" (?![?*+{\]])")
_MARKED = re.compile(f"[{_LETTERS}]")
_CONSONANTS_BEFORE_Y = "hklmstb"
MOST_FORMS = 200


def prepare(text: str) -> str:
    """Composed, lower case, tones where they were put of old («hoá» → «hóa»); as many characters as NFC(text)."""
    composed = unicodedata.normalize("NFC", text)
    lowered = composed.lower()
    if len(lowered) != len(composed):
        lowered = "".join(low if len(low := char.lower()) == 1 else char for char in composed)
    return one_tone_place(lowered.translate(_TIDY))


def is_marked(prepared: str) -> bool:
    """Typed with diacritics: then a word without any means itself («nam» is male, not «năm», five)."""
    return _MARKED.search(prepared) is not None


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """`pattern` in proper Vietnamese, lower case; no marked letters inside its own [classes]; a space is 1–3 spaces."""
    return re.compile(loose(pattern))


def loose(pattern: str) -> str:
    expanded = "".join(_fewer_marks().get(char, char) for char in one_tone_place(pattern))
    return _SPACE.sub("[ ]{1,3}", expanded)


def one_tone_place(text: str) -> str:
    """Tones of oa, oe, uy where they were put of old."""
    return _TONE_PLACE.sub(lambda late: _TONE_PLACES[late.group()], text)


@cache
def _fewer_marks() -> dict[str, str]:
    marks = {letter: _marks(letter) for letter in _LETTERS}
    classes = {}
    for letter, (base, own) in marks.items():
        fewer = [other for other, (root, its) in marks.items() if root == base and its <= own]
        classes[letter] = f"[{base}{''.join(fewer)}]"
    return classes


def _marks(letter: str) -> tuple[str, frozenset[str]]:
    if letter == "đ":
        return "d", frozenset("-")
    decomposed = unicodedata.normalize("NFD", letter)
    base, marks = decomposed[0], decomposed[1:]
    return base, frozenset(mark.replace(_HOOK, _TILDE) for mark in marks)


def typed_forms(words: str) -> frozenset[str]:
    """Every way to type each of the words, which spaces separate."""
    return frozenset(form for word in words.split() for form in forms(word))


def forms(word: str) -> Iterator[str]:
    """Every way to type a word in proper Vietnamese with fewer marks, the proper one first; of y and i either."""
    choices = [_choices(char) for char in one_tone_place(word)]
    for letters in islice(product(*choices), MOST_FORMS):
        typed = "".join(letters)
        yield typed
        if (other := _other_i(typed)) != typed:
            yield other


def _choices(letter: str) -> tuple[str, ...]:
    if letter not in _fewer_marks():
        return (letter,)
    return tuple(sorted(_fewer_marks()[letter][1:-1], key=lambda char: char != letter))


def _other_i(word: str) -> str:
    """«kỉ» for «kỷ» and the other way round."""
    if len(word) < 2 or word[-2] not in _CONSONANTS_BEFORE_Y:
        return word
    last = unicodedata.normalize("NFD", word[-1])
    swapped = {"y": "i", "i": "y"}.get(last[0])
    return word[:-1] + unicodedata.normalize("NFC", swapped + last[1:]) if swapped else word
