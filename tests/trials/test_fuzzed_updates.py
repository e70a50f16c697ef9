"""A hundred thousand updates that machines have made up: none breaks anything, nobody is stuck, memory stays flat."""

import json
import resource
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from department import add_person
from incident_desk import Desk
from report_desk import Phone, incidents
from sqlalchemy import select, update
from wire_dice import Dice

from bot.channels import telegram_incoming, zalo_incoming
from bot.intake import Intake
from rules.roles import Role
from storage.database import Database, Tx, table
from storage.screens import from_json
from storage.tables.messaging import OutboxMessage, UpdateHeld
from storage.tables.registry import Account

_outbox, _held = table(OutboxMessage), table(UpdateHeld)
_LOOK_EVERY = 100
_BUTTONS_KEPT = 400
_PAGE = resource.getpagesize()
_FLAT = 24 * 1024 * 1024
STRANGERS = ("7001", "7002", "-1001")


def broken(database: Database) -> list[str]:
    """Why updates are held."""
    return [row.error for row in database.transact(lambda tx: tx.rows(select(_held.c.error)))]


def deliver(tx: Tx, dice: Dice) -> None:
    """Everything has left; the buttons are known to whoever forges them."""
    for row in tx.rows(select(_outbox.c.screen).where(_outbox.c.state == "queued").limit(_BUTTONS_KEPT)):
        if "rows" in row.screen:
            dice.buttons += [button.action for line in from_json(row.screen).rows for button in line if button.action]
    del dice.buttons[:-_BUTTONS_KEPT]
    tx.execute(update(_outbox).where(_outbox.c.state == "queued").values(state="sent"))


def memory() -> int:
    """Bytes that this process holds now."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * _PAGE


def add_zalo(tx: Tx) -> None:
    accounts = table(Account)
    for row in tx.rows(select(accounts.c.person_id, accounts.c.address)):
        tx.insert(Account, person_id=row.person_id, channel="zalo", address=row.address, joined_at=tx.now)


async def storm(desk: Desk, seed: int, number: int, on_quarter: Callable[[], None] = lambda: None) -> Dice:
    """So many updates, in the two messengers by turns, while time goes by."""
    desk.database.transact(add_zalo)
    desk.report()
    desk.report({"category": "child_abuse", "media": "press_called"})
    people = [one.address for one in vars(desk.sample).values() if hasattr(one, "address")]
    dice = Dice(seed, [*people, *STRANGERS], desk.clock.now())
    intake = Intake(desk.database, desk.rules)
    for done in range(number):
        wire = json.loads(json.dumps(dice.telegram() if done % 3 else dice.zalo()))
        now = desk.clock.now()
        event = telegram_incoming.read(wire, now) if done % 3 else zalo_incoming.read(wire)
        if event is not None:
            await intake.take(event)
        if done % _LOOK_EVERY == 0:
            assert broken(desk.database) == []
            desk.database.transact(lambda tx: deliver(tx, dice))
            desk.clock.turn(minutes=3)
            desk.tick()
            dice.at = desk.clock.now()
        if done % (number // 4) == 0:
            on_quarter()
    assert broken(desk.database) == []
    return dice


def everybody_goes_on(desk: Desk) -> None:
    """Whatever was left open: everybody gets home, and a head reports."""
    post = {"unit_id": desk.sample.other_school, "role": Role.HEAD}
    newcomer = desk.database.transact(
        lambda tx: add_person(tx, "Hiệu trưởng mẫu B", "+84903000999", "8001", post).address
    )
    for address in (*(one.address for one in vars(desk.sample).values() if hasattr(one, "address")), newcomer):
        phone = Phone(desk.database, desk.rules, address)
        before = phone.new_messages
        phone.write("/huy")
        phone.write("/start")
        assert phone.new_messages > before, f"nothing is said to {address}"
    head = Phone(desk.database, desk.rules, newcomer)
    sent = len(incidents(desk.database))
    head.write("/khan")
    head.press("Ngộ độc")
    head.press("GỬI NGAY")
    assert len(incidents(desk.database)) == sent + 1


@pytest.mark.parametrize("seed", [1, 2])
async def test_updates_that_a_machine_made_up_break_nothing_and_leave_nobody_stuck(desk: Desk, seed: int):
    await storm(desk, seed, 600)
    everybody_goes_on(desk)


@pytest.mark.trial
@pytest.mark.parametrize("seed", [20261124])
async def test_a_hundred_thousand_of_them_break_nothing_and_memory_stays_flat(
    desk: Desk, seed: int, tell: Callable[[str], None]
):
    held: list[int] = []
    began, cpu = time.monotonic(), time.process_time()
    dice = await storm(desk, seed, 100_000, lambda: held.append(memory()))
    wall, used = time.monotonic() - began, time.process_time() - cpu
    everybody_goes_on(desk)
    megabytes = [round(one / 2**20) for one in held]
    tell(f"{dice.thrown} updates, {wall:.0f} s, {used:.0f} s of core; memory at each quarter, MB: {megabytes}")
    assert held[-1] - held[1] < _FLAT
