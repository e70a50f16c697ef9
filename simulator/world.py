"""Everybody and everything the local Telegram knows: people, chats, messages, callback queries."""

import asyncio
import time
from collections import OrderedDict, deque
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import telegram

from simulator.call_log import CallLog
from simulator.clock import Clock
from simulator.events import Events
from simulator.files import FileStore, StoredFile

Json = dict[str, Any]
QUERIES_KEPT = 20_000


class Mistake(Exception):
    """A control call that cannot be done; the text is a sentence for its caller."""


@dataclass(slots=True, eq=False)
class Message:
    """One message of a chat. `date` and `edit_date` are epoch seconds; `touched` is the event that last changed it."""

    message_id: int
    chat: "Chat"
    sender: "Person | None"
    date: int
    kind: str = "text"
    text: str = ""
    entities: list[Json] = field(default_factory=list)
    file: StoredFile | None = None
    contact: Json | None = None
    location: Json | None = None
    reply_to: "Message | None" = None
    forwarded: bool = False
    media_group_id: str | None = None
    markup: Json | None = None
    keyboard_labels: list[str] = field(default_factory=list)
    silent: bool = False
    edits: int = 0
    edit_date: int | None = None
    touched: int = 0


@dataclass(slots=True, eq=False)
class Chat:
    """A private chat (id of the person) or a group (negative id). `keyboard` is the reply keyboard now shown."""

    id: int
    person: "Person | None"
    tg: telegram.Chat
    messages: dict[int, Message] = field(default_factory=dict)
    keyboard: list[list[Any]] | None = None
    one_time: bool = False
    unread: int = 0
    typing_until: float = 0.0
    answers: deque[Json] = field(default_factory=lambda: deque(maxlen=100))

    @property
    def typing(self) -> bool:
        return time.monotonic() < self.typing_until


@dataclass(slots=True, eq=False)
class Person:
    """A user of the local Telegram. `title` and `colour` are for the phones page only."""

    id: int
    first_name: str
    last_name: str | None
    username: str | None
    phone: str | None
    title: str | None
    color: str | None
    tg: telegram.User
    started: bool = False
    blocked: bool = False
    deactivated: bool = False

    @property
    def full_name(self) -> str:
        return f"{self.first_name} {self.last_name or ''}".strip()


@dataclass(slots=True, eq=False)
class Query:
    """A press that waits for answerCallbackQuery. `asked` is seconds of `Clock.running`."""

    id: str
    chat: Chat
    user: Person
    asked: float
    answer: asyncio.Future[Json]


class World:
    """The state behind both APIs. Changing it tells `events`."""

    def __init__(self, data_dir: Path, token: str, username: str) -> None:
        self.token = token
        self.clock = Clock()
        self.events = Events()
        self.files = FileStore(data_dir)
        self.calls = CallLog()
        self.bot = telegram.User(
            int(token.split(":")[0]), "Báo Cáo Nhanh", True, username=username, can_join_groups=True
        )
        self._forget()

    def _forget(self) -> None:
        self.people: dict[int, Person] = {}
        self.chats: dict[int, Chat] = {}
        self.queries: OrderedDict[str, Query] = OrderedDict()
        self.last_message_id = 0

    def reset(self) -> None:
        """Forgets all but the numbers of events and of the clock's moves, which whoever listens relies on."""
        for query in self.queries.values():
            query.answer.cancel()
        self._forget()
        self.files.forget()
        self.calls.forget()
        self.clock.reset()
        self.events.emit("reset")

    def add_person(self, body: Json) -> Person:
        number = body.get("id") or max((1000, *self.people)) + 1
        first_name = body.get("first_name")
        if not isinstance(number, int) or isinstance(number, bool) or number < 1:
            raise Mistake("A user's id is a whole number above 0.")
        if not isinstance(first_name, str) or not first_name.strip():
            raise Mistake("A user needs a first_name.")
        known = self.people.get(number)
        names: dict[str, Any] = {name: body.get(name) for name in ("last_name", "username")}
        person = Person(
            id=number,
            first_name=first_name,
            phone=body.get("phone"),
            title=body.get("title"),
            color=body.get("color"),
            tg=telegram.User(number, first_name, False, language_code="vi", **names),
            **names,
        )
        chat = telegram.Chat(number, "private", first_name=first_name, **names)
        if known:
            person.started, person.blocked, person.deactivated = known.started, known.blocked, known.deactivated
            self.chats[number].person, self.chats[number].tg = person, chat
        else:
            self.chats[number] = Chat(number, person, chat)
        self.people[number] = person
        self.events.emit("user", number)
        return person

    def add_group(self, title: str, number: int | None = None) -> Chat:
        number = number or min((-1_000_000_000_000, *self.chats)) - 1
        if number >= 0:
            raise Mistake("A group's id is below 0.")
        self.chats[number] = Chat(number, None, telegram.Chat(number, "supergroup", title=title))
        return self.chats[number]

    def person(self, number: int) -> Person:
        try:
            return self.people[number]
        except KeyError:
            raise Mistake(f"Không có người dùng {number}.") from None

    def add_message(self, chat: Chat, sender: Person | None, **fields: Any) -> Message:
        """Puts a message in a chat; `sender` None is the bot."""
        self.last_message_id += 1
        message = Message(self.last_message_id, chat, sender, self.clock.seconds(), **fields)
        chat.messages[message.message_id] = message
        if sender is None:
            chat.unread += 1
            chat.typing_until = 0.0
        message.touched = self.events.emit("message", chat.id, message_id=message.message_id)
        return message

    def edited(self, message: Message) -> None:
        message.edits += 1
        message.edit_date = self.clock.seconds()
        message.touched = self.events.emit("edit", message.chat.id, message_id=message.message_id)

    def delete_message(self, message: Message) -> None:
        del message.chat.messages[message.message_id]
        self.events.emit("delete", message.chat.id, message_id=message.message_id)

    def add_query(self, query: Query) -> None:
        self.queries[query.id] = query
        if len(self.queries) > QUERIES_KEPT:
            self.queries.popitem(last=False)
