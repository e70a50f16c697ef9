"""Where it happened: sân trường, lớp 7A, đường Lê Lợi."""

import re
from dataclasses import dataclass

from handlers.understanding.lexicon import Found, Token, longest, unblocked
from handlers.understanding.message import Message
from handlers.understanding.people import Mentions
from handlers.understanding.vietnamese import compiled

STATED, SUPPOSED = 0.9, 0.6
LONGEST_NAME = 5
_AT = compiled(
    r"\b(?:tại|ở|trong|ngoài|trước|trên|dưới|ngay|gần|sau|cạnh|khu vực|quanh|từ|xuống|vào|ra|lên|ngay tại|khỏi)"
    r"(?: ngay| khu vực| khu| cửa)? $"
)
_NOT_HERE = compiled(
    r"\b(?:bệnh viện|viện|đưa|chuyển|chở|đón|sơ cứu|xử lý|về|nghỉ)(?: \S+)?(?: (?:tại|ở|về|đến|tới|vào|lên|xuống))? $"
)
_ROOM_BEFORE = compiled(r"\b(?:nay|trần|thạch cao|tường|cửa|sổ|quạt|la phông|mái|bảng) $")
_NAMELESS = frozenset(
    {"sông", "kênh", "rạch", "suối", "biển", "ao", "mương", "quốc lộ", "công viên", "siêu thị", "chợ"}
)
_LABEL = compiled(r"\b(?:địa điểm|nơi xảy ra|vị trí) ?: ?(?P<place>[^,;.\n]{3,60})")
_ROAD = re.compile(r"(?:ql|tl|hl|đt)\d+\w*")


@dataclass(frozen=True)
class PlaceRead:
    """place: as it is spelt where the words are known, as typed where they are a name; span: in `prepared`."""

    place: str
    span: tuple[int, int]
    sure: float


def read_place(message: Message) -> PlaceRead | None:
    """The first place that is told as one («ở …», «tại …»), or else the first that is named."""
    if labelled := _LABEL.search(message.prepared):
        start, end = message.typed.span(*labelled.span("place"))
        return PlaceRead(message.text[start:end].strip(), labelled.span("place"), STATED)
    people = {token for one in Mentions(message).all for token in range(one.start, one.end)}
    named = unblocked(message.meaning("place", "place_named"), message.meaning("nothing"))
    found = [one for one in longest(named) if one.start not in people]
    reads = [read for one in found if (read := _read(message, one)) is not None]
    reads += [_road(message, token) for token in message.tokens if _ROAD.fullmatch(token.text)]
    reads.sort(key=lambda read: read.span)
    return next((read for read in reads if read.sure == STATED), reads[0] if reads else None)


def _read(message: Message, one: Found) -> PlaceRead | None:
    start = message.place(one)[0]
    before = message.prepared[max(0, start - 30) : start]
    if _NOT_HERE.search(before):
        return None
    name, last = _name(message, one)
    stated = _AT.search(before) is not None
    if one.sense.meaning == "place_named" and not name and not (stated and one.sense.spelt in _NAMELESS):
        return None
    if one.sense.spelt == "lớp" and not (stated or _ROOM_BEFORE.search(before)):
        return None
    place = f"{one.sense.spelt} {name}".strip()
    return PlaceRead(place, (start, last), STATED if stated else SUPPOSED)


def _road(message: Message, token: Token) -> PlaceRead:
    """«QL1»."""
    return PlaceRead(token.text.upper(), (token.start, token.end), STATED)


def _name(message: Message, one: Found) -> tuple[str, int]:
    """The proper name or number after «đường», «lớp», as it was typed, and where it ends in `prepared`."""
    if one.sense.meaning != "place_named":
        return "", message.place(one)[1]
    words: list[str] = []
    last = message.place(one)[1]
    shouted = message.text.isupper()
    for token in message.tokens[one.end : one.end + LONGEST_NAME]:
        first, stop = message.typed.span(token.start, token.end)
        typed = message.text[first:stop]
        is_name = (typed[:1].isupper() and not shouted and not typed.isupper()) or (
            not words and any(char.isdigit() for char in typed)
        )
        if token.is_sign or not is_name or token.start - last > 1:
            break
        words.append(typed)
        last = token.end
    return " ".join(words), last
