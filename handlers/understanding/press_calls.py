"""«Phóng viên báo Tuổi Trẻ gọi lúc 10h hỏi về vụ bếp ăn»: who from which paper has asked what, and when."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from handlers.understanding.lexicon import lexicon_of
from handlers.understanding.media import read_media
from handlers.understanding.message import Message, message_of
from handlers.understanding.occurred import TOLERANCE
from handlers.understanding.phones import read_phone
from handlers.understanding.reading import read
from handlers.understanding.times import times_in
from handlers.understanding.vague_times import TimeRead
from handlers.understanding.vietnamese import compiled
from rules.catalogue import Catalogue
from rules.folding import fold

LONGEST = 600
LONGEST_NAME = 60
# As their names are written; whoever types without diacritics means these. The Department's two come first.
PAPERS = (
    *("Giáo dục và Thời đại", "Giáo dục TP.HCM", "Tuổi Trẻ", "Thanh Niên", "Người Lao Động", "Sài Gòn Giải Phóng"),
    *("Pháp Luật TP.HCM", "Pháp Luật", "Phụ Nữ TP.HCM", "Phụ Nữ", "Dân Trí", "VnExpress", "VietNamNet", "Tiền Phong"),
    *("Lao Động", "Công an TP.HCM", "Znews", "Zing", "Dân Việt", "Kênh 14", "VTV", "HTV", "VTC", "THVL", "VOH", "VOV"),
)
_SHORT = {
    **{"nld": "Người Lao Động", "sggp": "Sài Gòn Giải Phóng", "plo": "Pháp Luật TP.HCM", "kenh14": "Kênh 14"},
    **{"gdtd": "Giáo dục và Thời đại", "giao duc thoi dai": "Giáo dục và Thời đại", "vne": "VnExpress"},
}
_KNOWN = {fold(name): name for name in PAPERS} | _SHORT
_KNOWN_SOMEWHERE = re.compile(
    rf"(?<!\w)(?P<name>{'|'.join(sorted(map(re.escape, _KNOWN), key=len, reverse=True))})(?P<number>\d{{0,2}})(?!\w)"
)
_WHO = r"(?:phóng viên|nhà báo|ký giả|biên tập viên|cộng tác viên|btv|ctv|pv)"
_KIND = r"(?:báo|đài|tạp chí|kênh|tờ|hãng tin|trang tin)"
_NO_PAPER = (
    r"(?! ?(?:cáo|chí|động|cho|với|lại|về|tin|án|hiệu|công an|y tế|ubnd|phụ huynh|gia đình|sở|phòng|trường|đã|vừa))"
)
_SUBJECT = compiled(rf"\b(?:{_WHO}|báo chí|báo đài|tòa soạn|truyền hình|{_KIND}{_NO_PAPER} (?=\w))")
_LEAD = compiled(
    r"(?:(?:dạ|kính|thưa|gửi|báo cáo|báo|em|tôi|xin|sở|anh|chị|thầy|cô|quý|lãnh đạo|trường|đơn vị|nhà trường|hôm nay|"
    r"hôm qua|sáng|trưa|chiều|tối|nay|qua|lúc|khoảng|hồi|vào|vừa|mới|rồi|đây|nãy|có|một|hai|ba|mấy|vài|bạn|nhóm|người|"
    r"bên|cách|phút|giờ|tiếng|trước|ngày|thứ|là|xong|tự|xưng|h|g)\b|\d[\d:/hg.]*|[\s,.:!-])*"
)
_CALLING = (
    r"gọi|điện thoại|điện|nhắn|liên hệ|liên lạc|email|e-mail|mail|inbox|gửi|hỏi|đặt câu hỏi|phỏng vấn|xin|đề nghị|"
    r"yêu cầu|muốn|hẹn|đặt lịch|xác minh|tìm hiểu"
)
_CALLS = compiled(rf"\b(?:{_CALLING})\b")
_UNSAID = compiled(r"\b(?:chưa|không|sẽ|sắp|dọa|định|đừng)\b")
_IS_HERE = compiled(
    r"\b(?:đang|còn) (?:ngồi|chờ|đứng|ở|đợi|có mặt|quay)\b|\b(?:ở|tại|trước|ngoài) (?:cổng|phòng bảo vệ|phòng khách)\b"
)
_ASKED_WHOM = r"(?: (?:thăm|ý kiến|nhà trường|trường|hiệu trưởng|thầy|cô|em|tôi|mình|ban giám hiệu|bgh))*"
_ASKS = compiled(rf"\bhỏi{_ASKED_WHOM}(?: chuyện)?(?: về)?\b|\b(?:đặt|gửi) câu hỏi(?: về)?\b")
_ABOUT = compiled(r"\bvề\b")
_WANTS = compiled(r"\b(?:xin|đề nghị|yêu cầu|muốn|hẹn|đặt lịch|xác minh|tìm hiểu|phỏng vấn)\b")
_ONLY_CALLED = compiled(rf"\s*(?:cho|đến|tới|lại|lúc|hồi|vào|khoảng|sáng|trưa|chiều|tối|{_CALLING})\b|\s*\d")
_NAME_ENDS = compiled(
    rf"[,;.(:\n]|\b(?:{_CALLING}|đặt|đòi|lúc|hồi|vào|khoảng|sáng|trưa|chiều|tối|hôm|vừa|mới|đã|đang|có|tên|là|"
    r"phụ trách|tự|xưng|nói|cho|qua|số|đến|anh|chị|bạn|cô|thầy)\b|\b" + _WHO + r"\b|\d"
)
_PAPER = compiled(rf"\b(?P<kind>{_KIND}){_NO_PAPER} (?=\w)")
_REPORTER_BEFORE = compiled(r"\bnhà $")
_PERSON = compiled(rf"\b(?:{_WHO}|anh|chị|bạn|tên là|tên|cô|thầy)\b[\s:(]*")
_LINKING = compiled(r"\b(?:lúc|hồi|vào lúc|vào|khoảng|tầm)\s*$")
_ANY_PAPER = frozenset({"mang", "dien tu", "dai"})
_SOMETHING_HAPPENED = ("pupils_affected", "staff_affected", "injured", "in_hospital", "dead")


_ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s<>\"«»]+|\b[\w-]+(?:\.[\w-]+)*\.(?:vn|com|net|org|tv|info)(?:/[^\s<>\"«»]*)?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class PressCall:
    """An empty text where nothing was said of it. phone: the reporter's, E.164; at: when the press called, UTC."""

    paper: str = ""
    reporter: str = ""
    phone: str = ""
    question: str = ""
    at: datetime | None = None


def read_press_call(text: str, now: datetime, catalogue: Catalogue) -> PressCall | None:
    """The call; None unless the words as a whole tell that the press called, wrote or asked, and of nothing besides.

    Reporters who stand at the gate, or have published, are an incident, and so is whatever happened to people.
    """
    if len(text) > LONGEST:
        return None
    message = message_of(text, lexicon_of(catalogue))
    prepared = message.prepared
    subject = next((one for one in _SUBJECT.finditer(prepared) if _is_press(message, one)), None)
    if subject is None or not _LEAD.fullmatch(prepared[: subject.start()]):
        return None
    calls = _CALLS.search(prepared, subject.end())
    if calls is None or not _same_sentence(message, subject.start(), calls.start()):
        return None
    if _UNSAID.search(prepared[: calls.start()]):
        return None
    media = read_media(message)
    if media is not None and media.kind in ("press_onsite", "published", "none"):
        return None
    if _IS_HERE.search(prepared):
        return None
    question = _question(prepared, subject.end())
    if _tells_of_more(message, question, now, catalogue):
        return None
    return _told(message, subject.start(), question, now)


def links_in(text: str) -> list[str]:
    """Addresses of web pages as they were typed, with «https://» or without, each once."""
    return list(dict.fromkeys(found.group().rstrip(".,;:!?)]»'\"") for found in _ADDRESS.finditer(text)))


def as_press_call(text: str, now: datetime, catalogue: Catalogue) -> PressCall:
    """What words tell that were asked for as a contact with the press, however they are put."""
    message = message_of(text[:LONGEST], lexicon_of(catalogue))
    found = _told(message, 0, _question(message.prepared, 0), now)
    return found if found.question else PressCall(found.paper, found.reporter, found.phone, text.strip(), found.at)


def _is_press(message: Message, subject: re.Match[str]) -> bool:
    """«báo …» only before the name of a paper: one that is known, or that is written like a name."""
    if not re.match(compiled(_KIND), subject.group()):
        return True
    start, _ = message.typed.span(subject.end(), subject.end() + 1)
    return message.text[start : start + 1].isupper() or _known_at(message.prepared, subject.end()) is not None


def _same_sentence(message: Message, first: int, second: int) -> bool:
    return message.sentence(first) == message.sentence(second)


def _question(prepared: str, after: int) -> tuple[int, int]:
    """What was asked, in `prepared`: from behind «hỏi về», else «về», else «xin …», «muốn …» itself, else from behind
    «gọi»; to the end.
    """
    for pattern, with_itself in ((_ASKS, False), (_ABOUT, False), (_WANTS, True), (_CALLS, False)):
        found = pattern.search(prepared, after)
        if found is None or not prepared[found.end() :].strip(" .,;:!?"):
            continue
        if pattern is not _CALLS or not _ONLY_CALLED.match(prepared, found.end()):
            return (found.start() if with_itself else found.end()), len(prepared)
    return len(prepared), len(prepared)


def _tells_of_more(message: Message, question: tuple[int, int], now: datetime, catalogue: Catalogue) -> bool:
    """Whether, apart from what was asked (to the end of its clause), something is told that has happened."""
    start = question[0]
    ends = [end for end in message.clause_ends if end >= start]
    end = ends[0] if ends else len(message.prepared)
    first, _ = message.typed.span(start, start + 1) if start < len(message.prepared) else (len(message.text), 0)
    _, last = message.typed.span(max(0, end - 1), end)
    rest = read(f"{message.text[:first]} {message.text[max(first, last) :]}", now, catalogue).answers
    return rest.get("category", "media") != "media" or any(rest.get(name) for name in _SOMETHING_HAPPENED)


def _told(message: Message, start: int, question: tuple[int, int], now: datetime) -> PressCall:
    begins, ends = question
    time = _time_of_call(message, question, now)
    if time is not None and begins <= time.place[0] and not message.prepared[time.place[1] :].strip(" .,!"):
        # «hỏi về vụ bếp ăn lúc 10h»
        ends = time.place[0]
    asked = _LINKING.sub("", message.prepared[begins:ends]).rstrip()
    first, last = message.typed.span(begins, begins + len(asked)) if asked else (0, 0)
    return PressCall(
        paper=_paper(message, start, begins),
        reporter=_reporter(message, start, begins),
        phone=read_phone(message.text) or "",
        question=_tidy(message.text[first:last]),
        at=time.at if time is not None else None,
    )


def _time_of_call(message: Message, question: tuple[int, int], now: datetime) -> TimeRead | None:
    """The first clock time that has passed: before the question, or at its very end. A day within it is its own."""
    until = message.typed.span(0, question[0])[1] if question[0] else 0
    for text in (message.text[:until], message.text):
        typed = message_of(text, message.lexicon).typed
        past = [one for one in times_in(typed, now) if one.has_clock and one.at <= now + TOLERANCE]
        ended = [one for one in past if not typed.prepared[one.place[1] :].strip(" .,!")]
        if found := past if text != message.text else ended:
            return found[0]
    return None


def _paper(message: Message, start: int, end: int) -> str:
    """«Tuổi Trẻ», «Đài VTV9»; a name that is known is written as the paper writes it."""
    for found in _PAPER.finditer(message.prepared, start, end):
        if _REPORTER_BEFORE.search(message.prepared[: found.start()]):
            continue
        if known := _known_at(message.prepared, found.end()):
            return known
        stop = _NAME_ENDS.search(message.prepared, found.end(), end)
        if name := _original(message, found.end(), stop.start() if stop else end):
            kind = found["kind"]
            written = kind in ("báo", "bao", "tờ", "to") and fold(name) not in _ANY_PAPER
            return name if written else f"{kind.capitalize()} {name}"
    folded = fold(message.prepared[start:end])
    known_there = _KNOWN_SOMEWHERE.search(folded)
    return _known(known_there) if known_there else ""


def _known_at(prepared: str, at: int) -> str | None:
    found = _KNOWN_SOMEWHERE.match(fold(prepared[at : at + LONGEST_NAME]))
    return _known(found) if found else None


def _known(found: re.Match[str]) -> str:
    """«vtv9» → «VTV9»."""
    return _KNOWN[found["name"]] + found["number"]


def _reporter(message: Message, start: int, end: int) -> str:
    """Words written like a name behind «phóng viên», «anh», «tên là», as far as they name no paper."""
    for found in _PERSON.finditer(message.prepared, start, end):
        stop = _NAME_ENDS.search(message.prepared, found.end(), end)
        paper = _PAPER.search(message.prepared, found.end(), end)
        stops = [one.start() for one in (stop, paper) if one is not None]
        words = _original(message, found.end(), min(stops, default=end)).split()
        if name := _named(words):
            return " ".join(name)[:LONGEST_NAME]
    return ""


def _named(words: Sequence[str]) -> list[str]:
    named = []
    for word in words:
        if not word[:1].isupper() or _KNOWN_SOMEWHERE.fullmatch(fold(word)):
            break
        named.append(word.strip("()\"'«»"))
    return named


def _original(message: Message, start: int, end: int) -> str:
    if not message.prepared[start:end].strip():
        return ""
    first, last = message.typed.span(start, end)
    return " ".join(message.text[first:last].split()).strip(" .-–«»\"'")[:LONGEST_NAME]


def _tidy(text: str) -> str:
    return " ".join(text.split()).strip(" .,;:-–")
