"""Files that were asked for: made once for all who wish them, brought to each once, whatever happens in between."""

import base64
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from department import Sample, Somebody, add_person
from posting import Deliver, Post
from running_service import DUTY, Phones, hidden, until
from sqlalchemy import select

from bot.channels.telegram import Telegram
from bot.channels.zalo import Zalo
from bot.makers import Maker
from bot.making import Workshop
from rules.catalogue import Catalogue
from simulator.server import Running
from storage import making
from storage.database import Database, table
from storage.files import FileStore
from storage.screens import Button, Screen, from_json
from storage.tables.incidents import Attachment
from storage.tables.makings import Making, MakingRecipient
from storage.tables.messaging import OutboxMessage
from storage.tables.registry import Account

PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


class Bench:
    """Makers of our own: «chart» draws a picture, «sheet» writes a document; `broken` ones cannot."""

    def __init__(self) -> None:
        self.made: list[Any] = []
        self.broken = False

    def _make(self, data: Any) -> bytes:
        self.made.append(data)
        if self.broken:
            raise RuntimeError("cannot draw")
        return PICTURE

    @property
    def makers(self) -> dict[str, Maker]:
        sheet = Maker(lambda _tx, _rules, params: params["of"], self._make, str, "document", "application/pdf")
        return {"sheet": sheet, "chart": replace(sheet, kind="photo", mime="image/png")}


@pytest.fixture
def bench() -> Bench:
    return Bench()


@pytest.fixture
async def open_workshop(
    database: Database, rules: Catalogue, bench: Bench, local: Running, tmp_path: Path
) -> AsyncIterator[Callable[[], Workshop]]:
    """A workshop that is not started; all are stopped at the end."""
    files = FileStore(tmp_path / "files")
    channels = [Telegram(local.token, local.url, files), Zalo("2:X", local.url)]
    opened: list[Workshop] = []

    def one() -> Workshop:
        opened.append(Workshop(database, rules, files, channels, makers=bench.makers))
        return opened[-1]

    yield one
    for workshop in opened:
        await workshop.stop()
    for channel in channels:
        await channel.close()


def wish(of: Somebody, **more: Any) -> making.Wish:
    return making.Wish(of.person_id, Screen("Đây ạ"), Screen("Chưa lập được"), **more)


def ask(database: Database, kind: str, key: str, *people: Somebody | making.Wish) -> int:
    wishes = [one if isinstance(one, making.Wish) else wish(one) for one in people]
    return database.transact(lambda tx: making.ask(tx, kind, key, {"of": key}, wishes))


def messages(database: Database) -> list[tuple[str, Screen]]:
    """(address, screen) of everything that was put in the outbox."""
    rows = database.transact(lambda tx: tx.rows(table(OutboxMessage).select().order_by(table(OutboxMessage).c.id)))
    return [(f"{row.channel}:{row.address}", from_json(row.screen)) for row in rows]


def failures(database: Database) -> list[int]:
    return database.transact(lambda tx: [row.tries for row in tx.rows(select(table(Making).c.tries))])


def states(database: Database) -> list[str]:
    return [row.state for row in database.transact(lambda tx: tx.rows(table(Making).select()))]


def leaders(sample: Sample) -> Sequence[Somebody]:
    return (sample.duty_officer, sample.chief_of_office, sample.director)


async def test_what_many_wish_is_made_once_and_comes_to_each(open_workshop, bench, database, registry):
    for one in leaders(registry):
        ask(database, "chart", "today", one)
    await open_workshop().start()
    await until(lambda: states(database) == ["made"])

    sent = messages(database)
    assert [address for address, _ in sent] == [f"telegram:{one.address}" for one in leaders(registry)]
    assert bench.made == ["today"]
    assert len({screen.pictures for _, screen in sent}) == 1
    [file] = database.transact(lambda tx: tx.rows(table(Attachment).select()))
    assert (file.kind, file.name, file.status, file.draft_id) == ("photo", "today", "stored", None)


async def test_whoever_wishes_it_again_before_it_came_gets_it_once(open_workshop, database, registry):
    for _ in range(2):
        ask(database, "sheet", "today", registry.director)
    await open_workshop().start()
    await until(lambda: states(database) == ["made"])
    assert len(messages(database)) == 1


async def test_whoever_comes_later_gets_the_file_that_is_there(open_workshop, bench, database, registry):
    workshop = open_workshop()
    await workshop.start()
    ask(database, "chart", "today", registry.director)
    workshop.wake()
    await until(lambda: states(database) == ["made"])
    ask(database, "chart", "today", registry.chief_of_office)
    workshop.wake()
    await until(lambda: len(messages(database)) == 2)
    assert bench.made == ["today"]
    assert messages(database)[0][1].pictures == messages(database)[1][1].pictures


async def test_restart_before_it_is_recorded_leaves_nobody_out_and_tells_nobody_twice(
    open_workshop, bench, database, registry
):
    ask(database, "chart", "today", *leaders(registry))
    with hidden(database, "outbox"):
        first = open_workshop()
        await first.start()
        await until(lambda: bench.made and failures(database) == [1])
        await first.stop()
    assert messages(database) == []
    assert states(database) == ["waiting"]

    second = open_workshop()
    database.transact(lambda tx: tx.change(Making, {"state": "waiting"}, again_at=tx.now))
    await second.start()
    await until(lambda: states(database) == ["made"])
    assert len(messages(database)) == 3


async def test_two_who_make_at_once_tell_everybody_once(open_workshop, database, registry):
    ask(database, "chart", "today", *leaders(registry))
    both = (open_workshop(), open_workshop())
    for workshop in both:
        await workshop.start()
    await until(lambda: states(database) == ["made"])
    for one in leaders(registry):
        ask(database, "chart", "tomorrow", one)
    for workshop in both:
        workshop.wake()
    await until(lambda: states(database) == ["made", "made"])
    assert len(messages(database)) == 6


async def test_what_cannot_be_made_is_tried_thrice_and_then_told(
    open_workshop, bench, database, registry, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("bot.making._RETRIES", (timedelta(), timedelta()))
    bench.broken = True
    ask(database, "sheet", "today", registry.director)
    workshop = open_workshop()
    await workshop.start()
    await until(lambda: states(database) == ["failed"])
    assert bench.made == ["today"] * 3
    [(_, told)] = messages(database)
    assert told == Screen("Chưa lập được")

    bench.broken = False
    ask(database, "sheet", "today", registry.director)
    workshop.wake()
    await until(lambda: states(database) == ["made"])
    assert messages(database)[1][1].pictures


async def test_what_breaks_does_not_keep_the_next_from_being_made(open_workshop, database, registry):
    ask(database, "nobody makes this", "today", registry.director)
    ask(database, "sheet", "today", registry.director)
    await open_workshop().start()
    await until(lambda: sorted(states(database)) == ["made", "waiting"])
    assert len(messages(database)) == 1


async def test_document_asked_for_on_zalo_goes_to_telegram_and_it_is_said(open_workshop, database, registry):
    on_zalo = {"channel": "zalo", "address": "z1"}
    ask(database, "sheet", "today", wish(registry.director, **on_zalo))
    await open_workshop().start()
    await until(lambda: states(database) == ["made"])
    [(here, said), (there, file)] = messages(database)
    assert (here, said.pictures) == ("zalo:z1", ())
    assert "gửi sang ứng dụng nhắn tin kia" in said.text
    assert there == f"telegram:{registry.director.address}"
    assert file.pictures


async def test_whoever_has_only_zalo_is_told_where_the_document_can_be_had(open_workshop, database, registry):
    director = registry.director.person_id
    database.transact(lambda tx: tx.change(Account, {"person_id": director}, channel="zalo", address="z1"))
    ask(database, "sheet", "today", registry.director)
    await open_workshop().start()
    await until(lambda: states(database) == ["made"])
    [(_, said)] = messages(database)
    assert "Zalo không nhận được tệp" in said.text
    assert said.pictures == ()


async def test_nobody_is_reached_without_an_account_and_the_others_are(open_workshop, database, registry):
    database.transact(lambda tx: tx.change(Account, {"person_id": registry.director.person_id}, reachable=False))
    ask(database, "chart", "today", *leaders(registry))
    await open_workshop().start()
    await until(lambda: states(database) == ["made"])
    assert len(messages(database)) == 2
    rows = database.transact(lambda tx: tx.rows(table(MakingRecipient).select()))
    assert sorted(row.state for row in rows) == ["told", "told", "unreachable"]


async def test_file_for_many_is_uploaded_once_and_goes_to_the_others_by_its_reference(
    open_workshop, deliver: Deliver, post: Post, phones: Phones, crowd: list[int], database
):
    """Several are on their way at once when nobody knows the reference yet."""
    people = database.transact(lambda tx: [add_person(tx, "Cán bộ mẫu", None, str(user)) for user in crowd])
    ask(database, "sheet", "bảng mẫu", *people)
    await open_workshop().start()
    await until(lambda: states(database) == ["made"])
    await deliver()
    await until(lambda: not post.waiting())

    shown = [message for user in crowd for message in await phones.chat(user)]
    assert [one["kind"] for one in shown].count("document") == len(crowd)
    files = [one["file"] for one in shown if one["kind"] == "document"]
    assert files[0]["name"] == "bảng mẫu"
    assert len({one["url"] for one in files}) == 1


async def test_picture_with_its_words_and_buttons_is_one_message(
    open_workshop, deliver: Deliver, post: Post, phones: Phones, database, registry
):
    screen = Screen("Bản tin <b>7 giờ</b>", ((Button("Đang mở", "c:dangmo"),),), captioned=True)
    ask(database, "chart", "today", replace(wish(registry.duty_officer), screen=screen))
    await open_workshop().start()
    await until(lambda: states(database) == ["made"])
    await deliver()
    await until(lambda: not post.waiting())

    [shown] = await phones.chat(DUTY)
    assert (shown["kind"], shown["text"]) == ("photo", "Bản tin <b>7 giờ</b>")
    assert shown["buttons"][0][0]["text"] == "Đang mở"
