"""When people are reminded of a notice that they have not read. Pure."""

from datetime import UTC, datetime, time, timedelta

from rules.calendar import Calendar, local
from rules.escalation import VIETNAM

WORK_BEGINS, WORK_ENDS = time(8), time(17)
_DAY = timedelta(days=1)
_APART = timedelta(hours=4)


def reminders(calendar: Calendar, sent_at: datetime, read_by: datetime | None) -> list[datetime]:
    """A day after it was sent, and in the morning of the working day before it must be read (of that day itself where
    it was sent later): in working hours, in UTC, in order; none once the time is over, no two within four hours.
    """
    found = [in_working_hours(calendar, sent_at + _DAY)]
    if read_by is not None:
        last_day = read_by.astimezone(VIETNAM).date()
        before = local(calendar.working_near(last_day - _DAY, "before"), WORK_BEGINS)
        found.append(before if before > sent_at + _APART else local(last_day, WORK_BEGINS))
    kept: list[datetime] = []
    for at in sorted(found):
        in_time = at > sent_at + _APART and (read_by is None or at < read_by)
        if in_time and (not kept or at - kept[-1] >= _APART):
            kept.append(at.astimezone(UTC))
    return kept


def in_working_hours(calendar: Calendar, at: datetime) -> datetime:
    """`at`, or the next moment at which the Department works, in UTC."""
    there = at.astimezone(VIETNAM)
    day = there.date()
    if calendar.is_working(day):
        if there.time() < WORK_BEGINS:
            return local(day, WORK_BEGINS).astimezone(UTC)
        if there.time() < WORK_ENDS:
            return at.astimezone(UTC)
    return local(calendar.working_near(day + _DAY, "after"), WORK_BEGINS).astimezone(UTC)
