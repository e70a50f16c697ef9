"""Who is called for whoever is absent: along the chain, never in a circle; when nobody is on duty; typed moments."""

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.escalation import VIETNAM, QuietHours, after_quiet, before_quiet
from rules.moments import clock_minutes, read_moment
from rules.roster import Hole, holes
from rules.standing_in import called_for, closes_a_circle

NIGHT = QuietHours(start=time(21), end=time(6, 30))

NOW = datetime(2026, 11, 16, 2, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)
people = st.integers(1, 6)
absences = st.dictionaries(people, people)


def reachable(_: int) -> bool:
    return True


def test_whoever_is_there_is_called() -> None:
    assert called_for(1, {2: 3}, reachable) == 1


def test_whoever_is_absent_too_is_passed_over() -> None:
    assert called_for(1, {1: 2, 2: 3}, reachable) == 3


@pytest.mark.parametrize("away", [{1: 2, 2: 1}, {1: 2, 2: 3, 3: 2}, {1: 1}])
def test_nobody_is_called_in_a_circle(away: dict[int, int]) -> None:
    assert called_for(1, away, reachable) is None


def test_substitute_who_cannot_be_called_stands_in_for_nobody() -> None:
    assert called_for(1, {1: 2}, lambda person: person != 2) == 1


@given(people, absences)
def test_nobody_absent_is_ever_called_for_another(person: int, away: dict[int, int]) -> None:
    called = called_for(person, away, reachable)
    assert called is None or called not in away


@given(people, people, absences)
def test_what_closes_no_circle_calls_somebody(person: int, substitute: int, away: dict[int, int]) -> None:
    others = {one: other for one, other in away.items() if one != person}
    known_to_end = all(called_for(one, others, reachable) is not None for one in others)
    if known_to_end and not closes_a_circle(person, substitute, others):
        assert called_for(person, {**others, person: substitute}, reachable) is not None


def test_holes_lie_between_shifts_and_after_the_last() -> None:
    shifts = [(NOW + 4 * HOUR, NOW + 6 * HOUR), (NOW, NOW + 2 * HOUR), (NOW + HOUR, NOW + 3 * HOUR)]
    assert holes(shifts, NOW, NOW + 30 * HOUR) == [Hole(NOW + 3 * HOUR, NOW + 4 * HOUR), Hole(NOW + 6 * HOUR, None)]
    assert holes(shifts, NOW, NOW + 5 * HOUR) == [Hole(NOW + 3 * HOUR, NOW + 4 * HOUR)]
    assert holes(shifts, NOW, NOW + 3 * HOUR) == []


spans = st.tuples(st.integers(0, 40), st.integers(1, 12)).map(lambda told: (told[0] * HOUR, (told[0] + told[1]) * HOUR))


@given(st.lists(spans, max_size=6), st.integers(0, 50))
def test_every_hour_is_in_a_shift_or_in_a_hole(shifts: list[tuple[timedelta, timedelta]], hour: int) -> None:
    found = holes([(NOW + begin, NOW + end) for begin, end in shifts], NOW, NOW + 60 * HOUR)
    at = NOW + hour * HOUR
    covered = any(NOW + begin <= at < NOW + end for begin, end in shifts)
    empty = any(one.starts_at <= at and (one.ends_at is None or at < one.ends_at) for one in found)
    assert covered != empty


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("20/11", "20/11/2026 23:59"),
        ("20-11-2026", "20/11/2026 23:59"),
        ("7h30 mai", "17/11/2026 07:30"),
        ("mai", "17/11/2026 23:59"),
        ("Ngày mai lúc 17:00", "17/11/2026 17:00"),
        ("5h chiều mai", "17/11/2026 17:00"),
        ("thứ sáu 17 giờ", "20/11/2026 17:00"),
        ("thu hai", "16/11/2026 23:59"),
        ("chủ nhật", "22/11/2026 23:59"),
        ("đến hết ngày 20/11", "20/11/2026 23:59"),
        ("8h", "17/11/2026 08:00"),
        ("10h", "16/11/2026 10:00"),
        ("1/1", "01/01/2027 23:59"),
        ("29/2", "29/02/2028 23:59"),
        ("24:00 20/11", "21/11/2026 00:00"),
    ],
)
def test_moments_to_come_are_read(text: str, told: str) -> None:
    read = read_moment(text, NOW, time(23, 59))
    assert read is not None
    assert f"{read.astimezone(VIETNAM):%d/%m/%Y %H:%M}" == told


@pytest.mark.parametrize("text", ["", "3", "tuần sau", "20/13", "31/2/2027", "3 em bị ong đốt", "25:00", "20/11 gì đó"])
def test_what_is_no_moment_is_not_read(text: str) -> None:
    assert read_moment(text, NOW, time(23, 59)) is None


@pytest.mark.parametrize(("text", "minutes"), [("7h", 420), ("07:30:00", 450), ("24:00", 1440), ("17 giờ 30", 1050)])
def test_hours_of_a_list_are_read(text: str, minutes: int) -> None:
    assert clock_minutes(text) == minutes


@given(st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1)).map(lambda at: at.replace(tzinfo=UTC)))
def test_what_is_told_before_the_night_is_told_by_day_and_never_later(at: datetime) -> None:
    told = before_quiet(NIGHT, at)
    assert told <= at < told + timedelta(hours=10)
    assert after_quiet(NIGHT, told) == told
