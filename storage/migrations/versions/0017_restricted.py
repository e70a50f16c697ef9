"""Incidents that only those may look at who must know of them."""

from alembic import op
from sqlalchemy import Boolean, Column, column, false, table, true

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    with op.batch_alter_table("incident") as incident:
        incident.add_column(Column("restricted", Boolean(), nullable=False, server_default=false()))
    known = table("incident", column("category"), column("restricted"))
    op.execute(known.update().where(known.c.category.in_(["child_abuse", "self_harm"])).values(restricted=true()))
    with op.batch_alter_table("incident") as incident:
        incident.alter_column("restricted", server_default=None)
