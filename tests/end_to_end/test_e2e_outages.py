"""Telegram is broken, wants a pause, or says nothing: when it is well again all arrives once, the alerts first."""

import asyncio
import time
from collections.abc import Callable, Sequence
from typing import Any

import pytest
import records
import reporting
from hands import Hand, Phones, until
from peopled import found
from world import POLLING_SQLITE, WEBHOOK_POSTGRES, World

SENDING = ["sendMessage", "editMessageText", "answerCallbackQuery", "sendMediaGroup", "sendPhoto", "setMyCommands"]
Case = tuple[str, tuple[str, str]]
AT_ONCE = 8  # so many may be on their way when an alert's turn comes
BROKEN: dict[str, dict[str, Any]] = {
    "500": {"status": 500},
    "429": {"status": 429, "retry_after": 1},
    "dropped": {"drop": True},
    "silent": {"hang": True},
}


def _everywhere(how: str) -> list[Case]:
    return [(how, POLLING_SQLITE), (how, WEBHOOK_POSTGRES)]


def tried(*short: Case, long: Sequence[Case]) -> pytest.MarkDecorator:
    """Short forms for every day, long ones for the trials."""
    cases = [pytest.param(how, world, 1.5, id=f"{how}-{'-'.join(world)}") for how, world in short]
    for how, world in long:
        cases.append(pytest.param(how, world, 30, id=f"{how}-{'-'.join(world)}-long", marks=pytest.mark.trial))
    return pytest.mark.parametrize(("how", "own_world", "seconds"), cases, indirect=["own_world"])


@tried(
    *(("500", POLLING_SQLITE), ("429", WEBHOOK_POSTGRES), ("dropped", POLLING_SQLITE), ("silent", WEBHOOK_POSTGRES)),
    long=[*_everywhere("500"), *_everywhere("silent"), ("429", WEBHOOK_POSTGRES)],
)
async def test_what_waits_while_sending_fails_arrives_once_and_alerts_first(
    own_world: World, phones: Phones, tell: Callable[[str], None], how: str, seconds: float
):
    """Updates come in all the while: whoever types meanwhile is heard."""
    phones.patience += int(seconds)
    department = await found(own_world.database, phones, schools=8)
    [*others, head] = department.heads
    said = await head.type("Hôm qua lúc 9h có em bị ngộ độc sau bữa ăn bán trú, đã đưa đi bệnh viện.")
    card = await head.sees(button="✅ Gửi", after=said)
    await own_world.quiet()
    before = {one.user: len(await one.chat()) for one in [*others, department.duty_officer]}

    await phones.misbehave(methods=SENDING, **BROKEN[how])
    broken_since = time.monotonic()
    for one in others:
        await one.type("/dinhky")
    await head.act("press", message_id=card["message_id"], label="✅ Gửi")
    await until(lambda: records.incidents(own_world.database, of=head))
    while time.monotonic() < broken_since + seconds:
        for one in others:
            await one.type("/dinhky")
        await asyncio.sleep(seconds / 4)
    last = (await phones.calls())[-1]["n"]
    await phones.misbehave()
    well_since = time.monotonic()
    await own_world.quiet()
    took = time.monotonic() - well_since

    sent = [one for one in await phones.calls(after=last) if one["method"] == "sendMessage" and one["status"] == 200]
    code = records.the_incident(own_world.database, of=head).code
    leaders = (department.duty_officer, department.division_head)
    alerts = {(one.user, alert["message_id"]) for one in leaders for alert in await one.showing(f" · {code}")}
    order = [(one["chat_id"], one["message_id"]) in alerts for one in sent]
    assert order[:AT_ONCE].count(True) == order.count(True) == 2, "an alert waited behind what is less urgent"
    for one in others:
        assert await _asked(one) == len(await one.chat()) - before[one.user]
    assert len(await department.duty_officer.showing(code)) == 1
    assert records.given_up(own_world.database) == []
    tell(f"{how} for {seconds} s: all there {took:.1f} s after it was well again")


async def _asked(hand: Hand) -> int:
    told = await hand.phones.get(f"users/{hand.user}/chat")
    return sum(message["from"] == "user" and message["text"] == "/dinhky" for message in told["messages"])


@tried(("500", WEBHOOK_POSTGRES), ("silent", POLLING_SQLITE), long=_everywhere("silent"))
async def test_a_head_reports_while_telegram_is_away_altogether(
    own_world: World, phones: Phones, tell: Callable[[str], None], how: str, seconds: float
):
    """With polling not even an update comes in; all of it comes when Telegram is well again."""
    phones.patience += int(seconds)
    department = await found(own_world.database, phones)
    reports = [asyncio.create_task(reporting.guided(one, "em té ở cầu thang")) for one in department.heads]
    await department.head.sees("Chuyện gì đã xảy ra")

    await phones.misbehave(**BROKEN[how])
    await asyncio.sleep(seconds)
    await phones.misbehave()
    well_since = time.monotonic()
    await asyncio.gather(*reports)
    tell(
        f"all of Telegram {how} for {seconds} s: reported {time.monotonic() - well_since:.1f} s after it was well again"
    )
    await own_world.quiet()

    for head in department.heads:
        code = records.the_incident(own_world.database, of=head).code
        assert len(await department.duty_officer.showing(f" · {code}")) == 1
