"""The database: one transaction is one hop into a worker thread; SQLite has one writer, PostgreSQL a small pool."""

import asyncio
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, Executable, Row, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError
from sqlmodel import SQLModel

from storage import statements
from storage.clock import Clock
from storage.statements import table as table

T = TypeVar("T")
Record = TypeVar("Record", bound=SQLModel)

_POSTGRES_THREADS = 8
_TRIES = 4
_SERIALIZATION_FAILURES = {"40001", "40P01"}
_ANSWERS_OR_IS_GONE = {
    "connect_timeout": 5,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 20_000,
}


@dataclass(slots=True)
class Tx:
    """One transaction. `now` is the moment it began (aware, UTC) and the only time that code inside it knows."""

    connection: Connection
    now: datetime
    wakes_delivery: bool = False
    wakes_clock: bool = False
    wakes_fetching: bool = False
    wakes_making: bool = False

    @property
    def postgres(self) -> bool:
        return self.connection.dialect.name == "postgresql"

    def execute(self, statement: Executable, parameters: Mapping[str, Any] | None = None) -> Any:
        return self.connection.execute(statement, parameters)

    def row(self, statement: Executable, parameters: Mapping[str, Any] | None = None) -> Row[Any] | None:
        result: Row[Any] | None = self.connection.execute(statement, parameters).first()
        return result

    def rows(self, statement: Executable, parameters: Mapping[str, Any] | None = None) -> Sequence[Row[Any]]:
        return self.connection.execute(statement, parameters).all()

    def scalar(self, statement: Executable, parameters: Mapping[str, Any] | None = None) -> Any:
        return self.connection.execute(statement, parameters).scalar()

    def insert(self, model: type[SQLModel], **values: Any) -> int:
        """Adds a row; the id it got (0 for a table without one)."""
        key = self.connection.execute(statements.inserting(model), values).inserted_primary_key
        return key[0] if key is not None and isinstance(key[0], int) else 0

    def upsert(
        self, model: type[SQLModel], by: tuple[str, ...], *, keeping: tuple[str, ...] = (), **values: Any
    ) -> None:
        """Adds a row; if one has the same columns `by` already, that one takes the other values, except `keeping`."""
        changed = tuple(name for name in values if name not in by and name not in keeping)
        self.connection.execute(statements.upserting(model, self.connection.dialect.name, by, changed), values)

    def find(self, model: type[Record], **where: Any) -> Record | None:
        """The first row with these values."""
        return self.first(model, statements.selecting(model, tuple(where)), statements.parameters(where, {}))

    def change(self, model: type[SQLModel], where: Mapping[str, Any], **values: Any) -> int:
        """Gives the rows with the values `where` new values; how many there were."""
        statement = statements.updating(model, tuple(where), tuple(values))
        return self.connection.execute(statement, statements.parameters(where, values)).rowcount

    def delete(self, model: type[SQLModel], **where: Any) -> int:
        """Deletes the rows with these values; how many there were."""
        statement = statements.deleting(model, tuple(where))
        return self.connection.execute(statement, statements.parameters(where, {})).rowcount

    def lock(self, model: type[SQLModel], row_id: int) -> None:
        """Until the transaction ends nobody else changes this row. SQLite lets in one writer at a time anyway."""
        if self.postgres:
            self.execute(statements.locking(model), {"id": row_id})

    def first(
        self, model: type[Record], statement: Executable, parameters: Mapping[str, Any] | None = None
    ) -> Record | None:
        """The first row as a record of `model`. A record is what was read: it cannot be assigned to."""
        found = self.row(statement, parameters)
        return None if found is None else record(model, found._mapping)

    def all(
        self, model: type[Record], statement: Executable, parameters: Mapping[str, Any] | None = None
    ) -> list[Record]:
        return [record(model, found._mapping) for found in self.rows(statement, parameters)]


def record(model: type[Record], row: Mapping[Any, Any]) -> Record:
    """A read-only instance of a whole row, without the costs of an ORM session or of checking what was checked."""
    made: Record = model.__new__(model)
    object.__setattr__(made, "__dict__", dict(row))
    return made


class Database:
    """Runs transactions. `url` as SQLAlchemy takes it; a bare postgresql:// means psycopg."""

    def __init__(self, url: str, clock: Clock | None = None) -> None:
        self.clock = clock or Clock()
        self.engine = _engine(url)
        self.sqlite = self.engine.dialect.name == "sqlite"
        self._threads = ThreadPoolExecutor(1 if self.sqlite else _POSTGRES_THREADS, thread_name_prefix="tx")

    def transact(self, work: Callable[[Tx], T]) -> T:
        """Runs `work` in one transaction in this thread: all of it is kept, or nothing.

        A deadlock, a lock that could not be had and a connection that was cut are tried again (the work must not have
        effects outside the transaction, and must bear being done twice when the commit itself was cut); any other
        error is raised after the rollback.
        """
        for attempt in range(1, _TRIES + 1):
            try:
                with self.engine.begin() as connection:
                    if self.sqlite:
                        # Not by an event of the engine: with one, every statement asks for others.
                        connection.exec_driver_sql("BEGIN IMMEDIATE")
                    return work(Tx(connection, self.clock.now()))
            except OperationalError as error:
                if attempt == _TRIES or not _worth_another_try(error):
                    raise
                time.sleep(0.02 * attempt)
        raise AssertionError("unreachable")

    def look(self, work: Callable[[Tx], T]) -> T:
        """Runs `work`, which only reads: all of it sees one moment, however long it takes, and nobody waits for it."""
        with self.engine.connect() as connection:
            begin = "BEGIN" if self.sqlite else "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"
            connection.exec_driver_sql(begin)
            try:
                return work(Tx(connection, self.clock.now()))
            finally:
                connection.rollback()

    async def run(self, work: Callable[[Tx], T]) -> T:
        """`transact` in a worker thread."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, self.transact, work)

    async def read(self, work: Callable[[Tx], T]) -> T:
        """`look` in a thread."""
        return await asyncio.to_thread(self.look, work)

    def close(self) -> None:
        self._threads.shutdown(wait=True)
        self.engine.dispose()


def _engine(url: str) -> Engine:
    parsed = make_url(url)
    if parsed.drivername in ("postgresql", "postgres"):
        parsed = parsed.set(drivername="postgresql+psycopg")
    if parsed.get_backend_name() != "sqlite":
        return create_engine(parsed, pool_size=_POSTGRES_THREADS, max_overflow=4, connect_args=_ANSWERS_OR_IS_GONE)
    engine = create_engine(parsed, connect_args={"check_same_thread": False, "timeout": 30}, pool_reset_on_return=None)
    event.listen(engine, "connect", _prepare_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=30000"):
        connection.execute(f"PRAGMA {pragma}")


def _worth_another_try(error: OperationalError) -> bool:
    original = error.orig
    if error.connection_invalidated:
        return True
    return getattr(original, "sqlstate", None) in _SERIALIZATION_FAILURES or "database is locked" in str(original)
