"""Files enciphered in chunks: each by a key of its own, which lies in front of it, wrapped by a master key.

A file is a header (mark, two places for the wrapped key, the beginning of all nonces) and chunks of 64 KiB, each
enciphered and authenticated by AES-256-GCM; the nonce counts them and marks the last, so that none can be changed,
swapped, left out or cut off. Two places for the wrapped key: a rotation fills the free one before it clears the other.
"""

import io
import os
from collections.abc import Iterable, Iterator
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from storage.keys import Key, Keyring

MARK = b"BCNENC1\n"
CHUNK = 64 * 1024
_TAG = 16
_NONCE = 12
_ID = 8
_PLACE = _ID + _NONCE + 32 + _TAG
_FREE = b"\0" * _PLACE
_PREFIX = 7
HEADER = len(MARK) + 2 * _PLACE + _PREFIX


class Damaged(Exception):
    """What was read is not what was written: changed, cut off, or not ours."""


class WrongKey(Exception):
    """None of the master keys opens it. `ids`: the keys that would."""

    def __init__(self, ids: list[str]) -> None:
        super().__init__(", ".join(ids))
        self.ids = ids


class Enciphering(io.RawIOBase):
    """Takes what is written and puts it enciphered into `file`; `end` makes it whole and says what it is called."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._own = AESGCM.generate_key(256)
        self._cipher = AESGCM(self._own)
        self._prefix = os.urandom(_PREFIX)
        self._pending = bytearray()
        self._count = 0
        file.write(b"\0" * HEADER)

    def writable(self) -> bool:
        return True

    def write(self, data: "bytes | bytearray | memoryview") -> int:  # type: ignore[override]
        self._pending += data
        while len(self._pending) > CHUNK:
            self._put(bytes(self._pending[:CHUNK]), last=False)
            del self._pending[:CHUNK]
        return len(data)

    def end(self, key: Key, name: str) -> None:
        """`name` is bound to the content: a file that is put in another's place does not open."""
        self._put(bytes(self._pending), last=True)
        self._pending.clear()
        self._file.seek(0)
        self._file.write(MARK + _wrapped(key, self._own, name) + _FREE + self._prefix)
        self._file.seek(0, os.SEEK_END)

    def _put(self, chunk: bytes, *, last: bool) -> None:
        self._file.write(self._cipher.encrypt(_nonce(self._prefix, self._count, last), chunk, None))
        self._count += 1


class Chunks(io.RawIOBase):
    """Chunks as something that can be read from."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks = iter(chunks)
        self._left = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        while not self._left:
            chunk = next(self._chunks, None)
            if chunk is None:
                return 0
            self._left = chunk
        taken = self._left[: len(buffer)]
        buffer[: len(taken)] = taken
        self._left = self._left[len(taken) :]
        return len(taken)


def is_enciphered(head: bytes) -> bool:
    """Whether a file that begins so is one of ours."""
    return head.startswith(MARK)


def wrapped_by(header: bytes) -> str:
    """The id of the master key that opens a file which begins so; "" when it is none of ours."""
    if len(header) < HEADER or not is_enciphered(header):
        return ""
    places = [place for place in (_place(header, 0), _place(header, 1)) if place != _FREE]
    return places[-1][:_ID].decode("ascii", "replace") if places else ""


def deciphered(file: IO[bytes], keys: Keyring, name: str) -> Iterator[bytes]:
    """The content, chunk by chunk, each proven before it is given. Raises Damaged, WrongKey, KeysUnusable."""
    header = file.read(HEADER)
    own, _, prefix = _opened(header, keys, name)
    cipher, count = AESGCM(own), 0
    chunk = file.read(CHUNK + _TAG)
    while True:
        following = file.read(CHUNK + _TAG)
        try:
            yield cipher.decrypt(_nonce(prefix, count, not following), chunk, None)
        except (InvalidTag, ValueError):
            raise Damaged(name) from None
        if not following:
            return
        chunk, count = following, count + 1


def rewrap(file: IO[bytes], keys: Keyring, name: str) -> bool:
    """Wraps the file's key anew by the current master key, and forgets the older one; False when it is so already.

    `file` is opened for reading and writing. Whenever it is cut off, the file still opens.
    """
    header = file.read(HEADER)
    own, place, _ = _opened(header, keys, name)
    other = _place(header, 1 - place)
    current = keys.current()
    if _place(header, place)[:_ID] == current.id.encode() and other == _FREE:
        return False
    for at, told in ((1 - place, _wrapped(current, own, name)), (place, _FREE)):
        file.seek(len(MARK) + at * _PLACE)
        file.write(told)
        file.flush()
        os.fsync(file.fileno())
    return True


def _opened(header: bytes, keys: Keyring, name: str) -> tuple[bytes, int, bytes]:
    """The file's own key, the place where it was found, and the beginning of the nonces."""
    if len(header) < HEADER or not is_enciphered(header):
        raise Damaged(name)
    unknown, broken = [], False
    for at in (0, 1):
        place = _place(header, at)
        if place == _FREE:
            continue
        key_id = place[:_ID].decode("ascii", "replace")
        key = keys.find(key_id)
        if key is None:
            unknown.append(key_id)
            continue
        try:
            sealed = place[_ID:]
            own = AESGCM(key.secret).decrypt(sealed[:_NONCE], sealed[_NONCE:], MARK + name.encode())
        except InvalidTag:
            broken = True
        else:
            return own, at, header[-_PREFIX:]
    if unknown and not broken:
        raise WrongKey(unknown)
    raise Damaged(name)


def _place(header: bytes, at: int) -> bytes:
    begin = len(MARK) + at * _PLACE
    return header[begin : begin + _PLACE]


def _wrapped(key: Key, own: bytes, name: str) -> bytes:
    nonce = os.urandom(_NONCE)
    return key.id.encode() + nonce + AESGCM(key.secret).encrypt(nonce, own, MARK + name.encode())


def _nonce(prefix: bytes, count: int, last: bool) -> bytes:
    return prefix + count.to_bytes(4, "big") + bytes([last])
