"""The master keys: a file outside the database, made at the first start, to which a rotation adds another key."""

import base64
import binascii
import contextlib
import hashlib
import os
import secrets
import tempfile
from dataclasses import dataclass
from pathlib import Path

from storage.durable import sync_folder

KEY_BYTES = 32
_HEADING = (
    "# Báo Cáo Nhanh: khóa của tệp đính kèm và bản sao lưu, khóa mới ở dòng cuối. Xin giữ một bản ở nơi khác,\n"
    "# không cùng chỗ với bản sao lưu: mất tệp này là mất tệp đính kèm và bản sao lưu; ai có tệp này mở được chúng.\n"
)


class KeysUnusable(Exception):
    """The keys are not there or do not fit; the message says, in Vietnamese, what to do."""


@dataclass(frozen=True, slots=True)
class Key:
    """id: eight characters that tell keys apart and give nothing away."""

    id: str
    secret: bytes


class Keyring:
    """The keys of one file, read again when the file has changed: a rotation needs no restart."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._read_at: tuple[int, int, int] | None = None
        self._keys: dict[str, Key] = {}

    @property
    def there(self) -> bool:
        return self.path.is_file()

    def current(self) -> Key:
        """The key for what is written now; made, with its file, when there is none. Raises KeysUnusable."""
        if not self.there:
            self._make_file()
        return list(self._all().values())[-1]

    def ids(self) -> list[str]:
        """The current one last. Raises KeysUnusable."""
        return list(self._all())

    def find(self, key_id: str) -> Key | None:
        """Raises KeysUnusable when the file is there and cannot be read."""
        return self._all().get(key_id) if self.there else None

    def add(self) -> Key:
        """Makes another key, for everything that is written from now on. Raises KeysUnusable."""
        self.current()
        made = _new_key()
        try:
            written = self.path.read_text(encoding="utf-8").rstrip("\n")
            _write(self.path, f"{written}\n{_line(made)}", instead=True)
        except OSError as error:
            raise self._unwritable(error) from None
        return made

    def _all(self) -> dict[str, Key]:
        try:
            status = self.path.stat()
            stamp = (status.st_mtime_ns, status.st_size, status.st_ino)
            if stamp != self._read_at:
                self._keys = _parsed(self.path.read_text(encoding="utf-8"))
                self._read_at = stamp
        except (OSError, ValueError) as error:
            raise KeysUnusable(f"Không đọc được tệp khóa {self.path}: xin chép lại đúng tệp đã lưu.") from error
        return self._keys

    def _make_file(self) -> None:
        """Of two processes that start at once, one makes it."""
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            _write(self.path, _HEADING + _line(_new_key()), instead=False)
        except OSError as error:
            raise self._unwritable(error) from None

    def _unwritable(self, error: OSError) -> KeysUnusable:
        return KeysUnusable(f"Không ghi được tệp khóa {self.path} ({error.strerror}): xin xem lại BCN_KEY_FILE.")


def _new_key() -> Key:
    secret = secrets.token_bytes(KEY_BYTES)
    return Key(_id(secret), secret)


def _id(secret: bytes) -> str:
    return hashlib.sha256(b"bao cao nhanh key " + secret).hexdigest()[:8]


def _line(key: Key) -> str:
    return f"{key.id} {base64.urlsafe_b64encode(key.secret).decode()}\n"


def _parsed(text: str) -> dict[str, Key]:
    """Raises ValueError for a file that was not copied whole."""
    keys = {}
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        key_id, _, told = line.strip().partition(" ")
        try:
            secret = base64.urlsafe_b64decode(told)
        except binascii.Error as error:
            raise ValueError(key_id) from error
        if len(secret) != KEY_BYTES or _id(secret) != key_id:
            raise ValueError(key_id)
        keys[key_id] = Key(key_id, secret)
    if not keys:
        raise ValueError("no key")
    return keys


def _write(path: Path, text: str, *, instead: bool) -> None:
    """Whole or not at all, readable by nobody else; without `instead` a file that is there already stays."""
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f"{path.name}-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        if instead:
            Path(temporary).replace(path)
        else:
            with contextlib.suppress(FileExistsError):
                path.hardlink_to(temporary)
        sync_folder(path.parent)
    finally:
        Path(temporary).unlink(missing_ok=True)
