"""From the confirming press to the leader's message on the wire, idle and while reminders leave at the limit.

The local Telegram keeps Telegram's limits here: the same run tells the sending rate, and that nothing was refused.
"""

import asyncio
import json
import sys
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp

from benchmarks import department, service
from benchmarks.processes import ended

HEADS = range(1, 251)
IDLE_REPORTS = 60
REMINDERS = 5_000
_REMINDED = range(100_001, 100_001 + REMINDERS)
_PAUSE = 1.3
_SEND = "GỬI NGAY"
_LONGEST_WAIT = 10.0
_TOGETHER = 50


@dataclass(frozen=True, slots=True)
class Measured:
    """Latencies in milliseconds, sorted. rate: reminders and all else, messages a second over the whole crowd."""

    idle: list[float]
    loaded: list[float]
    rate: float
    refused: int


class Watcher:
    """The control API of a local Telegram."""

    def __init__(self, session: aiohttp.ClientSession) -> None:
        self._session = session
        self.seen = 0

    async def post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        async with self._session.post(f"/control/{path}", json=body) as answer:
            told: dict[str, Any] = await answer.json()
            if answer.status != 200:
                raise RuntimeError(f"{path}: {told}")
            return told

    async def calls(self, after: int) -> list[dict[str, Any]]:
        async with self._session.get(f"/control/calls?after={after}") as answer:
            found: list[dict[str, Any]] = await answer.json()
            return found

    async def new_calls(self) -> list[dict[str, Any]]:
        """Those since the last look."""
        found = await self.calls(self.seen)
        self.seen = found[-1]["n"] if found else self.seen
        return found

    async def report(self, head: int) -> float:
        """An urgent report from the menu to [Gửi]; milliseconds until a leader's message is on the wire."""
        await self.post(f"users/{head}/text", {"text": "/khan"})
        await self._press(head, "Tai nạn")
        await self.new_calls()
        await self.post("wait", {"user": head, "button": _SEND, "timeout": _LONGEST_WAIT})
        began = time.time()
        await self.post(f"users/{head}/press", {"label": _SEND})
        while time.time() - began < _LONGEST_WAIT:
            for call in await self.new_calls():
                if call["method"] == "sendMessage" and call["chat_id"] == department.DUTY and call["status"] == 200:
                    return float((call["at"] - began) * 1000)
            await asyncio.sleep(0.005)
        raise RuntimeError(f"no alert within {_LONGEST_WAIT:g} s of the report of {head}")

    async def _press(self, head: int, label: str) -> None:
        await self.post("wait", {"user": head, "button": label, "timeout": _LONGEST_WAIT})
        await self.post(f"users/{head}/press", {"label": label})


async def measure(url: str, folder: Path) -> Measured:
    """Takes about four minutes, as the limit of 30 messages a second asks."""
    department.prepare(url, HEADS)
    async with _local_telegram() as (address, watcher):
        await _register(watcher, [*HEADS, *department.LEADERS, *_REMINDED])
        await _forget_updates(address)
        async with service.running(url, address, folder, limited=True):
            heads = iter(HEADS)
            idle = [await _spaced(watcher, next(heads)) for _ in range(IDLE_REPORTS)]
            first = watcher.seen
            await asyncio.to_thread(department.remind, url, _REMINDED)
            loaded: list[float] = []
            while not await _all_reminded(watcher, first):
                loaded.append(await _spaced(watcher, next(heads)))
            crowd = await watcher.calls(first)
    return Measured(sorted(idle), sorted(loaded), _rate(crowd), sum(call["status"] == 429 for call in crowd))


async def _spaced(watcher: Watcher, head: int) -> float:
    """One report, and a pause: a leader's chat takes only one new message a second."""
    latency = await watcher.report(head)
    await asyncio.sleep(_PAUSE)
    return latency


async def _all_reminded(watcher: Watcher, first: int) -> bool:
    calls = await watcher.calls(first)
    reached = {call["chat_id"] for call in calls if call["chat_id"] in _REMINDED and call["status"] == 200}
    return len(reached) == REMINDERS


def _rate(calls: Sequence[dict[str, Any]]) -> float:
    """Messages and edits a second from the first reminder to the last: all of them count for the limit."""
    reminders = [call["at"] for call in calls if call["chat_id"] in _REMINDED]
    counted = [
        call
        for call in calls
        if call["method"].startswith(("send", "edit")) and reminders[0] <= call["at"] <= reminders[-1]
    ]
    return (len(counted) - 1) / (reminders[-1] - reminders[0])


@asynccontextmanager
async def _local_telegram() -> AsyncIterator[tuple[str, Watcher]]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "simulator", "--port", "0", stdout=asyncio.subprocess.PIPE
    )
    try:
        assert process.stdout is not None
        address = json.loads(await asyncio.wait_for(process.stdout.readline(), 30))["ready"]
        async with aiohttp.ClientSession(address) as session:
            yield address, Watcher(session)
    finally:
        await ended(process)


async def _register(watcher: Watcher, chat_ids: Sequence[int]) -> None:
    """Everybody has started the bot."""

    async def one(chat_id: int) -> None:
        await watcher.post("users", {"id": chat_id, "first_name": f"Mẫu {chat_id}"})
        await watcher.post(f"users/{chat_id}/start", {})

    for at in range(0, len(chat_ids), _TOGETHER):
        await asyncio.gather(*(one(chat_id) for chat_id in chat_ids[at : at + _TOGETHER]))


async def _forget_updates(address: str) -> None:
    """The /start of so many people is no part of the measurement."""
    url = f"{address}/bot{service.TOKEN}/deleteWebhook"
    async with aiohttp.ClientSession() as session, session.post(url, json={"drop_pending_updates": True}) as answer:
        answer.raise_for_status()
