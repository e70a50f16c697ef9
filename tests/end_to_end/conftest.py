"""One local Telegram for all tests of a worker; a database and a service for those that ask for their own."""

import contextlib
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path

import aiohttp
import leaks
import psycopg
import pytest
from hands import Phones
from harness import LocalTelegram, Service
from peopled import Department
from sqlalchemy.engine import make_url
from world import AS_SHIPPED, POLLING_SQLITE, WEBHOOK_POSTGRES, World, both_worlds

from storage import chain, migrate
from storage.database import Database

Found = Callable[..., Awaitable[Department]]


@pytest.fixture(scope="session")
def telegram() -> Iterator[LocalTelegram]:
    running = LocalTelegram()
    yield running
    running.stop()


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A database file as `bcn db upgrade` leaves it."""
    path = tmp_path_factory.mktemp("migrated") / "template.db"
    migrate.upgrade(f"sqlite:///{path}")
    return path.read_bytes()


@pytest.fixture(scope="session")
def migrated_postgres(postgres_server: str) -> Iterator[str]:
    """The name of a database as `bcn db upgrade` leaves it, to be copied."""
    with _postgres_database(postgres_server, "") as url:
        migrate.upgrade(url)
        yield str(make_url(url).database)


@contextlib.contextmanager
def _postgres_database(server: str, template: str) -> Iterator[str]:
    name = f"bcn_e2e_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}" + (f" TEMPLATE {template}" if template else ""))
        yield make_url(server).set(drivername="postgresql+psycopg", database=name).render_as_string(hide_password=False)
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


@contextlib.contextmanager
def _world(request: pytest.FixtureRequest, folder: Path) -> Iterator[World]:
    """For a service described by the fixture's parameter: (mode, kind of database) and perhaps "command".

    With "beside" it speaks Zalo as well as Telegram, with "alone" nothing else; "impatient" it soon gives up waiting
    for an answer, so on a busy machine it may send twice.
    """
    mode, kind, *how = request.param
    telegram: LocalTelegram = request.getfixturevalue("telegram")
    telegram.reset()
    with contextlib.ExitStack() as stack:
        if kind == "sqlite":
            path = folder / "service.db"
            path.write_bytes(request.getfixturevalue("migrated_sqlite"))
            url = f"sqlite:///{path}"
        else:
            server = request.getfixturevalue("postgres_server")
            url = stack.enter_context(_postgres_database(server, request.getfixturevalue("migrated_postgres")))
        zalo = next((one for one in how if one in ("beside", "alone")), "")
        patience = 2 if "impatient" in how else AS_SHIPPED
        service = Service(
            folder,
            url,
            telegram,
            webhook=mode == "webhook",
            by_command="command" in how,
            zalo=zalo,
            patience=patience,
        )
        database = stack.enter_context(contextlib.closing(Database(url)))
        stack.callback(service.stop)
        service.start()
        yield World(service, database, telegram)
        service.stop()
        assert leaks.found_in(service.log, database) == []
        database.transact(chain.seal_all)
        assert database.look(chain.verify).broken is None
    assert service.faults() == []


def _name(param: tuple[str, ...]) -> str:
    return "-".join(param)


@pytest.fixture(scope="module", params=both_worlds(), ids=_name)
def shared_world(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """One for all tests of a module that do the service no harm; each founds a Department of its own."""
    with _world(request, tmp_path_factory.mktemp("shared")) as world:
        yield world


@pytest.fixture(params=[POLLING_SQLITE, WEBHOOK_POSTGRES], ids=_name)
def own_world(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[World]:
    """For a test that kills or stops the service."""
    with _world(request, tmp_path) as world:
        yield world


@pytest.fixture
async def phones(telegram: LocalTelegram) -> AsyncIterator[Phones]:
    async with aiohttp.ClientSession(telegram.url, connector=aiohttp.TCPConnector(limit=0)) as session:
        phones = Phones(session)
        yield phones
        await phones.misbehave()


@pytest.fixture
def tell(request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]) -> Callable[[str], None]:
    """Prints a figure: on the terminal in a trial, otherwise only beside a failure."""
    trial = request.node.get_closest_marker("trial") is not None

    def told(line: str) -> None:
        with capsys.disabled() if trial else contextlib.nullcontext():
            print(f"\n{line}" if trial else line)

    return told
