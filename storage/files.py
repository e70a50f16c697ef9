"""The store of files that people sent: enciphered, each named by the SHA-256 of its content and so kept once."""

import asyncio
import contextlib
import hashlib
import os
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

from rules.positions import without_position
from storage.ciphering import Damaged, Enciphering, WrongKey, deciphered, is_enciphered, rewrap, wrapped_by
from storage.durable import settle, sync_folder
from storage.keys import Key, Keyring, KeysUnusable

_HEAD = 4096
_INCOMING = "incoming-"
_KEY_USED = "key"
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
    (0, b"II*\0", "image/tiff"),
    (0, b"MM\0*", "image/tiff"),
    (4, b"ftypheic", "image/heic"),
    (4, b"ftypheix", "image/heic"),
    (4, b"ftypmif1", "image/heic"),
    (4, b"ftypavif", "image/avif"),
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
    """Files under `root`, as ab/cd/abcd…; each is whole and on the disk, or not there. `read` is the only way to them.

    keys: the master keys; without them a file «master.keys» beside `root`.
    """

    def __init__(self, root: Path, keys: Keyring | None = None) -> None:
        self._root = root
        self._keys = keys or Keyring(root.parent / "master.keys")

    def path(self, sha256: str) -> Path:
        """Where the file lies, enciphered."""
        return self._root / sha256[:2] / sha256[2:4] / sha256

    def key(self) -> Key:
        """The key that is in use, made at the first start. Raises KeysUnusable when it is not the one it was.

        A new key is made only for a store that never had one: a lost file of keys is to be found, not replaced.
        """
        known = self.check_key()
        current = self._keys.current()
        if known != current.id:
            self._root.mkdir(parents=True, exist_ok=True)
            handle, temporary = tempfile.mkstemp(dir=self._root, prefix=_INCOMING)
            with os.fdopen(handle, "w", encoding="ascii") as file:
                file.write(f"{current.id}\n")
            settle(Path(temporary), self._root / _KEY_USED)
        return current

    def check_key(self) -> str:
        """The id of the key that was last in use, "" for none. Raises KeysUnusable when that is not there any more."""
        used = self._root / _KEY_USED
        known = used.read_text(encoding="ascii").strip() if used.is_file() else ""
        if known and self._keys.find(known) is None:
            raise KeysUnusable(
                f"Tệp khóa {self._keys.path} không có khóa {known} mà các tệp đính kèm đã dùng: "
                "xin chép lại tệp khóa đã lưu, hoặc sửa BCN_KEY_FILE."
            )
        return known

    async def keep(self, chunks: AsyncIterator[bytes], *, name: str = "", most: int, whole: bool = False) -> Kept:
        """Stores what `chunks` bring. Raises TooBig beyond `most` bytes, Dangerous for a program, KeysUnusable.

        A picture loses where it was taken, unless it is to be kept `whole`.
        """
        key = self.key()
        handle, temporary = tempfile.mkstemp(dir=self._root, prefix=_INCOMING)
        digest, size, head = hashlib.sha256(), 0, b""
        try:
            with os.fdopen(handle, "wb") as file:
                out = Enciphering(file)
                async for chunk in _limited(chunks, most) if whole else _without_position(_limited(chunks, most)):
                    size += len(chunk)
                    head = (head + chunk)[:_HEAD] if len(head) < _HEAD else head
                    digest.update(chunk)
                    out.write(chunk)
                refuse_dangerous(head, name)
                out.end(key, digest.hexdigest())
            await asyncio.to_thread(self._settle, Path(temporary), self.path(digest.hexdigest()))
        except BaseException:
            _remove(temporary)
            raise
        return Kept(digest.hexdigest(), size, sniff(head))

    def has(self, sha256: str) -> bool:
        return self.path(sha256).is_file()

    def opens(self, sha256: str) -> bool:
        """Whether it is there and its beginning can be read."""
        try:
            return next(self.read(sha256), None) is not None
        except (OSError, Damaged, WrongKey, KeysUnusable):
            return False

    def read(self, sha256: str) -> Iterator[bytes]:
        """The content in chunks, proven to be what was kept. Raises FileNotFoundError, Damaged, WrongKey, KeysUnusable.

        A file from before files were enciphered is read as it is.
        """
        with self.path(sha256).open("rb") as file:
            enciphered = is_enciphered(file.read(_HEAD))
            file.seek(0)
            if enciphered:
                yield from deciphered(file, self._keys, sha256)
                return
            content = file.read()
        if hashlib.sha256(content).hexdigest() != sha256:
            raise Damaged(sha256)
        yield content

    def sweep(self) -> None:
        """Takes away what a process that was killed has left half written."""
        for left in self._root.glob(f"{_INCOMING}*"):
            with contextlib.suppress(OSError):
                if time.time() - left.stat().st_mtime > _ABANDONED_AFTER:
                    left.unlink()

    def all(self) -> Iterator[str]:
        """The names of all files, in their order."""
        for path in sorted(self._root.glob("??/??/*")):
            yield path.name

    def wrapped_by(self, sha256: str) -> str:
        """The id of the master key that opens it; "" for a file that is not enciphered, or gone."""
        try:
            with self.path(sha256).open("rb") as file:
                return wrapped_by(file.read(_HEAD))
        except FileNotFoundError:
            return ""

    def forget(self, sha256: str, *, older_than: float) -> bool:
        """Takes a file away; False for one that was kept (again) after that moment (seconds since 1970)."""
        path = self.path(sha256)
        with contextlib.suppress(FileNotFoundError):
            if path.stat().st_mtime > older_than:
                return False
            path.unlink()
        return True

    def clear(self) -> None:
        """Takes away every file: for a restore that has failed, into a store that was empty."""
        for name in list(self.all()):
            self.path(name).unlink(missing_ok=True)

    def bring_up_to_date(self, sha256: str) -> str:
        """Enciphers a file that is not yet, or wraps its key by the current master key: "enciphered", "rewrapped", "".

        Bears being cut off and done again. Raises Damaged, WrongKey, KeysUnusable.
        """
        path = self.path(sha256)
        with path.open("r+b") as file:
            enciphered = is_enciphered(file.read(_HEAD))
            file.seek(0)
            if enciphered:
                return "rewrapped" if rewrap(file, self._keys, sha256) else ""
        key = self.key()
        handle, temporary = tempfile.mkstemp(dir=self._root, prefix=_INCOMING)
        try:
            with os.fdopen(handle, "wb") as file:
                out = Enciphering(file)
                for chunk in self.read(sha256):
                    out.write(chunk)
                out.end(key, sha256)
            self._settle(Path(temporary), path)
        except BaseException:
            _remove(temporary)
            raise
        return "enciphered"

    def _settle(self, temporary: Path, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        settle(temporary, path)
        for folder in (path.parent.parent, self._root):
            sync_folder(folder)


async def _limited(chunks: AsyncIterator[bytes], most: int) -> AsyncIterator[bytes]:
    size = 0
    async for chunk in chunks:
        size += len(chunk)
        if size > most:
            raise TooBig(f"more than {most} bytes")
        yield chunk


async def _without_position(chunks: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """Only pictures are gathered: everything else passes by."""
    gathered, passing = bytearray(), False
    async for chunk in chunks:
        if passing:
            yield chunk
            continue
        gathered += chunk
        if len(gathered) >= _HEAD and not sniff(bytes(gathered[:_HEAD])).startswith("image/"):
            passing = True
            yield bytes(gathered)
            gathered.clear()
    if gathered:
        picture = sniff(bytes(gathered[:_HEAD])).startswith("image/")
        yield await asyncio.to_thread(without_position, bytes(gathered)) if picture else bytes(gathered)


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
