"""On which account a person is reached now."""

from storage import registry
from storage.database import Tx
from storage.outbox import Recipient


def way_to(tx: Tx, person_id: int) -> Recipient | None:
    """The account on which a person is reached now: the preferred one that works, None if none does."""
    for account in registry.accounts_of(tx, person_id):
        if account.reachable:
            return Recipient(account.channel, account.address, person_id)
    return None
