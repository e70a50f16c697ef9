"""The media response clock, statements, and to whom they were given."""

from alembic import op
from sqlalchemy import JSON, Column, DateTime, ForeignKey, Integer, String
from sqlalchemy.dialects.postgresql import JSONB

revision = "0012"
down_revision = "0011"

Moment = DateTime(timezone=True)
Json = JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "media_clock",
        Column("incident_id", Integer(), ForeignKey("incident.id"), primary_key=True, autoincrement=False),
        Column("state", String(), nullable=False, index=True),
        Column("begun_at", Moment, nullable=False),
        Column("due_at", Moment, nullable=False),
        Column("since", Moment, nullable=False),
        Column("told", Json, nullable=False),
        Column("given_at", Moment),
    )
    op.create_table(
        "statement",
        Column("id", Integer(), primary_key=True),
        Column("incident_id", Integer(), ForeignKey("incident.id"), nullable=False, index=True),
        Column("state", String(), nullable=False),
        Column("text", String(), nullable=False),
        Column("version", Integer(), nullable=False),
        Column("written_by", Integer(), ForeignKey("person.id")),
        Column("created_at", Moment, nullable=False),
        Column("approved_by", Integer(), ForeignKey("person.id")),
        Column("approved_at", Moment),
    )
    op.create_table(
        "statement_given",
        Column("id", Integer(), primary_key=True),
        Column("incident_id", Integer(), ForeignKey("incident.id"), nullable=False, index=True),
        Column("statement_id", Integer(), ForeignKey("statement.id"), nullable=False),
        Column("said_at", Moment, nullable=False),
        Column("audience", String(), nullable=False),
        Column("given_to", String(), nullable=False),
        Column("noted_by", Integer(), ForeignKey("person.id"), nullable=False),
        Column("noted_at", Moment, nullable=False),
        Column("links", Json, nullable=False),
    )
