"""Sealing: once a minute the record's new entries are put into its chain, away from whoever writes them."""

from datetime import timedelta

import structlog

from rules.catalogue import Catalogue
from storage import chain, due
from storage.database import Tx
from storage.due import Urgency
from storage.tables.upkeep import Due

DUE = "audit_chain"
_EVERY = timedelta(minutes=1)
_AT_ONCE = 2_000

log = structlog.get_logger(__name__)


def ensure(tx: Tx) -> None:
    """Arms the sealing of a database that has none yet."""
    if not due.armed(tx, DUE, 0):
        due.arm(tx, DUE, 0, tx.now + _EVERY, Urgency.UPKEEP)


def on_due(tx: Tx, _rules: Catalogue, _what: Due) -> None:
    """The head goes into the log, which is kept elsewhere: a chain that was made anew does not lead to it.

    The one that the act before has left: whether what is sealed here stays is not known yet.
    """
    head = chain.head(tx)
    if head.sealed_at > tx.now - 2 * _EVERY:
        log.info("audit sealed", head=str(head))
    sealed = chain.seal(tx, _AT_ONCE)
    due.arm(tx, DUE, 0, tx.now + (timedelta() if sealed == _AT_ONCE else _EVERY), Urgency.UPKEEP)
