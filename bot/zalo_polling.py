"""Polling of Zalo: one update a call, and what was handed out does not come again."""

import asyncio
from collections.abc import Awaitable, Callable

import structlog

from bot.channels import TooFast
from bot.channels.zalo import Zalo
from bot.channels.zalo_incoming import read
from bot.polling import tell_failure
from handlers.event import Event

_FIRST_RETRY, _LONGEST_RETRY = 0.5, 10.0

log = structlog.get_logger(__name__)

Take = Callable[[Event], Awaitable[None]]


async def poll(zalo: Zalo, take: Take, caught_up: Callable[[], None] = lambda: None) -> None:
    """Runs until it is cancelled. An update in hand is tried until it is kept: nobody would bring it again.

    caught_up: called when what had queued while nobody asked is handled (and again now and then).
    """
    in_hand: Event | None = None
    queued = True
    webhook_off = False
    failures = 0
    while True:
        try:
            if in_hand is not None:
                await take(in_hand)
                in_hand = None
            if not webhook_off:
                await zalo.use_polling()
                webhook_off = True
            update = await zalo.update(queued_only=queued)
            if update is None:
                queued = False
                caught_up()
            else:
                in_hand = read(update)
        except Exception as error:
            failures += 1
            tell_failure(error, failures)
            asked = error.seconds if isinstance(error, TooFast) else 0.0
            await asyncio.sleep(max(asked, min(_FIRST_RETRY * 2 ** min(failures - 1, 10), _LONGEST_RETRY)))
            continue
        if failures:
            log.info("updates come again")
        failures = 0
