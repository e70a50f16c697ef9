"""A second messenger: choices without buttons, and messengers that do not answer."""

from alembic import op
from sqlalchemy import JSON, Boolean, Column, DateTime, String
from sqlalchemy.dialects.postgresql import JSONB

revision = "0002"
down_revision = "0001"

Moment = DateTime(timezone=True)
Json = JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "offered_list",
        Column("channel", String(), primary_key=True),
        Column("address", String(), primary_key=True),
        Column("options", Json, nullable=False),
        Column("numbered", Boolean(), nullable=False),
        Column("at", Moment, nullable=False),
    )
    op.create_table(
        "channel_state",
        Column("channel", String(), primary_key=True),
        Column("down_since", Moment, nullable=True),
    )
