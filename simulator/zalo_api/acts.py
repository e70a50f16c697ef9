"""What a person does on Zalo, turned into messages and updates."""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from simulator.acts import read_content
from simulator.files import FileStore, StoredFile
from simulator.world import Json, Mistake
from simulator.zalo_api.people import Message, People, Person
from simulator.zalo_api.updates import Updates

TEXT_LIMIT = 2000
ALBUM_LIMIT = 10
UNSUPPORTED = ("voice", "video", "document", "location", "contact")
_NAMES = {"voice": "thoai.m4a", "video": "video.mp4", "document": "tep.txt"}
_CITY = {"latitude": 10.7769, "longitude": 106.7009}
_OPTION = re.compile(r"^(\d+)\. (.+)$", re.MULTILINE)


class Acts:
    """Every act answers {"message_id", "event_name"}; what cannot be done raises Mistake with a sentence."""

    def __init__(self, people: People, files: FileStore, updates: Updates, url: Callable[[], str]) -> None:
        self.people = people
        self.files = files
        self.updates = updates
        self.url = url
        self._acts: dict[str, Callable[[Person, Json], Json]] = {
            "text": self.text, "choose": self.choose, "photo": self.photo, "album": self.album,
            "sticker": self.sticker, "unsupported": self.unsupported, "block": self.block, "unblock": self.unblock,
            "read": self.read,
        }  # fmt: skip

    def do(self, user_id: str, act: str, body: Json) -> Json:
        person = self.people.person(user_id)
        if act not in self._acts:
            raise Mistake(f"There is no act «{act}» on Zalo.")
        if person.blocked and act not in ("block", "unblock", "read"):
            raise Mistake(f"{person.full_name} đã chặn bot. Hãy bỏ chặn trước.")
        return self._acts[act](person, body)

    def text(self, person: Person, body: Json) -> Json:
        text = body.get("text")
        if not isinstance(text, str) or not text.strip():
            raise Mistake("Tin nhắn không được để trống.")
        if len(text) > TEXT_LIMIT:
            raise Mistake(f"Một tin nhắn có tối đa {TEXT_LIMIT} ký tự.")
        return self._send(person, "message.text.received", text=text.strip())

    def choose(self, person: Person, body: Json) -> Json:
        """Types the number that stands before this label in the newest list that has it."""
        label = body.get("label")
        if not isinstance(label, str) or not label:
            raise Mistake("A choice needs a label.")
        for message in reversed(self.people.chats[person.id].messages.values()):
            if message.sender is None and (number := number_of(message.text, label)):
                return self.text(person, {"text": number})
        raise Mistake(f"Trong cuộc trò chuyện của {person.full_name} không có mục «{label}».")

    def photo(self, person: Person, body: Json) -> Json:
        raw = read_content(body.get("content"))
        file = self.files.add("photo", body.get("name") or "anh.png", body.get("mime"), raw)
        return self._picture(person, file, body.get("caption") or "")

    def album(self, person: Person, body: Json) -> Json:
        """Zalo makes single messages of it. caption: of the first; captions: of as many as there are."""
        count = body.get("count")
        if not isinstance(count, int) or not 2 <= count <= ALBUM_LIMIT:
            raise Mistake(f"An album has 2 to {ALBUM_LIMIT} photos.")
        captions = dict(enumerate(body.get("captions") or [body.get("caption")]))
        done = []
        for number in range(count):
            file = self.files.add("photo", f"anh-{number + 1}.png", None, None)
            done.append(self._picture(person, file, captions.get(number) or ""))
        return {**done[0], "message_ids": [one["message_id"] for one in done]}

    def _picture(self, person: Person, file: StoredFile, caption: str) -> Json:
        told = {"photo_url": self._address(file)} | ({"caption": caption} if caption else {})
        return self._send(person, "message.image.received", told, kind="photo", file=file, text=caption)

    def sticker(self, person: Person, body: Json) -> Json:
        sticker = str(body.get("sticker") or "bfe458bf64fa8da4d4eb")
        file = self.files.add("sticker", "nhan-dan.webp", None, None)
        told = {"sticker": sticker, "url": self._address(file)}
        return self._send(person, "message.sticker.received", told, kind="sticker", file=file, sticker=sticker)

    def unsupported(self, person: Person, body: Json) -> Json:
        """A message that Zalo does not show to bots; the phone knows what it was."""
        kind = body.get("kind") or "voice"
        if kind not in UNSUPPORTED:
            raise Mistake(f"What Zalo does not show to bots is one of {', '.join(UNSUPPORTED)}.")
        shown: Json = {}
        if kind == "location":
            shown["location"] = {name: float(body.get(name, default)) for name, default in _CITY.items()}
        elif kind == "contact":
            shown["text"] = f"{person.full_name}\n{person.phone or ''}".strip()
        else:
            shown["file"] = self.files.add(kind, body.get("name") or _NAMES[kind], None, None)
        return self._send(person, "message.unsupported.received", {}, kind=kind, **shown)

    def block(self, person: Person, body: Json) -> Json:
        return self._membership(person, blocked=True)

    def unblock(self, person: Person, body: Json) -> Json:
        return self._membership(person, blocked=False)

    def _membership(self, person: Person, blocked: bool) -> Json:
        """Zalo tells a bot nothing about it."""
        if person.blocked != blocked:
            person.blocked = blocked
            self.people.events.emit("user", person.id)
        return {"message_id": None, "event_name": None}

    def read(self, person: Person, body: Json) -> Json:
        chat = self.people.chats[person.id]
        if chat.unread:
            chat.unread = 0
            self.people.events.emit("read", person.id)
        return {"message_id": None, "event_name": None}

    def _address(self, file: StoredFile) -> str:
        return f"{self.url()}/zalo/files/{quote(file.file_id)}"

    def _send(self, person: Person, event_name: str, told: Json | None = None, **fields: Any) -> Json:
        """`told` is what the update says of the content; the text when there is nothing else."""
        if not person.started:
            person.started = True
            self.people.events.emit("user", person.id)
        message = self.people.add_message(self.people.chats[person.id], person, **fields)
        about: Json = {
            "from": {"id": person.id, "display_name": person.full_name, "is_bot": False},
            "chat": {"id": person.id, "chat_type": "PRIVATE"},
            "message_id": message.message_id,
            "date": message.date * 1000,
        }
        self.updates.push(event_name, person.id, about | ({"text": message.text} if told is None else told))
        return {"message_id": message.message_id, "event_name": event_name}


def number_of(text: str, label: str) -> str:
    """The number of the line that shows this label; "" when no line does."""
    found = next((option for option in _OPTION.finditer(text) if label in option[2]), None)
    return found[1] if found else ""


def holds(message: Message, contains: str | None, button: str | None) -> bool:
    """Whether the message shows this text, and a numbered line with what would be a button elsewhere."""
    return (contains is None or contains in message.text) and (button is None or bool(number_of(message.text, button)))
