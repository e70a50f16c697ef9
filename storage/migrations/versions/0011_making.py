"""Files that are made out of what is recorded, who gets them; an attachment need not have come with a draft."""

from alembic import op
from sqlalchemy import JSON, Column, DateTime, ForeignKey, Index, Integer, String, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB

revision = "0011"
down_revision = "0010"

Moment = DateTime(timezone=True)
Json = JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    with op.batch_alter_table("attachment") as attachment:
        attachment.alter_column("draft_id", existing_type=Integer(), nullable=True)
    op.create_table(
        "making",
        Column("id", Integer(), primary_key=True),
        Column("kind", String(), nullable=False),
        Column("key", String(), nullable=False),
        Column("params", Json, nullable=False),
        Column("state", String(), nullable=False),
        Column("priority", Integer(), nullable=False),
        Column("tries", Integer(), nullable=False),
        Column("again_at", Moment, nullable=False),
        Column("attachment_id", Integer(), ForeignKey("attachment.id")),
        Column("created_at", Moment, nullable=False),
        UniqueConstraint("kind", "key"),
        Index("ix_making_waiting", "state", "priority", "id"),
    )
    op.create_table(
        "making_recipient",
        Column("id", Integer(), primary_key=True),
        Column("making_id", Integer(), ForeignKey("making.id"), nullable=False),
        Column("person_id", Integer(), ForeignKey("person.id"), nullable=False, index=True),
        Column("channel", String(), nullable=False),
        Column("address", String(), nullable=False),
        Column("screen", Json, nullable=False),
        Column("instead", Json, nullable=False),
        Column("priority", Integer(), nullable=False),
        Column("state", String(), nullable=False),
        UniqueConstraint("making_id", "person_id"),
    )
