"""A chat as a Zalo phone shows it, in the shape that Telegram's phones have too."""

import re
from html import escape
from urllib.parse import quote

from simulator.world import Json
from simulator.zalo_api.people import Chat, Message, Person

_LINK = re.compile(r"https?://[^\s<>\"]+")


def user_view(person: Person, chat: Chat) -> Json:
    names = ("id", "first_name", "last_name", "phone", "title", "color", "started", "blocked")
    return {name: getattr(person, name) for name in names} | {
        "messenger": "zalo",
        "username": None,
        "unread": chat.unread,
    }


def chat_view(chat: Chat) -> Json:
    return {
        "user": user_view(chat.person, chat),
        "messages": [message_view(message) for message in chat.messages.values()],
        "keyboard": None,
        "typing": chat.typing,
        "unread": chat.unread,
        "blocked": chat.person.blocked,
        "commands": [],
        "answers": [],
    }


def message_view(message: Message) -> Json:
    file = message.file
    return {
        "message_id": message.message_id,
        "date": message.date,
        "from": "user" if message.sender else "bot",
        "text": message.text,
        "html": _with_links(message.text),
        "kind": message.kind,
        "buttons": [],
        "file": file
        and {
            "name": file.name,
            "size": file.size,
            "mime": file.mime,
            "url": f"/control/files/{quote(file.file_id)}/{quote(file.name, safe='')}",
        },
        "sticker": message.sticker or None,
        "location": message.location,
        "reply_to": None,
        "edits": 0,
        "silent": False,
        "media_group_id": None,
    }


def _with_links(text: str) -> str:
    """Safe HTML: Zalo shows addresses as links and knows no other formatting from a bot."""
    pieces, at = [], 0
    for found in _LINK.finditer(text):
        url = escape(found[0])
        pieces.append(escape(text[at : found.start()]))
        pieces.append(f'<a href="{url}" target="_blank" rel="noopener noreferrer">{url}</a>')
        at = found.end()
    return "".join([*pieces, escape(text[at:])])
