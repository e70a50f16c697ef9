"""The migrations give every database the tables that the program uses, whoever runs them and however often."""

import contextlib
import multiprocessing
import subprocess
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text
from sqlalchemy.engine import make_url

from storage import migrate
from storage.database import Database
from storage.tables import metadata

VERSIONS = Path(migrate.__file__).with_name("migrations") / "versions"


@pytest.fixture(params=["sqlite", "postgres"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database that nobody has touched; for SQLite not even its folder is there."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'new folder' / 'new.db'}"
        return
    server, name = request.getfixturevalue("postgres_server"), f"bcn_migrate_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        yield make_url(server).set(drivername="postgresql", database=name).render_as_string(hide_password=False)
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextlib.contextmanager
def opened(url: str) -> Iterator[Database]:
    with contextlib.closing(Database(url)) as database:
        yield database


def set_revision(url: str, revision: str) -> None:
    with opened(url) as database:
        database.transact(lambda tx: tx.execute(text(f"UPDATE alembic_version SET version_num = '{revision}'")))


def test_migrations_and_models_agree(url: str) -> None:
    migrate.upgrade(url)
    with opened(url) as database, database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_a_new_database_is_said_to_need_an_upgrade_and_then_to_be_ready(url: str) -> None:
    assert "bcn db upgrade" in str(migrate.missing(url))
    migrate.upgrade(url)
    assert migrate.missing(url) is None


def test_asking_makes_no_file(tmp_path: Path) -> None:
    assert "bcn db upgrade" in str(migrate.missing(f"sqlite:///{tmp_path / 'none.db'}"))
    assert list(tmp_path.iterdir()) == []


def test_an_empty_file_is_said_to_need_an_upgrade(tmp_path: Path) -> None:
    (tmp_path / "empty.db").touch()
    assert "bcn db upgrade" in str(migrate.missing(f"sqlite:///{tmp_path / 'empty.db'}"))


def test_upgrading_again_keeps_what_is_there(url: str) -> None:
    migrate.upgrade(url)
    with opened(url) as database:
        database.transact(lambda tx: tx.execute(text("INSERT INTO counter (name, value) VALUES ('incident:2026', 7)")))
    migrate.upgrade(url)
    with opened(url) as database:
        assert database.transact(lambda tx: tx.scalar(text("SELECT value FROM counter"))) == 7


def test_several_processes_may_upgrade_at_once(url: str) -> None:
    with multiprocessing.get_context("spawn").Pool(3) as processes:
        processes.map(migrate.upgrade, [url] * 3)
    assert migrate.missing(url) is None


def test_a_database_of_an_earlier_program_is_said_to_need_an_upgrade(
    url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    migrate.upgrade(url)
    later = tmp_path / "later" / "versions"
    later.mkdir(parents=True)
    for name in ("9999_later.py", *(path.name for path in VERSIONS.glob("0*.py"))):
        (later / name).touch()
    monkeypatch.setattr(migrate, "_SCRIPTS", later.parent)
    assert "bcn db upgrade" in str(migrate.missing(url))


def test_a_database_of_a_later_program_is_refused(url: str) -> None:
    migrate.upgrade(url)
    set_revision(url, "9999")
    assert "mới hơn" in str(migrate.missing(url))
    with pytest.raises(migrate.CannotUpgrade, match="mới hơn"):
        migrate.upgrade(url)


def test_an_upgrade_that_breaks_leaves_nothing_behind(url: str) -> None:
    with opened_folder(url) as database:
        database.transact(lambda tx: tx.execute(text("CREATE TABLE attachment (id INTEGER)")))
    with pytest.raises(migrate.CannotUpgrade):
        migrate.upgrade(url)
    with opened(url) as database:
        database.transact(lambda tx: tx.execute(text("DROP TABLE attachment")))
    migrate.upgrade(url)
    assert migrate.missing(url) is None


@contextlib.contextmanager
def opened_folder(url: str) -> Iterator[Database]:
    if url.startswith("sqlite"):
        Path(str(make_url(url).database)).parent.mkdir()
    with opened(url) as database:
        yield database


@pytest.mark.parametrize("url", ["postgresql://sample:SECRET@127.0.0.1:1/none"])
def test_a_database_that_cannot_be_reached_is_named_without_its_password(url: str) -> None:
    told = str(migrate.missing(url))
    assert "127.0.0.1/none" in told
    with pytest.raises(migrate.CannotUpgrade) as refused:
        migrate.upgrade(url)
    assert "127.0.0.1/none" in str(refused.value)
    assert "SECRET" not in told + str(refused.value)


@pytest.mark.parametrize("url", ["nonsense", "oracle9://x", "sqlite:////proc/none/x.db"])
def test_an_address_that_cannot_be_used_is_a_sentence(url: str) -> None:
    assert migrate.missing(url)
    with pytest.raises(migrate.CannotUpgrade):
        migrate.upgrade(url)


def test_a_file_that_is_no_database_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "text.db").write_text("Đây không phải là cơ sở dữ liệu. " * 100)
    assert "text.db" in str(migrate.missing(f"sqlite:///{tmp_path / 'text.db'}"))


def test_the_name_of_a_file_is_its_revision() -> None:
    for path in VERSIONS.glob("[0-9]*.py"):
        assert f'revision = "{path.name.partition("_")[0]}"\n' in path.read_text(encoding="utf-8")


def test_asking_does_not_load_alembic(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'ready.db'}"
    migrate.upgrade(url)
    program = f"import sys; from storage import migrate; sys.exit(migrate.missing({url!r}) or 'alembic' in sys.modules)"
    subprocess.run([sys.executable, "-c", program], check=True)


def test_folder_of_a_new_database_is_open_to_nobody_else(tmp_path: Path):
    migrate.upgrade(f"sqlite:///{tmp_path / 'data' / 'new.db'}")

    assert (tmp_path / "data").stat().st_mode & 0o077 == 0
