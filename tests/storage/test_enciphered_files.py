"""Files at rest: nothing readable on the disk, nothing changed that is not noticed, old files and rotated keys read."""

import hashlib
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.ciphering import CHUNK, HEADER, Damaged, WrongKey
from storage.files import FileStore
from storage.keys import Keyring, KeysUnusable

WORDS = "Bài tường trình của trường mẫu. ".encode() * 8000


async def pieces(content: bytes, size: int = 50_000) -> AsyncIterator[bytes]:
    for at in range(0, len(content), size):
        yield content[at : at + size]


@pytest.fixture
def keys(tmp_path: Path) -> Keyring:
    return Keyring(tmp_path / "apart" / "master.keys")


@pytest.fixture
def store(tmp_path: Path, keys: Keyring) -> FileStore:
    return FileStore(tmp_path / "files", keys)


async def kept(store: FileStore, content: bytes) -> str:
    return (await store.keep(pieces(content), most=10**8)).sha256


def content(store: FileStore, name: str) -> bytes:
    return b"".join(store.read(name))


def plain(store: FileStore, told: bytes) -> str:
    """A file as it was kept before files were enciphered."""
    name = hashlib.sha256(told).hexdigest()
    store.path(name).parent.mkdir(parents=True)
    store.path(name).write_bytes(told)
    return name


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, len(WORDS)])
async def test_file_of_any_size_is_read_as_it_was_kept(store: FileStore, size: int):
    name = await kept(store, WORDS[:size])

    assert name == hashlib.sha256(WORDS[:size]).hexdigest()
    assert content(store, name) == WORDS[:size]


async def test_nothing_on_the_disk_can_be_read(store: FileStore):
    name = await kept(store, WORDS)

    on_disk = store.path(name).read_bytes()
    assert len(on_disk) > len(WORDS)
    assert not any(WORDS[at : at + 16] in on_disk for at in range(0, len(WORDS), 1000))


async def test_key_is_made_at_first_and_open_to_nobody_else(store: FileStore, keys: Keyring):
    await kept(store, WORDS)

    assert keys.path.stat().st_mode & 0o077 == 0
    assert keys.path.parent.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("at", [HEADER - 1, HEADER, HEADER + CHUNK + 20, -1])
async def test_one_changed_byte_is_noticed(store: FileStore, at: int):
    name = await kept(store, WORDS)
    told = bytearray(store.path(name).read_bytes())
    told[at] ^= 1
    store.path(name).write_bytes(told)

    with pytest.raises(Damaged):
        content(store, name)


async def test_end_that_is_cut_off_is_noticed_even_between_chunks(store: FileStore):
    name = await kept(store, WORDS)
    told = store.path(name).read_bytes()
    for length in (HEADER + CHUNK + 16, len(told) - 1, HEADER, 5):
        store.path(name).write_bytes(told[:length])
        with pytest.raises(Damaged):
            content(store, name)


async def test_chunks_that_are_swapped_are_noticed(store: FileStore):
    name = await kept(store, WORDS)
    told, one = store.path(name).read_bytes(), CHUNK + 16
    first, second = told[HEADER : HEADER + one], told[HEADER + one : HEADER + 2 * one]
    store.path(name).write_bytes(told[:HEADER] + second + first + told[HEADER + 2 * one :])

    with pytest.raises(Damaged):
        content(store, name)


async def test_file_put_in_the_place_of_another_does_not_open(store: FileStore):
    one, other = await kept(store, WORDS), await kept(store, WORDS[:100])
    store.path(one).write_bytes(store.path(other).read_bytes())

    with pytest.raises(Damaged):
        content(store, one)


async def test_file_from_before_is_read_and_proven_and_enciphered_later(store: FileStore):
    name = plain(store, WORDS)
    assert content(store, name) == WORDS

    assert store.bring_up_to_date(name) == "enciphered"
    assert WORDS[:50] not in store.path(name).read_bytes()
    assert content(store, name) == WORDS
    assert store.bring_up_to_date(name) == ""


async def test_plain_file_that_was_put_in_by_somebody_is_noticed(store: FileStore):
    name = plain(store, WORDS)
    store.path(name).write_bytes(b"something else")

    with pytest.raises(Damaged):
        content(store, name)


async def test_after_a_rotation_the_new_key_alone_opens_what_was_wrapped_anew(store: FileStore, keys: Keyring):
    name = await kept(store, WORDS)
    old = keys.current()
    new = keys.add()

    assert store.bring_up_to_date(name) == "rewrapped"
    assert store.wrapped_by(name) == new.id != old.id
    lines = [line for line in keys.path.read_text().splitlines() if not line.startswith(old.id)]
    keys.path.write_text("\n".join(lines) + "\n")
    assert content(store, name) == WORDS
    assert old.id.encode() not in store.path(name).read_bytes()[:HEADER]


async def test_service_that_runs_meets_a_rotation_without_a_restart(store: FileStore, keys: Keyring):
    before = await kept(store, WORDS)
    beside = Keyring(keys.path)
    beside.add()
    FileStore(store.path("x" * 64).parents[2], beside).bring_up_to_date(before)

    after = await kept(store, WORDS[:100])

    assert content(store, before) == WORDS
    assert store.wrapped_by(after) == beside.current().id


@pytest.mark.parametrize("written", [1, 40, 67])
async def test_rotation_that_is_cut_off_at_any_byte_leaves_a_file_that_opens(
    store: FileStore, keys: Keyring, written: int
):
    name = await kept(store, WORDS)
    before = store.path(name).read_bytes()
    keys.add()
    store.bring_up_to_date(name)
    after = store.path(name).read_bytes()
    second, first = slice(76, 76 + written), slice(8, 8 + written)

    half = bytearray(before)
    half[second] = after[second]
    store.path(name).write_bytes(half)
    assert content(store, name) == WORDS
    half[76:144] = after[76:144]
    half[first] = after[first]
    store.path(name).write_bytes(half)
    assert content(store, name) == WORDS
    assert store.bring_up_to_date(name) == "rewrapped"
    assert store.path(name).read_bytes()[8:76].count(0) + store.path(name).read_bytes()[76:144].count(0) >= 68
    assert content(store, name) == WORDS


async def test_other_key_does_not_open_and_its_name_is_told(store: FileStore, keys: Keyring, tmp_path: Path):
    name = await kept(store, WORDS)
    stranger = FileStore(tmp_path / "files", Keyring(tmp_path / "other" / "master.keys"))
    stranger._keys.current()

    with pytest.raises(WrongKey) as refused:
        content(stranger, name)
    assert refused.value.ids == [keys.current().id]
    with pytest.raises(KeysUnusable, match=keys.current().id):
        stranger.key()


async def test_lost_key_is_not_replaced_by_a_new_one(store: FileStore, keys: Keyring):
    await kept(store, WORDS)
    keys.path.unlink()

    with pytest.raises(KeysUnusable, match="chép lại"):
        await kept(store, WORDS)
    assert not keys.path.exists()


@pytest.mark.parametrize("written", ["", "nonsense", "12345678 AAAA", "zzzzzzzz " + "A" * 43 + "="])
def test_file_of_keys_that_was_not_copied_whole_is_a_sentence(keys: Keyring, written: str):
    keys.path.parent.mkdir()
    keys.path.write_text(written)

    with pytest.raises(KeysUnusable, match="Không đọc được tệp khóa"):
        keys.current()


def test_two_processes_that_start_at_once_have_one_key(keys: Keyring):
    beside = Keyring(keys.path)
    found = {keys.current().id, beside.current().id}
    keys._make_file()

    assert found == {keys.current().id}
    assert [path.name for path in keys.path.parent.iterdir()] == ["master.keys"]
