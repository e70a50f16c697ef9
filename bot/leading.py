"""What only one process may do: bring updates by polling, send, fetch files, keep the time. The others wait for it."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import structlog

from bot.delivery import Delivery
from bot.fetching import Fetching
from bot.intake import HELD, Intake, retry_held
from bot.leadership import leadership
from bot.logs import describe
from bot.pacing import Pacing
from bot.settings import Settings
from rules.catalogue import Catalogue
from scheduler.clock import ACTS, Ticker
from storage.database import Database, Tx
from storage.files import FileStore

if TYPE_CHECKING:
    from bot.channels.telegram import Telegram

_TRY_AGAIN = 1.0
_CATCHES_UP_WITHIN = 5.0
_FIRST_RETRY, _LONGEST_RETRY = 1.0, 30.0

log = structlog.get_logger(__name__)


@dataclass(slots=True)
class Parts:
    """What a leader has running."""

    delivery: Delivery
    fetching: Fetching
    ticker: Ticker


@dataclass(slots=True)
class Wakes:
    """Whom a commit of this process wakes: its own parts when it leads, else (by `news`) the leader."""

    parts: Parts | None = None
    news: asyncio.Event = field(default_factory=asyncio.Event)

    def committed(self, tx: Tx) -> None:
        if self.parts is None:
            if tx.wakes_delivery or tx.wakes_clock or tx.wakes_fetching:
                self.news.set()
            return
        if tx.wakes_delivery:
            self.parts.delivery.wake()
        if tx.wakes_clock:
            self.parts.ticker.wake()
        if tx.wakes_fetching:
            self.parts.fetching.wake()

    def all(self) -> None:
        """Something may have changed that this process did not see."""
        if self.parts is not None:
            self.parts.delivery.wake()
            self.parts.ticker.wake()
            self.parts.fetching.wake()


class Leading:
    """Leads whenever it may."""

    def __init__(self, settings: Settings, database: Database, rules: Catalogue, intake: Intake, wakes: Wakes) -> None:
        self._settings = settings
        self._database = database
        self._rules = rules
        self._intake = intake
        self._wakes = wakes
        self._files = FileStore(settings.data_dir / "files")

    @property
    def leads(self) -> bool:
        return self._wakes.parts is not None

    @property
    def telegram_answers(self) -> bool | None:
        """None when this process does not send."""
        return self._wakes.parts.delivery.well if self._wakes.parts else None

    async def run(self) -> None:
        """Until it is cancelled; then everything in flight is recorded, and another process may lead."""
        telegram = await asyncio.to_thread(self._client)
        claim = leadership(self._settings.resolved_database_url)
        try:
            waits = False
            while True:
                if await claim.acquire():
                    waits = False
                    await self._lead(telegram, claim.hold)
                elif not waits:
                    waits = True
                    log.info("another process leads")
                if await self._news():
                    await claim.tell()
        finally:
            await claim.close()
            await telegram.close()

    def _client(self) -> "Telegram":
        """The types of aiogram take seconds to build: until then updates are taken already."""
        from bot.channels.telegram import Telegram

        settings = self._settings
        return Telegram(settings.token, settings.telegram_api_url, self._files, settings.telegram_timeout)

    async def _news(self) -> bool:
        """Whether this process has committed something before it was time to try for the leadership again."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._wakes.news.wait(), _TRY_AGAIN)
        told = self._wakes.news.is_set()
        self._wakes.news.clear()
        return told

    async def _lead(self, telegram: "Telegram", hold: Callable[[Callable[[], None]], Awaitable[None]]) -> None:
        """Until the leadership is lost."""
        try:
            async with self._parts(telegram):
                log.info("leads")
                await hold(self._wakes.all)
        except Exception as error:
            log.error("cannot lead", error=describe(error))

    @contextlib.asynccontextmanager
    async def _parts(self, telegram: "Telegram") -> AsyncIterator[None]:
        settings, wakes = self._settings, self._wakes
        pacing = Pacing(settings.send_per_second, settings.chat_per_second, settings.group_per_minute)
        delivery = Delivery(self._database, self._rules, telegram, pacing, wakes.committed)
        fetching = Fetching(self._database, self._rules, telegram, self._files)
        ticker = Ticker(self._database, self._rules, delivery.wake, {**ACTS, HELD: retry_held})
        async with contextlib.AsyncExitStack() as stack:
            for part in (delivery, fetching):
                stack.push_async_callback(_calmly, part.stop)
                await part.start()
            wakes.parts = Parts(delivery, fetching, ticker)
            stack.callback(setattr, wakes, "parts", None)
            caught_up = asyncio.Event()
            for work in (
                self._receive(telegram, caught_up.set),
                _insist("commands", telegram.set_common_commands),
            ):
                task = asyncio.create_task(work)
                stack.push_async_callback(_cancelled, task)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(caught_up.wait(), _CATCHES_UP_WITHIN)
            stack.push_async_callback(_calmly, ticker.stop)
            await ticker.start()
            yield

    async def _receive(self, telegram: "Telegram", caught_up: Callable[[], None]) -> None:
        """`caught_up`: what people did while the service was down is known, so nobody is alerted for want of it."""
        from bot.polling import poll

        url = self._settings.telegram_webhook_url
        if url:
            caught_up()
            await _insist("webhook", lambda: telegram.use_webhook(url, self._settings.webhook_secret))
        else:
            await poll(telegram, self._intake.take, self._database.clock.now, caught_up)


async def _insist(what: str, call: Callable[[], Awaitable[None]]) -> None:
    """Tries until it is done: Telegram may be down for hours."""
    wait = _FIRST_RETRY
    while True:
        try:
            await call()
        except Exception as error:
            log.error("telegram refuses", what=what, reason=str(error)[:120] or describe(error))
            await asyncio.sleep(wait)
            wait = min(2 * wait, _LONGEST_RETRY)
        else:
            return


async def _calmly(stop: Callable[[], Awaitable[None]]) -> None:
    """One part that cannot stop properly (the database is gone) keeps none of the others from it."""
    try:
        await stop()
    except Exception as error:
        log.error("not stopped properly", error=describe(error))


async def _cancelled(task: asyncio.Task[None]) -> None:
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
