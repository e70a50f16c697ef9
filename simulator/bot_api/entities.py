"""Formatted text: Telegram's HTML into entities, and the entities Telegram finds by itself.

Offsets and lengths count UTF-16 code units, byte offsets in refusals count UTF-8, both as Telegram does.
"""

import html
import re
from typing import Any, NoReturn
from urllib.parse import urlsplit

from simulator.bot_api.errors import bad_request

Entity = dict[str, Any]

TAGS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "tg-spoiler": "spoiler", "span": "spoiler",
    "code": "code", "pre": "pre", "blockquote": "blockquote", "a": "text_link", "tg-emoji": "custom_emoji",
}  # fmt: skip
_START = re.compile(r"<([^\s>]*)([^>]*)(>?)")
_END = re.compile(r"</([^\s>]*)\s*(>?)")
_ATTRIBUTE = re.compile(r"""\s*([^\s=>]+)(?:\s*=\s*("[^"]*"|'[^']*'|[\w.-]*))?""")
_CHARACTER = re.compile(r"&(#\d+|#x[0-9a-fA-F]+|lt|gt|amp|quot);")
_FOUND = re.compile(
    r"(?P<url>https?://[^\s<>\"]+)|(?P<email>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)|(?<![\w/])(?P<mention>@\w{4,32})"
    r"|(?<![\w/@])(?P<bot_command>/\w{1,64}(?:@\w+)?)|(?<!\w)(?P<hashtag>#\w*[^\W\d]\w*)",
)
_WORTH_LOOKING = re.compile(r"[/@#]")


def utf16(text: str) -> int:
    """Length in UTF-16 code units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """Plain text and its entities. Raises Refused with Telegram's «can't parse entities: …»."""
    if "<" not in source:
        return (_unescape(source) if "&" in source else source), []
    pieces: list[str] = []
    entities: list[Entity] = []
    stack: list[tuple[str, Entity, int]] = []
    at, offset = 0, 0
    while (bracket := source.find("<", at)) >= 0:
        piece = _unescape(source[at:bracket])
        pieces.append(piece)
        offset += utf16(piece)
        if source.startswith("</", bracket):
            at = _close(source, bracket, stack, entities, offset)
        else:
            at = _open(source, bracket, stack, offset)
    pieces.append(_unescape(source[at:]))
    if stack:
        _refuse(f'Can\'t find end tag corresponding to start tag "{stack[-1][0]}"')
    entities.sort(key=lambda entity: (entity["offset"], -entity["length"]))
    return "".join(pieces), entities


def _open(source: str, at: int, stack: list[tuple[str, Entity, int]], offset: int) -> int:
    match = _START.match(source, at)
    byte = len(source[:at].encode())
    if not match or (not match[3] and not match[2]):
        _refuse(f"Unclosed start tag at byte offset {byte}")
    tag = match[1].lower()
    if tag not in TAGS:
        _refuse(f'Unsupported start tag "{tag}" at byte offset {byte}')
    if not match[3]:
        _refuse(f'Unclosed start tag "{tag}" at byte offset {byte}')
    attributes = {name.lower(): _unescape(value.strip("\"'")) for name, value in _ATTRIBUTE.findall(match[2])}
    if tag == "span" and attributes.get("class") != "tg-spoiler":
        _refuse(f'Tag "span" must have class "tg-spoiler" at byte offset {byte}')
    entity: Entity = {"type": TAGS[tag], "offset": offset, "length": 0}
    if tag == "a":
        entity["url"] = attributes.get("href", "")
    elif tag == "tg-emoji":
        entity["custom_emoji_id"] = attributes.get("emoji-id", "")
    elif tag == "blockquote" and "expandable" in attributes:
        entity["type"] = "expandable_blockquote"
    elif tag == "code" and stack and stack[-1][0] == "pre" and attributes.get("class", "").startswith("language-"):
        stack[-1][1]["language"] = attributes["class"].removeprefix("language-")
    stack.append((tag, entity, at))
    return match.end()


def _close(source: str, at: int, stack: list[tuple[str, Entity, int]], entities: list[Entity], offset: int) -> int:
    match = _END.match(source, at)
    byte = len(source[:at].encode())
    if not stack:
        _refuse(f"Unexpected end tag at byte offset {byte}")
    if not match or not match[2]:
        _refuse(f"Unclosed end tag at byte offset {byte}")
    tag, entity, _ = stack.pop()
    found = match[1].lower()
    if found and found != tag:
        _refuse(f'Unmatched end tag at byte offset {byte}, expected "</{tag}>", found "</{found}>"')
    entity["length"] = offset - entity["offset"]
    named_language = tag == "code" and stack and "language" in stack[-1][1]
    lost_link = tag == "a" and not allowed_url(entity["url"])
    if entity["length"] and not named_language and not lost_link:
        entities.append(entity)
    return match.end()


def _refuse(why: str) -> NoReturn:
    raise bad_request(f"can't parse entities: {why}")


def _unescape(text: str) -> str:
    """Telegram knows four named characters and the numeric ones; anything else stays as it is."""
    return _CHARACTER.sub(lambda match: html.unescape(match[0]), text) if "&" in text else text


def allowed_url(url: str) -> bool:
    """Telegram keeps links of the web and its own; it drops others (tel:, mailto:, javascript:) without a word."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme.lower() in ("http", "https", "tg", "ton") and bool(parts.netloc)


def given_entities(value: Any, text: str) -> list[Entity]:
    """Entities sent as JSON beside a plain text."""
    if not isinstance(value, list):
        raise bad_request("can't parse entities JSON object")
    entities = []
    for entity in value:
        if not isinstance(entity, dict):
            raise bad_request("can't parse MessageEntity: expected an Object")
        for name, kind, kind_name in (("offset", int, "Number"), ("length", int, "Number"), ("type", str, "String")):
            if not isinstance(entity.get(name), kind):
                raise bad_request(f'can\'t parse MessageEntity: Field "{name}" must be of type {kind_name}')
        if entity["offset"] < 0 or entity["offset"] + entity["length"] > utf16(text):
            raise bad_request(
                f"entity begins in a middle of a UTF-16 symbol or ends after the end of the text at UTF-16 offset "
                f"{entity['offset']}"
            )
        entities.append(dict(entity))
    return sorted(entities, key=lambda entity: (entity["offset"], -entity["length"]))


def with_found(text: str, entities: list[Entity]) -> list[Entity]:
    """Adds the links, commands, mentions and hashtags that Telegram marks by itself outside other entities."""
    if not _WORTH_LOOKING.search(text):
        return entities
    taken = [(entity["offset"], entity["offset"] + entity["length"]) for entity in entities]
    found = list(entities)
    for match in _FOUND.finditer(text):
        offset, length = utf16(text[: match.start()]), utf16(match[0])
        if all(end <= offset or start >= offset + length for start, end in taken):
            found.append({"type": match.lastgroup, "offset": offset, "length": length})
    found.sort(key=lambda entity: (entity["offset"], -entity["length"]))
    return found


def trimmed(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Telegram cuts white space at both ends; entities move along."""
    cut = text.strip()
    if cut == text or not entities:
        return cut, entities
    lead, length = utf16(text[: len(text) - len(text.lstrip())]), utf16(cut)
    moved = []
    for entity in entities:
        start = max(0, entity["offset"] - lead)
        end = min(length, entity["offset"] - lead + entity["length"])
        if end > start:
            moved.append({**entity, "offset": start, "length": end - start})
    return cut, moved
