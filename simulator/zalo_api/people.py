"""Everybody on the local Zalo, and their chats with the bot: single messages, no buttons, no edits."""

import re
import time
from dataclasses import dataclass, field
from typing import Any

from simulator.clock import Clock
from simulator.events import Events
from simulator.files import StoredFile
from simulator.world import Json, Mistake

_ID = re.compile(r"(?=.*[A-Za-z])[A-Za-z0-9_-]{1,64}")


@dataclass(slots=True, eq=False)
class Message:
    """One message. `date` is epoch seconds; `touched` is the event that brought it."""

    message_id: str
    chat: "Chat"
    sender: "Person | None"
    date: int
    kind: str = "text"
    text: str = ""
    file: StoredFile | None = None
    sticker: str = ""
    location: Json | None = None
    touched: int = 0


@dataclass(slots=True, eq=False)
class Chat:
    """The chat of a person with the bot; its id is the person's."""

    person: "Person"
    messages: dict[str, Message] = field(default_factory=dict)
    unread: int = 0
    typing_until: float = 0.0

    @property
    def typing(self) -> bool:
        return time.monotonic() < self.typing_until


@dataclass(slots=True, eq=False)
class Person:
    """A user of the local Zalo. `started`: has written to the bot, which may not write first."""

    id: str
    first_name: str
    last_name: str | None
    phone: str | None
    title: str | None
    color: str | None
    started: bool = False
    blocked: bool = False

    @property
    def full_name(self) -> str:
        return f"{self.first_name} {self.last_name or ''}".strip()


class People:
    """The people and chats. Changing them tells `events`."""

    def __init__(self, clock: Clock, events: Events) -> None:
        self.clock = clock
        self.events = events
        self.forget()

    def forget(self) -> None:
        self.people: dict[str, Person] = {}
        self.chats: dict[str, Chat] = {}
        self._messages = 0
        self._born = time.time_ns() // 1_000_000

    def add_person(self, body: Json) -> Person:
        user_id = body.get("id") or f"zalo-{len(self.people) + 1}"
        if not isinstance(user_id, str) or not _ID.fullmatch(user_id):
            raise Mistake("A Zalo user's id has 1 to 64 characters of A-Z, a-z, 0-9, _ and -, with a letter.")
        first_name = body.get("first_name")
        if not isinstance(first_name, str) or not first_name.strip():
            raise Mistake("A user needs a first_name.")
        known = self.people.get(user_id)
        details: dict[str, Any] = {name: body.get(name) for name in ("last_name", "phone", "title", "color")}
        person = Person(user_id, first_name, **details)
        if known:
            person.started, person.blocked = known.started, known.blocked
            self.chats[user_id].person = person
        else:
            self.chats[user_id] = Chat(person)
        self.people[user_id] = person
        self.events.emit("user", user_id)
        return person

    def person(self, user_id: str) -> Person:
        try:
            return self.people[user_id]
        except KeyError:
            raise Mistake(f"Không có người dùng {user_id}.") from None

    def add_message(self, chat: Chat, sender: Person | None, **fields: Any) -> Message:
        """Puts a message in a chat; `sender` None is the bot. Ids grow, and none comes again after a restart."""
        self._messages += 1
        message = Message(f"{self._born:x}{self._messages:06x}", chat, sender, self.clock.seconds(), **fields)
        chat.messages[message.message_id] = message
        if sender is None:
            chat.unread += 1
            chat.typing_until = 0.0
        message.touched = self.events.emit("message", chat.person.id, message_id=message.message_id)
        return message
