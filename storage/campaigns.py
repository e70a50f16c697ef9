"""Campaigns of regular reports, their periods, and what each unit owes."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Row, Select, bindparam, func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from storage.database import Tx, table
from storage.tables.campaigns import Campaign, Period, Task

T = TypeVar("T")

# The states of a campaign, and those of a task.
DRAFT, ACTIVE, PAUSED, ENDED = "draft", "active", "paused", "ended"
OPEN, SUBMITTED, LATE, EXCUSED = "open", "submitted", "late", "excused"
DONE = (SUBMITTED, LATE)

_campaign = table(Campaign)
_period = table(Period)
_task = table(Task)

_campaign_by_id = select(_campaign).where(_campaign.c.id == bindparam("campaign"))
_campaign_by_code = select(_campaign).where(_campaign.c.code == bindparam("code"))
_period_by_id = select(_period).where(_period.c.id == bindparam("period"))
_task_by_id = select(_task).where(_task.c.id == bindparam("task"))
_tally = (
    select(_task.c.state, func.count().label("number"))
    .where(_task.c.period_id == bindparam("period"))
    .group_by(_task.c.state)
)


def add(tx: Tx, **values: Any) -> Campaign:
    """A new campaign, as the table describes it."""
    return get(tx, tx.insert(Campaign, created_at=tx.now, changed_at=tx.now, **values))


def get(tx: Tx, campaign_id: int) -> Campaign:
    """The campaign, locked until the transaction ends. Raises LookupError for an id that is not there."""
    statement = _campaign_by_id.with_for_update() if tx.postgres else _campaign_by_id
    return _there(tx.first(Campaign, statement, {"campaign": campaign_id}), "campaign", campaign_id)


def find(tx: Tx, campaign_id: int) -> Campaign:
    """The same without the lock."""
    return _there(tx.first(Campaign, _campaign_by_id, {"campaign": campaign_id}), "campaign", campaign_id)


def by_code(tx: Tx, code: str) -> Campaign | None:
    return tx.first(Campaign, _campaign_by_code, {"code": code})


def all_of(tx: Tx, *states: str) -> list[Campaign]:
    """The campaigns in these states (none given: all), in the order in which they were made."""
    statement = select(_campaign).order_by(_campaign.c.id)
    return tx.all(Campaign, statement.where(_campaign.c.state.in_(states)) if states else statement)


def change(tx: Tx, campaign_id: int, **values: Any) -> Campaign:
    """Writes new values; the campaign as it is now."""
    tx.execute(update(_campaign).where(_campaign.c.id == campaign_id).values(changed_at=tx.now, **values))
    return get(tx, campaign_id)


def add_period(tx: Tx, campaign_id: int, label: str, **values: Any) -> Period | None:
    """A new round; None when the campaign has one of this label already, whoever made it."""
    insert = postgresql.insert(_period) if tx.postgres else sqlite.insert(_period)
    statement = insert.values(campaign_id=campaign_id, label=label, **values)
    found = tx.row(statement.on_conflict_do_nothing(index_elements=["campaign_id", "label"]).returning(_period.c.id))
    return None if found is None else period(tx, found.id)


def period(tx: Tx, period_id: int) -> Period:
    """Raises LookupError for an id that is not there."""
    return _there(tx.first(Period, _period_by_id, {"period": period_id}), "period", period_id)


def period_locked(tx: Tx, period_id: int) -> Period:
    """The same, locked until the transaction ends."""
    statement = _period_by_id.with_for_update() if tx.postgres else _period_by_id
    return _there(tx.first(Period, statement, {"period": period_id}), "period", period_id)


def change_period(tx: Tx, period_id: int, **values: Any) -> Period:
    """Writes new values; the period as it is now."""
    tx.execute(update(_period).where(_period.c.id == period_id).values(**values))
    return period(tx, period_id)


def periods_of(tx: Tx, campaign_id: int, *, limit: int | None = None, still_open: bool = False) -> list[Period]:
    """The rounds of a campaign, the latest due first."""
    statement = select(_period).where(_period.c.campaign_id == campaign_id)
    if still_open:
        statement = statement.where(_period.c.closed_at.is_(None))
    return tx.all(Period, statement.order_by(_period.c.due_at.desc(), _period.c.id.desc()).limit(limit))


def task(tx: Tx, task_id: int) -> Task:
    """What a unit owes, locked until the transaction ends. Raises LookupError for an id that is not there."""
    statement = _task_by_id.with_for_update() if tx.postgres else _task_by_id
    return _there(tx.first(Task, statement, {"task": task_id}), "task", task_id)


def find_task(tx: Tx, task_id: int) -> Task:
    """The same without the lock."""
    return _there(tx.first(Task, _task_by_id, {"task": task_id}), "task", task_id)


def task_of(tx: Tx, period_id: int, unit_id: int) -> Task | None:
    return tx.first(Task, select(_task).where(_task.c.period_id == period_id, _task.c.unit_id == unit_id))


def task_of_draft(tx: Tx, draft_id: int) -> Task | None:
    """What is being filled in with this draft."""
    return tx.first(Task, select(_task).where(_task.c.draft_id == draft_id))


def change_task(tx: Tx, task_id: int, **values: Any) -> Task:
    """Writes new values; the task as it is now."""
    tx.execute(update(_task).where(_task.c.id == task_id).values(**values))
    return task(tx, task_id)


def owed(tx: Tx, unit_ids: Sequence[int]) -> list[tuple[Task, Period]]:
    """What these units have not submitted of the rounds that are not closed, the earliest due first."""
    return _pairs(tx, _joined(unit_ids, (OPEN,)).where(_period.c.closed_at.is_(None)).order_by(_period.c.due_at))


def submitted(tx: Tx, unit_ids: Sequence[int], *, limit: int = 10) -> list[tuple[Task, Period]]:
    """What these units have submitted, the latest due first."""
    return _pairs(tx, _joined(unit_ids, DONE).order_by(_period.c.due_at.desc()).limit(limit))


def last_answers(tx: Tx, campaign_id: int, unit_id: int, before: datetime) -> dict[str, Any]:
    """What the unit has answered in the latest round due before this moment; empty where there is none."""
    found = tx.row(
        select(_task.c.answers)
        .join(_period, _period.c.id == _task.c.period_id)
        .where(_period.c.campaign_id == campaign_id, _period.c.due_at < before)
        .where(_task.c.unit_id == unit_id, _task.c.state.in_(DONE))
        .order_by(_period.c.due_at.desc())
        .limit(1)
    )
    return {} if found is None else dict(found.answers)


def tally(tx: Tx, period_id: int) -> dict[str, int]:
    """How many tasks of a round are in each state; a state that no task is in counts 0."""
    counted = {row.state: row.number for row in tx.rows(_tally, {"period": period_id})}
    return {state: counted.get(state, 0) for state in (OPEN, SUBMITTED, LATE, EXCUSED)}


def _joined(unit_ids: Sequence[int], states: Sequence[str]) -> Select[Any]:
    return (
        select(*(column.label(f"task_{column.name}") for column in _task.c), *_period.c)
        .join(_period, _period.c.id == _task.c.period_id)
        .where(_task.c.unit_id.in_(list(unit_ids)), _task.c.state.in_(states))
    )


def _pairs(tx: Tx, statement: Select[Any]) -> list[tuple[Task, Period]]:
    return [_pair(row) for row in tx.rows(statement.order_by(_task.c.id))]


def _pair(row: Row[Any]) -> tuple[Task, Period]:
    values = dict(row._mapping)
    own = {column.name: values.pop(f"task_{column.name}") for column in _task.c}
    return Task.model_construct(**own), Period.model_construct(**values)


def _there(found: T | None, what: str, identity: int) -> T:
    if found is None:
        raise LookupError(f"There is no {what} {identity}.")
    return found
