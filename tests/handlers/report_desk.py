"""A phone for tests: says and presses things as a person does, and sees what a messenger would show."""

from dataclasses import dataclass, field
from itertools import count
from typing import Any

from sqlalchemy import select, update

from handlers import router
from handlers.event import Event
from rules.catalogue import Catalogue
from rules.folding import clean
from storage import outbox
from storage.attachments import IncomingFile
from storage.database import Database, Tx, table
from storage.screens import Button, Screen, from_json
from storage.tables.conversations import Draft
from storage.tables.incidents import Attachment, Incident, TimelineEntry
from storage.tables.messaging import OutboxMessage

_numbers = count(1)
_outbox = table(OutboxMessage)


@dataclass
class Phone:
    """One person's chat. `touches` counts what the person did; `toast` is what the last press was answered.

    history: every screen that came, with the message that showed it.
    """

    database: Database
    rules: Catalogue
    address: str
    touches: int = 0
    toast: str | None = None
    new_messages: int = 0
    shown: dict[str, Screen] = field(default_factory=dict)
    last: Screen = field(default_factory=lambda: Screen(""))
    history: list[tuple[Screen, str]] = field(default_factory=list)
    channel: str = "telegram"

    def write(self, text: str, ref: str = "", reply_to: str = "") -> Screen:
        """Types words, or a command with or without words behind it; what cannot be seen in them a channel removes."""
        text = clean(text)
        if text.startswith("/"):
            command, _, behind = text[1:].partition(" ")
            return self._do(kind="command", text=behind, command=command, message_ref=ref, reply_to=reply_to)
        return self._do(kind="text", text=text, message_ref=ref, reply_to=reply_to)

    def correct(self, ref: str, text: str) -> Screen:
        return self._do(kind="edited", text=text, message_ref=ref)

    def send_photo(self, name: str, album: str = "", caption: str = "") -> Screen:
        return self.send_file("photo", name, album, caption)

    def send_file(self, kind: str, name: str, album: str = "", caption: str = "", size: int | None = None) -> Screen:
        file = IncomingFile(ref=f"ref-{name}", unique_ref=name, kind=kind, name=name, size=size)
        return self._do(kind="file", file=file, album=album, text=caption)

    def send_location(self, lat: float, lon: float, name: str = "") -> Screen:
        return self._do(kind="location", location=(lat, lon), text=name)

    def send_sticker(self) -> Screen:
        return self._do(kind="unsupported")

    def press(self, label: str, on: Screen | None = None) -> Screen:
        """Presses the button that holds the words on the last screen, or on an older one."""
        pressed_on = on or self.last
        ref = next((ref for screen, ref in reversed(self.history) if screen is pressed_on), "")
        return self.send_action(self.button(label, on).action, ref)

    def send_action(self, action: str, ref: str = "") -> Screen:
        return self._do(kind="press", action=action, press_id=f"press-{next(_numbers)}", message_ref=ref)

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
        event = Event(self.channel, self.address, key, self.database.clock.now(), **values)
        self.database.transact(lambda tx: router.handle(tx, event, self.rules))
        self.toast = None
        self.database.transact(self._deliver)
        return self.last

    def _deliver(self, tx: Tx) -> None:
        """What delivery does, without a messenger."""
        waiting = select(_outbox).where(
            _outbox.c.channel == self.channel, _outbox.c.address == self.address, _outbox.c.state == "queued"
        )
        for message in tx.all(OutboxMessage, waiting.order_by(_outbox.c.priority, _outbox.c.id)):
            if message.screen.get("press_id"):
                self.toast = message.screen["text"]
            else:
                self._show(tx, message)
            tx.execute(update(_outbox).where(_outbox.c.id == message.id).values(state="sent"))

    def _show(self, tx: Tx, message: OutboxMessage) -> None:
        screen = from_json(message.screen)
        known = outbox.posted(tx, message.channel, message.address, screen.slot) if screen.slot else None
        ref = known.message_ref if known is not None else ""
        if not ref or screen.fresh:
            self.new_messages += 1
            ref = f"message-{next(_numbers)}"
            if screen.slot:
                outbox.remember_posted(tx, message, ref, "")
        self.shown[screen.slot] = screen
        self.history.append((screen, ref))
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
