"""A local Telegram with the sample's people, and the real service beside it."""

import contextlib
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import aiohttp
import psycopg
import pytest
from posting import Deliver, Post
from running_service import Phones, Service, Starter, settings_for
from sqlalchemy.engine import make_url
from watch import Watch

from bot import logs
from bot.channels.telegram import Telegram
from bot.delivery import Delivery
from bot.pacing import Pacing
from rules.catalogue import Catalogue, load_catalogue
from simulator.server import Running, serve
from storage import migrate
from storage.clock import Clock
from storage.database import Database
from storage.files import FileStore

MORE_PEOPLE = range(2001, 2031)


@pytest.fixture(autouse=True, scope="session")
def _logs() -> None:
    logs.set_up("warning")


@pytest.fixture
def clock() -> Clock:
    """The service lives in real time, so the sample does too."""
    return Clock()


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("migrated") / "template.db"
    migrate.upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgres_url(postgres_server: str, worker: tuple[str, str]) -> Iterator[str]:
    name = f"bcn_service_{worker[1]}"
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
def database_url(database: Database, registry: Any) -> str:
    """A database with the sample in it."""
    return database.engine.url.render_as_string(hide_password=False)


@pytest.fixture
async def local() -> AsyncIterator[Running]:
    """A Telegram that sets no limits; a test of limits turns them on."""
    async with serve(strict_limits=False) as running:
        yield running


@pytest.fixture
async def phones(local: Running, registry: Any) -> AsyncIterator[Phones]:
    """Everybody of the sample has a phone; its user id is the account's address."""
    async with aiohttp.ClientSession(local.url) as session:
        phones = Phones(session, local.url)
        for number in range(1001, 1010):
            await phones.post("users", id=number, first_name=f"Người mẫu {number}", phone=f"+8490300{number}")
            await phones.act(number, "start")
        local.telegram.updates.pending.clear()
        yield phones


@pytest.fixture
async def start_service(database_url: str, local: Running, phones: Phones, tmp_path: Path) -> AsyncIterator[Starter]:
    """Starts a service; its settings can be given. All that were started are stopped at the end."""
    async with contextlib.AsyncExitStack() as stack:

        async def start(**settings: Any) -> Service:
            url = settings.pop("database_url", database_url)
            service = Service(settings_for(url, local.url, local.token, tmp_path / "data", **settings))
            await service.start()
            stack.push_async_callback(service.stop)
            return service

        yield start


@pytest.fixture
async def service(start_service: Starter) -> Service:
    """A service that polls."""
    return await start_service()


@pytest.fixture
async def crowd(phones: Phones) -> list[int]:
    """Many more people who have started the bot."""
    for number in MORE_PEOPLE:
        await phones.post("users", id=number, first_name=f"Người mẫu {number}")
        await phones.act(number, "start")
    return list(MORE_PEOPLE)


@pytest.fixture
def post(database: Database, phones: Phones) -> Post:
    return Post(database, phones)


@pytest.fixture(scope="session")
def rules() -> Catalogue:
    """The catalogue as shipped, read once."""
    return load_catalogue()


@pytest.fixture
async def deliver(post: Post, local: Running, rules: Catalogue, tmp_path: Path) -> AsyncIterator[Deliver]:
    """Starts a delivery; by default without any pace. All that were started are stopped at the end."""
    async with contextlib.AsyncExitStack() as stack:

        async def start(
            per_second: float = 1000, chat_per_second: float = 1000, *, patience: int = 1, **more: float
        ) -> Delivery:
            telegram = Telegram(local.token, local.url, FileStore(tmp_path / "files"), timeout=patience)
            stack.push_async_callback(telegram.close)
            pacing = Pacing(per_second, chat_per_second, **more)
            delivery = Delivery(post.database, rules, telegram, pacing)
            post.deliveries.append(delivery)
            stack.push_async_callback(delivery.stop)
            await delivery.start()
            return delivery

        yield start
