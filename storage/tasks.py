"""What units owe, for all of them at once: made, chosen for a reminder, excused, moved. Set statements only."""

from typing import Any

from sqlalchemy import Select, and_, func, literal, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from rules.campaigns import Audience
from storage import audience as audiences
from storage.campaigns import EXCUSED, OPEN
from storage.database import Tx, table
from storage.tables.campaigns import Period, Task
from storage.tables.registry import Assignment, Person, Unit

CLOSED_UNIT = "unit_closed"

_task = table(Task)
_period = table(Period)
_unit = table(Unit)
_assignment = table(Assignment)
_person = table(Person)
_MADE = ("period_id", "unit_id", "state", "answers", "reason")


def make(tx: Tx, period_id: int, audience: Audience) -> int:
    """What every unit of the audience owes in a round, however often this is done; how many that are."""
    owing = select(
        literal(period_id),
        _unit.c.id,
        literal(OPEN),
        literal({}, type_=_task.c.answers.type),
        literal(""),
    ).where(audiences.asked(tx, audience))
    into: Any = postgresql.insert(_task) if tx.postgres else sqlite.insert(_task)
    made: int = tx.execute(into.from_select(_MADE, owing).on_conflict_do_nothing()).rowcount
    return made


def to_remind(tx: Tx, period_id: int) -> Select[Any]:
    """(person_id, about_id) of whoever fills in what is still owed in a round and not put off; about_id: the task."""
    return (
        select(_assignment.c.person_id, _task.c.id.label("about_id"))
        .select_from(_task)
        .join(_unit, and_(_unit.c.id == _task.c.unit_id, _unit.c.active))
        .join(_assignment, _assignment.c.unit_id == _task.c.unit_id)
        .join(_person, _person.c.id == _assignment.c.person_id)
        .where(audiences.fills(tx, _task.c.unit_id))
        .where(_task.c.period_id == period_id, _task.c.state == OPEN)
        .where(or_(_task.c.snoozed_until.is_(None), _task.c.snoozed_until <= tx.now))
    )


def excuse_closed(tx: Tx, period_id: int) -> int:
    """What units owe that are none any more is owed no longer; how many."""
    closed = select(_unit.c.id).where(~_unit.c.active)
    excused: int = tx.execute(
        update(_task)
        .where(_task.c.period_id == period_id, _task.c.state == OPEN, _task.c.unit_id.in_(closed))
        .values(state=EXCUSED, reason=CLOSED_UNIT)
    ).rowcount
    return excused


def unit_closed(tx: Tx, unit_id: int, into_id: int | None = None) -> tuple[int, int]:
    """A unit is none any more, or part of another: (moved, excused) of what it owed in rounds that are open.

    The other unit takes over what it does not owe itself already.
    """
    owed = select(_period.c.id).where(_period.c.closed_at.is_(None)).scalar_subquery()
    open_here = and_(_task.c.unit_id == unit_id, _task.c.state == OPEN, _task.c.period_id.in_(owed))
    moved = 0
    if into_id is not None:
        theirs = select(_task.c.period_id).where(_task.c.unit_id == into_id)
        moved = tx.execute(
            update(_task)
            .where(open_here, _task.c.period_id.not_in(theirs.scalar_subquery()))
            .values(unit_id=into_id, person_id=None)
        ).rowcount
    excused = tx.execute(update(_task).where(open_here).values(state=EXCUSED, reason=CLOSED_UNIT)).rowcount
    return moved, excused


def by_unit(tx: Tx, period_id: int, state: str, *, limit: int, offset: int = 0) -> list[tuple[int, str, str, int]]:
    """(task, code of the unit, its name, who fills in or 0) in one state, by the name of the unit."""
    rows = tx.rows(
        select(_task.c.id, _unit.c.code, _unit.c.name, func.coalesce(_task.c.person_id, 0).label("person_id"))
        .join(_unit, _unit.c.id == _task.c.unit_id)
        .where(_task.c.period_id == period_id, _task.c.state == state)
        .order_by(_unit.c.name, _unit.c.id)
        .limit(limit)
        .offset(offset)
    )
    return [(row.id, row.code, row.name, row.person_id) for row in rows]
