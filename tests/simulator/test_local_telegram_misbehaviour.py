"""A Telegram that is slow, fails, falls silent or does what it denies, exactly as it was told to."""

from typing import Any

import pytest
import telegram
from local_telegram_hands import LAN, Hands
from telegram.error import BadRequest, NetworkError, RetryAfter, TimedOut

from simulator.server import Running

pytestmark = pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")


async def arrived(hands: Hands) -> list[str]:
    return [message["text"] for message in (await hands.chat(LAN))["messages"] if message["from"] == "bot"]


async def test_server_error_as_often_as_told(bot: telegram.Bot, hands: Hands) -> None:
    await hands.post("misbehave", methods=["sendMessage"], status=502, times=2)
    for _ in range(2):
        with pytest.raises(NetworkError, match="Bad Gateway"):
            await bot.send_message(LAN, "a")
    await bot.send_message(LAN, "b")
    assert await arrived(hands) == ["b"]
    calls = [(one["chat_id"], one["status"]) for one in await hands.get("calls") if one["method"] == "sendMessage"]
    assert calls == [(LAN, 502), (LAN, 502), (LAN, 200)]


async def test_too_many_requests_with_its_seconds(bot: telegram.Bot, hands: Hands) -> None:
    await hands.post("misbehave", status=429, retry_after=7, times=1)
    with pytest.raises(RetryAfter) as told:
        await bot.send_message(LAN, "a")
    assert told.value.retry_after == 7


async def test_other_methods_do_not_suffer(bot: telegram.Bot, hands: Hands) -> None:
    await hands.post("misbehave", methods=["editMessageText"], status=500)
    sent = await bot.send_message(LAN, "a")
    with pytest.raises(NetworkError):
        await sent.edit_text("b")
    await hands.post("misbehave")
    await sent.edit_text("c")
    assert await arrived(hands) == ["c"]


async def test_connection_closed_without_an_answer(bot: telegram.Bot, hands: Hands) -> None:
    await hands.post("misbehave", methods=["sendMessage"], drop=True, times=1)
    with pytest.raises(NetworkError):
        await bot.send_message(LAN, "a")
    assert await arrived(hands) == []
    await bot.send_message(LAN, "b")


@pytest.mark.parametrize("way", [{"status": 500}, {"drop": True}, {"status": 429, "retry_after": 1}])
async def test_done_all_the_same_but_denied(bot: telegram.Bot, hands: Hands, way: dict[str, Any]) -> None:
    await hands.post("misbehave", methods=["sendMessage"], after_doing=True, times=1, **way)
    with pytest.raises((NetworkError, RetryAfter)):
        await bot.send_message(LAN, "a")
    assert await arrived(hands) == ["a"]
    (call,) = [one for one in await hands.get("calls") if one["method"] == "sendMessage"]
    assert call["status"] == way.get("status", 0)
    assert call["message_id"] == (await hands.last(LAN))["message_id"]


async def test_silence_lasts_until_it_is_ended(bot: telegram.Bot, hands: Hands) -> None:
    await hands.post("misbehave", methods=["sendMessage"], hang=True)
    with pytest.raises(TimedOut):
        await bot.send_message(LAN, "a", read_timeout=0.05)
    await hands.post("misbehave")
    await bot.send_message(LAN, "b")
    assert await arrived(hands) == ["b"]


async def test_slow_call_is_done_after_its_latency(bot: telegram.Bot, hands: Hands) -> None:
    await hands.post("misbehave", methods=["sendMessage"], latency=60, times=1)
    with pytest.raises(TimedOut):
        await bot.send_message(LAN, "a", read_timeout=0.05)
    await bot.send_message(LAN, "b")
    await hands.post("misbehave", methods=["sendMessage"], latency=0.01)
    await bot.send_message(LAN, "c")
    assert await arrived(hands) == ["b", "c"]


async def test_share_of_none_spares_every_call(bot: telegram.Bot, hands: Hands) -> None:
    await hands.post("misbehave", status=500, share=0)
    for text in "abc":
        await bot.send_message(LAN, text)
    assert await arrived(hands) == ["a", "b", "c"]


async def test_share_strikes_some_and_spares_some(bot: telegram.Bot, hands: Hands) -> None:
    await hands.post("misbehave", methods=["sendMessage"], status=500, share=0.5)
    outcomes = set()
    while len(outcomes) < 2:
        try:
            await bot.send_message(LAN, "a")
            outcomes.add("sent")
        except NetworkError:
            outcomes.add("failed")


async def test_download_may_fail_too(bot: telegram.Bot, hands: Hands) -> None:
    await hands.act(LAN, "photo")
    (update,) = await bot.get_updates()
    assert update.message
    file = await update.message.photo[-1].get_file()
    await hands.post("misbehave", methods=["download"], status=503, times=1)
    with pytest.raises(NetworkError):
        await file.download_as_bytearray()
    assert await file.download_as_bytearray()


async def test_refusal_after_doing_is_still_the_failure(bot: telegram.Bot, hands: Hands) -> None:
    await hands.post("misbehave", methods=["sendMessage"], status=500, after_doing=True, times=1)
    with pytest.raises(NetworkError, match="Internal Server Error"):
        await bot.send_message(999, "a")
    with pytest.raises(BadRequest, match=r"(?i)chat not found"):
        await bot.send_message(999, "a")


@pytest.mark.parametrize(
    "rule",
    [
        {"state": 500},
        {"latency": "1"},
        {"status": 200},
        {"times": True},
        {"methods": "sendMessage"},
        {"status": None},
    ],
)
async def test_misbehaviour_that_makes_no_sense_is_refused(hands: Hands, rule: dict[str, Any]) -> None:
    assert "error" in await hands.post("misbehave", **rule)
    assert hands.status == 400


async def test_calls_are_logged_as_they_came(local: Running, bot: telegram.Bot, hands: Hands) -> None:
    before = (await hands.get("calls"))[-1:]
    await bot.send_message(LAN, "a", disable_notification=True)
    with pytest.raises(BadRequest):
        await bot.send_message(LAN, "")
    broken = {"data": "{", "headers": {"Content-Type": "application/json"}}
    async with hands.session.post(f"/bot{local.token}/sendMessage", **broken):
        pass
    calls = await hands.get("calls", after=before[-1]["n"] if before else 0)
    assert [(one["chat_id"], one["status"], one["silent"]) for one in calls] == [
        (LAN, 200, True),
        (LAN, 400, False),
        (None, 400, False),
    ]
    assert calls[0]["message_id"] == (await hands.last(LAN))["message_id"]
    assert calls[1]["description"].lower() == "bad request: message text is empty"
