"""When it happened: clock times, days and spans of time as people type them."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from handlers.understanding.days import PART, Day, days_in, part_of_day
from handlers.understanding.numbers import COUNT, value_of
from handlers.understanding.typed import Typed, typed
from handlers.understanding.vague_times import LOCAL, NOW, TimeRead, lesson_in, middle_of, vague_times
from handlers.understanding.vietnamese import compiled

_HOUR_WORDS = r"một|hai|ba|bốn|năm|sáu|bảy|bẩy|tám|chín|mười|mười một|mười hai"
_MINUTE_WORDS = (
    r"mười lăm|hai mươi lăm|ba mươi lăm|bốn mươi lăm|năm mươi lăm|hai mươi|ba mươi|bốn mươi|năm mươi|mười|năm|"
    r"hai lăm|bốn lăm|ba lăm"
)
_CLOCK = compiled(
    r"(?<![\w:./-])(?:"
    r"(?P<hour>[01]?\d|2[0-4]) ?(?:giờ|h|g)(?: ?(?:"
    r"(?P<to>kém) (?P<missing>\d{1,2}(?!\d)|" + _MINUTE_WORDS + r")(?: phút)?|(?P<half>rưỡi)|"
    r"(?P<minute>(?<=\w)[0-5]\d(?!\d|/)|"
    r"[0-5]?\d(?!\d|[ ]?(?:em|hs|học|bé|cháu|trẻ|gv|giáo|cô|thầy|người|bạn|ca|con|nam|nữ)\b|/))"
    r"(?: ?(?:phút|p|'))?))?(?!\w)"
    r"|(?P<hour2>[01]?\d|2[0-3]):(?P<minute2>[0-5]\d)(?::[0-5]\d)?(?![\w:])"
    r"|(?P<hour3>\d{1,2}) (?P<half3>rưỡi) (?=" + PART + r")"
    r"|(?P<hour4>" + _HOUR_WORDS + r") giờ\b(?: ?(?:(?P<to4>kém) (?P<missing4>\d{1,2}(?!\d)|" + _MINUTE_WORDS + r")|"
    r"(?P<half4>rưỡi)|(?P<minute4>\d{1,2}(?!\d)|" + _MINUTE_WORDS + r")\b))?"
    r"|(?P<hour5>" + _HOUR_WORDS + r") (?P<half5>rưỡi) (?=" + PART + r")"
    r")"
)
_NOT_A_CLOCK_BEFORE = compiled(
    r"\b(?:suốt|trong|trong vòng|sau|hơn|mất|kéo dài|khoảng thời gian|thêm|cần|được|cách|mỗi) {1,2}$"
)
_NOT_AN_HOUR_BEFORE = compiled(r"\b(?:lớp|khối|phòng|tầng|tháng|tổ|nhóm|số|bv|vé|giá|quận)\W{1,2}$")
_HOURS_LONG = compiled(
    r"[ ]?(?:đồng hồ|liền|liên tục|qua\b(?! )|sau\b(?! (?:bữa|khi|giờ|tiết|buổi))|"
    r"trước\b(?! (?:cổng|trường|cửa|mặt|nhà|sân|lớp|giờ|khi))|nữa\b)"
)
_LESSON = compiled(r" (?:tan|học|ra chơi|chơi|thi|làm|hành chính|nghỉ|ăn|thể dục|dạy|kiểm tra|bơi)\b")
_PART_AFTER = compiled(r" {0,2},? {0,2}(?:của |vào |vào buổi |buổi )?(?P<part>" + PART + r")\b")

_AGO = compiled(
    r"(?:(?P<cue>cách đây|cách nay|cách hiện tại) )?(?:(?:chừng|khoảng|tầm|hơn|gần|độ|được) )?"
    r"(?:(?P<half>nửa)|(?P<count>" + COUNT + r")) ?(?P<unit>phút|p|giây|tiếng|giờ|h|ngày|tuần)\b(?: đồng hồ)?"
    r"(?P<and_half> rưỡi)?"
    r"(?P<back> (?:trước|vừa qua|rồi(?= ?(?:$|[,.;!?)]|\n|chưa|mà|nhưng|ạ)))\b"
    r"(?! (?:giờ|khi|lúc|đó|kỳ|buổi|cổng|trường|cửa|mặt|nhà|sân|lớp|khách)))?"
)
_ORDINAL_BEFORE = compiled(r"\bthứ $")
_NIGHT = ("tối", "đêm", "khuya")
_UNITS = {"phút": 60, "p": 60, "giây": 1, "tiếng": 3600, "giờ": 3600, "h": 3600, "ngày": 86400, "tuần": 604800}
_UNIT_NAMES = {re.compile(compiled(unit).pattern + "$"): seconds for unit, seconds in _UNITS.items()}
_SENTENCE_END = re.compile(r"[;!?\n]|\.(?=\s|$)")


@dataclass(frozen=True)
class _Clock:
    hour: int
    minute: int
    part: str
    start: int
    end: int


def read_time(text: str, now: datetime) -> TimeRead | None:
    """The time that the text says: the first with a clock, else the first day or part of a day."""
    reads = read_times(text, now)
    return next((read for read in reads if read.has_clock), reads[0] if reads else None)


def read_times(text: str, now: datetime) -> list[TimeRead]:
    """Every time in the text, as `times_in` finds them."""
    return times_in(typed(text), now)


def times_in(words: Typed, now: datetime) -> list[TimeRead]:
    """Every clock time in the text, from left to right, each with the day that belongs to it; else the days alone.

    `now` is aware. What was said to be in the future is returned as it was said.
    """
    prepared = words.prepared
    local = now.astimezone(LOCAL)
    ago = list(_spans_ago(prepared, local))
    taken = [read.span for read in ago]
    days = [day for day in days_in(prepared, local.date()) if not _within(day.start, taken)]
    clocks = [clock for clock in _clocks(words, days) if not _within(clock.start, taken)]
    timed = [_on_its_day(clock, days, prepared, local) for clock in clocks]
    found = sorted([*ago, *timed], key=lambda read: read.span)
    if not any(read.has_clock for read in found):
        lesson = lesson_in(prepared)
        found += [middle_of(day, prepared, local, lesson) for day in days]
    found = found or list(vague_times(prepared, local))
    return [
        TimeRead(read.at.astimezone(UTC), words.span(*read.span), read.has_clock, read.has_day, read.span)
        for read in found
    ]


def _clocks(words: Typed, days: Iterable[Day]) -> Iterator[_Clock]:
    prepared, strict = words.prepared, words.marked
    dates = [(day.start, day.end) for day in days]
    for match in _CLOCK.finditer(prepared):
        said = {name.rstrip("2345"): value for name, value in match.groupdict().items() if value}
        hour = value_of(said["hour"])
        in_words = not said["hour"][0].isdigit()
        if hour is None or _within(match.start(), dates) or (in_words and _other_word(match.group(), strict)):
            continue
        before = prepared[max(0, match.start() - 24) : match.start()]
        if ":" not in match.group() and _NOT_A_CLOCK_BEFORE.search(before):
            continue
        if "minute" not in said and _NOT_AN_HOUR_BEFORE.search(before):
            continue
        if _HOURS_LONG.match(prepared, match.end()) or (in_words and _LESSON.match(prepared, match.end())):
            continue
        minute = 30 if "half" in said else value_of(said.get("minute", "0")) or 0
        if "to" in said:
            hour, minute = hour - 1, 60 - (value_of(said["missing"]) or 0)
        if 0 <= minute < 60 and 0 <= hour <= 24:
            part = _PART_AFTER.match(prepared, match.end())
            end = part.end() if part else match.end()
            yield _Clock(hour, minute, part_of_day(part["part"]) if part else "", match.start(), end)


def _other_word(clock: str, strict: bool) -> bool:
    """«bây giờ» (now), and in a text typed with diacritics «nam», «sau» and the like."""
    hour = clock.split()[0]
    return bool(NOW.match(clock) and hour != "bảy") or (strict and hour in ("nam", "sau", "bay", "tam", "chin", "bon"))


def _on_its_day(clock: _Clock, days: Sequence[Day], prepared: str, local: datetime) -> TimeRead:
    """The nearest day in the same sentence, one before it otherwise, else today."""
    day = _nearest(clock, days, prepared)
    part = clock.part or (day.part if day else "") or _part_before(prepared, clock.start)
    on = day.date if day else local.date()
    if day and day.part in _NIGHT and clock.part in ("sáng", "sáng sớm"):
        on += timedelta(days=1)
    hour = _on_24(clock.hour, part)
    if part in ("đêm", "khuya", "tối") and hour < 6 and (clock.hour in (0, 12) or (day and day.date < local.date())):
        on += timedelta(days=1) if day and day.part in ("đêm", "khuya", "tối") else timedelta()
    at = datetime.combine(on, time(), LOCAL) + timedelta(hours=hour, minutes=clock.minute)
    if not part and 1 <= clock.hour <= 5 and at.date() <= local.date():
        afternoon = at + timedelta(hours=12)
        at = afternoon if afternoon <= local else at
    start = min(clock.start, day.start) if day and _adjacent(clock, day) else clock.start
    end = max(clock.end, day.end) if day and _adjacent(clock, day) else clock.end
    return TimeRead(at, (start, end), True, day is not None)


def _on_24(hour: int, part: str) -> int:
    if part in ("chiều", "xế chiều", "chiều tối") and hour < 12:
        return hour + 12
    if part == "tối" and 4 <= hour < 12:
        return hour + 12
    if part in ("đêm", "khuya") and 7 <= hour < 12:
        return hour + 12
    if part == "trưa" and hour <= 3:
        return hour + 12
    return 0 if part in ("tối", "đêm", "khuya") and hour == 12 else hour


def _nearest(clock: _Clock, days: Sequence[Day], prepared: str) -> Day | None:
    def apart(day: Day) -> tuple[bool, int]:
        between = prepared[min(clock.end, day.end) : max(clock.start, day.start)]
        gap = day.start - clock.end if day.start >= clock.end else clock.start - day.end
        return _SENTENCE_END.search(between) is not None, gap

    after = bisect_left(days, clock.end, key=lambda day: day.start)
    beside = days[max(0, after - 1) : after + 1]
    usable = [day for day in beside if day.start < clock.end or not apart(day)[0]]
    return min(usable, key=apart, default=None)


def _adjacent(clock: _Clock, day: Day) -> bool:
    return max(clock.start, day.start) - min(clock.end, day.end) <= 12


def _part_before(prepared: str, start: int) -> str:
    before = compiled(r"\b(?:buổi )?(" + PART + r"),? (?:lúc |khoảng |vào |tầm |hồi |vào lúc |khoảng lúc )?$")
    found = before.search(prepared[max(0, start - 30) : start])
    return part_of_day(found[1]) if found else ""


def _spans_ago(prepared: str, local: datetime) -> Iterator[TimeRead]:
    for match in _AGO.finditer(prepared):
        if _ORDINAL_BEFORE.search(prepared[max(0, match.start() - 6) : match.start()]):
            continue
        seconds = next(seconds for name, seconds in _UNIT_NAMES.items() if name.match(match["unit"]))
        if not (match["cue"] or match["back"]):
            continue
        count = 0.5 if match["half"] else float(value_of(match["count"]) or 0)
        span = timedelta(seconds=seconds * (count + (0.5 if match["and_half"] else 0)))
        if timedelta() < span < timedelta(days=400):
            at = (local - span).replace(second=0, microsecond=0)
            yield TimeRead(at, match.span(), seconds < 86400, True)


def _within(position: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether a place lies in one of the spans, which stand from left to right and do not overlap."""
    before = bisect_right(spans, position, key=lambda span: span[0]) - 1
    return before >= 0 and position < spans[before][1]
