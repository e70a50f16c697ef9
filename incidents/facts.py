"""How the answers of a report read: times, counts, choices, in a person's language."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import locales
from rules.catalogue import Catalogue
from rules.form import Question
from rules.spokespersons import is_confirmed
from storage.clock import LOCAL_ZONE
from storage.spokespersons import Speaker

_COUNTS = ("dead", "pupils_affected", "staff_affected", "injured", "in_hospital")


def moment_text(lang: str, at: datetime, now: datetime) -> str:
    """«09:30», with the day where it is not today: «09:30 hôm qua», «09:30 15/11», «09:30 15/11/2025»."""
    local, today = at.astimezone(LOCAL_ZONE), now.astimezone(LOCAL_ZONE)
    clock = local.strftime("%H:%M")
    if local.date() == today.date():
        return clock
    if local.date() == today.date() - timedelta(days=1):
        return locales.text(lang, "time-yesterday", clock=clock)
    return f"{clock} {local.strftime('%d/%m' if local.year == today.year else '%d/%m/%Y')}"


def occurred_text(lang: str, at: datetime, reported: datetime, now: datetime) -> str:
    """When it happened, and how long before it was reported where that is less than a day: «09:30 (20 phút trước khi
    báo)». Counted to the report, for a message is read long after it was written.
    """
    clock, before = moment_text(lang, at, now), reported - at
    if not timedelta(minutes=1) <= before < timedelta(days=1):
        return clock
    return locales.text(lang, "time-before-report", clock=clock, ago=duration_text(lang, before.total_seconds()))


def value_text(lang: str, question: Question, value: Any, now: datetime) -> str:
    """One answer as a person reads it."""
    if question.kind == "time":
        return moment_text(lang, datetime.fromisoformat(value), now)
    if question.kind == "choice":
        option = question.option(value)
        return option.label.of(lang) if option else str(value)
    if question.kind == "choices":
        options = [question.option(one) for one in value]
        return ", ".join(option.label.of(lang) for option in options if option)
    if question.kind == "location":
        return f"{value['lat']:.5f}, {value['lon']:.5f}"
    if question.kind == "links":
        return " ".join(value)
    if question.kind == "phone":
        return phone_text(value)
    return str(value)


def phone_text(phone: str | None) -> str:
    """«+84903000001» → «090 300 00 01», and of eleven digits «028 3822 1234»; what is no number of ours stays."""
    digits = "".join(char for char in phone or "" if char.isdigit())
    local = f"0{digits[2:]}" if digits.startswith("84") else digits
    if len(local) == 10 and local.startswith("0"):
        return f"{local[:3]} {local[3:6]} {local[6:8]} {local[8:]}"
    if len(local) == 11 and local.startswith("0"):
        return f"{local[:3]} {local[3:7]} {local[7:]}"
    return phone or ""


def people_text(lang: str, answers: Mapping[str, Any]) -> str:
    """«3 học sinh · 3 bị thương · 3 nhập viện»: only what was said and is not zero; "" if nothing."""
    told = [
        locales.text(lang, f"people-{name.replace('_', '-')}", count=answers[name])
        for name in _COUNTS
        if answers.get(name)
    ]
    return " · ".join(told)


def media_text(lang: str, rules: Catalogue, answers: Mapping[str, Any]) -> str:
    """How the media are involved; "" where they are not or nothing was said."""
    media = answers.get("media", "none")
    if media == "none":
        return ""
    links = " ".join(answers.get("media_links") or ())
    option = rules.question("media").option(media)
    name = option.label.of(lang) if option else media
    return f"{name} {links}".strip()


def speaker_text(lang: str, rules: Catalogue, speaker: Speaker | None, now: datetime) -> str:
    """«🗣 Người phát ngôn: Phó Hiệu trưởng mẫu (Phó Hiệu trưởng) · 090 300 00 02», and that it is not confirmed."""
    if speaker is None:
        return locales.text(lang, "speaker-none")
    told = (f"{speaker.name} ({speaker.title})" if speaker.title else speaker.name, phone_text(speaker.phone))
    key = "speaker" if is_confirmed(rules.calendar, speaker.confirmed_at, now) else "speaker-unconfirmed"
    return locales.text(lang, key, speaker=" · ".join(part for part in told if part))


def shortened(lang: str, text: str, most: int) -> str:
    """The beginning of a long text, with how much is left out."""
    if len(text) <= most:
        return text
    return locales.text(lang, "shortened", text=text[:most].rstrip(), left=len(text) - most)


def flattened(text: str) -> str:
    """The text as one line."""
    return " ".join(text.split())


def duration_text(lang: str, seconds: float) -> str:
    """«dưới 1 phút», «12 phút», «3 giờ 5 phút», «2 ngày»."""
    minutes = round(seconds / 60)
    if minutes < 1:
        return locales.text(lang, "duration-moment")
    if minutes < 60:
        return locales.text(lang, "duration-minutes", minutes=minutes)
    if minutes < 48 * 60:
        return locales.text(lang, "duration-hours", hours=minutes // 60, minutes=minutes % 60)
    return locales.text(lang, "duration-days", days=minutes // (24 * 60))
