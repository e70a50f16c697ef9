"""Which words about their data people were shown, and what they have answered. Who has joined before is asked anew."""

from alembic import op
from sqlalchemy import Column, DateTime, String

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    op.add_column("person", Column("notice_version", String, nullable=False, server_default=""))
    op.add_column("person", Column("notice_answer", String, nullable=False, server_default=""))
    op.add_column("person", Column("notice_answered_at", DateTime(timezone=True), nullable=True))
    op.execute("UPDATE person SET notice_version = '-' WHERE id IN (SELECT person_id FROM account)")
