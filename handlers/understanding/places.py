"""Where it happened: sân trường, lớp 7A, đường Lê Lợi."""

from dataclasses import dataclass

from handlers.understanding.lexicon import Found, longest, unblocked
from handlers.understanding.message import Message
from handlers.understanding.people import Mentions
from handlers.understanding.vietnamese import compiled

STATED, SUPPOSED = 0.9, 0.6
LONGEST_NAME = 5
_AT = compiled(
    r"\b(?:tại|ở|trong|ngoài|trước|trên|dưới|ngay|gần|sau|cạnh|khu vực|quanh|từ|xuống|vào|ra|lên|ngay tại)"
    r"(?: ngay| khu vực| khu| cửa)? $"
)
_NOT_HERE = compiled(
    r"\b(?:đưa|chuyển|chở|gọi|báo|mời|cho|bảo vệ|phụ huynh|sơ cứu tại|xử lý tại|nằm|về|đón tại|nghỉ tại)(?: \S+){0,2} $"
)


@dataclass(frozen=True)
class PlaceRead:
    """place: as it is spelt where the words are known, as typed where they are a name; span: in `prepared`."""

    place: str
    span: tuple[int, int]
    sure: float


def read_place(message: Message) -> PlaceRead | None:
    """The first place that is told as one («ở …», «tại …»), or else the first that is named."""
    people = {token for one in Mentions(message).all for token in range(one.start, one.end)}
    named = unblocked(message.meaning("place", "place_named"), message.meaning("nothing"))
    found = [one for one in longest(named) if one.start not in people]
    reads = [read for one in found if (read := _read(message, one)) is not None]
    return next((read for read in reads if read.sure == STATED), reads[0] if reads else None)


def _read(message: Message, one: Found) -> PlaceRead | None:
    start = message.place(one)[0]
    before = message.prepared[max(0, start - 30) : start]
    if _NOT_HERE.search(before):
        return None
    name, last = _name(message, one)
    if one.sense.meaning == "place_named" and not name:
        return None
    place = f"{one.sense.spelt} {name}".strip()
    return PlaceRead(place, (start, last), STATED if _AT.search(before) else SUPPOSED)


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
        is_name = (typed[:1].isupper() and not shouted) or (not words and any(char.isdigit() for char in typed))
        if token.is_sign or not is_name or token.start - last > 1:
            break
        words.append(typed)
        last = token.end
    return " ".join(words), last
