"""The clock of the demo: follows the time that a viewer moves in the local Telegram."""

import asyncio
from collections.abc import Callable
from datetime import timedelta

import aiohttp
import structlog

from storage.clock import Clock

_LONG_POLL = 25
_TIMEOUT = aiohttp.ClientTimeout(total=_LONG_POLL + 10)
_RETRY = 1.0

log = structlog.get_logger(__name__)


async def follow(url: str, clock: Clock, moved: Callable[[], None]) -> None:
    """Sets `clock.offset` to what the address says and calls `moved` each time; runs until it is cancelled.

    The address answers {"offset_seconds", "version"}, with ?after=version only when it has changed (long poll).
    """
    asked: dict[str, str] = {}
    async with aiohttp.ClientSession(timeout=_TIMEOUT) as session:
        while True:
            try:
                async with session.get(url, params=asked) as answer:
                    told = await answer.json()
                offset, version = timedelta(seconds=told["offset_seconds"]), int(told["version"])
            except (aiohttp.ClientError, TimeoutError, ValueError, KeyError, TypeError) as error:
                log.warning("demo clock does not answer", error=type(error).__name__)
                await asyncio.sleep(_RETRY)
                continue
            asked = {"after": str(version), "timeout": str(_LONG_POLL)}
            if offset != clock.offset:
                clock.offset = offset
                moved()
