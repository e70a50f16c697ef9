"""Notices: what units are told, who is to read it, who has, who looks at that."""

from alembic import op
from sqlalchemy import JSON, Boolean, Column, DateTime, ForeignKey, Index, Integer, String
from sqlalchemy.dialects.postgresql import JSONB

revision = "0006"
down_revision = "0005"

Moment = DateTime(timezone=True)
Json = JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "notice",
        Column("id", Integer(), primary_key=True),
        Column("author_id", Integer(), ForeignKey("person.id"), nullable=False, index=True),
        Column("draft_id", Integer(), ForeignKey("draft.id"), nullable=False, index=True),
        Column("text", String(), nullable=False),
        Column("audience", Json, nullable=False),
        Column("areas", Json, nullable=False),
        Column("state", String(), nullable=False, index=True),
        Column("read_by", Moment),
        Column("quiet_hours", Boolean(), nullable=False),
        Column("created_at", Moment, nullable=False),
        Column("sent_at", Moment),
        Column("withdrawn_at", Moment),
        Column("broadcast_id", Integer(), ForeignKey("broadcast.id")),
    )
    op.create_table(
        "notice_reader",
        Column("notice_id", Integer(), ForeignKey("notice.id"), primary_key=True, autoincrement=False),
        Column("unit_id", Integer(), ForeignKey("unit.id"), primary_key=True, autoincrement=False),
        Column("person_id", Integer(), ForeignKey("person.id"), primary_key=True, autoincrement=False),
        Column("read_at", Moment),
        Index("ix_notice_reader_read", "notice_id", "read_at", "unit_id"),
        Index("ix_notice_reader_person", "person_id", "notice_id"),
    )
    op.create_table(
        "notice_watch",
        Column("notice_id", Integer(), ForeignKey("notice.id"), primary_key=True, autoincrement=False),
        Column("person_id", Integer(), ForeignKey("person.id"), primary_key=True, autoincrement=False),
        Column("read", Boolean(), nullable=False),
        Column("page", Integer(), nullable=False),
    )
