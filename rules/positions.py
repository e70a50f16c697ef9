"""Where a picture was taken: taken out of it, unless whoever sent it says that it is evidence.

In place, byte for byte: the picture itself, its time and how it is turned stay as they were.
"""

import re
import struct
import zlib
from itertools import islice

from rules.folding import fold

_EVIDENCE = re.compile(r"\b(?:bang chung|chung cu|tang chung|ban goc|anh goc|nguyen ban|evidence|original)\b")
_TIFF = re.compile(rb"II\*\x00|MM\x00\*")
_GPS = 0x8825
_LONG = 4
# Bounds, so that a file made to be slow is not: pictures have one or two headers, and tables of a few dozen entries.
_MOST_HEADERS, _MOST_TABLES, _MOST_ENTRIES = 100, 8, 256
_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8}
_XMP_BEGINS, _XMP_ENDS = b"<x:xmpmeta", b"</x:xmpmeta>"
_IN_XMP = re.compile(
    rb""":G[Pp][Ss]\w{0,60}\s{0,4}=\s{0,4}["']([^"']{0,200})["']|:G[Pp][Ss]\w{0,60}[^>]{0,200}>([^<]{0,200})<"""
)
_PNG = b"\x89PNG\r\n\x1a\n"


def is_evidence(caption: str) -> bool:
    """Whether the words on a picture ask to keep it as it is: «bằng chứng», «chứng cứ», «bản gốc», «ảnh gốc»."""
    return _EVIDENCE.search(fold(caption)) is not None


def without_position(picture: bytes) -> bytes:
    """The same picture with every geographic position in its EXIF and XMP blanked; the very same bytes if it has none.

    JPEG, PNG, WebP, HEIC and TIFF, by what they hold: their TIFF headers are looked for wherever they are.
    """
    changed = bytearray(picture)
    for found in islice(_TIFF.finditer(picture), _MOST_HEADERS):
        _blank_gps(changed, found.start(), "<" if found.group() == b"II*\x00" else ">")
    at = 0
    while (begins := picture.find(_XMP_BEGINS, at)) >= 0 and (at := picture.find(_XMP_ENDS, begins)) >= 0:
        for value in _IN_XMP.finditer(picture, begins, at):
            begin, end = value.span(1 if value.group(1) is not None else 2)
            changed[begin:end] = b" " * (end - begin)
    if changed != picture and picture.startswith(_PNG):
        _sum_png_anew(changed)
    return bytes(changed)


def _blank_gps(data: bytearray, tiff: int, order: str) -> None:
    """Empties the table of the position, and the values it pointed to, below one TIFF header."""
    at: int | None = _number(data, tiff + 4, order, "I")
    for _ in range(_MOST_TABLES):
        count = _number(data, tiff + at, order, "H") if at else None
        if not at or count is None or count > _MOST_ENTRIES:
            return
        for entry in range(tiff + at + 2, tiff + at + 2 + 12 * count, 12):
            if (_number(data, entry, order, "H"), _number(data, entry + 2, order, "H")) == (_GPS, _LONG):
                where = _number(data, entry + 8, order, "I")
                if where:
                    _empty_table(data, tiff, tiff + where, order)
        at = _number(data, tiff + at + 2 + 12 * count, order, "I")


def _empty_table(data: bytearray, tiff: int, table: int, order: str) -> None:
    count = _number(data, table, order, "H") or 0
    if count > _MOST_ENTRIES or table + 2 + 12 * count > len(data):
        return
    for entry in range(table + 2, table + 2 + 12 * count, 12):
        kind, number = _number(data, entry + 2, order, "H") or 0, _number(data, entry + 4, order, "I") or 0
        size, where = _SIZES.get(kind, 0) * number, _number(data, entry + 8, order, "I") or 0
        if size > 4 and tiff + where + size <= len(data):
            data[tiff + where : tiff + where + size] = bytes(size)
    data[table : table + 2 + 12 * count] = bytes(2 + 12 * count)


def _number(data: bytearray, at: int, order: str, kind: str) -> int | None:
    """None beyond the end."""
    if at + struct.calcsize(kind) > len(data):
        return None
    number: int = struct.unpack_from(order + kind, data, at)[0]
    return number


def _sum_png_anew(data: bytearray) -> None:
    """Each chunk of a PNG carries a checksum."""
    at = len(_PNG)
    while at + 12 <= len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        end = at + 8 + length
        if end + 4 > len(data):
            return
        data[end : end + 4] = zlib.crc32(data[at + 4 : end]).to_bytes(4, "big")
        at = end + 4
