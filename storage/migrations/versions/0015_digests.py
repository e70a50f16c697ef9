"""When leaders get digests; what the maker of a file says with it, and when it was made."""

from alembic import op
from sqlalchemy import JSON, Column, DateTime, ForeignKey, Integer
from sqlalchemy.dialects.postgresql import JSONB

revision = "0015"
down_revision = "0014"

Moment = DateTime(timezone=True)
Json = JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    op.add_column("making", Column("screen", Json))
    op.add_column("making", Column("made_at", Moment))
    op.create_table(
        "digest_plan",
        Column("person_id", Integer(), ForeignKey("person.id"), primary_key=True, autoincrement=False),
        Column("chosen", Json),
        Column("told_until", Moment, nullable=False),
        Column("daily_until", Moment),
    )
