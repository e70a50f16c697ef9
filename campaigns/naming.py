"""How campaigns, their rounds and due times are called, in a person's language."""

from datetime import date, timedelta
from typing import Any

import locales
from rules.texts import Text
from storage.tables.campaigns import Campaign, Period


def title(lang: str, of: Campaign | Period) -> str:
    """«Công tác truyền thông tháng»."""
    return _text(of.definition["title"]).of(lang)


def short_title(lang: str, of: Campaign | Period) -> str:
    """The same on a button: «Truyền thông tháng»."""
    return _text(of.definition["short"]).of(lang)


def round_name(lang: str, label: str) -> str:
    """«tháng 11/2026», «tuần 48 (23/11–29/11/2026)», «học kỳ 1 năm học 2026-2027», «25/11/2026»."""
    parts = label.split("-")
    if len(parts) == 2 and parts[1].startswith("W"):
        monday = date.fromisocalendar(int(parts[0]), int(parts[1][1:]), 1)
        sunday = monday + timedelta(days=6)
        return locales.text(lang, "round-week", week=parts[1][1:], first=f"{monday:%d/%m}", last=f"{sunday:%d/%m/%Y}")
    if len(parts) == 2:
        return locales.text(lang, "round-month", month=f"{parts[1]}/{parts[0]}")
    if len(parts[1]) == 4:
        return locales.text(lang, "round-term", term=parts[2], year=f"{parts[0]}-{parts[1]}")
    return f"{date.fromisoformat(label):%d/%m/%Y}"


def _text(written: Any) -> Text:
    return Text.model_validate(written)
