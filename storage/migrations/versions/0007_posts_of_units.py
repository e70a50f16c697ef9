"""Who holds a role at a unit is found at once among tens of thousands of units."""

from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_index("ix_assignment_unit_role", "assignment", ["unit_id", "role"])
