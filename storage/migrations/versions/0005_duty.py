"""Delegations, absences, exchanged shifts and holes in the roster; who was alerted in whose stead."""

from alembic import op
from sqlalchemy import Column, DateTime, ForeignKey, Integer, String

revision = "0005"
down_revision = "0004"

Moment = DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("incident", Column("delegated_by", Integer()))
    op.add_column("alert", Column("substitute_id", Integer()))
    op.create_table(
        "delegation",
        Column("id", Integer(), primary_key=True),
        Column("unit_id", Integer(), ForeignKey("unit.id"), nullable=False, index=True),
        Column("from_id", Integer(), ForeignKey("person.id"), nullable=False, index=True),
        Column("to_id", Integer(), ForeignKey("person.id"), nullable=False, index=True),
        Column("what", String(), nullable=False),
        Column("state", String(), nullable=False, index=True),
        Column("created_at", Moment, nullable=False),
        Column("ends_at", Moment, nullable=False),
        Column("closed_at", Moment),
    )
    op.create_table(
        "absence",
        Column("id", Integer(), primary_key=True),
        Column("person_id", Integer(), ForeignKey("person.id"), nullable=False, index=True),
        Column("substitute_id", Integer(), ForeignKey("person.id"), nullable=False, index=True),
        Column("state", String(), nullable=False, index=True),
        Column("starts_at", Moment, nullable=False),
        Column("ends_at", Moment, nullable=False),
        Column("created_at", Moment, nullable=False),
        Column("told_at", Moment),
        Column("closed_at", Moment),
    )
    op.create_table(
        "duty_swap",
        Column("id", Integer(), primary_key=True),
        Column("shift_id", Integer(), nullable=False, index=True),
        Column("other_shift_id", Integer()),
        Column("asker_id", Integer(), ForeignKey("person.id"), nullable=False, index=True),
        Column("other_id", Integer(), ForeignKey("person.id"), nullable=False, index=True),
        Column("state", String(), nullable=False, index=True),
        Column("asked_at", Moment, nullable=False),
        Column("expires_at", Moment, nullable=False),
        Column("closed_at", Moment),
    )
    op.create_table(
        "duty_hole",
        Column("unit_id", Integer(), ForeignKey("unit.id"), primary_key=True, autoincrement=False),
        Column("starts_at", Moment, primary_key=True),
        Column("ends_at", Moment),
        Column("told_at", Moment, nullable=False),
    )
