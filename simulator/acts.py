"""What a user does on the phone, turned into messages and updates."""

import asyncio
import base64
import binascii
import re
import secrets
from collections.abc import Callable
from typing import Any

from simulator import wire
from simulator.bot_api.entities import with_found
from simulator.files import StoredFile
from simulator.updates import Updates
from simulator.world import Chat, Json, Message, Mistake, Person, Query, World

_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")
_NAMES = {"photo": "anh.png", "video": "video.mp4", "voice": "thoai.ogg", "audio": "am-thanh.wav",
          "document": "tep.txt", "sticker": "nhan-dan.webp"}  # fmt: skip
ALBUM_LIMIT = 10


class Acts:
    """Every act answers {"update_id", "message_id"}; what cannot be done raises Mistake with a sentence.

    The sentence is Vietnamese where a viewer of the phones can cause it, English where only a program can.
    """

    def __init__(self, world: World, updates: Updates) -> None:
        self.world = world
        self.updates = updates
        self._acts: dict[str, Callable[[Person, Json], Json]] = {
            "start": self.start, "text": self.text, "press": self.press, "contact": self.contact,
            "location": self.location, "album": self.album, "edit": self.edit, "block": self.block,
            "unblock": self.unblock, "read": self.read, "deactivate": self.deactivate,
        }  # fmt: skip

    def do(self, user_id: int, act: str, body: Json) -> Json:
        person = self.world.person(user_id)
        if act in _NAMES:
            return self._file(person, act, body)
        if act not in self._acts:
            raise Mistake(f"There is no act «{act}».")
        if person.blocked and act not in ("start", "unblock", "block", "read", "deactivate"):
            raise _blocker(person)
        return self._acts[act](person, body)

    def start(self, person: Person, body: Json) -> Json:
        payload = body.get("payload") or ""
        if payload and not _PAYLOAD.fullmatch(str(payload)):
            raise Mistake("A start payload has 1 to 64 characters of A-Z, a-z, 0-9, _ and -.")
        if person.blocked:
            self.unblock(person, {})
        return self._send(person, text=f"/start {payload}".strip())

    def text(self, person: Person, body: Json) -> Json:
        text = _text_of(body)
        chat = self.world.chats[person.id]
        if chat.one_time and text in labels_of(chat):
            chat.keyboard, chat.one_time = None, False
        return self._send(person, text=text, **self._about(person, body))

    def press(self, person: Person, body: Json) -> Json:
        message, data = self._pressed(person, body)
        if len(data.encode()) > 64:
            raise Mistake("The data of a button has at most 64 bytes.")
        query_id = str(secrets.randbits(62))
        answer: asyncio.Future[Json] = asyncio.get_running_loop().create_future()
        self.world.add_query(Query(query_id, self.world.chats[person.id], person, self.world.clock.running(), answer))
        content = wire.press_json(self.world, query_id, person, message, data)
        update_id = self.updates.push("callback_query", person.id, content)
        number = message.message_id if isinstance(message, Message) else message
        return {"update_id": update_id, "message_id": number, "callback_query_id": query_id}

    def _pressed(self, person: Person, body: Json) -> tuple[Message | int, str]:
        """The message and the data; only the id of a message when a forged press names one that is gone."""
        messages = self.world.chats[person.id].messages
        number, label, data = body.get("message_id"), body.get("label"), body.get("data")
        if label is not None:
            chosen = reversed(messages.values()) if number is None else [_message(messages, number)]
            for message in chosen:
                for button in buttons_of(message):
                    if label in button["text"] and "callback_data" in button:
                        return message, button["callback_data"]
            raise Mistake(f"Trong cuộc trò chuyện của {person.full_name} không có nút «{label}».")
        if not isinstance(data, str) or number is None:
            raise Mistake("A press needs message_id and data, or a label.")
        if body.get("forged"):
            return messages.get(number) or int(number), data
        message = _message(messages, number)
        if all(button.get("callback_data") != data for button in buttons_of(message)):
            raise Mistake("Tin nhắn này không còn nút đó nữa.")
        return message, data

    def contact(self, person: Person, body: Json) -> Json:
        owner = self.world.person(body["of"]) if "of" in body else None if "phone" in body else person
        phone = body.get("phone") or (owner.phone if owner else None)
        if not phone:
            raise Mistake(f"{person.full_name} không có số điện thoại.")
        card: Json = {"phone_number": str(phone), "first_name": owner.first_name if owner else "Người quen"}
        if owner:
            card |= {"user_id": owner.id} | ({"last_name": owner.last_name} if owner.last_name else {})
        self._used_once(person)
        return self._send(person, kind="contact", contact=card)

    def location(self, person: Person, body: Json) -> Json:
        place = {name: body.get(name) for name in ("latitude", "longitude")}
        if not all(isinstance(value, int | float) for value in place.values()):
            raise Mistake("A location needs latitude and longitude.")
        self._used_once(person)
        return self._send(person, kind="location", location=place)

    def _used_once(self, person: Person) -> None:
        chat = self.world.chats[person.id]
        if chat.one_time:
            chat.keyboard, chat.one_time = None, False

    def _file(self, person: Person, kind: str, body: Json) -> Json:
        if person.blocked:
            raise _blocker(person)
        file = self._new_file(kind, body)
        return self._send(person, kind=kind, file=file, text=body.get("caption") or "", **self._about(person, body))

    def _new_file(self, kind: str, body: Json) -> StoredFile:
        size = body.get("size")
        if size is not None and (not isinstance(size, int) or size < 0):
            raise Mistake("«size» is a whole number of bytes.")
        name, raw = body.get("name") or _NAMES[kind], read_content(body.get("content"))
        return self.world.files.add(kind, name, body.get("mime"), raw, size)

    def album(self, person: Person, body: Json) -> Json:
        """caption: of the first; captions: of as many as there are."""
        count = body.get("count")
        if not isinstance(count, int) or not 2 <= count <= ALBUM_LIMIT:
            raise Mistake(f"An album has 2 to {ALBUM_LIMIT} photos.")
        captions = dict(enumerate(body.get("captions") or [body.get("caption")]))
        group = str(secrets.randbits(60))
        done = []
        for number in range(count):
            file = self._new_file("photo", {"name": f"anh-{number + 1}.png"})
            caption = captions.get(number) or ""
            done.append(self._send(person, kind="photo", file=file, text=caption, media_group_id=group))
        return {**done[0], "message_ids": [one["message_id"] for one in done]}

    def edit(self, person: Person, body: Json) -> Json:
        message = _message(self.world.chats[person.id].messages, body.get("message_id"))
        if message.sender is not person:
            raise Mistake("Chỉ sửa được tin nhắn của chính mình.")
        if message.kind in ("contact", "location"):
            raise Mistake("Không sửa được vị trí hay danh thiếp đã gửi.")
        message.text = _text_of(body)
        message.entities = with_found(message.text, [])
        self.world.edited(message)
        update_id = self.updates.push("edited_message", person.id, wire.message_json(self.world, message))
        return {"update_id": update_id, "message_id": message.message_id}

    def block(self, person: Person, body: Json) -> Json:
        return self._membership(person, blocked=True)

    def unblock(self, person: Person, body: Json) -> Json:
        return self._membership(person, blocked=False)

    def _membership(self, person: Person, blocked: bool) -> Json:
        if person.blocked == blocked:
            return {"update_id": None, "message_id": None}
        person.blocked = blocked
        content = wire.member_json(self.world, self.world.chats[person.id], person, blocked)
        self.world.events.emit("user", person.id)
        return {"update_id": self.updates.push("my_chat_member", person.id, content), "message_id": None}

    def deactivate(self, person: Person, body: Json) -> Json:
        person.deactivated = True
        self.world.events.emit("user", person.id)
        return {"update_id": None, "message_id": None}

    def read(self, person: Person, body: Json) -> Json:
        chat = self.world.chats[person.id]
        if chat.unread:
            chat.unread = 0
            self.world.events.emit("read", person.id)
        return {"update_id": None, "message_id": None}

    def _about(self, person: Person, body: Json) -> Json:
        about: Json = {"forwarded": bool(body.get("forwarded"))}
        if body.get("reply_to") is not None:
            about["reply_to"] = _message(self.world.chats[person.id].messages, body["reply_to"])
        return about

    def _send(self, person: Person, text: str = "", **fields: Any) -> Json:
        chat = self.world.chats[person.id]
        if not person.started:
            person.started = True
            self.world.events.emit("user", person.id)
        message = self.world.add_message(chat, person, text=text, entities=with_found(text, []), **fields)
        update_id = self.updates.push("message", person.id, wire.message_json(self.world, message))
        return {"update_id": update_id, "message_id": message.message_id}


def _blocker(person: Person) -> Mistake:
    return Mistake(f"{person.full_name} đã chặn bot. Hãy bỏ chặn trước.")


def read_content(content: Any) -> bytes | None:
    """The bytes of a file that a control call brings; None when a sample shall be drawn."""
    try:
        return None if content is None else base64.b64decode(content, validate=True)
    except (binascii.Error, TypeError, ValueError):
        raise Mistake("«content» must be base64.") from None


def _text_of(body: Json) -> str:
    text = body.get("text")
    if not isinstance(text, str) or not text.strip():
        raise Mistake("Tin nhắn không được để trống.")
    if len(text) > 4096:
        raise Mistake("Một tin nhắn có tối đa 4096 ký tự.")
    return text.strip()


def _message(messages: dict[int, Message], number: Any) -> Message:
    if number not in messages:
        raise Mistake("Tin nhắn này không còn trong cuộc trò chuyện.")
    return messages[number]


def buttons_of(message: Message) -> list[Json]:
    rows: list[list[Json]] = (message.markup or {}).get("inline_keyboard", [])
    return [button for row in rows for button in row]


def labels_of(chat: Chat) -> list[str]:
    rows = chat.keyboard or []
    return [label if isinstance(label, str) else label["text"] for row in rows for label in row]
