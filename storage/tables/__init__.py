"""The tables, one file a subject. Importing this package loads them all into `metadata`."""

from sqlmodel import SQLModel

from storage.tables import conversations, incidents, messaging, registry, upkeep

metadata = SQLModel.metadata

__all__ = ["conversations", "incidents", "messaging", "metadata", "registry", "upkeep"]
