"""Reforms of the units for a day to come: laid down, listed, settled."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any, Final, Literal

from sqlalchemy import select

from storage.database import Tx, table
from storage.reform import ReformRow, Work
from storage.tables.reforms import PlannedReform

State = Literal["planned", "done", "failed", "cancelled"]
PLANNED: Final = "planned"

_plan = table(PlannedReform)


def add(tx: Tx, rows: Sequence[ReformRow], holds_from: datetime) -> int:
    """The number of the plan."""
    return tx.insert(PlannedReform, holds_from=holds_from, rows=[_told(row) for row in rows], laid_at=tx.now)


def find(tx: Tx, number: int) -> PlannedReform | None:
    return tx.find(PlannedReform, id=number)


def everything(tx: Tx) -> list[PlannedReform]:
    """By the day, the latest first."""
    return tx.all(PlannedReform, select(_plan).order_by(_plan.c.holds_from.desc(), _plan.c.id.desc()))


def settle(tx: Tx, number: int, state: State, reasons: Sequence[str] = ()) -> bool:
    """How a plan ended; False when it has ended already."""
    where = {"id": number, "state": PLANNED}
    return bool(tx.change(PlannedReform, where, state=state, reasons=list(reasons), settled_at=tx.now))


def rows_of(plan: PlannedReform) -> list[ReformRow]:
    """The rows as they were laid down."""
    return [
        ReformRow(**{**row, "work": Work(row["work"]), "since": datetime.fromisoformat(row["since"])})
        for row in plan.rows
    ]


def _told(row: ReformRow) -> dict[str, Any]:
    return {**asdict(row), "work": row.work.value, "since": row.since.isoformat()}
