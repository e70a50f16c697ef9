"""Outcomes: how one try at a message ended, what that means for the message, and how it is recorded."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from bot.channels import Refused, TooFast, Unavailable, Unreachable
from bot.logs import describe
from incidents import failover, reach
from rules.catalogue import Catalogue
from storage import offered, outbox, sending
from storage.database import Database, Tx
from storage.offered import Offered
from storage.outbox import Priority, Settlement
from storage.tables.messaging import OutboxMessage

UNAVAILABLE = "unavailable"
_FIRST_RETRY = 1.0
_LONGEST_RETRY, _LONGEST_ALERT_RETRY = 60.0, 15.0
_TRIED_FOR = timedelta(hours=24)

log = structlog.get_logger(__name__)


class TakenBack(Exception):
    """Nobody of ours is at the address any more: what is left of a message in several parts is not sent."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one try ended. state: sent, queued (again in `wait` seconds), failed; held: queued, no failure of its own.

    offer: the choices that the person was sent, where the messenger has no buttons.
    shown: the message that shows the slot now. parts: every message that was posted for it. lost: why the account
    cannot be reached any more.
    """

    message: OutboxMessage
    state: str
    milliseconds: int = 0
    error: str = ""
    wait: float = 0.0
    shown: str = ""
    digest: str = ""
    parts: Sequence[str] = ()
    offer: Offered | None = None
    lost: str = ""


def of_failure(message: OutboxMessage, error: Exception, took: int, now: datetime) -> Outcome:
    """What an error of bot.channels, or any other, means for the message. took: milliseconds."""
    match error:
        case TooFast():
            return Outcome(message, "held", took, error="too fast")
        case TakenBack():
            return Outcome(message, "failed", took, error="taken back")
        case Unreachable():
            return Outcome(message, "failed", took, error=str(error), lost=str(error))
        case Refused():
            log.error("message refused", channel=message.channel, outbox=message.id, reason=str(error)[:120])
            return Outcome(message, "failed", took, error=str(error)[:200])
        case Unavailable():
            return _later(message, took, UNAVAILABLE, now)
        case _:
            log.error("sending broke", channel=message.channel, outbox=message.id, error=describe(error))
            return _later(message, took, describe(error), now)


def _later(message: OutboxMessage, took: int, error: str, now: datetime) -> Outcome:
    """Alerts are tried again sooner than the rest; after a day nothing is."""
    if now - message.created_at > _TRIED_FOR:
        log.error("message given up", channel=message.channel, outbox=message.id, attempts=message.attempts + 1)
        return Outcome(message, "failed", took, error=error)
    longest = _LONGEST_ALERT_RETRY if message.priority <= Priority.ALERT else _LONGEST_RETRY
    wait = min(_FIRST_RETRY * 2 ** min(message.attempts, 10), longest) * random.uniform(0.5, 1.0)  # noqa: S311
    return Outcome(message, "queued", took, error=error, wait=wait)


def record(tx: Tx, rules: Catalogue, ended: Sequence[Outcome]) -> Tx:
    """Writes down what became of the messages, and what follows from it."""
    _settle(tx, ended)
    for outcome in ended:
        if outcome.state != "held":
            _follow(tx, rules, outcome)
    return tx


def _follow(tx: Tx, rules: Catalogue, outcome: Outcome) -> None:
    message = outcome.message
    if outcome.shown and (message.slot or message.incident_id is not None):
        outbox.remember_posted(tx, message, outcome.shown, outcome.digest)
    if message.incident_id is not None:
        outbox.remember_parts(tx, message, [part for part in outcome.parts if part != outcome.shown])
    failover.settled(tx, message, outcome.state)
    if outcome.offer is not None:
        offered.remember(tx, message.channel, message.address, outcome.offer)
    if outcome.lost:
        reach.account_lost(tx, rules, message.channel, message.address, outcome.lost)


def _settle(tx: Tx, ended: Sequence[Outcome]) -> Tx:
    """The messages alone: where they stand, and the attempts."""
    for held in (outcome for outcome in ended if outcome.state == "held"):
        outbox.note_attempt(tx, held.message, "held", milliseconds=held.milliseconds, detail=held.error)
        sending.put_back(tx, held.message)
    outbox.settle_all(tx, [_settlement(tx, outcome) for outcome in ended if outcome.state != "held"])
    for message in (outcome.message for outcome in ended if outcome.message.screen.get("secret")):
        outbox.forget_secrets(tx, message.channel, message.address)
    return tx


def _settlement(tx: Tx, outcome: Outcome) -> Settlement:
    again = tx.now + timedelta(seconds=outcome.wait) if outcome.state == "queued" else None
    return Settlement(outcome.message, outcome.state, outcome.milliseconds, outcome.error, again)


async def record_alone(database: Database, rules: Catalogue, outcome: Outcome) -> Tx:
    """`record` in a transaction of its own; what follows from the outcome is left out when that cannot be written."""
    try:
        return await database.run(lambda tx: record(tx, rules, [outcome]))
    except Exception as error:
        log.error("outcome not recorded", outbox=outcome.message.id, error=describe(error))
        return await database.run(lambda tx: _settle(tx, [outcome]))
