"""The list of choices that an account was sent last, on a messenger without buttons: what a typed number refers to."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, or_, select

from storage.database import Tx, table
from storage.tables.messaging import OfferedList, OutboxMessage

_outbox = table(OutboxMessage)


@dataclass(frozen=True, slots=True)
class Option:
    """action: what a press of it carries; "" is as if the label were typed. url: a link, which is no choice."""

    label: str
    action: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Offered:
    """numbered: whether a typed number is a place in the list. at: when it was sent."""

    options: tuple[Option, ...]
    numbered: bool = True
    at: datetime | None = None


def remember(tx: Tx, channel: str, address: str, offer: Offered) -> None:
    """From now on what the account types refers to this list."""
    options = [[option.label, option.action, option.url] for option in offer.options]
    account = ("channel", "address")
    tx.upsert(
        OfferedList, account, channel=channel, address=address, options=options, numbered=offer.numbered, at=tx.now
    )


def last(tx: Tx, channel: str, address: str) -> Offered | None:
    """The list that was sent last, also before a restart; None when there was none."""
    found = tx.find(OfferedList, channel=channel, address=address)
    if found is None:
        return None
    return Offered(tuple(Option(*option) for option in found.options), found.numbered, found.at)


def perhaps_seen(tx: Tx, channel: str, address: str) -> list[dict[str, Any]]:
    """The screens that the account may show already though we do not know it: being sent, or the answer was lost."""
    tried = and_(_outbox.c.state == "queued", _outbox.c.attempts > 0)
    rows = tx.rows(
        select(_outbox.c.screen)
        .where(_outbox.c.channel == channel, _outbox.c.address == address)
        .where(or_(_outbox.c.state == "sending", tried))
    )
    return [row.screen for row in rows]
