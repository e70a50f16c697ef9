"""What has come in of a round of regular reports: counted and listed, of the units below some paths."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import case, func, select

from storage.areas import inside
from storage.campaigns import DONE, EXCUSED, LATE, OPEN, SUBMITTED
from storage.database import Tx, table
from storage.tables.campaigns import Task
from storage.tables.incidents import Attachment
from storage.tables.registry import Person, Unit

_task = table(Task)
_unit = table(Unit)
_person = table(Person)
_attachment = table(Attachment)


@dataclass(frozen=True, slots=True)
class Whole:
    """Everything that is known of what one unit owed; `files`: how many came with it."""

    code: str
    unit: str
    kind: str
    state: str
    submitted_at: datetime | None
    person: str
    answers: dict[str, Any]
    files: int


@dataclass(frozen=True, slots=True)
class Line:
    """One unit; `person`: who has submitted, "" where nobody has."""

    task_id: int
    unit: str
    state: str
    submitted_at: datetime | None
    person: str


def counts(tx: Tx, period_id: int, areas: Sequence[str]) -> dict[str, int]:
    """How many units are in each state; a state that none is in counts 0."""
    rows = tx.rows(
        select(_task.c.state, func.count().label("number"))
        .join(_unit, _unit.c.id == _task.c.unit_id)
        .where(_task.c.period_id == period_id, inside(areas))
        .group_by(_task.c.state)
    )
    counted = {row.state: row.number for row in rows}
    return {state: counted.get(state, 0) for state in (OPEN, SUBMITTED, LATE, EXCUSED)}


def by_kind(tx: Tx, period_id: int, areas: Sequence[str]) -> list[tuple[str, int, int]]:
    """(kind of unit, how many have submitted, how many were asked and not excused), by the name of the kind."""
    rows = tx.rows(
        select(
            _unit.c.kind,
            func.sum(case((_task.c.state.in_(DONE), 1), else_=0)).label("done"),
            func.count().label("asked"),
        )
        .join(_unit, _unit.c.id == _task.c.unit_id)
        .where(_task.c.period_id == period_id, _task.c.state != EXCUSED, inside(areas))
        .group_by(_unit.c.kind)
        .order_by(_unit.c.kind)
    )
    return [(row.kind, int(row.done), row.asked) for row in rows]


def lines(
    tx: Tx, period_id: int, areas: Sequence[str], states: Sequence[str], *, limit: int, offset: int = 0
) -> list[Line]:
    """The units in these states, by name."""
    rows = tx.rows(
        select(
            _task.c.id,
            _unit.c.name,
            _task.c.state,
            _task.c.submitted_at,
            func.coalesce(_person.c.name, "").label("person"),
        )
        .join(_unit, _unit.c.id == _task.c.unit_id)
        .outerjoin(_person, _person.c.id == _task.c.submitted_by)
        .where(_task.c.period_id == period_id, _task.c.state.in_(list(states)), inside(areas))
        .order_by(_unit.c.name, _unit.c.id)
        .limit(limit)
        .offset(offset)
    )
    return [Line(row.id, row.name, row.state, row.submitted_at, row.person) for row in rows]


def everything(tx: Tx, period_id: int, areas: Sequence[str]) -> list[Whole]:
    """All units of a round, by name, with what they have answered."""
    files = select(func.count()).where(_attachment.c.draft_id == _task.c.draft_id).scalar_subquery()
    rows = tx.rows(
        select(
            _unit.c.code,
            _unit.c.name.label("unit"),
            _unit.c.kind,
            _task.c.state,
            _task.c.submitted_at,
            func.coalesce(_person.c.name, "").label("person"),
            _task.c.answers,
            files.label("files"),
        )
        .join(_unit, _unit.c.id == _task.c.unit_id)
        .outerjoin(_person, _person.c.id == _task.c.submitted_by)
        .where(_task.c.period_id == period_id, inside(areas))
        .order_by(_unit.c.name, _unit.c.id)
    )
    return [Whole(**row._mapping) for row in rows]


def chosen(tx: Tx, period_id: int, question_id: str, areas: Sequence[str]) -> dict[str, int]:
    """How many units have answered a question of one choice with each of its options."""
    answer: Any = _task.c.answers[question_id].as_string()
    rows = tx.rows(
        select(answer.label("chosen"), func.count().label("number"))
        .join(_unit, _unit.c.id == _task.c.unit_id)
        .where(_task.c.period_id == period_id, _task.c.state.in_(DONE), inside(areas))
        .group_by(answer)
    )
    return {row.chosen: row.number for row in rows if row.chosen is not None}
