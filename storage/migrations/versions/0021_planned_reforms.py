"""Reforms of the units that are laid down for a day to come."""

from alembic import op
from sqlalchemy import JSON, Column, DateTime, Integer, String
from sqlalchemy.dialects.postgresql import JSONB

revision = "0021"
down_revision = "0020"

Moment = DateTime(timezone=True)
Json = JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "planned_reform",
        Column("id", Integer(), primary_key=True),
        Column("holds_from", Moment, nullable=False),
        Column("rows", Json, nullable=False),
        Column("state", String(), nullable=False),
        Column("reasons", Json, nullable=False),
        Column("laid_at", Moment, nullable=False),
        Column("settled_at", Moment),
    )
