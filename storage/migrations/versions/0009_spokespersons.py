"""Who speaks to the press for each unit, and which heads were asked."""

from alembic import op
from sqlalchemy import Column, DateTime, ForeignKey, Integer, String

revision = "0009"
down_revision = "0008"

Moment = DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "spokesperson",
        Column("unit_id", Integer(), ForeignKey("unit.id"), primary_key=True, autoincrement=False),
        Column("person_id", Integer(), ForeignKey("person.id"), index=True),
        Column("name", String(), nullable=False),
        Column("title", String(), nullable=False),
        Column("phone", String(), nullable=False),
        Column("named_by", Integer(), ForeignKey("person.id"), nullable=False),
        Column("named_at", Moment, nullable=False),
        Column("confirmed_at", Moment, nullable=False),
    )
    op.create_table(
        "spokesperson_question",
        Column("unit_id", Integer(), ForeignKey("unit.id"), primary_key=True, autoincrement=False),
        Column("person_id", Integer(), ForeignKey("person.id"), primary_key=True, autoincrement=False),
        Column("asked_at", Moment, nullable=False),
    )
