"""A messenger for measurements: takes Bot API calls at once, and plays the same dialogue in many chats over a webhook.

It knows no limits and checks nothing (the local Telegram in simulator/ does), so that it costs the service no time.
"""

import asyncio
import itertools
import json
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from aiohttp import ClientSession, MultipartReader, web

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
_ANSWER_WAIT = 30.0
_QUIET = 0.5


@dataclass(slots=True)
class Chat:
    """What the bot last showed in a chat, and an event that is set whenever it shows something."""

    message_id: int = 0
    text: str = ""
    buttons: list[dict[str, str]] = field(default_factory=list)
    shown: asyncio.Event = field(default_factory=asyncio.Event)


@dataclass(frozen=True, slots=True)
class Step:
    """One thing a person does: types `text`, or presses the first button whose label holds one of `labels`."""

    text: str = ""
    labels: tuple[str, ...] = ()


class Messenger:
    """Serves the Bot API on 127.0.0.1 and posts updates to `webhook`."""

    def __init__(self) -> None:
        self.chats: dict[int, Chat] = {}
        self.calls: list[tuple[float, str, int]] = []
        self.webhook = ""
        self.secret = ""
        self._numbers = itertools.count(1000)
        self._runner: web.AppRunner | None = None
        self._session: ClientSession | None = None
        self.url = ""

    async def start(self) -> None:
        app = web.Application()
        app.router.add_route("*", "/bot{token}/{method}", self._answer)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        port = site._server.sockets[0].getsockname()[1]  # type: ignore[union-attr]
        self.url = f"http://127.0.0.1:{port}"
        self._session = ClientSession()

    async def stop(self) -> None:
        assert self._session is not None
        assert self._runner is not None
        await self._session.close()
        await self._runner.cleanup()

    def chat(self, chat_id: int) -> Chat:
        return self.chats.setdefault(chat_id, Chat())

    async def post(self, update: dict[str, Any]) -> None:
        """One update to the webhook; raises RuntimeError unless it is answered with 200."""
        assert self._session is not None
        headers = {SECRET_HEADER: self.secret} if self.secret else {}
        async with self._session.post(self.webhook, json=update, headers=headers) as answer:
            if answer.status != 200:
                raise RuntimeError(f"the webhook answered {answer.status}")

    async def silence(self) -> None:
        """Waits until the bot has said nothing for a while."""
        told = -1
        while told != len(self.calls):
            told = len(self.calls)
            await asyncio.sleep(_QUIET)

    async def act(self, chat_id: int, step: Step) -> None:
        """Does one step and waits until the bot has shown something in this chat."""
        chat = self.chat(chat_id)
        chat.shown.clear()
        await self.post(self._update(chat_id, chat, step))
        try:
            await asyncio.wait_for(chat.shown.wait(), _ANSWER_WAIT)
        except TimeoutError:
            raise RuntimeError(f"no answer to {step} in chat {chat_id}; it shows: {chat.text[:200]!r}") from None

    def _update(self, chat_id: int, chat: Chat, step: Step) -> dict[str, Any]:
        number = next(self._numbers)
        person = {"id": chat_id, "is_bot": False, "first_name": "Mẫu"}
        place = {"id": chat_id, "type": "private", "first_name": "Mẫu"}
        if step.labels:
            data = next((b["callback_data"] for label in step.labels for b in chat.buttons if label in b["text"]), None)
            if data is None:
                labels = [b["text"] for b in chat.buttons]
                raise RuntimeError(f"none of {step.labels} among {labels} under {chat.text[:200]!r}")
            message = {"message_id": chat.message_id, "date": int(time.time()), "chat": place, "text": chat.text}
            press = {"id": str(number), "from": person, "chat_instance": "1", "data": data, "message": message}
            return {"update_id": number, "callback_query": press}
        message = {
            "message_id": number,
            "date": int(time.time()),
            "chat": place,
            "from": person,
            "text": step.text,
        }
        if step.text.startswith("/"):
            message["entities"] = [{"type": "bot_command", "offset": 0, "length": len(step.text.split()[0])}]
        return {"update_id": number, "message": message}

    async def _answer(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        payload = await _payload(request)
        chat_id = int(payload.get("chat_id") or 0)
        self.calls.append((time.perf_counter(), method, chat_id))
        result: Any = True
        if method == "setWebhook":
            self.secret = str(payload.get("secret_token") or "")
        if method == "getMe":
            result = {"id": 1, "is_bot": True, "first_name": "Bench", "username": "bench_bot"}
        elif method.startswith(("send", "editMessage")):
            number = int(payload.get("message_id") or next(self._numbers))
            self._show(chat_id, number, payload)
            result = {
                "message_id": number,
                "date": int(time.time()),
                "chat": {"id": chat_id, "type": "private"},
                "text": payload.get("text", ""),
            }
        return web.json_response({"ok": True, "result": result})

    def _show(self, chat_id: int, message_id: int, payload: dict[str, Any]) -> None:
        chat = self.chat(chat_id)
        markup = payload.get("reply_markup") or {}
        if isinstance(markup, str):
            markup = json.loads(markup)
        if "text" not in payload:
            return
        chat.message_id, chat.text = message_id, str(payload["text"])
        chat.buttons = [button for row in markup.get("inline_keyboard", ()) for button in row]
        chat.shown.set()


async def _payload(request: web.Request) -> dict[str, Any]:
    if request.content_type == "application/json":
        return dict(await request.json())
    if request.content_type == "multipart/form-data":
        told: dict[str, Any] = {}
        reader = await request.multipart()
        assert isinstance(reader, MultipartReader)
        async for part in reader:
            told[part.name] = await part.text()  # type: ignore[union-attr,index]
        return told
    return {**request.query, **await request.post()}


async def play(messenger: Messenger, chat_ids: Sequence[int], steps: Sequence[Step], rounds: int) -> int:
    """Every chat plays the dialogue `rounds` times, all chats at once; how many steps were done."""

    async def one(chat_id: int) -> None:
        for _ in range(rounds):
            for step in steps:
                await messenger.act(chat_id, step)

    await asyncio.gather(*(one(chat_id) for chat_id in chat_ids))
    return len(chat_ids) * rounds * len(steps)
