"""Upkeep: once a day, what is only weight is taken away, a bounded number of rows in one transaction."""

from datetime import timedelta

from rules.catalogue import Catalogue
from storage import broadcasts, due, invitations, making, outbox, updates
from storage.database import Tx
from storage.due import Urgency
from storage.tables.upkeep import Due

DUE = "upkeep"
_EVERY = timedelta(days=1)
_SOON = timedelta(seconds=10)
_UPDATES_KEPT = timedelta(days=3)
_MESSAGES_KEPT = timedelta(days=90)
_ATTEMPTS_KEPT = timedelta(days=90)
_TARGETS_KEPT = timedelta(days=90)
_MAKINGS_KEPT = timedelta(days=90)
_AT_ONCE = 2_000


def ensure(tx: Tx) -> None:
    """Arms the upkeep of a database that has none yet."""
    if not due.armed(tx, DUE, 0):
        due.arm(tx, DUE, 0, tx.now + _EVERY, Urgency.UPKEEP)


def on_due(tx: Tx, _rules: Catalogue, _what: Due) -> None:
    """Forgets keys of updates that no messenger repeats any more, messages long sent, who they were to, attempts at
    joining, and who was sent which file that was made."""
    gone = updates.forget_older(tx, tx.now - _UPDATES_KEPT, _AT_ONCE)
    gone += outbox.forget_older(tx, tx.now - _MESSAGES_KEPT, _AT_ONCE)
    gone += broadcasts.forget_targets(tx, tx.now - _TARGETS_KEPT, _AT_ONCE)
    gone += invitations.forget_attempts(tx, tx.now - _ATTEMPTS_KEPT, _AT_ONCE)
    gone += making.forget_older(tx, tx.now - _MAKINGS_KEPT, _AT_ONCE)
    due.arm(tx, DUE, 0, tx.now + (_SOON if gone >= _AT_ONCE else _EVERY), Urgency.UPKEEP)
