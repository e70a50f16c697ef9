"""The webhook: who may call it, and that Telegram hears OK when the update is committed and not before."""

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from running_service import ADDRESS, HEAD, Phones, Service, all_done, free_port, hidden, until_told
from sqlmodel import SQLModel

from bot.channels.telegram_incoming import SECRET_HEADER
from bot.web import LARGEST_UPDATE
from simulator.server import Running
from storage.database import Database
from storage.tables.conversations import Draft
from storage.tables.incidents import Incident
from storage.tables.messaging import UpdateHeld, UpdateSeen


def rows(database: Database, model: type[SQLModel]) -> list[Any]:
    table = model.__table__  # type: ignore[attr-defined]
    return database.transact(lambda tx: list(tx.rows(table.select())))


def typed(update_id: int, text: str) -> dict[str, Any]:
    chat = {"id": HEAD, "type": "private", "first_name": "Người mẫu"}
    sender = {"id": HEAD, "is_bot": False, "first_name": "Người mẫu"}
    message = {"message_id": update_id, "date": 1_790_000_000, "chat": chat, "from": sender, "text": text}
    return {"update_id": update_id, "message": message}


@pytest.fixture
async def hooked(start_service: Any, phones: Phones) -> Service:
    port = free_port()
    service: Service = await start_service(web_port=port, telegram_webhook_url=f"http://{ADDRESS}:{port}/telegram")

    async def set_up() -> bool:
        return bool(await phones.calls("setWebhook"))

    await until_told(set_up)
    return service


@pytest.fixture
async def caller() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


async def test_a_report_through_the_webhook(hooked: Service, phones: Phones):
    await phones.reports_urgently()

    await phones.sees(HEAD, "BCN-")


async def test_whoever_does_not_know_the_secret_is_refused(
    hooked: Service, caller: aiohttp.ClientSession, database: Database
):
    secret = hooked.settings.webhook_secret
    for wrong in (None, "", "wrong", "bí mật", secret[:-1], secret + "x", secret.upper()):
        headers = {} if wrong is None else {SECRET_HEADER: wrong}
        async with caller.post(f"{hooked.url}/telegram", json=typed(1, "/toi"), headers=headers) as answer:
            assert answer.status == 401

    assert rows(database, UpdateSeen) == []


async def test_what_cannot_be_read_is_not_asked_for_again(
    hooked: Service, phones: Phones, caller: aiohttp.ClientSession
):
    headers = {SECRET_HEADER: hooked.settings.webhook_secret}
    unreadable = [b"", b"\xff\xfe", b"[1, 2]", b'"words"', b'{"message": {}}', b'{"update_id": 7, "message": 5}']
    for body in (*unreadable, b"[" * 100_000, b'{"update_id": 8, "poll": {}}'):
        async with caller.post(f"{hooked.url}/telegram", data=body, headers=headers) as answer:
            assert answer.status == 200

    said = await phones.say(HEAD, "/toi")
    await phones.sees(HEAD, after=said["message_id"])


async def test_what_is_far_too_large_is_refused(hooked: Service, caller: aiohttp.ClientSession):
    headers = {SECRET_HEADER: hooked.settings.webhook_secret}

    async with caller.post(f"{hooked.url}/telegram", data=b" " * (LARGEST_UPDATE + 1), headers=headers) as answer:
        assert answer.status == 413


async def test_update_that_could_not_be_kept_is_brought_again_by_telegram(
    hooked: Service, phones: Phones, database: Database
):
    async def refused() -> bool:
        async with phones.session.get(f"/bot{hooked.settings.token}/getWebhookInfo") as answer:
            told = await answer.json()
        return "500" in told["result"].get("last_error_message", "")

    with hidden(database, "update_seen"):
        said = await phones.say(HEAD, "/toi")
        await until_told(refused)
        assert await phones.chat(HEAD) == []

    await phones.sees(HEAD, after=said["message_id"])


async def test_update_that_comes_three_times_makes_one_report(
    hooked: Service, phones: Phones, local: Running, database: Database
):
    await phones.misbehave(duplicate_updates=2)

    await phones.reports_urgently()

    await all_done(local, database)
    assert len(rows(database, Incident)) == 1
    texts = [message["text"] for message in await phones.chat(HEAD)]
    assert len([text for text in texts if "Đã gửi" in text]) == 1
    assert len(texts) == len(set(texts))


async def test_updates_out_of_order_are_all_handled_and_make_one_draft(
    hooked: Service, phones: Phones, database: Database
):
    await phones.misbehave(shuffle_updates=True)
    words = ["Cháy nhỏ ở phòng thí nghiệm", "đã dập xong bằng bình chữa cháy", "không ai bị thương", "cần thợ điện"]

    for text in words:
        await phones.say(HEAD, text)

    async def taken() -> bool:
        return len(rows(database, UpdateSeen)) == len(words)

    await until_told(taken)
    assert len(rows(database, Draft)) == 1
    assert rows(database, UpdateHeld) == []


async def test_health_tells_that_the_database_answers(hooked: Service, database: Database):
    assert (await hooked.health())["status"] == "ok"

    with hidden(database, "outbox"):
        assert (await hooked.health())["status"] == "database does not answer"
