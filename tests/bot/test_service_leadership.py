"""Several processes on one database: one leads, the others take updates, and one of them takes over in seconds."""

from pathlib import Path
from typing import Any

import pytest
from running_service import ADDRESS, HEAD, Phones, Service, Starter, calls_of, free_port, hidden, until, until_told

from bot.leadership import FileLock
from simulator.server import Running
from storage.database import Database, Tx


async def leading(*services: Service) -> list[bool]:
    return [await service.leads() for service in services]


async def one_leads(*services: Service) -> None:
    async def true() -> bool:
        return sum(await leading(*services)) == 1

    await until_told(true)


async def leads(service: Service) -> None:
    await until_told(service.leads)


async def test_second_process_does_not_lead_until_the_first_ends(
    start_service: Starter, database: Database, phones: Phones
):
    first = await start_service()
    await leads(first)
    second = await start_service()
    said = await phones.say(HEAD, "/toi")
    await phones.sees(HEAD, after=said["message_id"])
    assert await leading(first, second) == [True, False]

    await first.stop()

    await leads(second)
    said = await phones.say(HEAD, "/toi")
    await phones.sees(HEAD, after=said["message_id"])


@pytest.mark.parametrize("database", ["postgres"], indirect=True)
async def test_another_process_takes_over_when_the_leader_loses_the_database(
    start_service: Starter, database: Database, phones: Phones
):
    services = [await start_service(), await start_service()]
    await one_leads(*services)

    def cut(tx: Tx) -> Any:
        """Only of this database: other tests lead on the same server."""
        of = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'bcn leader'"
        return tx.connection.exec_driver_sql(f"{of} AND datname = current_database()").all()

    assert len(database.transact(cut)) == 2
    said = await phones.say(HEAD, "/toi")

    await phones.sees(HEAD, after=said["message_id"])
    await one_leads(*services)


@pytest.mark.parametrize("database", ["postgres"], indirect=True)
async def test_what_one_process_has_taken_another_sends_at_once(
    start_service: Starter, database: Database, phones: Phones, local: Running
):
    """The webhook of the follower is called; the leader hears of it by the database, not by looking now and then."""
    leader = await start_service(web_port=free_port(), telegram_webhook_url=f"http://{ADDRESS}:1/nowhere")
    await leads(leader)
    await until(lambda: calls_of(local, "setWebhook"))
    port = free_port()
    follower = await start_service(web_port=port, telegram_webhook_url=f"http://{ADDRESS}:{port}/telegram")
    url = f"/bot{local.token}/setWebhook?url=http://{ADDRESS}:{port}/telegram"
    secret = follower.settings.webhook_secret
    async with phones.session.post(f"{url}&secret_token={secret}") as answer:
        assert answer.status == 200
    assert await leading(leader, follower) == [True, False]

    said = await phones.say(HEAD, "/toi")

    await phones.sees(HEAD, after=said["message_id"])
    assert await leading(leader, follower) == [True, False]


async def test_file_lock_is_had_by_one_and_kept_however_often_it_is_asked_for(tmp_path: Path):
    first, second = FileLock(tmp_path / "db.leader"), FileLock(tmp_path / "db.leader")
    assert [await first.acquire(), await first.acquire(), await second.acquire()] == [True, True, False]
    await first.close()
    assert await second.acquire()
    assert not await first.acquire()
    await second.close()
    await second.close()


async def test_leader_whose_start_failed_leads_as_soon_as_it_can(
    start_service: Starter, database: Database, phones: Phones, capsys: pytest.CaptureFixture[str]
):
    printed = ""

    def failed() -> bool:
        nonlocal printed
        printed += capsys.readouterr().out
        return "cannot lead" in printed

    with hidden(database, "outbox"):
        service = await start_service()
        await until(failed)
    await leads(service)
