"""calendar.yaml read as one calendar, with everything in it that does not fit together."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from rules.calendar import Calendar, DaysOff, DayWorked, Term, TermDates, Week, day_of
from rules.reading import Mistake, Section, Source, read_one, read_section

_A_YEAR = 2026


def read_calendar(source: Source, mistakes: list[Mistake]) -> Calendar | None:
    """None when it cannot be read; what is wrong is added to `mistakes`."""
    week = read_one(source, "week", Week, mistakes)
    days_off = read_section(source, "days_off", DaysOff, mistakes, "day", may_be_empty=True)
    days_worked = read_section(source, "days_worked", DayWorked, mistakes, "day", may_be_empty=True)
    terms = read_section(source, "terms", Term, mistakes)
    dated = read_section(source, "term_dates", TermDates, mistakes, may_be_empty=True)
    mistakes += _days(days_off, days_worked)
    mistakes += _dated(terms, dated)
    if week is None or len(terms.values) < len(terms.ids) or not terms.ids:
        return None
    calendar = Calendar(
        week=week,
        days_off=days_off.values,
        days_worked=days_worked.values,
        terms=terms.values,
        term_dates=dated.values,
    )
    mistakes += _in_order(calendar, source)
    return calendar


def _days(days_off: Section[DaysOff], days_worked: Section[DayWorked]) -> Iterator[Mistake]:
    for entry in days_worked.entries:
        if any(off.holds(entry.value.day) for off in days_off.values):
            yield entry.mistake(f"ngày {entry.value.day:%d/%m/%Y} vừa nghỉ (days_off) vừa làm (days_worked)", "day")


def _dated(terms: Section[Term], dated: Section[TermDates]) -> Iterator[Mistake]:
    seen = set()
    for entry in dated.entries:
        one = entry.value
        if one.term not in terms.ids:
            yield entry.mistake(f"không có học kỳ «{one.term}» trong terms", "term")
        if any(str(day.year) not in one.year.split("-") for day in (one.begins, one.ends)):
            yield entry.mistake(f"ngày không thuộc năm học {one.year}", "begins")
        if (one.year, one.term) in seen:
            yield entry.mistake(f"học kỳ «{one.term}» của năm học {one.year} bị trùng", "term")
        seen.add((one.year, one.term))


def _in_order(calendar: Calendar, source: Source) -> Iterator[Mistake]:
    """The terms of a school year follow each other, and are over before the next school year begins."""
    for year in sorted({int(dated.year[:4]) for dated in calendar.term_dates} | {_A_YEAR}):
        terms = list(calendar.terms_of(year))
        for earlier, later in itertools.pairwise(terms):
            if later.begins <= earlier.ends:
                reason = f"năm học {later.year}: học kỳ «{later.term}» bắt đầu khi học kỳ «{earlier.term}» chưa hết"
                yield source.mistake(reason, ("terms",))
        if terms[-1].ends >= day_of(calendar.terms[0].begins, year + 1):
            yield source.mistake(f"các học kỳ của năm học {terms[-1].year} dài hơn một năm", ("terms",))
