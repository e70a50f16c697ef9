"""Statements to the press on the wire: the way of one from the report to its link, and the countdown through kills."""

import asyncio

import records
import reporting
from hands import Hand, Phones, until
from peopled import found
from sqlalchemy import select
from world import World

from storage import media
from storage.database import table
from storage.tables.messaging import OutboxMessage

HOUR = 3600
CALLED = "Cách đây 20 phút 3 em lớp 7A bị ong đốt ở sân trường, đã đưa đi BV quận. Phóng viên báo mẫu đã gọi điện hỏi."


async def reports(head: Hand) -> str:
    said = await head.type(CALLED)
    await head.sees("Báo chí đã gọi", after=said)
    return await reporting.send(head, said)


async def test_head_approves_what_is_said_and_the_desk_sees_to_whom_and_where(shared_world: World, phones: Phones):
    department = await found(shared_world.database, phones)
    head, communications = department.head, department.communications

    code = await reports(head)
    alert = await communications.sees(code, button="🎙 Phát ngôn")
    assert "Phát ngôn lần đầu trước" in alert["text"]
    await head.press("🎙 Phát ngôn")
    await head.press("Xem bản soạn sẵn")
    draft = await head.sees("THÔNG TIN BAN ĐẦU", button="Duyệt")
    assert "ong đốt" not in draft["text"]
    assert "Số học sinh bị ảnh hưởng: 3." in draft["text"]
    await head.press("Viết lại")
    await head.sees("gõ lại toàn bộ")
    said = await head.type("Trường đang làm rõ. <b>Không</b> suy đoán & chia sẻ 🐝")
    await head.press("Duyệt", after=said)
    await head.press("Đã phát ngôn", after=said)
    await head.sees("Đã phát ngôn với ai", after=said)
    said = await head.type("Báo mẫu <i>Tin nhanh</i>")
    await head.press("Vừa xong", after=said)
    await head.press("Thêm đường dẫn", after=said)
    said = await head.type("https://bao.mau.vn/tin-1")
    await head.sees("Đã ghi đường dẫn", after=said)

    await communications.sees("đã phát ngôn: Báo mẫu <i>Tin nhanh</i>")
    card = await communications.sees("đúng hạn")
    assert card["message_id"] == alert["message_id"], "one message, edited"
    await communications.press_on(card, "🎙 Phát ngôn")
    shown = await communications.sees("Trường đang làm rõ. <b>Không</b> suy đoán & chia sẻ 🐝")
    assert "https://bao.mau.vn/tin-1" in shown["text"]
    kinds = records.kinds(shared_world.database, records.the_incident(shared_world.database, of=head))
    assert kinds[-3:] == ["statement_approve", "statement_give", "statement_link"]


async def test_countdown_survives_kills_and_a_stop_of_three_days(own_world: World, phones: Phones):
    department = await found(own_world.database, phones)
    head, communications = department.head, department.communications
    code = await reports(head)
    await own_world.quiet()
    incident = records.the_incident(own_world.database, of=head)

    await phones.post("clock", advance_seconds=12 * HOUR)
    await asyncio.to_thread(own_world.service.kill)
    await asyncio.to_thread(own_world.service.start)
    await head.sees(f"{code}: còn")
    await communications.sees("chưa phát ngôn, còn")
    await own_world.quiet()
    assert _told(own_world, incident.id or 0) == [12 * HOUR]
    assert _said(own_world, head) == _said(own_world, communications) == 1

    await asyncio.to_thread(own_world.service.kill)
    await phones.post("clock", advance_seconds=72 * HOUR)
    await asyncio.to_thread(own_world.service.start)
    await head.sees("đã quá hạn phát ngôn lần đầu")
    await communications.sees("đã quá hạn phát ngôn lần đầu")
    await until(lambda: _told(own_world, incident.id or 0) == [0, 12 * HOUR])
    await own_world.quiet()
    assert _said(own_world, head) == _said(own_world, communications) == 2, "of all that was missed one is told"
    assert records.kinds(own_world.database, incident).count("media_overdue") == 1


def _told(world: World, incident_id: int) -> list[int]:
    clock = world.database.transact(lambda tx: media.clock(tx, incident_id))
    assert clock is not None
    return clock.told


def _said(world: World, who: Hand) -> int:
    """How many reminders of the clock were put in the outbox for somebody."""
    at = table(OutboxMessage)
    found = select(at).where(at.c.person_id == who.person_id, at.c.slot.startswith("media-left:"))
    return len(world.database.transact(lambda tx: tx.all(OutboxMessage, found)))
