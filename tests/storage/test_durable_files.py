"""What lies on the disk for certain before a file gets its name: a loss of power leaves no empty file in its place."""

import os
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from storage import backup, dumping, migrate
from storage.files import FileStore
from storage.keys import Keyring

WHEN = datetime(2026, 11, 16, 2, 30, tzinfo=UTC)


class Disk:
    """What was written to it for good, in its order: names as they were at that moment, folders by their own."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.written: list[int] = []
        ordinary = os.fsync

        def fsync(handle: int) -> None:
            self.written.append(os.fstat(handle).st_ino)
            ordinary(handle)

        monkeypatch.setattr(os, "fsync", fsync)

    def holds(self, path: Path) -> bool:
        """Its content first, then the folder that names it."""
        inode, folder = path.stat().st_ino, path.parent.stat().st_ino
        return inode in self.written and folder in self.written[self.written.index(inode) :]


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    return Disk(monkeypatch)


async def pieces(content: bytes) -> AsyncIterator[bytes]:
    yield content


async def test_a_file_that_was_sent_and_the_name_of_its_key_stay(tmp_path: Path, disk: Disk):
    store = FileStore(tmp_path / "files")

    kept = await store.keep(pieces(b"Bien ban mau"), most=100)

    assert disk.holds(store.path(kept.sha256))
    assert disk.holds(tmp_path / "files" / "key")
    assert disk.holds(tmp_path / "master.keys")


def test_a_backup_and_the_database_that_it_brings_back_stay(tmp_path: Path, disk: Disk):
    keys = Keyring(tmp_path / "master.keys")

    def place(name: str) -> backup.Place:
        root = tmp_path / name
        return backup.Place(f"sqlite:///{root / 'a.db'}", FileStore(root / "files", keys), keys, root)

    migrate.upgrade(place("here").database_url)
    made = backup.make(place("here"), tmp_path / "saved", WHEN)
    disk_had = disk.holds(made.path)

    backup.restore(made.path, place("there"))

    assert disk_had
    assert disk.holds(tmp_path / "there" / "a.db")
    assert not dumping.is_empty(place("there").database_url)
