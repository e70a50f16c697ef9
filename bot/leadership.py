"""Leadership: of all processes on one database, one sends and keeps the time; the others only take updates, and wait.

PostgreSQL is the coordinator: the leader holds an advisory lock on a connection of its own, and hears by LISTEN what
the others have committed. On SQLite a lock on a file beside the database keeps a second process from leading.
"""

import asyncio
import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import IO, Protocol

import psycopg
import structlog
from sqlalchemy.engine import make_url

_LOCK = 0x42434E  # «BCN»; advisory locks are counted in each database of a server by itself
_NEWS = "bcn_news"
_PROVE_EVERY = 2.0
_ANSWERS_WITHIN = 5.0
_CONNECTS_WITHIN = 5
_DEAD_AFTER = ("tcp_keepalives_idle = 4", "tcp_keepalives_interval = 2", "tcp_keepalives_count = 2")

log = structlog.get_logger(__name__)


class Leadership(Protocol):
    """One process's claim to lead."""

    async def acquire(self) -> bool:
        """Tries once; whether this process leads now."""

    async def hold(self, news: Callable[[], None]) -> None:
        """Returns when the leadership is lost. `news` is called when another process has committed something."""

    async def tell(self) -> None:
        """Tells the leader that there is news."""

    async def close(self) -> None:
        """Gives the leadership back."""


def leadership(url: str) -> Leadership:
    """For the database at `url`."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        return FileLock(Path(f"{parsed.database}.leader"))
    return AdvisoryLock(parsed.set(drivername="postgresql").render_as_string(hide_password=False))


class AdvisoryLock:
    """The lock lives as long as its connection; a machine that vanished is given up by the server after 8 seconds."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._connection: psycopg.AsyncConnection[tuple[object, ...]] | None = None

    async def acquire(self) -> bool:
        try:
            async with asyncio.timeout(_ANSWERS_WITHIN):
                connection = self._connection or await self._connect()
                found = await (await connection.execute("SELECT pg_try_advisory_lock(%s)", (_LOCK,))).fetchone()
        except (psycopg.Error, TimeoutError) as error:
            log.error("database does not answer", error=type(error).__name__)
            await self.close()
            return False
        return bool(found and found[0])

    async def hold(self, news: Callable[[], None]) -> None:
        connection = self._connection
        if connection is None:
            return
        try:
            await connection.execute(f"LISTEN {_NEWS}")
            while True:
                async for _ in connection.notifies(timeout=_PROVE_EVERY, stop_after=1):
                    news()
                async with asyncio.timeout(_ANSWERS_WITHIN):
                    await connection.execute("SELECT 1")
        except (psycopg.Error, TimeoutError) as error:
            log.error("leadership lost", error=type(error).__name__)
            await self.close()

    async def tell(self) -> None:
        with contextlib.suppress(psycopg.Error, TimeoutError):
            async with asyncio.timeout(_ANSWERS_WITHIN):
                if self._connection is not None:
                    await self._connection.execute(f"NOTIFY {_NEWS}")

    async def close(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            with contextlib.suppress(psycopg.Error):
                await connection.close()

    async def _connect(self) -> psycopg.AsyncConnection[tuple[object, ...]]:
        connection = await psycopg.AsyncConnection.connect(
            self._url, autocommit=True, connect_timeout=_CONNECTS_WITHIN, application_name="bcn leader"
        )
        for setting in _DEAD_AFTER:
            await connection.execute(f"SET {setting}".encode())
        self._connection = connection
        return connection


class FileLock:
    """Only against starting twice by mistake. Where the system has no such locks, everybody leads."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: IO[str] | None = None

    async def acquire(self) -> bool:
        if self._file is not None:
            return True
        try:
            import fcntl
        except ImportError:
            return True
        file = self._path.open("w")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            file.close()
            return False
        self._file = file
        return True

    async def hold(self, news: Callable[[], None]) -> None:
        await asyncio.Event().wait()

    async def tell(self) -> None:
        """The leader looks into the outbox by itself, several times a second."""

    async def close(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None
