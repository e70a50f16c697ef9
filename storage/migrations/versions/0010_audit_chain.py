"""The record is chained, and takes no change: neither of an entry nor of a link."""

from alembic import op
from sqlalchemy import Column, DateTime, Integer, String, UniqueConstraint

revision = "0010"
down_revision = "0009"

Moment = DateTime(timezone=True)
TABLES = ("audit", "audit_link")


def upgrade() -> None:
    op.create_table(
        "audit_link",
        Column("position", Integer(), primary_key=True, autoincrement=False),
        Column("audit_id", Integer(), nullable=False),
        Column("sealed_at", Moment, nullable=False),
        Column("hash", String(), nullable=False),
        UniqueConstraint("audit_id", name="uq_audit_link_audit_id"),
    )
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION only_added() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'table % is only added to', TG_TABLE_NAME; END $$"
        )
        for table in TABLES:
            op.execute(
                f"CREATE TRIGGER {table}_only_added BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION only_added()"
            )
        return
    for table in TABLES:
        for act in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, 'table {table} is only added to'); END"
            )
