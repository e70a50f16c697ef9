"""What whoever watches over the service is told: it lives, it is ready, and numbers without anybody's words."""

import asyncio

import aiohttp
import pytest
from running_service import ADDRESS, HEAD, Phones, Service, Starter, free_port, hidden, until_told

from storage.database import Database


async def ask(url: str) -> tuple[int, str]:
    async with aiohttp.ClientSession() as session, session.get(url) as answer:
        return answer.status, await answer.text()


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
async def watched(start_service: Starter, port: int) -> Service:
    return await start_service(metrics_port=port)


def value(told: str, series: str) -> float:
    """The value of the one series that is written so."""
    [line] = [line for line in told.splitlines() if line.startswith(f"{series} ")]
    return float(line.rsplit(" ", 1)[1])


async def test_an_urgent_report_is_counted_on_its_way_in_and_out_without_a_word_of_it(
    watched: Service, phones: Phones, port: int
):
    await phones.reports_urgently()
    url = f"http://{ADDRESS}:{port}/metrics"

    async def sent() -> bool:
        return 'bcn_outbox_age_seconds_count{priority="alert"} ' in (await ask(url))[1]

    await until_told(sent)
    status, told = await ask(url)

    assert status == 200
    assert value(told, 'bcn_updates_total{channel="telegram",kind="command",outcome="handled"}') >= 1
    assert value(told, 'bcn_updates_total{channel="telegram",kind="press",outcome="handled"}') >= 2
    assert value(told, 'bcn_outbox_age_seconds_count{priority="alert"}') >= 1
    assert value(told, 'bcn_messages_total{channel="telegram",outcome="sent"}') >= 3
    assert value(told, "bcn_leads") == 1
    assert value(told, 'bcn_messenger_well{channel="telegram"}') == 1
    assert value(told, "bcn_updates_held") == 0
    for secret in ("mẫu", "BCN-", "1001", "+84", watched.settings.token):
        assert secret not in told


async def test_an_update_that_breaks_shows(watched: Service, phones: Phones, port: int, database: Database):
    with hidden(database, "draft"):
        await phones.say(HEAD, "/khan")

        async def shown() -> bool:
            told = (await ask(f"http://{ADDRESS}:{port}/metrics"))[1]
            return "bcn_updates_held 1.0" in told and 'outcome="held"' in told

        await until_told(shown)


async def test_without_the_database_it_is_not_ready_but_lives_and_still_counts(
    watched: Service, port: int, database: Database
):
    assert (await ask(f"{watched.url}/readyz"))[0] == 200
    with hidden(database, "outbox"):
        for path in ("readyz", "health"):
            status, told = await ask(f"{watched.url}/{path}")
            assert status == 503
            assert "database" in told
        assert (await ask(f"{watched.url}/healthz"))[0] == 200
        status, told = await ask(f"http://{ADDRESS}:{port}/metrics")
        assert status == 503
        assert "bcn_updates_total" in told


async def test_metrics_are_not_where_the_webhooks_are(watched: Service):
    assert (await ask(f"{watched.url}/metrics"))[0] == 404


async def test_who_is_told_to_stop_is_not_ready_but_still_takes_what_comes(start_service: Starter, phones: Phones):
    service = await start_service(drain_seconds=1.5)
    stopping = asyncio.create_task(service.stop())

    async def draining() -> bool:
        return (await ask(f"{service.url}/readyz"))[0] == 503

    await until_told(draining)
    assert "stopping" in (await ask(f"{service.url}/readyz"))[1]
    assert (await ask(f"{service.url}/healthz"))[0] == 200
    await stopping
