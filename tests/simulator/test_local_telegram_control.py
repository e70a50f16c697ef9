"""The control API: watching, waiting, the clock, beginning anew, and who may not steer it."""

import asyncio
import json

import pytest
import telegram
from local_telegram_hands import LAN, QUAN, Hands, until

from simulator.server import Running


async def test_people_are_listed_with_what_their_phones_show(bot: telegram.Bot, hands: Hands) -> None:
    await hands.post("users", id=33, first_name="Hoa", title="Hiệu trưởng mẫu", color="#aa0000")
    await bot.send_message(LAN, "a")
    lan, quan, hoa = await hands.get("users")
    assert (lan["started"], lan["unread"], lan["phone"]) == (True, 1, "+84900000011")
    assert (quan["started"], quan["unread"]) == (False, 0)
    assert (hoa["title"], hoa["color"]) == ("Hiệu trưởng mẫu", "#aa0000")


async def test_person_may_be_named_anew_and_keeps_the_chat(bot: telegram.Bot, hands: Hands) -> None:
    await hands.post("users", id=LAN, first_name="Lan Anh")
    await bot.send_message(LAN, "a")
    chat = await hands.chat(LAN)
    assert chat["user"]["first_name"] == "Lan Anh"
    assert [message["text"] for message in chat["messages"]] == ["/start", "a"]


async def test_events_come_in_order_and_from_where_one_left(bot: telegram.Bot, hands: Hands) -> None:
    begin = (await hands.get("events", after=0))["last"]
    sent = await bot.send_message(LAN, "a")
    await sent.edit_text("b")
    await sent.delete()
    told = await hands.get("events", after=begin)
    assert [event["kind"] for event in told["events"]] == ["message", "edit", "delete"]
    assert {event["user_id"] for event in told["events"]} == {LAN}
    later = await hands.get("events", after=told["events"][0]["n"])
    assert [event["kind"] for event in later["events"]] == ["edit", "delete"]


async def test_long_poll_of_events_ends_with_the_first(bot: telegram.Bot, local: Running, hands: Hands) -> None:
    begin = local.telegram.world.events.last
    polling = asyncio.create_task(hands.get("events", after=begin, timeout=30))
    await asyncio.sleep(0)
    await bot.send_message(LAN, "a")
    assert [event["kind"] for event in (await polling)["events"]] == ["message"]


async def test_stream_tells_the_same_live(bot: telegram.Bot, local: Running, hands: Hands) -> None:
    async with hands.session.get("/control/stream") as stream:
        assert stream.content_type == "text/event-stream"
        assert await stream.content.readuntil(b"\n\n") == b": open\n\n"
        await bot.send_message(LAN, "a")
        line = await stream.content.readuntil(b"\n\n")
    event = json.loads(line.removeprefix(b"data: "))
    assert (event["kind"], event["user_id"], event["n"]) == ("message", LAN, local.telegram.world.events.last)


async def test_waiting_ends_with_the_message_that_is_wanted(bot: telegram.Bot, hands: Hands) -> None:
    first = await bot.send_message(LAN, "Đã nhận")
    waiting = asyncio.create_task(hands.post("wait", user=LAN, contains="Đã nhận", after=first.message_id, timeout=30))
    await asyncio.sleep(0)
    second = await bot.send_message(LAN, "Sự cố: Đã nhận")
    assert (await waiting)["message_id"] == second.message_id


async def test_waiting_ends_with_an_edit_too(bot: telegram.Bot, hands: Hands) -> None:
    sent = await bot.send_message(LAN, "Đang mở")
    waiting = asyncio.create_task(hands.post("wait", user=LAN, contains="Đã tiếp nhận", timeout=30))
    await asyncio.sleep(0)
    await sent.edit_text("Đã tiếp nhận")
    assert (await waiting)["message_id"] == sent.message_id


async def test_waiting_in_vain_tells_what_was_there_instead(bot: telegram.Bot, hands: Hands) -> None:
    await bot.send_message(LAN, "khác")
    told = await hands.post("wait", user=LAN, button="Tiếp nhận", timeout=0.01)
    assert hands.status == 408
    assert told["error"] == f"User {LAN} did not get «Tiếp nhận» within 0.01 s."
    assert [message["text"] for message in told["messages"]] == ["/start", "khác"]


async def test_clock_moves_dates_and_whoever_follows_it(bot: telegram.Bot, hands: Hands) -> None:
    before = await bot.send_message(LAN, "a")
    state = await hands.get("clock")
    following = asyncio.create_task(hands.get("clock", after=state["version"], timeout=30))
    await asyncio.sleep(0)
    moved = await hands.post("clock", advance_seconds=900)
    assert await following == moved == {"offset_seconds": 900, "version": state["version"] + 1}
    after = await bot.send_message(LAN, "b")
    assert 900 <= (after.date - before.date).total_seconds() < 930


@pytest.mark.parametrize("seconds", [-1, "900", None, True])
async def test_clock_goes_forward_only(hands: Hands, seconds: object) -> None:
    assert "error" in await hands.post("clock", advance_seconds=seconds)
    assert (hands.status, (await hands.get("clock"))["offset_seconds"]) == (400, 0)


async def test_reset_forgets_everything(bot: telegram.Bot, local: Running, hands: Hands) -> None:
    await hands.act(LAN, "text", text="a")
    await hands.post("misbehave", status=500)
    await hands.post("clock", advance_seconds=60)
    waiting = asyncio.create_task(bot.get_updates(offset=-1, timeout=30))
    await hands.post("reset")
    await hands.post("users", id=LAN, first_name="Lan")
    assert [user["started"] for user in await hands.get("users")] == [False]
    assert (await hands.chat(LAN))["messages"] == []
    assert (await hands.get("clock"))["offset_seconds"] == 0
    assert await hands.get("calls") == []
    assert (await bot.get_me()).id == 1000001
    waiting.cancel()


async def test_page_of_another_origin_may_not_steer(local: Running, hands: Hands) -> None:
    for origin, status in (("https://evil.example", 403), (local.url, 200)):
        async with hands.session.post("/control/reset", headers={"Origin": origin}) as answer:
            assert answer.status == status


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("users", {"first_name": ""}),
        ("users", {"id": "x", "first_name": "a"}),
        ("users", {"id": True, "first_name": "a"}),
        ("groups", {"id": 5}),
        ("wait", {"user": "Lan"}),
        ("wait", {"user": 404}),
        ("users/abc/text", {"text": "a"}),
        ("users/404/text", {"text": "a"}),
    ],
)
async def test_call_that_makes_no_sense_is_a_sentence(hands: Hands, path: str, body: dict[str, object]) -> None:
    told = await hands.post(path, **body)
    assert hands.status == 400
    assert told["error"]


@pytest.mark.parametrize("body", [b"{", b"[1]", b'"a"'])
async def test_body_must_be_a_json_object(hands: Hands, body: bytes) -> None:
    async with hands.session.post("/control/users", data=body) as answer:
        assert answer.status == 400


async def test_reader_that_falls_behind_is_let_go(local: Running) -> None:
    events = local.telegram.world.events
    stream = events.open_stream()
    for _ in range(6_000):
        events.emit("message", LAN)
    kinds = []
    while (event := await stream.get()) is not None:
        kinds.append(event["n"])
    assert kinds == sorted(kinds)
    assert len(kinds) == 5_000


async def test_two_people_have_two_chats(bot: telegram.Bot, local: Running, hands: Hands) -> None:
    await hands.act(QUAN, "start")
    await bot.send_message(QUAN, "chỉ cho Quân")
    assert [message["text"] for message in (await hands.chat(LAN))["messages"]] == ["/start"]
    await until(lambda: local.telegram.world.chats[QUAN].unread == 1)
