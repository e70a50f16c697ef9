"""Incidents that involve the media: the clock of the first statement, the statements, and to whom they were given."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, bindparam, or_, select

from storage.database import Tx, record, table
from storage.incidents import LIVE
from storage.tables.incidents import Incident
from storage.tables.media import MediaClock, Statement, StatementGiven
from storage.tables.registry import Unit

RUNNING, OFF, GIVEN = "running", "off", "given"
DRAFT, APPROVED = "draft", "approved"

_incident = table(Incident)
_clock = table(MediaClock)
_statement = table(Statement)
_given = table(StatementGiven)
_unit = table(Unit)

_statements = select(_statement).where(_statement.c.incident_id == bindparam("incident")).order_by(_statement.c.id)
_givens = select(_given).where(_given.c.incident_id == bindparam("incident")).order_by(_given.c.id)


def clock(tx: Tx, incident_id: int) -> MediaClock | None:
    """None for an incident that has never involved the media."""
    return tx.find(MediaClock, incident_id=incident_id)


def begin(tx: Tx, incident_id: int, due_at: datetime, told: Sequence[int]) -> MediaClock:
    """The one clock of an incident."""
    values = {"state": RUNNING, "begun_at": tx.now, "since": tx.now, "due_at": due_at, "told": list(told)}
    tx.insert(MediaClock, incident_id=incident_id, **values)
    return _there(tx, incident_id)


def change_clock(tx: Tx, incident_id: int, **values: Any) -> MediaClock:
    tx.change(MediaClock, {"incident_id": incident_id}, **values)
    return _there(tx, incident_id)


def _there(tx: Tx, incident_id: int) -> MediaClock:
    found = clock(tx, incident_id)
    assert found is not None
    return found


def clocks(tx: Tx, seen: ColumnElement[bool], since: datetime, limit: int) -> list[tuple[MediaClock, Incident, str]]:
    """The clocks of incidents that one may see, with the unit's name: those that run, the most urgent first, and then
    those whose first statement was given since."""
    rows = tx.rows(
        select(_clock, _incident, _unit.c.name)
        .join(_incident, _incident.c.id == _clock.c.incident_id)
        .join(_unit, _unit.c.id == _incident.c.unit_id)
        .where(seen, or_(_clock.c.state == RUNNING, (_clock.c.state == GIVEN) & (_clock.c.given_at >= since)))
        .order_by((_clock.c.state == RUNNING).desc(), _clock.c.due_at, _clock.c.incident_id)
        .limit(limit)
    )
    first, second = len(_clock.c), len(_clock.c) + len(_incident.c)
    return [
        (
            record(MediaClock, dict(zip(_clock.c.keys(), row[:first], strict=True))),
            record(Incident, dict(zip(_incident.c.keys(), row[first:second], strict=True))),
            row[second],
        )
        for row in rows
    ]


def running_of_units(tx: Tx, unit_ids: Sequence[int]) -> list[tuple[MediaClock, str]]:
    """The clocks that run for incidents of these units, with the incident's code, the most urgent first."""
    if not unit_ids:
        return []
    rows = tx.rows(
        select(_clock, _incident.c.code)
        .join(_incident, _incident.c.id == _clock.c.incident_id)
        .where(_incident.c.unit_id.in_(list(unit_ids)), _clock.c.state == RUNNING, _incident.c.status.in_(LIVE))
        .order_by(_clock.c.due_at)
    )
    return [(record(MediaClock, dict(zip(_clock.c.keys(), row[:-1], strict=True))), row[-1]) for row in rows]


def statements(tx: Tx, incident_id: int) -> list[Statement]:
    """Drafts and approved ones, in the order in which they were begun."""
    return tx.all(Statement, _statements, {"incident": incident_id})


def statement(tx: Tx, statement_id: int) -> Statement | None:
    return tx.find(Statement, id=statement_id)


def draft(tx: Tx, incident_id: int) -> Statement | None:
    return tx.find(Statement, incident_id=incident_id, state=DRAFT)


def add_statement(tx: Tx, incident_id: int, text: str, written_by: int | None = None) -> Statement:
    """A new draft."""
    identity = tx.insert(
        Statement, incident_id=incident_id, state=DRAFT, text=text, version=1, written_by=written_by, created_at=tx.now
    )
    return change_statement(tx, identity)


def change_statement(tx: Tx, statement_id: int, **values: Any) -> Statement:
    if values:
        tx.change(Statement, {"id": statement_id}, **values)
    found = statement(tx, statement_id)
    assert found is not None
    return found


def givens(tx: Tx, incident_id: int) -> list[StatementGiven]:
    """To whom statements were given, in the order in which that was noted."""
    return tx.all(StatementGiven, _givens, {"incident": incident_id})


def given(tx: Tx, given_id: int) -> StatementGiven | None:
    return tx.find(StatementGiven, id=given_id)


def add_given(tx: Tx, **values: Any) -> int:
    return tx.insert(StatementGiven, noted_at=tx.now, **values)


def set_links(tx: Tx, given_id: int, links: Sequence[str]) -> None:
    tx.change(StatementGiven, {"id": given_id}, links=list(links))
