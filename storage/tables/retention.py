"""What is kept beyond its time, and files whose time is over."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from storage.columns import moment


class RetentionHold(SQLModel, table=True):
    """An incident that keeps its content until somebody releases it."""

    __tablename__ = "retention_hold"
    incident_id: int = Field(primary_key=True, foreign_key="incident.id", sa_column_kwargs={"autoincrement": False})
    reason: str
    held_at: datetime = moment()


class GoneFile(SQLModel, table=True):
    """A file that nothing of the time refers to any more: it is to be taken off the disk, if that is still so."""

    __tablename__ = "gone_file"
    sha256: str = Field(primary_key=True)
    at: datetime = moment()
