"""`bcn keys`: another key, old files brought under it, and what cannot be is said."""

import hashlib
from pathlib import Path

import pytest
from bcn_command import Bcn

from storage.files import FileStore
from storage.keys import Keyring


@pytest.fixture
def store(alone: Bcn) -> FileStore:
    """The store of the folder in which the commands run, with one old plain file."""
    store = FileStore(alone.folder / "data" / "files")
    path = store.path(hashlib.sha256(b"one").hexdigest())
    path.parent.mkdir(parents=True)
    path.write_bytes(b"one")
    return store


def test_rotation_enciphers_and_says_what_it_did(alone: Bcn, store: FileStore):
    said = alone("keys", "rotate")

    assert said.code == 0, said.out
    assert "1 tệp vừa được mã hóa" in said.out
    again = alone("keys", "rotate")
    assert "1 tệp được bọc lại" in again.out
    assert [b"".join(store.read(name)) for name in store.all()] == [b"one"]


def test_list_shows_no_key_but_how_many_files_use_it(alone: Bcn, store: FileStore):
    assert "chưa có tệp khóa" in alone("keys", "list").mistakes.lower()
    alone("keys", "apply")

    said = alone("keys", "list").out

    keys = Keyring(alone.folder / "data" / "master.keys")
    assert keys.current().id in said
    assert "đang dùng" in said
    assert keys.path.read_text().split()[-1] not in said


def test_file_that_does_not_open_is_counted_and_left(alone: Bcn, store: FileStore):
    alone("keys", "apply")
    [name] = store.all()
    path: Path = store.path(name)
    path.write_bytes(path.read_bytes()[:100])

    said = alone("keys", "rotate")

    assert said.code == 2
    assert "1 tệp không mở được" in said.mistakes
    assert len(path.read_bytes()) == 100
