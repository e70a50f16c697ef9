"""News items that units send in, and what the communications desk and their senders say to each other about them."""

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from storage.columns import moment


class NewsItem(SQLModel, table=True):
    """state: draft, dropped, waiting (for the desk), asked (the desk waits for an answer), accepted, declined.

    `code` ("TB-2026-000123") from when it is sent. `draft_id` holds its pictures. `kind` is one of the catalogue's.
    children: whether they are seen in the pictures, as rules.news says. `decided_*` and `reason`: by the desk.
    """

    __tablename__ = "news_item"
    __table_args__ = (
        Index("ix_news_item_ranking", "state", "decided_at", "unit_id"),
        Index("ix_news_item_queue", "state", "sent_at"),
        Index("ix_news_item_unit", "unit_id", "state", "decided_at"),
    )
    id: int | None = Field(default=None, primary_key=True)
    code: str = ""
    author_id: int = Field(foreign_key="person.id", index=True)
    unit_id: int = Field(foreign_key="unit.id")
    draft_id: int = Field(foreign_key="draft.id", index=True)
    kind: str = ""
    title: str = ""
    text: str = ""
    children: str = ""
    state: str = "draft"
    created_at: datetime = moment()
    sent_at: datetime | None = moment(default=None, nullable=True)
    decided_at: datetime | None = moment(default=None, nullable=True)
    decided_by: int | None = Field(default=None, foreign_key="person.id")
    reason: str = ""
    anonymised_at: datetime | None = moment(default=None, nullable=True)


class NewsTalk(SQLModel, table=True):
    """A question of the desk about an item (ask), or what its unit answers (answer)."""

    __tablename__ = "news_talk"
    id: int | None = Field(default=None, primary_key=True)
    item_id: int = Field(foreign_key="news_item.id", index=True)
    person_id: int = Field(foreign_key="person.id")
    kind: str
    text: str
    at: datetime = moment()
