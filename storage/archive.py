"""One file that holds a backup: a tar stream, enciphered as a whole, with a list of what is in it at its end."""

import hashlib
import io
import json
import os
import re
import tarfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from storage.ciphering import Chunks, Damaged, Enciphering, deciphered
from storage.keys import Key, Keyring

MANIFEST = "manifest.json"
FORMAT = 1
_NAME = "backup"
_MEMBER = re.compile(r"database/[a-z0-9_]+\.gz|files/[0-9a-f]{64}")
_PIECE = 1024 * 1024


class Archive:
    """What is being written. Members one after the other, then the manifest."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self._tar = tar
        self._members: dict[str, dict[str, Any]] = {}

    def add(self, name: str, source: IO[bytes]) -> None:
        """A member with what `source`, a file on the disk, holds now."""
        told = tarfile.TarInfo(name)
        told.size, told.mode = os.fstat(source.fileno()).st_size, 0o600
        hashed = _Hashed(source)
        self._tar.addfile(told, hashed)
        self._members[name] = {"size": told.size, "sha256": hashed.digest.hexdigest()}

    def end(self, manifest: dict[str, Any]) -> None:
        told = json.dumps({"format": FORMAT, **manifest, "members": self._members}, ensure_ascii=False).encode()
        info = tarfile.TarInfo(MANIFEST)
        info.size, info.mode = len(told), 0o600
        self._tar.addfile(info, io.BytesIO(told))


def write(path: Path, key: Key, fill: Callable[[Archive], dict[str, Any]]) -> None:
    """Writes a whole archive to `path`, which must not be there; `fill` adds the members and returns the manifest.

    Not on the disk for certain yet: whoever gives it its name sees to that.
    """
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        out = Enciphering(file)
        with tarfile.open(fileobj=out, mode="w|", format=tarfile.PAX_FORMAT, bufsize=_PIECE) as tar:
            archive = Archive(tar)
            archive.end(fill(archive))
        out.end(key, _NAME)


def check(path: Path, keys: Keyring, go_on: Callable[[], None] = lambda: None) -> dict[str, Any]:
    """Reads the whole archive and compares it with its manifest, which is returned. Raises Damaged, WrongKey.

    go_on: asked before each member; what it raises ends the work.
    """
    found: dict[str, dict[str, Any]] = {}
    manifest: dict[str, Any] | None = None
    for name, content in members(path, keys):
        go_on()
        if name == MANIFEST:
            manifest = json.loads(content.read())
            continue
        digest, size = hashlib.sha256(), 0
        while piece := content.read(_PIECE):
            digest.update(piece)
            size += len(piece)
        found[name] = {"size": size, "sha256": digest.hexdigest()}
    if manifest is None or manifest.get("format") != FORMAT or manifest["members"] != found:
        raise Damaged(path.name)
    return manifest


def members(path: Path, keys: Keyring) -> Iterator[tuple[str, IO[bytes]]]:
    """Each member, to be read before the next is asked for. Raises Damaged, WrongKey, KeysUnusable."""
    with path.open("rb") as file, _tar(deciphered(file, keys, _NAME), path) as tar:
        for told in tar:
            content = tar.extractfile(told)
            if content is None or not (told.name == MANIFEST or _MEMBER.fullmatch(told.name)):
                raise Damaged(path.name)
            yield told.name, content


@contextmanager
def _tar(chunks: Iterator[bytes], path: Path) -> Iterator[tarfile.TarFile]:
    source = Chunks(chunks)
    try:
        with tarfile.open(fileobj=io.BufferedReader(source, _PIECE), mode="r|", bufsize=_PIECE) as tar:
            yield tar
    except tarfile.TarError as error:
        raise Damaged(path.name) from error


class _Hashed(io.RawIOBase):
    """A file whose content is summed up while it is read."""

    def __init__(self, source: IO[bytes]) -> None:
        self._source = source
        self.digest = hashlib.sha256()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        told = self._source.read(len(buffer))
        self.digest.update(told)
        buffer[: len(told)] = told
        return len(told)
