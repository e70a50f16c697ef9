"""`bcn doctor`: looks at everything that the service needs, and says how to mend what is not well."""

import asyncio
import contextlib
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import typer
from sqlalchemy import func, select
from sqlalchemy.engine import make_url

from bot.commands.doctor_telegram import telegram_findings
from bot.commands.doctor_web import web_findings
from bot.commands.doctor_zalo import zalo_findings
from bot.commands.findings import Finding, note, well, wrong
from bot.settings import Settings, SettingsError, load_settings
from rules.catalogue import RulesError, load_catalogue
from rules.roles import Role
from storage import backup, migrate, registry
from storage.database import Database, Tx, table
from storage.files import FileStore
from storage.inviting import invitees
from storage.keys import Keyring, KeysUnusable
from storage.tables.registry import Unit

_LEAST_FREE = 10**9
_OLD_BACKUP = 48 * 3600


def doctor() -> None:
    """One line for each thing it looked at. Leaves with status 1 when something must be mended."""
    found = list(_findings())
    for finding in found:
        print(finding)
    if any(finding.is_wrong for finding in found):
        raise typer.Exit(1)


def _findings() -> Iterator[Finding]:
    try:
        settings = load_settings()
    except SettingsError as error:
        yield from (wrong("Cài đặt", line) for line in str(error).splitlines())
        return
    yield well("Cài đặt", "đọc được" if Path(".env").is_file() else "đọc được (không có tệp .env trong thư mục này)")
    yield from _folder(settings)
    yield from _keys(settings)
    yield from _backups(settings)
    yield from _database(settings)
    yield from _rules(settings)
    yield from asyncio.run(telegram_findings(settings))
    yield from asyncio.run(zalo_findings(settings))
    yield from asyncio.run(web_findings(settings))


def _folder(settings: Settings) -> Iterator[Finding]:
    """Where files and an SQLite database lie."""
    folder = settings.data_dir.resolve()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            free = shutil.disk_usage(folder).free
    except OSError as error:
        mend = "xin cấp quyền ghi, hoặc đặt BCN_DATA_DIR thành thư mục khác."
        yield wrong("Thư mục dữ liệu", f"không ghi được vào {folder} ({error.strerror}); {mend}")
        return
    told = f"{folder}, đĩa còn trống {free / 10**9:.1f} GB"
    yield (
        well("Thư mục dữ liệu", told)
        if free >= _LEAST_FREE
        else wrong("Thư mục dữ liệu", f"{told}: quá ít, xin dọn đĩa hoặc đặt BCN_DATA_DIR sang đĩa khác.")
    )


def _keys(settings: Settings) -> Iterator[Finding]:
    """The master keys: that they are there, that they are the right ones, and that nobody else can read them."""
    name, keys = "Khóa", Keyring(settings.keys_at)
    store = FileStore(settings.data_dir / "files", keys)
    try:
        store.check_key()
        number = len(keys.ids()) if keys.there else 0
    except KeysUnusable as error:
        yield wrong(name, str(error))
        return
    if not number:
        yield note(name, f"chưa có tệp khóa {keys.path}; được tạo khi chạy lần đầu, rồi xin chép một bản ra nơi khác.")
    elif keys.path.stat().st_mode & 0o077:
        yield wrong(name, f"người khác trên máy đọc được {keys.path}: xin chạy chmod 600 {keys.path}")
    else:
        yield well(name, f"{keys.path}, {number} khóa (xin giữ một bản ở nơi khác)")


def _backups(settings: Settings) -> Iterator[Finding]:
    """How old the newest daily backup is."""
    name, folder = "Sao lưu", settings.backup_dir
    if folder is None:
        yield note(name, "chưa tự sao lưu; xin đặt BCN_BACKUP_DIR (nên ở đĩa khác).")
        return
    made = backup.existing(folder) if folder.is_dir() else []
    if not made:
        yield note(name, f"{folder} chưa có bản nào; bản đầu tiên được tạo lúc {settings.backup_at}.")
        return
    age = time.time() - made[-1].stat().st_mtime
    told = f"{len(made)} bản trong {folder}, bản mới nhất cách đây {age / 3600:.0f} giờ"
    yield well(name, told) if age < _OLD_BACKUP else wrong(name, f"{told}: xin xem nhật ký dòng `backup failed`.")


def _database(settings: Settings) -> Iterator[Finding]:
    url = settings.resolved_database_url
    if lacking := migrate.missing(url):
        yield wrong("Cơ sở dữ liệu", lacking)
        return
    parsed = make_url(url)
    where = parsed.database if parsed.get_backend_name() == "sqlite" else f"{parsed.host or ''}/{parsed.database}"
    yield well("Cơ sở dữ liệu", f"{parsed.get_backend_name()}, {where}")
    with contextlib.closing(Database(url)) as database:
        yield from database.transact(lambda tx: list(_registry(tx)))


def _registry(tx: Tx) -> Iterator[Finding]:
    """An empty registry is no fault: somebody has to begin."""
    name = "Danh sách"
    units = tx.scalar(select(func.count()).select_from(table(Unit)))
    people = invitees(tx)
    joined = sum(person.joined for person in people)
    if not units:
        yield note(name, "chưa có đơn vị nào, xin chạy bcn units import TỆP.")
    elif not people:
        yield note(name, f"{units} đơn vị, chưa có cán bộ nào, xin chạy bcn people import TỆP.")
    else:
        yield well(name, f"{units} đơn vị, {len(people)} cán bộ có vai trò, {joined} đã tham gia")
    if people and not registry.all_holders(tx, Role.DUTY_OFFICER):
        yield note(name, "chưa có ai giữ vai trò cán bộ trực, báo động sẽ đi thẳng đến bước sau.")
    if people and not registry.all_holders(tx, Role.ADMINISTRATOR):
        yield note(name, "chưa có quản trị, xin chạy bcn admin grant SỐ_ĐIỆN_THOẠI --role administrator.")


def _rules(settings: Settings) -> Iterator[Finding]:
    try:
        rules = load_catalogue(settings.rules_dir)
    except RulesError as error:
        yield from (wrong("Danh mục", str(mistake)) for mistake in error.mistakes)
        return
    yield well(
        "Danh mục",
        f"{len(rules.categories)} loại sự cố, {len(rules.form)} câu hỏi, {len(rules.policies)} quy trình báo động",
    )
