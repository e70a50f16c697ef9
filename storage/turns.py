"""One change of the registry at a time: whoever comes second waits, and is told so."""

from collections.abc import Callable

from sqlalchemy import func, select

from storage.database import Tx

_LOCK = 3_474_001


def is_taken(tx: Tx) -> bool:
    """Whether somebody brings in a list just now, in a transaction that is open for long."""
    return tx.postgres and not tx.scalar(select(func.pg_try_advisory_xact_lock(_LOCK)))


def take(tx: Tx, waiting: Callable[[], None]) -> None:
    """Until the transaction ends nobody else brings in a list. `waiting` is called when somebody is doing so now.

    SQLite lets in one writer at a time anyway.
    """
    if tx.postgres and not tx.scalar(select(func.pg_try_advisory_xact_lock(_LOCK))):
        waiting()
        tx.execute(select(func.pg_advisory_xact_lock(_LOCK)))
