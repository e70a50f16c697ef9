"""A digest on the wire: one message with a picture at the leader's own hour, on Telegram and on Zalo."""

from datetime import datetime, time, timedelta
from typing import Any

import pytest
import reporting
import zalo_reporting
from hands import Hand, Message, Phones, labels_of, until
from harness import LocalTelegram
from peopled import found
from world import World, both_worlds
from zalo_hands import ZaloHand
from zalo_peopled import found_on_zalo

from rules.calendar import local
from rules.catalogue import load_catalogue
from simulator.samples import picture_size
from storage.clock import LOCAL_ZONE

NOON = time(12)
ON_TELEGRAM, ON_ZALO = both_worlds(), both_worlds("alone")


async def _before_noon(phones: Phones, telegram: LocalTelegram) -> None:
    """Time passes until ten o'clock of a working day."""
    now, calendar = telegram.now(), load_catalogue().calendar
    day = now.astimezone(LOCAL_ZONE).date()
    while not calendar.is_working(day) or local(day, time(10)) <= now:
        day += timedelta(days=1)
    await _until(phones, telegram, local(day, time(10)))


async def _until(phones: Phones, telegram: LocalTelegram, moment: datetime) -> None:
    await phones.post("clock", advance_seconds=(moment - telegram.now()).total_seconds())


async def _digests(leader: Hand | ZaloHand, heading: str) -> list[dict[str, Any]]:
    return [one for one in await leader.chat() if heading in one["text"]]


async def _comes(leader: Hand | ZaloHand, heading: str) -> Message:
    async def came() -> Message | None:
        return next(iter(await _digests(leader, heading)), None)

    message: Message = await until(came)
    return message


@pytest.mark.parametrize("shared_world", ON_TELEGRAM, indirect=True, ids="-".join)
async def test_leader_gets_the_digest_at_the_hour_of_his_own_choice(shared_world: World, phones: Phones) -> None:
    await _before_noon(phones, shared_world.telegram)
    department = await found(shared_world.database, phones)
    director, chief = department.director, department.chief_of_office
    for leader in (director, chief):
        await leader.sees("12:00", after=await leader.type("/bantin 12h"))
    await reporting.urgently(department.head, "Khoảng 20 em đau bụng sau bữa trưa")

    today = shared_world.telegram.now().astimezone(LOCAL_ZONE).date()
    await _until(phones, shared_world.telegram, local(today, NOON) + timedelta(minutes=1))

    for leader in (director, chief):
        digest = await _comes(leader, "Bản tin 12:00")
        assert digest["kind"] == "photo"
        assert "Mới: 1 (0)" in digest["text"]
        assert "⏰ Giờ nhận bản tin" in labels_of(digest)
        size = picture_size(await phones.content(digest))
        assert size is not None
        assert size[0] == 720
    await shared_world.quiet()
    assert len(await _digests(director, "Bản tin 12:00")) == 1
    [first], [second] = [await _digests(leader, "Bản tin 12:00") for leader in (director, chief)]
    assert first["file"]["url"] == second["file"]["url"]


@pytest.mark.parametrize("shared_world", ON_ZALO, indirect=True, ids="-".join)
async def test_digest_on_zalo_is_one_picture_with_its_words(shared_world: World, phones: Phones) -> None:
    await _before_noon(phones, shared_world.telegram)
    people = await found_on_zalo(shared_world.database, phones, schools=1)
    director = people.director
    await director.sees("12:00", after=await director.type("/bantin 12h"))
    await zalo_reporting.urgently(people.head)

    today = shared_world.telegram.now().astimezone(LOCAL_ZONE).date()
    await _until(phones, shared_world.telegram, local(today, NOON) + timedelta(minutes=1))

    digest = await _comes(director, "Bản tin 12:00")
    assert digest["kind"] == "photo"
    assert "Mới: 1 (0)" in digest["text"]
