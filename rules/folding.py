"""Text as people type it: folded for searching, cleaned for keeping."""

import re
import unicodedata

_ZERO_WIDTH_JOINER = "\u200d"
_NEWLINES = re.compile("\r\n|[\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]")
_BEYOND_LETTERS = frozenset({"Cc", "Cf", "Co", "Cs"})


def fold(text: str) -> str:
    """Lower case without diacritics, «đ» as «d», white space squeezed: «Ngộ  độc» → «ngo doc».

    Digits and punctuation stay. Folding twice changes nothing.
    """
    lowered = unicodedata.normalize("NFD", text.lower()).lower()
    letters = "".join(char for char in unicodedata.normalize("NFD", lowered) if unicodedata.category(char) != "Mn")
    return " ".join(letters.replace("đ", "d").split())


def clean(text: str) -> str:
    """Composed text (NFC) without control, zero-width, bidi and private-use characters.

    Newlines stay (all kinds become \\n), tabs become spaces, and a zero-width joiner stays inside an emoji («👩‍🏫»).
    """
    composed = unicodedata.normalize("NFC", _NEWLINES.sub("\n", text).replace("\t", " "))
    kept: list[str] = []
    for place, char in enumerate(composed):
        if char == _ZERO_WIDTH_JOINER:
            if _ends_in_emoji(kept) and _is_symbol(composed[place + 1 : place + 2]):
                kept.append(char)
        elif char == "\n" or unicodedata.category(char) not in _BEYOND_LETTERS:
            kept.append(char)
    return unicodedata.normalize("NFC", "".join(kept))


def _ends_in_emoji(kept: list[str]) -> bool:
    before = next((char for char in reversed(kept[-3:]) if not _varies_emoji(char)), "")
    return _is_symbol(before)


def _varies_emoji(char: str) -> bool:
    return char == "\ufe0f" or "\U0001f3fb" <= char <= "\U0001f3ff"


def _is_symbol(char: str) -> bool:
    """Emoji newer than this Python's Unicode tables count as unassigned (Cn)."""
    return bool(char) and (unicodedata.category(char) == "So" or (char >= "\U0001f000" and not char.isalnum()))
