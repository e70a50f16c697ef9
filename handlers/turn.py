"""A turn: one event of one person inside one transaction, with the words to answer it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import locales
from handlers.event import Event
from rules.catalogue import Catalogue
from storage import audit, outbox
from storage.database import Tx
from storage.outbox import Priority, Recipient
from storage.registry import Member
from storage.screens import Screen


class Tampered(Exception):
    """A press that no button of ours can have sent; the message says what is wrong with it, for the audit."""


def is_number(text: str) -> bool:
    """Whether a part of a button's action is a number that the database can hold."""
    return text.isascii() and text.isdigit() and len(text) <= 9


@dataclass(slots=True)
class Turn:
    """What a handler of a member's event is given. It changes only the database, through `tx`."""

    tx: Tx
    event: Event
    me: Member
    rules: Catalogue
    press_answered: bool = False

    @property
    def lang(self) -> str:
        return self.me.lang

    @property
    def at(self) -> datetime:
        """When the person did it: an update may have waited for hours. Never later than this transaction."""
        return min(self.event.at, self.tx.now)

    @property
    def to(self) -> Recipient:
        return Recipient(self.event.channel, self.event.address, self.me.person_id)

    def t(self, key: str, **args: Any) -> str:
        """The sentence `key` in the member's language."""
        return locales.text(self.me.lang, key, **args)

    def say(self, screen: Screen, priority: Priority = Priority.ANSWER, *, incident_id: int | None = None) -> None:
        """Shows the member a screen on the account that spoke."""
        outbox.send(self.tx, self.to, screen, priority, incident_id=incident_id, update_key=self.event.key)

    def toast(self, text: str = "", *, alert: bool = False) -> None:
        """Answers a press, once; on any other event says the text as a message (nothing for an empty one)."""
        if self.event.press_id:
            if not self.press_answered:
                outbox.answer_press(self.tx, self.to, self.event.press_id, text, alert=alert)
                self.press_answered = True
        elif text:
            self.say(Screen(text))

    def audit(self, action: str, outcome: str, subject: str = "", **detail: Any) -> None:
        audit.note(
            self.tx,
            action,
            outcome,
            person_id=self.me.person_id,
            channel=self.event.channel,
            address=self.event.address,
            subject=subject,
            **detail,
        )
