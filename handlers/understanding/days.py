"""Days as people name them: hôm qua, thứ hai tuần trước, 15/11, ngày 15 tháng 11."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from handlers.understanding.vietnamese import compiled

PART = r"sáng sớm|sáng|trưa|xế chiều|chiều tối|chiều|tối|đêm|khuya"
PARTS = tuple(PART.split("|"))
_DAY = compiled(
    r"\b(?:"
    r"(?P<today>hôm nay|bữa nay|ngày hôm nay|(?P<part_today>" + PART + r") (?:hôm )?nay)"
    r"|(?P<yesterday>(?:ngày )?hôm qua|hqua|bữa qua|hôm wa|(?P<part_yesterday>" + PART + r") (?:ngày )?(?:hôm )?qua)"
    r"|(?P<before>(?:ngày )?(?:hôm kia|bữa kia|hôm kìa)|(?P<part_before>" + PART + r") (?:ngày )?(?:hôm )?kia)"
    r"|(?P<tomorrow>ngày mai|mai mốt|mai(?= lúc| \d{1,2} ?(?:h|g|giờ))|(?P<part_tomorrow>" + PART + r") (?:ngày )?mai)"
    r"|(?:(?P<part_week>" + PART + r") )?(?:ngày )?"
    r"(?P<weekday>thứ (?:[2-7]|hai|ba|tư|năm|sáu|bảy|bẩy)|chủ nhật|chúa nhật|cn|t[2-7])\b(?!/)"
    r"(?: (?P<which>tuần trước|tuần rồi|tuần qua|vừa rồi|vừa qua|rồi|trước|tuần này|tuần sau|tới|tuần tới))?"
    r")(?!\w)"
)
_NOT_A_WEEKDAY = compiled(r"\b(?:lần|em|người|ca|tầng|lầu|dãy|môn|cái|bé|hs|học sinh|gv|cô|thầy|nhóm|trường|lớp) $")
_DATE = compiled(
    r"(?<![\w/.,-])(?!24/7)(?:ngày |hôm |mùng |(?P<part>" + PART + r") (?:ngày )?)?(?:"
    r"(?P<day>0?[1-9]|[12]\d|3[01]) ?/ ?(?P<month>0?[1-9]|1[0-2])(?: ?/ ?(?P<year>20\d\d|\d\d))?(?![\w/])"
    r"|(?P<day2>0?[1-9]|[12]\d|3[01])[-.](?P<month2>0?[1-9]|1[0-2])[-.](?P<year2>20\d\d)(?![\w/])"
    r"|(?P<day3>0?[1-9]|[12]\d|3[01]) tháng (?P<month3>0?[1-9]|1[0-2])\b(?:(?: năm|,|/) ?(?P<year3>20\d\d))?)"
)
_DATE_CUE = compiled(r"(?:ngày|hôm|mùng|" + PART + r") $")
_NOT_A_DATE = compiled(
    r"\b(?:lớp|khối|phòng|chi đội|số|đường|hẻm|hs|học sinh|em|cô|thầy|gv|gvcn|chủ nhiệm|bé|cháu|tổ|nhóm|trường|nhà|"
    r"kiệt|ngõ|bv|bệnh viện|công ty|tỉ lệ|tỷ lệ|với|và|lớp [\d/]{1,4},)\W{0,2}$"
)
_WEEKDAYS = {"hai": 0, "ba": 1, "tư": 2, "tu": 2, "năm": 3, "nam": 3, "sáu": 4, "sau": 4}
_PARTS = {re.compile(compiled(part).pattern + "$"): part for part in PARTS}


@dataclass(frozen=True)
class Day:
    """part: the part of the day that was said with it, or ""; start, end: of the words in the prepared text."""

    date: date
    part: str
    start: int
    end: int


def days_in(prepared: str, today: date) -> list[Day]:
    """Every day that the prepared text names, from left to right."""
    return sorted([*_named_days(prepared, today), *_dates(prepared, today)], key=lambda day: day.start)


def _named_days(prepared: str, today: date) -> Iterator[Day]:
    for match in _DAY.finditer(prepared):
        said = match.groupdict()
        part = next((part_of_day(value) for name, value in said.items() if name.startswith("part") and value), "")
        if said["weekday"]:
            number = _weekday(said["weekday"])
            if number is None or _NOT_A_WEEKDAY.search(prepared[max(0, match.start() - 12) : match.start()]):
                continue
            on = _on_weekday(number, said["which"] or "", today)
        else:
            back = {"today": 0, "yesterday": 1, "before": 2, "tomorrow": -1}
            name = next(name for name in back if said[name])
            on = today - timedelta(days=3 if "kìa" in match.group() else back[name])
        yield Day(on, part, match.start(), match.end())


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


def _dates(prepared: str, today: date) -> Iterator[Day]:
    for match in _DATE.finditer(prepared):
        said = {name.rstrip("23"): value for name, value in match.groupdict().items() if value}
        cue = _DATE_CUE.match(match.group().split(said["day"])[0]) or "tháng" in match.group()
        before = prepared[max(0, match.start() - 16) : match.start()]
        after = compiled(r" (?:hs|học sinh|em|số|lớp|gv)\b").match(prepared, match.end())
        if not cue and not said.get("year") and (_NOT_A_DATE.search(before) or after):
            continue
        on = _date(int(said["day"]), int(said["month"]), said.get("year"), today)
        if on:
            yield Day(on, part_of_day(said["part"]) if "part" in said else "", match.start(), match.end())


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


def part_of_day(said: str) -> str:
    """The part of the day that the words name, in proper Vietnamese."""
    return next(part for pattern, part in _PARTS.items() if pattern.match(said))
