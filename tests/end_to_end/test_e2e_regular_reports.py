"""A report asked of every head by a running service: killed in the middle, and stopped over several reminders."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import records
from hands import Phones
from peopled import found
from sqlalchemy import select
from world import World

from campaigns import living
from rules.campaigns import Definition
from rules.catalogue import load_catalogue
from rules.notices import in_working_hours
from storage.database import Tx, table
from storage.tables.broadcasts import BroadcastTarget
from storage.tables.messaging import OutboxMessage

SCHOOLS = 5
ASKED = "Khảo sát mẫu"


async def _at_work(phones: Phones, days: int = 0) -> tuple[datetime, float]:
    """When the Department works, so many days later; how many seconds that is from now."""
    now = datetime.now(UTC) + timedelta(seconds=(await phones.get("clock"))["offset_seconds"])
    then = in_working_hours(load_catalogue().calendar, now + timedelta(days=days, seconds=1))
    return then, (then - now).total_seconds() + 1


def _start(world: World, now: datetime) -> None:
    """The desk begins a survey at that moment."""
    shipped = load_catalogue().campaign("quick_survey").stored()
    reminders = {"days_before": [1, 0], "overdue_every": 1, "overdue_days": 30}
    definition = Definition.model_validate({**shipped, "title": ASKED, "reminders": reminders})

    def started(tx: Tx) -> None:
        then = replace(tx, now=now)
        living.start(then, load_catalogue(), living.draft(then, definition))

    world.database.transact(started)


def _written(world: World) -> int:
    """How many messages of the survey stand in the records."""
    outbox = table(OutboxMessage)
    rows = world.database.transact(lambda tx: tx.rows(select(outbox.c.slot).where(outbox.c.slot.like("task:%"))))
    return len(rows)


async def test_every_head_is_asked_once_whatever_is_killed_and_however_long_the_service_stands_still(
    own_world: World, phones: Phones
) -> None:
    department = await found(own_world.database, phones, schools=SCHOOLS)
    then, seconds = await _at_work(phones)
    _start(own_world, then)
    await phones.post("clock", advance_seconds=seconds)

    await department.head.sees(ASKED)
    await asyncio.to_thread(own_world.service.kill)
    await asyncio.to_thread(own_world.service.start)
    for head in department.heads:
        await head.sees(ASKED)
    await own_world.quiet()
    assert _written(own_world) == SCHOOLS, (
        "what was on its way when it was killed may arrive twice, the records have it once"
    )

    await asyncio.to_thread(own_world.service.stop)
    _, seconds = await _at_work(phones, days=6)
    await phones.post("clock", advance_seconds=seconds)
    await asyncio.to_thread(own_world.service.start)
    for head in department.heads:
        await head.sees("chưa nộp")
    await own_world.quiet()
    assert [len(await head.showing("chưa nộp")) for head in department.heads] == [1] * SCHOOLS
    assert _written(own_world) == 2 * SCHOOLS

    targets = own_world.database.transact(lambda tx: tx.rows(select(table(BroadcastTarget))))
    assert len(targets) == len({(one.broadcast_id, one.person_id) for one in targets}) == 2 * SCHOOLS
    assert records.given_up(own_world.database) == []
