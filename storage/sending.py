"""What delivery takes from the outbox: messages together with all that a channel must know to send them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from sqlalchemy import and_, bindparam, or_, select, update

from storage import outbox, registry, slots
from storage.database import Tx, record, table
from storage.files import dangerous_name
from storage.outbox import LEASE, Priority
from storage.screens import Screen, from_json
from storage.tables.incidents import Attachment
from storage.tables.messaging import OutboxMessage, Posted
from storage.tables.registry import Account, Person

_outbox = table(OutboxMessage)
_attachment = table(Attachment)
_person = table(Person)
_account = table(Account)


@dataclass(frozen=True, slots=True)
class Parcel:
    """A message that may leave now. shown: what shows its slot in the chat; quoted: the message it answers.

    digest: decides whether the chat already shows this. no_news: nothing is to be said where messages cannot be edited.
    """

    message: OutboxMessage
    screen: Screen
    shown: Posted | None
    quoted: str
    pictures: tuple[Attachment, ...]
    lang: str
    digest: str
    no_news: bool = False

    @property
    def edits(self) -> str:
        """The message to edit; "" when a new one must be sent (no messenger edits the keyboard below a chat)."""
        new = self.screen.fresh or self.screen.menu is not None or self.screen.ask
        return "" if self.shown is None or new else self.shown.message_ref

    @property
    def unchanged(self) -> bool:
        return self.no_news or (bool(self.edits) and self.shown is not None and self.shown.digest == self.digest)


_newer = _outbox.alias("newer")
_overtaken = and_(
    _outbox.c.slot != "",
    select(_newer.c.id)
    .where(
        _newer.c.channel == _outbox.c.channel,
        _newer.c.address == _outbox.c.address,
        _newer.c.slot == _outbox.c.slot,
        _newer.c.state.in_(slots.STANDING),
        _newer.c.id > _outbox.c.id,
    )
    .exists(),
)
_not_theirs = and_(
    _outbox.c.person_id.is_not(None),
    select(_account.c.id)
    .where(
        _account.c.channel == _outbox.c.channel,
        _account.c.address == _outbox.c.address,
        or_(_account.c.person_id != _outbox.c.person_id, _account.c.cut_off_at.is_not(None)),
    )
    .exists(),
)
_ready = (
    select(_outbox, _overtaken.label("overtaken"), _not_theirs.label("not_theirs"))
    .where(
        _outbox.c.channel == bindparam("channel"),
        _outbox.c.state == "queued",
        _outbox.c.priority >= bindparam("from_priority"),
        _outbox.c.priority <= bindparam("to_priority"),
        _outbox.c.not_before <= bindparam("now"),
        _outbox.c.address.not_in(bindparam("busy", expanding=True)),
    )
    .order_by(_outbox.c.priority, _outbox.c.id)
    .limit(bindparam("most"))
)
_ready_locked = _ready.with_for_update(of=_outbox, skip_locked=True)
_lease = (
    update(_outbox)
    .where(_outbox.c.id == bindparam("claimed"))
    .values(state="sending", claimed_until=bindparam("until"))
)
_postpone = update(_outbox).where(_outbox.c.id == bindparam("postponed")).values(not_before=bindparam("until"))
_LOOK_FOR_PICTURES_EVERY, _LONGEST_FOR_PICTURES = timedelta(seconds=1), timedelta(seconds=30)
_lang = select(_person.c.lang).where(_person.c.id == bindparam("person"))


def take_presses(tx: Tx, channel: str, most: int) -> tuple[list[OutboxMessage], list[OutboxMessage]]:
    """Up to `most` answers to presses that wait: those to give, and those too old to matter."""
    found = [ready.message for ready in _take(tx, channel, most, (), Priority.PRESS, Priority.PRESS)]
    _hold(tx, found)
    late = [message for message in found if message.expires_at is not None and message.expires_at <= tx.now]
    return [message for message in found if message not in late], late


@dataclass(frozen=True, slots=True)
class _Ready:
    """overtaken: a newer message of its slot was written. not_theirs: nobody it is for is at its address any more."""

    message: OutboxMessage
    overtaken: bool
    not_theirs: bool


@dataclass(frozen=True, slots=True)
class Taken:
    """parcels: to be sent now. waiting: addresses whose new message must wait. more: whether others may be ready."""

    parcels: list[Parcel]
    waiting: list[str]
    more: bool


def take_parcels(
    tx: Tx,
    channel: str,
    most: int,
    busy: Sequence[str],
    *,
    least_urgent: Priority = Priority.REMINDER,
    may_post: Callable[[str], bool] = lambda address: True,
    edits: bool = True,
) -> Taken:
    """Up to `most` messages, the most urgent first, at most one for an address and none for a `busy` one.

    may_post: whether a new message may go to this address now; an edit may go in any case, where the messenger
    `edits`; where it does not, a change is told in brief, once. What a newer message of its slot has made untrue
    meanwhile is not sent any more. What shows a picture of which only an address is known here waits a little for it.
    """
    parcels: list[Parcel] = []
    waiting: list[str] = []
    served: set[str] = set()
    found = _take(tx, channel, most, busy, Priority.ALERT, Priority(least_urgent))
    for ready in found:
        message = ready.message
        if message.address in served:
            continue
        served.add(message.address)
        if ready.not_theirs:
            _send_elsewhere(tx, message)
            continue
        if ready.overtaken and slots.give_way(tx, message):
            continue
        parcel = _parcel(tx, message, edits)
        if _awaits_a_picture(tx, parcel):
            tx.execute(_postpone, {"postponed": message.id, "until": tx.now + _LOOK_FOR_PICTURES_EVERY})
            continue
        if parcel.unchanged or (edits and parcel.edits) or may_post(message.address):
            parcels.append(parcel)
        else:
            waiting.append(message.address)
    _hold(tx, [parcel.message for parcel in parcels])
    return Taken(parcels, waiting, more=len(found) >= most or len(served) > len(parcels) + len(waiting))


def free_postponed(tx: Tx, channel: str, error: str) -> None:
    """The messenger is well again: what waits only because of `error` may go at once."""
    tx.execute(
        update(_outbox)
        .where(_outbox.c.channel == channel, _outbox.c.state == "queued", _outbox.c.error == error)
        .values(not_before=tx.now, error="")
    )


def put_back(tx: Tx, message: OutboxMessage) -> None:
    """The messenger wants this later; that is no failure, so no attempt is counted.

    It is due as before: how long to wait is kept by whoever sends, so that afterwards the most urgent is the first.
    """
    tx.execute(
        update(_outbox)
        .where(_outbox.c.id == message.id, _outbox.c.state == "sending")
        .values(state="queued", claimed_until=None)
    )


def language(tx: Tx, person_id: int | None) -> str:
    """The language of a person; Vietnamese for one not known."""
    return tx.scalar(_lang, {"person": person_id}) or "vi"


def _take(tx: Tx, channel: str, most: int, busy: Sequence[str], first: Priority, last: Priority) -> list[_Ready]:
    where: dict[str, Any] = {
        "channel": channel,
        "now": tx.now,
        "most": most,
        "busy": list(busy),
        "from_priority": int(first),
        "to_priority": int(last),
    }
    rows = [dict(row._mapping) for row in tx.rows(_ready_locked if tx.postgres else _ready, where)]
    known = [(bool(row.pop("overtaken")), bool(row.pop("not_theirs"))) for row in rows]
    return [_Ready(record(OutboxMessage, row), *what) for row, what in zip(rows, known, strict=True)]


def _send_elsewhere(tx: Tx, message: OutboxMessage) -> None:
    """It was written in the very moment in which its account was cut off, or taken over by somebody else."""
    for account in registry.accounts_of(tx, message.person_id or 0):
        if account.reachable:
            where = {"channel": account.channel, "address": account.address}
            tx.execute(update(_outbox).where(_outbox.c.id == message.id).values(**where))
            tx.wakes_delivery = True
            return
    outbox.supersede(tx, message.id or 0)


def _hold(tx: Tx, messages: Sequence[OutboxMessage]) -> None:
    if messages:
        until = tx.now + LEASE
        tx.connection.execute(_lease, [{"claimed": message.id, "until": until} for message in messages])


def _parcel(tx: Tx, message: OutboxMessage, edits: bool) -> Parcel:
    screen = from_json(message.screen)
    shown = outbox.posted(tx, message.channel, message.address, message.slot) if message.slot else None
    quoted = outbox.posted(tx, message.channel, message.address, screen.quotes) if screen.quotes else None
    parcel = Parcel(
        message=message,
        screen=screen,
        shown=shown,
        quoted=quoted.message_ref if quoted else "",
        pictures=_attachments(tx, [picture.attachment_id for picture in screen.pictures]),
        lang=language(tx, message.person_id) if screen.ask or screen.pictures or not edits else "vi",
        digest=outbox.digest(message.screen),
    )
    return parcel if edits else _in_brief(parcel)


def _awaits_a_picture(tx: Tx, parcel: Parcel) -> bool:
    """Whether a picture is still being fetched that cannot be sent on by its reference; for a while, not for ever."""
    if tx.now - parcel.message.created_at > _LONGEST_FOR_PICTURES:
        return False
    return any(
        one.status == "pending"
        and one.kind == "photo"
        and (one.channel != parcel.message.channel or one.file_ref.startswith("http"))
        for one in parcel.pictures
    )


def _in_brief(parcel: Parcel) -> Parcel:
    """What a messenger that cannot edit is given: the change of a message that is there in a few words, or nothing.

    Whatever a person has just asked for, and every alert, is sent whole; what it says in brief is no news afterwards.
    """
    brief = parcel.screen.brief
    told = outbox.digest({"text": brief})
    if not parcel.edits or parcel.message.priority < Priority.UPDATE:
        return replace(parcel, shown=None, digest=told)
    screen = Screen(brief, parcel.screen.rows, plain_numbers=parcel.screen.plain_numbers)
    return replace(parcel, screen=screen, digest=told, no_news=not brief)


def _attachments(tx: Tx, numbers: Sequence[int]) -> tuple[Attachment, ...]:
    """Those that have something to show, in the order given; a program is not passed on, looked into or not."""
    if not numbers:
        return ()
    found = tx.all(
        Attachment,
        select(_attachment).where(
            _attachment.c.id.in_(list(numbers)),
            or_(_attachment.c.status != "refused", _attachment.c.status.is_(None)),
        ),
    )
    by_id = {attachment.id: attachment for attachment in found if not dangerous_name(attachment.name)}
    return tuple(by_id[number] for number in numbers if number in by_id)
