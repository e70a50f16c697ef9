"""Sample files drawn on the spot: a small landscape for pictures, a soft tone for voices."""

import math
import struct
import zlib
from functools import lru_cache

WIDTH, HEIGHT = 640, 480
_SKIES = (
    ((255, 209, 148), (209, 107, 165)),
    ((168, 224, 255), (142, 197, 252)),
    ((252, 203, 144), (213, 126, 235)),
    ((212, 252, 196), (150, 230, 161)),
    ((255, 236, 210), (252, 182, 159)),
    ((161, 196, 253), (194, 233, 251)),
)
_HILLS = ((92, 122, 110), (58, 92, 86), (34, 62, 64))


def sample(kind: str, number: int) -> bytes:
    """Bytes that stand for a file of this kind; the same number always gives the same bytes."""
    if kind in ("photo", "sticker"):
        return _landscape(number % len(_SKIES))
    if kind in ("voice", "audio"):
        return _tone()
    if kind == "video":
        return b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom\0\0\0\x08free"
    return "Tệp mẫu của máy mô phỏng.\n".encode()


@lru_cache
def _landscape(variant: int) -> bytes:
    """A PNG of a sky over three rows of hills, drawn at half size and doubled."""
    top, bottom = _SKIES[variant]
    width, height = WIDTH // 2, HEIGHT // 2
    tops = [
        [
            int(height * (0.55 + 0.14 * row) + 26 * math.sin(x / (38 - 7 * row) + variant + 2 * row))
            for x in range(width)
        ]
        for row in range(3)
    ]
    colours = [bytes(colour) * 2 for colour in _HILLS]
    raw = bytearray()
    for y in range(height):
        share = y / height
        sky = bytes(int(a + (b - a) * share) for a, b in zip(top, bottom, strict=True)) * 2
        line = b"\0" + b"".join(
            colours[2] if y > c else colours[1] if y > b else colours[0] if y > a else sky
            for a, b, c in zip(*tops, strict=True)
        )
        raw += line + line
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
    chunks = (b"IHDR", header), (b"IDAT", zlib.compress(bytes(raw), 6)), (b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, body) for name, body in chunks)


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


@lru_cache
def _tone() -> bytes:
    """Two seconds of a soft tone as WAV: browsers play it whatever the declared type says."""
    rate, seconds = 8000, 2
    body = bytes(
        int(128 + 40 * math.sin(i / 6) * math.sin(math.pi * i / rate / seconds)) for i in range(rate * seconds)
    )
    return (
        b"RIFF"
        + struct.pack("<I", 36 + len(body))
        + b"WAVEfmt "
        + struct.pack("<IHHIIHH", 16, 1, 1, rate, rate, 1, 8)
        + b"data"
        + struct.pack("<I", len(body))
        + body
    )


def picture_size(content: bytes) -> tuple[int, int] | None:
    """Width and height in pixels of a PNG, GIF, WebP or JPEG; None when the bytes are no picture."""
    if content[:8] == b"\x89PNG\r\n\x1a\n" and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
        return width, height
    if content[:4] == b"GIF8" and len(content) >= 10:
        width, height = struct.unpack("<HH", content[6:10])
        return width, height
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return WIDTH, HEIGHT
    if content[:2] == b"\xff\xd8":
        return _jpeg_size(content)
    return None


def picture_type(content: bytes) -> str:
    """The media type of bytes that `picture_size` knows."""
    starts = {b"\x89P": "image/png", b"GI": "image/gif", b"RI": "image/webp"}
    return starts.get(content[:2], "image/jpeg")


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 < len(content) and content[at] == 0xFF:
        marker, length = content[at + 1], struct.unpack(">H", content[at + 2 : at + 4])[0]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        at += 2 + length
    return None
