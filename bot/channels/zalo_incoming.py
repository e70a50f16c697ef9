"""What Zalo brings, as events: one message an update, known by event_name and message_id. Reads plain JSON."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import structlog

from bot.logs import describe
from handlers.event import Event
from rules.folding import clean, fold
from storage.attachments import IncomingFile

CHANNEL = "zalo"
SECRET_HEADER = "X-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header

Wire = Mapping[str, Any]
log = structlog.get_logger(__name__)

_COMMAND = re.compile(r"/(\w+)\s*(.*)", re.DOTALL)
_PICTURE = re.compile(r"https?://[^\s\x00-\x1f\x7f]{1,2000}")


def read(update: Any) -> Event | None:
    """As `decode`; an update that Zalo cannot have written is logged and passed over."""
    try:
        return decode(update)
    except Exception as error:
        name = update.get("event_name") if isinstance(update, dict) else None
        log.error("update unreadable", event_name=name if isinstance(name, str) else None, error=describe(error))
        return None


def decode(update: Wire) -> Event | None:
    """The event in an update; None for one that brings no message (a webhook that is tried out, an event to come).

    A webhook is told the update inside «result», a poll is given it alone.
    """
    inside = update.get("result")
    update = inside if isinstance(inside, Mapping) else update
    name, message = update.get("event_name"), update.get("message")
    if not isinstance(name, str) or not isinstance(message, Mapping):
        return None
    known: dict[str, Any] = {
        "channel": CHANNEL,
        "address": clean(str(message["chat"]["id"])),
        "key": clean(f"{name}:{message['message_id']}"),
        "private": message["chat"].get("chat_type", "PRIVATE") == "PRIVATE",
        "at": datetime.fromtimestamp(int(message["date"]) / 1000, UTC),
        "message_ref": clean(str(message["message_id"])),
        "buttons": False,
    }
    if name == "message.text.received":
        return _typed(known, clean(message.get("text") or ""))
    if name == "message.image.received" and (picture := _picture(message)):
        file = IncomingFile(ref=picture, unique_ref=known["message_ref"], kind="photo")
        return Event(**known, kind="file", text=clean(message.get("caption") or ""), file=file)
    return Event(**known, kind="unsupported", text=clean(message.get("caption") or ""))


def _typed(known: dict[str, Any], text: str) -> Event:
    if command := _COMMAND.fullmatch(text):
        return Event(**known, kind="command", command=fold(command[1]), text=command[2].strip())
    return Event(**known, kind="text", text=text)


def _picture(message: Wire) -> str:
    """The address of the picture: the field has had two names."""
    found = message.get("photo_url") or message.get("photo") or ""
    return found if isinstance(found, str) and _PICTURE.fullmatch(found) else ""
