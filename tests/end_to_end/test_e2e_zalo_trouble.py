"""Zalo is broken or the service is killed: a number means what was seen, nothing arrives twice or never."""

import asyncio
import random
from collections.abc import Callable
from typing import Any

import pytest
import records
import zalo_reporting
from hands import Phones, until
from world import POLLING_SQLITE, World, both_worlds
from zalo_hands import ZaloHand
from zalo_peopled import found_on_zalo

BEES = "Hôm qua lúc 9h có 3 em bị ong đốt ở sân trường, 1 em bị thương, không ai nằm viện, chưa ai đăng mạng."
BROKEN: dict[str, dict[str, Any]] = {
    "500": {"status": 500},
    "429": {"status": 429, "retry_after": 1},
    "dropped": {"drop": True},
    "silent": {"hang": True},
}

alone = pytest.mark.parametrize("own_world", both_worlds("alone"), indirect=True, ids="-".join)


@alone
async def test_a_number_means_the_list_that_was_sent_last_also_after_a_kill(own_world: World, phones: Phones):
    people = await found_on_zalo(own_world.database, phones, schools=2)
    duty = people.duty_officer
    first = await zalo_reporting.freely(people.heads[0], BEES)
    second = await zalo_reporting.freely(people.heads[1], BEES)
    await duty.sees(first)
    await duty.sees(second)
    await own_world.quiet()

    await asyncio.to_thread(own_world.service.kill)
    await asyncio.to_thread(own_world.service.start)
    await duty.type("1")

    await people.heads[1].sees(f"{second} đã được tiếp nhận")
    assert records.the_incident(own_world.database, people.heads[0]).taken_by is None
    assert len(await duty.showing(f" · {first}")) == 1


@alone
async def test_a_number_is_asked_for_again_while_it_is_not_known_what_was_seen(own_world: World, phones: Phones):
    """Zalo has shown the question to the head, but never told us so."""
    people = await found_on_zalo(own_world.database, phones, schools=1)
    head, duty = people.head, people.duty_officer
    await zalo_reporting.freely(head, BEES)
    await duty.choose("Hỏi thêm")
    await duty.sees("gõ câu hỏi")
    await own_world.quiet()
    rule = {"methods": ["sendMessage"], "latency": 0.5, "hang": True, "after_doing": True}
    await phones.post("misbehave", messenger="zalo", **rule)
    await duty.type("Các em ở khoa nào?")
    await head.sees("Các em ở khoa nào?", option="Trả lời")

    said = await head.type("1")
    await phones.post("misbehave", messenger="zalo")

    await head.sees("Vừa có tin mới", after=said)
    await own_world.quiet()
    await head.choose("Trả lời", "Các em ở khoa nào?")
    await head.sees("gõ câu trả lời")


@alone
@pytest.mark.parametrize("how", ["500", "429", "dropped", "silent"])
async def test_what_waits_while_zalo_takes_nothing_arrives_once(own_world: World, phones: Phones, how: str):
    people = await found_on_zalo(own_world.database, phones, schools=2)
    head, duty = people.head, people.duty_officer
    said = await head.type(BEES)
    await head.sees("Phiếu báo cáo nhanh", after=said)
    await own_world.quiet()

    await phones.post("misbehave", messenger="zalo", methods=["sendMessage"], **BROKEN[how])
    await head.choose("✅ Gửi")
    other = await people.heads[1].type("baocao")
    await until(lambda: records.incidents(own_world.database, of=head))
    await until(lambda: _refused_some(phones))
    await phones.post("misbehave", messenger="zalo")

    code = await zalo_reporting.code_after(head, said)
    await duty.sees(f" · {code}", option="Tiếp nhận")
    await people.heads[1].sees("loại sự cố", after=other)
    await own_world.quiet()
    assert len(await duty.showing(f" · {code}")) == 1
    assert len(await head.showing("Đã gửi: BCN-")) == 1
    assert records.given_up(own_world.database) == []


@pytest.mark.parametrize("own_world", [(*POLLING_SQLITE, "alone")], indirect=True, ids="-".join)
@pytest.mark.parametrize("how", [*BROKEN, "408"])
async def test_updates_come_again_when_zalo_hands_them_out_again(own_world: World, phones: Phones, how: str):
    head = (await found_on_zalo(own_world.database, phones, schools=1)).head

    rule = BROKEN.get(how, {"status": 408})
    await phones.post("misbehave", messenger="zalo", methods=["getUpdates"], times=2, **rule)
    said = await head.type("baocao")

    await head.sees("loại sự cố", after=said)


@pytest.mark.parametrize("own_world", [(*POLLING_SQLITE, "alone")], indirect=True, ids="-".join)
async def test_an_update_that_zalo_lost_on_its_way_is_typed_again(own_world: World, phones: Phones):
    """It hands out an update once only: what is lost with the answer is gone, and nothing else is."""
    head = (await found_on_zalo(own_world.database, phones, schools=1)).head
    told = await head.type(BEES)
    await head.sees("Phiếu báo cáo nhanh", after=told)
    await head.known()
    rule = {"methods": ["getUpdates"], "drop": True, "after_doing": True, "times": 1}
    await phones.post("misbehave", messenger="zalo", **rule)

    await head.type("1")
    await until(lambda: _given(phones))
    again = await head.type("1")

    await head.sees("Đã gửi: BCN-", after=told)
    assert again
    assert len(records.incidents(own_world.database, of=head)) == 1


async def _refused_some(phones: Phones) -> bool:
    return any(one["method"] == "sendMessage" and one["status"] != 200 for one in await phones.calls())


async def _given(phones: Phones) -> bool:
    return any(one["method"] == "getUpdates" and one["description"] == "drop" for one in await phones.calls())


@alone
@pytest.mark.parametrize(
    ("reports", "kills"), [pytest.param(8, 3, id="short"), pytest.param(60, 15, id="long", marks=pytest.mark.trial)]
)
async def test_no_report_is_lost_or_doubled_when_the_service_is_killed(
    own_world: World, phones: Phones, tell: Callable[[str], None], reports: int, kills: int
):
    """Who hears nothing for long types the same again, as people do: a polled update is lost with its process."""
    phones.patience = 60
    people = await found_on_zalo(own_world.database, phones, schools=4)
    shares = {at: [f"{BEES} Vụ {name}." for name in range(at, reports, 4)] for at in range(4)}
    work = [asyncio.create_task(_reports(head, shares[at])) for at, head in enumerate(people.heads)]

    for _ in range(kills):
        await asyncio.wait(work, timeout=random.uniform(0.2, 1.5))
        await asyncio.to_thread(own_world.service.kill)
        await asyncio.to_thread(own_world.service.start)
    await asyncio.gather(*work)
    await own_world.quiet()

    arrived = 0
    for at, head in enumerate(people.heads):
        incidents = records.incidents(own_world.database, of=head)
        assert [str(one.answers["what"]).count("Vụ") for one in incidents] == [1] * len(shares[at])
        for incident in incidents:
            alerts = len(await people.duty_officer.showing(f" · {incident.code}"))
            assert alerts >= 1
            arrived += alerts - 1
    assert records.given_up(own_world.database) == []
    tell(f"{reports} reports on Zalo, {kills} kills: 0 lost, 0 doubled; alerts that arrived twice: {arrived}")


async def _reports(head: ZaloHand, told: list[str]) -> None:
    for what in told:
        await zalo_reporting.stubbornly(head, what)
