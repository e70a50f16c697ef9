"""Working days, Tết and the other holidays, terms and summer, over many years."""

import shutil
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.calendar import Calendar, DaysOff, DayWorked, TermDates, local
from rules.catalogue import SHIPPED, RulesError, load_catalogue
from rules.texts import Text

CALENDAR = load_catalogue().calendar
# The first day of the lunar year, as almanacs have it.
TET = [
    *(date(2024, 2, 10), date(2025, 1, 29), date(2026, 2, 17), date(2027, 2, 6), date(2028, 1, 26), date(2029, 2, 13)),
    *(date(2030, 2, 3), date(2031, 1, 23), date(2032, 2, 11), date(2033, 1, 31), date(2034, 2, 19), date(2035, 2, 8)),
]
DAYS = st.dates(min_value=date(2020, 1, 1), max_value=date(2060, 12, 31))


def changed(**values: object) -> Calendar:
    return CALENDAR.model_copy(update=values)


def off(day: date, until: date | None = None) -> DaysOff:
    return DaysOff(day=day, until=until, name=Text(vi="Nghỉ thêm"))


@pytest.mark.parametrize("tet", TET)
def test_nobody_works_on_the_first_days_of_the_lunar_year(tet: date) -> None:
    assert [CALENDAR.is_working(tet + timedelta(days=number)) for number in range(-1, 4)] == [False] * 5


@pytest.mark.parametrize("year", range(2024, 2050))
def test_fixed_holidays_are_off_in_every_year(year: int) -> None:
    for month, day in ((1, 1), (4, 30), (5, 1), (9, 2)):
        assert not CALENDAR.is_working(date(year, month, day))


def test_a_holiday_on_a_weekend_is_made_up_for_on_the_next_working_day() -> None:
    assert not CALENDAR.is_working(date(2026, 4, 27)), "the day of the Hùng kings was a Sunday"
    assert CALENDAR.is_working(date(2026, 4, 28))


def test_a_day_that_was_swapped_by_decree_is_off_and_its_saturday_is_worked() -> None:
    assert not CALENDAR.is_working(date(2026, 8, 31))
    assert CALENDAR.is_working(date(2026, 8, 22))
    assert not CALENDAR.is_working(date(2026, 8, 29))


def test_the_department_adds_days_off_and_takes_some_back() -> None:
    calendar = changed(
        days_off=(off(date(2027, 2, 1), date(2027, 2, 14)), off(date(2026, 11, 20))),
        days_worked=(DayWorked(day=date(2026, 11, 28), name=Text(vi="Làm bù")),),
    )
    assert not calendar.is_working(date(2026, 11, 20))
    assert calendar.is_working(date(2026, 11, 28)), "a Saturday"
    assert calendar.working_near(date(2027, 2, 8), "before") == date(2027, 1, 29)
    assert calendar.working_near(date(2027, 2, 8), "after") == date(2027, 2, 15)


def test_a_date_is_moved_by_the_rule_that_it_has() -> None:
    sunday = date(2026, 11, 22)
    moved = [CALENDAR.working_near(sunday, direction) for direction in ("before", "after", "stay")]
    assert moved == [date(2026, 11, 20), date(2026, 11, 23), sunday]


@given(DAYS)
def test_the_nearest_working_day_is_worked_and_there_is_none_between(day: date) -> None:
    before, after = CALENDAR.working_near(day, "before"), CALENDAR.working_near(day, "after")
    assert before <= day <= after
    assert after - before < timedelta(days=30)
    assert CALENDAR.is_working(before)
    assert CALENDAR.is_working(after)
    between = range(1, (after - before).days)
    assert not any(CALENDAR.is_working(before + timedelta(days=number)) for number in between) or before == after


@given(DAYS)
def test_every_day_is_in_one_term_or_in_summer(day: date) -> None:
    running = list(CALENDAR.terms_between(day, day))
    assert len(running) == (0 if CALENDAR.is_summer(day) else 1)


@pytest.mark.parametrize("year", [2027, 2028, 2040])
def test_summer_lies_between_the_last_term_and_the_first(year: int) -> None:
    summer = [date(year, 6, 1), date(year, 7, 15), date(year, 9, 4)]
    term = [date(year, 1, 16), date(year, 2, 28), date(year, 5, 31), date(year, 9, 5), date(year, 12, 31)]
    assert [CALENDAR.is_summer(day) for day in [*summer, *term]] == [True] * 3 + [False] * 5


def test_a_school_year_may_have_dates_of_its_own() -> None:
    dated = TermDates(year="2027-2028", term="2", begins=date(2028, 1, 24), ends=date(2028, 6, 15))
    calendar = changed(term_dates=(dated,))
    assert not calendar.is_summer(date(2028, 6, 10))
    assert CALENDAR.is_summer(date(2028, 6, 10))
    assert not calendar.is_summer(date(2028, 1, 20)), "between two terms it is no summer"
    assert [term.ends for term in calendar.terms_between(date(2028, 2, 1), date(2028, 2, 1))] == [date(2028, 6, 15)]


def test_the_night_is_quiet_from_nine_to_half_past_six() -> None:
    day = date(2026, 11, 16)
    for at, loud in [
        (time(20, 59), local(day, time(20, 59))),
        (time(21), local(day + timedelta(days=1), time(6, 30))),
        (time(6, 29), local(day, time(6, 30))),
        (time(6, 30), local(day, time(6, 30))),
    ]:
        assert CALENDAR.loud(local(day, at)) == loud
    assert CALENDAR.loud(datetime(2026, 11, 16, 15, tzinfo=UTC)).tzinfo is UTC


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("days_off: []", "days_off:\n  - {day: 2027-02-30, name: Nghỉ}", "«day» phải là ngày viết như 2027-02-15"),
        ("days_off: []", "days_off:\n  - {day: 2027-02-10, until: 2027-02-01, name: Nghỉ}", "until phải sau day"),
        ('ends: "31/05"', 'ends: "29/02"', "«29/02» không phải là ngày nào của mọi năm"),
        ('begins: "16/01"', 'begins: "10/01"', "học kỳ «2» bắt đầu khi học kỳ «1» chưa hết"),
        ('ends: "31/05"', 'ends: "30/09"', "dài hơn một năm"),
        (
            "term_dates: []",
            'term_dates:\n  - {year: "2027-2028", term: "3", begins: 2027-09-06, ends: 2028-01-14}',
            "không có học kỳ «3» trong terms",
        ),
        (
            "term_dates: []",
            'term_dates:\n  - {year: "2027-2029", term: "1", begins: 2027-09-06, ends: 2028-01-14}',
            "viết như 2026-2027",
        ),
        ("working: [monday,", "working: [funday,", "chọn một trong: 'monday'"),
        ('quiet: {start: "21:00"', 'quiet: {start: "25:00"', 'phải là giờ viết như "21:00"'),
    ],
)
def test_a_mistake_in_the_calendar_is_told_with_its_file_and_reason(
    tmp_path: Path, old: str, new: str, reason: str
) -> None:
    told = [mistake for mistake in mistakes_with(tmp_path, {old: new}) if reason in mistake]
    assert told
    assert told[0].startswith("calendar.yaml:")
    assert not told[0].startswith("calendar.yaml:1:")


def test_a_day_cannot_be_off_and_worked(tmp_path: Path) -> None:
    mistakes = mistakes_with(
        tmp_path,
        {
            "days_off: []": "days_off:\n  - {day: 2027-02-14, until: 2027-02-20, name: Nghỉ}",
            "days_worked: []": "days_worked:\n  - {day: 2027-02-20, name: Làm bù}",
        },
    )
    assert len(mistakes) == 1
    assert "vừa nghỉ (days_off) vừa làm (days_worked)" in mistakes[0]


def mistakes_with(tmp_path: Path, replaced: dict[str, str]) -> list[str]:
    """The mistakes of the shipped catalogue whose calendar has been changed."""
    folder = shutil.copytree(SHIPPED, tmp_path / "catalogue")
    text = (folder / "calendar.yaml").read_text(encoding="utf-8")
    for old, new in replaced.items():
        assert old in text
        text = text.replace(old, new, 1)
    (folder / "calendar.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(RulesError) as caught:
        load_catalogue(folder)
    return [str(mistake) for mistake in caught.value.mistakes]
