"""The tables, one file a subject. Importing this package loads them all into `metadata`, ready to be read."""

from sqlalchemy.orm import configure_mappers
from sqlmodel import SQLModel

from storage.tables import (
    broadcasts,
    campaigns,
    conversations,
    digests,
    duty,
    incidents,
    makings,
    media,
    messaging,
    news,
    notices,
    press,
    reforms,
    registry,
    retention,
    upkeep,
)

metadata = SQLModel.metadata
configure_mappers()

__all__ = [
    "broadcasts",
    "campaigns",
    "conversations",
    "digests",
    "duty",
    "incidents",
    "makings",
    "media",
    "messaging",
    "metadata",
    "news",
    "notices",
    "press",
    "reforms",
    "registry",
    "retention",
    "upkeep",
]
