"""What only one process may do: poll for updates, send, fetch and make files, keep the time. The others wait for it."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass, field

import structlog

from bot.backups import DUE as BACKUP
from bot.backups import Backups
from bot.delivery import Delivery
from bot.fetching import Fetching
from bot.forgetting import DUE as GONE_FILES
from bot.forgetting import Forgetting
from bot.intake import HELD, Intake, retry_held
from bot.leadership import leadership
from bot.logs import describe
from bot.makers import with_files
from bot.making import Workshop
from bot.messengers import Messenger, insist, messengers
from bot.metrics import Metrics
from bot.settings import Settings
from rules.catalogue import Catalogue
from scheduler.clock import ACTS, Ticker
from storage.database import Database, Tx
from storage.files import FileStore
from storage.keys import Keyring

_TRY_AGAIN = 1.0
_CATCHES_UP_WITHIN = 5.0

log = structlog.get_logger(__name__)


@dataclass(slots=True)
class Parts:
    """What a leader has running: a delivery and a fetching for each messenger, the clock, and who makes files."""

    deliveries: Sequence[Delivery]
    fetchings: Sequence[Fetching]
    ticker: Ticker
    workshop: Workshop

    def wake_deliveries(self) -> None:
        for delivery in self.deliveries:
            delivery.wake()

    def wake_fetchings(self) -> None:
        for fetching in self.fetchings:
            fetching.wake()


@dataclass(slots=True)
class Wakes:
    """Whom a commit of this process wakes: its own parts when it leads, else (by `news`) the leader."""

    parts: Parts | None = None
    news: asyncio.Event = field(default_factory=asyncio.Event)

    def committed(self, tx: Tx) -> None:
        if self.parts is None:
            if tx.wakes_delivery or tx.wakes_clock or tx.wakes_fetching or tx.wakes_making:
                self.news.set()
            return
        if tx.wakes_delivery:
            self.parts.wake_deliveries()
        if tx.wakes_clock:
            self.parts.ticker.wake()
        if tx.wakes_fetching:
            self.parts.wake_fetchings()
        if tx.wakes_making:
            self.parts.workshop.wake()

    def by_clock(self) -> None:
        """The clock has done something: there may be messages to send, or files to make for them."""
        if self.parts is not None:
            self.parts.wake_deliveries()
            self.parts.workshop.wake()

    def all(self) -> None:
        """Something may have changed that this process did not see."""
        if self.parts is not None:
            self.parts.wake_deliveries()
            self.parts.ticker.wake()
            self.parts.wake_fetchings()
            self.parts.workshop.wake()


class Leading:
    """Leads whenever it may."""

    def __init__(
        self,
        settings: Settings,
        database: Database,
        rules: Catalogue,
        intake: Intake,
        wakes: Wakes,
        metrics: Metrics,
    ) -> None:
        self._settings = settings
        self._database = database
        self._rules = rules
        self._intake = intake
        self._wakes = wakes
        self._metrics = metrics
        self.files = FileStore(settings.data_dir / "files", Keyring(settings.keys_at))

    @property
    def leads(self) -> bool:
        return self._wakes.parts is not None

    @property
    def messengers_answer(self) -> dict[str, bool]:
        """Which messengers are well, by their names; none when this process does not send."""
        deliveries = self._wakes.parts.deliveries if self._wakes.parts else ()
        return {delivery.channel: delivery.well for delivery in deliveries}

    async def run(self) -> None:
        """Until it is cancelled; then everything in flight is recorded, and another process may lead."""
        # Until the clients are built, updates are taken already.
        spoken = await asyncio.to_thread(messengers, self._settings, self.files)
        claim = leadership(self._settings.resolved_database_url)
        try:
            waits = False
            while True:
                if await claim.acquire():
                    waits = False
                    await self._lead(spoken, claim.hold)
                elif not waits:
                    waits = True
                    log.info("another process leads")
                if await self._news():
                    await claim.tell()
        finally:
            await claim.close()
            for messenger in spoken:
                await messenger.close()

    async def _news(self) -> bool:
        """Whether this process has committed something before it was time to try for the leadership again."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_TRY_AGAIN):
                await self._wakes.news.wait()
        told = self._wakes.news.is_set()
        self._wakes.news.clear()
        return told

    async def _lead(self, spoken: Sequence[Messenger], hold: Callable[[Callable[[], None]], Awaitable[None]]) -> None:
        """Until the leadership is lost."""
        try:
            async with self._parts(spoken):
                log.info("leads")
                await hold(self._wakes.all)
        except Exception as error:
            log.error("cannot lead", error=describe(error))

    @contextlib.asynccontextmanager
    async def _parts(self, spoken: Sequence[Messenger]) -> AsyncIterator[None]:
        database, rules, wakes = self._database, self._rules, self._wakes
        deliveries = [
            Delivery(database, rules, one.channel, one.pacing(), wakes.committed, self._metrics.message_tried)
            for one in spoken
        ]
        fetchings = [Fetching(database, rules, one.channel, self.files) for one in spoken]
        channels = [one.channel for one in spoken]
        makers = with_files(self.files)
        workshop = Workshop(database, rules, self.files, channels, wakes.committed, makers)
        saving = Backups(self._settings, database)
        parts: list[Delivery | Fetching | Workshop | Backups] = [*deliveries, *fetchings, workshop, saving]
        acts = {**ACTS, HELD: retry_held, BACKUP: saving.on_due, GONE_FILES: Forgetting(self.files).on_due}
        ticker = Ticker(database, rules, wakes.by_clock, acts)
        async with contextlib.AsyncExitStack() as stack:
            for part in parts:
                stack.push_async_callback(_calmly, part.stop)
                await part.start()
            wakes.parts = Parts(deliveries, fetchings, ticker, workshop)
            stack.callback(setattr, wakes, "parts", None)
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(_CATCHES_UP_WITHIN):
                    await asyncio.gather(*[self._receive(one, stack).wait() for one in spoken])
            stack.push_async_callback(_calmly, ticker.stop)
            await ticker.start()
            yield

    def _receive(self, messenger: Messenger, stack: contextlib.AsyncExitStack) -> asyncio.Event:
        """Set once what people did while the service was down is known: nobody is alerted for want of it."""
        caught_up = asyncio.Event()
        for work in (
            messenger.receive(self._intake.take, self._database.clock.now, caught_up.set),
            insist("commands", messenger.channel.set_common_commands),
        ):
            task = asyncio.ensure_future(work)
            stack.push_async_callback(_cancelled, task)
        return caught_up


async def _calmly(stop: Callable[[], Awaitable[None]]) -> None:
    """One part that cannot stop properly (the database is gone) keeps none of the others from it."""
    try:
        await stop()
    except Exception as error:
        log.error("not stopped properly", error=describe(error))


async def _cancelled(task: asyncio.Future[None]) -> None:
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
