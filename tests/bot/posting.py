"""A delivery of our own beside the local Telegram: what is put in the outbox, and how it arrives."""

from collections.abc import Awaitable, Callable
from typing import Any

from running_service import Phones

from bot.delivery import Delivery
from storage import outbox
from storage.database import Database, table
from storage.outbox import Priority, Recipient
from storage.screens import Screen
from storage.tables.messaging import DeliveryAttempt, OutboxMessage

Deliver = Callable[..., Awaitable[Delivery]]
_outbox, _attempts = table(OutboxMessage), table(DeliveryAttempt)


class Post:
    """Puts screens in the outbox as a handler does, and looks at what became of them."""

    def __init__(self, database: Database, phones: Phones) -> None:
        self.database = database
        self.phones = phones
        self.deliveries: list[Delivery] = []

    def send(self, to: int, screen: Screen | str, priority: Priority = Priority.ANSWER, **how: Any) -> int:
        """The number of the message in the outbox."""
        shown = Screen(screen) if isinstance(screen, str) else screen
        recipient = Recipient("telegram", str(to))
        number = self.database.transact(lambda tx: outbox.send(tx, recipient, shown, priority, **how))
        for delivery in self.deliveries:
            delivery.wake()
        return number

    def states(self) -> list[str]:
        rows = self.database.transact(lambda tx: tx.rows(_outbox.select().order_by(_outbox.c.id)))
        return [row.state for row in rows]

    def attempts(self, number: int) -> list[str]:
        """How each attempt at a message ended."""
        of = _attempts.select().where(_attempts.c.outbox_id == number).order_by(_attempts.c.id)
        return [row.outcome for row in self.database.transact(lambda tx: tx.rows(of))]

    def reasons(self, number: int) -> list[str]:
        """Why a message was not taken: as each attempt, and as the message itself, keeps it."""
        of = _attempts.select().where(_attempts.c.outbox_id == number).order_by(_attempts.c.id)
        message = _outbox.select().where(_outbox.c.id == number)
        attempts, own = self.database.transact(lambda tx: (tx.rows(of), tx.rows(message)))
        return [*(row.detail for row in attempts), *(row.error for row in own)]

    def cut_off(self, address: int) -> None:
        """Nobody of ours is there any more."""
        self.database.transact(lambda tx: outbox.take_back(tx, "telegram", str(address)))

    def text(self, number: int) -> str:
        """What the outbox still knows of a message."""
        of = _outbox.select().where(_outbox.c.id == number)
        return str(self.database.transact(lambda tx: tx.rows(of))[0].screen["text"])

    def waiting(self) -> int:
        return self.database.transact(outbox.waiting)

    async def texts(self, to: int) -> list[str]:
        return [message["text"] for message in await self.phones.chat(to)]

    async def sent_to(self) -> list[int]:
        """To whom messages have gone, in the order in which Telegram took them."""
        return [call["chat_id"] for call in await self.phones.calls("sendMessage") if call["status"] == 200]
