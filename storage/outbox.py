"""The outbox: every message leaves through it, written in the transaction that decided it."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum
from typing import Any

from sqlalchemy import and_, bindparam, delete, func, or_, select, update

from storage import due, statements
from storage.database import Tx, table
from storage.screens import Screen, heard_as, press_answer
from storage.tables.messaging import DeliveryAttempt, OutboxMessage, Posted

PRESS_ANSWER_LIFE = timedelta(seconds=10)
LEASE = timedelta(seconds=60)


class Priority(IntEnum):
    """What goes first when the messenger's limit leaves room for one."""

    PRESS = 0
    ALERT = 1
    ANSWER = 2
    UPDATE = 3
    REMINDER = 5


_outbox = table(OutboxMessage)
_secret = _outbox.c.screen["secret"].as_boolean()
# What answers nothing that its reader has pressed or typed.
UNASKED = and_(_outbox.c.priority > int(Priority.PRESS), _outbox.c.update_key == "")

_waiting_in_slot = select(_outbox.c.id, _outbox.c.screen, _outbox.c.priority).where(
    _outbox.c.channel == bindparam("channel"),
    _outbox.c.address == bindparam("address"),
    _outbox.c.slot == bindparam("slot"),
    _outbox.c.state == "queued",
)
_supersede = (
    update(_outbox)
    .where(_outbox.c.id == bindparam("old"), _outbox.c.state == "queued")
    .values(state="superseded", done_at=bindparam("at"))
)


@dataclass(frozen=True, slots=True)
class Recipient:
    """An account as delivery knows it."""

    channel: str
    address: str
    person_id: int | None = None


def send(
    tx: Tx,
    to: Recipient,
    screen: Screen,
    priority: Priority = Priority.ANSWER,
    *,
    incident_id: int | None = None,
    not_before: datetime | None = None,
    update_key: str = "",
) -> int:
    """Puts a screen in the outbox; an unsent one of the same slot is superseded and leaves its urgency behind, and the
    time by which it must have been sent.
    """
    told = screen.to_json()
    urgent: list[int] = []
    if screen.slot:
        where = {"channel": to.channel, "address": to.address, "slot": screen.slot}
        for old in tx.rows(_waiting_in_slot, where):
            if supersede(tx, old.id):
                if old.priority == Priority.ALERT:
                    urgent.append(old.id)
                priority = min(priority, Priority(old.priority))
                told = heard_as(old.screen, told)
    tx.wakes_delivery = True
    message_id = tx.insert(
        OutboxMessage,
        channel=to.channel,
        address=to.address,
        person_id=to.person_id,
        incident_id=incident_id,
        priority=int(priority),
        slot=screen.slot,
        screen=told,
        update_key=update_key,
        created_at=tx.now,
        not_before=not_before or tx.now,
    )
    for old_id in urgent:
        due.inherit(tx, due.FAILOVER, old_id, message_id)
    return message_id


def answer_press(tx: Tx, to: Recipient, press_id: str, text: str = "", *, alert: bool = False) -> None:
    """Answers a press of a button; worthless after a few seconds, and then dropped."""
    tx.wakes_delivery = True
    tx.insert(
        OutboxMessage,
        channel=to.channel,
        address=to.address,
        person_id=to.person_id,
        priority=int(Priority.PRESS),
        slot="",
        screen=press_answer(press_id, text, alert),
        created_at=tx.now,
        not_before=tx.now,
        expires_at=tx.now + PRESS_ANSWER_LIFE,
    )


def take_back_news(tx: Tx, person_id: int) -> None:
    """What waits for a person and answers nothing that the person did is not sent."""
    tx.execute(
        update(_outbox)
        .where(_outbox.c.person_id == person_id, _outbox.c.state == "queued", UNASKED)
        .values(state="superseded", done_at=tx.now)
    )


def take_back(tx: Tx, channel: str, address: str) -> None:
    """What still waits for an address is not sent, nor what is on its way tried again: nobody of ours is there now."""
    tx.execute(
        update(_outbox)
        .where(_outbox.c.channel == channel, _outbox.c.address == address, _outbox.c.state.in_(("queued", "sending")))
        .values(state="superseded", done_at=tx.now)
    )
    forget_secrets(tx, channel, address)


_forget_secrets = (
    update(_outbox)
    .where(
        _outbox.c.channel == bindparam("where_channel"),
        _outbox.c.address == bindparam("where_address"),
        _outbox.c.state.in_(("sent", "superseded", "failed", "expired")),
        _secret,
    )
    .values(screen={"text": ""})
)


def forget_secrets(tx: Tx, channel: str, address: str) -> None:
    """Of secrets that were sent to this address, or never will be, nothing is kept but that they were there."""
    tx.execute(_forget_secrets, {"where_channel": channel, "where_address": address})


def in_flight(tx: Tx, channel: str, address: str) -> list[OutboxMessage]:
    """What is being sent to an address and can be said elsewhere: no answers to presses, no secrets."""
    found = select(_outbox).where(_outbox.c.channel == channel, _outbox.c.address == address)
    said = found.where(_outbox.c.priority > int(Priority.PRESS), _secret.is_not(True))
    return tx.all(OutboxMessage, said.where(_outbox.c.state == "sending").order_by(_outbox.c.id))


def taken_back(tx: Tx, message_id: int) -> bool:
    """Whether a message that is being sent is not wanted there any more."""
    message = find(tx, message_id)
    return message is None or message.state == "superseded"


def drop_waiting(tx: Tx, to: Recipient, slot: str) -> None:
    """What waits to be shown in the slot is not news any more, and not sent."""
    for old in tx.rows(_waiting_in_slot, {"channel": to.channel, "address": to.address, "slot": slot}):
        supersede(tx, old.id)


def supersede(tx: Tx, message_id: int) -> bool:
    """A message that waits is not sent; False when it did not wait (any more)."""
    return bool(tx.execute(_supersede, {"old": message_id, "at": tx.now}).rowcount)


def find(tx: Tx, message_id: int) -> OutboxMessage | None:
    return tx.find(OutboxMessage, id=message_id)


def waiting_on(tx: Tx, channel: str, priority: Priority) -> list[int]:
    """The messages of this urgency, by their ids, that are not sent yet."""
    rows = tx.rows(
        select(_outbox.c.id)
        .where(_outbox.c.channel == channel, _outbox.c.state.in_(("queued", "sending")))
        .where(_outbox.c.priority == int(priority))
        .order_by(_outbox.c.id)
    )
    return [row.id for row in rows]


def waiting_of_incidents(tx: Tx, person_id: int) -> dict[int, list[int]]:
    """Incident → messages: what waits to be said to a person about incidents."""
    rows = tx.rows(
        select(_outbox.c.id, _outbox.c.incident_id).where(
            _outbox.c.state == "queued", _outbox.c.person_id == person_id, _outbox.c.incident_id.is_not(None)
        )
    )
    waiting: dict[int, list[int]] = {}
    for row in rows:
        waiting.setdefault(row.incident_id, []).append(row.id)
    return waiting


def redirect(tx: Tx, channel: str, address: str, to: Recipient) -> None:
    """What waits for an account that is lost, or has just failed there, goes to another account of the same person.

    Answers to presses stay: they belong to a button on the old account. So do secrets: they were asked for there.
    """
    just_failed = and_(_outbox.c.state == "failed", _outbox.c.done_at == tx.now)
    tx.execute(
        update(_outbox)
        .where(_outbox.c.channel == channel, _outbox.c.address == address, _outbox.c.priority > int(Priority.PRESS))
        .where(or_(_outbox.c.state == "queued", just_failed), _secret.is_not(True))
        .values(
            channel=to.channel,
            address=to.address,
            state="queued",
            not_before=tx.now,
            claimed_until=None,
            done_at=None,
            error="",
        )
    )
    tx.wakes_delivery = True


def release_expired(tx: Tx, channel: str, *, every: bool = False, besides: Sequence[int] = ()) -> int:
    """Puts messages back whose sender is gone: those whose lease ran out, or `every` one after a start.

    besides: those that are still under way although their lease ran out.
    """
    statement = update(_outbox).where(_outbox.c.channel == channel, _outbox.c.state == "sending")
    if not every:
        statement = statement.where(_outbox.c.claimed_until < tx.now, _outbox.c.id.not_in(list(besides)))
    released: int = tx.execute(statement.values(state="queued", claimed_until=None)).rowcount
    return released


def release(tx: Tx, message_ids: Sequence[int]) -> None:
    """Puts back what this sender had in hand and nobody else: another may lead already."""
    tx.execute(
        update(_outbox)
        .where(_outbox.c.id.in_(list(message_ids)), _outbox.c.state == "sending")
        .values(state="queued", claimed_until=None)
    )


_settle = (
    update(_outbox)
    .where(_outbox.c.id == bindparam("message"), _outbox.c.state == "sending")
    .values(
        state=bindparam("to_state"),
        attempts=_outbox.c.attempts + 1,
        not_before=bindparam("again"),
        done_at=bindparam("now"),
        claimed_until=None,
        error=bindparam("why"),
    )
)


@dataclass(frozen=True, slots=True)
class Settlement:
    """How one attempt at a message ended. state: sent, queued (again at `again`), failed, expired."""

    message: OutboxMessage
    state: str
    milliseconds: int = 0
    error: str = ""
    again: datetime | None = None


def note_attempt(tx: Tx, message: OutboxMessage, outcome: str, *, milliseconds: int, detail: str = "") -> None:
    """Records one attempt; `outcome` is the state it led to, or held when the messenger wanted a pause."""
    tx.insert(
        DeliveryAttempt,
        outbox_id=message.id,
        at=tx.now,
        outcome=outcome,
        detail=detail,
        milliseconds=milliseconds,
    )


def settle(
    tx: Tx, message: OutboxMessage, state: str, *, milliseconds: int, error: str = "", again: datetime | None = None
) -> None:
    """Records one attempt and what became of the message."""
    settle_all(tx, [Settlement(message, state, milliseconds, error, again)])


def settle_all(tx: Tx, settled: Sequence[Settlement]) -> None:
    """`settle` for many at once."""
    if not settled:
        return
    attempts = [
        {
            "outbox_id": one.message.id,
            "at": tx.now,
            "outcome": one.state,
            "detail": one.error,
            "milliseconds": one.milliseconds,
        }
        for one in settled
    ]
    tx.connection.execute(statements.inserting(DeliveryAttempt), attempts)
    standing = [
        {
            "message": one.message.id,
            "to_state": one.state,
            "again": one.again or one.message.not_before,
            "now": None if one.state == "queued" else tx.now,
            "why": one.error,
        }
        for one in settled
    ]
    tx.connection.execute(_settle, standing)


def digest(told: dict[str, Any]) -> str:
    """What decides whether a slot already shows this: the text and the buttons."""
    shown = json.dumps([told.get("text"), told.get("rows")], ensure_ascii=False)
    return hashlib.sha256(shown.encode()).hexdigest()[:16]


def posted(tx: Tx, channel: str, address: str, slot: str) -> Posted | None:
    """The message that shows the slot in this chat now."""
    return tx.find(Posted, channel=channel, address=address, slot=slot, current=True)


def posted_at(tx: Tx, channel: str, address: str, message_ref: str) -> Posted | None:
    """What a message of ours shows or showed: for replies to it."""
    return tx.find(Posted, channel=channel, address=address, message_ref=message_ref)


def remember_posted(tx: Tx, message: OutboxMessage, message_ref: str, shown: str) -> None:
    """Notes that the slot of `message` is shown by `message_ref` from now on, with the digest `shown`."""
    here = {"channel": message.channel, "address": message.address, "slot": message.slot, "current": True}
    edited = tx.change(Posted, {**here, "message_ref": message_ref}, **_as_posted(tx, message, shown))
    if not edited:
        tx.change(Posted, here, current=False)
        _note_posted(tx, message, message_ref, digest=shown, current=True)


def remember_parts(tx: Tx, message: OutboxMessage, references: Sequence[str]) -> None:
    """Notes what else was posted for `message` (earlier parts, pictures), so that a reply to it finds the incident."""
    for reference in references:
        _note_posted(tx, message, reference, digest="", current=False)


def _note_posted(tx: Tx, message: OutboxMessage, message_ref: str, *, digest: str, current: bool) -> None:
    tx.upsert(
        Posted,
        ("channel", "address", "message_ref"),
        channel=message.channel,
        address=message.address,
        message_ref=message_ref,
        slot=message.slot,
        current=current,
        **_as_posted(tx, message, digest),
    )


def _as_posted(tx: Tx, message: OutboxMessage, digest: str) -> dict[str, Any]:
    return {"digest": digest, "incident_id": message.incident_id, "at": tx.now}


def forget_older(tx: Tx, than: datetime, most: int) -> int:
    """Forgets messages that were done with before `than`, and the attempts at them; how many messages."""
    old = tx.rows(select(_outbox.c.id).where(_outbox.c.done_at < than).order_by(_outbox.c.id).limit(most))
    numbers = [row.id for row in old]
    if numbers:
        tx.execute(delete(table(DeliveryAttempt)).where(table(DeliveryAttempt).c.outbox_id.in_(numbers)))
        tx.execute(delete(_outbox).where(_outbox.c.id.in_(numbers)))
    return len(numbers)


def waiting(tx: Tx) -> int:
    """How many messages are not sent yet."""
    count: int = tx.scalar(
        select(func.count()).select_from(_outbox).where(or_(_outbox.c.state == "queued", _outbox.c.state == "sending"))
    )
    return count
