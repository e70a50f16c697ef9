"""The clock of the demo: follows the time that a viewer moves in the local Telegram."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import aiohttp
import structlog

from storage.clock import Clock

_LONG_POLL = 25
_TIMEOUT = aiohttp.ClientTimeout(total=_LONG_POLL + 10)
_FIRST_TIMEOUT = aiohttp.ClientTimeout(total=2)
_RETRY = 1.0
_NO_ANSWER = (aiohttp.ClientError, TimeoutError, ValueError, KeyError, TypeError)

log = structlog.get_logger(__name__)


async def begin(url: str, clock: Clock) -> None:
    """Sets the clock before anything is done by it. An address that does not answer is left to `follow`."""
    try:
        async with aiohttp.ClientSession(timeout=_FIRST_TIMEOUT) as session, session.get(url) as answer:
            clock.offset, _ = _read(await answer.json())
    except _NO_ANSWER as error:
        log.warning("demo clock does not answer", error=type(error).__name__)


async def follow(url: str, clock: Clock, moved: Callable[[], None]) -> None:
    """Sets `clock.offset` to what the address says and calls `moved` each time; runs until it is cancelled.

    The address answers {"offset_seconds", "version"}, with ?after=version only when it has changed (long poll).
    """
    asked: dict[str, str] = {}
    async with aiohttp.ClientSession(timeout=_TIMEOUT) as session:
        while True:
            try:
                async with session.get(url, params=asked) as answer:
                    offset, version = _read(await answer.json())
            except _NO_ANSWER as error:
                log.warning("demo clock does not answer", error=type(error).__name__)
                await asyncio.sleep(_RETRY)
                continue
            asked = {"after": str(version), "timeout": str(_LONG_POLL)}
            if offset != clock.offset:
                clock.offset = offset
                moved()


def _read(told: Any) -> tuple[timedelta, int]:
    return timedelta(seconds=told["offset_seconds"]), int(told["version"])
