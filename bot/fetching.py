"""Fetching: brings the files that people sent from their messenger into the store."""

import asyncio
import contextlib
import random
import time

import structlog

import locales
from bot.channels import Channel, FileGone, FileTooBig, TooFast, Unavailable
from bot.logs import describe
from rules import positions
from rules.catalogue import Catalogue
from storage import fetching, outbox, sending
from storage.database import Database, Tx
from storage.files import Dangerous, FileStore, TooBig
from storage.outbox import Priority
from storage.screens import Screen
from storage.tables.incidents import Attachment

MOST_BYTES = 20 * 1024 * 1024
_AT_ONCE = 4
_LOOK_AGAIN = 5.0
_FIRST_RETRY, _LONGEST_RETRY = 2.0, 600.0
_MOST_TRIES = 20
_TOLD = {"too_big": "file-too-big", "refused": "file-refused", "failed": "file-failed"}

log = structlog.get_logger(__name__)


class Fetching:
    """One loop for one messenger. A file that does not come is tried again for about two hours."""

    def __init__(self, database: Database, rules: Catalogue, channel: Channel, files: FileStore) -> None:
        self._database = database
        self._rules = rules
        self._channel = channel
        self._files = files
        self._wake = asyncio.Event()
        self._busy: dict[int, asyncio.Task[None]] = {}
        self._tries: dict[int, int] = {}
        self._again: dict[int, float] = {}
        self._loop: asyncio.Task[None] | None = None

    async def start(self) -> None:
        await asyncio.to_thread(self._files.sweep)
        self._loop = asyncio.create_task(self._run(), name=f"fetching {self._channel.name}")

    def wake(self) -> None:
        """A file may be waiting."""
        self._wake.set()

    async def stop(self) -> None:
        """A fetch that is cut off begins anew after the next start."""
        tasks = [*self._busy.values(), *([self._loop] if self._loop else [])]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _run(self) -> None:
        while True:
            self._wake.clear()
            try:
                await self._take()
            except Exception as error:
                log.error("fetching failed", channel=self._channel.name, error=describe(error))
            soonest = min(self._again.values(), default=time.monotonic() + _LOOK_AGAIN) - time.monotonic()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(min(max(soonest, 0.01), _LOOK_AGAIN)):
                    await self._wake.wait()

    async def _take(self) -> None:
        now = time.monotonic()
        self._again = {number: at for number, at in self._again.items() if at > now}
        room = _AT_ONCE - len(self._busy)
        if room <= 0:
            return
        busy = [*self._busy, *self._again]
        for attachment in await self._database.run(lambda tx: fetching.pending(tx, self._channel.name, room, busy)):
            self._busy[attachment.id or 0] = asyncio.create_task(self._fetch(attachment))

    async def _fetch(self, attachment: Attachment) -> None:
        number = attachment.id or 0
        try:
            await self._fetch_once(attachment)
        except Exception as error:
            if not isinstance(error, Unavailable | TooFast):
                log.error("fetching broke", attachment=number, error=describe(error))
            tries = self._tries[number] = self._tries.get(number, 0) + 1
            asked = error.seconds if isinstance(error, TooFast) else 0.0
            wait = min(_FIRST_RETRY * 2 ** (tries - 1), _LONGEST_RETRY) * random.uniform(0.5, 1.0)  # noqa: S311
            self._again[number] = time.monotonic() + max(asked, wait)
            if tries >= _MOST_TRIES:
                await self._give_up(attachment, "failed")
                self._tries.pop(number)
        else:
            self._tries.pop(number, None)
        finally:
            self._busy.pop(number, None)
            self._wake.set()

    async def _fetch_once(self, attachment: Attachment) -> None:
        """Raises Unavailable or TooFast when another try is worth while."""
        try:
            if attachment.size is not None and attachment.size > MOST_BYTES:
                raise FileTooBig(str(attachment.size))
            content = self._channel.download(attachment.file_ref)
            said = await self._database.run(lambda tx: fetching.captions(tx, attachment))
            whole = any(map(positions.is_evidence, said))
            kept = await self._files.keep(content, name=attachment.name, most=MOST_BYTES, whole=whole)
        except (FileTooBig, TooBig):
            await self._give_up(attachment, "too_big")
        except Dangerous:
            await self._give_up(attachment, "refused")
        except FileGone:
            await self._give_up(attachment, "failed")
        else:
            if kept.mime and attachment.mime and kept.mime != attachment.mime:
                log.info("file is not what it is called", attachment=attachment.id, is_really=kept.mime)
            await self._database.run(lambda tx: fetching.stored(tx, attachment.id or 0, kept))

    async def _give_up(self, attachment: Attachment, status: str) -> None:
        log.info("file not kept", attachment=attachment.id, status=status)
        await self._database.run(lambda tx: _tell(tx, attachment, status))


def _tell(tx: Tx, attachment: Attachment, status: str) -> None:
    """Whoever sent the file hears, once, why we have no copy of it."""
    if not fetching.given_up(tx, attachment.id or 0, status):
        return
    to = fetching.sender(tx, attachment)
    if to is None:
        return
    lang = sending.language(tx, to.person_id)
    name = f"«{attachment.name}»" if attachment.name else locales.text(lang, "file-nameless")
    outbox.send(tx, to, Screen(locales.text(lang, _TOLD[status], name=name)), Priority.UPDATE)
