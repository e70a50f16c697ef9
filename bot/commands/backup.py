"""`bcn backup` and `bcn restore`: everything in one enciphered file, and back into an empty place."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from sqlalchemy.exc import DatabaseError

from bot import backups
from bot.commands.common import Stop, database, settings
from storage import archive, audit, backup, migrate
from storage.ciphering import Damaged, WrongKey
from storage.clock import LOCAL_ZONE
from storage.database import Database
from storage.dumping import NotPossible
from storage.keys import KeysUnusable


def make(folder: Path | None) -> None:
    """Raises Stop."""
    configured = settings()
    into = folder or configured.backup_dir
    if into is None:
        raise Stop("Xin cho biết thư mục: bcn backup THƯ_MỤC, hoặc đặt BCN_BACKUP_DIR.")
    with database(configured) as opened:
        opened.transact(lambda tx: audit.note(tx, "backup.make", "done"))
        with _sentences(into):
            made = backup.make(backups.place(configured), into, opened.clock.now())
    size = f"{made.size / 1e6:.1f} MB"
    print(f"✔ {made.path}: {made.rows} dòng dữ liệu, {made.files} tệp đính kèm, {size}; đã đọc lại và khớp.")
    print("Muốn phục hồi cần cả tệp khóa và tệp .env: xin giữ ở nơi khác.")


def check(file: Path) -> None:
    """Reads a backup to its end. Raises Stop."""
    configured = settings()
    with _sentences(file):
        manifest = archive.check(file, backups.place(configured).keys)
    rows = sum(manifest["tables"].values())
    print(f"✔ {file}: nguyên vẹn, {rows} dòng dữ liệu, {manifest['files']} tệp đính kèm.")


def restore(file: Path) -> None:
    """Raises Stop, CannotUpgrade."""
    configured = settings()
    place = backups.place(configured)
    database_at = migrate.parse(place.database_url)
    if not place.keys.there:
        raise Stop(f"Chưa có tệp khóa {place.keys.path}: xin chép tệp khóa đã cất vào đó trước khi phục hồi.")
    with _sentences(file):
        try:
            done = backup.restore(file, place)
        except (psycopg.Error, DatabaseError, sqlite3.Error) as error:
            raise Stop(migrate.unreachable(database_at, error)) from None
        place.files.key()
    opened = Database(configured.resolved_database_url)
    opened.transact(lambda tx: audit.note(tx, "backup.restore", "done", made_at=done.made_at.isoformat()))
    opened.close()
    when = done.made_at.astimezone(LOCAL_ZONE).strftime("%H:%M %d/%m/%Y")
    print(f"✔ Đã phục hồi bản {when}: {done.rows} dòng dữ liệu, {done.files} tệp đính kèm. Xin chạy bcn doctor.")
    if done.unopened:
        print(f"• {done.unopened} tệp đính kèm không mở được bằng các khóa trong {place.keys.path}.")


@contextmanager
def _sentences(path: Path) -> Iterator[None]:
    """What can be wrong with a backup, as what the operator can do."""
    try:
        yield
    except (NotPossible, KeysUnusable) as error:
        raise Stop(str(error)) from None
    except WrongKey as error:
        raise Stop(
            f"Bản sao lưu được khóa bằng khóa {error}, không có trong tệp khóa: xin đặt đúng tệp khóa vào BCN_KEY_FILE."
        ) from None
    except Damaged:
        raise Stop(f"{path} hỏng hoặc không phải bản sao lưu của chương trình này: xin dùng bản khác.") from None
    except OSError as error:
        raise Stop(f"Không đọc, ghi được {error.filename or path} ({error.strerror}).") from None
