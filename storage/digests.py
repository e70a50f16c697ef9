"""The plans of digests, and who could get one."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select, update

from storage import registry
from storage.database import Tx, table
from storage.tables.campaigns import Campaign, Period
from storage.tables.digests import DigestPlan
from storage.tables.registry import Assignment, Person
from storage.tables.upkeep import Due

_plan = table(DigestPlan)
_assignment = table(Assignment)
_person = table(Person)
_due = table(Due)
_period = table(Period)
_campaign = table(Campaign)


def plan(tx: Tx, person_id: int) -> DigestPlan | None:
    return tx.find(DigestPlan, person_id=person_id)


def save(tx: Tx, person_id: int, *, told_until: datetime, **values: Any) -> None:
    """Writes what is given into the plan, new or not. Until the transaction ends nobody else writes it."""
    tx.upsert(DigestPlan, ("person_id",), person_id=person_id, told_until=told_until, **values)


def without_due(tx: Tx, kind: str, roles: Sequence[str]) -> list[int]:
    """Who holds one of these roles, or has chosen a plan, and has nothing of this kind due."""
    armed = select(_due.c.subject_id).where(_due.c.kind == kind)
    held = (
        select(_assignment.c.person_id)
        .join(_person, _person.c.id == _assignment.c.person_id)
        .where(_assignment.c.role.in_(list(roles)), registry.valid(_assignment, tx.now), _person.c.active)
    )
    chosen = select(_plan.c.person_id).where(_plan.c.chosen.is_not(None))
    wanted = held.union(chosen).subquery()
    rows = tx.rows(select(wanted.c.person_id).where(wanted.c.person_id.not_in(armed)).order_by(wanted.c.person_id))
    return [row.person_id for row in rows]


def bring_forward(tx: Tx, kind: str, to: datetime) -> None:
    """What is due later for somebody who has chosen no plan is due then; what is overdue stays."""
    usual = select(_plan.c.person_id).where(_plan.c.chosen.is_(None))
    tx.execute(
        update(_due).where(_due.c.kind == kind, _due.c.due_at > to, _due.c.subject_id.in_(usual)).values(due_at=to)
    )


def rounds_under_way(tx: Tx) -> list[Period]:
    """The rounds of regular reports that are open, the earliest due first."""
    found = (
        select(_period)
        .join(_campaign, _campaign.c.id == _period.c.campaign_id)
        .where(_period.c.closed_at.is_(None), _campaign.c.state == "active")
        .order_by(_period.c.due_at, _period.c.id)
    )
    return tx.all(Period, found)
