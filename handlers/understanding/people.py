"""The people that a message speaks of: who, how many, and which of them are the same."""

import re
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
_BARE_CLASS = r"(?:\d{1,2}[a-f]\d{0,2}|[1-9]\d?/\d{1,2})(?![\w/])"
_QUALIFIED = compiled(
    r"(?P<sex> (?:nam|nữ|gái|trai)\b)?(?: [^\W\d]\.?(?!\w)){0,3}"
    r"(?: (?!bị|đánh|học|là|và|với|các|trong|ngoài|ở|vào|của|cùng|từ)[^\W\d]+(?= (?:lớp|" + _BARE_CLASS + r")))?"
    r"(?: (?:học|đang học|của trường|ở))?"
    r"(?:,? ?\(?(?P<class>lớp (?:mầm|chồi|lá|nhà trẻ|\d[\w./]{0,5})(?: \d\b)?)|(?P<grade> khối \S{1,5})|"
    r"(?: (?P<bare>" + _BARE_CLASS + r"))|(?P<age> \d{1,2} ?(?:tuổi|tháng|t)\b))?"
)
_CLASS_BEFORE = compiled(r"\b(?P<class>(?:lớp|khối) \d[\w./]{0,5}|lớp (?:mầm|chồi|lá))(?: \d)? ?:? ?(?:có |bị |gồm )?$")
# «em khối 9» is one pupil; «học sinh khối 9» are many.
_SINGLE = typed_forms("em bé cháu đứa")
_PLURAL = compiled(
    r"\b(?:các|những|nhiều|một số|mấy|vài|một vài|nhóm|toàn thể|hàng loạt|đông|đám|tốp|mỗi|từng|số|một nhóm|toàn bộ|"
    r"tất cả|một số lượng)(?: (?:em|bạn|bé|cháu))? $"
)
_ALL = compiled(r"\b(?:cả|toàn bộ|tất cả|toàn thể|các|tổng cộng|tổng số)(?: (?:cả|số))? $")
OF_A_CLASS = compiled(
    r"\b(?:lớp|khối|tầng|phòng|lầu|thứ|số|tổ|quận|phường|tuần|tháng|ngày|bệnh viện|viện|đồng|tiết|lần)(?:[.:]? ?)$"
)
EMERGENCY = (111, 113, 114, 115)
_CALLS = compiled(r"\b(?:gọi|số|xe|báo) $")
# «bắt quả tang 6 em», «tham quan 6 em»: not floor («tầng») and not district («quận») six.
OTHER_WORDS = (
    *("quả tang ", "qua tang ", "tham quan ", "liên quan ", "lien quan ", "cơ quan ", "co quan "),
    *("viên ", "giao vien ", "nhan vien ", "sinh vien ", "hoc vien ", "phong vien "),
)
_SEVERAL_CLASSES = compiled(r"\b\d{1,2} (?:lớp|phòng|khối|tổ),? $")
_SHARE = re.compile(r"(?<![\w/])(\d{1,3}) ?/ ?(\d{2,4}) $")
_UNAFFECTED = compiled(
    r" (?:\S+ ){0,5}?(?:tiếp xúc|tiêm đủ|tiêm ngừa|âm tính|bình thường|an toàn|khỏe mạnh|chứng kiến|"
    r"(?:không|chưa)(?: ai| em nào| có ai)? (?:bị )?"
    r"(?:sao|gì|hề hấn|triệu chứng|có triệu chứng|có biểu hiện|biểu hiện))\b"
)
_SUSPECTS_BEFORE = compiled(
    r"\b(?:(?:công an|ca|csgt)(?: \S+){0,5} (?:mời|bắt|bắt giữ|tạm giữ|đưa)|triệu tập|làm việc (?:với|vs)|kỷ luật|"
    r"nhắc nhở|răn đe|xử lý|xác định)(?: được)? $"
)
_MORE_BEFORE = compiled(r"\b(?:thêm|và thêm|có thêm) $")
_MORE_AFTER = compiled(r" (?:nữa|khác (?:cũng|có|bị|nghi))\b")
# «nhưng em» is no «những em».
_BUT = ("nhưng ",)
_TOTAL = compiled(r"\b(?:tổng|tổng cộng|tổng số|cả thảy|tất cả là|tổng cộng có|tổng là|tổng cộng là)(?: có| là)? $")
_ABOUT = compiled(r"\b(?:khoảng|tầm|chừng|gần|hơn|trên|độ|ước tính|ít nhất) $")
_NOBODY = compiled(r"\b(?:không|chưa|chẳng)(?: \S+){0,2} $")
_WRITER_BEFORE = compiled(r"\b(?:trường|bên|chỗ|dạ|tụi|chúng|của|ban|thưa|mong|thay|nhà) $")
_WRITER_AFTER = compiled(r" (?:xin|là|báo|gửi|kính|chào|cũng|tên|mong|ạ)\b")
_WHICH = compiled(r" (?:nào|khác|còn lại|khác)\b")
_OTHER, _SINGLE_NOUNS = compiled(r" kia\b"), typed_forms("em bé cháu bạn đứa")
# «phòng kế toán», «giả tên cô hiệu trưởng»: nobody whom anything happened to.
_NO_STAFF_BEFORE = compiled(r"\b(?:phòng|văn phòng|tên|giả danh|mạo danh|giả làm|xưng là|tự xưng) $")
_CHILD_AFTER = compiled(
    r" (?:bị|học|là|đang học|mình bị|tôi bị|em bị|gãy|té|ngã|nằm|bỏng|phỏng|rách|chảy máu|nhập viện|bất tỉnh|"
    r"tử vong|mất|chết)\b"
)
_SEX = typed_forms("nữ nam")
_SEXES = typed_forms("nữ nam trai gái")
_SAME = compiled(r" cùng (?:phòng|lớp|bàn|tổ|nhà|xóm|dãy|trường)\b")
# «ba chở con đi học», «ba chết tại chỗ»: her father, who is no number.
_FATHER = compiled(r" (?:chở|chết|tử vong|mất|gãy|đưa|rước|đón|chạy)\b")
_NONE_BEFORE = compiled(r"\b(?:không có|chưa có|thiếu|hết) $")
# «ba bé đã đến»: her father, not three of them.
_THREE_BEFORE = compiled(r"\b(?:cả|khoảng|thêm|có|và|với|tổng|gồm|còn) $")
_FATHER_AFTER = compiled(r" (?:đã |đang |vừa |cũng )?(?:đến|tới|đón|lên|chở|biết|có mặt|nghe|gọi)\b")
_RULED_OUT = compiled(r"\b(?:không phải|chứ không phải)(?: là)? $")
_CLASS_SIZE, _LEAST_CLASS = compiled(r"\blớp (?:này )?(?:có|gồm)(?: tổng cộng)? $"), 20
_SIZE_BEFORE = compiled(r"\b(?:sĩ số|tổng số|trường có|toàn trường có|trường em có)(?: là)? $")
_AGE_AFTER = compiled(r" ?(?:tuổi|tháng|t)\b")


@dataclass(frozen=True, eq=False)
class People:
    """One mention, tokens[start:end].

    count: None where it was not said. own: a new group («em nữ lớp 9»), not only «em». qualified: told by class, age
    or sex. several: more than one, unknown how many. everybody: «cả 3 em», «các em»: those that were told of before.
    unaffected: nothing happened to them, or the police have called them. total: «tổng cộng 6 em». more: «thêm 2 em».
    single: «em», which is one of those before.
    cases: «11 ca», who may be pupils and staff.
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
    unaffected: bool = False
    total: bool = False
    more: bool = False
    single: bool = False
    cases: bool = False


class Mentions:
    """All mentions of people in a message, from left to right."""

    def __init__(self, message: Message) -> None:
        self.message = message
        self._told: list[People] = []
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
                self._told.append(mention)
                yield mention
            place = max(end, mention.end if mention else end)

    def _noun(self, place: int) -> tuple[Kind, int, int] | None:
        """(kind, end, number of nouns) of the nouns for people that begin at a token: «em học sinh», «mẹ bé»."""
        if place in self._nothing or any(name in self.message.groups[place] for name in _OTHERS_WORDS):
            return None
        first = self._one_noun(place) or self._own_child(place) or self._counted_sex(place) or self._father(place)
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

    def _father(self, place: int) -> tuple[Kind, int] | None:
        tokens = self.message.tokens
        first = place == 0 or tokens[place].clause != tokens[place - 1].clause or tokens[place - 1].is_sign
        alone = tokens[place].text == "ba" and _FATHER.match(self.message.prepared, tokens[place].end) is not None
        return ("parent", place + 1) if alone and (first or self.message.typed.marked) else None

    def _counted_sex(self, place: int) -> tuple[Kind, int] | None:
        """«2 nam, 1 nữ», «1 co va 2 hs»; without diacritics «nam» is a year and «co» mostly «có»."""
        token = self.message.tokens[place]
        kind: Kind | None = None
        if token.text in _SEX and (token.marked or token.text[-1] == "u"):
            kind = "pupil"
        elif token.text in ("co", "thay") and not token.marked:
            kind = "staff"
        counted = kind and self._count_before(token.start)[0] is not None
        return (kind, place + 1) if kind and counted else None

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
        before = message.prepared[max(0, begin - 40) : begin]
        other = count is None and _OTHER.match(message.prepared, stop) is not None
        if other and noun in _SINGLE_NOUNS:
            return self._the_other(kind, place, end)
        if _WHICH.match(message.prepared, stop) and count is None:
            return None
        if kind == "staff" and count is None and _NO_STAFF_BEFORE.search(before):
            return None
        if noun in ("em", "e") and count is None and self._is_writer(before, stop):
            return None
        if _RULED_OUT.search(before) or (count is None and _NONE_BEFORE.search(before)):
            return None
        if message.prepared[begin:start].strip() == "ba" and (
            _FATHER_AFTER.match(message.prepared, stop) or self._has_only_one(before)
        ):
            return None
        if count is not None and count >= 100 and _SIZE_BEFORE.search(before):
            return None
        of_class = _CLASS_BEFORE.search(before) if count is not None else None
        told = None if of_class else _QUALIFIED.match(message.prepared, stop)
        bare = f"lớp {told['bare']}" if told and told["bare"] else ""
        qualified = (told["class"] or bare or told["age"] or told["sex"] or "") if told else ""
        grade = bool(told and told["grade"])
        single = message.tokens[end - 1].text in _SINGLE
        if of_class:
            qualified = of_class["class"].strip()
        last = end
        while told and last < len(message.tokens) and message.tokens[last].start < told.end():
            last += 1
        sex = end - place > 1 and message.tokens[end - 1].text in _SEXES
        plural = _PLURAL.search(before) is not None and not before.endswith(_BUT)
        several = count is None and ((grade and words == 1 and not single) or plural)
        after = message.prepared[stop : message.clause(stop)[1]]
        class_size = count is not None and count >= _LEAST_CLASS and _CLASS_SIZE.search(before) is not None
        unaffected = (
            class_size
            or any(pattern.match(after) for pattern in (_UNAFFECTED, _SAME))
            or _SUSPECTS_BEFORE.search(before) is not None
        )
        return People(
            kind=kind,
            count=count,
            start=place if count is None else self._token_at(begin),
            end=last,
            own=count is not None or bool(qualified) or words > 1 or several or (grade and single) or sex,
            qualified=qualified,
            several=several,
            everybody=_ALL.search(before) is not None,
            about=_ABOUT.search(before) is not None,
            unaffected=count is not None and unaffected,
            total=count is not None and _TOTAL.search(before) is not None,
            more=count is not None and (_MORE_BEFORE.search(before) or _MORE_AFTER.match(after)) is not None,
            single=single and count is None,
            cases="CASE" in message.groups[place],
        )

    def _has_only_one(self, before: str) -> bool:
        """«ba em» after «1 em bị té» is her father."""
        counts = [one.count for one in self._told if one.kind == "pupil"]
        return bool(counts) and max(count or 1 for count in counts) == 1 and _THREE_BEFORE.search(before) is None

    def _the_other(self, kind: Kind, place: int, end: int) -> People:
        """«một bạn bể đầu, bạn kia sưng vai»."""
        return People(kind, 1, place, end + 1, True, "", False, False, False)

    def _count_before(self, start: int) -> tuple[int | None, int]:
        """The number right before a place, and where it begins."""
        end = start
        while end > 0 and self.message.prepared[end - 1] == " ":
            end -= 1
        share = _SHARE.search(self.message.prepared[max(0, end - 10) : end] + " ")
        if share and int(share[1]) < int(share[2]):
            return int(share[1]), end - len(share.group()) + 1
        value, begin = self._counts.get(end, (None, start))
        before = self.message.prepared[max(0, begin - 16) : begin]
        if value in EMERGENCY and _CALLS.search(before):
            return None, start
        other = before.endswith(OTHER_WORDS) or _SEVERAL_CLASSES.search(before)
        if value is None or (OF_A_CLASS.search(before) and not other):
            return None, start
        return value, begin

    def _is_writer(self, before: str, stop: int) -> bool:
        """«trường em», «em xin báo cáo»: a younger head speaks of himself."""
        return bool(_WRITER_BEFORE.search(before) or _WRITER_AFTER.match(self.message.prepared, stop))

    def _token_at(self, position: int) -> int:
        return bisect_right(self.message.tokens, position, key=lambda token: token.end)


_BETWEEN_PARENT_AND_PUPIL = typed_forms("các của một hai ba những mấy")
