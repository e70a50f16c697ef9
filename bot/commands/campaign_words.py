"""What is wished for on the command line, put into the definition of a campaign; and how campaigns read there."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.commands.common import Stop
from incidents.facts import duration_text
from rules.campaigns import Definition, definition_of
from rules.folding import fold
from rules.reading import RulesError
from rules.recurrence import Round
from storage.clock import LOCAL_ZONE

STATES = {"draft": "chưa bắt đầu", "active": "đang chạy", "paused": "tạm dừng", "ended": "đã kết thúc"}
TASK_STATES = {"open": "chưa nộp", "submitted": "đã nộp", "late": "nộp muộn", "excused": "không phải nộp"}
_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the options say; None leaves what the catalogue says. The last three make a survey of a template."""

    under: list[str] | None = None
    except_under: list[str] | None = None
    kinds: list[str] | None = None
    tags: list[str] | None = None
    title: str | None = None
    question: str | None = None
    answers: list[str] | None = None
    within: str | None = None

    @property
    def any(self) -> bool:
        return any(value for value in (self.under, self.except_under, self.kinds, self.tags, self.within))

    def put_into(self, definition: Definition) -> Definition:
        """The definition as it is wished for. Raises Stop."""
        stored = definition.stored()
        told = {"under": self.under, "except_under": self.except_under, "kinds": self.kinds, "tags": self.tags}
        stored["audience"] = {**stored.get("audience", {}), **{name: value for name, value in told.items() if value}}
        if (self.title or self.question or self.answers or self.within) and not definition.template:
            raise Stop(f"--title, --question, --answer, --within chỉ dùng cho khảo sát, không cho «{definition.id}».")
        if self.within:
            stored["rhythm"] = {"every": "once", "within": self.within}
        if self.title:
            stored["title"] = {"vi": self.title}
        if self.question or self.answers:
            stored["form"] = [self._asked(stored["form"][0])]
        try:
            return definition_of(stored)
        except RulesError as error:
            raise Stop("\n".join(mistake.reason for mistake in error.mistakes)) from None

    def _asked(self, question: dict[str, Any]) -> dict[str, Any]:
        """The one question of a survey with other words; without --answer it is answered in words."""
        if not self.question:
            raise Stop("--answer cần đi cùng --question.")
        asked = {**question, "ask": {"vi": self.question}, "kind": "choice" if self.answers else "text"}
        asked.pop("options", None)
        if self.answers:
            asked["options"] = [
                {"id": f"a{number}", "label": {"vi": label}, "synonyms": [fold(label)]}
                for number, label in enumerate(self.answers, start=1)
            ]
        return asked


def local_time(at: datetime) -> str:
    """«17:00 thứ Tư 25/11/2026»."""
    there = at.astimezone(LOCAL_ZONE)
    return f"{there:%H:%M} {_WEEKDAYS[there.weekday()]} {there:%d/%m/%Y}"


def short_time(at: datetime) -> str:
    """«17:00 25/11»."""
    return f"{at.astimezone(LOCAL_ZONE):%H:%M %d/%m}"


def read_time(written: str) -> datetime:
    """«30/11/2026 17:00», by Vietnam's time. Raises Stop."""
    try:
        return datetime.strptime(written.strip(), "%d/%m/%Y %H:%M").replace(tzinfo=LOCAL_ZONE)
    except ValueError:
        raise Stop(f"Thời gian «{written}» không đọc được, xin viết như 30/11/2026 17:00.") from None


def rhythm_text(definition: Definition) -> str:
    """«hằng tháng, ngày 25, 17:00»."""
    rhythm = definition.rhythm
    at = f"{rhythm.at:%H:%M}"
    match rhythm.every:
        case "week":
            return f"hằng tuần, {_WEEKDAYS[_NAMES.index(rhythm.weekday or 'friday')]}, {at}"
        case "month":
            return f"hằng tháng, ngày {rhythm.day}, {at}"
        case "term":
            return f"mỗi học kỳ, {rhythm.days_before_end} ngày trước khi hết, {at}"
        case "once" if rhythm.within is not None:
            return f"một lần, trong {duration_text('vi', rhythm.within.total_seconds())}"
        case "once":
            return f"một lần, {rhythm.on:%d/%m/%Y}, {at}"
    return f"{rhythm.rule}, {at}"


def round_text(one: Round) -> tuple[str, str, str]:
    """(label, opens, due)."""
    return one.label, local_time(one.opens_at), local_time(one.due_at)
