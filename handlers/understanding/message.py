"""A message prepared for reading: its characters, clauses and sentences, and what is denied in it."""

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from handlers.understanding.vietnamese import compiled, is_marked, prepare

_CLAUSE_END = compiled(
    r"[;!?\n()]|[.,:](?=\s|$)|(?<!\d)[.,](?!\d)| - | (?:nhưng|còn lại|tuy nhiên|sau đó|hiện)(?= )|(?<=\d)[.,](?=[^\d\s])"
)
_SENTENCE_END = re.compile(r"[;!?\n]|\.(?=\s|$)|\.(?=[^\W\d])")
_NO = r"(?:không|ko|kg|k|hok|hông|chưa|chẳng|đâu có)"
_BETWEEN = (
    r"(?: (?:có|ghi nhận|thấy|để|còn|một|1|trường hợp|em|các em|hs|học sinh|bé|cháu|trẻ|gv|giáo viên|cô|thầy|người|ai|ca|"
    r"nạn nhân|nào|gì|bị|phải|cần|đến mức|đến nỗi|thương|tử vong|chết|hay|hoặc|và|thiệt hại|về|đưa|đi|thông tin|tình huống|"
    r"báo|cho|với|đăng|lên|trên)){0,8}"
)
_DENIED = compiled(rf"\b{_NO}(?! những| chỉ){_BETWEEN} ?$")
_OF_PUPILS = compiled(r"\b(?:em|hs|học sinh|bé|cháu|trẻ)(?: nào)?\b")


@dataclass(frozen=True)
class Message:
    """text: composed (NFC); prepared: as long as it, lower case."""

    text: str
    prepared: str
    marked: bool

    @cached_property
    def clause_ends(self) -> list[int]:
        return [match.start() for match in _CLAUSE_END.finditer(self.prepared)]

    @cached_property
    def sentence_ends(self) -> list[int]:
        return [match.start() for match in _SENTENCE_END.finditer(self.prepared)]

    def clause(self, position: int) -> tuple[int, int]:
        return self._between(self.clause_ends, position)

    def sentence(self, position: int) -> tuple[int, int]:
        return self._between(self.sentence_ends, position)

    def _between(self, ends: list[int], position: int) -> tuple[int, int]:
        place = bisect_right(ends, position)
        start = ends[place - 1] + 1 if place else 0
        return start, ends[place] if place < len(ends) else len(self.prepared)

    def denial(self, position: int) -> str:
        """The words that deny what stands at `position` («không có em nào bị»), or an empty text."""
        start = max(self.clause(position)[0], position - 60)
        found = _DENIED.search(self.prepared[start:position])
        return found.group() if found else ""


def message_of(text: str) -> Message:
    composed = unicodedata.normalize("NFC", text)
    prepared = prepare(composed)
    return Message(composed, prepared, is_marked(prepared))


def denies_pupils_only(denial: str) -> bool:
    return _OF_PUPILS.search(denial) is not None
