"""A chat as the phone shows it: plain text, safe HTML, buttons, files. Nothing in `html` can run or load anything."""

from html import escape
from urllib.parse import quote

from simulator.acts import buttons_of
from simulator.bot_api.entities import Entity, allowed_url
from simulator.world import Chat, Json, Message, Person

_TAGS = {"bold": "b", "italic": "i", "underline": "u", "strikethrough": "s", "code": "code", "pre": "pre",
         "blockquote": "blockquote", "expandable_blockquote": "blockquote"}  # fmt: skip


def user_view(person: Person, chat: Chat) -> Json:
    names = ("id", "first_name", "last_name", "username", "phone", "title", "color", "started", "blocked")
    return {name: getattr(person, name) for name in names} | {"messenger": "telegram", "unread": chat.unread}


def chat_view(chat: Chat) -> Json:
    return {
        "user": user_view(chat.person, chat) if chat.person else None,
        "messages": [message_view(message) for message in chat.messages.values()],
        "keyboard": chat.keyboard,
        "typing": chat.typing,
        "unread": chat.unread,
        "blocked": bool(chat.person and chat.person.blocked),
        "answers": list(chat.answers),
    }


def message_view(message: Message) -> Json:
    file = message.file
    text = _contact_text(message) if message.contact else message.text
    return {
        "message_id": message.message_id,
        "date": message.date,
        "from": "user" if message.sender else "bot",
        "text": text,
        "html": render(text, message.entities),
        "kind": message.kind,
        "buttons": [[_button(button) for button in row] for row in (message.markup or {}).get("inline_keyboard", [])],
        "file": file
        and {
            "name": file.name,
            "size": file.size,
            "mime": file.mime,
            "url": f"/control/files/{quote(file.file_id)}/{quote(file.name, safe='')}",
        },
        "location": message.location,
        "reply_to": message.reply_to.message_id if message.reply_to else None,
        "edits": message.edits,
        "silent": message.silent,
        "media_group_id": message.media_group_id,
    }


def _button(button: Json) -> Json:
    shown = {"text": button["text"]}
    if "callback_data" in button:
        shown["data"] = button["callback_data"]
    if "url" in button:
        shown["url"] = button["url"]
    return shown


def _contact_text(message: Message) -> str:
    card = message.contact or {}
    return f"{card['first_name']} {card.get('last_name') or ''}".strip() + f"\n{card['phone_number']}"


def holds(message: Message, contains: str | None, button: str | None) -> bool:
    """Whether the message shows this text and a button whose label holds `button`."""
    if contains is not None and contains not in message.text:
        return False
    if button is None:
        return True
    return any(button in one["text"] for one in buttons_of(message)) or any(
        button in label for label in message.keyboard_labels
    )


def render(text: str, entities: list[Entity]) -> str:
    """Safe HTML of a text; entities that overlap are cut at the end of the one they began in."""
    if not entities:
        return escape(text)
    units = text.encode("utf-16-le")
    return _render(units, entities, 0, len(units) // 2)


def _render(units: bytes, entities: list[Entity], start: int, end: int) -> str:
    pieces = []
    at, index = start, 0
    while index < len(entities):
        entity = entities[index]
        begin, stop = max(entity["offset"], at), min(entity["offset"] + entity["length"], end)
        index += 1
        if stop <= begin:
            continue
        inside = []
        while index < len(entities) and entities[index]["offset"] < stop:
            inside.append(entities[index])
            index += 1
        pieces.append(_plain(units, at, begin))
        opening, closing = _tags(entity, _plain_text(units, begin, stop))
        pieces.append(opening + _render(units, inside, begin, stop) + closing)
        at = stop
    pieces.append(_plain(units, at, end))
    return "".join(pieces)


def _plain_text(units: bytes, start: int, end: int) -> str:
    return units[2 * start : 2 * end].decode("utf-16-le", "replace")


def _plain(units: bytes, start: int, end: int) -> str:
    return escape(_plain_text(units, start, end))


def _tags(entity: Entity, text: str) -> tuple[str, str]:
    kind = entity["type"]
    if kind in _TAGS:
        return f"<{_TAGS[kind]}>", f"</{_TAGS[kind]}>"
    if kind == "spoiler":
        return '<span class="tg-spoiler">', "</span>"
    url = text if kind == "url" else entity.get("url", "") if kind == "text_link" else ""
    if allowed_url(url):
        return f'<a href="{escape(url)}" target="_blank" rel="noopener noreferrer">', "</a>"
    return "", ""
