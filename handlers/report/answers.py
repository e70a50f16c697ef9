"""One answer to one question, typed or pressed, read as the form wants its values."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from handlers.understanding import choices, corrections, numbers, phones, reading, times, yes_no
from handlers.understanding.reading import Understood
from rules.catalogue import Catalogue
from rules.folding import fold
from rules.form import Question
from storage.clock import LOCAL_ZONE

LONGEST_CHOICE = 25
_BURST = timedelta(seconds=2)
WORDS_BESIDE = 15
_WORDS_OF_A_YES = 2
TIME_PAGES = ("0", "1")
COUNTS = (0, 1, 2, 3, 5, 10, 20, 50)
MINUTES_AGO = (0, 15, 30, 60, 120)
_ADD_WORDS = ("bổ sung", "thêm", "vụ cũ", "vụ đó", "add")
_NEW_WORDS = ("báo cáo sự cố mới", "sự cố mới", "báo cáo mới", "mới", "vụ khác", "new")
_HOUR = re.compile(r"[01]?\d|2[0-3]")
AS_BEFORE = "last"
_AS_BEFORE_WORDS = frozenset(
    {"nhu ky truoc", "giong ky truoc", "nhu cu", "giong cu", "nhu lan truoc", "giong lan truoc", "as last time"}
)
_GO_WORDS = ("tiếp tục báo cáo dở", "tiếp tục", "tiếp", "báo cáo dở", "continue it", "continue")
_LINK = re.compile(
    r"(?:https?://|www\.)\S+|\b[\w-]+(?:\.[\w-]+)*\.(?:vn|com|net|org|tv|me|be|ly)(?:/\S*)?", re.IGNORECASE
)
_PAIR = re.compile(r"(?<![\d.])(-?\d{1,2}\.\d{3,})\s*,\s*(-?\d{1,3}\.\d{3,})")
HOURS = {"0": range(6, 22), "1": (7, 9, 10, 11, 13, 15, 16, 17, 18, 19, 20, 21)}


@dataclass(frozen=True, slots=True)
class Setting:
    """What a conversation is held in: the rules, the moment (aware, UTC), the door, and who reports from where.

    last: when the draft was last changed. before: what was answered to the same questions the last time, to be taken
    over with one press.
    """

    catalogue: Catalogue
    now: datetime
    lang: str = "vi"
    door: str = "guided"
    units: tuple[tuple[int, str], ...] = ()
    own_phone: str | None = None
    last: datetime | None = None
    before: Mapping[str, Any] = field(default_factory=dict)

    @property
    def regular(self) -> bool:
        """A form of a regular report: its words answer what is asked, and tell no story of an incident."""
        return self.door == "regular"

    @property
    def urgent(self) -> bool:
        return self.door == "urgent"

    @property
    def in_a_burst(self) -> bool:
        """So soon after the last change of the draft that nobody has read its question: messages are forwarded."""
        return self.last is not None and self.now - self.last < _BURST


@dataclass(frozen=True, slots=True)
class Reading:
    """value: None when the words are no answer; then `options` that they could mean, or the `problem`.

    problem: a code as rules.checks has them. beside: the words hold, or may hold, more than the value.
    """

    value: Any = None
    options: tuple[str, ...] = ()
    problem: str = ""
    args: Mapping[str, Any] = field(default_factory=dict)
    beside: bool = True


def read_answer(setting: Setting, question: Question, answers: Mapping[str, Any], text: str) -> Reading:
    """Typed words as an answer to `question`. Whether the value is a sensible one, rules.checks tells."""
    folded = fold(text)
    if question.id in setting.before and folded in _AS_BEFORE_WORDS and not names_an_option(question, folded):
        return Reading(setting.before[question.id], beside=False)
    match question.kind:
        case "choice":
            return _typed_choice(question, text)
        case "choices":
            chosen = choices.match_choices(text, _offered(question)).ids
            return Reading(list(chosen)) if chosen else Reading()
        case "text":
            return Reading(text.strip() or None)
        case "time":
            return _typed_time(setting, text)
        case "count":
            return Reading(numbers.read_count(text))
        case "phone":
            phone = phones.read_phone(text)
            return Reading(phone) if phone else Reading(problem="not_a_phone")
        case "links":
            found = [link.rstrip(".,;)»") for link in _LINK.findall(text)]
            earlier = [link for link in answers.get(question.id) or () if link not in found]
            return Reading([*earlier, *found]) if found else Reading(problem="not_a_link")
        case "location":
            place = _coordinates(text)
            return Reading(place, beside=False) if place else Reading(problem="not_a_place")
        case "files":
            return Reading()


def read_press(setting: Setting, question: Question, answers: Mapping[str, Any], value: str) -> Reading | None:
    """What a button of the question carries; None when no button of ours can carry it."""
    if value == AS_BEFORE and question.id in setting.before:
        return Reading(setting.before[question.id])
    if question.kind == "choice" and question.option(value) is not None:
        return Reading(int(value) if question.id == "severity" else value)
    if question.kind == "choices" and value[:1] in ("+", "-") and question.option(value[1:]) is not None:
        others = [one for one in answers.get(question.id) or () if one != value[1:]]
        return Reading([*others, value[1:]] if value[0] == "+" else others)
    if question.kind == "count" and value.isdecimal() and int(value) in COUNTS:
        return Reading(int(value))
    if question.kind == "time":
        at = _pressed_time(setting.now, value)
        return None if at is None else Reading(at.isoformat())
    if question.kind == "phone" and value == "own" and setting.own_phone:
        return Reading(setting.own_phone)
    return None


def understood(setting: Setting, text: str) -> Understood:
    """What a free text tells about any question of the form; nothing where the form tells no incident."""
    if setting.regular:
        return Understood({})
    return reading.read(text, setting.now, setting.catalogue)


def corrected(setting: Setting, text: str, answers: Mapping[str, Any]) -> dict[str, Any]:
    """The new values that words such as «à 4 em chứ không phải 3» give to earlier answers."""
    if setting.regular:
        return {}
    return corrections.read_correction(text, setting.now, setting.catalogue, answers)


def yes_or_no(text: str) -> bool | None:
    """None where it is neither, or more: «có 3 em bị ngất» tells something and agrees to nothing."""
    return yes_no.read_yes_no(text) if len(text.split()) <= _WORDS_OF_A_YES else None


def unit_named(setting: Setting, text: str) -> int | None:
    """The one unit, of those the person may report for, that the words name, be it by a part of its name."""
    found = choices.match_choice(text, [(str(unit_id), [name]) for unit_id, name in setting.units]).ids
    if len(found) == 1:
        return int(found[0])
    part = fold(text)
    holding = [unit_id for unit_id, name in setting.units if part and part in fold(name)]
    return holding[0] if len(holding) == 1 else None


def question_named(setting: Setting, folded: str) -> Question | None:
    """The question whose label was typed instead of pressed."""
    labels = {fold(question.label.of(setting.lang)): question for question in setting.catalogue.form}
    return labels.get(folded)


def names_an_option(question: Question, folded: str) -> bool:
    """Whether the words are exactly one of the question's choices («không», where that is one)."""
    return any(folded == fold(name) for _, names in _offered(question) for name in names)


def chosen_incident(text: str, incidents: Sequence[tuple[int, str]]) -> str:
    """What typed words choose of an offer: the id of an incident, "new", or "" when they are no choice."""
    if len(text) > LONGEST_CHOICE:
        return ""
    known = [(str(identity), [code, *(_ADD_WORDS if len(incidents) == 1 else ())]) for identity, code in incidents]
    found = choices.match_choice(text, [*known, ("new", _NEW_WORDS)]).ids
    return found[0] if len(found) == 1 else ""


def wish_for_unfinished(text: str) -> str:
    """What typed words choose of an unfinished report: "go" on, begin "anew", or "" when they are no choice."""
    if len(text) > LONGEST_CHOICE:
        return ""
    found = choices.match_choice(text, [("go", _GO_WORDS), ("anew", _NEW_WORDS)]).ids
    return found[0] if len(found) == 1 else ""


def hours_of(setting: Setting, page: str) -> list[int]:
    """The hours to offer for today (page "0") or yesterday ("1"); none that lies in the future."""
    hours = HOURS[page]
    today = setting.now.astimezone(LOCAL_ZONE).hour
    return [hour for hour in hours if page != "0" or hour <= today]


def _typed_choice(question: Question, text: str) -> Reading:
    found = choices.match_choice(text, _offered(question)).ids
    if len(found) == 1:
        value = int(found[0]) if question.id == "severity" else found[0]
        return Reading(value, beside=not names_an_option(question, fold(text)))
    return Reading(options=found)


def _offered(question: Question) -> list[tuple[str, list[str]]]:
    return [
        (option.id, [name for name in (option.label.vi, option.label.en, *option.synonyms) if name])
        for option in question.options
    ]


def _typed_time(setting: Setting, text: str) -> Reading:
    found = times.read_time(f"{text} giờ" if _HOUR.fullmatch(text.strip()) else text, setting.now)
    if found is None:
        return Reading(problem="not_a_time")
    return Reading(found.at.isoformat(), beside=len(text) - (found.span[1] - found.span[0]) > WORDS_BESIDE)


def _pressed_time(now: datetime, value: str) -> datetime | None:
    """«30» is 30 minutes ago; «1.19» is 19:00 (Asia/Ho_Chi_Minh) one day ago."""
    days, dot, hour = value.partition(".")
    if not dot:
        return now - timedelta(minutes=int(value)) if value in map(str, MINUTES_AGO) else None
    if days not in HOURS or not hour.isdecimal() or int(hour) not in HOURS[days]:
        return None
    midnight = now.astimezone(LOCAL_ZONE).replace(hour=0, minute=0, second=0, microsecond=0)
    return (midnight - timedelta(days=int(days)) + timedelta(hours=int(hour))).astimezone(UTC)


def _coordinates(text: str) -> dict[str, float] | None:
    """The two numbers of «10.7769, 106.7009», also inside a link to a map."""
    found = _PAIR.search(text)
    if found is None:
        return None
    lat, lon = float(found[1]), float(found[2])
    return {"lat": lat, "lon": lon} if abs(lat) <= 90 and abs(lon) <= 180 else None
