"""Whom no messenger reaches yet, as a sheet of Excel for whoever phones them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import locales
from incidents.facts import phone_text
from reports import sheets
from reports.sheets import Column, Sheet
from rules.catalogue import Catalogue
from staff.roles import role_text
from storage import making, staff_lists
from storage.clock import LOCAL_ZONE
from storage.database import Tx
from storage.staff_lists import Line

KIND = "calling_list"
_COLUMNS = (("unit", 36), ("name", 28), ("role", 24), ("phone", 18), ("called", 14))


@dataclass(frozen=True, slots=True)
class ToCall:
    """The people of the list, by unit, at the moment `at`."""

    lang: str
    lines: Sequence[Line]
    at: datetime


def ask(tx: Tx, lang: str, areas: Sequence[str], wish: making.Wish) -> None:
    """The sheet of the units below these paths is made and sent to who wishes it; within a minute it is the same."""
    key = f"{lang}:{','.join(areas)}:{tx.now:%Y%m%d%H%M}"
    making.ask(tx, KIND, key, {"lang": lang, "areas": list(areas)}, [wish])


def collect(tx: Tx, _rules: Catalogue, params: dict[str, Any]) -> ToCall:
    """What a making of this kind was told to look at."""
    found = staff_lists.lacking(tx, params["areas"], staff_lists.NONE, limit=sheets.MOST_ROWS)
    return ToCall(params["lang"], found, tx.now)


def file_name(_found: ToCall) -> str:
    """The name of the file."""
    return "chua-tham-gia.xlsx"


def make(found: ToCall) -> bytes:
    """The .xlsx."""
    at = f"{found.at.astimezone(LOCAL_ZONE):%H:%M %d/%m/%Y}"
    title = locales.text(found.lang, "staff-sheet-title")
    columns = [Column(locales.text(found.lang, f"staff-sheet-{name}"), width) for name, width in _COLUMNS]
    rows = [
        [line.unit, line.name, role_text(found.lang, line.role), phone_text(line.phone), None] for line in found.lines
    ]
    above = (title, locales.text(found.lang, "staff-sheet-as-of", at=at, count=len(rows)))
    return sheets.workbook([Sheet(title, columns, rows, above)])
