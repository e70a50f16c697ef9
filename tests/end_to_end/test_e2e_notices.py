"""A notice from the desk to the heads and back, on the wire and in the records; a kill in the middle of sending."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hands import Phones, until
from peopled import found
from sqlalchemy import select
from world import World, both_worlds
from zalo_hands import options
from zalo_peopled import found_on_zalo

from rules.catalogue import load_catalogue
from rules.notices import in_working_hours
from storage.database import table
from storage.tables.messaging import OutboxMessage

TEXT = "Tuần này các đơn vị kiểm tra bếp ăn mẫu."
ON_TELEGRAM, ON_ZALO = both_worlds(), both_worlds("alone")


async def _send(desk: Any, text: str = TEXT) -> None:
    """The desk writes the notice, looks at it, and confirms."""
    await desk.type("/thongbao")
    await desk.press("Soạn thông báo")
    await desk.sees("gõ nội dung thông báo")
    await desk.type(text)
    await desk.press("Xem trước và gửi")
    await desk.press("📤 Gửi")


async def _to_the_next_reminder(phones: Phones) -> None:
    """More than a day passes, until the Department works."""
    now = datetime.now(UTC) + timedelta(seconds=(await phones.get("clock"))["offset_seconds"])
    then = in_working_hours(load_catalogue().calendar, now + timedelta(days=1, hours=1))
    await phones.post("clock", advance_seconds=(then - now).total_seconds())


@pytest.mark.parametrize("shared_world", ON_TELEGRAM, indirect=True, ids="-".join)
async def test_a_notice_is_read_reminded_of_and_withdrawn_on_telegram(shared_world: World, phones: Phones) -> None:
    department = await found(shared_world.database, phones)
    desk, (first, second) = department.communications, department.heads

    await _send(desk)
    for head in (first, second):
        assert TEXT in (await head.sees("Thông báo", button="Đã đọc"))["text"]
    await desk.sees("Đã gửi xong")
    await first.press("Đã đọc")
    await first.sees("đã xác nhận đọc")
    await desk.press("Ai đã đọc")
    report = await desk.sees("Đã đọc: 1/2 người")
    assert second.name in report["text"]
    assert first.name not in report["text"]

    await _to_the_next_reminder(phones)
    await second.sees("Nhắc:")
    await second.press("Đã đọc")
    await phones.post("clock", advance_seconds=10)
    assert "Tất cả đã đọc" in (await desk.sees("Đã đọc: 2/2 người"))["text"]
    assert await first.showing("Nhắc:") == []

    await desk.press("🚫 Thu hồi")
    await desk.press("Thu hồi ngay")
    for head in (first, second):
        await head.sees("đã được thu hồi")
    await shared_world.quiet()
    assert len(await first.showing(TEXT.rstrip("."))) == 1


@pytest.mark.parametrize("shared_world", ON_ZALO, indirect=True, ids="-".join)
async def test_a_notice_is_read_reminded_of_and_withdrawn_on_zalo(shared_world: World, phones: Phones) -> None:
    people = await found_on_zalo(shared_world.database, phones)
    desk, (first, second) = people.communications, people.heads

    await desk.type("/thongbao")
    await desk.choose("Soạn thông báo")
    await desk.sees("gõ nội dung thông báo")
    await desk.type(TEXT)
    await desk.choose("Xem trước và gửi")
    await desk.choose("Gửi", "2 đơn vị")
    told = await first.sees(TEXT, option="Đã đọc")
    assert list(options(told)) == ["✅ Đã đọc"]
    await second.sees(TEXT, option="Đã đọc")
    await first.known()
    await first.type("1")
    await first.sees("Đã ghi nhận")
    await desk.sees("Đã gửi xong")

    await _to_the_next_reminder(phones)
    await second.sees("Nhắc:")
    await second.type("đã đọc")
    await second.sees("Đã ghi nhận")
    listed = await desk.type("/thongbao")
    await desk.choose("Tuần này", after=listed)
    assert "Tất cả đã đọc" in (await desk.sees("Đã đọc: 2/2 người"))["text"]
    assert await first.showing("Nhắc:") == []

    await desk.choose("Thu hồi", "Đã đọc: 2/2 người")
    await desk.choose("Thu hồi ngay")
    for head in (first, second):
        await head.sees("đã được thu hồi")


async def test_a_kill_while_a_notice_is_being_sent_leaves_nobody_out_and_begins_nobody_anew(
    own_world: World, phones: Phones
) -> None:
    """What was just on its way may arrive twice, as every message may; whoever is noted as told is told once."""
    department = await found(own_world.database, phones, schools=40)
    await _send(department.communications)
    told: set[int] = await until(lambda: _told(own_world))
    own_world.service.kill()
    told |= _told(own_world)
    own_world.service.start()
    for head in department.heads:
        await head.sees(TEXT, button="Đã đọc")
    await department.communications.sees("Đã nhận: 40/40")
    await own_world.quiet()
    messages = _notices_sent(own_world)
    assert sorted(one.person_id or 0 for one in messages) == sorted(head.person_id for head in department.heads)
    for head in department.heads:
        shown = len(await head.showing(TEXT))
        assert shown == 1 if head.person_id in told else shown <= 2


def _notices_sent(world: World) -> list[OutboxMessage]:
    """The messages that carry the notice and were not taken back before they left."""
    at = table(OutboxMessage)
    of = select(at).where(at.c.slot.like("notice:%"), at.c.state != "superseded")
    return world.database.transact(lambda tx: tx.all(OutboxMessage, of))


def _told(world: World) -> set[int]:
    return {one.person_id or 0 for one in _notices_sent(world) if one.state == "sent"}
