"""The results of a round as a workbook of Excel: a line a unit with its answers, and the numbers by kind of unit."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import locales
from campaigns.naming import round_name, title
from incidents.facts import value_text
from reports import sheets
from reports.sheets import Cell, Column, Sheet
from rules.campaigns import definition_of
from rules.catalogue import Catalogue
from rules.form import Question, answered, applies
from storage import campaigns, making, results
from storage.clock import LOCAL_ZONE
from storage.database import Tx
from storage.results import Whole
from storage.tables.campaigns import Period

KIND = "results_sheet"
_LONG = frozenset({"text", "links", "choices"})
_NO_ANSWERS = frozenset({"files"})


@dataclass(frozen=True, slots=True)
class Results:
    """What the workbook is made of, at the moment `at`."""

    lang: str
    period: Period
    units: Sequence[Whole]
    at: datetime


def ask(tx: Tx, lang: str, period: Period, areas: Sequence[str], wish: making.Wish) -> None:
    """The workbook of the units below these paths is made and sent to who wishes it; within a minute it is the same."""
    params = {"lang": lang, "period": period.id, "areas": list(areas)}
    key = f"{period.id}:{lang}:{','.join(areas)}:{tx.now:%Y%m%d%H%M}"
    making.ask(tx, KIND, key, params, [wish])


def collect(tx: Tx, _rules: Catalogue, params: dict[str, Any]) -> Results:
    """What a making of this kind was told to look at. Raises LookupError for a round that is not there."""
    return of_period(tx, params["lang"], campaigns.period(tx, params["period"]), params["areas"])


def of_period(tx: Tx, lang: str, period: Period, areas: Sequence[str]) -> Results:
    return Results(lang, period, results.everything(tx, period.id or 0, areas), tx.now)


def file_name(found: Results) -> str:
    """«Công tác truyền thông tháng 2026-11.xlsx»."""
    return f"{title(found.lang, found.period)} {found.period.label}.xlsx".replace("/", "-")


def make(found: Results) -> bytes:
    """The .xlsx."""
    lang, period = found.lang, found.period
    heading = f"{title(lang, period)}, {round_name(lang, period.label)}"
    count = {state: sum(unit.state == state for unit in found.units) for state in _STATES}
    done = count[campaigns.SUBMITTED] + count[campaigns.LATE]
    counted = locales.text(lang, "sheet-counts", done=done, asked=done + count[campaigns.OPEN])
    above = (heading, counted, locales.text(lang, "sheet-as-of", at=_clock(found.at), due=_clock(period.due_at)))
    return sheets.workbook([_of_units(found, above), _of_kinds(found, above)])


_STATES = (campaigns.OPEN, campaigns.SUBMITTED, campaigns.LATE, campaigns.EXCUSED)


def _of_units(found: Results, above: Sequence[str]) -> Sheet:
    lang, definition = found.lang, definition_of(found.period.definition)
    asked = [question for question in definition.form if question.kind not in _NO_ANSWERS]
    names = [("code", 12), ("unit", 34), ("kind", 14), ("state", 13), ("at", 17), ("by", 24)]
    columns = [Column(locales.text(lang, f"sheet-{name}"), width, wrapped=name == "unit") for name, width in names]
    columns += [Column(one.label.of(lang), 36 if one.kind in _LONG else 18, wrapped=True) for one in asked]
    columns.append(Column(locales.text(lang, "sheet-files"), 10))
    rows = [_row(lang, unit, asked, found.at) for unit in found.units]
    return Sheet(locales.text(lang, "sheet-units"), columns, rows, above)


def _row(lang: str, unit: Whole, asked: Sequence[Question], now: datetime) -> list[Cell]:
    state = locales.text(lang, f"sheet-state-{unit.state}")
    at = None if unit.submitted_at is None else _local(unit.submitted_at)
    answers = [_cell(lang, question, unit.answers, now) for question in asked]
    return [unit.code, unit.unit, unit.kind, state, at, unit.person, *answers, unit.files or None]


def _cell(lang: str, question: Question, answers: dict[str, Any], now: datetime) -> Cell:
    """Numbers and times as such, so that they can be added up and sorted."""
    if not answered(question, answers) or not applies(question, answers):
        return None
    value = answers[question.id]
    if question.kind == "count":
        return int(value)
    if question.kind == "time":
        return _local(datetime.fromisoformat(value))
    return value_text(lang, question, value, now)


def _of_kinds(found: Results, above: Sequence[str]) -> Sheet:
    """By kind of unit how many have submitted and the sums of what was counted; last all together."""
    lang, definition = found.lang, definition_of(found.period.definition)
    counted = [question for question in definition.form if question.kind == "count"]
    names = ("kind", "asked", "done", "late", "open", "excused")
    columns = [Column(locales.text(lang, f"sheet-{name}"), 22 if name == "kind" else 12) for name in names]
    columns += [Column(question.label.of(lang), 18, wrapped=True) for question in counted]
    kinds = sorted({unit.kind for unit in found.units})
    rows = [
        [
            kind or locales.text(lang, "results-no-kind"),
            *_sums([unit for unit in found.units if unit.kind == kind], counted),
        ]
        for kind in kinds
    ]
    rows.append([locales.text(lang, "sheet-all"), *_sums(found.units, counted)])
    return Sheet(locales.text(lang, "sheet-kinds"), columns, rows, above)


def _sums(units: Sequence[Whole], counted: Sequence[Question]) -> list[Cell]:
    number = {state: sum(unit.state == state for unit in units) for state in _STATES}
    done = number[campaigns.SUBMITTED] + number[campaigns.LATE]
    told: list[Cell] = [done + number[campaigns.OPEN], done, number[campaigns.LATE], number[campaigns.OPEN]]
    told.append(number[campaigns.EXCUSED])
    for question in counted:
        values = [
            unit.answers[question.id]
            for unit in units
            if applies(question, unit.answers) and answered(question, unit.answers)
        ]
        told.append(sum(int(value) for value in values))
    return told


def _local(at: datetime) -> datetime:
    """Vietnam's time as a spreadsheet holds it: without a zone, to the minute."""
    return at.astimezone(LOCAL_ZONE).replace(tzinfo=None, second=0, microsecond=0)


def _clock(at: datetime) -> str:
    return f"{at.astimezone(LOCAL_ZONE):%H:%M %d/%m/%Y}"
