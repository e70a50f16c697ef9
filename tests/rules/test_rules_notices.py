"""When people are reminded of a notice: in working hours, before it is too late, never in a heap."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.catalogue import load_catalogue
from rules.escalation import VIETNAM
from rules.notices import WORK_BEGINS, WORK_ENDS, in_working_hours, reminders

CALENDAR = load_catalogue().calendar
moments = st.datetimes(datetime(2026, 1, 1), datetime(2028, 12, 31)).map(lambda at: at.replace(tzinfo=UTC))


def at(written: str) -> datetime:
    """«2026-11-16 09:30» in Vietnam."""
    return datetime.fromisoformat(written).replace(tzinfo=VIETNAM)


def written(found: list[datetime]) -> list[str]:
    return [one.astimezone(VIETNAM).strftime("%Y-%m-%d %H:%M") for one in found]


@pytest.mark.parametrize(
    ("sent", "by", "expected"),
    [
        ("2026-11-16 09:30", None, ["2026-11-17 09:30"]),
        ("2026-11-20 09:30", None, ["2026-11-23 08:00"]),
        ("2026-11-16 20:00", None, ["2026-11-18 08:00"]),
        ("2026-11-16 09:30", "2026-11-20 17:00", ["2026-11-17 09:30", "2026-11-19 08:00"]),
        ("2026-11-16 09:30", "2026-11-23 17:00", ["2026-11-17 09:30", "2026-11-20 08:00"]),
        ("2026-11-16 09:30", "2026-11-17 17:00", ["2026-11-17 08:00"]),
        ("2026-11-16 09:30", "2026-11-16 17:00", []),
        ("2027-02-04 10:00", None, ["2027-02-11 08:00"]),
        ("2028-02-28 10:00", None, ["2028-02-29 10:00"]),
        ("2026-11-16 09:30", "2026-11-18 17:00", ["2026-11-17 08:00"]),
    ],
    ids=["day", "weekend", "evening", "date", "monday", "tomorrow", "today", "tet", "leap-day", "two-days"],
)
def test_moments(sent: str, by: str | None, expected: list[str]) -> None:
    assert written(reminders(CALENDAR, at(sent), at(by) if by else None)) == expected


@given(moments, st.none() | st.timedeltas(timedelta(minutes=1), timedelta(days=60)))
def test_reminders_come_in_working_hours_in_order_and_in_time(sent: datetime, within: timedelta | None) -> None:
    by = None if within is None else sent + within
    found = reminders(CALENDAR, sent, by)
    assert len(found) <= 2
    assert found == sorted(found)
    for one in found:
        assert one > sent
        assert by is None or one < by
        assert by is not None or in_working_hours(CALENDAR, one) == one


@given(moments)
def test_the_next_working_moment_is_worked_and_not_before(moment: datetime) -> None:
    found = in_working_hours(CALENDAR, moment)
    there = found.astimezone(VIETNAM)
    assert found >= moment
    assert CALENDAR.is_working(there.date())
    assert WORK_BEGINS <= there.time() < WORK_ENDS
