"""Telegram is dead in the middle of alerts: every leader who is on Zalo too has each of them within seconds, once."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Any

import pytest
import records
import reporting
import zalo_reporting
from hands import Hand, Phones, labels_of, until
from peopled import Department, found
from world import AS_SHIPPED, POLLING_SQLITE, WEBHOOK_POSTGRES, World, both_worlds
from zalo_hands import ZaloHand
from zalo_peopled import ZaloPeople, also_on_zalo

from storage import channels
from storage.outbox import Priority
from storage.tables.incidents import Incident

WORLDS = both_worlds("beside")
AS_TRIED, WITHIN = 50, 15  # how long an alert takes is a matter of the trials: on a busy machine it says nothing
BROKEN: dict[str, dict[str, Any]] = {"500": {"status": 500}, "dropped": {"drop": True}, "silent": {"hang": True}}
DROWNED = "Sáng nay lúc 8h 1 em bị đuối nước ở hồ bơi, đã tử vong, chưa ai đăng mạng, đã báo công an. Vụ"


def tried(*cases: tuple[str, tuple[str, str], int, bool]) -> pytest.MarkDecorator:
    """(how it is broken, world, how many alerts, whether it is the long form)."""
    told = [
        pytest.param(
            how,
            (*world, "beside", *(["impatient"] if how == "silent" and not long else [])),
            alerts,
            id=f"{how}-{'-'.join(world)}{'-long' if long else ''}",
            marks=[pytest.mark.trial] if long else [],
        )
        for how, world, alerts, long in cases
    ]
    return pytest.mark.parametrize(("how", "own_world", "alerts"), told, indirect=["own_world"])


@tried(
    ("500", POLLING_SQLITE, 6, False),
    ("dropped", WEBHOOK_POSTGRES, 6, False),
    ("silent", POLLING_SQLITE, 6, False),
    ("500", WEBHOOK_POSTGRES, 50, True),
    ("silent", POLLING_SQLITE, 50, True),
    ("silent", WEBHOOK_POSTGRES, 50, True),
)
async def test_every_leader_has_each_alert_when_telegram_dies_in_the_middle(
    own_world: World, phones: Phones, tell: Callable[[str], None], how: str, alerts: int
):
    """It is dead from the third alert of six to the last but one; in the long form for a minute, and slowly."""
    dies_at, returns_at, pause = alerts // 3, alerts - alerts // 4, 0 if alerts < AS_TRIED else 2.5
    phones.patience = 60
    department = await found(own_world.database, phones, schools=6)
    people = await also_on_zalo(own_world.database, department)
    codes: list[str] = []
    for number in range(alerts):
        if number == dies_at:
            await phones.misbehave(**BROKEN[how])
        if number == returns_at:
            await _all_alerted(department, people, codes)
            await until(lambda: _is_down(own_world), longest=2 * AS_SHIPPED)
            await phones.misbehave()
        codes.append(await zalo_reporting.freely(people.heads[number % 6], f"{DROWNED} {number}."))
        await asyncio.sleep(pause if dies_at <= number < returns_at else 0)
    await _all_alerted(department, people, codes)
    await until(lambda: not _is_down(own_world))
    await own_world.quiet()

    took = await _latencies(own_world, phones, department, people)
    tell(
        f"Telegram {how}, {alerts} alerts, {returns_at - dies_at} of them while it was dead: on one of the two "
        f"messengers after {took[len(took) // 2]:.2f} s (p50), {took[-1]:.1f} s (longest)"
    )
    assert len(took) == alerts * len(_leaders(department, people))
    assert alerts < AS_TRIED or took[-1] < WITHIN
    for code in codes:
        for phones_of_one in _leaders(department, people):
            for hand in phones_of_one:
                assert len(await hand.showing(f" · {code}")) <= 1, "one push a messenger"
    assert records.given_up(own_world.database) == []
    told = [one["text"] for hand in (department.administrator, people.administrator) for one in await hand.chat()]
    assert sum("Telegram không trả lời" in text for text in told) == 1
    assert sum("Telegram đã hoạt động lại" in text for text in told) == 1


@pytest.mark.parametrize("own_world", WORLDS, indirect=True, ids="-".join)
async def test_an_alert_that_was_taken_on_zalo_is_true_on_telegram_when_that_is_back(own_world: World, phones: Phones):
    department = await found(own_world.database, phones, schools=2)
    people = await also_on_zalo(own_world.database, department)
    before = await zalo_reporting.freely(people.heads[0], f"{DROWNED} một.")
    await department.duty_officer.sees(before, button="Tiếp nhận")
    await own_world.quiet()
    await phones.misbehave(status=500)
    during = await zalo_reporting.freely(people.heads[1], f"{DROWNED} hai.")

    await people.duty_officer.choose("Tiếp nhận", during)
    taken = await people.heads[1].sees(f"{during} đã được tiếp nhận: {people.duty_officer.name}")
    listed = await people.duty_officer.type("đang mở")
    await people.duty_officer.choose(before[-6:], "Vụ việc đang mở", after=listed)
    await people.duty_officer.choose("Tiếp nhận", before, after=listed)
    await until(lambda: records.all_taken(own_world.database, people.heads))
    await phones.misbehave()
    await until(lambda: not _is_down(own_world))
    await own_world.quiet()

    assert taken
    for code in (before, during):
        for leader in (department.duty_officer, department.division_head, department.chief_of_office):
            [alert] = await leader.showing(f" · {code}")
            assert "Đã tiếp nhận" in alert["text"]
            assert "Tiếp nhận" not in "".join(labels_of(alert))
        incident = next(one for one in _incidents(own_world, people) if one.code == code)
        assert records.kinds(own_world.database, incident).count("acknowledge") == 1


@pytest.mark.parametrize("own_world", WORLDS, indirect=True, ids="-".join)
async def test_a_reminder_waits_for_the_messenger_that_its_head_prefers(own_world: World, phones: Phones):
    department = await found(own_world.database, phones, schools=1)
    people = await also_on_zalo(own_world.database, department)
    code = await zalo_reporting.freely(people.head, f"{DROWNED} một.")
    await department.duty_officer.press("Tiếp nhận")
    await department.head.sees(f"{code} đã được tiếp nhận")
    await own_world.quiet()
    await phones.misbehave(status=500)
    await department.head.type("/viec")
    await department.head.type("/viec")
    await until(lambda: _is_down(own_world))

    await phones.post("clock", advance_seconds=2 * 3600 - 60)
    await until(lambda: any(one.priority == Priority.REMINDER for one in records.outbox(own_world.database, "queued")))
    assert await people.head.showing("xin Thầy/Cô báo diễn biến trước") == []
    await phones.misbehave()

    await department.head.sees("xin Thầy/Cô báo diễn biến trước")
    await own_world.quiet()
    assert await people.head.showing("xin Thầy/Cô báo diễn biến trước") == []


@pytest.mark.parametrize("own_world", WORLDS, indirect=True, ids="-".join)
async def test_an_alert_goes_out_on_telegram_when_zalo_is_dead(own_world: World, phones: Phones):
    department = await found(own_world.database, phones, schools=1)
    people = await also_on_zalo(own_world.database, department, first="zalo")
    await phones.post("misbehave", messenger="zalo", methods=["sendMessage", "sendPhoto", "getMe"], status=500)
    code = await reporting.typed(department.head, "1 em đã tử vong.")

    for leader in (department.duty_officer, department.chief_of_office, department.director):
        await leader.sees(f" · {code}", button="Tiếp nhận")
    await department.duty_officer.press("Tiếp nhận")
    await phones.post("misbehave", messenger="zalo")

    await people.administrator.sees("Zalo đã hoạt động lại")
    await own_world.quiet()
    for leader in (people.duty_officer, people.chief_of_office, people.director):
        [alert] = await leader.showing(f" · {code}")
        assert "Đã tiếp nhận" in alert["text"]


def _leaders(department: Department, people: ZaloPeople) -> list[tuple[Hand, ZaloHand]]:
    """Who is alerted of what is gravest, at both phones."""
    names = ("duty_officer", "division_head", "chief_of_office", "deputy_director", "director")
    return [(getattr(department, name), getattr(people, name)) for name in names]


def _is_down(world: World) -> bool:
    return world.database.transact(lambda tx: channels.down_since(tx, "telegram")) is not None


async def _all_alerted(department: Department, people: ZaloPeople, codes: Sequence[str]) -> None:
    """Until every leader has each alert on one of the two messengers at least."""

    async def there() -> bool:
        for on_telegram, on_zalo in _leaders(department, people):
            shown = "".join([one["text"] for one in [*await on_telegram.chat(), *await on_zalo.chat()]])
            if not all(f" · {code}" in shown for code in codes):
                return False
        return True

    await until(there, longest=department.head.phones.patience, every=0.3)


async def _latencies(world: World, phones: Phones, department: Department, people: ZaloPeople) -> list[float]:
    """Seconds from «Gửi» to the first of the two messengers, of each alert and leader, the shortest first."""
    ahead = (await phones.get("clock"))["offset_seconds"]
    sent = {(str(one["chat_id"]), str(one["message_id"])): one["at"] for one in await phones.calls()}
    took = []
    incidents = _incidents(world, people)
    for both in _leaders(department, people):
        chats = {hand: await hand.chat() for hand in both}
        for incident in incidents:
            arrived = [
                sent[str(hand.user), str(message["message_id"])]
                for hand, chat in chats.items()
                for message in chat
                if f" · {incident.code}" in message["text"]
            ]
            took.append(min(arrived) - (incident.opened_at.timestamp() - ahead))
    return sorted(took)


def _incidents(world: World, people: ZaloPeople) -> list[Incident]:
    return [one for head in people.heads for one in records.incidents(world.database, of=head)]
