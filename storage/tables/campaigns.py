"""Regular reports: the living campaigns, their periods, and what each unit owes in one."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.columns import json_field, moment


class Campaign(SQLModel, table=True):
    """A campaign that was started or is being prepared. state: draft, active, paused, ended.

    `definition` is a rules.campaigns.Definition as JSON: what the next period will be opened with. `from_catalogue`:
    it follows campaigns.yaml, where its id is `code`.
    """

    __tablename__ = "campaign"
    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(unique=True)
    title: str
    definition: dict[str, Any] = json_field()
    from_catalogue: bool = False
    state: str = Field(default="draft", index=True)
    created_by: int | None = Field(default=None, foreign_key="person.id")
    created_at: datetime = moment()
    begins_at: datetime | None = moment(default=None, nullable=True)
    changed_at: datetime = moment()


class Period(SQLModel, table=True):
    """One round of a campaign: «2026-11», «2026-W48», «2026-2027-1», «2026-11-25».

    `definition` is the campaign's as it was when the period was opened; later changes do not touch an open period.
    `covers_from` is when the round before was due: what is counted for this one happened since. `reminded_at` is the
    latest moment of the reminder plan that was seen to. After `closed_at` nobody is reminded any more.
    """

    __tablename__ = "period"
    __table_args__ = (UniqueConstraint("campaign_id", "label"),)
    id: int | None = Field(default=None, primary_key=True)
    campaign_id: int = Field(foreign_key="campaign.id", index=True)
    label: str
    definition: dict[str, Any] = json_field()
    covers_from: datetime = moment()
    opens_at: datetime = moment()
    due_at: datetime = moment(index=True)
    reminded_at: datetime | None = moment(default=None, nullable=True)
    closed_at: datetime | None = moment(default=None, nullable=True)


class Task(SQLModel, table=True):
    """What one unit owes in one period. state: open, submitted, late (submitted after the due time), excused.

    `person_id` is who has begun to fill it in (None: nobody yet), `draft_id` what is being filled in, `answers` what
    was submitted last (question id → value as rules.form defines them). `snoozed_until`: not reminded before.
    `correct_until`: the permission to correct after the due time ends then.
    """

    __tablename__ = "task"
    __table_args__ = (
        UniqueConstraint("period_id", "unit_id"),
        Index("ix_task_period_state", "period_id", "state", "id"),
        Index("ix_task_unit_state", "unit_id", "state"),
    )
    id: int | None = Field(default=None, primary_key=True)
    period_id: int = Field(foreign_key="period.id")
    unit_id: int = Field(foreign_key="unit.id")
    person_id: int | None = Field(default=None, foreign_key="person.id")
    state: str = "open"
    draft_id: int | None = Field(default=None, foreign_key="draft.id", index=True)
    answers: dict[str, Any] = json_field(default_factory=dict)
    submitted_at: datetime | None = moment(default=None, nullable=True)
    submitted_by: int | None = Field(default=None, foreign_key="person.id")
    corrected_at: datetime | None = moment(default=None, nullable=True)
    correct_until: datetime | None = moment(default=None, nullable=True)
    snoozed_until: datetime | None = moment(default=None, nullable=True)
    reason: str = ""
    anonymised_at: datetime | None = moment(default=None, nullable=True)
