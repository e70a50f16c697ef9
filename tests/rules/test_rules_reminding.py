"""When those who have not submitted are reminded: by day, on working days, not too often, and not for ever."""

from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from rules.calendar import local
from rules.campaigns import Definition, Reminders
from rules.catalogue import load_catalogue
from rules.escalation import VIETNAM
from rules.recurrence import rounds
from rules.reminding import Moment, after, minded_until, missed, moments

CATALOGUE = load_catalogue()
CALENDAR = CATALOGUE.calendar
MONTHLY = CATALOGUE.campaign("communications_month")
DUE = local(date(2026, 12, 25), time(17))
OPENS = local(date(2026, 12, 18), time(8))


def plan(definition: Definition = MONTHLY, opens: datetime = OPENS, due: datetime = DUE, **values: Any) -> list[Moment]:
    reminders = Reminders.model_validate({**definition.reminders.model_dump(), **values})
    return moments(definition.model_copy(update={"reminders": reminders}), CALENDAR, opens, due)


def told(found: list[Moment]) -> list[str]:
    return [f"{one.at.astimezone(VIETNAM):%d/%m %H:%M} {one.kind}" for one in found]


def test_three_days_before_one_day_before_on_the_day_and_every_working_day_after() -> None:
    assert told(plan(overdue_days=4)) == [
        *("22/12 08:00 before", "24/12 08:00 before", "25/12 08:00 before"),
        *("28/12 08:00 overdue", "29/12 08:00 overdue"),
    ]


def test_nobody_is_reminded_on_a_holiday() -> None:
    """The 1st of January is off, and so is the weekend after it."""
    due = local(date(2027, 1, 4), time(17))
    assert told(plan(opens=local(date(2026, 12, 25), time(8)), due=due, days_before=(3, 1), overdue_every=None)) == [
        "31/12 08:00 before"
    ]


def test_a_reminder_of_the_night_waits_for_the_morning_unless_the_campaign_says_so() -> None:
    early = {"days_before": (1,), "at": time(5), "overdue_every": None}
    assert told(plan(**early)) == ["24/12 06:30 before"]
    assert told(plan(**early, at_night=True)) == ["24/12 05:00 before"]


def test_reminder_that_would_come_before_the_round_opens_or_after_its_due_time_is_left_out() -> None:
    assert told(plan(opens=local(date(2026, 12, 24), time(9)), days_before=(3, 1, 0), overdue_days=0)) == [
        "25/12 08:00 before"
    ]
    assert told(plan(due=local(date(2026, 12, 25), time(7)), days_before=(0,), overdue_days=0)) == []


def test_of_two_reminders_that_would_follow_each_other_closely_the_later_is_sent() -> None:
    found = plan(due=local(date(2026, 12, 25), time(12)), days_before=(0,), hours_before=(3,), overdue_days=0)
    assert told(found) == ["25/12 09:00 before"]


def test_every_third_working_day_when_overdue() -> None:
    found = plan(days_before=(), overdue_every=3, overdue_days=12)
    assert told(found) == ["30/12 08:00 overdue", "05/01 08:00 overdue"]


def test_after_a_stop_only_the_latest_missed_reminder_is_sent() -> None:
    found = plan()
    now = local(date(2026, 12, 29), time(3))
    assert missed(found, found[0].at, now) == Moment(local(date(2026, 12, 28), time(8)), "overdue")
    assert missed(found, local(date(2026, 12, 28), time(8)), now) is None
    assert missed(found, None, OPENS) is None


def test_the_next_moment_comes_after_the_one_that_was_seen_to() -> None:
    found = plan()
    assert after(found, found[0].at) == found[1]
    assert after(found, found[-1].at) is None


def test_a_round_is_minded_until_the_day_after_its_last_reminder() -> None:
    assert minded_until(MONTHLY, DUE) == local(date(2027, 1, 5), time(8))


@given(
    start=st.datetimes(min_value=datetime(2024, 1, 1), max_value=datetime(2050, 1, 1), timezones=st.just(VIETNAM)),
    days=st.lists(st.integers(0, 7), max_size=4),
    hours=st.lists(st.integers(1, 48), max_size=3),
    at=st.times(),
)
def test_every_plan_keeps_within_the_day_and_in_order(
    start: datetime, days: list[int], hours: list[int], at: time
) -> None:
    values = {"days_before": days, "hours_before": hours, "at": at, "overdue_days": 20}
    one = next(rounds(MONTHLY, CALENDAR, start, start))
    found = plan(opens=one.opens_at, due=one.due_at, **values)
    assert all(one.opens_at <= moment.at for moment in found)
    assert all(time(6, 30) <= moment.at.astimezone(VIETNAM).time() < time(21) for moment in found)
    assert all((moment.at < one.due_at) == (moment.kind == "before") for moment in found)
    assert all(later.at - earlier.at >= timedelta(hours=2) for earlier, later in pairwise(found))
    assert not found or found[-1].at < minded_until(
        MONTHLY.model_copy(update={"reminders": Reminders.model_validate(values)}), one.due_at
    )
