"""Whether a unit's spokesperson stands for the present school term, and when its heads are asked. Pure."""

from datetime import UTC, datetime, time, timedelta

from rules.calendar import Calendar, local
from rules.escalation import VIETNAM

# The first days of a term are full enough: what was confirmed for the term before holds so long.
TERM_SETTLES = timedelta(days=7)
# Whoever was named so shortly before a term begins is not asked about again in it.
COUNTS_BEFORE = timedelta(days=30)
# Not in the first rush of the morning, nor at the end of the day.
ASKED_FROM, ASKED_UNTIL = time(9), time(16)
_A_SCHOOL_YEAR = timedelta(days=400)


def is_confirmed(calendar: Calendar, confirmed_at: datetime | None, now: datetime) -> bool:
    """Whether what was confirmed then holds in the term that runs now, or ran last."""
    return confirmed_at is not None and confirmed_at >= counts_from(calendar, now)


def counts_from(calendar: Calendar, now: datetime) -> datetime:
    """Since when a confirmation counts for the term that runs now, or ran last; in UTC."""
    settled = now.astimezone(VIETNAM).date() - TERM_SETTLES
    begun = [
        term.begins for term in calendar.terms_between(settled - _A_SCHOOL_YEAR, settled) if term.begins <= settled
    ]
    return local(max(begun) - COUNTS_BEFORE, time()).astimezone(UTC)


def may_ask(calendar: Calendar, now: datetime) -> bool:
    """Whether heads are asked now: by day, on a working day."""
    there = now.astimezone(VIETNAM)
    return calendar.is_working(there.date()) and ASKED_FROM <= there.time() < ASKED_UNTIL


def next_asking(calendar: Calendar, now: datetime) -> datetime:
    """When heads are asked next, in UTC."""
    there = now.astimezone(VIETNAM)
    first = there.date() if there.time() < ASKED_FROM else there.date() + timedelta(days=1)
    return local(calendar.working_near(first, "after"), ASKED_FROM).astimezone(UTC)
