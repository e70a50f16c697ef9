"""Incidents counted over a time, of those that a condition lets one see. What was withdrawn counts nowhere."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, case, func, select

from storage.database import Tx, table
from storage.tables.incidents import Incident
from storage.tables.registry import Unit

OPEN, ENDED = ("open", "acknowledged"), ("resolved", "closed")

_incident = table(Incident)
_unit = table(Unit)
_seen_from = _incident.join(_unit, _unit.c.id == _incident.c.unit_id)

Span = tuple[datetime, datetime]


def opened(tx: Tx, seen: ColumnElement[bool], span: Span) -> list[tuple[int, str, int]]:
    """(severity, category, how many) that were reported in the time, its begin not included."""
    rows = tx.rows(
        select(_incident.c.severity, _incident.c.category, func.count().label("number"))
        .select_from(_seen_from)
        .where(seen, _reported(span))
        .group_by(_incident.c.severity, _incident.c.category)
    )
    return [(row.severity, row.category, row.number) for row in rows]


def by_day(tx: Tx, seen: ColumnElement[bool], midnights: Sequence[datetime], until: datetime) -> list[int]:
    """How many were reported on each of the days that begin at these moments, the last of them as far as `until`."""
    ends = [*midnights[1:], until + timedelta(microseconds=1)]
    counts = [
        func.coalesce(func.sum(case((and_(_incident.c.opened_at >= at, _incident.c.opened_at < end), 1), else_=0)), 0)
        for at, end in zip(midnights, ends, strict=True)
    ]
    span = (midnights[0] - timedelta(microseconds=1), until)
    row = tx.row(select(*counts).select_from(_seen_from).where(seen, _reported(span)))
    return [int(number) for number in row or ()]


def open_now(tx: Tx, seen: ColumnElement[bool]) -> tuple[int, int]:
    """(how many are not over, how many of them nobody has taken)."""
    rows = tx.rows(
        select(_incident.c.status, func.count().label("number"))
        .select_from(_seen_from)
        .where(seen, _incident.c.status.in_(OPEN))
        .group_by(_incident.c.status)
    )
    counted = {row.status: row.number for row in rows}
    return sum(counted.values()), counted.get("open", 0)


def ended(tx: Tx, seen: ColumnElement[bool], span: Span) -> list[float]:
    """Of each incident that ended in the time: how many seconds it was open. Sorted."""
    rows = tx.rows(
        select(_incident.c.opened_at, _incident.c.ended_at)
        .select_from(_seen_from)
        .where(seen, _incident.c.status.in_(ENDED))
        .where(_incident.c.ended_at > span[0], _incident.c.ended_at <= span[1])
    )
    return sorted((row.ended_at - row.opened_at).total_seconds() for row in rows)


def taken(tx: Tx, seen: ColumnElement[bool], span: Span) -> list[float]:
    """Of each incident that was reported in the time and is taken: after how many seconds. Sorted."""
    rows = tx.rows(
        select(_incident.c.opened_at, _incident.c.taken_at)
        .select_from(_seen_from)
        .where(seen, _reported(span), _incident.c.taken_at.is_not(None))
    )
    return sorted((row.taken_at - row.opened_at).total_seconds() for row in rows)


def _reported(span: Span) -> ColumnElement[bool]:
    return and_(_incident.c.opened_at > span[0], _incident.c.opened_at <= span[1], _incident.c.status != "withdrawn")
