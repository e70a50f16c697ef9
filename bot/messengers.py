"""The messengers that the service speaks with: their clients, their pace, and how their updates come."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

import structlog

from bot import pictures
from bot.channels import Channel
from bot.logs import describe
from bot.pacing import Pacing
from bot.settings import Settings
from handlers.event import Event
from storage.files import FileStore

_FIRST_RETRY, _LONGEST_RETRY = 1.0, 30.0

log = structlog.get_logger(__name__)

Take = Callable[[Event], Awaitable[None]]
Now = Callable[[], datetime]
Receive = Callable[[Take, Now, Callable[[], None]], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Messenger:
    """pacing: the limits, kept anew by each leader. receive: lets updates come, by polling (until it is cancelled) or
    by telling the messenger our webhook; it calls its last argument once what had queued meanwhile is handled.
    """

    channel: Channel
    pacing: Callable[[], Pacing]
    receive: Receive
    close: Callable[[], Awaitable[None]]


def messengers(settings: Settings, files: FileStore) -> list[Messenger]:
    """Those that have a token. The types of one of them take seconds to build."""
    found = []
    if settings.telegram_token is not None:
        found.append(_telegram(settings, files))
    if settings.zalo_token is not None:
        found.append(_zalo(settings))
    return found


def _telegram(settings: Settings, files: FileStore) -> Messenger:
    from bot.channels.telegram import Telegram
    from bot.polling import poll

    telegram = Telegram(settings.token, settings.telegram_api_url, files, settings.telegram_timeout)

    async def receive(take: Take, now: Now, caught_up: Callable[[], None]) -> None:
        url = settings.telegram_webhook_url
        if url is None:
            await poll(telegram, take, now, caught_up)
            return
        caught_up()
        await insist("webhook", lambda: telegram.use_webhook(url, settings.webhook_secret))

    return Messenger(
        telegram,
        lambda: Pacing(settings.send_per_second, settings.chat_per_second, settings.group_per_minute),
        receive,
        telegram.close,
    )


def _zalo(settings: Settings) -> Messenger:
    from bot.channels.zalo import Zalo
    from bot.zalo_polling import poll

    zalo = Zalo(settings.zalo_secret_token, settings.zalo_api_url, pictures.addresses(settings), settings.zalo_timeout)

    async def receive(take: Take, _now: Now, caught_up: Callable[[], None]) -> None:
        url = settings.zalo_webhook_url
        if url is None:
            await poll(zalo, take, caught_up)
            return
        caught_up()
        await insist("webhook", lambda: zalo.use_webhook(url, settings.zalo_secret))

    return Messenger(zalo, lambda: Pacing(settings.zalo_per_second, settings.chat_per_second), receive, zalo.close)


async def insist(what: str, call: Callable[[], Awaitable[None]]) -> None:
    """Tries until it is done: a messenger may be down for hours."""
    wait = _FIRST_RETRY
    while True:
        try:
            await call()
        except Exception as error:
            log.error("messenger refuses", what=what, reason=str(error)[:120] or describe(error))
            await asyncio.sleep(wait)
            wait = min(2 * wait, _LONGEST_RETRY)
        else:
            return
