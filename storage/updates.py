"""Updates of the messengers: which were handled, and which are held for another try."""

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from storage.database import Tx, table
from storage.tables.messaging import UpdateHeld, UpdateSeen

_seen = table(UpdateSeen)
_held = table(UpdateHeld)
_note_sqlite = sqlite.insert(_seen).on_conflict_do_nothing()
_note_postgres = postgresql.insert(_seen).on_conflict_do_nothing()
_held_by_id = select(_held).where(_held.c.id == bindparam("held"))


def first_time(tx: Tx, channel: str, key: str) -> bool:
    """Notes the key of an update; False when it was there already."""
    statement = _note_postgres if tx.postgres else _note_sqlite
    return bool(tx.execute(statement, {"channel": channel, "key": key, "at": tx.now}).rowcount)


def forget_older(tx: Tx, than: datetime) -> None:
    """Messengers repeat an update for 24 hours; older keys are only weight."""
    tx.execute(delete(_seen).where(_seen.c.at < than))


def hold(tx: Tx, channel: str, key: str, event: dict[str, Any], error: str) -> int:
    """Keeps an update whose handling broke."""
    return tx.insert(UpdateHeld, channel=channel, key=key, event=event, error=error, at=tx.now)


def find_held(tx: Tx, held_id: int) -> UpdateHeld | None:
    return tx.first(UpdateHeld, _held_by_id, {"held": held_id})


def held_again(tx: Tx, held_id: int, error: str) -> None:
    """One more try that broke."""
    tx.execute(update(_held).where(_held.c.id == held_id).values(tries=_held.c.tries + 1, error=error))


def let_go(tx: Tx, held_id: int) -> None:
    tx.execute(delete(_held).where(_held.c.id == held_id))
