"""When digests are due: working days, holidays, quiet hours, what was missed; and hours as people type them."""

from datetime import UTC, date, datetime, time
from typing import Any

import pytest

from rules.calendar import Calendar, local
from rules.catalogue import load_catalogue
from rules.digests import Plan, Weekly, at_night, due_now, look_again, moments, next_moment, overdue, read_plan
from rules.escalation import VIETNAM

MONDAY, FRIDAY = date(2026, 11, 16), date(2026, 11, 20)
USUAL = load_catalogue().digests.plan


@pytest.fixture(scope="module")
def calendar() -> Calendar:
    return load_catalogue().calendar


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return local(day, time(hour, minute)).astimezone(UTC)


def told(found: Any) -> list[str]:
    return [f"{one.at.astimezone(VIETNAM):%a %d/%m %H:%M} {one.kind}" for one in found]


def test_digests_of_a_week_come_twice_on_working_days_and_on_friday_for_the_week(calendar: Calendar):
    assert told(moments(USUAL, calendar, at(date(2026, 11, 19), 12), at(date(2026, 11, 23), 8))) == [
        "Thu 19/11 17:00 daily",
        "Fri 20/11 07:00 daily",
        "Fri 20/11 16:00 weekly",
        "Fri 20/11 17:00 daily",
        "Mon 23/11 07:00 daily",
    ]


def test_on_a_public_holiday_there_is_none_and_that_of_the_week_comes_the_working_day_before(calendar: Calendar):
    """1 January 2027 is a Friday."""
    assert told(moments(USUAL, calendar, at(date(2026, 12, 30), 18), at(date(2027, 1, 3), 23))) == [
        "Thu 31/12 07:00 daily",
        "Thu 31/12 16:00 weekly",
        "Thu 31/12 17:00 daily",
    ]


def test_a_week_of_tet_has_no_digest_at_all(calendar: Calendar):
    monday, sunday = date(2027, 2, 8), date(2027, 2, 14)
    found = moments(USUAL, calendar, at(monday, 0), at(sunday, 23))
    assert [one for one in found if not calendar.is_working(one.at.astimezone(VIETNAM).date())] == []


def test_a_digest_in_time_tells_since_the_one_before(calendar: Calendar):
    due = due_now(USUAL, calendar, at(MONDAY, 7), at(MONDAY, 7), at(MONDAY, 17, 1))
    assert due is not None
    assert (due.kind, due.begins, due.ends) == ("daily", at(MONDAY, 7), at(MONDAY, 17))


def test_the_first_digest_of_all_tells_since_the_moment_before_it(calendar: Calendar):
    due = due_now(USUAL, calendar, at(MONDAY, 6), None, at(MONDAY, 7))
    assert due is not None
    assert (due.begins, due.ends) == (at(date(2026, 11, 13), 17), at(MONDAY, 7))


def test_the_digest_of_the_week_leaves_that_of_the_day_its_hours(calendar: Calendar):
    weekly = due_now(USUAL, calendar, at(FRIDAY, 7), at(FRIDAY, 7), at(FRIDAY, 16))
    assert weekly is not None
    assert (weekly.kind, weekly.begins, weekly.daily) == ("weekly", at(date(2026, 11, 13), 16), False)


def test_after_a_stop_of_three_days_there_is_one_digest_and_it_tells_everything(calendar: Calendar):
    """Six were missed, from Tuesday evening to Friday morning."""
    told_until, now = at(date(2026, 11, 17), 7), at(FRIDAY, 9, 30)
    assert len(moments(USUAL, calendar, told_until, now)) == 6
    due = due_now(USUAL, calendar, told_until, told_until, now)
    assert due is not None
    assert (due.kind, due.begins, due.ends) == ("daily", told_until, at(FRIDAY, 7))
    assert due_now(USUAL, calendar, now, due.ends, now) is None


def test_of_what_was_missed_that_of_the_week_is_told_and_goes_on_to_the_latest(calendar: Calendar):
    monday = date(2026, 11, 23)
    due = due_now(USUAL, calendar, at(FRIDAY, 7), at(FRIDAY, 7), at(monday, 9))
    assert due is not None
    assert (due.kind, due.begins, due.ends, due.daily) == ("weekly", at(date(2026, 11, 13), 16), at(monday, 7), True)


def test_of_two_weeks_that_were_missed_both_are_told(calendar: Calendar):
    """From the Wednesday before the week before; what happened from then to its Friday nobody has told."""
    wednesday, week = date(2026, 11, 11), Plan(weekly=USUAL.weekly)
    every = overdue(USUAL, calendar, at(wednesday, 7), at(wednesday, 7), at(FRIDAY, 16))
    weekly = overdue(week, calendar, at(wednesday, 7), None, at(FRIDAY, 16))
    for found in (every, weekly):
        assert found is not None
        assert (found.kind, found.begins, found.ends) == ("weekly", at(date(2026, 11, 6), 16), at(FRIDAY, 16))


def test_the_digest_of_the_week_leaves_out_no_day_that_was_missed_before_it(calendar: Calendar):
    """Whoever has that of the week on Monday and the days on all of them; the last was told on a Thursday."""
    plan = Plan(daily=(time(17),), weekly=Weekly(weekday="monday", at=time(8)))
    thursday, monday = date(2026, 11, 5), date(2026, 11, 16)
    found = overdue(plan, calendar, at(date(2026, 11, 9), 8), at(thursday, 17), at(monday, 8))
    assert found is not None
    assert (found.kind, found.begins, found.daily) == ("weekly", at(thursday, 17), True)


def test_what_was_missed_waits_for_the_morning_and_for_the_digest_that_comes_soon(calendar: Calendar):
    tuesday = date(2026, 11, 17)
    missed = (USUAL, calendar, at(MONDAY, 7), at(MONDAY, 7))
    assert due_now(*missed, at(MONDAY, 23)) is None
    assert look_again(USUAL, calendar, at(MONDAY, 7), at(MONDAY, 23)) == at(tuesday, 6, 30)
    assert due_now(*missed, at(tuesday, 6, 30)) is None
    assert look_again(USUAL, calendar, at(MONDAY, 7), at(tuesday, 6, 30)) == at(tuesday, 7)
    due = due_now(*missed, at(tuesday, 7))
    assert due is not None
    assert (due.begins, due.ends) == (at(MONDAY, 7), at(tuesday, 7))


def test_a_clock_that_jumps_back_finds_that_it_was_told(calendar: Calendar):
    assert due_now(USUAL, calendar, at(MONDAY, 17), at(MONDAY, 17), at(MONDAY, 7, 30)) is None


def test_a_stop_of_months_tells_of_the_last_two_weeks_only(calendar: Calendar):
    due = due_now(Plan(daily=(time(7),)), calendar, at(date(2026, 8, 3), 7), at(date(2026, 8, 3), 7), at(MONDAY, 7))
    assert due is not None
    assert due.begins == at(date(2026, 11, 2), 7)


def test_never_means_never(calendar: Calendar):
    assert next_moment(Plan(), calendar, at(MONDAY, 7)) is None


@pytest.mark.parametrize(
    ("typed", "daily", "weekly"),
    [
        ("7h, 17h", "07:00 17:00", "friday 16:00"),
        ("7h 17h30", "07:00 17:30", "friday 16:00"),
        ("17:15; 6 giờ 45", "06:45 17:15", "friday 16:00"),
        ("thứ hai 8h", "07:00 17:00", "monday 08:00"),
        ("T hứ hai", None, None),
        ("11h và thứ 5 15h", "11:00", "thursday 15:00"),
        ("Chủ nhật 8h", "07:00 17:00", "sunday 08:00"),
        ("7h, 7h", "07:00", "friday 16:00"),
        ("sáng mai họp", None, None),
        ("", None, None),
        ("24h", None, None),
        ("1h,2h,3h,4h,5h,6h,7h", None, None),
        ("25h", None, None),
    ],
)
def test_hours_are_read_as_people_type_them(typed: str, daily: str | None, weekly: str | None):
    plan = read_plan(typed, USUAL)
    if daily is None:
        assert plan is None
        return
    assert plan is not None
    assert plan.weekly is not None
    assert " ".join(f"{one:%H:%M}" for one in plan.daily) == daily
    assert f"{plan.weekly.weekday} {plan.weekly.at:%H:%M}" == weekly


def test_hours_in_the_quiet_hours_are_known(calendar: Calendar):
    assert [hour for hour in (time(6), time(6, 30), time(20, 59), time(21), time(0)) if at_night(calendar, hour)] == [
        time(6),
        time(21),
        time(0),
    ]


def test_plans_are_kept_as_they_were_chosen():
    plan = Plan(daily=(time(17), time(7)), weekly=Weekly(weekday="monday", at=time(8)))
    assert Plan.model_validate(plan.model_dump(mode="json")) == plan
