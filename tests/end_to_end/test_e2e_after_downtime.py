"""The service was down for hours: what happened meanwhile is done once, the gravest first."""

import asyncio
from datetime import datetime, timedelta

import records
import reporting
from hands import Hand, Phones, until
from peopled import found
from world import World

HOUR = 3600


async def test_what_queued_and_what_is_overdue_happens_once_and_the_gravest_first(own_world: World, phones: Phones):
    department = await found(own_world.database, phones, schools=6)
    notable, serious, critical, promised, answered, away = department.heads
    duty = department.duty_officer
    codes = {
        "notable": await reporting.guided(notable, "Một em té ở cầu thang dãy B."),
        "serious": await reporting.urgently(serious, "ngộ độc ở bếp ăn"),
        "critical": await _critical(critical),
        "promised": await reporting.urgently(promised, "cháy ở nhà xe", "Cháy"),
        "answered": await reporting.urgently(answered, "cháy ở bếp ăn", "Cháy"),
    }
    for name in ("promised", "answered"):
        await duty.press_on(await duty.sees(f" · {codes[name]}", button="Tiếp nhận"), "Tiếp nhận")
    status = await answered.sees(codes["answered"], button="➕ Bổ sung")
    await own_world.quiet()
    seen = len(await duty.chat())

    await asyncio.to_thread(own_world.service.stop)
    began = await away.type("Cháy ở nhà xe 15 phút trước, không có ai bị thương, đã dập xong.")
    await answered.type("Đã dập xong, các em an toàn.", reply_to=status["message_id"])
    await phones.post("clock", advance_seconds=5 * HOUR)
    await phones.misbehave(methods=["getUpdates"], latency=0.5)
    await asyncio.to_thread(own_world.service.start)
    await phones.misbehave()
    await reporting.send(away, began)
    await until(lambda: "update" in _kinds(own_world, answered)[3:])
    await own_world.quiet()

    news = [message["text"] for message in (await duty.chat())[seen:]]
    order = [name for text in news if text.startswith("⏰") for name, code in codes.items() if code in text]
    assert [name for name in order if name != "answered"] == ["critical", "serious", "promised", "notable"]
    assert _kinds(own_world, promised).count("overdue") == 1
    if not own_world.service.webhook_url:
        assert "overdue" not in _kinds(own_world, answered), "what had queued was heard too late"
    assert _kinds(own_world, answered).count("update") == 2
    told = records.the_incident(own_world.database, of=away)
    assert told.opened_at - datetime.fromisoformat(told.answers["occurred_at"]) > timedelta(hours=5)
    assert len(news) == len(set(news))
    assert all(_kinds(own_world, head).count("risen") <= 1 for head in department.heads)
    assert records.given_up(own_world.database) == []


async def _critical(head: Hand) -> str:
    """Of the fourth severity, because of the dead."""
    code = await reporting.urgently(head, "tai nạn ở hồ bơi", "Đuối nước")
    await head.press("✏️ Đính chính")
    await head.press("Tử vong")
    await head.press("1")
    await head.sees(f"Đã đính chính {code}")
    return code


def _kinds(world: World, head: Hand) -> list[str]:
    return records.kinds(world.database, records.the_incident(world.database, of=head))
