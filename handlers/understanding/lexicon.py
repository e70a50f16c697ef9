"""The catalogue's words made ready for finding: every phrase that stands in a message, in one pass over its words."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise

from handlers.understanding.typed import Typed
from handlers.understanding.vietnamese import forms, is_marked, prepare
from rules.catalogue import Catalogue
from rules.folding import fold
from rules.words import GAP, is_group, readings

PEOPLE = ("PUPIL", "STAFF", "PARENT")
OWN_WORDS_ALONE, OWN_WORDS_BESIDE = 8.0, 2.5
MOST_OF_A_HINT = 3.0
LONGEST_GAP = 4
NEIGHBOURS = 3
REMEMBERED = 4
EXACT = "exact"
_WORD = re.compile(r"\w+")
_TOKEN = re.compile(r"\d+(?:[.,:/]\d+)*\w*|\w+|[^\w\s]")


@dataclass(frozen=True)
class Token:
    """One word, figure or sign of a prepared text. clause: its number; marked: the words around it have diacritics."""

    text: str
    start: int
    end: int
    clause: int
    marked: bool

    @property
    def is_sign(self) -> bool:
        return not (self.text[0].isalnum() or self.text[0] == "_")


@dataclass(frozen=True)
class Sense:
    """What a phrase says: a meaning's id, or evidence for a category with a weight; spelt: in proper Vietnamese."""

    meaning: str = ""
    category: str = ""
    weight: float = 0.0
    spelt: str = ""


@dataclass(frozen=True)
class Found:
    """A phrase in a message: tokens[start:end]; said: the tokens of its own words, those of its gaps left out."""

    sense: Sense
    start: int
    end: int
    said: tuple[int, ...]


@dataclass(eq=False)
class _Node:
    words: dict[str, "_Node"] = field(default_factory=dict)
    groups: dict[str, "_Node"] = field(default_factory=dict)
    gap: "_Node | None" = None
    senses: list[tuple[Sense, Sequence[str] | None]] = field(default_factory=list)


Groups = Sequence[Mapping[str, Sequence[int]]]
_Walked = tuple[Sense, int, tuple[int, ...]]


class Lexicon:
    """All words of one catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        words = catalogue.words
        self.short: Mapping[str, str] = {prepare(one): short.means for short in words.short for one in short.typed}
        self.run_together: dict[str, int] = {}
        self._typed: dict[str, list[str]] = {}
        self._spelt: dict[str, frozenset[str]] = {}
        self._exact = frozenset(
            prepare(word) for meaning in words.meanings if meaning.id == EXACT for word in meaning.words
        )
        self._groups, self._phrases = _Node(), _Node()
        for group in words.groups:
            self._add_all(self._groups, Sense(group.id), group.words)
        for meaning in words.meanings:
            if meaning.id != EXACT:
                for phrase in meaning.words:
                    for reading in readings(phrase):
                        self._add(self._phrases, Sense(meaning.id, spelt=" ".join(reading)), reading)
        offered = [category for category in catalogue.categories if not category.retired]
        told_of = {evidence.category for evidence in words.evidence}
        for evidence in words.evidence:
            if any(category.id == evidence.category for category in offered):
                sense = Sense(category=evidence.category, weight=evidence.weight)
                self._add_all(self._phrases, sense, evidence.words)
        for category in offered:
            weight = OWN_WORDS_BESIDE if category.id in told_of else OWN_WORDS_ALONE
            for name in filter(None, map(_as_words, category.synonyms)):
                self._add(self._phrases, Sense(category=category.id, weight=weight), name)
        for word in {fold(word) for word in self._spelt}:
            self.run_together.pop(word, None)
        firsts = {prepare(word).split()[0] for group in words.groups if group.id in PEOPLE for word in group.words}
        self.people = frozenset(form for word in firsts for form in forms(word))

    def groups(self, tokens: Sequence[Token]) -> Groups:
        """For each token the groups a word of which begins there, and where those words end, the longest first."""
        found: list[Mapping[str, Sequence[int]]] = []
        for start in range(len(tokens)):
            here: dict[str, set[int]] = {}
            for sense, end, _ in self._walk(self._groups, tokens, (), start, ()):
                here.setdefault(sense.meaning, set()).add(end)
            found.append({group: sorted(ends, reverse=True) for group, ends in here.items()})
        return found

    def phrases(self, tokens: Sequence[Token], groups: Groups) -> list[Found]:
        """Every phrase in the message, from left to right; they may overlap."""
        found: dict[tuple[Sense, int, int], tuple[int, ...]] = {}
        for start in range(len(tokens)):
            for sense, end, said in self._walk(self._phrases, tokens, groups, start, ()):
                known = found.get((sense, start, end), ())
                found[sense, start, end] = max(known, said, key=len)
        return [Found(*place, said) for place, said in found.items()]

    def _walk(
        self, node: _Node, tokens: Sequence[Token], groups: Groups, at: int, said: tuple[int, ...]
    ) -> Iterator[_Walked]:
        for sense, spelt in node.senses:
            if spelt is None or self._is_spelt_out(spelt, tokens[at - len(spelt) : at]):
                yield sense, at, said
        if node.words and at < len(tokens):
            for word in self._typed.get(tokens[at].text, ()):
                if (further := node.words.get(word)) is not None and self._may_be(word, tokens[at]):
                    yield from self._walk(further, tokens, groups, at + 1, (*said, at))
        if node.groups and at < len(tokens):
            for group, ends in groups[at].items():
                if (further := node.groups.get(group)) is not None:
                    for end in ends:
                        yield from self._walk(further, tokens, groups, end, (*said, *range(at, end)))
        if node.gap is not None:
            for place in range(at, min(at + LONGEST_GAP, len(tokens) - 1) + 1):
                yield from self._walk(node.gap, tokens, groups, place, said)
                if tokens[place].is_sign:
                    break

    def _may_be(self, word: str, token: Token) -> bool:
        """Where diacritics are typed, a word without them is another word."""
        return not token.marked or token.text in self._spelt[word]

    def _is_spelt_out(self, words: Sequence[str], tokens: Sequence[Token]) -> bool:
        return all(token.text in self._spelt[word] for word, token in zip(words, tokens, strict=True))

    def _add_all(self, root: _Node, sense: Sense, phrases: Iterable[str]) -> None:
        for phrase in phrases:
            for reading in readings(phrase):
                self._add(root, sense, reading)

    def _add(self, root: _Node, sense: Sense, reading: Sequence[str]) -> None:
        node = root
        words = [word if is_group(word) else prepare(word) for word in reading]
        for word in words:
            if word == GAP:
                node.gap = node = node.gap or _Node()
            elif is_group(word):
                node = node.groups.setdefault(word, _Node())
            else:
                self._learn(word)
                node = node.words.setdefault(word, _Node())
        # A hint of one word means much else without its diacritics: «ban», «dan», «de».
        single = len(words) == 1 and not is_group(words[0])
        hint = single and bool(sense.category) and sense.weight <= MOST_OF_A_HINT
        exact = hint or " ".join(words) in self._exact
        if all(sense != known for known, _ in node.senses):
            node.senses.append((sense, words if exact else None))
        for first, second in pairwise(words):
            if GAP not in (first, second) and not is_group(first) and not is_group(second):
                self.run_together.setdefault(fold(first + second), len(first))

    def _learn(self, word: str) -> None:
        if word not in self._spelt:
            every = list(forms(word))
            for form in every:
                self._typed.setdefault(form, []).append(word)
            self._spelt[word] = frozenset(form for form in every if _marks(form) == _marks(word))


def longest(found: Iterable[Found]) -> list[Found]:
    """Those that do not lie within a longer one of another sense."""
    ordered = sorted(found, key=lambda one: (one.start, one.end))
    by_token: dict[int, list[Found]] = {}
    for one in ordered:
        for token in one.said:
            by_token.setdefault(token, []).append(one)
    return [one for one in ordered if not any(_swallows(other, one) for other in by_token[one.said[0]])]


def unblocked(found: Iterable[Found], blockers: Iterable[Found]) -> Iterator[Found]:
    """Those that use no word of a blocker, or all of them: «phat» of «phat hien» is no punishment."""
    blocked = {token: blocker.said for blocker in blockers for token in blocker.said}
    for one in found:
        own = set(one.said)
        if all(own.issuperset(blocked[token]) for token in one.said if token in blocked):
            yield one


def _swallows(longer: Found, one: Found) -> bool:
    """`one` begins at a word of `longer` (its gaps are free for others) and reaches no further."""
    same_sense = (longer.sense.meaning, longer.sense.category) == (one.sense.meaning, one.sense.category)
    within = longer.start <= one.start and one.end <= longer.end
    more = (longer.end - longer.start, len(longer.said)) > (one.end - one.start, len(one.said))
    return within and more and not same_sense


def tokens_of(typed: Typed, clause_ends: Sequence[int]) -> list[Token]:
    """The words, figures and signs of a prepared text."""
    found = [(match.group(), match.start(), match.end()) for match in _TOKEN.finditer(typed.prepared)]
    own = [text.isalpha() and typed.was_typed(start) for text, start, _ in found]
    words = list(accumulate(own, initial=0))
    marked = list(accumulate((mine and is_marked(one[0]) for mine, one in zip(own, found, strict=True)), initial=0))
    tokens = []
    for place, (text, start, end) in enumerate(found):
        first, last = max(0, place - NEIGHBOURS), min(len(found), place + NEIGHBOURS + 1)
        with_marks, all_words = marked[last] - marked[first], words[last] - words[first]
        tokens.append(Token(text, start, end, bisect_right(clause_ends, start), with_marks * 3 >= all_words > 0))
    return tokens


def lexicon_of(catalogue: Catalogue) -> Lexicon:
    """The lexicon of a catalogue; the latest few are remembered."""
    known = _known.get(catalogue.fingerprint)
    if known is None:
        known = _known[catalogue.fingerprint] = Lexicon(catalogue)
        while len(_known) > REMEMBERED:
            _known.pop(next(iter(_known)))
    return known


_known: dict[str, Lexicon] = {}


def _as_words(name: str) -> list[str]:
    return _WORD.findall(prepare(name))


def _marks(word: str) -> int:
    return sum(unicodedata.combining(char) > 0 or char == "đ" for char in unicodedata.normalize("NFD", word))
