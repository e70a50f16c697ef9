"""Polling: asks Telegram for updates, and confirms a batch only when all of it is handled."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import Any

import structlog

from bot.channels import Refused, TooFast, Unavailable
from bot.channels.telegram import Telegram
from bot.channels.telegram_incoming import read
from bot.logs import describe
from handlers.event import Event

_FIRST_RETRY, _LONGEST_RETRY = 0.5, 10.0

log = structlog.get_logger(__name__)

Take = Callable[[Event], Awaitable[None]]
Update = dict[str, Any]


async def poll(
    telegram: Telegram, take: Take, now: Callable[[], datetime], caught_up: Callable[[], None] = lambda: None
) -> None:
    """Runs until it is cancelled. What was brought but not confirmed comes again after the next start.

    caught_up: called when what had queued while nobody asked is handled (and again now and then).
    """
    offset: int | None = None
    queued = True
    failures = 0
    webhook_off = False
    while True:
        try:
            if not webhook_off:
                await telegram.use_polling()
                webhook_off = True
            batch = await telegram.updates(offset, queued_only=queued)
            await handle(batch, take, now)
            if batch:
                offset = _after(batch)
            else:
                queued = False
                caught_up()
        except Exception as error:
            failures += 1
            tell_failure(error, failures)
            webhook_off = webhook_off and not isinstance(error, Unavailable)
            asked = error.seconds if isinstance(error, TooFast) else 0.0
            await asyncio.sleep(max(asked, min(_FIRST_RETRY * 2 ** min(failures - 1, 10), _LONGEST_RETRY)))
            continue
        if failures:
            log.info("updates come again")
        failures = 0


async def handle(batch: Sequence[Update], take: Take, now: Callable[[], datetime]) -> None:
    """The accounts at the same time, the updates of an account in order.

    Raises the first error when an update could not even be kept; by then all the others are handled.
    """
    by_account: dict[str, list[Event]] = {}
    for update in batch:
        event = read(update, now())
        if event is not None:
            by_account.setdefault(event.address, []).append(event)
    ended = await asyncio.gather(*(_in_order(events, take) for events in by_account.values()), return_exceptions=True)
    for error in ended:
        if error is not None:
            raise error


def _after(batch: Sequence[Update]) -> int:
    """The offset that confirms the batch. Raises Unavailable when nothing in it has a number."""
    numbers = [update["update_id"] for update in batch if isinstance(update.get("update_id"), int)]
    if not numbers:
        raise Unavailable("updates without a number")
    return int(max(numbers)) + 1


async def _in_order(events: Sequence[Event], take: Take) -> None:
    for event in events:
        await take(event)


def tell_failure(error: Exception, failures: int) -> None:
    """One line when it begins and one now and then, not one a try."""
    if failures & (failures - 1):
        return
    known = isinstance(error, Unavailable | TooFast | Refused)
    reason = str(error)[:120] if known else describe(error)
    log.error("no updates", reason=reason, failures=failures)
