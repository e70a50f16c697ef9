"""kill -9 at random moments while heads report: nothing is lost, nothing is there twice, nobody is stuck."""

import asyncio
import contextlib
import itertools
import os
import random
import time
from collections.abc import Awaitable, Callable, Sequence

import pytest
import records
import reporting
from hands import Hand, Phones, buttons, until
from peopled import Department, found
from world import World

Door = Callable[[Hand, str], Awaitable[str]]
_DOORS: tuple[Door, ...] = (reporting.urgently, reporting.guided, reporting.typed)
_AFTER_AN_URGENT_ONE: tuple[Door, ...] = (reporting.urgently, reporting.guided)
_LONGEST_LIFE = 2.5
_KILLED_WHILE_STARTING = 0.25


@pytest.mark.parametrize(
    ("reports", "kills"), [pytest.param(12, 4, id="short"), pytest.param(200, 40, id="long", marks=pytest.mark.trial)]
)
async def test_no_report_is_lost_or_doubled_when_the_service_is_killed(
    own_world: World, phones: Phones, tell: Callable[[str], None], reports: int, kills: int
):
    seed = int(os.environ.get("BCN_TEST_SEED") or random.randrange(1_000_000))
    tell(f"BCN_TEST_SEED={seed}")
    chance = random.Random(seed)
    heads = 4 if reports < 50 else 20
    phones.patience = 40 if reports < 50 else 150
    department = await found(own_world.database, phones, schools=heads)
    shares = [f"sự cố mẫu {name}" for name in _names(chance, reports)]
    told = {at: shares[at::heads] for at in range(heads)}
    began = time.monotonic()

    leaders = [asyncio.create_task(_takes_all(one)) for one in (department.duty_officer, department.division_head)]
    reporting_heads = [
        asyncio.create_task(_reports(head, told[at], random.Random(chance.random())))
        for at, head in enumerate(department.heads)
    ]
    killed = await _kill_often(own_world, chance, kills, reporting_heads)
    await asyncio.gather(*reporting_heads)
    await until(lambda: records.all_taken(own_world.database, department.heads))
    for leader in leaders:
        leader.cancel()
    await asyncio.gather(*leaders, return_exceptions=True)
    took = time.monotonic() - began
    for head in department.heads:
        await reporting.guided(head, "sau cùng")
    await own_world.quiet()

    for at, head in enumerate(department.heads):
        _each_is_there_once(own_world, head, [*told[at], "sau cùng"])
    assert records.given_up(own_world.database) == []
    doubles = await _alerts_arrived(own_world, department)
    tell(f"{reports} reports, {killed} kills, {took:.0f} s; 0 lost, 0 doubled; alerts that arrived twice: {doubles}")


def _names(chance: random.Random, how_many: int) -> list[str]:
    letters = ["".join(four) for four in itertools.product("bcdghkmnpqstvx", repeat=4)]
    return chance.sample(letters, how_many)


async def _reports(head: Hand, told: Sequence[str], chance: random.Random) -> None:
    """What is just typed soon after an urgent report belongs to that one."""
    door: Door | None = None
    for what in told:
        await asyncio.sleep(chance.random() / 4)
        door = chance.choice(_AFTER_AN_URGENT_ONE if door is reporting.urgently else _DOORS)
        await door(head, what)


async def _takes_all(leader: Hand) -> None:
    """Presses «Tiếp nhận» under every alert, also when another has been quicker; waits for nothing."""
    pressed: set[str] = set()
    while True:
        for message in await leader.chat():
            for button in buttons(message):
                if "Tiếp nhận" in button["text"] and button["data"] not in pressed:
                    pressed.add(button["data"])
                    await leader.act("press", message_id=message["message_id"], data=button["data"], forged=True)
        await asyncio.sleep(0.5)


async def _kill_often(world: World, chance: random.Random, most: int, work: Sequence[asyncio.Task[None]]) -> int:
    """Kills and starts the service until all is done or it was killed so often; it runs afterwards."""
    killed = 0
    while killed < most and not all(task.done() for task in work):
        lives = chance.uniform(0, _LONGEST_LIFE)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(asyncio.wait(work), lives)
        await asyncio.to_thread(world.service.kill)
        killed += 1
        if chance.random() < _KILLED_WHILE_STARTING:
            await asyncio.to_thread(world.service.launch)
            await asyncio.sleep(chance.uniform(0, 0.5))
            await asyncio.to_thread(world.service.kill)
            killed += 1
        await asyncio.to_thread(world.service.start)
    return killed


def _each_is_there_once(world: World, head: Hand, told: Sequence[str]) -> None:
    """Each in one incident, and at most once on its timeline (the words of an urgent report become its story too)."""
    found = records.incidents(world.database, of=head)
    assert len(found) == len(told)
    for what in told:
        texts = [[entry.text for entry in records.timeline(world.database, incident)] for incident in found]
        held = [what in str(one.answers.get("what")) or what in said for one, said in zip(found, texts, strict=True)]
        assert held.count(True) == 1, what
        assert sum(said.count(what) for said in texts) <= 1, what
    for incident in found:
        assert records.kinds(world.database, incident).count("acknowledge") <= 1


async def _alerts_arrived(world: World, department: Department) -> int:
    """Asserts that everybody who was alerted of an incident has its alert; how many arrived more than once."""
    leaders = {
        one.person_id: one for one in (department.duty_officer, department.division_head, department.chief_of_office)
    }
    texts = {person_id: [message["text"] for message in await one.chat()] for person_id, one in leaders.items()}
    doubles = 0
    for head in department.heads:
        for incident in records.incidents(world.database, of=head):
            for person_id in records.alerted(world.database, incident):
                alerts = [text for text in texts[person_id] if f" · {incident.code}" in text]
                assert alerts, f"{incident.code} has not arrived"
                doubles += len(alerts) - 1
    return doubles
