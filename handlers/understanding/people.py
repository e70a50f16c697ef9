"""The people that a message speaks of: who, how many, and which of them are the same."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from handlers.understanding.message import Message
from handlers.understanding.numbers import counts_in
from handlers.understanding.vietnamese import compiled, typed_forms

Kind = Literal["pupil", "staff", "parent", "person"]

_KINDS: dict[str, Kind] = {"PUPIL": "pupil", "STAFF": "staff", "PARENT": "parent", "PERSON": "person", "CASE": "pupil"}
_OTHERS_WORDS = ("PRESS", "HOTLINE", "FIRE_SERVICE")
_QUALIFIED = compiled(
    r"(?P<sex> (?:nam|nữ|gái|trai)\b)?(?: [^\W\d]\.){0,3}(?: (?:học|đang học|của trường|ở))?"
    r"(?:,? ?\(?(?P<class>lớp (?:mầm|chồi|lá|nhà trẻ|\d[\w./]{0,5})(?: \d\b)?)|(?P<grade> khối \S{1,5})|"
    r"(?P<age> \d{1,2} ?(?:tuổi|tháng|t)\b))?"
)
_PLURAL = compiled(
    r"\b(?:các|những|nhiều|một số|mấy|vài|một vài|nhóm|toàn thể|hàng loạt|đông|đám|tốp|mỗi|từng|số|một nhóm|toàn bộ|"
    r"tất cả|một số lượng)(?: (?:em|bạn|bé|cháu))? $"
)
_ALL = compiled(r"\b(?:cả|toàn bộ|tất cả|toàn thể|các|tổng cộng|tổng số)(?: (?:cả|số))? $")
OF_A_CLASS = compiled(
    r"\b(?:lớp|khối|tầng|phòng|lầu|thứ|số|tổ|quận|phường|tuần|tháng|ngày|bệnh viện|viện|đồng)(?:[.:]? ?)$"
)
EMERGENCY = (111, 113, 114, 115)
_CALLS = compiled(r"\b(?:gọi|số|xe|báo) $")
# «bắt quả tang 6 em»: not floor («tầng») six.
CAUGHT = ("quả tang ", "qua tang ")
_ABOUT = compiled(r"\b(?:khoảng|tầm|chừng|gần|hơn|trên|độ|ước tính|ít nhất) $")
_NOBODY = compiled(r"\b(?:không|chưa|chẳng)(?: \S+){0,2} $")
_WRITER_BEFORE = compiled(r"\b(?:trường|bên|chỗ|dạ|tụi|chúng|của|ban|thưa|mong|thay|nhà) $")
_WRITER_AFTER = compiled(r" (?:xin|là|báo|gửi|kính|chào|cũng|tên|mong|ạ)\b")
_WHICH = compiled(r" (?:nào|khác|còn lại|khác)\b")
_CHILD_AFTER = compiled(r" (?:bị|học|là|đang học|mình bị|tôi bị|em bị)\b")
_NONE_BEFORE = compiled(r"\b(?:không có|chưa có|thiếu|hết) $")
# «ba bé đã đến»: her father, not three of them.
_FATHER_AFTER = compiled(r" (?:đã |đang |vừa |cũng )?(?:đến|tới|đón|lên|chở|biết|có mặt|nghe|gọi)\b")
_RULED_OUT = compiled(r"\b(?:không phải|chứ không phải)(?: là)? $")
_SIZE_BEFORE = compiled(r"\b(?:sĩ số|tổng số|trường có|toàn trường có|trường em có)(?: là)? $")
_AGE_AFTER = compiled(r" ?(?:tuổi|tháng|t)\b")


@dataclass(frozen=True, eq=False)
class People:
    """One mention, tokens[start:end].

    count: None where it was not said. own: a new group («em nữ lớp 9»), not only «em». qualified: told by class, age
    or sex. several: more than one, unknown how many. everybody: «cả 3 em», «các em»: those that were told of before.
    """

    kind: Kind
    count: int | None
    start: int
    end: int
    own: bool
    qualified: str
    several: bool
    everybody: bool
    about: bool


class Mentions:
    """All mentions of people in a message, from left to right."""

    def __init__(self, message: Message) -> None:
        self.message = message
        self._nothing = {place for one in message.meaning("nothing") for place in one.said}
        self._counts = {
            end: (value, start) for value, start, end in counts_in(message.prepared, strict=message.typed.marked)
        }

    @cached_property
    def all(self) -> list[People]:
        return list(self._find())

    def _find(self) -> Iterator[People]:
        message = self.message
        place = 0
        while place < len(message.tokens):
            found = self._noun(place)
            if found is None:
                place += 1
                continue
            kind, end, words = found
            mention = self._mention(kind, place, end, words)
            if mention is not None:
                yield mention
            place = max(end, mention.end if mention else end)

    def _noun(self, place: int) -> tuple[Kind, int, int] | None:
        """(kind, end, number of nouns) of the nouns for people that begin at a token: «em học sinh», «mẹ bé»."""
        if place in self._nothing or any(name in self.message.groups[place] for name in _OTHERS_WORDS):
            return None
        first = self._one_noun(place) or self._own_child(place)
        if first is None:
            return None
        kind, end = first
        words = 1
        while (following := self._one_noun(self._past_number(end) if kind == "parent" else end)) is not None:
            if kind == "staff" and following[0] == "pupil":
                break
            kind = kind if kind == "parent" or following[0] == "person" else following[0]
            end, words = following[1], words + 1
        return kind, end, words

    def _one_noun(self, place: int) -> tuple[Kind, int] | None:
        if place >= len(self.message.tokens):
            return None
        ends = [(ends[0], kind) for name, kind in _KINDS.items() if (ends := self.message.groups[place].get(name))]
        if not ends:
            return None
        end, kind = max(ends, key=lambda one: one[0])
        return kind, end

    def _own_child(self, place: int) -> tuple[Kind, int] | None:
        """«phụ huynh phản ánh con bị bạn đánh»."""
        if self.message.tokens[place].text == "con" and _CHILD_AFTER.match(
            self.message.prepared, self.message.tokens[place].end
        ):
            return "pupil", place + 1
        return None

    def _past_number(self, place: int) -> int:
        """After «phụ huynh» over «2», «các», «của»: whose parents they are is not told apart."""
        tokens = self.message.tokens
        if place < len(tokens) and (tokens[place].text.isdigit() or tokens[place].text in _BETWEEN_PARENT_AND_PUPIL):
            return place + 1
        return place

    def _mention(self, kind: Kind, place: int, end: int, words: int) -> People | None:
        message = self.message
        start = message.tokens[place].start
        stop = message.tokens[end - 1].end
        noun = message.prepared[start:stop]
        count, begin = self._count_before(start)
        if count is None and "CASE" in message.groups[place] and words == 1:
            return None
        before = message.prepared[max(0, begin - 24) : begin]
        if _WHICH.match(message.prepared, stop) and count is None:
            return None
        if noun in ("em", "e") and count is None and self._is_writer(before, stop):
            return None
        if _RULED_OUT.search(before) or (count is None and _NONE_BEFORE.search(before)):
            return None
        if message.prepared[begin:start].strip() == "ba" and _FATHER_AFTER.match(message.prepared, stop):
            return None
        if count is not None and count >= 100 and _SIZE_BEFORE.search(before):
            return None
        told = _QUALIFIED.match(message.prepared, stop)
        qualified = (told["class"] or told["age"] or told["sex"] or "") if told else ""
        grade = bool(told and told["grade"])
        last = end
        while told and last < len(message.tokens) and message.tokens[last].start < told.end():
            last += 1
        several = count is None and ((grade and words == 1) or _PLURAL.search(before) is not None)
        return People(
            kind=kind,
            count=count,
            start=place if count is None else self._token_at(begin),
            end=last,
            own=count is not None or bool(qualified) or words > 1 or several,
            qualified=qualified,
            several=several,
            everybody=_ALL.search(before) is not None,
            about=_ABOUT.search(before) is not None,
        )

    def _count_before(self, start: int) -> tuple[int | None, int]:
        """The number right before a place, and where it begins."""
        end = start
        while end > 0 and self.message.prepared[end - 1] == " ":
            end -= 1
        value, begin = self._counts.get(end, (None, start))
        before = self.message.prepared[max(0, begin - 16) : begin]
        if value in EMERGENCY and _CALLS.search(before):
            return None, start
        if value is None or (OF_A_CLASS.search(before) and not before.endswith(CAUGHT)):
            return None, start
        return value, begin

    def _is_writer(self, before: str, stop: int) -> bool:
        """«trường em», «em xin báo cáo»: a younger head speaks of himself."""
        return bool(_WRITER_BEFORE.search(before) or _WRITER_AFTER.match(self.message.prepared, stop))

    def _token_at(self, position: int) -> int:
        return bisect_right(self.message.tokens, position, key=lambda token: token.end)


_BETWEEN_PARENT_AND_PUPIL = typed_forms("các của hai ba những mấy")
