"""A message prepared for reading: its words, clauses and sentences, the phrases in it, and what is denied in it."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from handlers.understanding.lexicon import Found, Groups, Lexicon, Token, tokens_of
from handlers.understanding.typed import Typed, typed
from handlers.understanding.vietnamese import compiled

_CLAUSE_END = compiled(
    r"[;!?\n()]|(?<!\s[^\W\d])[.,:](?=\s|$)|(?<!\d)(?<!\s[^\W\d])[.,](?!\d)| - |"
    r" (?:nhưng|còn lại|tuy nhiên|sau đó|hiện)(?= )|"
    r"(?<=\d)[.,](?=[^\d\s])"
)
_SENTENCE_END = re.compile(r"[;!?\n]|(?<!\s[^\W\d])\.(?=\s|$)|\.(?=[^\W\d])")
_NO = r"(?:không|chưa|chẳng|đâu có)"
_BETWEEN = (
    r"(?: (?:có|ghi nhận|thấy|để|còn|một|1|trường hợp|em|các em|học sinh|bé|cháu|trẻ|giáo viên|cô|thầy|người|ai|ca|"
    r"nạn nhân|nào|gì|bị|phải|cần|đến mức|đến nỗi|thương|tử vong|chết|hay|hoặc|và|thiệt hại|về|đưa|đi|thông tin|"
    r"tình huống|báo|cho|với|đăng|lên|trên)){0,8}"
)
_DENIED = compiled(rf"\b{_NO}(?! những| chỉ){_BETWEEN} ?$")


@dataclass(frozen=True)
class Message:
    """typed: the text and how it was made ready; positions are those of `prepared`, spans those of its tokens."""

    typed: Typed
    lexicon: Lexicon

    @property
    def text(self) -> str:
        return self.typed.text

    @property
    def prepared(self) -> str:
        return self.typed.prepared

    @cached_property
    def tokens(self) -> list[Token]:
        return tokens_of(self.typed, self.clause_ends)

    @cached_property
    def groups(self) -> Groups:
        return self.lexicon.groups(self.tokens)

    @cached_property
    def found(self) -> list[Found]:
        return self.lexicon.phrases(self.tokens, self.groups)

    def meaning(self, *meanings: str) -> list[Found]:
        """The phrases that mean one of these, from left to right."""
        return sorted((one for meaning in meanings for one in self._by_meaning.get(meaning, ())), key=_place)

    @cached_property
    def _by_meaning(self) -> dict[str, list[Found]]:
        sorted_out: dict[str, list[Found]] = {}
        for one in self.found:
            sorted_out.setdefault(one.sense.meaning, []).append(one)
        return sorted_out

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

    def place(self, found: Found) -> tuple[int, int]:
        """Where a phrase stands in `prepared`."""
        return self.tokens[found.start].start, self.tokens[found.end - 1].end

    def words(self, start: int, end: int) -> str:
        """The prepared words of tokens[start:end]."""
        return self.prepared[self.tokens[start].start : self.tokens[end - 1].end] if start < end else ""

    def before(self, token: int, characters: int) -> str:
        """The characters of `prepared` right before a token."""
        start = self.tokens[token].start
        return self.prepared[max(0, start - characters) : start]

    def denial(self, position: int) -> str:
        """The words that deny what stands at `position` («không có em nào bị»), or an empty text."""
        start = max(self.clause(position)[0], position - 60)
        found = _DENIED.search(self.prepared[start:position])
        return found.group() if found else ""

    def is_hearsay(self, position: int) -> bool:
        """«nghe nói có phóng viên»: whether the clause says that it is not certain."""
        start, end = self.clause(position)
        return any(start <= self.tokens[one.start].start < end for one in self.meaning("hearsay"))

    def _between(self, ends: list[int], position: int) -> tuple[int, int]:
        place = bisect_right(ends, position)
        start = ends[place - 1] + 1 if place else 0
        return start, ends[place] if place < len(ends) else len(self.prepared)


def message_of(text: str, lexicon: Lexicon) -> Message:
    return Message(typed(text, lexicon), lexicon)


def _place(one: Found) -> tuple[int, int]:
    return one.start, one.end
