"""Whom the unit has told: the option ids of the question `told`."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from handlers.understanding.lexicon import Found, longest
from handlers.understanding.message import Message
from handlers.understanding.vietnamese import compiled, typed_forms

_BODIES = {
    "FIRE_SERVICE": "fire_service",
    "HOTLINE": "hotline_111",
    "HEALTH": "health",
    "POLICE": "police",
    "WARD": "ward",
    "FAMILY": "parents",
}
ORDER = ("police", "health", "ward", "parents", "fire_service", "hotline_111")
MOST_BETWEEN = 6


_AND = typed_forms("và")
_SEPARATORS = frozenset(",&+/;-:") | typed_forms("và lẫn cùng với rồi")
_TO = typed_forms(
    "ngay cho với đến tới cùng lên khẩn gấp về các bên nhanh sự việc vụ kịp thời trực tiếp qua số lãnh đạo sang toàn "
    "thể luôn xe cả và điện mời báo gọi thêm họp lúc"
)
_TAIL = typed_forms(
    "phường xã quận huyện khu vực địa phương tp thành phố p q sở tại học sinh các 2 hai em bé cháu bên của trường"
)
_BETWEEN = _TAIL | typed_forms(
    "vừa cũng đều đang đã có được mới hiện kịp thời nhanh chóng lập tức liền nhà ngay rồi sẽ cùng vẫn còn"
)
_NOT_TOLD = compiled(
    r"\b(?:chưa|không|sẽ|định|cần|dọa|đòi|đừng|yêu cầu|đề nghị|bị|giả danh|xin phép)(?: dám| kịp| có| phải| muốn)? $"
)
_PARENTS_KNOW = compiled(
    r"có mặt|biết|nắm|đến|tới|đón|thông báo|báo|báo tin|vào|chăm sóc|đồng ý|đồng tình|hay|hay tin|phối hợp|rước|"
    r"xuống|lên|đón về|rước về|nói chuyện|hòa giải|thỏa thuận|thống nhất|gặp|gặp nhau|bỏ qua|"
    r"xin lỗi nhau|cam kết|ký cam kết|túc trực|làm việc|mời lên"
)
# «mời về phường»: a ward by its bare name is told by reporting only.
_REPORTS = compiled(r"báo|thông tin|gọi|kiến nghị|gửi|trình|phối hợp|liên hệ|đề nghị")
_TELLS = compiled(r"báo|thông báo|báo tin")
_DONE = compiled(r"\b(?:đã|đang|vừa|cũng|được|đều|có mặt|biết|mới)\b")
# «ba mẹ rước về», «bà ngoại đồng ý»: nobody does so who has not been told.
_SURELY = compiled(r"đón về|rước về|đồng ý|đồng tình|hòa giải|thỏa thuận|ký cam kết|cam kết|có mặt")
_COMES_TO_FETCH = compiled(r" (?:\S+ )?(?:đón|rước)(?: \S+)? về\b")
# The ambulance, and those who take samples, come when they are called.
_CALLED = compiled(r"115|cấp cứu 115")
_STATION = compiled(r"\b(?:trạm|trung tâm|sở|phường|xã|quận|huyện|dự phòng|kiểm soát|hcdc|cdc)\b")
_AT_WORK = compiled(r"xuống|đến|tới|lấy mẫu|phun|khử khuẩn|điều tra|kiểm tra|khoanh vùng|đưa|chở|đưa đi|chở đi|đưa vào")
# Who is at work on it, whatever the work is: «CA đang truy».
_OFFICIAL, _AT_IT = frozenset({"police", "fire_service"}), compiled(r"\b(?:đang|đã|vừa)$")
_NOT_DONE = compiled(r"\b(?:sẽ|không|chưa(?! cháy))\b")
# An ambulance at work tells nothing of the health service of the place.
_AMBULANCE = compiled(r"(?:xe )?(?:cấp cứu|cứu thương)")
_DONE_AFTER = compiled(r" (?:rồi|liền|ngay)\b")
_DONE_BEFORE = compiled(r"\b(?:đã|đang|vừa) (?:có )?$")
_COMPLAINT = compiled(r" (?:trường )?(?:phản ánh|khiếu nại|chửi|mắng vốn|la lối|quậy|kiện|đòi)\b")
_UNTOLD = compiled(r" (?:chưa|không)\b")
_PASSIVE = compiled(r"\bđược\b")
_OWN_ACT = compiled(r"\b(?:nên|trường|bảo vệ|gia đình|bgh|ban giám hiệu)(?: \S+)? $")
_TRICKSTER = compiled(r"\b(?:kẻ|đối tượng|hacker|người lạ|lừa|giả danh|mạo danh)\b")
_COUNTED = compiled(r"\d ?$|\b(?:các|một|những|nhiều|thêm|trong) $")
_CASE_AFTER = compiled(
    r" (?:bệnh|sốt|mắc|nghi|nhiễm|tay|thủy|sởi|dương|học|trực|sáng|chiều|cúm|đau|quai|bị|đang|nặng|này)\b"
)
_FISH_BEFORE = compiled(r"\b(?:câu|con|hồ|ao|bể|ăn|thịt|nuôi|mắm|cả|đổi|trực) $")
_HOSPITAL_BEFORE = compiled(r"\b(?:bệnh viện|viện|nhân dân|gia định) $")


@dataclass(frozen=True)
class ToldRead:
    """told: option ids in the order of the form; span: of the first words that say so, in `prepared`."""

    told: tuple[str, ...]
    span: tuple[int, int]


def read_told(message: Message, category: str | None) -> ToldRead | None:
    found = [*_spoken_to(message), *_seen_at_work(message, category)]
    bodies = {body for body, _, _ in found}
    if not found:
        return None
    start, end = min((start, end) for _, start, end in found)
    return ToldRead(
        tuple(body for body in ORDER if body in bodies), (message.tokens[start].start, message.tokens[end - 1].end)
    )


def _spoken_to(message: Message) -> Iterator[tuple[str, int, int]]:
    """After a verb of telling a list of bodies: «báo công an, TTYT và UBND xã». (body, first token, end)"""
    reached = 0
    tricksters = [match.span() for match in _TRICKSTER.finditer(message.prepared)]
    for verb in longest(message.meaning("tells")):
        if verb.start < reached or _NOT_TOLD.search(message.before(verb.start, 20)):
            continue
        if _is_a_trick(message, verb, tricksters):
            continue
        place = _past(message, verb.end, _TO | {":"})
        if _body(message, place) is None:
            place = _after_somebody_else(message, place)
        while one := _body(message, place):
            if _UNTOLD.match(message.prepared, message.tokens[one[1] - 1].end):
                break
            if one[0] != "ward" or " " in message.words(place, one[1]) or _REPORTS.search(_verb(message, verb)):
                yield one[0], verb.start, one[1]
            reached = one[1]
            after = _past_tail(message, one[1])
            place = _past(message, after, _SEPARATORS | _TO)
            if place == after:
                break


def _verb(message: Message, verb: Found) -> str:
    return message.words(verb.start, verb.end)


def _is_a_trick(message: Message, verb: Found, tricksters: Sequence[tuple[int, int]]) -> bool:
    """«kẻ xấu nhắn tin phụ huynh chuyển tiền»: it is not the unit that tells. tricksters: spans, from left to right."""
    start = message.tokens[verb.start].start
    if _OWN_ACT.search(message.before(verb.start, 24)):
        return False
    before = bisect_right(tricksters, start, key=lambda span: span[1])
    return before > 0 and tricksters[before - 1][0] >= message.clause(start)[0]


def _after_somebody_else(message: Message, place: int) -> int:
    """«báo PA03 và công an»: who stands before «và» is not known, who stands after it may be."""
    for end in range(place, min(place + 4, len(message.tokens))):
        if message.tokens[end].is_sign:
            break
        if message.tokens[end].text in _AND:
            return _past(message, end + 1, _TO)
    return place


def _seen_at_work(message: Message, category: str | None) -> Iterator[tuple[str, int, int]]:
    """«CA phường đã đến», «gia đình đã biết»: who acts or knows has been told."""
    acts: dict[int, Found] = {}
    for one in message.meaning("acts"):
        acts[one.start] = max(acts.get(one.start, one), one, key=lambda one: one.end)
    for start in range(len(message.tokens)):
        body = _body(message, start)
        if body is None or _HOSPITAL_BEFORE.search(message.before(start, 16)):
            continue
        name, end = body
        place = end = _past_others(message, end)
        while place not in acts and place < end + MOST_BETWEEN and _is_between(message, place):
            place += 1
        if place in acts and _was_told(message, name, category, (start, end), acts[place]):
            yield name, start, acts[place].end
        elif (
            name in _OFFICIAL
            and _AT_IT.search(message.words(end, place))
            and not _NOT_DONE.search(message.words(end, place))
        ):
            yield name, start, place


def _past_others(message: Message, place: int) -> int:
    """After «PCCC» over «và công an»: what is said next is said of both."""
    if _word(message, place) in _AND and (other := _body(message, place + 1)):
        return other[1]
    return place


def _was_told(message: Message, body: str, category: str | None, place: tuple[int, int], act: Found) -> bool:
    said = message.words(place[1], act.end)
    verb = message.words(act.start, act.end)
    named = message.words(*place)
    if _NOT_DONE.search(said) or _AMBULANCE.fullmatch(named):
        return False
    end = message.tokens[act.end - 1].end
    if body == "parents":
        if _COMPLAINT.match(message.prepared, end) or _names_another(message, act.end):
            return False
        if category in ("security", "media", "teacher_conduct") or not _PARENTS_KNOW.fullmatch(verb):
            return False
        if _TELLS.fullmatch(verb) and not _PASSIVE.search(said):
            return False
    if body == "parents" and (_SURELY.fullmatch(verb) or _COMES_TO_FETCH.match(message.prepared, end)):
        return True
    if body == "health" and _AT_WORK.fullmatch(verb) and (_CALLED.fullmatch(named) or _STATION.search(named)):
        return True
    if body in ("parents", "health"):
        earlier = _DONE_BEFORE.search(message.before(place[0], 12))
        return (_DONE.search(said) or earlier or _DONE_AFTER.match(message.prepared, end)) is not None
    return body != "ward" or " " in named


def _names_another(message: Message, place: int) -> bool:
    """«mẹ em đã tới công an»: whom the act reaches has been told, not who does it."""
    reached = _body(message, place)
    return reached is not None and reached[0] == "police"


def _body(message: Message, place: int) -> tuple[str, int] | None:
    """(option id, end) of the body that is named at a token."""
    if place >= len(message.tokens):
        return None
    groups = message.groups[place]
    named = [(groups[group][0], option) for group, option in _BODIES.items() if group in groups]
    if not named or _is_case(message, place):
        return None
    end, option = max(named, key=lambda one: one[0])
    return option, end


def _is_between(message: Message, place: int) -> bool:
    return _word(message, place) in _BETWEEN or _is_name(message, place)


def _is_name(message: Message, place: int) -> bool:
    """«CSGT Hóc Môn»: a word with a capital, in a text that has others."""
    if place >= len(message.tokens) or message.text.isupper():
        return False
    typed = message.text[slice(*message.typed.span(message.tokens[place].start, message.tokens[place].end))]
    return typed[:1].isupper() and not typed.isupper()


def _is_case(message: Message, place: int) -> bool:
    """«ca» is the police only when not counted or followed by a disease."""
    token = message.tokens[place]
    if token.text not in ("ca", "cap"):
        return False
    if _FISH_BEFORE.search(message.before(place, 8)):
        return True
    counted = _COUNTED.search(message.prepared[max(0, token.start - 8) : token.start])
    first, last = message.typed.span(token.start, token.end)
    if message.text[first:last].isupper():
        return bool(counted)
    return bool(counted or token.text == "cap" or _CASE_AFTER.match(message.prepared, token.end))


def _past(message: Message, place: int, words: frozenset[str]) -> int:
    """The first token from `place` on that names a body or is none of the words; at most six on."""
    end = place
    while (
        end < place + MOST_BETWEEN
        and _body(message, end) is None
        and (_word(message, end) in words or _word(message, end)[:1].isdigit())
    ):
        end += 1
    return end


def _past_tail(message: Message, place: int) -> int:
    """After «công an» over «phường 5»."""
    end = place
    while end < place + MOST_BETWEEN and (
        _word(message, end) in _TAIL or _is_name(message, end) or (end > place and _word(message, end).isdigit())
    ):
        end += 1
    return end


def _word(message: Message, place: int) -> str:
    return message.tokens[place].text if place < len(message.tokens) else ""
