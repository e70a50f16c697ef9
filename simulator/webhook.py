"""Delivery to a webhook: several calls at a time, in order within a chat, again and again until it answers 2xx."""

import asyncio
import contextlib
import random
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import aiohttp

from simulator.queue import Queue, Update
from simulator.world import Json

TIMEOUT = aiohttp.ClientTimeout(total=60)
FIRST_RETRY, LONGEST_RETRY = 0.2, 30.0
SHUFFLE_SECONDS = 0.2

Reply = Callable[[Json], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class Target:
    """Where updates go. `connections` calls may be on their way at once."""

    url: str
    secret: str
    connections: int


class Webhook:
    """Sends the queue to the target. A chat is a lane: its next update leaves when the one before has arrived."""

    def __init__(self, updates: Queue, secret_header: str) -> None:
        self.updates = updates
        self.secret_header = secret_header
        self.reply: Reply | None = None
        self.target: Target | None = None
        self.shuffle = False
        self.last_error: tuple[int, str] | None = None
        self._session: aiohttp.ClientSession | None = None
        self._tasks: list[asyncio.Task[None]] = []
        self._clear()

    def _clear(self) -> None:
        self._lanes: dict[object, deque[Update]] = {}
        self._ready: deque[object] = deque()
        self._work = asyncio.Semaphore(0)

    async def start(self, target: Target) -> None:
        await self.stop()
        self.target = target
        self.last_error = None
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=0, ssl=False), timeout=TIMEOUT, cookie_jar=aiohttp.DummyCookieJar()
        )
        self.updates.taker = self._take
        for update in list(self.updates.pending.values()):
            self._take(update)
        self._tasks = [asyncio.create_task(self._deliver(target)) for _ in range(target.connections)]

    async def stop(self) -> None:
        self.updates.taker = None
        self.target = None
        others = [task for task in self._tasks if task is not asyncio.current_task()]
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
        self._tasks = []
        self._clear()
        if self._session:
            await self._session.close()
            self._session = None

    def _take(self, update: Update) -> None:
        key: object = update.chat_id
        if self.shuffle or key is None:
            key = update
        lane = self._lanes.get(key)
        if lane is not None:
            lane.append(update)
            return
        lane = self._lanes[key] = deque([update])
        if self.shuffle:
            pause = random.random() * SHUFFLE_SECONDS  # noqa: S311 - chance, not a secret
            asyncio.get_running_loop().call_later(pause, self._make_ready, key, lane)
        else:
            self._make_ready(key, lane)

    def _make_ready(self, key: object, lane: deque[Update]) -> None:
        """Ignores a retry that was planned for a webhook set earlier."""
        if self._lanes.get(key) is not lane:
            return
        self._ready.append(key)
        self._work.release()

    async def _deliver(self, target: Target) -> None:
        while True:
            await self._work.acquire()
            key = self._ready.popleft()
            lane = self._lanes[key]
            update = lane[0]
            arrived = self.updates.expired(update) or await self._send(target, update)
            if arrived:
                self.updates.pending.pop(update.serial, None)
            if self.target is not target:
                return
            if not arrived:
                update.attempts += 1
                pause = min(LONGEST_RETRY, FIRST_RETRY * 2 ** min(update.attempts - 1, 10))
                asyncio.get_running_loop().call_later(pause, self._make_ready, key, lane)
                continue
            lane.popleft()
            if lane:
                self._make_ready(key, lane)
            else:
                del self._lanes[key]

    async def _send(self, target: Target, update: Update) -> bool:
        headers = {"Content-Type": "application/json"}
        if target.secret:
            headers[self.secret_header] = target.secret
        if self._session is None:
            return False
        try:
            async with self._session.post(
                target.url, data=update.body, headers=headers, allow_redirects=False
            ) as answer:
                if not 200 <= answer.status < 300:
                    self._note_error(f"Wrong response from the webhook: {answer.status} {answer.reason}")
                    return False
                await self._act_on_reply(answer)
                return True
        except TimeoutError:
            self._note_error("Read timeout expired")
        except aiohttp.ClientConnectorError:
            self._note_error("Connection refused")
        except (aiohttp.ClientError, OSError):
            self._note_error("Connection reset by peer")
        return False

    async def _act_on_reply(self, answer: aiohttp.ClientResponse) -> None:
        """A webhook may answer with a method to call; Telegram tells nobody how that went."""
        if self.reply is None or answer.content_type != "application/json":
            return
        with contextlib.suppress(ValueError):
            call = await answer.json()
            if isinstance(call, dict) and isinstance(call.get("method"), str):
                await self.reply(call)

    def _note_error(self, what: str) -> None:
        self.last_error = (self.updates.clock.seconds(), what)
