"""A whole database as files and back: one moment of it, while others write; an empty one filled in one transaction."""

import gzip
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, cast

import psycopg
from psycopg import sql
from sqlalchemy import Connection, text
from sqlalchemy.engine import URL, make_url

from storage import migrate
from storage.database import Database
from storage.durable import settle

SQLITE, POSTGRES = "sqlite", "postgresql"
_SQLITE_PART = "sqlite"
_QUICK = 3
_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename"
_COLUMNS = (
    "SELECT column_name FROM information_schema.columns "
    "WHERE table_schema = current_schema() AND table_name = %s ORDER BY ordinal_position"
)
_SEQUENCES = "SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = current_schema()"
_FOREIGN_KEYS = text(
    "SELECT conrelid::regclass::text AS owner, quote_ident(conname) AS name, pg_get_constraintdef(oid) AS definition "
    "FROM pg_constraint WHERE contype = 'f' AND connamespace = current_schema()::regnamespace ORDER BY oid"
)

Part = Callable[[str], IO[bytes]]


class NotPossible(Exception):
    """There is something in the way of a backup or a restore; the message says, in Vietnamese, what to do."""


@dataclass(frozen=True, slots=True)
class Dump:
    """A database at one moment. tables: how many rows each has; parts: the files that hold them, by their names."""

    kind: str
    revision: str
    tables: dict[str, int]
    columns: dict[str, list[str]]
    sequences: dict[str, int | None]
    parts: dict[str, Path]


def dump(url: str, folder: Path) -> Dump:
    """Writes the database at `url` into `folder`, as it is at this moment; nobody has to wait for it."""
    parsed = make_url(url)
    return _dump_sqlite(parsed, folder) if parsed.get_backend_name() == SQLITE else _dump_postgres(parsed, folder)


def kind_of(url: str) -> str:
    return SQLITE if make_url(url).get_backend_name() == SQLITE else POSTGRES


def is_empty(url: str) -> bool:
    """Whether nothing is there that a restore would overwrite."""
    parsed = make_url(url)
    if parsed.get_backend_name() == SQLITE:
        return not Path(str(parsed.database)).exists()
    with psycopg.connect(_plain(parsed)) as connection:
        return not connection.execute(_TABLES).fetchall()


def load(url: str, manifest: dict[str, Any], part: Part) -> None:
    """Fills the empty database at `url`; whole or not at all. part: opens a part by its name. Raises NotPossible."""
    parsed = make_url(url)
    if parsed.get_backend_name() == SQLITE:
        _load_sqlite(Path(str(parsed.database)), part)
        return
    with closing(Database(url)) as database, database.engine.begin() as connection:
        _load_postgres(connection, manifest, part)


def _dump_sqlite(url: URL, folder: Path) -> Dump:
    copy = folder / "copy.db"
    with (
        closing(sqlite3.connect(str(url.database))) as source,
        closing(sqlite3.connect(copy)) as target,
    ):
        source.backup(target)
        if (fault := _integrity(target)) != "ok":
            raise NotPossible(f"Cơ sở dữ liệu hỏng ({fault}): xin dùng bản sao lưu trước đó.")
        names = [name for (name,) in target.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        tables = {
            name: target.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608 - names of our own tables
            for name in names
            if not name.startswith("sqlite_")
        }
        [revision] = target.execute("SELECT version_num FROM alembic_version").fetchone()
    packed = folder / "sqlite.gz"
    with copy.open("rb") as plain, gzip.open(packed, "wb", compresslevel=_QUICK) as out:
        shutil.copyfileobj(plain, out)
    copy.unlink()
    return Dump(SQLITE, revision, tables, {}, {}, {_SQLITE_PART: packed})


def _integrity(connection: sqlite3.Connection) -> str:
    return str(connection.execute("PRAGMA integrity_check(1)").fetchone()[0])


def _load_sqlite(path: Path, part: Part) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    temporary = path.with_name(f"{path.name}.restoring")
    try:
        with gzip.open(part(_SQLITE_PART)) as packed, temporary.open("wb") as out:
            shutil.copyfileobj(packed, out)
        with closing(sqlite3.connect(temporary)) as connection:
            if (fault := _integrity(connection)) != "ok":
                raise NotPossible(f"Cơ sở dữ liệu trong bản sao lưu hỏng ({fault}): xin dùng bản khác.")
        # What a crash has left of the database before would be played into this one.
        for left in ("-wal", "-shm"):
            path.with_name(f"{path.name}{left}").unlink(missing_ok=True)
        settle(temporary, path)
    finally:
        for left in ("", "-wal", "-shm"):
            temporary.with_name(f"{temporary.name}{left}").unlink(missing_ok=True)


def _dump_postgres(url: URL, folder: Path) -> Dump:
    with _snapshot(url) as connection:
        names = [name for (name,) in connection.execute(_TABLES).fetchall()]
        columns = {name: [one for (one,) in connection.execute(_COLUMNS, (name,)).fetchall()] for name in names}
        tables, parts = {}, {}
        for name in names:
            parts[name] = folder / f"{name}.gz"
            with gzip.open(parts[name], "wb", compresslevel=_QUICK) as out:
                tables[name] = _copy_out(connection, name, columns[name], cast(IO[bytes], out))
        sequences = dict(connection.execute(_SEQUENCES).fetchall())
        [revision] = connection.execute("SELECT version_num FROM alembic_version").fetchone() or [""]
    return Dump(POSTGRES, revision, tables, columns, sequences, parts)


@contextmanager
def _snapshot(url: URL) -> Iterator[psycopg.Connection[Any]]:
    with psycopg.connect(_plain(url), client_encoding="utf8") as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        yield connection


def _copy_out(connection: psycopg.Connection[Any], name: str, columns: list[str], out: IO[bytes]) -> int:
    with connection.cursor() as cursor:
        with cursor.copy(sql.SQL("COPY {} ({}) TO STDOUT").format(sql.Identifier(name), _list(columns))) as copy:
            for data in copy:
                out.write(data)
        return cursor.rowcount


def _load_postgres(connection: Connection, manifest: dict[str, Any], part: Part) -> None:
    """In this order: tables as they were then, without what refers to others; the rows; what refers to others again."""
    connection.execute(text("SET LOCAL client_encoding = 'UTF8'"))
    migrate.create(connection, manifest["revision"])
    foreign_keys = connection.execute(_FOREIGN_KEYS).all()
    for one in foreign_keys:
        connection.execute(text(f"ALTER TABLE {one.owner} DROP CONSTRAINT {one.name}"))
    raw = cast("psycopg.Connection[Any]", connection.connection.driver_connection)
    for name, rows in manifest["tables"].items():
        if name != "alembic_version":
            _copy_in(raw, name, manifest["columns"][name], rows, part)
    for one in foreign_keys:
        connection.execute(text(f"ALTER TABLE {one.owner} ADD CONSTRAINT {one.name} {one.definition}"))
    for name, value in manifest["sequences"].items():
        if value is not None:
            raw.execute("SELECT setval(quote_ident(%s)::regclass, %s)", (name, value))


def _copy_in(raw: psycopg.Connection[Any], name: str, columns: list[str], rows: int, part: Part) -> None:
    table = sql.Identifier(name)
    with raw.cursor() as cursor:
        if cursor.execute(sql.SQL("SELECT 1 FROM {} LIMIT 1").format(table)).fetchone():
            cursor.execute(sql.SQL("DELETE FROM {}").format(table))
        with (
            gzip.open(part(name)) as packed,
            cursor.copy(sql.SQL("COPY {} ({}) FROM STDIN").format(table, _list(columns))) as copy,
        ):
            while data := packed.read(1024 * 1024):
                copy.write(data)
        if cursor.rowcount != rows:
            raise NotPossible(f"Bảng {name} có {cursor.rowcount} dòng thay vì {rows}: bản sao lưu hỏng.")


def _list(columns: list[str]) -> sql.Composed:
    return sql.SQL(", ").join(map(sql.Identifier, columns))


def _plain(url: URL) -> str:
    return url.set(drivername="postgresql").render_as_string(hide_password=False)
