"""Words that correct what was said before: «à 4 em chứ không phải 3», «đính chính: 2 em», «nhầm, là 9h»."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from handlers.understanding.numbers import counts_in
from handlers.understanding.reading import read
from handlers.understanding.times import read_time
from handlers.understanding.typed import typed
from handlers.understanding.vague_times import LOCAL
from handlers.understanding.vietnamese import compiled
from rules.catalogue import Catalogue

COUNTS = ("pupils_affected", "staff_affected", "injured", "in_hospital", "dead")
OUTCOMES = ("injured", "in_hospital", "dead")
TAKEN_OVER = ("category", "place", "media", "told")
_OPENING = compiled(
    r"^\W*(?:dạ |thưa \S+ |xin lỗi,? |em |tôi ){0,4}(?:à(?! (?:quên|còn|có|thêm|mà|thế|vậy|rồi|đúng|dạ))|nhầm|lộn|"
    r"đính chính|sửa lại|xin sửa|cải chính|nói lại|cập nhật lại|"
    r"em (?:ghi|viết|gõ|nói) nhầm|(?:ghi|viết|gõ|nói) nhầm|xin đính chính|báo lại|không đúng)\b"
)
_RATHER_THAN = compiled(r",? ?(?:chứ|mà) (?:không phải|ko phải|k phải|không|ko)(?: là)? (?P<wrong>[^,.;!?\n]{1,60})")
_NOT_BUT = compiled(r"(?:không phải|ko phải|k phải)(?: là)? (?P<wrong>[^,.;!?\n]{1,60}?),? (?:mà )?là (?P<right>.+)")
_NOT_RATHER = compiled(r"(?:không phải|ko phải|k phải)(?: là)? (?P<wrong>[^,.;!?\n]{1,60}?),? mà (?:là )?(?P<right>.+)")


def read_correction(text: str, now: datetime, catalogue: Catalogue, answers: Mapping[str, Any]) -> dict[str, Any]:
    """New values for questions that have an answer, by id; empty where the words correct nothing.

    A number that is put right goes to every count that has the wrong one: «à 4 em chứ không phải 3» after 3 pupils of
    whom 3 are in hospital. A clock time keeps the day of the answer that it corrects. `now` is aware.
    """
    parted = _parted(text)
    if parted is None:
        return {}
    right, wrong = parted
    understood = read(right, now, catalogue).answers
    corrected = _counts(right, wrong, answers, understood) | _time(right, now, answers)
    for question in TAKEN_OVER:
        if question in understood and question in answers and question not in corrected:
            corrected[question] = understood[question]
    return {question: value for question, value in corrected.items() if value != answers.get(question)}


def _parted(text: str) -> tuple[str, str] | None:
    """(what is right, what was wrong) of a correction; "" for wrong where it was not repeated."""
    prepared = typed(text).prepared
    for pattern in (_NOT_RATHER, _NOT_BUT):
        if found := pattern.search(prepared):
            return found["right"], found["wrong"]
    if found := _RATHER_THAN.search(prepared):
        opening = _OPENING.match(prepared)
        return prepared[opening.end() if opening else 0 : found.start()], found["wrong"]
    if found := _OPENING.match(prepared):
        return prepared[found.end() :].lstrip(" ,:.-"), ""
    return None


def _counts(right: str, wrong: str, answers: Mapping[str, Any], understood: Mapping[str, Any]) -> dict[str, int]:
    """The one number that is put right, for every count that has the wrong one; else what it was said to count."""
    new, old = counts_in(right), counts_in(wrong)
    known = {question: answers[question] for question in COUNTS if isinstance(answers.get(question), int)}
    if len(new) != 1 or (wrong and not old):
        return {}
    told = [question for question in (*OUTCOMES, "staff_affected") if question in understood]
    if told and not old:
        return {question: understood[question] for question in told if question in known}
    value = old[0][0] if old else known.get("pupils_affected")
    return {question: new[0][0] for question, was in known.items() if was == value}


def _time(right: str, now: datetime, answers: Mapping[str, Any]) -> dict[str, str]:
    """The time that is put right, on the day of the answer where no other day is said."""
    was = answers.get("occurred_at")
    found = read_time(right, now)
    if found is None or not isinstance(was, str):
        return {}
    at = found.at
    if found.has_clock and not found.has_day:
        day = datetime.fromisoformat(was).astimezone(LOCAL).date()
        at = datetime.combine(day, at.astimezone(LOCAL).timetz())
    if at > now + timedelta(minutes=2):
        return {}
    return {"occurred_at": at.astimezone(now.tzinfo).isoformat()}
