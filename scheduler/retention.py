"""Retention: every night what has been kept for its time loses its content, a bounded number in one transaction."""

from datetime import datetime, time, timedelta

import structlog

from rules.catalogue import Catalogue
from rules.retention import KINDS, SHORTEST
from storage import due, retention
from storage.anonymising import anonymise, forget_made, forget_talk
from storage.clock import LOCAL_ZONE
from storage.database import Tx
from storage.due import Urgency
from storage.tables.upkeep import Due

DUE = "retention"
AT_ONCE = 100
_AT = time(2, 30)
_SOON = timedelta(seconds=5)

log = structlog.get_logger(__name__)


def ensure(tx: Tx) -> None:
    """Arms the retention of a database that has none yet."""
    if not due.armed(tx, DUE, 0):
        due.arm(tx, DUE, 0, _next_night(tx.now), Urgency.UPKEEP)


def on_due(tx: Tx, rules: Catalogue, _what: Due) -> None:
    """One kind at a time; as long as there is more it goes on in a few seconds, so that nobody waits for it."""
    done = step(tx, rules)
    if done:
        log.info("content taken away after its time", **done)
    due.arm(tx, DUE, 0, tx.now + _SOON if done else _next_night(tx.now), Urgency.UPKEEP)


def step(tx: Tx, rules: Catalogue, at_once: int = AT_ONCE) -> dict[str, int]:
    """Takes the content of the next records away: {"incidents": 200}; {} when no time is over."""
    for kind in KINDS:
        ids = retention.due_ids(tx, kind, rules.retention.period(kind), at_once)
        if ids:
            anonymise(tx, kind, ids, rules.form)
            return {kind: len(ids)}
    forget_talk(tx, tx.now - rules.retention.drafts)
    made = forget_made(tx, tx.now - SHORTEST, at_once)
    return {"made_files": made} if made else {}


def _next_night(now: datetime) -> datetime:
    local = now.astimezone(LOCAL_ZONE)
    night = datetime.combine(local.date(), _AT, LOCAL_ZONE)
    return night if night > now else night + timedelta(days=1)
