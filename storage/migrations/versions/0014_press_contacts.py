"""What the press has asked units, and what it was told."""

from alembic import op
from sqlalchemy import JSON, Column, DateTime, ForeignKey, Index, Integer, String
from sqlalchemy.dialects.postgresql import JSONB

revision = "0014"
down_revision = "0013"

Moment = DateTime(timezone=True)
Json = JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "press_contact",
        Column("id", Integer(), primary_key=True),
        Column("unit_id", Integer(), ForeignKey("unit.id"), nullable=False),
        Column("incident_id", Integer(), ForeignKey("incident.id"), index=True),
        Column("noted_by", Integer(), ForeignKey("person.id"), nullable=False, index=True),
        Column("state", String(), nullable=False),
        Column("text", String(), nullable=False),
        Column("paper", String(), nullable=False),
        Column("reporter", String(), nullable=False),
        Column("phone", String(), nullable=False),
        Column("question", String(), nullable=False),
        Column("contacted_at", Moment, nullable=False),
        Column("noted_at", Moment, nullable=False),
        Column("kept_at", Moment, index=True),
        Column("answer", String(), nullable=False),
        Column("answered_by", String(), nullable=False),
        Column("answered_at", Moment),
        Column("answer_noted_by", Integer(), ForeignKey("person.id")),
        Column("links", Json, nullable=False),
        Index("ix_press_contact_unit", "unit_id", "state", "kept_at"),
    )
