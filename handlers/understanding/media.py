"""Whether the press or social networks are involved, and the links."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from handlers.understanding.lexicon import Found
from handlers.understanding.message import Message
from handlers.understanding.vietnamese import compiled

GRAVEST_FIRST = ("published", "press_onsite", "press_contact", "social")
_LINK = re.compile(r"(?:https?://|www\.|(?:fb|facebook|tiktok|youtu)\.\w+/)[^\s<>\"«»]{3,300}", re.IGNORECASE)
_TRAILING = ".,;:!?)]}'\""
_NETWORKS = ("fb.", "facebook", "tiktok", "youtu")
_JUST_DENIED = compiled(r"\b(?:chưa|không|sẽ|dọa|đòi|đừng|định)(?: có| bị| thấy)? $")
_NOT_YET = compiled(r"\b(?:chưa|không|sẽ|dọa|đừng|sắp)\b")
_CALLS = compiled(r"\b(?:gọi|điện|nhắn)\b")


@dataclass(frozen=True)
class MediaRead:
    """kind: an option of the question `media`; span: of the words, in `prepared`; hearsay: somebody only says so."""

    kind: str
    span: tuple[int, int]
    hearsay: bool = False


def read_media(message: Message) -> MediaRead | None:
    """The gravest that is said; none where it is said that nobody knows."""
    denied, private = message.meaning("no_media"), message.meaning("private_message")
    for kind in GRAVEST_FIRST:
        unsaid = [*denied, *(private if kind == "social" else [])]
        for one in message.meaning(kind):
            if _overlaps(one, unsaid):
                continue
            if _is_said(message, one):
                span = message.place(one)
                return MediaRead(kind, span, message.is_hearsay(span[0]))
            unsaid.append(one)
    for link in _LINK.finditer(message.prepared):
        if any(network in link.group() for network in _NETWORKS):
            return MediaRead("social", link.span())
    return MediaRead("none", message.place(denied[0])) if denied else None


def read_links(message: Message) -> list[str]:
    """Addresses of web pages, as they were typed, each once."""
    links = [match.group().rstrip(_TRAILING) for match in _LINK.finditer(message.text)]
    return list(dict.fromkeys(links))


def _is_said(message: Message, one: Found) -> bool:
    start = message.tokens[one.start].start
    if _JUST_DENIED.search(message.prepared[max(0, start - 12) : start]):
        return False
    unsaid = " ".join(message.tokens[place].text for place in range(one.start, one.end) if place not in one.said)
    if _NOT_YET.search(unsaid):
        return False
    if one.sense.meaning == "press_onsite":
        return not _CALLS.search(unsaid)
    later = message.meaning("press_onsite", "press_contact")
    return one.sense.meaning != "published" or not any(
        other.end > one.end and one.end - 1 in other.said for other in later
    )


def _overlaps(one: Found, others: Iterable[Found]) -> bool:
    return any(other.start < one.end and one.start < other.end for other in others)
