"""News items and the talk about them."""

from alembic import op
from sqlalchemy import Column, DateTime, ForeignKey, Index, Integer, String

revision = "0013"
down_revision = "0012"

Moment = DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "news_item",
        Column("id", Integer(), primary_key=True),
        Column("code", String(), nullable=False),
        Column("author_id", Integer(), ForeignKey("person.id"), nullable=False, index=True),
        Column("unit_id", Integer(), ForeignKey("unit.id"), nullable=False),
        Column("draft_id", Integer(), ForeignKey("draft.id"), nullable=False, index=True),
        Column("kind", String(), nullable=False),
        Column("title", String(), nullable=False),
        Column("text", String(), nullable=False),
        Column("children", String(), nullable=False),
        Column("state", String(), nullable=False),
        Column("created_at", Moment, nullable=False),
        Column("sent_at", Moment),
        Column("decided_at", Moment),
        Column("decided_by", Integer(), ForeignKey("person.id")),
        Column("reason", String(), nullable=False),
        Index("ix_news_item_ranking", "state", "decided_at", "unit_id"),
        Index("ix_news_item_queue", "state", "sent_at"),
        Index("ix_news_item_unit", "unit_id", "state", "decided_at"),
    )
    op.create_table(
        "news_talk",
        Column("id", Integer(), primary_key=True),
        Column("item_id", Integer(), ForeignKey("news_item.id"), nullable=False, index=True),
        Column("person_id", Integer(), ForeignKey("person.id"), nullable=False),
        Column("kind", String(), nullable=False),
        Column("text", String(), nullable=False),
        Column("at", Moment, nullable=False),
    )
