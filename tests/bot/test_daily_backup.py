"""The daily backup: at its hour, once, the newest kept; what fails is tried again and told to administrators."""

import asyncio
import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from department import HandClock, Sample, add_sample
from running_service import until

from bot.backups import DUE, Backups
from bot.settings import Settings, load_settings
from rules.catalogue import Catalogue
from scheduler.clock import ACTS, Ticker
from storage import backup, due, migrate
from storage.clock import LOCAL_ZONE
from storage.database import Database, table
from storage.files import FileStore
from storage.tables.messaging import OutboxMessage


class Days:
    """A service whose backups are due at half past two, and its clock."""

    def __init__(self, database: Database, rules: Catalogue, clock: HandClock, settings: Settings) -> None:
        self.database, self.clock, self.settings = database, clock, settings
        self.backups = Backups(settings, database)
        self.ticker = Ticker(database, rules, acts={**ACTS, DUE: self.backups.on_due})

    async def turn_to(self, hour: int) -> None:
        """The next time that clocks in Vietnam show this hour."""
        local = self.clock.now().astimezone(LOCAL_ZONE)
        self.clock.turn(hours=(hour - local.hour) % 24 or 24)
        await self.ticker.tick()

    def made(self) -> list[Path]:
        assert self.settings.backup_dir is not None
        return backup.existing(self.settings.backup_dir)

    def due_at(self) -> str:
        at = self.database.look(lambda tx: due.time_of(tx, DUE, 0))
        return "" if at is None else at.astimezone(LOCAL_ZONE).strftime("%d %H:%M")


@pytest.fixture
async def days(rules: Catalogue, tmp_path: Path) -> AsyncIterator[Days]:
    clock = HandClock()
    url = f"sqlite:///{tmp_path / 'data' / 'a.db'}"
    migrate.upgrade(url)
    settings = load_settings(
        _env_file=None,
        data_dir=tmp_path / "data",
        database_url=url,
        backup_dir=tmp_path / "saved",
        backups_kept=2,
        telegram_token="1:a",
    )
    database = Database(url, clock)
    found = Days(database, rules, clock, settings)
    await found.backups.start()
    await found.ticker.start()
    yield found
    await found.ticker.stop()
    await found.backups.stop()
    database.close()


async def test_backup_is_made_once_a_day_at_its_hour_and_two_are_kept(days: Days):
    assert days.due_at() == "17 02:30"
    await days.turn_to(1)
    assert days.made() == []

    for number in (1, 2, 2):
        await days.turn_to(3)
        await until(lambda number=number: len(days.made()) == number and days.due_at().endswith("02:30"))

    assert days.due_at() == "20 02:30"
    assert [path.name[14:22] for path in days.made()] == ["20261118", "20261119"]
    assert (days.settings.data_dir / "master.keys").exists()


async def test_backup_that_fails_is_tried_again_in_an_hour_and_administrators_hear_once_a_day(days: Days):
    sample: Sample = days.database.transact(add_sample)
    assert days.settings.backup_dir is not None
    days.settings.backup_dir.write_text("a file where the folder should be")
    await days.turn_to(3)
    await until(lambda: len(told(days, sample)) == 1)
    assert days.due_at() == "17 04:30"

    await days.turn_to(5)
    await until(lambda: days.due_at() == "17 06:30")
    assert "sao lưu" in told(days, sample)[0]

    days.settings.backup_dir.unlink()
    await days.turn_to(7)
    await until(lambda: len(days.made()) == 1 and days.due_at() == "18 02:30")


async def test_a_service_that_stops_does_not_wait_for_the_whole_backup(days: Days):
    """It stops while the first of two attachments is copied, from a disk that is slow to give it."""
    store = FileStore(days.settings.data_dir / "files")
    for name in ("a" * 64, "b" * 64):
        store.path(name).parent.mkdir(parents=True)
    os.mkfifo(store.path("a" * 64))
    store.path("b" * 64).write_bytes(b"another")
    assert days.settings.backup_dir is not None
    begun = days.settings.backup_dir / "bao-cao-nhanh-20261117-033000.bcnbackup.partial"
    await days.turn_to(3)
    await until(begun.exists)

    await days.backups.stop()
    await asyncio.to_thread(store.path("a" * 64).write_bytes, b"")

    await until(lambda: not begun.exists())
    assert days.made() == []
    assert days.due_at() == "17 04:30"


async def test_without_a_folder_nothing_is_due_any_more(days: Days):
    days.settings.backup_dir = None

    await Backups(days.settings, days.database).start()

    assert days.due_at() == ""


def told(days: Days, sample: Sample) -> list[str]:
    out = table(OutboxMessage)
    wanted = out.select().where(out.c.person_id == sample.administrator.person_id)
    return [row.screen["text"] for row in days.database.look(lambda tx: tx.rows(wanted))]
