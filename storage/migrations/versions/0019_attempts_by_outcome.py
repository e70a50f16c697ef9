"""How often a code was guessed wrong is found at once, however many tries there were."""

from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    op.create_index("ix_join_attempt_outcome", "join_attempt", ["outcome", "at"])
