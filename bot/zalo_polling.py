"""Polling of Zalo: one update a call, and what was handed out does not come again."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import structlog

from bot.channels import TooFast
from bot.channels.zalo import Zalo
from bot.channels.zalo_incoming import read
from bot.logs import describe
from bot.polling import tell_failure
from handlers.event import Event

_FIRST_RETRY, _LONGEST_RETRY = 0.5, 10.0
_LAST_ANSWER = 0.5

log = structlog.get_logger(__name__)

Take = Callable[[Event], Awaitable[None]]


async def poll(zalo: Zalo, take: Take, caught_up: Callable[[], None] = lambda: None) -> None:
    """Runs until it is cancelled. An update in hand is tried until it is kept: nobody would bring it again.

    caught_up: called when what had queued while nobody asked is handled (and again now and then).
    """
    hand = _Hand(zalo, take)
    queued = True
    webhook_off = False
    failures = 0
    try:
        while True:
            try:
                await hand.keep()
                if not webhook_off:
                    await zalo.use_polling()
                    webhook_off = True
                if not await hand.reach_out(queued_only=queued):
                    queued = False
                    caught_up()
            except Exception as error:
                failures += 1
                tell_failure(error, failures)
                asked = error.seconds if isinstance(error, TooFast) else 0.0
                await asyncio.sleep(max(asked, min(_FIRST_RETRY * 2 ** min(failures - 1, 10), _LONGEST_RETRY)))
                continue
            if failures:
                log.info("updates come again")
            failures = 0
    finally:
        await hand.empty()


class _Hand:
    """The one update that Zalo has handed out, or is asked for."""

    def __init__(self, zalo: Zalo, take: Take) -> None:
        self._zalo = zalo
        self._take = take
        self._asked: asyncio.Task[dict[str, Any] | None] | None = None
        self._event: Event | None = None

    async def reach_out(self, *, queued_only: bool) -> bool:
        """Asks for the next update; whether there was one. A call that is under way outlives its caller."""
        self._asked = asyncio.create_task(self._zalo.update(queued_only=queued_only))
        return self._receive(await asyncio.shield(self._asked))

    async def keep(self) -> None:
        """What is in hand is taken. Raises when it could not even be written down; it is in hand still."""
        if self._event is not None:
            await self._take(self._event)
            self._event = None

    async def empty(self) -> None:
        """At the end: what has been handed out, or is on its way back to us already, is kept too."""
        if self._asked is not None:
            await asyncio.wait([self._asked], timeout=_LAST_ANSWER)
            self._asked.cancel()
            await asyncio.gather(self._asked, return_exceptions=True)
            if not self._asked.cancelled() and self._asked.exception() is None:
                self._receive(self._asked.result())
        try:
            await self.keep()
        except Exception as error:
            log.error("update lost: it could not be kept", error=describe(error))

    def _receive(self, update: dict[str, Any] | None) -> bool:
        self._asked = None
        if update is not None:
            self._event = read(update)
        return update is not None
