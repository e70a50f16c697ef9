"""`bcn backup` and `bcn restore`: everything comes back into an empty place, nowhere else, by its own key only."""

import contextlib
import shutil
import sqlite3
import uuid
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from bcn_command import Bcn
from department import Sample
from sqlalchemy import select, text
from sqlalchemy.engine import make_url

from storage import audit, backup, chain, counters
from storage.database import Database, Tx
from storage.files import FileStore
from storage.tables import metadata

PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 600


async def pieces(content: bytes) -> AsyncIterator[bytes]:
    yield content


@pytest.fixture
async def lived_in(database: Database, registry: Sample, bcn: Bcn) -> Database:
    """A database in use, with what is hard to copy (tabs, line ends, backslashes, JSON, gaps in numbers), and files."""

    def work(tx: Tx) -> None:
        tx.execute(text("UPDATE unit SET address = :told"), {"told": "12\tĐường mẫu\\n\r\nTổ 3 \\. 'x' \"y\" \\N"})
        for number in range(3):
            audit.note(tx, "incident.see", "done", subject=f"BCN-2026-{number:06d}", codes=["a\n"], none=None)
        counters.next_number(tx, "incident:2026")

    database.transact(work)
    database.transact(chain.seal_all)
    store = FileStore(bcn.folder / "data" / "files")
    for content in (PICTURE, b"", b"Bien ban mau"):
        await store.keep(pieces(content), most=10**7)
    return database


@pytest.fixture
def empty(database: Database, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of an empty database of the same kind on another machine."""
    if database.sqlite:
        yield f"sqlite:///{tmp_path / 'other machine' / 'new.db'}"
        return
    server, name = request.getfixturevalue("postgres_server"), f"bcn_restore_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        yield make_url(server).set(drivername="postgresql", database=name).render_as_string(hide_password=False)
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def other_machine(empty: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> "OtherMachine":
    return OtherMachine(empty, tmp_path / "other machine" / "data", monkeypatch)


class OtherMachine:
    """Where nothing is yet; `move` lets the commands run there."""

    def __init__(self, url: str, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.url, self.data = url, data
        self._monkeypatch = monkeypatch

    def move(self, keys: Path | None) -> None:
        self._monkeypatch.setenv("BCN_DATABASE_URL", self.url)
        self._monkeypatch.setenv("BCN_DATA_DIR", str(self.data))
        if keys is not None:
            self.data.mkdir(parents=True)
            shutil.copy(keys, self.data / "master.keys")

    def files(self) -> dict[str, bytes]:
        return content_of(FileStore(self.data / "files"))


def backed_up(bcn: Bcn) -> Path:
    said = bcn("backup", "saved")
    assert said.code == 0, said.out
    [made] = (bcn.folder / "saved").iterdir()
    return made


def everything(database: Database) -> dict[str, list[tuple[Any, ...]]]:
    with database.engine.connect() as connection:
        return {
            one.name: sorted((tuple(row) for row in connection.execute(select(one))), key=repr)
            for one in metadata.sorted_tables
        }


def content_of(store: FileStore) -> dict[str, bytes]:
    return {name: b"".join(store.read(name)) for name in store.all()}


def test_every_row_and_every_file_comes_back_on_an_empty_machine(
    bcn: Bcn, lived_in: Database, other_machine: OtherMachine
):
    made = backed_up(bcn)
    before, files = everything(lived_in), content_of(FileStore(bcn.folder / "data" / "files"))
    other_machine.move(bcn.folder / "data" / "master.keys")

    said = bcn("restore", made)

    assert said.code == 0, said.out
    restored = Database(other_machine.url, lived_in.clock)
    try:
        after = everything(restored)
        assert [line for line in after["audit"] if "backup.restore" not in line] == before["audit"]
        assert {name: rows for name, rows in after.items() if name != "audit"} == {
            name: rows for name, rows in before.items() if name != "audit"
        }
        assert other_machine.files() == files
        assert len(files) == 3
        assert restored.transact(chain.verify).broken is None
        goes_on(restored)
    finally:
        restored.close()
    assert bcn("db", "upgrade").code == 0
    assert "còn nguyên" in bcn("audit", "verify").out


def goes_on(database: Database) -> None:
    """New rows get new numbers, nothing refers to nothing, and the record takes no change there either."""
    database.transact(lambda tx: audit.note(tx, "a", "done"))
    with pytest.raises(Exception, match=r"FOREIGN KEY|foreign key"):
        database.transact(lambda tx: tx.execute(text("UPDATE unit SET parent_id = 999999")))
    with pytest.raises(Exception, match="only added to"):
        database.transact(lambda tx: tx.execute(text("DELETE FROM audit")))


def test_backup_holds_nothing_that_can_be_read(bcn: Bcn, lived_in: Database):
    told = backed_up(bcn).read_bytes()

    for words in ("Trường mẫu".encode(), b"0903", b"INSERT", b"SQLite format", b"manifest", PICTURE[:40]):
        assert words not in told
    assert [path.name for path in (bcn.folder / "data").iterdir() if "backup-" in path.name] == []


def test_what_somebody_writes_meanwhile_neither_waits_nor_tears_the_backup(
    bcn: Bcn, lived_in: Database, other_machine: OtherMachine, monkeypatch: pytest.MonkeyPatch
):
    """Between two tables of the copy somebody adds an entry to the record and its link."""
    from storage import dumping

    ordinary = dumping._copy_out
    written = []

    def busy(*args: Any) -> int:
        lived_in.transact(lambda tx: audit.note(tx, "meanwhile", "done"))
        lived_in.transact(chain.seal)
        written.append(args[1])
        return ordinary(*args)

    monkeypatch.setattr(dumping, "_copy_out", busy)
    made = backed_up(bcn)
    assert written or lived_in.sqlite
    other_machine.move(bcn.folder / "data" / "master.keys")
    assert bcn("restore", made).code == 0

    restored = Database(other_machine.url)
    verdict = restored.transact(chain.verify)
    restored.close()
    assert (verdict.broken, verdict.head.position) == (None, 3)


def test_place_that_is_not_empty_is_refused_and_left_alone(bcn: Bcn, lived_in: Database):
    made = backed_up(bcn)
    before = everything(lived_in)

    said = bcn("restore", made)

    assert said.code == 2
    assert "đã có dữ liệu" in said.mistakes
    assert everything(lived_in) == before


def test_folder_with_files_is_refused(bcn: Bcn, lived_in: Database, other_machine: OtherMachine):
    made = backed_up(bcn)
    other_machine.move(bcn.folder / "data" / "master.keys")
    there = FileStore(other_machine.data / "files").path("a" * 64)
    there.parent.mkdir(parents=True)
    there.write_bytes(b"somebody's")

    assert "đã có tệp" in bcn("restore", made).mistakes
    assert there.read_bytes() == b"somebody's"


def test_other_key_or_none_is_a_sentence_that_names_the_right_one(
    bcn: Bcn, lived_in: Database, other_machine: OtherMachine
):
    made = backed_up(bcn)
    right = (bcn.folder / "data" / "master.keys").read_text().split()[-2]
    other_machine.move(None)
    assert "chép tệp khóa" in bcn("restore", made).mistakes
    assert not (other_machine.data / "master.keys").exists()

    FileStore(other_machine.data / "files").key()
    said = bcn("restore", made)

    assert said.code == 2
    assert right in said.mistakes
    assert bcn("backup", "--check", made).code == 2


@pytest.mark.parametrize("what", ["cut", "changed", "nothing", "text"])
def test_damaged_backup_is_refused_and_leaves_the_place_empty(
    bcn: Bcn, lived_in: Database, other_machine: OtherMachine, what: str
):
    made = backed_up(bcn)
    told = bytearray(made.read_bytes())
    other_machine.move(bcn.folder / "data" / "master.keys")
    told[len(told) // 2] ^= 1
    made.write_bytes({"cut": told[: len(told) // 3], "changed": told, "nothing": b"", "text": b"xin chao" * 99}[what])

    said = bcn("restore", made)

    assert said.code == 2
    assert "hỏng hoặc không phải" in said.mistakes
    assert other_machine.files() == {}


def test_backup_that_is_not_there_is_a_sentence(bcn: Bcn, lived_in: Database, other_machine: OtherMachine):
    other_machine.move(None)
    FileStore(other_machine.data / "files").key()

    assert "none.bcnbackup" in bcn("restore", "none.bcnbackup").mistakes


def test_restore_that_fails_in_the_database_leaves_no_files(
    bcn: Bcn, lived_in: Database, other_machine: OtherMachine, monkeypatch: pytest.MonkeyPatch
):
    from storage import dumping

    made = backed_up(bcn)
    other_machine.move(bcn.folder / "data" / "master.keys")

    def breaks(*_args: Any) -> None:
        raise dumping.NotPossible("đĩa đầy")

    with monkeypatch.context() as patched:
        patched.setattr(dumping, "_load_sqlite" if lived_in.sqlite else "_copy_in", breaks)
        assert "đĩa đầy" in bcn("restore", made).mistakes
    assert other_machine.files() == {}
    assert bcn("restore", made).code == 0, "the place is empty still"


def test_restore_that_was_killed_is_begun_anew_and_leaves_nothing_readable(
    bcn: Bcn, lived_in: Database, other_machine: OtherMachine
):
    """Killed between its files, the last of them half written, the database unpacked and not enciphered."""
    made = backed_up(bcn)
    files = content_of(FileStore(bcn.folder / "data" / "files"))
    other_machine.move(bcn.folder / "data" / "master.keys")
    half = FileStore(other_machine.data / "files").path(next(iter(files)))
    half.parent.mkdir(parents=True)
    half.write_bytes(b"BCNENC1")
    unpacked = other_machine.data / f"{backup._SCRATCH}abc" / "unit.gz"
    unpacked.parent.mkdir()
    unpacked.write_bytes(b"reports")

    said = bcn("restore", made)

    assert said.code == 0, said.mistakes
    assert other_machine.files() == files
    assert not unpacked.exists()


def test_restore_where_no_database_answers_is_a_sentence_without_the_password(
    bcn: Bcn, lived_in: Database, other_machine: OtherMachine, monkeypatch: pytest.MonkeyPatch
):
    made = backed_up(bcn)
    other_machine.move(bcn.folder / "data" / "master.keys")
    monkeypatch.setenv("BCN_DATABASE_URL", "postgresql://a:matkhau@127.0.0.1:1/b")
    said = bcn("restore", made)
    assert (said.code, "xem lại BCN_DATABASE_URL" in said.mistakes, "matkhau" in said.mistakes) == (2, True, False)

    monkeypatch.setenv("BCN_DATABASE_URL", "b.db")
    assert "BCN_DATABASE_URL không dùng được" in bcn("restore", made).mistakes


def test_restore_waits_for_no_backup_that_is_under_way(bcn: Bcn, lived_in: Database, other_machine: OtherMachine):
    made = backed_up(bcn)
    other_machine.move(bcn.folder / "data" / "master.keys")
    with backup._alone(other_machine.data):
        said = bcn("restore", made)

    assert (said.code, "xin chờ xong" in said.mistakes) == (2, True)
    assert bcn("restore", made).code == 0


def test_after_a_rotation_an_older_backup_still_comes_back(bcn: Bcn, lived_in: Database, other_machine: OtherMachine):
    made = backed_up(bcn)
    bcn("keys", "rotate")
    other_machine.move(bcn.folder / "data" / "master.keys")

    said = bcn("restore", made)

    assert said.code == 0
    assert "không mở được" not in said.out


def test_folder_must_be_said_and_a_check_reads_the_backup(bcn: Bcn, lived_in: Database):
    assert "BCN_BACKUP_DIR" in bcn("backup").mistakes
    assert "nguyên vẹn" in bcn("backup", "--check", backed_up(bcn)).out


def test_what_a_crash_left_of_the_database_before_is_not_played_into_the_restored_one(
    bcn: Bcn, lived_in: Database, other_machine: OtherMachine
):
    if not lived_in.sqlite:
        pytest.skip("PostgreSQL has no such files")
    made = backed_up(bcn)
    other_machine.move(bcn.folder / "data" / "master.keys")
    path = Path(str(make_url(other_machine.url).database))
    crashed = sqlite3.connect(path.with_name("old.db"))
    crashed.execute("PRAGMA journal_mode = WAL")
    crashed.execute("CREATE TABLE old (a)")
    crashed.commit()
    shutil.copy(path.with_name("old.db-wal"), path.with_name(f"{path.name}-wal"))
    crashed.close()

    said = bcn("restore", made)

    assert said.code == 0, said.out
    with contextlib.closing(sqlite3.connect(path)) as restored:
        assert restored.execute("SELECT count(*) FROM unit").fetchone()[0] > 0


def test_a_folder_of_backups_may_have_any_name(bcn: Bcn, lived_in: Database):
    folder = bcn.folder / "data" / "backup-hang-ngay"
    folder.mkdir(parents=True)
    (folder / "before").write_text("an earlier one")
    assert bcn("backup", "data/backup-hang-ngay").code == 0
    assert (folder / "before").exists()
