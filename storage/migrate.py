"""Brings a database up to date, and tells whether it is; every `bcn run` asks that, so it must cost next to nothing."""

import contextlib
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, event, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, NoSuchModuleError

from storage.database import Database

_SCRIPTS = Path(__file__).with_name("migrations")
_LOCK = 7_340_001
_PATIENCE = 10
_UPGRADE = "xin chạy `bcn db upgrade`."


class CannotUpgrade(Exception):
    """The database cannot be brought up to date; the message says, in Vietnamese, what to do."""


def missing(url: str) -> str | None:
    """None when the database is up to date, else a Vietnamese sentence that says what to do. Changes nothing."""
    try:
        parsed = parse(url)
        if parsed.get_backend_name() == "sqlite" and not Path(parsed.database or "").is_file():
            return f"Chưa có cơ sở dữ liệu {parsed.database}: {_UPGRADE}"
        with contextlib.closing(Database(_impatient(parsed))) as database, database.engine.connect() as connection:
            present = _present(connection)
    except CannotUpgrade as error:
        return str(error)
    except DatabaseError as error:
        return unreachable(parsed, error)
    known = _known()
    if present is None:
        return f"Cơ sở dữ liệu chưa có bảng: {_UPGRADE}"
    if present not in known:
        return _newer(present)
    return None if present == known[-1] else f"Cơ sở dữ liệu thuộc phiên bản trước của chương trình: {_UPGRADE}"


def upgrade(url: str) -> None:
    """Brings the database to what this program needs, in one transaction; creates the folder of a SQLite file.

    When several do it at once, one works and the others wait and find it done. Raises CannotUpgrade.
    """
    parsed = parse(url)
    if parsed.get_backend_name() == "sqlite" and parsed.database:
        _make_folder(Path(parsed.database).parent)
    with contextlib.closing(Database(_impatient(parsed))) as database:
        if database.sqlite:
            event.listen(database.engine, "connect", _without_foreign_keys)
        try:
            database.transact(lambda tx: _to_head(tx.connection))
        except DatabaseError as error:
            raise CannotUpgrade(unreachable(parsed, error)) from error


def knows(revision: str) -> bool:
    """Whether this program can bring a database of this revision up to date."""
    return revision in _known()


def create(connection: Connection, revision: str) -> None:
    """The tables of a revision in an empty database, in the transaction of the caller."""
    _to(connection, revision)


def _make_folder(folder: Path) -> None:
    """Open to nobody else on the machine: reports of children lie in it."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise CannotUpgrade(
            f"Không tạo được thư mục {folder} ({error.strerror}): "
            "xin xem lại quyền ghi, BCN_DATA_DIR và BCN_DATABASE_URL."
        ) from error


def _to_head(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    present = _present(connection)
    if present is not None and present not in _known():
        raise CannotUpgrade(_newer(present))
    _to(connection, "head")


def _to(connection: Connection, revision: str) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    command.upgrade(config, revision)


def _known() -> list[str]:
    """The revisions of this program, the newest last."""
    return sorted(path.name.partition("_")[0] for path in (_SCRIPTS / "versions").glob("[0-9]*_*.py"))


def _present(connection: Connection) -> str | None:
    """The revision of the database; None when it has none."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return found


def parse(url: str) -> URL:
    """Raises CannotUpgrade for what is no address of a database."""
    try:
        parsed = make_url(url)
        parsed.get_dialect()
    except (ArgumentError, NoSuchModuleError):
        raise CannotUpgrade(
            "BCN_DATABASE_URL không dùng được, xin viết như sqlite:///data/baocaonhanh.db "
            "hoặc postgresql://tên:mật_khẩu@máy/cơ_sở_dữ_liệu."
        ) from None
    return parsed


def _impatient(url: URL) -> str:
    """A server that does not answer is given up after a while, not after the minutes that the system would take."""
    if url.get_backend_name() == "postgresql" and "connect_timeout" not in url.query:
        url = url.update_query_dict({"connect_timeout": str(_PATIENCE)})
    return url.render_as_string(hide_password=False)


def _without_foreign_keys(connection: Any, _record: Any) -> None:
    """SQLite changes a table by making it anew, which would break what refers to it half-way."""
    connection.execute("PRAGMA foreign_keys=OFF")


def unreachable(url: URL, error: Exception) -> str:
    """A sentence that says where and why, never the password. error: SQLAlchemy's or the driver's own."""
    why = next(iter(str(getattr(error, "orig", error)).strip().splitlines()), type(error).__name__)
    return (
        f"Không dùng được cơ sở dữ liệu {url.host or ''}/{url.database}: {why}. "
        "Xin xem lại BCN_DATABASE_URL và máy chủ cơ sở dữ liệu."
    )


def _newer(present: str) -> str:
    return (
        f"Cơ sở dữ liệu (bản {present}) mới hơn chương trình này (bản {_known()[-1]}): "
        "xin chạy bản chương trình mới nhất, hoặc phục hồi bản sao lưu cũ."
    )
