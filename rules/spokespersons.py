"""Whether a unit's spokesperson stands for the present school term. Pure."""

from datetime import date, datetime, timedelta

from rules.calendar import Calendar
from rules.escalation import VIETNAM

# The first days of a term are full enough: what was confirmed for the term before holds so long.
TERM_SETTLES = timedelta(days=7)
# Whoever was named so shortly before a term begins is not asked about again in it.
COUNTS_BEFORE = timedelta(days=30)
_A_SCHOOL_YEAR = timedelta(days=400)


def is_confirmed(calendar: Calendar, confirmed_at: datetime | None, now: datetime) -> bool:
    """Whether what was confirmed then holds in the term that runs now, or ran last."""
    if confirmed_at is None:
        return False
    return confirmed_at.astimezone(VIETNAM).date() >= confirmed_from(calendar, now)


def confirmed_from(calendar: Calendar, now: datetime) -> date:
    """The first day on which a confirmation counts for the term that runs now, or ran last."""
    settled = now.astimezone(VIETNAM).date() - TERM_SETTLES
    begun = [
        term.begins for term in calendar.terms_between(settled - _A_SCHOOL_YEAR, settled) if term.begins <= settled
    ]
    return max(begun) - COUNTS_BEFORE
