"""When a leader gets digests, and up to when has been told."""

from datetime import datetime
from typing import Any

from sqlmodel import Field, SQLModel

from storage.columns import json_field, moment


class DigestPlan(SQLModel, table=True):
    """One leader. `chosen` is a rules.digests.Plan as JSON, None while the leader keeps to that of the catalogue.

    Of the moments up to `told_until` none is told any more. What happened up to `daily_until` a daily digest has told.
    """

    __tablename__ = "digest_plan"
    person_id: int = Field(primary_key=True, foreign_key="person.id", sa_column_kwargs={"autoincrement": False})
    chosen: dict[str, Any] | None = json_field(default=None, nullable=True)
    told_until: datetime = moment()
    daily_until: datetime | None = moment(default=None, nullable=True)
