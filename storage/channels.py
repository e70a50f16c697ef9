"""Messengers as a whole: which of them do not answer, since when."""

from datetime import datetime

from sqlalchemy import bindparam, select

from storage.database import Tx, table
from storage.tables.messaging import ChannelState

_state = table(ChannelState)
_down_since = select(_state.c.down_since).where(_state.c.channel == bindparam("channel"))


def down_since(tx: Tx, channel: str) -> datetime | None:
    """Since when the messenger does not answer; None while it does."""
    found: datetime | None = tx.scalar(_down_since, {"channel": channel})
    return found


def note(tx: Tx, channel: str, since: datetime | None) -> None:
    """From now on the messenger counts as down since then, or as well (None)."""
    tx.upsert(ChannelState, ("channel",), channel=channel, down_since=since)
