"""A backup made, checked and kept in number, and brought back into an empty place: the database and all files."""

import fcntl
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from storage import archive, dumping, migrate
from storage.clock import LOCAL_ZONE
from storage.dumping import NotPossible
from storage.durable import settle
from storage.files import FileStore
from storage.keys import Keyring

_PREFIX, _SUFFIX = "bao-cao-nhanh-", ".bcnbackup"
_OURS = re.compile(rf"{_PREFIX}\d{{8}}-\d{{6}}{re.escape(_SUFFIX)}")
_PARTIAL = ".partial"
_SCRATCH = ".bcn-unfinished-backup-"
_LOCK = "backup.lock"
_COPIED_AT_ONCE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Place:
    """What is saved and where it is brought back to. scratch: a folder for parts that are not enciphered yet."""

    database_url: str
    files: FileStore
    keys: Keyring
    scratch: Path


@dataclass(frozen=True, slots=True)
class Made:
    """size in bytes; rows and files: how many are in it."""

    path: Path
    size: int
    rows: int
    files: int


@dataclass(frozen=True, slots=True)
class Restored:
    """unopened: attachments whose key is not in the file of keys. made_at: the moment of the backup."""

    made_at: datetime
    rows: int
    files: int
    unopened: int


def make(place: Place, folder: Path, now: datetime, go_on: Callable[[], None] = lambda: None) -> Made:
    """A new archive in `folder`, whole and read back, or none. Raises OSError, KeysUnusable, NotPossible.

    First the database, then the files: none is ever changed, so those that the database tells of are there.
    go_on: asked again and again; what it raises ends the work, and nothing of it stays.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / f"{_PREFIX}{now.astimezone(LOCAL_ZONE):%Y%m%d-%H%M%S}{_SUFFIX}"
    partial = path.with_name(f"{path.name}{_PARTIAL}")
    with _alone(place.scratch):
        for left in folder.glob(f"{_PREFIX}*{_PARTIAL}"):
            left.unlink(missing_ok=True)
        return _make(place, path, partial, now, go_on)


def _make(place: Place, path: Path, partial: Path, now: datetime, go_on: Callable[[], None]) -> Made:
    try:
        with _scratch(place.scratch) as scratch:
            dump = dumping.dump(place.database_url, scratch)
            archive.write(partial, place.files.key(), lambda out: _fill(out, dump, place.files, now, go_on))
        manifest = archive.check(partial, place.keys, go_on)
        settle(partial, path)
    finally:
        partial.unlink(missing_ok=True)
    return Made(path, path.stat().st_size, _rows(manifest), manifest["files"])


def rotate(folder: Path, keep: int) -> int:
    """Takes away all but the `keep` newest backups of the folder, nothing else; how many."""
    old = existing(folder)[:-keep]
    for path in old:
        path.unlink()
    return len(old)


def existing(folder: Path) -> list[Path]:
    """The backups in the folder, the oldest first."""
    return sorted(path for path in folder.glob(f"{_PREFIX}*{_SUFFIX}") if _OURS.fullmatch(path.name))


def restore(path: Path, place: Place) -> Restored:
    """Brings a backup back into an empty place; whole or not at all. One that was killed can be begun anew.

    Raises NotPossible (a sentence), Damaged, WrongKey, KeysUnusable, OSError.
    """
    with _alone(place.scratch):
        return _restore(path, place)


def _restore(path: Path, place: Place) -> Restored:
    if not dumping.is_empty(place.database_url):
        raise NotPossible("Cơ sở dữ liệu đích đã có dữ liệu: chỉ phục hồi vào nơi còn trống.")
    manifest = archive.check(path, place.keys)
    # Files come before the database: those that a restore which was killed has left are of the backup, written anew.
    if any(f"files/{name}" not in manifest["members"] for name in place.files.all()):
        raise NotPossible("Thư mục tệp đính kèm đích đã có tệp khác: chỉ phục hồi vào nơi còn trống.")
    if manifest["kind"] != dumping.kind_of(place.database_url):
        raise NotPossible(
            f"Bản sao lưu là của {manifest['kind']}, BCN_DATABASE_URL chỉ đến loại khác: xin đặt đúng loại."
        )
    if not migrate.knows(manifest["revision"]):
        raise NotPossible("Bản sao lưu thuộc phiên bản mới hơn của chương trình: xin cài bản chương trình mới nhất.")
    with _scratch(place.scratch) as scratch:
        try:
            unopened = _unpack(path, place, scratch)
            dumping.load(place.database_url, manifest, lambda name: (scratch / f"{name}.gz").open("rb"))
        except BaseException:
            place.files.clear()
            raise
    migrate.upgrade(place.database_url)
    made_at = datetime.fromisoformat(manifest["made_at"])
    return Restored(made_at, _rows(manifest), manifest["files"], unopened)


def _fill(
    out: archive.Archive, dump: dumping.Dump, files: FileStore, now: datetime, go_on: Callable[[], None]
) -> dict[str, Any]:
    for name, part in dump.parts.items():
        go_on()
        with part.open("rb") as source:
            out.add(f"database/{name}.gz", source)
    number = 0
    for name in files.all():
        go_on()
        try:
            source = files.path(name).open("rb")
        except FileNotFoundError:
            continue
        with source:
            out.add(f"files/{name}", source)
        number += 1
    return {
        "kind": dump.kind,
        "revision": dump.revision,
        "made_at": now.astimezone(UTC).isoformat(),
        "tables": dump.tables,
        "columns": dump.columns,
        "sequences": dump.sequences,
        "files": number,
    }


def _unpack(path: Path, place: Place, scratch: Path) -> int:
    """The parts of the database into `scratch`, the files to where they belong; how many of those cannot be opened."""
    unopened = 0
    for name, content in archive.members(path, place.keys):
        kind, _, rest = name.partition("/")
        if kind == "files":
            target = place.files.path(rest)
            target.parent.mkdir(parents=True, exist_ok=True)
            _copy(content, target)
            unopened += not place.files.opens(rest)
        elif kind == "database":
            _copy(content, scratch / rest)
    os.sync()
    return unopened


def _copy(content: IO[bytes], target: Path) -> None:
    with target.open("wb") as out:
        shutil.copyfileobj(content, out, _COPIED_AT_ONCE)


@contextmanager
def _scratch(folder: Path) -> Iterator[Path]:
    """Open to nobody else: what lies there is not enciphered."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder, prefix=_SCRATCH) as made:
        yield Path(made)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Only one backup is made or brought back at a time on a machine, and what one that was killed has left goes.

    The lock ends with the process, however that ends.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (folder / _LOCK).open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise NotPossible("Đang có một lần sao lưu hoặc phục hồi khác: xin chờ xong.") from None
        for left in folder.glob(f"{_SCRATCH}*"):
            shutil.rmtree(left, ignore_errors=True)
        yield


def _rows(manifest: dict[str, Any]) -> int:
    return sum(manifest["tables"].values())
