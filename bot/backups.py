"""The daily backup: a due time in the table says when; it is made beside everything else, and old ones go."""

import asyncio
import contextlib
import threading
from datetime import datetime, time, timedelta

import structlog

from bot.logs import describe
from bot.settings import Settings
from incidents import administrators
from rules.catalogue import Catalogue
from storage import audit, backup, due
from storage.clock import LOCAL_ZONE
from storage.database import Database, Tx
from storage.due import Urgency
from storage.files import FileStore
from storage.keys import Keyring
from storage.tables.upkeep import Due

DUE = "backup"
_TRY_AGAIN = timedelta(hours=1)

log = structlog.get_logger(__name__)


def place(settings: Settings) -> backup.Place:
    """What these settings say is to be saved."""
    keys = Keyring(settings.keys_at)
    return backup.Place(
        settings.resolved_database_url, FileStore(settings.data_dir / "files", keys), keys, settings.data_dir
    )


class Stopped(Exception):
    """The service stops, or does not lead any more, while a backup is made."""


class Backups:
    """Of the process that leads. One that is killed in the middle is begun anew an hour later."""

    def __init__(self, settings: Settings, database: Database) -> None:
        self._settings = settings
        self._database = database
        self._wanted = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._task: asyncio.Task[None] | None = None
        self._stopping = threading.Event()

    async def start(self) -> None:
        self._loop = asyncio.get_running_loop()
        await self._database.run(self._ensure)
        if self._settings.backup_dir is not None:
            self._task = asyncio.create_task(self._run(), name="backups")

    async def stop(self) -> None:
        """A backup that is under way ends with the file it is at and leaves nothing: nobody waits for the rest."""
        self._stopping.set()
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    def on_due(self, tx: Tx, _rules: Catalogue, _what: Due) -> None:
        """The act of the clock: not done here, where everybody would wait for it; armed until it has been done."""
        due.arm(tx, DUE, 0, tx.now + _TRY_AGAIN, Urgency.UPKEEP)
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._wanted.set)

    def _ensure(self, tx: Tx) -> None:
        if self._settings.backup_dir is None:
            due.disarm(tx, DUE, 0)
        elif not due.armed(tx, DUE, 0):
            due.arm(tx, DUE, 0, self._next(tx.now), Urgency.UPKEEP)

    async def _run(self) -> None:
        while True:
            await self._wanted.wait()
            self._wanted.clear()
            try:
                await self._make()
            except Exception as error:
                log.error("backup failed", error=describe(error))
                with contextlib.suppress(Exception):
                    await self._database.run(_tell_failure)

    async def _make(self) -> None:
        folder = self._settings.backup_dir
        assert folder is not None, "the loop runs only where there is a folder"
        now = self._database.clock.now()
        made = await asyncio.to_thread(backup.make, place(self._settings), folder, now, self._go_on)
        gone = await asyncio.to_thread(backup.rotate, folder, self._settings.backups_kept)
        await self._database.run(self._done)
        log.info("backup made", bytes=made.size, rows=made.rows, files=made.files, old_ones_removed=gone)

    def _go_on(self) -> None:
        if self._stopping.is_set():
            raise Stopped

    def _done(self, tx: Tx) -> None:
        audit.note(tx, "backup.make", "done")
        due.arm(tx, DUE, 0, self._next(tx.now), Urgency.UPKEEP)

    def _next(self, now: datetime) -> datetime:
        """The next time of day that the settings name, in Vietnam."""
        at = time.fromisoformat(self._settings.backup_at)
        today = datetime.combine(now.astimezone(LOCAL_ZONE).date(), at, LOCAL_ZONE)
        return today if today > now else today + timedelta(days=1)


def _tell_failure(tx: Tx) -> None:
    administrators.tell_backup_failed(tx)
