"""The running service: composes its parts, listens, and stops so that everything in flight is recorded."""

import asyncio
import contextlib
import signal
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

import structlog

from bot import logs, pictures, web
from bot.channels import telegram_incoming, zalo_incoming
from bot.demo import clock as demo_clock
from bot.flood import Flood
from bot.intake import Intake
from bot.leading import Leading, Wakes
from bot.metrics import Metrics
from bot.metrics import application as metrics_application
from bot.settings import Settings
from bot.web import Webhook
from rules.catalogue import Catalogue, RulesError, load_catalogue
from storage import migrate, outbox
from storage.database import Database
from storage.files import FileStore
from storage.keys import KeysUnusable
from storage.vitals import Vitals, vitals

_HEALTHY_WITHIN = 5.0

log = structlog.get_logger(__name__)


class CannotStart(Exception):
    """The service cannot start; the message says, in Vietnamese, what to do."""


async def run(settings: Settings, *, stop: asyncio.Event, ready: Callable[[], None]) -> None:
    """Runs until `stop` is set. `ready` is called once updates can be taken, whether Telegram answers or not.

    Raises CannotStart or SettingsError with a sentence for the operator.
    """
    url = settings.resolved_database_url
    settings.check_tokens()
    if lacking := migrate.missing(url):
        raise CannotStart(lacking)
    rules = _rules(settings)
    with contextlib.closing(Database(url)) as database:
        wakes = Wakes()
        metrics = Metrics()
        flood = Flood(settings.account_per_minute)
        intake = Intake(database, rules, wakes.committed, flood, metrics.update_taken)
        leading = Leading(settings, database, rules, intake, wakes, metrics)
        _key(leading.files)
        if settings.demo_clock_url:
            await demo_clock.begin(settings.demo_clock_url, database.clock)
        async with contextlib.AsyncExitStack() as listening:
            await _listen(listening, settings, database, intake, leading, stop)
            await _tell(listening, settings, database, leading, metrics)
            async with asyncio.TaskGroup() as tasks:
                background = [tasks.create_task(leading.run(), name="leading")]
                if settings.demo_clock_url:
                    following = demo_clock.follow(settings.demo_clock_url, database.clock, wakes.all)
                    background.append(tasks.create_task(following, name="demo clock"))
                log.info("started", database=database.engine.dialect.name, rules=rules.fingerprint[:12])
                ready()
                await stop.wait()
                await asyncio.sleep(settings.drain_seconds)
                await listening.aclose()
                for task in background:
                    task.cancel()
    log.info("stopped")


def run_here(settings: Settings, ready: Callable[[], None]) -> None:
    """`run` in this process until Ctrl+C or SIGTERM, on uvloop where there is one, with its logs set up."""
    logs.set_up(settings.log_level, settings.log_format)

    async def until_told() -> None:
        stop = asyncio.Event()
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            with contextlib.suppress(NotImplementedError):
                loop.add_signal_handler(number, stop.set)
        await run(settings, stop=stop, ready=ready)

    try:
        import uvloop
    except ImportError:
        asyncio.run(until_told())
        return
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(until_told())


def _rules(settings: Settings) -> Catalogue:
    try:
        return load_catalogue(settings.rules_dir)
    except RulesError as error:
        raise CannotStart(str(error)) from None


def _key(files: FileStore) -> None:
    """There is a key from the first start on: whoever has lost it hears that now, and not with the next picture."""
    try:
        files.key()
    except KeysUnusable as error:
        raise CannotStart(str(error)) from None


def _webhooks(settings: Settings, database: Database) -> list[Webhook]:
    found = []
    if settings.telegram_webhook_url:
        path = urlsplit(settings.telegram_webhook_url).path
        read = lambda update: telegram_incoming.read(update, database.clock.now())  # noqa: E731
        found.append(Webhook(path, telegram_incoming.SECRET_HEADER, settings.webhook_secret, read))
    if settings.zalo_webhook_url:
        path = urlsplit(settings.zalo_webhook_url).path
        found.append(Webhook(path, zalo_incoming.SECRET_HEADER, settings.zalo_secret, zalo_incoming.read))
    return found


async def _listen(
    stack: contextlib.AsyncExitStack,
    settings: Settings,
    database: Database,
    intake: Intake,
    leading: Leading,
    stop: asyncio.Event,
) -> None:
    """A port that is taken is fatal for a webhook; with polling only /health is missing."""

    async def health() -> dict[str, Any]:
        async with asyncio.timeout(_HEALTHY_WITHIN):
            waiting = await database.run(outbox.waiting)
        return {"leads": leading.leads, "waiting": waiting, **leading.messengers_answer}

    app = web.application(health, stop.is_set)
    for webhook in _webhooks(settings, database):
        web.add_webhook(app, webhook, intake.take)
    if settings.public_url and settings.zalo_token:
        pictures.add_route(app, settings, leading.files)
    try:
        await stack.enter_async_context(web.listening(app, settings.web_host, settings.web_port))
    except OSError:
        where = f"{settings.web_host}:{settings.web_port}"
        if settings.telegram_webhook_url or settings.zalo_webhook_url:
            raise CannotStart(
                f"Không mở được cổng {where}: có thể một chương trình khác đang dùng. "
                "Xin đặt BCN_WEB_PORT thành một cổng còn trống."
            ) from None
        log.warning("no /health: the port is taken", address=where)


async def _tell(
    stack: contextlib.AsyncExitStack, settings: Settings, database: Database, leading: Leading, metrics: Metrics
) -> None:
    """On a port of its own, because the one of the webhooks is open to the world. One that is taken is only missing."""
    if settings.metrics_port is None:
        return

    async def stand() -> tuple[Vitals, bool, Mapping[str, bool]]:
        async with asyncio.timeout(_HEALTHY_WITHIN):
            return await database.read(vitals), leading.leads, leading.messengers_answer

    try:
        app = metrics_application(metrics, stand)
        await stack.enter_async_context(web.listening(app, settings.metrics_host, settings.metrics_port))
    except OSError:
        log.warning("no /metrics: the port is taken", address=f"{settings.metrics_host}:{settings.metrics_port}")
