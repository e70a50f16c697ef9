"""A text without the names of pupils, their IDs and their families' telephone numbers."""

import re
from collections.abc import Iterator

import phonenumbers

from rules.folding import fold
from rules.personal import PERSONAL_ID, PUPIL_NAME, PUPIL_PHONE, warnings

HIDDEN = "•••"
LONGEST_NAME = 5
BEFORE, AFTER, SENTENCE = 30, 25, 80
_NO_PART_OF_A_NAME = frozenset(
    {"em", "be", "chau", "hoc", "sinh", "hs", "hsinh", "vien", "tro", "nu", "gai", "trai", "ten", "la", "lop"}
    | {"phu", "huynh", "ban"}
)
_WORD = re.compile(r"[^\W\d_]+")
_NEXT_PUPIL = re.compile(r"\b(?:em|hs|bé|be|cháu|chau|bạn|học sinh|hoc sinh)\b", re.IGNORECASE)
_FIGURES = re.compile(r"\+?\d(?:[ .-]?\d){8,12}")


def without_names(text: str) -> str:
    """The text with initials for each pupil's name that rules.personal notices, and «•••» for numbers.

    The same text where it notices nothing. Names that it does not notice stay: the writer is the one to decide.
    """
    return _without_figures(_with_initials(text))


def strange_phones(text: str, own: str | None) -> list[str]:
    """Telephone numbers in the text, as they were typed, that are not the reporter's `own` (E.164)."""
    found = phonenumbers.PhoneNumberMatcher(text, "VN")
    return [
        match.raw_string
        for match in found
        if phonenumbers.format_number(match.number, phonenumbers.PhoneNumberFormat.E164) != own
    ]


def _with_initials(text: str) -> str:
    words = list(_WORD.finditer(text))
    done, reached, place = "", 0, 0
    while place < len(words):
        before = (done + text[reached : words[place].start()])[-BEFORE:]
        name = next((run for run in _runs(text, words, place) if _is_a_name(text, run, before)), None)
        if name is None:
            place += 1
            continue
        done += text[reached : name[0].start()] + _initials(name)
        reached = name[-1].end() + text.startswith(".", name[-1].end())
        place += len(name)
    return done + text[reached:]


def _runs(text: str, words: list[re.Match[str]], place: int) -> Iterator[list[re.Match[str]]]:
    """The words from a place on that may be a name, the most first: capitalised, or small with «van» or «thi»."""
    run: list[re.Match[str]] = []
    for word in words[place : place + LONGEST_NAME]:
        apart = run and text[run[-1].end() : word.start()] != " "
        if apart or fold(word.group()) in _NO_PART_OF_A_NAME:
            break
        run.append(word)
    for length in range(len(run), 0, -1):
        some = run[:length]
        if all(word.group()[0].isupper() for word in some) or (length == 3 and fold(some[1].group()) in ("van", "thi")):
            yield some


def _is_a_name(text: str, run: list[re.Match[str]], before: str) -> bool:
    """Whether it is these words that rules.personal warns of: with initials it does so no more."""
    start, end = run[0].start(), run[-1].end()
    after = _NEXT_PUPIL.split(text[end : end + AFTER])[0]
    said, hidden = (before + name + after for name in (text[start:end], _initials(run)))
    return PUPIL_NAME in warnings(said) and PUPIL_NAME not in warnings(hidden)


def _initials(run: list[re.Match[str]]) -> str:
    return "".join(f"{word.group()[0].upper()}." for word in run)


def _without_figures(text: str) -> str:
    """«•••» for each ID and each telephone number of a pupil's family."""

    def hidden(match: re.Match[str]) -> str:
        before = match.string[max(0, match.start() - SENTENCE) : match.start()]
        told = set(warnings(before + match.group())) - set(warnings(before))
        return HIDDEN if told & {PERSONAL_ID, PUPIL_PHONE} else match.group()

    return _FIGURES.sub(hidden, text)
