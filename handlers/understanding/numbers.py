"""Numbers in figures and in words, 0–999 999, and the answer to a question for a count."""

import re
from collections.abc import Sequence

from handlers.understanding.vietnamese import compiled, is_marked, prepare
from rules.folding import fold

_UNITS = {
    "khong": 0,
    "mot": 1,
    "hai": 2,
    "ba": 3,
    "bon": 4,
    "tu": 4,
    "nam": 5,
    "lam": 5,
    "nham": 5,
    "sau": 6,
    "bay": 7,
    "tam": 8,
    "chin": 9,
}
_AFTER_TENS_ONLY = {"mot": "mốt", "lam": "lăm", "nham": "nhăm", "tu": "tư"}
_DIGIT = "một|hai|ba|bốn|năm|sáu|bảy|bẩy|tám|chín"
_NUMBER_WORD = f"(?:{_DIGIT}|mốt|tư|lăm|nhăm|mười|mươi|chục|trăm|linh|lẻ)"
_START = f"(?:{_DIGIT}|mười|chục|trăm)"
WORDS = rf"\b{_START}(?: {_NUMBER_WORD}){{0,6}}\b"
FIGURES = r"(?<![\w.,:/+])\d{1,3}(?:[.,]\d{3})+(?![\w/:]|[.,]\d)|(?<![\w.,:/+])\d{1,6}(?![\w/:]|[.,]\d)"
COUNT = f"(?:{FIGURES}|{WORDS})"

_RANGE = compiled(rf"(?P<low>{COUNT}) ?(?:-|đến|tới|hoặc|hay|~) ?(?P<high>\d{{1,4}}(?!\w)|{WORDS})")
_ALONE = compiled(COUNT)
_NEGATIVE = re.compile(r"^\W*(?:am )?-\s?(\d{1,6})(?![\w/])")
_UNKNOWN = compiled(
    r"\b(?:(?:không|ko|k|chưa|hok|khong) (?:rõ|biết|thống kê|xác định|nắm|chắc|đếm)|vài|mấy|nhiều|một số|đang thống kê|"
    r"một ít|một vài|rất đông|hàng)\b"
)
_NONE = compiled(r"^\W*(?:dạ|vâng|hiện|hiện tại|tạm thời|thưa)?\W*(?:không|ko|kg|k|hok|hông|chưa|khong|0)\b")
_OF_A_CLASS = compiled(r"\b(?:lớp|lop|khối|tầng|phòng|lầu|thứ|số|tổ|quận|phường)\W{0,2}$")


def value_of(written: str) -> int | None:
    """The value of one number in figures or words, prepared; None where the words make no number."""
    if written[0].isdigit():
        digits = re.sub(r"[.,]", "", written)
        return int(digits)
    return _of_words(written.split())


def counts_in(prepared: str, *, strict: bool | None = None) -> list[tuple[int, int, int]]:
    """(value, start, end) of every number from left to right; of a range («5-6») the upper end.

    strict: number words must be spelt out; where it is not given, they must if the text has any diacritics.
    """
    strict = is_marked(prepared) if strict is None else strict
    found: list[tuple[int, int, int]] = []
    position = 0
    while match := _ALONE.search(prepared, position):
        ranged = _RANGE.match(prepared, match.start())
        value = _value(ranged["high"], strict) if ranged else None
        end = ranged.end() if ranged and value is not None else match.end()
        if value is None:
            written = _spelt_out(match.group()) if strict else match.group()
            value = _value(written, strict)
            end = match.start() + len(written) if value is not None else end
        if value is not None:
            found.append((value, match.start(), end))
        position = end
    return found


def _spelt_out(words: str) -> str:
    """«hai nam» begins with a number: «nam» is none where diacritics are typed."""
    kept = words.split(" ")
    while len(kept) > 1 and not words[0].isdigit() and not _exact(" ".join(kept)):
        kept.pop()
    return " ".join(kept)


def read_count(text: str) -> int | None:
    """How many, as an answer; of «5-6 em» the upper end; None where it must be asked again («vài em», «chưa rõ»)."""
    prepared = prepare(text).strip()
    if negative := _NEGATIVE.match(prepared):
        return -int(negative[1])
    if _UNKNOWN.search(prepared):
        return None
    counts = [value for value, start, _ in counts_in(prepared) if not _OF_A_CLASS.search(prepared[:start][-12:])]
    if counts:
        return counts[0]
    return 0 if _NONE.match(prepared) else None


def _value(written: str, strict: bool) -> int | None:
    if not written[0].isdigit() and strict and not _exact(written):
        return None
    return value_of(written)


def _exact(words: str) -> bool:
    """In a text typed with diacritics «nam», «sau», «bay», «chin» are other words than «năm», «sáu», «bảy», «chín»."""
    return not {"mot", "bon", "nam", "sau", "bay", "tam", "chin", "muoi", "chuc", "tram", "lam", "tu"} & set(
        words.split()
    )


def _of_words(words: Sequence[str]) -> int | None:
    folded = [{"bay": "bay", "bẩy": "bay"}.get(word, fold(word)) for word in words]
    total = 0
    if "tram" in folded:
        place = folded.index("tram")
        hundreds = 1 if place == 0 else _UNITS.get(folded[0]) if place == 1 else None
        if hundreds is None:
            return None
        total, folded = hundreds * 100, folded[place + 1 :]
        words = words[place + 1 :]
        if folded[:1] in (["linh"], ["le"]):
            return total + _UNITS[folded[1]] if len(folded) == 2 and folded[1] in _UNITS else None
        if len(folded) == 1 and folded[0] in _UNITS:
            return total + _UNITS[folded[0]] * 10
    rest = _below_hundred(folded)
    return None if rest is None else total + rest


def _below_hundred(folded: Sequence[str]) -> int | None:
    match list(folded):
        case []:
            return 0
        case ["muoi" | "chuc"]:
            return 10
        case ["muoi", unit] if unit in _UNITS:
            return 10 + _UNITS[unit]
        case [unit] if unit in _UNITS:
            return _UNITS[unit]
        case [tens, "muoi" | "chuc"] if tens in _UNITS:
            return _UNITS[tens] * 10
        case [tens, "muoi" | "chuc", unit] if tens in _UNITS and unit in _UNITS:
            return _UNITS[tens] * 10 + _UNITS[unit]
        case [tens, "lam" | "nham" | "mot" | "tu" as unit] if tens in _UNITS and tens != "mot":
            return _UNITS[tens] * 10 + _UNITS[unit]
        case [low, high] if low in _UNITS and _UNITS.get(high) == _UNITS[low] + 1:
            return _UNITS[high]
    return None
