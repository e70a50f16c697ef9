"""Updates of the messengers: which were handled, and which are held for another try."""

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from storage.database import Tx, table
from storage.tables.messaging import UpdateHeld, UpdateSeen

_seen = table(UpdateSeen)
_held = table(UpdateHeld)
_note_sqlite = sqlite.insert(_seen).on_conflict_do_nothing().returning(_seen.c.key)
_note_postgres = postgresql.insert(_seen).on_conflict_do_nothing().returning(_seen.c.key)
_forget = delete(_seen).where(_seen.c.channel == bindparam("of"), _seen.c.key == bindparam("old"))
_held_by_id = select(_held).where(_held.c.id == bindparam("held"))


def first_time(tx: Tx, channel: str, key: str) -> bool:
    """Notes the key of an update; False when it was there already."""
    statement = _note_postgres if tx.postgres else _note_sqlite
    return tx.row(statement, {"channel": channel, "key": key, "at": tx.now}) is not None


def forget_older(tx: Tx, than: datetime, most: int) -> int:
    """Forgets keys of before; how many. (Telegram repeats an update for 24 hours.)"""
    old = tx.rows(select(_seen.c.channel, _seen.c.key).where(_seen.c.at < than).order_by(_seen.c.at).limit(most))
    if old:
        tx.connection.execute(_forget, [{"of": row.channel, "old": row.key} for row in old])
    return len(old)


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
