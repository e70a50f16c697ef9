"""How the answers of a report read: times, counts, choices, in a person's language."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import locales
from rules.catalogue import Catalogue
from rules.form import Question
from storage.clock import LOCAL_ZONE

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


def phone_text(phone: str) -> str:
    """«+84903000001» → «0903 000 001»."""
    local = "0" + phone[3:] if phone.startswith("+84") else phone
    return f"{local[:4]} {local[4:7]} {local[7:]}".strip() if local.isdigit() and len(local) == 10 else local


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


def shortened(lang: str, text: str, most: int) -> str:
    """The beginning of a long text, with how much is left out."""
    if len(text) <= most:
        return text
    return locales.text(lang, "shortened", text=text[:most].rstrip(), left=len(text) - most)


def flattened(text: str) -> str:
    """The text as one line."""
    return " ".join(text.split())


def phone_to_tap(phone: str | None) -> str:
    """«+84 903 000 001»: with the code of the country, which messengers make a number to tap."""
    digits = "".join(char for char in phone or "" if char.isdigit())
    local = digits[1:] if digits.startswith("0") else digits[2:] if digits.startswith("84") else ""
    if len(local) == 9:
        return f"+84 {local[:3]} {local[3:6]} {local[6:]}"
    if len(local) == 10:
        return f"+84 {local[:2]} {local[2:6]} {local[6:]}"
    return phone or ""


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
