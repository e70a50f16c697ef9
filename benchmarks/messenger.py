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
    """The buttons below each message of the bot, and an event that is set whenever it shows something."""

    buttons: dict[int, list[dict[str, str]]] = field(default_factory=dict)
    shown: asyncio.Event = field(default_factory=asyncio.Event)

    def find(self, step: "Step") -> tuple[int, str] | None:
        """The newest message with a button that the step may press, and what the button carries."""
        for message_id in sorted(self.buttons, reverse=True):
            for label in step.labels:
                for button in self.buttons[message_id]:
                    if label in button["text"]:
                        return message_id, button["callback_data"]
        return None


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

    async def act(self, chat_id: int, step: Step, then: Step | None = None) -> None:
        """Does one step and waits until the bot has shown something on which the step `then` can be done.

        A command begins anew: nobody presses a button above it.
        """
        chat = self.chat(chat_id)
        chat.shown.clear()
        if step.text.startswith("/"):
            chat.buttons.clear()
        await self.post(self._update(chat_id, chat, step))
        try:
            async with asyncio.timeout(_ANSWER_WAIT):
                await chat.shown.wait()
                while then is not None and then.labels and chat.find(then) is None:
                    chat.shown.clear()
                    await chat.shown.wait()
        except TimeoutError:
            raise RuntimeError(f"no answer to {step} in chat {chat_id}; it shows: {chat.buttons}") from None

    def _update(self, chat_id: int, chat: Chat, step: Step) -> dict[str, Any]:
        number = next(self._numbers)
        person = {"id": chat_id, "is_bot": False, "first_name": "Mẫu"}
        place = {"id": chat_id, "type": "private", "first_name": "Mẫu"}
        if step.labels:
            found = chat.find(step)
            if found is None:
                raise RuntimeError(f"none of {step.labels} in chat {chat_id}; it shows: {chat.buttons}")
            message_id, data = found
            message = {"message_id": message_id, "date": int(time.time()), "chat": place, "text": "…"}
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
        chat.buttons[message_id] = [button for row in markup.get("inline_keyboard", ()) for button in row]
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
            for step, then in zip(steps, [*steps[1:], None], strict=True):
                await messenger.act(chat_id, step, then)

    await asyncio.gather(*(one(chat_id) for chat_id in chat_ids))
    return len(chat_ids) * rounds * len(steps)
