"""Ward, place on the map and time of units, what became of them, and how a unit was called when it reported."""

from alembic import op
from sqlalchemy import Column, DateTime, Float, Integer, String, text

revision = "0018"
down_revision = "0017"

Moment = DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("unit", Column("ward", String(), nullable=False, server_default=""))
    op.add_column("unit", Column("latitude", Float()))
    op.add_column("unit", Column("longitude", Float()))
    op.add_column("unit", Column("valid_from", Moment))
    op.add_column("unit", Column("valid_until", Moment))
    op.add_column("unit", Column("successor_id", Integer()))
    op.add_column("incident", Column("unit_name", String(), nullable=False, server_default=""))
    op.execute(text("UPDATE incident SET unit_name = (SELECT name FROM unit WHERE unit.id = incident.unit_id)"))
