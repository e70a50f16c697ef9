"""A phone on a messenger without buttons: whoever holds it types the number or the words of a choice."""

from typing import Any

from newcomer import Newcomer

from handlers import choosing
from rules.catalogue import Catalogue
from storage import offered
from storage.database import Database, Tx
from storage.screens import Screen
from storage.tables.messaging import OutboxMessage


class TypingPhone(Newcomer):
    """Joined or not, on "zalo"."""

    def __init__(self, database: Database, rules: Catalogue, address: str) -> None:
        super().__init__(database, rules, address, channel="zalo")

    def _do(self, **values: Any) -> Screen:
        return super()._do(**values, buttons=False)

    def _show(self, tx: Tx, message: OutboxMessage) -> None:
        super()._show(tx, message)
        offer = choosing.offer_of(self.last)
        if offer is not None:
            offered.remember(tx, self.channel, self.address, offer)
