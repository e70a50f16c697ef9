"""After a stop of any length: what is overdue happens once, the graver first; and a due time set meanwhile is seen."""

import asyncio
from collections.abc import Callable
from typing import Any, TypeVar

from department import HandClock, Sample
from sqlalchemy import select

from incidents import actions
from incidents.opening import open_incident
from rules.catalogue import Catalogue
from scheduler.clock import Ticker
from storage import conversations, due, incidents, registry
from storage.database import Database, Tx, table
from storage.due import Urgency
from storage.outbox import Priority
from storage.registry import Member
from storage.tables.messaging import OutboxMessage
from storage.tables.upkeep import Due

T = TypeVar("T")

MINOR = {"category": "other", "what": "Hỏng cổng", "pupils_affected": 0, "media": "none"}
NOTABLE = {"category": "violence", "what": "Xô xát", "pupils_affected": 2, "injured": 1, "media": "none"}
SERIOUS = {"category": "injury", "what": "Ong đốt", "pupils_affected": 3, "in_hospital": 3, "media": "none"}
CRITICAL = {"category": "drowning", "what": "Đuối nước", "pupils_affected": 1, "dead": 1, "media": "none"}


def member(tx: Tx, address: str) -> Member:
    found = registry.find_member(tx, "telegram", address)
    assert found is not None
    return found


def report(database: Database, rules: Catalogue, sample: Sample, answers: dict[str, Any]) -> int:
    def opened(tx: Tx) -> int:
        draft = conversations.new_draft(tx, sample.head.person_id, sample.school, "guided", answers)
        conversations.end_draft(tx, draft.id or 0, "sent")
        return open_incident(tx, rules, draft, member(tx, sample.head.address)).id or 0

    return database.transact(opened)


def urgent_since(database: Database, after: int) -> list[int]:
    """The incidents of the messages with a sound that were written after the message `after`, in their order."""
    messages = table(OutboxMessage)
    found = select(messages).where(messages.c.id > after, messages.c.priority == int(Priority.ALERT))
    rows = database.transact(lambda tx: tx.all(OutboxMessage, found.order_by(messages.c.id)))
    return list(dict.fromkeys(row.incident_id for row in rows if row.incident_id is not None))


def latest_message(database: Database) -> int:
    messages = table(OutboxMessage)
    return database.transact(lambda tx: tx.scalar(select(messages.c.id).order_by(messages.c.id.desc()).limit(1)))


async def test_after_days_of_standstill_each_incident_moves_once_the_graver_first(
    database: Database, registry: Sample, rules: Catalogue, clock: HandClock
) -> None:
    order = [report(database, rules, registry, answers) for answers in (MINOR, NOTABLE, SERIOUS, CRITICAL)]
    before = latest_message(database)
    clock.turn(days=5)
    ticker = Ticker(database, rules)
    await ticker.start()
    assert urgent_since(database, before) == order[::-1]
    moved = database.transact(lambda tx: [incidents.get(tx, one) for one in order])
    assert [(one.step, one.repeats) for one in moved] == [(2, 0), (0, 1), (0, 1), (0, 1)], "no specialist, so step 2"
    before = latest_message(database)
    assert await ticker.tick() == 0, "nothing happens twice"
    await ticker.stop()
    assert urgent_since(database, before) == []


async def test_a_broken_promise_and_its_reminder_are_one_thing_after_a_standstill(
    database: Database, registry: Sample, rules: Catalogue, clock: HandClock
) -> None:
    incident = report(database, rules, registry, SERIOUS)
    duty = registry.duty_officer.address
    database.transact(lambda tx: actions.acknowledge(tx, rules, member(tx, duty), incident))
    before = latest_message(database)
    clock.turn(days=5)
    ticker = Ticker(database, rules)
    await ticker.start()
    await ticker.stop()
    messages = table(OutboxMessage)
    found = select(messages.c.slot).where(messages.c.id > before, messages.c.address == registry.head.address)
    told = [row.slot for row in database.transact(lambda tx: tx.rows(found))]
    assert f"news:{incident}:head-overdue" in told
    assert f"news:{incident}:head-due-soon" not in told
    kinds = database.transact(lambda tx: [entry.kind for entry, _ in incidents.timeline(tx, incident)])
    assert kinds.count("overdue") == 1


class SlowToLook(Database):
    """A database in which somebody sets a due time in the moment after the ticker has asked for the next one."""

    meanwhile: Callable[[], None] | None = None

    async def run(self, work: Callable[[Tx], T]) -> T:
        result = await super().run(work)
        if work is due.next_time and self.meanwhile is not None:
            act, self.meanwhile = self.meanwhile, None
            act()
        return result


async def test_a_due_time_that_is_set_while_the_ticker_goes_to_sleep_is_not_slept_over(
    database: Database, rules: Catalogue
) -> None:
    rung = asyncio.Event()

    def ring(tx: Tx, _rules: Catalogue, what: Due) -> None:
        due.disarm(tx, what.kind, what.subject_id)
        loop.call_soon_threadsafe(rung.set)

    loop = asyncio.get_running_loop()
    slow = SlowToLook(database.engine.url.render_as_string(hide_password=False), database.clock)
    ticker = Ticker(slow, rules, acts={"ring": ring})

    def arm() -> None:
        slow.transact(lambda tx: due.arm(tx, "ring", 1, tx.now, Urgency.SEVERITY_4))
        ticker.wake()

    slow.meanwhile = arm
    await ticker.start()
    async with asyncio.timeout(5):
        await rung.wait()
    await ticker.stop()
    slow.close()
