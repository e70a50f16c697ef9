"""On which accounts a person is reached now, and by when a messenger must have taken what is urgent."""

from collections.abc import Sequence
from datetime import timedelta

from storage import due, registry, slots
from storage.database import Tx
from storage.due import Urgency
from storage.outbox import Recipient


def way_to(tx: Tx, person_id: int, *, waits: bool = False) -> Recipient | None:
    """The account on which a person is reached now: the preferred one that works, None if none does.

    A messenger that is down comes last, unless what is to be said `waits` for the preferred one to be back.
    """
    for account in registry.accounts_of(tx, person_id, down_last=not waits):
        if account.reachable:
            return Recipient(account.channel, account.address, person_id)
    return None


def ways_to_all(tx: Tx, person_ids: Sequence[int]) -> dict[int, Recipient]:
    """The account on which each person would be reached, waiting for the preferred one; nobody whom none reaches."""
    found = registry.accounts_of_all(tx, person_ids)
    working = {person_id: [one for one in accounts if one.reachable] for person_id, accounts in found.items()}
    return {
        person_id: Recipient(accounts[0].channel, accounts[0].address, person_id)
        for person_id, accounts in working.items()
        if accounts
    }


def other_way(tx: Tx, person_id: int, besides: str) -> Recipient | None:
    """The account on another messenger than `besides`; None if there is none that works."""
    for account in registry.accounts_of(tx, person_id):
        if account.reachable and account.channel != besides:
            return Recipient(account.channel, account.address, person_id)
    return None


def ways_showing(tx: Tx, person_id: int, slot: str) -> list[Recipient]:
    """Where a message of a slot is brought up to date: the account that is reached now, and wherever else it stands
    or is still to come: what waits for a messenger that is down would come as it was, long after it has changed.
    """
    first = way_to(tx, person_id)
    found = [] if first is None else [first]
    accounts = registry.accounts_of(tx, person_id)
    for account in accounts if len(accounts) > 1 else ():
        here = Recipient(account.channel, account.address, person_id)
        if account.reachable and here not in found and slots.stands(tx, here, slot):
            found.append(here)
    return found


def must_arrive(tx: Tx, message_id: int, to: Recipient, within: timedelta, urgency: Urgency) -> None:
    """Something urgent was put in the outbox; it has so long to be sent where its person has another messenger."""
    if to.person_id is not None and other_way(tx, to.person_id, to.channel) is not None:
        due.arm(tx, due.FAILOVER, message_id, tx.now + within, urgency)
