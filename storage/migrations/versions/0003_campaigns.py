"""Regular reports: campaigns, periods, tasks; tags on units."""

from alembic import op
from sqlalchemy import JSON, Boolean, Column, DateTime, ForeignKey, Index, Integer, String, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB

revision = "0003"
down_revision = "0002"

Moment = DateTime(timezone=True)
Json = JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    op.add_column("unit", Column("tags", String(), nullable=False, server_default=""))
    op.create_table(
        "campaign",
        Column("id", Integer(), primary_key=True),
        Column("code", String(), nullable=False),
        Column("title", String(), nullable=False),
        Column("definition", Json, nullable=False),
        Column("from_catalogue", Boolean(), nullable=False),
        Column("state", String(), nullable=False, index=True),
        Column("created_by", Integer(), ForeignKey("person.id")),
        Column("created_at", Moment, nullable=False),
        Column("begins_at", Moment),
        Column("changed_at", Moment, nullable=False),
        UniqueConstraint("code"),
    )
    op.create_table(
        "period",
        Column("id", Integer(), primary_key=True),
        Column("campaign_id", Integer(), ForeignKey("campaign.id"), nullable=False, index=True),
        Column("label", String(), nullable=False),
        Column("definition", Json, nullable=False),
        Column("covers_from", Moment, nullable=False),
        Column("opens_at", Moment, nullable=False),
        Column("due_at", Moment, nullable=False, index=True),
        Column("reminded_at", Moment),
        Column("closed_at", Moment),
        UniqueConstraint("campaign_id", "label"),
    )
    op.create_table(
        "task",
        Column("id", Integer(), primary_key=True),
        Column("period_id", Integer(), ForeignKey("period.id"), nullable=False),
        Column("unit_id", Integer(), ForeignKey("unit.id"), nullable=False),
        Column("person_id", Integer(), ForeignKey("person.id")),
        Column("state", String(), nullable=False),
        Column("draft_id", Integer(), ForeignKey("draft.id"), index=True),
        Column("answers", Json, nullable=False),
        Column("submitted_at", Moment),
        Column("submitted_by", Integer(), ForeignKey("person.id")),
        Column("corrected_at", Moment),
        Column("correct_until", Moment),
        Column("snoozed_until", Moment, index=True),
        Column("reason", String(), nullable=False),
        UniqueConstraint("period_id", "unit_id"),
        Index("ix_task_period_state", "period_id", "state", "id"),
        Index("ix_task_unit_state", "unit_id", "state"),
        Index("ix_task_person_state", "person_id", "state"),
    )
