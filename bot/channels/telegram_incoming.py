"""What Telegram brings, as events. Reads plain JSON: a tenth of the time that typed models take, and nothing unused."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import structlog

from bot.logs import describe
from handlers.event import Event
from rules.folding import clean, fold
from storage.attachments import IncomingFile

CHANNEL = "telegram"
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header
ALLOWED_UPDATES = ["message", "edited_message", "callback_query", "my_chat_member"]

Wire = Mapping[str, Any]
log = structlog.get_logger(__name__)

_LARGEST_SIZE = 2**53  # a number of the Bot API has at most so many bits
_COMMAND = re.compile(r"/(\w+)(?:@\w+)?\s*(.*)", re.DOTALL)
_FILES = {
    "photo": "photo",
    "video": "video",
    "video_note": "video",
    "voice": "voice",
    "audio": "audio",
    "animation": "document",
    "document": "document",
}
_SERVICE = frozenset(
    {
        "new_chat_members",
        "left_chat_member",
        "new_chat_title",
        "new_chat_photo",
        "delete_chat_photo",
        "group_chat_created",
        "supergroup_chat_created",
        "channel_chat_created",
        "message_auto_delete_timer_changed",
        "migrate_to_chat_id",
        "migrate_from_chat_id",
        "pinned_message",
        "write_access_allowed",
        "chat_background_set",
        "video_chat_scheduled",
        "video_chat_started",
        "video_chat_ended",
        "video_chat_participants_invited",
    }
)


def read(update: Any, now: datetime) -> Event | None:
    """As `decode`; an update that Telegram cannot have written is logged and passed over, or it would come for ever."""
    try:
        return decode(update, now)
    except Exception as error:
        key = update.get("update_id") if isinstance(update, dict) else None
        log.error("update unreadable", key=key if isinstance(key, int) else None, error=describe(error))
        return None


def decode(update: Wire, now: datetime) -> Event | None:
    """The event in an update; None for one that means nothing to us. `now` dates what Telegram does not."""
    key = _ref(update["update_id"])
    if message := update.get("message"):
        return _message(key, message)
    if message := update.get("edited_message"):
        return _edited(key, message)
    if query := update.get("callback_query"):
        return _press(key, query, now)
    if change := update.get("my_chat_member"):
        return _membership(key, change)
    return None


def _message(key: str, message: Wire) -> Event | None:
    if not _SERVICE.isdisjoint(message):
        return None
    known: dict[str, Any] = {
        **_where(key, message["chat"]),
        "at": _moment(message["date"]),
        "message_ref": _ref(message["message_id"]),
        "reply_to": _ref(message.get("reply_to_message", {}).get("message_id", "")),
    }
    if "text" in message:
        return _typed(known, message["text"])
    if file := _file(message):
        return Event(
            **known,
            kind="file",
            text=clean(message.get("caption", "")),
            file=file,
            album=_ref(message.get("media_group_id", "")),
        )
    if contact := message.get("contact"):
        own = contact.get("user_id") is not None and contact.get("user_id") == message.get("from", {}).get("id")
        return Event(**known, kind="contact", phone=e164(contact.get("phone_number", "")), phone_is_own=own)
    if place := message.get("location"):
        return Event(
            **known,
            kind="location",
            text=_venue(message),
            location=(float(place["latitude"]), float(place["longitude"])),
        )
    return Event(**known, kind="unsupported", text=clean(message.get("caption", "")))


def _typed(known: dict[str, Any], raw: str) -> Event:
    text = clean(raw)
    if command := _COMMAND.fullmatch(text):
        return Event(**known, kind="command", command=fold(command[1]), text=command[2].strip())
    return Event(**known, kind="text", text=text)


def _edited(key: str, message: Wire) -> Event | None:
    """A person's correction of their own words; the steps of a live location are not one."""
    raw = message.get("text", message.get("caption"))
    if raw is None:
        return None
    return Event(
        **_where(key, message["chat"]),
        at=_moment(message.get("edit_date", message["date"])),
        kind="edited",
        text=clean(raw),
        message_ref=_ref(message["message_id"]),
        reply_to=_ref(message.get("reply_to_message", {}).get("message_id", "")),
    )


def _press(key: str, query: Wire, now: datetime) -> Event:
    """The message may be missing or inaccessible (too old): then it has at most a chat and a number."""
    message = query.get("message") or {}
    chat = message.get("chat") or {"id": query["from"]["id"], "type": "private"}
    return Event(
        **_where(key, chat),
        at=now,
        kind="press",
        press_id=_ref(query["id"]),
        action=clean(query.get("data", "")),
        message_ref=_ref(message.get("message_id", "")),
    )


def _membership(key: str, change: Wire) -> Event | None:
    if change["chat"].get("type") != "private":
        return None
    gone = change["new_chat_member"]["status"] in ("kicked", "left")
    return Event(**_where(key, change["chat"]), at=_moment(change["date"]), kind="blocked" if gone else "unblocked")


def _where(key: str, chat: Wire) -> dict[str, Any]:
    return {
        "channel": CHANNEL,
        "address": _ref(chat["id"]),
        "key": key,
        "private": chat.get("type", "private") == "private",
    }


def _file(message: Wire) -> IncomingFile | None:
    """An animation is also told as a document: the first kind that is there counts, in the order of _FILES."""
    for name, kind in _FILES.items():
        if found := message.get(name):
            one = max(found, key=lambda size: size["width"] * size["height"]) if name == "photo" else found
            return IncomingFile(
                ref=_ref(one["file_id"]),
                unique_ref=_ref(one["file_unique_id"]),
                kind=kind,
                name=clean(one.get("file_name", "")),
                mime=clean(one.get("mime_type", "")),
                size=_size(one.get("file_size")),
            )
    return None


def _venue(message: Wire) -> str:
    venue = message.get("venue") or {}
    parts = (venue.get("title"), venue.get("address"))
    return clean(", ".join(part for part in parts if part))


def e164(number: str) -> str:
    """Telegram tells a number with its country code, with or without the plus."""
    digits = "".join(char for char in number if char.isdigit())
    if digits.startswith("0") and not number.startswith("+"):
        return "+84" + digits[1:]
    return "+" + digits if digits else ""


def _ref(given: Any) -> str:
    """A number or a name of the messenger's own, as a database can hold it."""
    return str(given) if isinstance(given, int) else clean(str(given))


def _size(given: Any) -> int | None:
    return given if isinstance(given, int) and 0 <= given <= _LARGEST_SIZE else None


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
