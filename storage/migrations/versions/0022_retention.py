"""When the content of a record was taken away, what is held beyond its time, files whose time is over."""

from alembic import op
from sqlalchemy import Column, DateTime, ForeignKey, Integer, String

revision = "0022"
down_revision = "0021"

Moment = DateTime(timezone=True)


def upgrade() -> None:
    for table in ("incident", "draft", "task", "news_item", "notice", "press_contact", "person"):
        op.add_column(table, Column("anonymised_at", Moment, nullable=True))
    op.create_table(
        "retention_hold",
        Column("incident_id", Integer(), ForeignKey("incident.id"), primary_key=True, autoincrement=False),
        Column("reason", String(), nullable=False),
        Column("held_at", Moment, nullable=False),
    )
    op.create_table("gone_file", Column("sha256", String(), primary_key=True), Column("at", Moment, nullable=False))
