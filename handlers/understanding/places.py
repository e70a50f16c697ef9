"""Where it happened: sân trường, lớp 7A, đường Lê Lợi."""

import re
from dataclasses import dataclass
from itertools import zip_longest

from handlers.understanding.lexicon import Found, Token, longest, unblocked
from handlers.understanding.message import Message
from handlers.understanding.people import Mentions
from handlers.understanding.vietnamese import compiled

STATED, SUPPOSED = 0.9, 0.6
LONGEST_NAME = 5
_AT = compiled(
    r"\b(?:tại|ở|trong|ngoài|trước|trên|dưới|ngay|gần|sau|cạnh|khu vực|quanh|từ|xuống|vào|ra|lên|khỏi|lan can|đến|tới|"
    r"ven|bên|giữa|ngang|nơi)"
    r"(?: ngay| khu vực| khu| cửa)? $"
)
_NOT_HERE = compiled(
    r"\b(?:bệnh viện|viện|đưa|chuyển|chở|đón|sơ cứu|xử lý|về|nghỉ)(?: \S+)?(?: (?:tại|ở|về|đến|tới|vào|lên|xuống))? $"
)
_BESIDE = compiled(
    r"\b(?:té|ngã|rơi|rớt|tắm|đi tắm|nhảy|nay|trần|thạch cao|tường|cửa|sổ|quạt|la phông|mái|bảng|sàn|sàn gỗ|hội đồng) $"
)
_NAMELESS = frozenset(
    {"sông", "kênh", "rạch", "suối", "biển", "ao", "mương", "quốc lộ", "công viên", "siêu thị", "chợ"}
)
_LABEL = compiled(r"\b(?:địa điểm|nơi xảy ra|vị trí) ?: ?(?P<place>[^,;.\n]{3,60})")
# With a name of its own such a place is plain: «tuột thắng đèo Bảo Lộc».
_PLAIN_WITH_NAME = frozenset(
    {"đường", "cầu", "đèo", "dốc", "dốc cầu", "quốc lộ", "xa lộ", "đại lộ", "tỉnh lộ", "ngã tư", "ngã ba", "vòng xoay"}
    | {"sông", "kênh", "rạch", "suối", "hồ", "công viên", "chợ"}
)
_SAYS_WHERE = ("ở ", "tại ", "sau ", "trước ")
_OF_PLACES = frozenset({"fire", "disaster"})
_WHERE = frozenset({"ở", "tại"})
_NOT_A_NAME = ("bệnh", "nhi", "viện", "sở", "phòng", "trường", "trung tâm", "trạm", "ban", "ủy", "chợ rẫy", "nhân dân")
_ROAD = re.compile(r"(?:ql|tl|hl|đt)\d+\w*")


@dataclass(frozen=True)
class PlaceRead:
    """place: as it is spelt where the words are known, as typed where they are a name; span: in `prepared`."""

    place: str
    span: tuple[int, int]
    sure: float


def read_place(message: Message, category: str | None) -> PlaceRead | None:
    """The first place that is told as one («ở …», «té cầu thang»), of a fire or a storm also one that is only named."""
    if labelled := _LABEL.search(message.prepared):
        start, end = message.typed.span(*labelled.span("place"))
        return PlaceRead(message.text[start:end].strip(), labelled.span("place"), STATED)
    people = {token for one in Mentions(message).all for token in range(one.start, one.end)}
    named = unblocked(message.meaning("place", "place_named"), message.meaning("nothing"))
    hospitals = {place for place, groups in enumerate(message.groups) if "HOSPITAL" in groups}
    found = [one for one in longest(named) if one.start not in people | hospitals]
    pairs = zip_longest(found, found[1:])
    found = [one for one, after in pairs if not after or not after.start < one.end < after.end]
    reads = [read for one in found if (read := _read(message, one, category)) is not None]
    reads += [_road(message, token) for token in message.tokens if _ROAD.fullmatch(token.text)]
    reads.sort(key=lambda read: read.span)
    told = next((read for read in reads if read.sure == STATED), None) or _by_name(message)
    return told or (reads[0] if reads else None)


def _by_name(message: Message) -> PlaceRead | None:
    """«ở Đồng Nai»: a proper name after a word of place."""
    for place, token in enumerate(message.tokens):
        if token.text in _WHERE and not message.prepared.startswith(_NOT_A_NAME, token.end + 1):
            name, last = _proper_name(message, place + 1, figures=False)
            if name:
                return PlaceRead(name, (message.tokens[place + 1].start, last), STATED)
    return None


def _read(message: Message, one: Found, category: str | None) -> PlaceRead | None:
    start = message.place(one)[0]
    before = message.prepared[max(0, start - 30) : start]
    if _NOT_HERE.search(before):
        return None
    name, last = "", message.place(one)[1]
    if one.sense.meaning == "place_named":
        name, last = _proper_name(message, one.end, figures=True)
    stated = _AT.search(before) is not None or one.sense.spelt.startswith(_SAYS_WHERE)
    beside = _BESIDE.search(before) is not None
    if one.sense.meaning == "place_named" and not name and not ((stated or beside) and one.sense.spelt in _NAMELESS):
        return None
    plain = name[:1].isalpha() and one.sense.spelt in _PLAIN_WITH_NAME
    if not (plain or stated or beside or (category in _OF_PLACES and one.sense.spelt != "lớp")):
        return None
    place = f"{one.sense.spelt} {name}".strip()
    return PlaceRead(place, (start, last), STATED if stated else SUPPOSED)


def _road(message: Message, token: Token) -> PlaceRead:
    """«QL1»."""
    return PlaceRead(token.text.upper(), (token.start, token.end), STATED)


def _proper_name(message: Message, place: int, *, figures: bool) -> tuple[str, int]:
    """The capitalised words from a token on, as they were typed, and where they end in `prepared`.

    figures: the first may be a number («lớp 7A»).
    """
    words: list[str] = []
    last = message.tokens[place - 1].end
    shouted = message.text.isupper()
    for token in message.tokens[place : place + LONGEST_NAME]:
        first, stop = message.typed.span(token.start, token.end)
        typed = message.text[first:stop]
        is_name = typed[:1].isupper() and not shouted and not typed.isupper()
        if figures and not words:
            is_name = is_name or any(char.isdigit() for char in typed)
        if token.is_sign or not is_name or token.start - last > 1:
            break
        words.append(typed)
        last = token.end
    return " ".join(words), last
