"""Making: makes the files that were asked for, one at a time, and puts the messages that carry them in the outbox."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

import structlog

import locales
from bot.channels import Channel
from bot.logs import describe
from bot.makers import MAKERS, Maker
from incidents.ways import ways_to_all
from rules.catalogue import Catalogue
from storage import attachments, making, outbox, registry, sending
from storage.database import Database, Tx
from storage.files import FileStore, Kept
from storage.outbox import Priority, Recipient
from storage.screens import Picture, Screen, from_json
from storage.tables.makings import Making, MakingRecipient

MOST_BYTES = 45 * 1024 * 1024
_LOOK_AGAIN = 5.0
_AFTER_TROUBLE = 1.0
_RETRIES = (timedelta(seconds=2), timedelta(seconds=20))

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Made:
    """What a maker has made. kept: None where there is nothing to show."""

    kept: Kept | None
    name: str
    screen: Screen | None


@dataclass(frozen=True, slots=True)
class Result:
    """What is sent. documents: the messengers that carry the file; None: all can show it, or say what it shows."""

    attachment_id: int | None
    screen: Screen | None
    documents: frozenset[str] | None


class Workshop:
    """One loop, in the process that leads. What fails is tried again twice; then whoever waits for it is told.

    `woken` is told of each commit.
    """

    def __init__(
        self,
        database: Database,
        rules: Catalogue,
        files: FileStore,
        channels: Sequence[Channel],
        woken: Callable[[Tx], None] = lambda tx: None,
        makers: Mapping[str, Maker] = MAKERS,
    ) -> None:
        self._database = database
        self._rules = rules
        self._files = files
        self._documents = frozenset(channel.name for channel in channels if channel.documents)
        self._woken = woken
        self._makers = makers
        self._wake = asyncio.Event()
        self._loop: asyncio.Task[None] | None = None

    async def start(self) -> None:
        self._loop = asyncio.create_task(self._run(), name="making")

    def wake(self) -> None:
        """A file may have been asked for."""
        self._wake.set()

    async def stop(self) -> None:
        """What is half made is made anew after the next start."""
        if self._loop is not None:
            self._loop.cancel()
            await asyncio.gather(self._loop, return_exceptions=True)

    async def _run(self) -> None:
        while True:
            self._wake.clear()
            rest = _LOOK_AGAIN
            try:
                while (what := await self._database.read(making.next_waiting)) is not None:
                    await self.make(what)
                rest = await self._database.read(_until_next)
            except Exception as error:
                log.error("making failed", error=describe(error))
                rest = _AFTER_TROUBLE
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(min(max(rest, 0.01), _LOOK_AGAIN)):
                    await self._wake.wait()

    async def make(self, what: Making) -> None:
        """One file from its data to the messages; a failure is recorded."""
        identity = what.id or 0
        try:
            maker = self._makers[what.kind]
            made = await self._made(what, maker) if what.made_at is None else None
            tx = await self._database.run(lambda tx: _finish(tx, identity, maker, made, self._documents))
        except Exception as error:
            tries = what.tries + 1
            log.error("file not made", kind=what.kind, making=identity, tries=tries, error=describe(error))
            tx = await self._database.run(lambda tx: _give_up(tx, identity, tries))
        self._woken(tx)

    async def _made(self, what: Making, maker: Maker) -> Made:
        data = await self._database.read(lambda tx: maker.collect(tx, self._rules, what.params))
        content = await asyncio.to_thread(maker.make, data)
        name = maker.name(data)
        kept = None if content is None else await self._files.keep(_whole(content), name=name, most=MOST_BYTES)
        return Made(kept, name, maker.screen(data))


def _finish(tx: Tx, making_id: int, maker: Maker, made: Made | None, documents: frozenset[str]) -> Tx:
    """The file is noted and on its way to everybody who wishes it, if it still waits for that.

    made: None where it was made for others before.
    """
    still = making.locked(tx, making_id)
    if still is None:
        return tx
    attachment_id, screen = still.attachment_id, None if still.screen is None else from_json(still.screen)
    if made is not None and still.made_at is None:
        screen = made.screen
        if made.kept is not None:
            attachment_id = attachments.add_made(tx, made.kept, kind=maker.kind, name=made.name, mime=maker.mime)
    result = Result(attachment_id, screen, documents if maker.kind == "document" else None)
    _tell(tx, making_id, result)
    making.done(tx, making_id, attachment_id, screen)
    return tx


def _tell(tx: Tx, making_id: int, result: Result | None) -> None:
    """Everybody who has not been told gets what was made, or (None) hears that it cannot be."""
    waiting = making.to_tell(tx, making_id)
    ways = ways_to_all(tx, [one.person_id for one in waiting]) if waiting else {}
    outcomes = []
    for one in waiting:
        to = Recipient(one.channel, one.address, one.person_id) if one.address else ways.get(one.person_id)
        if to is not None:
            _send(tx, one, to, result)
        outcomes.append((one.id or 0, making.UNREACHABLE if to is None else making.TOLD))
    making.settle(tx, outcomes)


def _send(tx: Tx, one: MakingRecipient, to: Recipient, result: Result | None) -> None:
    priority = Priority(one.priority)
    if result is None:
        outbox.send(tx, to, from_json(one.instead), priority)
        return
    screen = result.screen or from_json(one.screen)
    if result.attachment_id is not None:
        screen = replace(screen, pictures=(*screen.pictures, Picture(result.attachment_id)))
    if result.documents is None or to.channel in result.documents:
        outbox.send(tx, to, screen, priority)
        return
    other = _way_for_documents(tx, one.person_id, result.documents)
    lang = sending.language(tx, one.person_id)
    outbox.send(tx, to, Screen(locales.text(lang, "made-nowhere" if other is None else "made-elsewhere")), priority)
    if other is not None:
        outbox.send(tx, other, screen, priority)


def _way_for_documents(tx: Tx, person_id: int, documents: frozenset[str]) -> Recipient | None:
    """An account of the person that takes a document."""
    for account in registry.accounts_of(tx, person_id, down_last=True):
        if account.reachable and account.channel in documents:
            return Recipient(account.channel, account.address, person_id)
    return None


def _give_up(tx: Tx, making_id: int, tries: int) -> Tx:
    """Records that a try has failed; after the last one everybody who waits for the file hears of it."""
    if making.locked(tx, making_id) is None:
        return tx
    if tries <= len(_RETRIES):
        making.failed(tx, making_id, tries, tx.now + _RETRIES[tries - 1])
    else:
        _tell(tx, making_id, None)
        making.failed(tx, making_id, tries, None)
    return tx


def _until_next(tx: Tx) -> float:
    """Seconds until something may be tried again."""
    soonest = making.next_time(tx)
    return _LOOK_AGAIN if soonest is None else (soonest - tx.now).total_seconds()


async def _whole(content: bytes) -> AsyncIterator[bytes]:
    yield content
