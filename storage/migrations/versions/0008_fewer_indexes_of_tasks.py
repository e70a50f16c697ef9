"""Tasks are made fifty thousand at a time: without the indexes that nothing looks into."""

from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.drop_index("ix_task_person_state", "task")
    op.drop_index("ix_task_snoozed_until", "task")
