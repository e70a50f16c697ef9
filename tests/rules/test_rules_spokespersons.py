"""For which school term a spokesperson is confirmed."""

from datetime import UTC, datetime

import pytest

from rules.catalogue import load_catalogue
from rules.spokespersons import is_confirmed

CALENDAR = load_catalogue().calendar


def day(month: int, day: int, year: int = 2026) -> datetime:
    return datetime(year, month, day, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    ("confirmed", "now", "holds"),
    [
        (day(9, 20), day(11, 16), True),
        (day(9, 20), day(1, 20, 2027), True),  # the second term has only begun
        (day(9, 20), day(1, 23, 2027), False),
        (day(12, 20), day(3, 1, 2027), True),  # shortly before the term
        (day(12, 10), day(3, 1, 2027), False),
        (day(2, 1), day(8, 1), True),  # in summer the last term counts
        (day(2, 1), day(9, 12), False),
        (day(8, 20), day(9, 12), True),
    ],
)
def test_a_confirmation_holds_for_the_term_it_was_given_in(confirmed: datetime, now: datetime, holds: bool) -> None:
    assert is_confirmed(CALENDAR, confirmed, now) is holds


def test_what_no_head_has_authorised_is_not_confirmed() -> None:
    assert not is_confirmed(CALENDAR, None, day(11, 16))
