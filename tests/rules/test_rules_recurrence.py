"""The rounds of campaigns over many years: none missing, none twice, holidays, Tết, summer and 29 February heeded."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import islice, pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.calendar import DaysOff, local
from rules.campaigns import Definition
from rules.catalogue import load_catalogue
from rules.escalation import VIETNAM
from rules.recurrence import Round, least_time, put_off, rounds
from rules.texts import Text

CATALOGUE = load_catalogue()
CALENDAR = CATALOGUE.calendar
MONTHLY = CATALOGUE.campaign("communications_month")
WEEKLY = CATALOGUE.campaign("safety_week")
SURVEY = CATALOGUE.campaign("quick_survey")
BEGIN = local(date(2026, 11, 16), time(9, 30))
MOMENTS = st.datetimes(min_value=datetime(2022, 1, 1), max_value=datetime(2055, 1, 1), timezones=st.just(UTC))


def with_rhythm(definition: Definition, **rhythm: Any) -> Definition:
    values = definition.stored()
    values["rhythm"] = rhythm
    return Definition.model_validate(values)


def some(definition: Definition, count: int, begins_at: datetime = BEGIN, calendar: Any = CALENDAR) -> list[Round]:
    return list(islice(rounds(definition, calendar, begins_at, begins_at), count))


def due_days(found: list[Round]) -> list[str]:
    return [f"{one.due_at.astimezone(VIETNAM):%d/%m/%Y %H:%M}" for one in found]


def test_monthly_report_is_due_on_the_25th_or_the_working_day_before() -> None:
    found = some(MONTHLY, 6)
    assert due_days(found) == [
        *("25/11/2026 17:00", "25/12/2026 17:00", "25/01/2027 17:00", "25/02/2027 17:00", "25/03/2027 17:00"),
        "23/04/2027 17:00",
    ]
    assert [one.label for one in found[:2]] == ["2026-11", "2026-12"]
    assert found[1].covers_from == found[0].due_at
    assert f"{found[0].opens_at.astimezone(VIETNAM):%d/%m %H:%M}" == "18/11 08:00"


def test_a_due_date_on_a_holiday_goes_before_after_or_stays() -> None:
    """The 24th of November is the Day of Culture."""
    on_24th = with_rhythm(MONTHLY, every="month", day=24)
    for direction, day in (("before", "23/11/2026"), ("after", "25/11/2026"), ("stay", "24/11/2026")):
        moved = on_24th.model_copy(update={"on_day_off": direction})
        assert due_days(some(moved, 1)) == [f"{day} 17:00"]


def test_the_31st_is_the_last_day_of_a_shorter_month() -> None:
    last = with_rhythm(MONTHLY, every="month", day=31).model_copy(update={"on_day_off": "stay"})
    found = some(last, 16)
    days = [one.due_at.astimezone(VIETNAM).date() for one in found]
    assert date(2027, 2, 28) in days
    assert date(2028, 2, 29) in days
    assert len({one.label for one in found}) == 16


def test_weekly_report_has_no_round_in_summer_and_none_in_a_week_of_tet() -> None:
    calendar = CALENDAR.model_copy(
        update={"days_off": (DaysOff(day=date(2027, 2, 1), until=date(2027, 2, 14), name=Text(vi="Nghỉ Tết")),)}
    )
    labels = [one.label for one in some(WEEKLY, 60, calendar=calendar)]
    assert "2027-W04" in labels
    after = WEEKLY.model_copy(update={"on_day_off": "after"})
    labels_after = [one.label for one in some(after, 60, calendar=calendar)]
    assert not {"2027-W05", "2027-W06"} & {*labels, *labels_after}
    assert "2027-W07" in labels
    assert not {f"2027-W{week}" for week in range(23, 35)} & set(labels)
    assert labels[labels.index("2027-W21") + 1] == "2027-W36"


def test_year_with_53_weeks_has_53_labels() -> None:
    labels = [one.label for one in some(WEEKLY, 10, local(date(2026, 12, 21), time(9)))]
    assert labels[:3] == ["2026-W52", "2026-W53", "2027-W01"]


def test_term_report_is_due_before_each_term_ends() -> None:
    found = some(with_rhythm(MONTHLY, every="term", days_before_end=7), 4)
    assert [one.label for one in found] == ["2026-2027-1", "2026-2027-2", "2027-2028-1", "2027-2028-2"]
    assert due_days(found)[:2] == ["08/01/2027 17:00", "24/05/2027 17:00"]


def test_report_on_29_february_comes_in_leap_years_only() -> None:
    leap = with_rhythm(MONTHLY, every="rule", rule="FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29")
    assert due_days(some(leap, 3)) == ["29/02/2028 17:00", "27/02/2032 17:00"]
    after_2096 = local(date(2096, 3, 1), time(9))
    assert due_days(some(leap, 1, after_2096)) == ["29/02/2104 17:00"], "2100 is no leap year"


def test_last_friday_of_every_second_month_by_a_rule() -> None:
    found = some(with_rhythm(MONTHLY, every="rule", rule="FREQ=MONTHLY;INTERVAL=2;BYDAY=-1FR"), 3)
    assert [one.label for one in found] == ["2026-11-27", "2027-01-29", "2027-03-26"]


def test_survey_is_open_at_once_and_due_two_days_later() -> None:
    [only] = some(SURVEY, 5)
    assert (only.opens_at, only.due_at) == (BEGIN, BEGIN + timedelta(days=2))
    friday = local(date(2026, 11, 20), time(14))
    assert due_days(some(SURVEY, 1, friday)) == ["23/11/2026 14:00"], "Sunday goes to Monday"


def test_survey_is_never_due_before_half_of_its_time() -> None:
    before = SURVEY.model_copy(update={"on_day_off": "before"})
    saturday = local(date(2026, 11, 21), time(9))
    assert due_days(some(before, 1, saturday)) == ["23/11/2026 09:00"]


def test_report_due_once_on_a_day_that_is_over_has_no_round() -> None:
    assert due_days(some(with_rhythm(MONTHLY, every="once", on=date(2026, 12, 1)), 2)) == ["01/12/2026 17:00"]
    assert some(with_rhythm(MONTHLY, every="once", on=date(2026, 11, 1)), 2) == []


def test_campaign_started_shortly_before_a_due_time_begins_with_the_next_round() -> None:
    start = local(date(2026, 11, 25), time(9))
    assert due_days(some(MONTHLY, 1, start)) == ["25/12/2026 17:00"]


def test_round_that_could_not_be_opened_in_time_is_due_on_the_next_working_day() -> None:
    saturday = local(date(2026, 11, 28), time(10))
    assert put_off(WEEKLY, CALENDAR, saturday) == local(date(2026, 11, 30), time(16))
    tet = local(date(2027, 2, 5), time(10))
    assert put_off(WEEKLY, CALENDAR, tet) == local(date(2027, 2, 11), time(16))


@pytest.mark.parametrize("definition", [MONTHLY, WEEKLY], ids=["monthly", "weekly"])
@given(start=MOMENTS)
def test_rounds_follow_each_other_whenever_a_campaign_begins(definition: Definition, start: datetime) -> None:
    found = some(definition, 30, start)
    assert len({one.label for one in found}) == len(found) == 30
    for one in found:
        assert one.opens_at < one.due_at
        assert one.covers_from < one.due_at
        assert one.due_at >= start + least_time(definition)
        assert CALENDAR.is_working(one.due_at.astimezone(VIETNAM).date())
    for earlier, later in pairwise(found):
        assert earlier.due_at < later.due_at
        assert later.covers_from >= earlier.due_at or later.due_at - earlier.due_at > timedelta(days=14)


@given(start=MOMENTS, jump=st.timedeltas(min_value=timedelta(), max_value=timedelta(days=500)))
def test_the_next_round_is_the_same_from_wherever_the_clock_looks(start: datetime, jump: timedelta) -> None:
    """A clock that jumps ahead finds the rounds that a slow one would have come to."""
    since = start + jump
    jumped = next(rounds(MONTHLY, CALENDAR, start, since))
    walked = next(one for one in rounds(MONTHLY, CALENDAR, start, start) if one.due_at > since)
    assert jumped == walked
