"""Times that are said only about: tối qua, đầu giờ chiều, giờ ra chơi, vừa xong."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from handlers.understanding.days import PART, Day, part_of_day
from handlers.understanding.vietnamese import compiled

LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")

NOW = compiled(
    r"\b(?:vừa xong|vừa mới|vừa xảy ra|mới xảy ra|vừa nãy|mới đây|mới nãy|hồi nãy|lúc nãy|bây giờ|hiện giờ|"
    r"ngay lúc này|lúc này|vừa rồi|ngay bây giờ|nãy)\b"
)
_BARE_PART = compiled(
    r"(?:\b(?P<edge>đầu giờ|cuối giờ|giữa) |\b(?:buổi|lúc|vào|hồi) |^)(?:buổi )?(?P<part>" + PART + r")\b(?! \d)"
)
_EDGE_BEFORE = compiled(r"\b(đầu giờ|cuối giờ|giữa) $")

_MIDDLES = {
    "sáng sớm": time(6),
    "sáng": time(9),
    "trưa": time(11, 30),
    "xế chiều": time(16),
    "chiều tối": time(18),
    "chiều": time(15),
    "tối": time(20),
    "đêm": time(23),
    "khuya": time(23, 30),
}
_EDGES = {"đầu giờ sáng": time(7, 30), "cuối giờ sáng": time(10, 30), "giữa trưa": time(12)}
_EDGES |= {"đầu giờ chiều": time(13, 30), "cuối giờ chiều": time(16, 30)}
# When the school day usually has them; the first that is past counts.
_LESSONS = {
    compiled(r"\b(?:chào cờ|vào lớp|vào học|giờ đón trẻ|đón trẻ)\b"): (time(7, 15),),
    compiled(r"\btiết (?:1|một|đầu)\b"): (time(7, 30), time(13, 30)),
    compiled(r"\btiết (?:2|hai)\b"): (time(8, 15), time(14, 15)),
    compiled(r"\btiết (?:3|ba)\b"): (time(9, 30), time(15, 30)),
    compiled(r"\btiết (?:4|bốn)\b"): (time(10, 15), time(16, 15)),
    compiled(r"\btiết (?:5|năm|cuối)\b"): (time(11), time(17)),
    compiled(r"\b(?:giờ|lúc) ra chơi\b|\bra chơi\b"): (time(9, 15), time(15, 15)),
    compiled(r"\b(?:giờ|lúc|bữa) ăn trưa\b"): (time(11),),
    compiled(r"\b(?:giờ|lúc) ngủ trưa\b"): (time(12, 30),),
    compiled(r"\b(?:tan (?:học|trường)|ra về|trả trẻ)\b"): (time(11), time(16, 30)),
}


@dataclass(frozen=True)
class TimeRead:
    """at: aware, UTC; span: of the words in the text; has_clock, has_day: whether those were said or only assumed.

    place: of the words in the prepared text.
    """

    at: datetime
    span: tuple[int, int]
    has_clock: bool
    has_day: bool
    place: tuple[int, int] = (0, 0)


def middle_of(day: Day, prepared: str, local: datetime, lesson: time | None) -> TimeRead:
    """About when it was on a day of which no clock time is said."""
    edge = _EDGE_BEFORE.search(prepared[max(0, day.start - 12) : day.start])
    usual = _middle_of(f"{_edge(edge[1])} {day.part}" if edge else "", day.part)
    middle = lesson if lesson and not day.part else usual
    at = datetime.combine(day.date, middle, LOCAL)
    return TimeRead(
        _not_later(at, local), (edge.start() + max(0, day.start - 12) if edge else day.start, day.end), False, True
    )


def vague_times(prepared: str, local: datetime) -> Iterator[TimeRead]:
    """About when it was, where neither a clock time nor a day is said."""
    if match := NOW.search(prepared):
        yield TimeRead(local.replace(second=0, microsecond=0), match.span(), False, True)
    elif match := _BARE_PART.search(prepared):
        part = part_of_day(match["part"])
        middle = _middle_of(f"{_edge(match['edge'])} {part}" if match["edge"] else "", part)
        at = datetime.combine(local.date(), middle, LOCAL)
        yield TimeRead(_not_later(at, local), match.span(), False, False)
    else:
        for lesson, span in _lessons(prepared):
            at = datetime.combine(local.date(), lesson, LOCAL)
            if at <= local:
                yield TimeRead(at, span, False, False)


def lesson_in(prepared: str) -> time | None:
    """When the part of the school day usually is that the text names."""
    return next((lesson for lesson, _ in _lessons(prepared)), None)


def _lessons(prepared: str) -> Iterator[tuple[time, tuple[int, int]]]:
    """Times of the school day that are named, the latest usual one first."""
    for pattern, usual in _LESSONS.items():
        if match := pattern.search(prepared):
            yield from ((lesson, match.span()) for lesson in reversed(usual))


def _middle_of(edge: str, part: str) -> time:
    return _EDGES.get(edge) or _MIDDLES.get(part, time(12))


def _not_later(at: datetime, local: datetime) -> datetime:
    """A part of today that has begun cannot mean later than now."""
    return local if at > local and at - local < timedelta(hours=4) and at.date() == local.date() else at


def _edge(said: str) -> str:
    return next(edge for edge in ("đầu giờ", "cuối giờ", "giữa") if compiled(edge).match(said))
