"""The command `bcn` on a migrated database of each kind, and a local Telegram for the commands that ask one."""

import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import psycopg
import pytest
from bcn_command import Bcn
from sqlalchemy.engine import make_url

from simulator.server import Running, serve
from storage import migrate
from storage.clock import Clock
from storage.database import Database


@pytest.fixture
def clock() -> Clock:
    """The commands live in real time."""
    return Clock()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("migrated") / "template.db"
    migrate.upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgres_url(postgres_server: str, worker: tuple[str, str]) -> Iterator[str]:
    name = f"bcn_cli_{worker[1]}"
    with psycopg.connect(postgres_server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {name}")
    url = make_url(postgres_server).set(drivername="postgresql+psycopg", database=name)
    written = url.render_as_string(hide_password=False)
    migrate.upgrade(written)
    yield written
    with psycopg.connect(postgres_server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which the commands run; nothing of this machine's own settings is seen there."""
    for name in [name for name in os.environ if name.startswith("BCN_") and name != "BCN_TEST_POSTGRES_URL"]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("COLUMNS", "300")
    folder = tmp_path / "place"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def alone(place: Path) -> Bcn:
    """`bcn` without any settings."""
    return Bcn(place)


@pytest.fixture
def bcn(place: Path, database: Database, monkeypatch: pytest.MonkeyPatch) -> Bcn:
    """`bcn` with an empty database of each kind."""
    monkeypatch.setenv("BCN_DATABASE_URL", database.engine.url.render_as_string(hide_password=False))
    return Bcn(place)


@pytest.fixture
async def local(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Running]:
    """A local Telegram, named in the settings."""
    async with serve() as running:
        monkeypatch.setenv("BCN_TELEGRAM_API_URL", running.url)
        monkeypatch.setenv("BCN_TELEGRAM_TOKEN", running.token)
        yield running
