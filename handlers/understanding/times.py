"""When it happened: clock times, days and spans of time as people type them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from handlers.understanding.numbers import COUNT, value_of
from handlers.understanding.vietnamese import compiled, is_marked, place_in, prepare

LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")

_HOUR_WORDS = r"một|hai|ba|bốn|năm|sáu|bảy|bẩy|tám|chín|mười|mười một|mười hai"
_MINUTE_WORDS = (
    r"mười lăm|hai mươi lăm|ba mươi lăm|bốn mươi lăm|năm mươi lăm|hai mươi|ba mươi|bốn mươi|năm mươi|mười|năm|"
    r"hai lăm|bốn lăm|ba lăm"
)
_PART = r"sáng sớm|sáng|trưa|xế chiều|chiều tối|chiều|tối|đêm|khuya"
_CLOCK = compiled(
    r"(?<![\w:./-])(?:"
    r"(?P<hour>[01]?\d|2[0-4]) ?(?:giờ|h|g)(?: ?(?:"
    r"(?P<to>kém) (?P<missing>\d{1,2}(?!\d)|" + _MINUTE_WORDS + r")(?: phút)?|(?P<half>rưỡi)|"
    r"(?P<minute>[0-5]?\d)(?!\d|[ ]?(?:em|hs|học|bé|cháu|trẻ|gv|giáo|cô|thầy|người|bạn|ca|con|nam|nữ)\b|/)"
    r"(?: ?(?:phút|p|'))?))?(?!\w)"
    r"|(?P<hour2>[01]?\d|2[0-3]):(?P<minute2>[0-5]\d)(?::[0-5]\d)?(?![\w:])"
    r"|(?P<hour3>\d{1,2}) (?P<half3>rưỡi) (?=" + _PART + r")"
    r"|(?P<hour4>" + _HOUR_WORDS + r") giờ\b(?: ?(?:(?P<to4>kém) (?P<missing4>\d{1,2}(?!\d)|" + _MINUTE_WORDS + r")|"
    r"(?P<half4>rưỡi)|(?P<minute4>\d{1,2}(?!\d)|" + _MINUTE_WORDS + r")\b))?"
    r"|(?P<hour5>" + _HOUR_WORDS + r") (?P<half5>rưỡi) (?=" + _PART + r")"
    r")"
)
_NOT_A_CLOCK_BEFORE = compiled(
    r"\b(?:suốt|trong|trong vòng|sau|hơn|mất|kéo dài|khoảng thời gian|thêm|cần|được|cách|mỗi|lớp|khối|phòng|tầng|tháng|"
    r"tổ|nhóm|số|bv|vé|giá|quận)\W{1,2}$"
)
_HOURS_LONG = compiled(r"[ ]?(?:đồng hồ|liền|liên tục|qua\b(?! )|sau\b|trước\b|nữa\b)")
_PART_AFTER = compiled(r" {0,2},? {0,2}(?:của |vào |vào buổi |buổi )?(?P<part>" + _PART + r")\b")

_AGO = compiled(
    r"(?:(?P<cue>cách đây|cách nay|cách hiện tại) )?(?:(?:chừng|khoảng|tầm|hơn|gần|độ|được) )?"
    r"(?:(?P<half>nửa)|(?P<count>" + COUNT + r")) ?(?P<unit>phút|p|giây|tiếng|giờ|h|ngày|tuần)\b(?: đồng hồ)?"
    r"(?P<and_half> rưỡi)?(?P<back> (?:trước|vừa qua|rồi)\b(?! (?:giờ|khi|lúc|đó|kỳ|buổi)))?"
)
_ORDINAL_BEFORE = compiled(r"\bthứ $")
_NOW = compiled(
    r"\b(?:vừa xong|vừa mới|vừa xảy ra|mới xảy ra|vừa nãy|mới đây|mới nãy|hồi nãy|lúc nãy|bây giờ|hiện giờ|"
    r"ngay lúc này|lúc này|vừa rồi|ngay bây giờ)\b"
)
_DAY = compiled(
    r"\b(?:"
    r"(?P<today>hôm nay|bữa nay|ngày hôm nay|(?P<part_today>" + _PART + r") (?:hôm )?nay)"
    r"|(?P<yesterday>(?:ngày )?hôm qua|hqua|bữa qua|hôm wa|(?P<part_yesterday>" + _PART + r") (?:ngày )?(?:hôm )?qua)"
    r"|(?P<before>(?:ngày )?(?:hôm kia|bữa kia|hôm kìa)|(?P<part_before>" + _PART + r") (?:ngày )?(?:hôm )?kia)"
    r"|(?P<tomorrow>ngày mai|mai mốt|mai(?= lúc| \d)|(?P<part_tomorrow>" + _PART + r") (?:ngày )?mai)"
    r"|(?:(?P<part_week>" + _PART + r") )?(?:ngày )?"
    r"(?P<weekday>thứ (?:[2-7]|hai|ba|tư|năm|sáu|bảy|bẩy)|chủ nhật|chúa nhật|cn|t[2-7])\b(?!/)"
    r"(?: (?P<which>tuần trước|tuần rồi|tuần qua|vừa rồi|vừa qua|rồi|trước|tuần này|tuần sau|tới|tuần tới))?"
    r")(?!\w)"
)
_NOT_A_WEEKDAY = compiled(r"\b(?:lần|em|người|ca|tầng|lầu|dãy|môn|cái|bé|hs|học sinh|gv|cô|thầy|nhóm|trường|lớp) $")
_DATE = compiled(
    r"(?<![\w/.,-])(?!24/7)(?:ngày |hôm |mùng |(?P<part>" + _PART + r") (?:ngày )?)?(?:"
    r"(?P<day>0?[1-9]|[12]\d|3[01]) ?/ ?(?P<month>0?[1-9]|1[0-2])(?: ?/ ?(?P<year>20\d\d|\d\d))?(?![\w/])"
    r"|(?P<day2>0?[1-9]|[12]\d|3[01])[-.](?P<month2>0?[1-9]|1[0-2])[-.](?P<year2>20\d\d)(?![\w/])"
    r"|(?P<day3>0?[1-9]|[12]\d|3[01]) tháng (?P<month3>0?[1-9]|1[0-2])\b(?:(?: năm|,|/) ?(?P<year3>20\d\d))?)"
)
_DATE_CUE = compiled(r"(?:ngày|hôm|mùng|" + _PART + r") $")
_NOT_A_DATE = compiled(
    r"\b(?:lớp|khối|phòng|chi đội|số|đường|hẻm|hs|học sinh|em|cô|thầy|gv|gvcn|chủ nhiệm|bé|cháu|tổ|nhóm|trường|nhà|"
    r"kiệt|ngõ|tỉ lệ|tỷ lệ|với|và|lớp [\d/]{1,4},)\W{0,2}$"
)
_BARE_PART = compiled(
    r"(?:\b(?P<edge>đầu giờ|cuối giờ|giữa) |\b(?:buổi|lúc|vào|hồi) |^)(?:buổi )?(?P<part>" + _PART + r")\b(?! \d)"
)
_EDGE_BEFORE = compiled(r"\b(đầu giờ|cuối giờ|giữa) $")

_WEEKDAYS = {"hai": 0, "ba": 1, "tư": 2, "tu": 2, "năm": 3, "nam": 3, "sáu": 4, "sau": 4}
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
_PARTS = {re.compile(compiled(part).pattern + "$"): part for part in _MIDDLES}
_UNITS = {"phút": 60, "p": 60, "giây": 1, "tiếng": 3600, "giờ": 3600, "h": 3600, "ngày": 86400, "tuần": 604800}
_UNIT_NAMES = {re.compile(compiled(unit).pattern + "$"): seconds for unit, seconds in _UNITS.items()}
_SENTENCE_END = re.compile(r"[;!?\n]|\.(?=\s|$)")


@dataclass(frozen=True)
class TimeRead:
    """at: aware, UTC; span: of the words in the text; has_clock, has_day: whether those were said or only assumed."""

    at: datetime
    span: tuple[int, int]
    has_clock: bool
    has_day: bool


@dataclass(frozen=True)
class _Day:
    date: date
    part: str
    start: int
    end: int


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
    """Every clock time in the text, from left to right, each with the day that belongs to it; else the days alone.

    `now` is aware. What was said to be in the future is returned as it was said.
    """
    prepared = prepare(text)
    local = now.astimezone(LOCAL)
    ago = list(_spans_ago(prepared, local))
    taken = [read.span for read in ago]
    days = [day for day in _days(prepared, local.date()) if not _within(day.start, taken)]
    clocks = [clock for clock in _clocks(prepared, days) if not _within(clock.start, taken)]
    timed = [_on_its_day(clock, days, prepared, local) for clock in clocks]
    found = sorted([*ago, *timed], key=lambda read: read.span)
    if not any(read.has_clock for read in found):
        found += [_middle(day, prepared, local) for day in days]
    found = found or list(_vague(prepared, local))
    return [
        TimeRead(read.at.astimezone(UTC), (place_in(text, read.span[0]), place_in(text, read.span[1])), *_flags(read))
        for read in found
    ]


def _flags(read: TimeRead) -> tuple[bool, bool]:
    return read.has_clock, read.has_day


def _clocks(prepared: str, days: Iterable[_Day]) -> Iterator[_Clock]:
    dates = [(day.start, day.end) for day in days]
    strict = is_marked(prepared)
    for match in _CLOCK.finditer(prepared):
        said = {name.rstrip("2345"): value for name, value in match.groupdict().items() if value}
        hour = value_of(said["hour"])
        in_words = not said["hour"][0].isdigit()
        if hour is None or _within(match.start(), dates) or (in_words and _other_word(match.group(), strict)):
            continue
        if (
            _NOT_A_CLOCK_BEFORE.search(prepared[max(0, match.start() - 24) : match.start()])
            and ":" not in match.group()
        ):
            continue
        if _HOURS_LONG.match(prepared, match.end()):
            continue
        minute = 30 if "half" in said else value_of(said.get("minute", "0")) or 0
        if "to" in said:
            hour, minute = hour - 1, 60 - (value_of(said["missing"]) or 0)
        if 0 <= minute < 60 and 0 <= hour <= 24:
            part = _PART_AFTER.match(prepared, match.end())
            end = part.end() if part else match.end()
            yield _Clock(hour, minute, _part(part["part"]) if part else "", match.start(), end)


def _other_word(clock: str, strict: bool) -> bool:
    """«bây giờ» (now), and in a text typed with diacritics «nam», «sau» and the like."""
    hour = clock.split()[0]
    return bool(_NOW.match(clock) and hour != "bảy") or (strict and hour in ("nam", "sau", "bay", "tam", "chin", "bon"))


def _on_its_day(clock: _Clock, days: Iterable[_Day], prepared: str, local: datetime) -> TimeRead:
    """The nearest day in the same sentence, one before it otherwise, else today."""
    day = _nearest(clock, days, prepared)
    part = clock.part or (day.part if day else "") or _part_before(prepared, clock.start)
    on = day.date if day else local.date()
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


def _nearest(clock: _Clock, days: Iterable[_Day], prepared: str) -> _Day | None:
    def apart(day: _Day) -> tuple[bool, int]:
        between = prepared[min(clock.end, day.end) : max(clock.start, day.start)]
        gap = day.start - clock.end if day.start >= clock.end else clock.start - day.end
        return _SENTENCE_END.search(between) is not None, gap

    usable = [day for day in days if day.start < clock.end or not apart(day)[0]]
    return min(usable, key=apart, default=None)


def _adjacent(clock: _Clock, day: _Day) -> bool:
    return max(clock.start, day.start) - min(clock.end, day.end) <= 12


def _part_before(prepared: str, start: int) -> str:
    before = compiled(r"\b(?:buổi )?(" + _PART + r"),? (?:lúc |khoảng |vào |tầm |hồi |vào lúc |khoảng lúc )?$")
    found = before.search(prepared[max(0, start - 30) : start])
    return _part(found[1]) if found else ""


def _days(prepared: str, today: date) -> list[_Day]:
    return sorted([*_named_days(prepared, today), *_dates(prepared, today)], key=lambda day: day.start)


def _named_days(prepared: str, today: date) -> Iterator[_Day]:
    for match in _DAY.finditer(prepared):
        said = match.groupdict()
        part = next((_part(value) for name, value in said.items() if name.startswith("part") and value), "")
        if said["weekday"]:
            number = _weekday(said["weekday"])
            if number is None or _NOT_A_WEEKDAY.search(prepared[max(0, match.start() - 12) : match.start()]):
                continue
            on = _on_weekday(number, said["which"] or "", today)
        else:
            back = {"today": 0, "yesterday": 1, "before": 2, "tomorrow": -1}
            name = next(name for name in back if said[name])
            on = today - timedelta(days=3 if "kìa" in match.group() else back[name])
        yield _Day(on, part, match.start(), match.end())


def _weekday(said: str) -> int | None:
    if said[0] == "c":
        return 6
    if said[-1].isdigit():
        return int(said[-1]) - 2
    word = said.split()[-1]
    return 5 if word[0] == "b" and word != "ba" else _WEEKDAYS.get(word)


def _on_weekday(number: int, which: str, today: date) -> date:
    back = (today.weekday() - number) % 7
    if compiled("tuần (?:trước|rồi|qua)").fullmatch(which):
        return today - timedelta(days=today.weekday() + 7 - number)
    if compiled("(?:tuần )?tới|tuần sau").fullmatch(which):
        return today + timedelta(days=(number - today.weekday()) % 7 or 7)
    if compiled("vừa rồi|vừa qua|rồi|trước").fullmatch(which):
        return today - timedelta(days=back or 7)
    return today - timedelta(days=back)


def _dates(prepared: str, today: date) -> Iterator[_Day]:
    for match in _DATE.finditer(prepared):
        said = {name.rstrip("23"): value for name, value in match.groupdict().items() if value}
        cue = _DATE_CUE.match(match.group().split(said["day"])[0]) or "tháng" in match.group()
        before = prepared[max(0, match.start() - 16) : match.start()]
        after = compiled(r" (?:hs|học sinh|em|số|lớp|gv)\b").match(prepared, match.end())
        if not cue and not said.get("year") and (_NOT_A_DATE.search(before) or after):
            continue
        on = _date(int(said["day"]), int(said["month"]), said.get("year"), today)
        if on:
            yield _Day(on, _part(said["part"]) if "part" in said else "", match.start(), match.end())


def _date(day: int, month: int, year: str | None, today: date) -> date | None:
    """Without a year the latest that is not in the future."""
    years = [int(year) % 100 + 2000] if year else range(today.year, today.year - 5, -1)
    for candidate in years:
        try:
            on = date(candidate, month, day)
        except ValueError:
            continue
        if year or on <= today:
            return on
    return None


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


def _middle(day: _Day, prepared: str, local: datetime) -> TimeRead:
    edge = _EDGE_BEFORE.search(prepared[max(0, day.start - 12) : day.start])
    middle = _middle_of(f"{_edge(edge[1])} {day.part}" if edge else "", day.part)
    at = datetime.combine(day.date, middle, LOCAL)
    return TimeRead(
        _not_later(at, local), (edge.start() + max(0, day.start - 12) if edge else day.start, day.end), False, True
    )


def _vague(prepared: str, local: datetime) -> Iterator[TimeRead]:
    if match := _NOW.search(prepared):
        yield TimeRead(local.replace(second=0, microsecond=0), match.span(), False, True)
    elif match := _BARE_PART.search(prepared):
        part = _part(match["part"])
        middle = _middle_of(f"{_edge(match['edge'])} {part}" if match["edge"] else "", part)
        at = datetime.combine(local.date(), middle, LOCAL)
        yield TimeRead(_not_later(at, local), match.span(), False, False)


def _middle_of(edge: str, part: str) -> time:
    return _EDGES.get(edge) or _MIDDLES.get(part, time(12))


def _not_later(at: datetime, local: datetime) -> datetime:
    """A part of today that has begun cannot mean later than now."""
    return local if at > local and at - local < timedelta(hours=4) and at.date() == local.date() else at


def _part(said: str) -> str:
    return next(part for pattern, part in _PARTS.items() if pattern.match(said))


def _edge(said: str) -> str:
    return next(edge for edge in ("đầu giờ", "cuối giờ", "giữa") if compiled(edge).match(said))


def _within(position: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(start <= position < end for start, end in spans)
