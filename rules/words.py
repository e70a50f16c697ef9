"""The words that heads type: short forms, groups of words, evidence for a category, and what other words mean.

A phrase is words in proper Vietnamese, in lower case, and besides
    GROUP         any word of a group: «HIT TEACHER»
    (a | b c)     one of these
    a?  (a | b)?  one of these or nothing
    …             up to four other words, none of them punctuation
"""

import re
from functools import lru_cache
from itertools import product
from typing import Annotated

from pydantic import AfterValidator, Field

from rules.model import Model
from rules.subjects import Id

GAP = "…"
MOST_GAPS = 2
MOST_READINGS = 1000
REMEMBERED = 8192

_PIECE = re.compile(r"\(|\)\??|\||…|[^\s()|…]+")
Reading = tuple[str, ...]


def is_group(word: str) -> bool:
    """«PUPIL» stands for a group: everything else in a phrase is written in lower case."""
    return word.isascii() and word.isupper()


@lru_cache(REMEMBERED)
def readings(phrase: str) -> tuple[Reading, ...]:
    """Every way to read a phrase, without brackets. Raises ValueError with a sentence for who edits the file.

    Remembered, as each phrase is read for its check and again to be found in messages.
    """
    pieces = _PIECE.findall(phrase)
    found = _sequence(pieces, phrase)
    if pieces:
        raise ValueError(f"cụm từ «{phrase}» thừa dấu «{pieces[0]}»")
    if len(found) > MOST_READINGS:
        raise ValueError(f"cụm từ «{phrase}» có quá nhiều cách đọc ({len(found)}), hãy tách thành nhiều dòng")
    for reading in found:
        if not reading or GAP in (reading[0], reading[-1]):
            raise ValueError(f"cụm từ «{phrase}» phải bắt đầu và kết thúc bằng một chữ")
        if reading.count(GAP) > MOST_GAPS:
            raise ValueError(f"cụm từ «{phrase}» có quá {MOST_GAPS} dấu «…»")
    return tuple(found)


def _sequence(pieces: list[str], phrase: str) -> list[Reading]:
    """Takes pieces up to the next «|» or «)» and gives their readings."""
    parts: list[list[Reading]] = []
    while pieces and pieces[0] != "|" and not pieces[0].startswith(")"):
        piece = pieces.pop(0)
        if piece == "(":
            parts.append(_choice(pieces, phrase))
        elif piece.endswith("?"):
            parts.append([(), (piece[:-1],)])
        else:
            parts.append([(piece,)])
    return [tuple(word for part in chosen for word in part) for chosen in product(*parts)]


def _choice(pieces: list[str], phrase: str) -> list[Reading]:
    """Takes pieces after «(» to the «)» or «)?» that belongs to it."""
    choices = _sequence(pieces, phrase)
    while pieces and pieces[0] == "|":
        pieces.pop(0)
        choices += _sequence(pieces, phrase)
    if not pieces:
        raise ValueError(f"cụm từ «{phrase}» thiếu dấu «)»")
    return [(), *choices] if pieces.pop(0) == ")?" else choices


@lru_cache(REMEMBERED)
def _phrase(phrase: str) -> str:
    for word in (word for reading in readings(phrase) for word in reading):
        if word != word.lower() and not is_group(word):
            raise ValueError(f"cụm từ «{phrase}» phải viết chữ thường; chữ HOA không dấu là tên một nhóm")
    return phrase


def _plain(word: str) -> str:
    for reading in readings(_phrase(word)):
        if GAP in reading or any(map(is_group, reading)):
            raise ValueError(f"từ «{word}» của một nhóm không được chứa «…» hay tên nhóm khác")
    return word


Phrase = Annotated[str, Field(min_length=1), AfterValidator(_phrase)]
PlainPhrase = Annotated[str, Field(min_length=1), AfterValidator(_plain)]
GroupId = Annotated[str, Field(pattern=r"^[A-Z][A-Z_]*$")]


class Short(Model):
    """typed: short forms, each one word, that heads type for `means`."""

    means: str = Field(min_length=1)
    typed: tuple[Annotated[str, Field(pattern=r"^[^\W\d_]+$")], ...] = Field(min_length=1)


class Group(Model):
    """Words that may stand for each other in a phrase."""

    id: GroupId
    words: tuple[PlainPhrase, ...] = Field(min_length=1)


class Evidence(Model):
    """Phrases that speak for a category; weight: 1 a hint … 9 sure. The heaviest category wins."""

    category: Id
    weight: float = Field(gt=0, le=20)
    words: tuple[Phrase, ...] = Field(min_length=1)


class Meaning(Model):
    """Phrases with a meaning that the software works with, such as `injured`."""

    id: Id
    words: tuple[Phrase, ...] = Field(min_length=1)


class Words(Model):
    """Everything in words.yaml and category_words.yaml."""

    short: tuple[Short, ...] = ()
    groups: tuple[Group, ...] = ()
    meanings: tuple[Meaning, ...] = ()
    evidence: tuple[Evidence, ...] = ()


def groups_in(phrase: str) -> list[str]:
    """The ids of the groups that a phrase names."""
    return [name for piece in _PIECE.findall(phrase) if is_group(name := piece.removesuffix("?"))]
