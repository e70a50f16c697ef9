"""When somebody was last spoken to of an invitation that waits."""

from alembic import op
from sqlalchemy import Column, DateTime

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    op.add_column("invitation", Column("reminded_at", DateTime(timezone=True), nullable=True))
