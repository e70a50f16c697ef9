"""What tests of the local Telegram hold in their hands: its users, and a service with a webhook."""

import asyncio
from collections.abc import Callable
from typing import Any

import aiohttp
from aiohttp import web

LAN, QUAN = 11, 22
MAI, TAM = "6ede9afa66b88fe6d6a9", "tam"


class Hands:
    """The control API from a test: `post` and `get` answer parsed JSON, `status` keeps the last HTTP status."""

    def __init__(self, session: aiohttp.ClientSession) -> None:
        self.session = session
        self.status = 0

    async def post(self, path: str, **body: Any) -> Any:
        async with self.session.post(f"/control/{path}", json=body) as answer:
            self.status = answer.status
            return await answer.json()

    async def get(self, path: str, **query: Any) -> Any:
        async with self.session.get(f"/control/{path}", params=query) as answer:
            self.status = answer.status
            return await answer.json()

    async def act(self, user: int | str, act: str, **body: Any) -> Any:
        return await self.post(f"users/{user}/{act}", **body)

    async def chat(self, user: int | str) -> Any:
        return await self.get(f"users/{user}/chat")

    async def last(self, user: int | str) -> Any:
        return (await self.chat(user))["messages"][-1]


class Hook:
    """A webhook of a service. `answers` are the statuses of the next calls, 200 when there are none."""

    def __init__(self) -> None:
        self.url = ""
        self.calls: list[dict[str, Any]] = []
        self.secrets: list[str | None] = []
        self.secret_header = "X-Telegram-Bot-Api-Secret-Token"
        self.answers: list[int] = []
        self.reply: dict[str, Any] | None = None

    async def receive(self, request: web.Request) -> web.Response:
        self.calls.append(await request.json())
        self.secrets.append(request.headers.get(self.secret_header))
        status = self.answers.pop(0) if self.answers else 200
        return web.json_response(self.reply or {}, status=status)

    @property
    def texts(self) -> list[str]:
        return [call["message"]["text"] for call in self.calls if "message" in call]


async def until(true: Callable[[], object]) -> None:
    """Waits for a condition."""
    async with asyncio.timeout(10):
        while not true():  # noqa: ASYNC110
            await asyncio.sleep(0.005)
