"""Telex that was never turned into letters: «ngooj ddocj» → «ngộ độc»."""

import re
import unicodedata
from functools import lru_cache

from handlers.understanding.vietnamese import one_tone_place

LONGEST = 12
_TONES = {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
_MARKED = {"aa": "â", "ee": "ê", "oo": "ô", "aw": "ă", "ow": "ơ", "uw": "ư", "dd": "đ"}
_FOREIGN = frozenset(
    {"gas", "bus", "bar", "car", "box", "sex", "max", "mix", "tax", "taxi", "post", "test", "list", "best"}
    | {"cost", "sos", "his", "has", "was", "pos", "fax", "last", "fix"}
)
_NUCLEI = tuple(
    word
    for words in (
        "a ă â e ê i o ô ơ u ư y ia iê yê ua uô ưa ươ ai ao au âu ay ây eo êu iu oa oă oe oi ôi ơi uâ uê ui uy ưi ưu ",
        "uya uyê uyu iêu yêu oai oay oeo uôi uây ươi ươu uơ",
    )
    for word in words.split()
)
_ONSET = "(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnpqrstvx])?"
_CODA = "(?:ch|nh|ng|[cmnpt])?"


def _bare(nucleus: str) -> str:
    return "".join(unicodedata.normalize("NFD", char)[0] for char in nucleus)


_WITH_MARKS = re.compile(f"({_ONSET})({'|'.join(sorted(_NUCLEI, key=len, reverse=True))})({_CODA})")
_WITHOUT = re.compile(f"{_ONSET}(?:{'|'.join(sorted({_bare(one) for one in _NUCLEI}, key=len, reverse=True))}){_CODA}")


@lru_cache(maxsize=4096)
def is_syllable(word: str) -> bool:
    """Whether a word in lower case, its marks left aside, can be a Vietnamese syllable."""
    letters = unicodedata.normalize("NFD", word.replace("đ", "d"))
    return bool(_WITHOUT.fullmatch("".join(char for char in letters if not unicodedata.combining(char))))


@lru_cache(maxsize=4096)
def from_telex(word: str) -> str:
    """The word that Telex would have made of `word`, in lower case; `word` itself where it is none."""
    if (
        len(word) > LONGEST
        or (len(word) < 3 and word not in _MARKED)
        or not word.isascii()
        or word in _FOREIGN
        or is_syllable(word)
    ):
        return word
    letters, tone = _typed(word)
    found = _WITH_MARKS.fullmatch(letters)
    if not found or letters == word or (found[3] in ("c", "ch", "p", "t") and tone not in ("", "\u0301", "\u0323")):
        return word
    onset, nucleus, coda = found.groups()
    return one_tone_place(unicodedata.normalize("NFC", onset + _toned(nucleus, coda, tone) + coda))


def _typed(word: str) -> tuple[str, str]:
    """The letters, and the tone that was typed after a vowel."""
    letters, tone = "", ""
    for char in word:
        if char in _TONES and not tone and letters[-1:] and any(one in "aăâeêioôơuưy" for one in letters):
            tone = _TONES[char]
        elif char == "w" and letters[-2:] == "uo":
            letters = letters[:-2] + "ươ"
        elif pair := _MARKED.get(letters[-1:] + char):
            letters = letters[:-1] + pair
        elif char == "o" and letters[-1:] == "ư":
            letters += "ơ"
        elif char == "w" and letters[-1:] != "ơ":
            letters += "ư"
        elif char != "w":
            letters += char
    return letters, tone


def _toned(nucleus: str, coda: str, tone: str) -> str:
    marked = [place for place, char in enumerate(nucleus) if char in "ăâêôơư"]
    if marked:
        place = marked[-1]
    elif coda or len(nucleus) == 3:
        place = min(len(nucleus) - 1, 1)
    else:
        place = 0
    return nucleus[: place + 1] + tone + nucleus[place + 1 :]
