"""Two `bcn run` on one PostgreSQL: the leader is killed, the other takes over, nothing is lost or doubled."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
import records
import reporting
from hands import Hand, Phones
from harness import Service
from peopled import found
from world import World

WITH_POSTGRES = [("webhook", "postgres", "command"), ("polling", "postgres")]
LONGEST_WITHOUT_LEADER = 60


@pytest.fixture
async def second(own_world: World, tmp_path: Path) -> AsyncIterator[Service]:
    """The same settings in a process of its own, standing ready."""
    folder = tmp_path / "second"
    folder.mkdir()
    service = own_world.service.like(folder)
    await asyncio.to_thread(service.start, second=True)
    yield service
    await asyncio.to_thread(service.stop)
    assert service.faults() == []


@pytest.mark.parametrize("own_world", WITH_POSTGRES, indirect=True, ids="-".join)
async def test_the_second_process_takes_over_when_the_leader_is_killed(
    own_world: World, second: Service, phones: Phones, tell: Callable[[str], None]
):
    department = await found(own_world.database, phones, schools=6)
    before = [await reporting.urgently(department.head, "ngộ độc ở bếp ăn")]
    reports = [asyncio.create_task(reporting.guided(head, "em té ở cầu thang")) for head in department.heads[1:]]
    await department.heads[1].sees("Chuyện gì đã xảy ra")

    killed_at = time.monotonic()
    await asyncio.to_thread(own_world.service.kill)
    await asyncio.to_thread(_leads, second)
    took = time.monotonic() - killed_at
    codes = before + await asyncio.gather(*reports)
    all_reported = time.monotonic() - killed_at
    await own_world.quiet()
    tell(f"the second process led {took:.1f} s after the kill, all was reported after {all_reported:.1f} s")

    assert len(set(codes)) == len(department.heads)
    for head in department.heads:
        assert await _alerts(department.duty_officer, records.the_incident(own_world.database, of=head).code) == 1


def _leads(service: Service) -> None:
    """Waits until it does; AssertionError when it never does."""
    deadline = time.monotonic() + LONGEST_WITHOUT_LEADER
    while not service.leads():
        assert time.monotonic() < deadline, "the second process does not lead"
        time.sleep(0.02)


async def _alerts(leader: Hand, code: str) -> int:
    return len(await leader.showing(f" · {code}"))
