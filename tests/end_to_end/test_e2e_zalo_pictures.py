"""Pictures on Zalo: taken from its address, kept as what they hold, shown to leaders by an address that ends."""

import hashlib
import re
from collections.abc import AsyncIterator

import aiohttp
import pytest
import records
import zalo_reporting
from hands import Phones, until
from world import World, both_worlds
from zalo_peopled import found_on_zalo

from bot import pictures
from bot.settings import Settings

BEES = "Hôm qua lúc 9h có 3 em bị ong đốt ở sân trường, 1 em bị thương, không ai nằm viện, chưa ai đăng mạng."

pytestmark = pytest.mark.parametrize("shared_world", both_worlds("alone"), indirect=True, ids="-".join)


@pytest.fixture
async def browser(shared_world: World) -> AsyncIterator[aiohttp.ClientSession]:
    """Whoever has an address of ours."""
    async with aiohttp.ClientSession(f"http://{shared_world.service.health_at}") as session:
        yield session


async def test_pictures_of_the_head_are_kept_and_reach_the_leader(shared_world: World, phones: Phones):
    people = await found_on_zalo(shared_world.database, phones, schools=1)
    head, duty = people.head, people.duty_officer
    said = await head.type(BEES)
    await head.sees("Phiếu báo cáo nhanh", after=said)
    album = await head.act("album", count=3, caption="Ảnh hiện trường")
    await until(lambda: [one.status for one in records.files_of(shared_world.database, head)] == ["stored"] * 3)
    await head.choose("✅ Gửi", "3 tệp", after=album["message_id"])

    code = records.the_incident(shared_world.database, of=head).code if await head.sees("Đã gửi: BCN-") else ""
    await duty.sees(code, option="Tiếp nhận")
    shown = await until(lambda: _pictures(duty, 3))

    kept = records.files_of(shared_world.database, head)
    assert [one["file"]["mime"] for one in shown] == ["image/png"] * 3
    assert shown[0]["text"] == "Ảnh hiện trường"
    contents = [await phones.content(one) for one in shown]
    assert [hashlib.sha256(content).hexdigest() for content in contents] == [one.sha256 for one in kept]


async def test_a_picture_that_follows_an_urgent_report_at_once_reaches_the_leader(shared_world: World, phones: Phones):
    """It is not there yet when the leader is to be told."""
    people = await found_on_zalo(shared_world.database, phones, schools=1)
    code = await zalo_reporting.urgently(people.head)
    await people.duty_officer.sees(code, option="Tiếp nhận")
    await people.head.known()

    await people.head.act("photo", caption="Hai em đang được sơ cứu")

    [shown] = await until(lambda: _pictures(people.duty_officer, 1))
    assert shown["text"] == "Hai em đang được sơ cứu"


async def test_an_answer_with_a_picture_is_sent_when_the_head_says_so(shared_world: World, phones: Phones):
    people = await found_on_zalo(shared_world.database, phones, schools=1)
    head, duty = people.head, people.duty_officer
    await zalo_reporting.freely(head, BEES)
    await zalo_reporting.is_asked(head, duty, "Chụp giúp tổ ong?")

    await head.act("photo")
    await head.choose("Gửi 1 tệp", "Đã nhận 1 tệp")

    await duty.sees("trả lời: (tệp đính kèm)")
    await until(lambda: _pictures(duty, 1))


async def test_an_address_of_a_picture_that_is_forged_or_over_is_not_found(
    shared_world: World, phones: Phones, browser: aiohttp.ClientSession, monkeypatch: pytest.MonkeyPatch
):
    people = await found_on_zalo(shared_world.database, phones, schools=1)
    await people.head.type(BEES)
    await people.head.act("photo")
    [kept] = await until(lambda: _stored(shared_world, people.head))
    settings = Settings(zalo_token="2000002:SIMULATED", public_url="http://127.0.0.1:1")
    good = _path(pictures.addresses(settings)(kept))
    monkeypatch.setattr(pictures, "GOOD_FOR", -1)
    over = _path(pictures.addresses(settings)(kept))
    _, _, sha256, until_, signature = good.split("/")

    forged = f"/pictures/{sha256}/{until_}/{'0' * 64}"
    longer = f"/pictures/{sha256}/{int(until_) + 999}/{signature}"
    other = f"/pictures/{'0' * 64}/{until_}/{signature}"
    outside = f"/pictures/..%2F..%2Fservice.db/{until_}/{signature}"

    async with browser.get(good) as answer:
        assert (answer.status, answer.content_type) == (200, "image/png")
        assert hashlib.sha256(await answer.read()).hexdigest() == kept.sha256
    for path in (over, forged, longer, other, outside, f"/pictures/{sha256}"):
        async with browser.get(path) as answer:
            assert answer.status == 404, path


async def test_a_caller_without_the_secret_is_not_heard(
    shared_world: World, phones: Phones, browser: aiohttp.ClientSession
):
    people = await found_on_zalo(shared_world.database, phones, schools=1)
    update = {
        "event_name": "message.text.received",
        "message": {
            "message_id": "forged",
            "date": 1_800_000_000_000,
            "chat": {"id": people.head.user, "chat_type": "PRIVATE"},
            "text": BEES,
        },
    }

    for headers in ({}, {"X-Bot-Api-Secret-Token": "a-wrong-secret"}):
        async with browser.post("/zalo", json={"ok": True, "result": update}, headers=headers) as answer:
            assert answer.status == (401 if shared_world.service.webhook_url else 404)

    await people.head.sees("Trợ giúp", after=await people.head.type("trogiup"))
    assert records.drafts(shared_world.database, people.head) == []


async def _pictures(hand, how_many: int) -> list[dict]:
    found = [one for one in await hand.chat() if one["kind"] == "photo"]
    return found if len(found) == how_many else []


def _stored(world: World, head) -> list:
    return [one for one in records.files_of(world.database, head) if one.status == "stored"]


def _path(url: str | None) -> str:
    assert url is not None
    return re.sub(r"^http://[^/]+", "", url)
