"""Polling: a batch is confirmed when all of it is handled; accounts do not wait for each other."""

import asyncio

from running_service import DEPUTY, DUTY, HEAD, Phones, Service, all_done, calls_of, hidden, until

from bot.polling import handle
from handlers.event import Event
from simulator.server import Running
from storage.clock import Clock
from storage.database import Database


def typed(update_id: int, account: int) -> dict[str, object]:
    chat = {"id": account, "type": "private"}
    return {
        "update_id": update_id,
        "message": {"message_id": update_id, "date": 1_790_000_000, "chat": chat, "text": "?"},
    }


async def test_update_that_comes_three_times_is_answered_once(
    service: Service, phones: Phones, local: Running, database: Database
):
    await phones.misbehave(duplicate_updates=2)

    await phones.say(HEAD, "/toi")

    await all_done(local, database)
    assert len(await phones.chat(HEAD)) == 1


async def test_update_that_cannot_be_read_does_not_keep_back_the_others(service: Service, phones: Phones):
    await phones.post("update", message={"chat": "?"})

    said = await phones.say(HEAD, "/toi")
    await phones.sees(HEAD, after=said["message_id"])


async def test_nothing_is_confirmed_while_it_could_not_be_kept(
    service: Service, phones: Phones, database: Database, local: Running
):
    with hidden(database, "update_seen"):
        asked = local.telegram.polls
        said = await phones.say(HEAD, "/toi")
        await until(lambda: local.telegram.polls >= asked + 2)
        assert len(local.telegram.updates.pending) == 1

    await phones.sees(HEAD, after=said["message_id"])


async def test_webhook_that_somebody_left_behind_is_taken_away(start_service, phones: Phones, local: Running):
    async with phones.session.post(f"/bot{local.token}/setWebhook", json={"url": "http://127.0.0.1:9/old"}):
        await start_service()

    said = await phones.say(HEAD, "/toi")
    await phones.sees(HEAD, after=said["message_id"])


async def test_accounts_do_not_wait_for_each_other_and_each_keeps_its_order():
    taken: list[str] = []
    second_account_done = asyncio.Event()

    async def take(event: Event) -> None:
        if event.key == "1":
            await second_account_done.wait()
        taken.append(event.key)
        if event.key == "4":
            second_account_done.set()

    batch = [typed(1, HEAD), typed(2, DEPUTY), typed(3, HEAD), typed(4, DEPUTY), typed(5, HEAD)]
    async with asyncio.timeout(10):
        await handle(batch, take, Clock().now)

    assert taken == ["2", "4", "1", "3", "5"]


async def test_service_starts_while_telegram_is_down_and_works_when_it_is_back(
    start_service, phones: Phones, local: Running
):
    await phones.misbehave(status=502)
    await start_service()
    said = await phones.say(DUTY, "/toi")
    await until(lambda: len([call for call in calls_of(local) if call["status"] == 502]) >= 2)

    await phones.misbehave()

    await phones.sees(DUTY, after=said["message_id"])
