"""A slot that was overtaken: a message that comes back after a newer one of its slot was written gives way to it."""

from datetime import datetime

from sqlalchemy import bindparam, func, select, update

from storage import due, outbox
from storage.database import Tx, table
from storage.outbox import Recipient
from storage.screens import heard_as
from storage.tables.messaging import OutboxMessage

STANDING = ("queued", "sending", "sent")

_outbox = table(OutboxMessage)

_newer = (
    select(_outbox)
    .where(
        _outbox.c.channel == bindparam("channel"),
        _outbox.c.address == bindparam("address"),
        _outbox.c.slot == bindparam("slot"),
        _outbox.c.state.in_(STANDING),
        _outbox.c.id > bindparam("old"),
    )
    .order_by(_outbox.c.id.desc())
    .limit(1)
)


_coming = (
    select(_outbox.c.id)
    .where(
        _outbox.c.channel == bindparam("channel"),
        _outbox.c.address == bindparam("address"),
        _outbox.c.slot == bindparam("slot"),
        _outbox.c.state.in_(("queued", "sending")),
    )
    .limit(1)
)


def stands(tx: Tx, to: Recipient, slot: str) -> bool:
    """Whether the account is shown the slot, or a message of it is still on its way there."""
    if outbox.posted(tx, to.channel, to.address, slot) is not None:
        return True
    return tx.row(_coming, {"channel": to.channel, "address": to.address, "slot": slot}) is not None


_latest = select(func.max(_outbox.c.created_at)).where(
    _outbox.c.channel == bindparam("channel"),
    _outbox.c.address == bindparam("address"),
    _outbox.c.slot == bindparam("slot"),
)


def last_said(tx: Tx, to: Recipient, slot: str) -> datetime | None:
    """When the account was last told something in this slot, as far back as the outbox remembers."""
    said: datetime | None = tx.scalar(_latest, {"channel": to.channel, "address": to.address, "slot": slot})
    return said


def heir(tx: Tx, message: OutboxMessage) -> OutboxMessage | None:
    """The latest message of the same slot that goes, or has gone, instead of an earlier one."""
    if not message.slot:
        return None
    where = {"channel": message.channel, "address": message.address, "slot": message.slot, "old": message.id}
    return tx.first(OutboxMessage, _newer, where)


def give_way(tx: Tx, message: OutboxMessage) -> bool:
    """Supersedes a message that comes back (its sending failed) after a newer one of its slot was written.

    False when there is no newer one. The newer inherits its urgency and its sound as in `outbox.send`, if it waits.
    """
    newer = heir(tx, message)
    if newer is None:
        return False
    outbox.supersede(tx, message.id or 0)
    due.inherit(tx, due.FAILOVER, message.id or 0, newer.id or 0)
    if newer.state == "queued":
        tx.execute(
            update(_outbox)
            .where(_outbox.c.id == newer.id, _outbox.c.state == "queued")
            .values(priority=min(newer.priority, message.priority), screen=heard_as(message.screen, newer.screen))
        )
    return True
