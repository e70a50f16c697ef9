"""A text without the names of pupils, their IDs and their families' telephone numbers."""

import re
from collections.abc import Iterator
from itertools import pairwise

import phonenumbers

from rules.folding import fold
from rules.personal import PERSONAL_ID, PUPIL_NAME, PUPIL_PHONE, warnings

HIDDEN = "•••"
LONGEST_NAME, MOST_NAMES = 5, 30
_NO_PART_OF_A_NAME = frozenset(
    {
        "em",
        "be",
        "chau",
        "hoc",
        "sinh",
        "hs",
        "hsinh",
        "vien",
        "tro",
        "nu",
        "gai",
        "trai",
        "ten",
        "la",
        "lop",
        "phu",
        "huynh",
    }
)
_CLAUSE = re.compile(r"[^,;!?\n]+")
_WORD = re.compile(r"[^\W\d_]+")
_FIGURES = re.compile(r"\+?\d(?:[ .-]?\d){8,12}")


def without_names(text: str) -> str:
    """The text with initials for each pupil's name that rules.personal notices, and «•••» for numbers.

    The same text where it notices nothing. Names that it does not notice stay: the writer is the one to decide.
    """
    return _CLAUSE.sub(lambda clause: _figures_hidden(_names_hidden(clause.group())), text)


def strange_phones(text: str, own: str | None) -> list[str]:
    """Telephone numbers in the text, as they were typed, that are not the reporter's `own` (E.164)."""
    found = phonenumbers.PhoneNumberMatcher(text, "VN")
    return [
        match.raw_string
        for match in found
        if phonenumbers.format_number(match.number, phonenumbers.PhoneNumberFormat.E164) != own
    ]


def _names_hidden(clause: str) -> str:
    for _ in range(MOST_NAMES):
        if PUPIL_NAME not in warnings(clause):
            break
        hidden = next((one for one in _hidings(clause) if PUPIL_NAME not in warnings(one)), None)
        hidden = hidden or next(_hidings(clause), None)
        if hidden is None or hidden == clause:
            break
        clause = hidden
    return clause


def _hidings(clause: str) -> Iterator[str]:
    """The clause with one run of words that may be a name as initials; longer runs of capitalised words first."""
    words = [word for word in _WORD.finditer(clause) if fold(word.group()) not in _NO_PART_OF_A_NAME]
    runs = [words[first : first + length] for length in range(LONGEST_NAME, 0, -1) for first in range(len(words))]
    whole = [run for run in runs if _is_run(clause, run) and all(word.group()[0].isupper() for word in run)]
    small = [run for run in reversed(runs) if len(run) in (3, 4) and _is_run(clause, run) and _has_middle_name(run)]
    for run in (*whole, *small):
        initials = "".join(f"{word.group()[0].upper()}." for word in run)
        after = clause[run[-1].end() :]
        yield clause[: run[0].start()] + initials + after.removeprefix(".")


def _is_run(clause: str, run: list[re.Match[str]]) -> bool:
    return all(clause[one.end() : other.start()] == " " for one, other in pairwise(run))


def _has_middle_name(run: list[re.Match[str]]) -> bool:
    return fold(run[1].group()) in ("van", "thi")


def _figures_hidden(clause: str) -> str:
    for code in (PERSONAL_ID, PUPIL_PHONE):
        for match in reversed(list(_FIGURES.finditer(clause))):
            hidden = clause[: match.start()] + HIDDEN + clause[match.end() :]
            if code in warnings(clause) and (code not in warnings(hidden) or clause.count(match.group()) > 1):
                clause = hidden
    return clause
