"""The real service beside a local Telegram, and hands for its people: everything over HTTP, as in the real world."""

import asyncio
import contextlib
import socket
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp

import bot.channels.telegram  # noqa: F401 - takes seconds, which no test should count
from bot.service import run
from bot.settings import Settings, load_settings
from simulator.server import Running
from storage import outbox
from storage.database import Database

LONGEST_WAIT = 90
ADDRESS = "127.0.0.1"
HEAD, DEPUTY, DUTY, DIVISION_HEAD, CHIEF, ADMINISTRATOR = 1001, 1002, 1003, 1004, 1005, 1009


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((ADDRESS, 0))
        port: int = probe.getsockname()[1]
        return port


async def until(true: Callable[[], object]) -> None:
    """Waits for a condition."""
    async with asyncio.timeout(LONGEST_WAIT):
        while not true():  # noqa: ASYNC110 - any condition at all
            await asyncio.sleep(0.02)


async def until_told(true: Callable[[], Awaitable[object]]) -> None:
    async with asyncio.timeout(LONGEST_WAIT):
        while not await true():  # noqa: ASYNC110
            await asyncio.sleep(0.02)


def calls_of(local: Running, *methods: str) -> list[dict[str, Any]]:
    """The calls that the local Telegram has seen, as /control/calls tells them; all when no method is named."""
    return [call for call in local.telegram.world.calls.after(0) if not methods or call["method"] in methods]


@contextlib.contextmanager
def hidden(database: Database, name: str) -> Iterator[None]:
    """A table is gone for a while: whatever needs it breaks as it would with a broken database."""
    with database.engine.begin() as connection:
        connection.exec_driver_sql(f"ALTER TABLE {name} RENAME TO {name}_hidden")
    try:
        yield
    finally:
        with database.engine.begin() as connection:
            connection.exec_driver_sql(f"ALTER TABLE {name}_hidden RENAME TO {name}")


async def all_done(local: Running, database: Database) -> None:
    """Every update is handled, and every message has left."""
    await until(lambda: not local.telegram.updates.pending and not database.transact(outbox.waiting))


class Phones:
    """The people in front of the local Telegram."""

    def __init__(self, session: aiohttp.ClientSession, url: str) -> None:
        self.session = session
        self.url = url

    async def post(self, path: str, **body: Any) -> Any:
        async with self.session.post(f"/control/{path}", json=body) as answer:
            told = await answer.json()
            assert answer.status == 200, told
            return told

    async def get(self, path: str, **query: Any) -> Any:
        async with self.session.get(f"/control/{path}", params=query) as answer:
            return await answer.json()

    async def act(self, user: int, act: str, **body: Any) -> Any:
        return await self.post(f"users/{user}/{act}", **body)

    async def say(self, user: int, text: str) -> Any:
        return await self.act(user, "text", text=text)

    async def press(self, user: int, label: str) -> Any:
        """As soon as there is such a button; answers with the toast."""
        await self.sees(user, button=label)
        return (await self.act(user, "press", label=label, wait=LONGEST_WAIT))["answer"]

    async def sees(self, user: int, contains: str = "", *, button: str = "", after: int = 0) -> Any:
        """The newest message of the bot that holds the text, or the button, as soon as it is there."""
        wanted = {name: what for name, what in (("contains", contains), ("button", button)) if what}
        return await self.post("wait", user=user, after=after, timeout=LONGEST_WAIT, **wanted)

    async def chat(self, user: int) -> list[dict[str, Any]]:
        """The messages of the bot in the chat."""
        return [one for one in (await self.get(f"users/{user}/chat"))["messages"] if one["from"] == "bot"]

    async def delete(self, local: Running, user: int, message_id: int) -> None:
        """Somebody takes a message of the bot out of the chat."""
        body = {"chat_id": user, "message_id": message_id}
        async with self.session.post(f"/bot{local.token}/deleteMessage", json=body) as answer:
            assert answer.status == 200, await answer.text()

    async def menu(self, local: Running, language: str) -> dict[str, str]:
        """The commands behind the menu button of whoever uses Telegram in that language ("" is any other)."""
        body = {"language_code": language}
        async with self.session.post(f"/bot{local.token}/getMyCommands", json=body) as answer:
            return {one["command"]: one["description"] for one in (await answer.json())["result"]}

    async def reports_urgently(self, user: int = HEAD) -> None:
        """Food poisoning, of the third severity: the duty officer and the division head are alerted first."""
        await self.say(user, "/khan")
        await self.press(user, "Ngộ độc")
        await self.press(user, "GỬI NGAY")

    async def calls(self, *methods: str, after: int = 0) -> list[dict[str, Any]]:
        return [call for call in await self.get("calls", after=after) if not methods or call["method"] in methods]

    async def misbehave(self, **rule: Any) -> None:
        await self.post("misbehave", **rule)


@dataclass
class Service:
    """One process's worth of the service, in this event loop."""

    settings: Settings
    _stop: asyncio.Event = field(default_factory=asyncio.Event)
    _task: asyncio.Task[None] | None = None

    @property
    def url(self) -> str:
        return f"http://{ADDRESS}:{self.settings.web_port}"

    async def start(self) -> None:
        """Raises what the service raises when it cannot start."""
        self._stop, ready = asyncio.Event(), asyncio.Event()
        self._task = asyncio.create_task(run(self.settings, stop=self._stop, ready=ready.set))
        waiting = asyncio.create_task(ready.wait())
        await asyncio.wait([self._task, waiting], return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()
        if self._task.done():
            await self._task

    async def stop(self) -> None:
        if self._task is not None:
            self._stop.set()
            task, self._task = self._task, None
            await task

    async def leads(self) -> bool:
        return bool((await self.health())["leads"])

    async def health(self) -> Any:
        async with aiohttp.ClientSession() as session, session.get(f"{self.url}/health") as answer:
            return await answer.json()


def settings_for(database_url: str, telegram_url: str, token: str, folder: Path, **other: Any) -> Settings:
    """Fast and patient with nobody: no pacing of ours unless a test asks for it."""
    given: dict[str, Any] = {
        "data_dir": folder,
        "database_url": database_url,
        "telegram_token": token,
        "telegram_api_url": telegram_url,
        "zalo_timeout": 1,
        "send_per_second": 1000,
        "chat_per_second": 1000,
        "group_per_minute": 1000,
        "web_port": free_port(),
        "demo_clock_url": f"{telegram_url}/control/clock",
        **other,
    }
    return load_settings(_env_file=None, **given)


Starter = Callable[..., Awaitable[Service]]
