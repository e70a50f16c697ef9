"""Updates of Zalo that are polled: the one in hand is not lost when the service is stopped in order."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

import pytest
from running_service import Phones, hidden, until

from bot.channels.zalo import Zalo
from bot.intake import Intake
from bot.zalo_polling import Take, poll
from handlers.event import Event
from rules.catalogue import Catalogue
from simulator.server import Running
from storage import updates
from storage.database import Database

WHO = "z1"


@pytest.fixture
async def zalo(local: Running, phones: Phones) -> AsyncIterator[Zalo]:
    await phones.post("users", messenger="zalo", id=WHO, first_name="Mai")
    zalo = Zalo(local.zalo.token, local.zalo_url)
    yield zalo
    await zalo.close()


async def says(phones: Phones, text: str) -> None:
    await phones.act(WHO, "text", messenger="zalo", text=text)


async def polling(zalo: Zalo, take: Take, local: Running) -> asyncio.Task[None]:
    """A poll that has begun to wait for the next update."""
    before = local.zalo.polls
    task = asyncio.create_task(poll(zalo, take))
    await until(lambda: local.zalo.polls > before)
    return task


async def stopped(task: asyncio.Task[None]) -> None:
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task


async def test_update_that_is_on_its_way_at_the_stop_is_taken(zalo: Zalo, phones: Phones, local: Running):
    taken: list[str] = []

    async def take(event: Event) -> None:
        taken.append(event.text)

    task = await polling(zalo, take, local)
    handed_out = asyncio.create_task(_handed_out(local))
    await says(phones, "Có cháy")
    await handed_out
    assert taken == []
    await stopped(task)

    assert taken == ["Có cháy"]


async def test_update_that_is_being_taken_at_the_stop_is_taken_to_the_end(zalo: Zalo, phones: Phones, local: Running):
    begun: list[str] = []
    taken: list[str] = []

    async def take(event: Event) -> None:
        begun.append(event.key)
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        taken.append(event.key)

    task = await polling(zalo, take, local)
    await says(phones, "Có cháy")
    while not begun:  # noqa: ASYNC110 - the very next moment is wanted
        await asyncio.sleep(0)
    assert taken == []
    await stopped(task)

    assert len(taken) == 1


async def test_update_that_could_not_be_kept_yet_is_kept_at_the_stop(
    zalo: Zalo, phones: Phones, local: Running, database: Database, rules: Catalogue
):
    tried: list[Event] = []
    intake = Intake(database, rules)

    async def take(event: Event) -> None:
        tried.append(event)
        await intake.take(event)

    with hidden(database, "update_seen"):
        task = await polling(zalo, take, local)
        await says(phones, "Có cháy")
        await until(lambda: tried)
    await stopped(task)

    assert not database.transact(lambda tx: updates.first_time(tx, "zalo", tried[0].key))


async def test_stop_asks_for_nothing_more(zalo: Zalo, phones: Phones, local: Running):
    taken: list[Event] = []

    async def take(event: Event) -> None:
        taken.append(event)

    await stopped(await polling(zalo, take, local))
    await says(phones, "Có cháy")

    assert taken == []
    assert len(local.zalo.updates.pending) == 1


async def _handed_out(local: Running) -> None:
    """The very moment in which the local Zalo has given an update away."""
    given = local.zalo.updates
    while not given.pending:  # noqa: ASYNC110 - the very next moment is wanted
        await asyncio.sleep(0)
    while given.pending:  # noqa: ASYNC110
        await asyncio.sleep(0)
