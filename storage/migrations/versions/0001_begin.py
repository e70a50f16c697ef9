"""All tables as they were at the beginning."""

from alembic import op
from sqlalchemy import JSON, Boolean, Column, DateTime, ForeignKey, Index, Integer, String, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB

revision = "0001"
down_revision = None

Moment = DateTime(timezone=True)
Json = JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "audit",
        Column("id", Integer(), primary_key=True),
        Column("at", Moment, nullable=False, index=True),
        Column("person_id", Integer(), index=True),
        Column("channel", String(), nullable=False),
        Column("address", String(), nullable=False),
        Column("action", String(), nullable=False),
        Column("outcome", String(), nullable=False),
        Column("subject", String(), nullable=False),
        Column("detail", Json, nullable=False),
    )
    op.create_table(
        "counter",
        Column("name", String(), primary_key=True),
        Column("value", Integer(), nullable=False),
    )
    op.create_table(
        "delivery_attempt",
        Column("id", Integer(), primary_key=True),
        Column("outbox_id", Integer(), nullable=False, index=True),
        Column("at", Moment, nullable=False),
        Column("outcome", String(), nullable=False),
        Column("detail", String(), nullable=False),
        Column("milliseconds", Integer(), nullable=False),
    )
    op.create_table(
        "due",
        Column("kind", String(), primary_key=True),
        Column("subject_id", Integer(), primary_key=True, autoincrement=False),
        Column("due_at", Moment, nullable=False),
        Column("urgency", Integer(), nullable=False),
        Column("tries", Integer(), nullable=False),
        Index("ix_due_next", "due_at"),
    )
    op.create_table(
        "join_attempt",
        Column("id", Integer(), primary_key=True),
        Column("channel", String(), nullable=False),
        Column("address", String(), nullable=False, index=True),
        Column("at", Moment, nullable=False, index=True),
        Column("outcome", String(), nullable=False),
    )
    op.create_table(
        "outbox",
        Column("id", Integer(), primary_key=True),
        Column("channel", String(), nullable=False),
        Column("address", String(), nullable=False),
        Column("person_id", Integer()),
        Column("incident_id", Integer()),
        Column("priority", Integer(), nullable=False),
        Column("slot", String(), nullable=False),
        Column("screen", Json, nullable=False),
        Column("update_key", String(), nullable=False),
        Column("created_at", Moment, nullable=False),
        Column("not_before", Moment, nullable=False),
        Column("expires_at", Moment),
        Column("state", String(), nullable=False),
        Column("attempts", Integer(), nullable=False),
        Column("claimed_until", Moment),
        Column("done_at", Moment),
        Column("error", String(), nullable=False),
        Index("ix_outbox_slot", "channel", "address", "slot", "state"),
        Index("ix_outbox_waiting", "state", "channel", "priority", "id"),
    )
    op.create_table(
        "person",
        Column("id", Integer(), primary_key=True),
        Column("name", String(), nullable=False),
        Column("phone", String()),
        Column("lang", String(), nullable=False),
        Column("preferred_channel", String()),
        Column("active", Boolean(), nullable=False),
        UniqueConstraint("phone", name="uq_person_phone"),
    )
    op.create_table(
        "posted",
        Column("channel", String(), primary_key=True),
        Column("address", String(), primary_key=True),
        Column("message_ref", String(), primary_key=True),
        Column("slot", String(), nullable=False),
        Column("digest", String(), nullable=False),
        Column("current", Boolean(), nullable=False),
        Column("incident_id", Integer()),
        Column("at", Moment, nullable=False),
        Index("ix_posted_slot", "channel", "address", "slot", "current"),
    )
    op.create_table(
        "unit",
        Column("id", Integer(), primary_key=True),
        Column("code", String(), nullable=False),
        Column("name", String(), nullable=False),
        Column("kind", String(), nullable=False),
        Column("address", String(), nullable=False),
        Column("parent_id", Integer(), ForeignKey("unit.id", name="fk_unit_parent_id"), index=True),
        Column("path", String(), nullable=False, index=True),
        Column("active", Boolean(), nullable=False),
        UniqueConstraint("code", name="uq_unit_code"),
    )
    op.create_table(
        "update_held",
        Column("id", Integer(), primary_key=True),
        Column("channel", String(), nullable=False),
        Column("key", String(), nullable=False),
        Column("event", Json, nullable=False),
        Column("tries", Integer(), nullable=False),
        Column("error", String(), nullable=False),
        Column("at", Moment, nullable=False),
    )
    op.create_table(
        "update_seen",
        Column("channel", String(), primary_key=True),
        Column("key", String(), primary_key=True),
        Column("at", Moment, nullable=False, index=True),
    )
    op.create_table(
        "account",
        Column("id", Integer(), primary_key=True),
        Column(
            "person_id",
            Integer(),
            ForeignKey("person.id", name="fk_account_person_id"),
            nullable=False,
            index=True,
        ),
        Column("channel", String(), nullable=False),
        Column("address", String(), nullable=False),
        Column("joined_at", Moment, nullable=False),
        Column("reachable", Boolean(), nullable=False),
        Column("unreachable_reason", String(), nullable=False),
        Column("cut_off_at", Moment),
        UniqueConstraint("channel", "address", name="uq_account_channel_address"),
    )
    op.create_table(
        "assignment",
        Column("id", Integer(), primary_key=True),
        Column(
            "person_id",
            Integer(),
            ForeignKey("person.id", name="fk_assignment_person_id"),
            nullable=False,
            index=True,
        ),
        Column("unit_id", Integer(), ForeignKey("unit.id", name="fk_assignment_unit_id"), nullable=False, index=True),
        Column("role", String(), nullable=False, index=True),
        Column("division", String(), nullable=False),
        Column("title", String(), nullable=False),
        Column("valid_from", Moment),
        Column("valid_until", Moment),
        UniqueConstraint(
            "person_id", "unit_id", "role", "division", name="uq_assignment_person_id_unit_id_role_division"
        ),
    )
    op.create_table(
        "conversation",
        Column(
            "person_id",
            Integer(),
            ForeignKey("person.id", name="fk_conversation_person_id"),
            primary_key=True,
            autoincrement=False,
        ),
        Column("flow", String(), nullable=False),
        Column("data", Json, nullable=False),
        Column("updated_at", Moment, nullable=False),
    )
    op.create_table(
        "draft",
        Column("id", Integer(), primary_key=True),
        Column("person_id", Integer(), ForeignKey("person.id", name="fk_draft_person_id"), nullable=False, index=True),
        Column("unit_id", Integer(), ForeignKey("unit.id", name="fk_draft_unit_id"), nullable=False),
        Column("door", String(), nullable=False),
        Column("status", String(), nullable=False),
        Column("answers", Json, nullable=False),
        Column("skipped", Json, nullable=False),
        Column("asking", String()),
        Column("created_at", Moment, nullable=False),
        Column("updated_at", Moment, nullable=False),
    )
    op.create_table(
        "duty_shift",
        Column("id", Integer(), primary_key=True),
        Column("unit_id", Integer(), ForeignKey("unit.id", name="fk_duty_shift_unit_id"), nullable=False, index=True),
        Column(
            "person_id",
            Integer(),
            ForeignKey("person.id", name="fk_duty_shift_person_id"),
            nullable=False,
            index=True,
        ),
        Column("starts_at", Moment, nullable=False, index=True),
        Column("ends_at", Moment, nullable=False, index=True),
    )
    op.create_table(
        "invitation",
        Column("id", Integer(), primary_key=True),
        Column(
            "person_id",
            Integer(),
            ForeignKey("person.id", name="fk_invitation_person_id"),
            nullable=False,
            index=True,
        ),
        Column("code_hash", String(), nullable=False),
        Column("created_at", Moment, nullable=False),
        Column("created_by", Integer(), ForeignKey("person.id", name="fk_invitation_created_by")),
        Column("expires_at", Moment, nullable=False),
        Column("used_at", Moment),
        Column("revoked_at", Moment),
        UniqueConstraint("code_hash", name="uq_invitation_code_hash"),
    )
    op.create_table(
        "incident",
        Column("id", Integer(), primary_key=True),
        Column("code", String(), nullable=False),
        Column("draft_id", Integer(), ForeignKey("draft.id", name="fk_incident_draft_id"), nullable=False),
        Column("unit_id", Integer(), ForeignKey("unit.id", name="fk_incident_unit_id"), nullable=False, index=True),
        Column(
            "reporter_id",
            Integer(),
            ForeignKey("person.id", name="fk_incident_reporter_id"),
            nullable=False,
            index=True,
        ),
        Column("category", String(), nullable=False, index=True),
        Column("severity", Integer(), nullable=False),
        Column("division", String(), nullable=False),
        Column("status", String(), nullable=False, index=True),
        Column("answers", Json, nullable=False),
        Column("search_text", String(), nullable=False),
        Column("opened_at", Moment, nullable=False, index=True),
        Column("changed_at", Moment, nullable=False),
        Column("policy", String(), nullable=False),
        Column("step", Integer(), nullable=False),
        Column("repeats", Integer(), nullable=False),
        Column("step_at", Moment),
        Column("taken_by", Integer(), ForeignKey("person.id", name="fk_incident_taken_by")),
        Column("taken_at", Moment),
        Column("update_due_at", Moment),
        Column("ended_at", Moment),
        UniqueConstraint("code", name="uq_incident_code"),
        UniqueConstraint("draft_id", name="uq_incident_draft_id"),
    )
    op.create_table(
        "alert",
        Column("id", Integer(), primary_key=True),
        Column(
            "incident_id",
            Integer(),
            ForeignKey("incident.id", name="fk_alert_incident_id"),
            nullable=False,
            index=True,
        ),
        Column("person_id", Integer(), ForeignKey("person.id", name="fk_alert_person_id"), nullable=False, index=True),
        Column("step", Integer(), nullable=False),
        Column("state", String(), nullable=False),
        Column("at", Moment, nullable=False),
        UniqueConstraint("incident_id", "person_id", name="uq_alert_incident_id_person_id"),
    )
    op.create_table(
        "timeline_entry",
        Column("id", Integer(), primary_key=True),
        Column(
            "incident_id",
            Integer(),
            ForeignKey("incident.id", name="fk_timeline_entry_incident_id"),
            nullable=False,
            index=True,
        ),
        Column("at", Moment, nullable=False),
        Column("kind", String(), nullable=False),
        Column("person_id", Integer(), ForeignKey("person.id", name="fk_timeline_entry_person_id")),
        Column("text", String(), nullable=False),
        Column("data", Json, nullable=False),
    )
    op.create_table(
        "attachment",
        Column("id", Integer(), primary_key=True),
        Column(
            "draft_id",
            Integer(),
            ForeignKey("draft.id", name="fk_attachment_draft_id"),
            nullable=False,
            index=True,
        ),
        Column("entry_id", Integer(), ForeignKey("timeline_entry.id", name="fk_attachment_entry_id")),
        Column("channel", String(), nullable=False),
        Column("file_ref", String(), nullable=False),
        Column("unique_ref", String(), nullable=False),
        Column("kind", String(), nullable=False),
        Column("name", String(), nullable=False),
        Column("mime", String(), nullable=False),
        Column("size", Integer()),
        Column("album", String(), nullable=False),
        Column("caption", String(), nullable=False),
        Column("status", String(), nullable=False),
        Column("sha256", String(), index=True),
        Column("created_at", Moment, nullable=False),
        UniqueConstraint("draft_id", "unique_ref", name="uq_attachment_draft_id_unique_ref"),
    )
