"""Reforms of the units that are laid down for a day to come."""

from datetime import datetime
from typing import Any

from sqlmodel import Field, SQLModel

from storage.columns import json_field, moment


class PlannedReform(SQLModel, table=True):
    """`rows`: storage.reform.ReformRow as JSON. state: planned, done, failed (nothing was changed), cancelled.

    `reasons`: why it failed, a line for each row that could not be done.
    """

    __tablename__ = "planned_reform"
    id: int | None = Field(default=None, primary_key=True)
    holds_from: datetime = moment()
    rows: list[dict[str, Any]] = json_field()
    state: str = "planned"
    reasons: list[str] = json_field(default_factory=list)
    laid_at: datetime = moment()
    settled_at: datetime | None = moment(default=None, nullable=True)
