"""What the units of a round have answered, taken together: numbers summed, choices counted."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import case, func, select

from storage.areas import inside
from storage.campaigns import DONE
from storage.database import Tx, table
from storage.tables.campaigns import Task
from storage.tables.registry import Unit

_task = table(Task)
_unit = table(Unit)


@dataclass(frozen=True, slots=True)
class Sum:
    """The sum of a number over all units, and how many units have said more than none."""

    total: int
    units: int


def summed(tx: Tx, period_id: int, question_ids: Sequence[str], areas: Sequence[str]) -> dict[str, Sum]:
    """Of questions that are answered with a number."""
    if not question_ids:
        return {}
    columns = []
    for at, question_id in enumerate(question_ids):
        number: Any = _task.c.answers[question_id].as_integer()
        columns.append(func.coalesce(func.sum(number), 0).label(f"total_{at}"))
        columns.append(func.coalesce(func.sum(case((number > 0, 1), else_=0)), 0).label(f"units_{at}"))
    row = tx.row(_submitted(select(*columns), period_id, areas))
    assert row is not None, "a sum is always there"
    told = row._mapping
    return {
        question_id: Sum(int(told[f"total_{at}"]), int(told[f"units_{at}"]))
        for at, question_id in enumerate(question_ids)
    }


def chosen(tx: Tx, period_id: int, question_id: str, areas: Sequence[str]) -> tuple[Counter[str], list[list[str]]]:
    """How many units have chosen each option of a question of one or several choices; and what each unit has chosen."""
    answer: Any = _task.c.answers[question_id].label("answer")
    counted: Counter[str] = Counter()
    each = []
    for row in tx.rows(_submitted(select(answer), period_id, areas)):
        options = row.answer if isinstance(row.answer, list) else [row.answer] if row.answer is not None else []
        counted.update(dict.fromkeys(map(str, options), 1))
        each.append([str(one) for one in options])
    return counted, each


def _submitted(statement: Any, period_id: int, areas: Sequence[str]) -> Any:
    return (
        statement.select_from(_task)
        .join(_unit, _unit.c.id == _task.c.unit_id)
        .where(_task.c.period_id == period_id, _task.c.state.in_(DONE), inside(areas))
    )
