"""The store of files that people sent: a file's name is the SHA-256 of its content, so the same one is kept once."""

import asyncio
import contextlib
import hashlib
import os
import tempfile
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

_HEAD = 4096
_INCOMING = "incoming-"
_ABANDONED_AFTER = 3600
_DANGEROUS_STARTS = (
    b"MZ",
    b"\x7fELF",
    b"#!",
    b"\xca\xfe\xba\xbe",
    b"\xfe\xed\xfa\xce",
    b"\xfe\xed\xfa\xcf",
    b"\xce\xfa\xed\xfe",
    b"\xcf\xfa\xed\xfe",
    b"L\x00\x00\x00\x01\x14\x02\x00",
    b"dex\n",
)
_DANGEROUS_NAMES = (
    *(".apk", ".app", ".bat", ".cmd", ".com", ".cpl", ".dll", ".exe", ".hta", ".iso", ".jar", ".js", ".jse", ".lnk"),
    *(".msi", ".ps1", ".reg", ".scr", ".sh", ".vbe", ".vbs", ".wsf"),
)
_TYPES = (
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"GIF8", "image/gif"),
    (8, b"WEBP", "image/webp"),
    (4, b"ftypheic", "image/heic"),
    (4, b"ftypqt", "video/quicktime"),
    (4, b"ftypM4A", "audio/mp4"),
    (4, b"ftyp", "video/mp4"),
    (0, b"\x1a\x45\xdf\xa3", "video/webm"),
    (0, b"OggS", "audio/ogg"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"\xff\xfb", "audio/mpeg"),
    (8, b"WAVE", "audio/wav"),
    (0, b"%PDF-", "application/pdf"),
    (0, b"PK\x03\x04", "application/zip"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
)
_IN_ZIP = (
    (b"word/", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    (b"xl/", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    (b"ppt/", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
)


class TooBig(Exception):
    """The file is larger than what may be kept."""


class Dangerous(Exception):
    """A program or a link to one: never kept, never passed on."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What is known of a file for certain. mime: by its content, "" when that tells nothing. size in bytes."""

    sha256: str
    size: int
    mime: str


class FileStore:
    """Files under `root`, as ab/cd/abcd…; each is whole and on the disk, or not there."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def path(self, sha256: str) -> Path:
        return self._root / sha256[:2] / sha256[2:4] / sha256

    async def keep(self, chunks: AsyncIterator[bytes], *, name: str = "", most: int) -> Kept:
        """Stores what `chunks` bring. Raises TooBig beyond `most` bytes, Dangerous for a program."""
        self._root.mkdir(parents=True, exist_ok=True)
        digest, size, head = hashlib.sha256(), 0, b""
        handle, temporary = tempfile.mkstemp(dir=self._root, prefix=_INCOMING)
        try:
            with os.fdopen(handle, "wb") as file:
                async for chunk in chunks:
                    size += len(chunk)
                    if size > most:
                        raise TooBig(f"more than {most} bytes")
                    head = (head + chunk)[:_HEAD] if len(head) < _HEAD else head
                    digest.update(chunk)
                    file.write(chunk)
                refuse_dangerous(head, name)
                file.flush()
                await asyncio.to_thread(os.fsync, file.fileno())
            await asyncio.to_thread(self._settle, Path(temporary), self.path(digest.hexdigest()))
        except BaseException:
            _remove(temporary)
            raise
        return Kept(digest.hexdigest(), size, sniff(head))

    def sweep(self) -> None:
        """Takes away what a process that was killed has left half written."""
        for left in self._root.glob(f"{_INCOMING}*"):
            with contextlib.suppress(OSError):
                if time.time() - left.stat().st_mtime > _ABANDONED_AFTER:
                    left.unlink()

    def _settle(self, temporary: Path, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.replace(path)
        for folder in (path.parent, path.parent.parent, self._root):
            with contextlib.suppress(OSError):
                _sync_folder(folder)


def sniff(head: bytes) -> str:
    """The type of a file by its first bytes; "" when they tell nothing."""
    for at, mark, mime in _TYPES:
        if head[at : at + len(mark)] == mark:
            if mime == "application/zip":
                return next((inner for folder, inner in _IN_ZIP if folder in head), mime)
            return mime
    return ""


def dangerous_name(name: str) -> bool:
    """Whether a computer would run a file of this name (Windows drops dots and spaces at the end)."""
    return Path(name.lower().rstrip(". ")).suffix in _DANGEROUS_NAMES


def refuse_dangerous(head: bytes, name: str) -> None:
    """Raises Dangerous for a program, whatever it is called, and for a name that a computer would run."""
    if head.startswith(_DANGEROUS_STARTS):
        raise Dangerous("a program by its content")
    if dangerous_name(name):
        raise Dangerous("a program by its name")
    if head.startswith(b"PK") and (b"AndroidManifest.xml" in head or b"META-INF/MANIFEST.MF" in head):
        raise Dangerous("a program in an archive")


def _remove(temporary: str) -> None:
    Path(temporary).unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
