"""Files that people sent are brought into the store: with patience, once, and whoever sent one hears when not."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from department import Sample
from parcels import add_draft, add_file
from posting import Deliver, Post
from running_service import DUTY, HEAD, Phones, calls_of, until, until_told

from bot.channels.telegram import Telegram
from bot.fetching import Fetching
from rules.catalogue import Catalogue
from simulator.server import Running
from storage.database import Database, table
from storage.files import FileStore
from storage.screens import Picture, Screen
from storage.tables.incidents import Attachment
from storage.tables.messaging import OutboxMessage

MEGABYTE = 1024 * 1024
Sent = Callable[..., Awaitable[int]]


@pytest.fixture
def store(tmp_path: Path) -> FileStore:
    return FileStore(tmp_path / "files")


@pytest.fixture
async def telegram(local: Running, store: FileStore) -> AsyncIterator[Telegram]:
    channel = Telegram(local.token, local.url, store, timeout=1)
    yield channel
    await channel.close()


@pytest.fixture
async def fetching(
    database: Database, telegram: Telegram, rules: Catalogue, store: FileStore
) -> AsyncIterator[Fetching]:
    """Not started yet."""
    fetching = Fetching(database, rules, telegram, store)
    yield fetching
    await fetching.stop()


@pytest.fixture
def sent(database: Database, phones: Phones, local: Running, registry: Sample) -> Sent:
    """The head sends a file with a report; its number as an attachment."""
    draft = database.transact(lambda tx: add_draft(tx, registry))

    async def send(kind: str = "photo", **body: Any) -> int:
        said = await phones.act(HEAD, kind, **body)
        file = local.telegram.world.chats[HEAD].messages[said["message_id"]].file
        assert file
        known = {"name": body.get("name", ""), "mime": file.mime, "size": file.size}
        return database.transact(lambda tx: add_file(tx, draft, file.file_id, kind, **known))

    return send


def found(database: Database, number: int) -> Any:
    of = table(Attachment).select().where(table(Attachment).c.id == number)
    return database.transact(lambda tx: tx.row(of))


def told(database: Database) -> list[str]:
    """What the outbox holds for the head."""
    return [row.screen["text"] for row in database.transact(lambda tx: tx.rows(table(OutboxMessage).select()))]


def kept_files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and path.name not in ("key", "master.keys")]


async def test_file_is_kept_by_its_content(fetching: Fetching, sent: Sent, database: Database, store: FileStore):
    number = await sent("photo")
    await fetching.start()
    await until(lambda: found(database, number).status == "stored")

    kept = found(database, number)
    assert kept.mime == "image/png"
    assert len(b"".join(store.read(kept.sha256))) == kept.size
    assert told(database) == []


async def test_same_picture_sent_twice_is_kept_once(fetching: Fetching, sent: Sent, database: Database, tmp_path: Path):
    content = "iVBORw0KGgoAAAANSUhEUg=="
    first, second = [await sent("document", content=content, name=name) for name in ("a.png", "b.png")]
    await fetching.start()
    await until(lambda: {found(database, one).status for one in (first, second)} == {"stored"})

    assert found(database, first).sha256 == found(database, second).sha256
    assert len(kept_files(tmp_path)) == 1


async def test_file_with_a_wrong_name_is_what_its_content_says(fetching: Fetching, sent: Sent, database: Database):
    pdf = "JVBERi0xLjcK"
    number = await sent("document", content=pdf, name="ảnh.jpg", mime="image/jpeg")
    await fetching.start()
    await until(lambda: found(database, number).status == "stored")
    assert (found(database, number).mime, found(database, number).name) == ("application/pdf", "ảnh.jpg")


async def test_program_that_calls_itself_a_picture_is_refused_and_the_sender_is_told(
    fetching: Fetching, sent: Sent, database: Database, tmp_path: Path
):
    number = await sent("document", content="TVqQAAMAAAA=", name="ảnh.jpg")
    await fetching.start()
    await until(lambda: told(database))

    assert found(database, number).status == "refused"
    [sentence] = told(database)
    assert "«ảnh.jpg»" in sentence
    assert "chương trình" in sentence
    assert not kept_files(tmp_path)


@pytest.mark.parametrize("size_known", [True, False])
async def test_video_of_25_megabytes_is_not_kept_but_passed_on(
    fetching: Fetching,
    sent: Sent,
    database: Database,
    deliver: Deliver,
    post: Post,
    phones: Phones,
    size_known: bool,
):
    number = await sent("video", size=25 * MEGABYTE)
    if not size_known:
        database.transact(lambda tx: tx.execute(table(Attachment).update().values(size=None)))
    await fetching.start()
    await until(lambda: told(database))
    assert found(database, number).status == "too_big"
    assert "vẫn chuyển được đến lãnh đạo" in told(database)[0]

    await deliver()
    post.send(DUTY, Screen("Kèm theo", pictures=(Picture(number),)))

    async def passed_on() -> bool:
        return [one["kind"] for one in await phones.chat(DUTY)] == ["text", "video"]

    await until_told(passed_on)
    assert (await phones.chat(DUTY))[-1]["file"]["size"] == 25 * MEGABYTE


async def test_download_that_fails_is_tried_again(
    fetching: Fetching,
    sent: Sent,
    database: Database,
    phones: Phones,
    local: Running,
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr("bot.fetching._FIRST_RETRY", 0.1)
    await phones.misbehave(methods=["download"], status=503, times=1)
    number = await sent("photo")
    await fetching.start()
    await until(lambda: found(database, number).status == "stored")
    downloads = calls_of(local, "getFile")
    assert len(downloads) == 2
    assert told(database) == []


async def test_file_that_telegram_lost_is_told_once(fetching: Fetching, sent: Sent, database: Database, local: Running):
    number = await sent("photo")
    local.telegram.world.files.forget()
    await fetching.start()
    await until(lambda: found(database, number).status == "failed")
    fetching.wake()
    second = await sent("photo")
    fetching.wake()
    await until(lambda: found(database, second).status == "stored")
    assert len(told(database)) == 1
    assert "gửi lại" in told(database)[0]


async def test_one_file_that_hangs_keeps_no_other(
    fetching: Fetching, sent: Sent, database: Database, phones: Phones, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("bot.fetching._AT_ONCE", 2)
    await phones.misbehave(methods=["download"], hang=True, times=1)
    numbers = [await sent("photo") for _ in range(5)]
    await fetching.start()
    await until(lambda: [found(database, one).status for one in numbers].count("stored") >= 4)


async def test_fetch_that_was_cut_off_begins_anew_after_the_next_start(
    fetching: Fetching,
    telegram: Telegram,
    sent: Sent,
    database: Database,
    phones: Phones,
    local: Running,
    rules: Catalogue,
    store: FileStore,
    tmp_path: Path,
):
    await phones.misbehave(methods=["download"], hang=True)
    number = await sent("photo")
    await fetching.start()
    await until(lambda: calls_of(local, "getFile"))
    await fetching.stop()
    assert found(database, number).status == "pending"
    assert not kept_files(tmp_path)
    await phones.misbehave()

    again = Fetching(database, rules, telegram, store)
    await again.start()
    await until(lambda: found(database, number).status == "stored")
    await again.stop()


async def test_stop_is_heard_even_in_the_moment_when_something_happens(
    database: Database, telegram: Telegram, rules: Catalogue, store: FileStore
):
    for moments in range(6):
        fetching = Fetching(database, rules, telegram, store)
        await fetching.start()
        for _ in range(200):
            await asyncio.sleep(0)
        fetching.wake()
        for _ in range(moments):
            await asyncio.sleep(0)
        async with asyncio.timeout(10):
            await fetching.stop()
