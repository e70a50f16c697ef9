"""Invitations to be printed and handed out: an HTML page with a QR code each, or a CSV list."""

import csv
import html
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import segno

import locales
from bot.imports.roles import role_name
from storage.clock import LOCAL_ZONE
from storage.inviting import Invitee

_FORMULA = ("=", "+", "-", "@")
_STYLE = """
body { font: 12pt/1.45 "Noto Sans", "Segoe UI", Arial, sans-serif; margin: 0; color: #1d2733 }
section { display: flex; gap: 8mm; align-items: center; padding: 8mm 12mm; border-bottom: 1px dashed #99a; \
break-inside: avoid }
h1 { font-size: 14pt; margin: 0 0 2mm } p, ol { margin: 1mm 0 } ol { padding-left: 6mm }
img { width: 42mm; height: 42mm } code { font-size: 10pt; overflow-wrap: anywhere } small { color: #456 }
"""


@dataclass(frozen=True, slots=True)
class Invited:
    """An invitation that was made; `link` opens it once, until `until`."""

    person: Invitee
    link: str
    until: datetime

    @property
    def last_day(self) -> str:
        return self.until.astimezone(LOCAL_ZONE).strftime("%H:%M %d/%m/%Y")


def as_html(invited: Sequence[Invited]) -> str:
    """A page for the printer."""
    sections = "\n".join(map(_section, invited))
    title = locales.text(locales.FALLBACK, "sheet-title")
    return (
        f'<!doctype html>\n<html lang="vi"><head><meta charset="utf-8"><title>{title}</title>'
        f"<style>{_STYLE}</style></head><body>\n{sections}\n</body></html>\n"
    )


def as_csv(invited: Sequence[Invited]) -> str:
    """A list that Excel opens with its diacritics."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(("Họ tên", "Vai trò", "Đơn vị", "Điện thoại", "Đường dẫn mời", "Dùng đến"))
    for one in invited:
        person = one.person
        row = (person.name, role_name(person.role), person.unit, _domestic(person.phone), one.link, one.last_day)
        writer.writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row])
    return "\ufeff" + out.getvalue()


def qr_in_terminal(link: str) -> str:
    out = io.StringIO()
    segno.make(link, error="m", micro=False).terminal(out, compact=True)
    return out.getvalue()


def _section(one: Invited) -> str:
    person = one.person
    role = role_name(person.role, person.lang)
    picture = segno.make(one.link, error="m", micro=False).png_data_uri(scale=4)
    return (
        f'<section><img src="{picture}" alt="QR"><div><h1>{_said(person.lang, "sheet-title")}</h1>'
        f"<p><b>{_said(person.lang, 'sheet-to', name=person.name)}</b><br>"
        f"{_said(person.lang, 'sheet-role', role=role, unit=person.unit)}</p>"
        f"<ol><li>{_said(person.lang, 'sheet-scan')}</li><li>{_said(person.lang, 'sheet-start')}</li></ol>"
        f"<p><code>{html.escape(one.link)}</code></p>"
        f"<small>{_said(person.lang, 'sheet-keep', until=one.last_day)}</small></div></section>"
    )


def _said(lang: str, key: str, **args: str) -> str:
    """A sentence of ours as HTML."""
    text = html.escape(locales.text(lang, key, **args))
    return text.replace(locales.BOLD_ON, "<b>").replace(locales.BOLD_OFF, "</b>")


def _domestic(phone: str | None) -> str:
    """«0903000001»: Excel would take «+84…» for a sum."""
    return f"0{phone[3:]}" if phone and phone.startswith("+84") else phone or ""
