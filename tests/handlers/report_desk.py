"""A phone for tests: says and presses things as a person does, and sees what a messenger would show."""

from dataclasses import dataclass, field
from itertools import count
from typing import Any

from sqlalchemy import select, update

from handlers import router
from handlers.event import Event, IncomingFile
from rules.catalogue import Catalogue
from storage import outbox
from storage.database import Database, Tx, table
from storage.screens import Button, Screen, from_json
from storage.tables.conversations import Draft
from storage.tables.incidents import Attachment, Incident, TimelineEntry
from storage.tables.messaging import OutboxMessage

_numbers = count(1)
_outbox = table(OutboxMessage)


@dataclass
class Phone:
    """One person's chat. `touches` counts what the person did; `toast` is what the last press was answered."""

    database: Database
    rules: Catalogue
    address: str
    touches: int = 0
    toast: str | None = None
    new_messages: int = 0
    shown: dict[str, Screen] = field(default_factory=dict)
    last: Screen = field(default_factory=lambda: Screen(""))

    def write(self, text: str, ref: str = "", reply_to: str = "") -> Screen:
        command = text[1:] if text.startswith("/") else ""
        kind: Any = "command" if command else "text"
        return self._do(kind=kind, text="" if command else text, command=command, message_ref=ref, reply_to=reply_to)

    def correct(self, ref: str, text: str) -> Screen:
        return self._do(kind="edited", text=text, message_ref=ref)

    def send_photo(self, name: str, album: str = "", caption: str = "") -> Screen:
        photo = IncomingFile(ref=f"ref-{name}", unique_ref=name, kind="photo")
        return self._do(kind="file", file=photo, album=album, text=caption)

    def send_location(self, lat: float, lon: float) -> Screen:
        return self._do(kind="location", location=(lat, lon))

    def press(self, label: str, on: Screen | None = None) -> Screen:
        """Presses the button that holds the words on the last screen, or on an older one."""
        return self.send_action(self.button(label, on).action)

    def send_action(self, action: str) -> Screen:
        return self._do(kind="press", action=action, press_id=f"press-{next(_numbers)}")

    def button(self, label: str, on: Screen | None = None) -> Button:
        buttons = [button for row in (on or self.last).rows for button in row]
        exact = [button for button in buttons if button.label == label]
        found = exact or [button for button in buttons if label in button.label]
        assert found, f"no button «{label}» among {[button.label for button in buttons]}"
        return found[0]

    def labels(self) -> list[str]:
        return [button.label for row in self.last.rows for button in row]

    def _do(self, **values: Any) -> Screen:
        self.touches += 1
        key = f"update-{next(_numbers)}"
        event = Event("telegram", self.address, key, self.database.clock.now(), **values)
        self.database.transact(lambda tx: router.handle(tx, event, self.rules))
        self.toast = None
        self.database.transact(self._deliver)
        return self.last

    def _deliver(self, tx: Tx) -> None:
        """What delivery does, without a messenger."""
        waiting = select(_outbox).where(
            _outbox.c.channel == "telegram", _outbox.c.address == self.address, _outbox.c.state == "queued"
        )
        for message in tx.all(OutboxMessage, waiting.order_by(_outbox.c.priority, _outbox.c.id)):
            if message.screen.get("press_id"):
                self.toast = message.screen["text"]
            else:
                self._show(tx, message)
            tx.execute(update(_outbox).where(_outbox.c.id == message.id).values(state="sent"))

    def _show(self, tx: Tx, message: OutboxMessage) -> None:
        screen = from_json(message.screen)
        known = screen.slot and outbox.posted(tx, message.channel, message.address, screen.slot)
        if not known or screen.fresh:
            self.new_messages += 1
            if screen.slot:
                outbox.remember_posted(tx, message, f"message-{next(_numbers)}", "")
        self.shown[screen.slot] = screen
        self.last = screen


def drafts(database: Database) -> list[Draft]:
    return database.transact(lambda tx: tx.all(Draft, select(table(Draft)).order_by(table(Draft).c.id)))


def incidents(database: Database) -> list[Incident]:
    return database.transact(lambda tx: tx.all(Incident, select(table(Incident)).order_by(table(Incident).c.id)))


def attachments(database: Database) -> list[Attachment]:
    return database.transact(lambda tx: tx.all(Attachment, select(table(Attachment)).order_by(table(Attachment).c.id)))


def updates(database: Database) -> list[str]:
    """The texts of the updates that were added to incidents."""
    entries = table(TimelineEntry)
    found = select(entries).where(entries.c.kind == "update").order_by(entries.c.id)
    return [entry.text for entry in database.transact(lambda tx: tx.all(TimelineEntry, found))]
