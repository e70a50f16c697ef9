"""Broadcasts: what is said to many, and to whom it has been said."""

from alembic import op
from sqlalchemy import JSON, Boolean, Column, DateTime, ForeignKey, Index, Integer, String, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB

revision = "0004"
down_revision = "0003"

Moment = DateTime(timezone=True)
Json = JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "broadcast",
        Column("id", Integer(), primary_key=True),
        Column("kind", String(), nullable=False),
        Column("subject_id", Integer(), nullable=False),
        Column("title", String(), nullable=False),
        Column("started_by", Integer(), ForeignKey("person.id")),
        Column("state", String(), nullable=False),
        Column("quiet_hours", Boolean(), nullable=False),
        Column("total", Integer(), nullable=False),
        Column("position", Integer(), nullable=False),
        Column("created_at", Moment, nullable=False),
        Column("shown_at", Moment),
        Column("ended_at", Moment, index=True),
        Column("counts", Json),
        Index("ix_broadcast_subject", "kind", "subject_id"),
    )
    op.create_table(
        "broadcast_target",
        Column("id", Integer(), primary_key=True),
        Column("broadcast_id", Integer(), ForeignKey("broadcast.id"), nullable=False),
        Column("person_id", Integer(), ForeignKey("person.id"), nullable=False),
        Column("about_id", Integer(), nullable=False),
        Column("state", String(), nullable=False),
        Column("outbox_id", Integer()),
        UniqueConstraint("broadcast_id", "person_id", "about_id"),
        Index("ix_broadcast_target_state", "broadcast_id", "state", "id"),
    )
