"""Delivery: brings what waits in the outbox to one messenger, the most urgent first, as fast as it allows."""

import asyncio
import contextlib
import time
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from datetime import datetime

import structlog

from bot import outcomes
from bot.answering import Answering
from bot.beside import Beside
from bot.channels import Channel, Refused, TooFast, Unavailable
from bot.logs import describe
from bot.outcomes import UNAVAILABLE, Outcome, TakenBack
from bot.pacing import Pacing, Slot
from handlers import choosing
from incidents import failover
from rules.catalogue import Catalogue
from storage import channels, outbox, sending
from storage.database import Database, Tx
from storage.outbox import Priority, Settlement
from storage.sending import Parcel, Taken
from storage.tables.messaging import OutboxMessage

MOST_IN_FLIGHT = 64
KEPT_FOR_URGENT = 16
_MOST_AT_ONCE = 8
_AHEAD = 0.03
_LOOK_AGAIN = 0.25
_SLOWED_OVERALL = 3
_LEASES_EVERY = 15.0
_MOST_BEGUN = 1_000
_LONGEST_IN_ORDER = 2.0
_PATIENCE_AT_STOP = 5.0
_NOTHING = Taken([], [], more=False)

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Flight:
    """A message on its way; until its outcome is recorded nothing else goes to its chat."""

    message_id: int
    task: asyncio.Task[None]


class Delivery:
    """One loop for one messenger; only one process may run it for a bot.

    `woken` is told of each commit, `told` of each try.
    """

    def __init__(
        self,
        database: Database,
        rules: Catalogue,
        channel: Channel,
        pacing: Pacing,
        woken: Callable[[Tx], None] = lambda tx: None,
        told: Callable[[Outcome, datetime], None] = lambda outcome, now: None,
    ) -> None:
        self._database = database
        self._rules = rules
        self._channel = channel
        self._pacing = pacing
        self._woken = woken
        self._told = told
        self._wake = asyncio.Event()
        self._in_flight: dict[str, Flight] = {}
        self._outcomes: list[Outcome] = []
        self._begun: dict[int, list[str]] = {}
        self._left_alone: dict[str, float] = {}
        self._slowed_chats: set[str] = set()
        self._beside = Beside(channel, pacing, self._finish)
        self._answering = Answering(channel.name)
        self._freed = False
        self._told_down = False
        self._stopping = False
        self._leases_at = 0.0
        self._more = False
        self._loop: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Takes back what an earlier process had in hand, then sends until `stop`."""
        name = self._channel.name
        await self._database.run(lambda tx: outbox.release_expired(tx, name, every=True))
        self._told_down = await self._database.run(lambda tx: channels.down_since(tx, name)) is not None
        if self._told_down:
            self._answering.begin_down()
        self._loop = asyncio.create_task(self._run(), name=f"delivery {self._channel.name}")

    def wake(self) -> None:
        """Something may wait in the outbox."""
        self._wake.set()

    @property
    def channel(self) -> str:
        """The name of the messenger."""
        return self._channel.name

    @property
    def well(self) -> bool:
        """Whether the messenger answers, as far as anybody has asked."""
        return not self._answering.down

    async def stop(self) -> None:
        """Takes nothing more, gives what is in flight a few seconds, and records how it ended."""
        if self._loop is None:
            return
        self._stopping = True
        self._wake.set()
        await self._loop
        flying = {*(flight.task for flight in self._in_flight.values()), *self._beside.tasks}
        if flying:
            _, late = await asyncio.wait(flying, timeout=_PATIENCE_AT_STOP)
            for task in late:
                task.cancel()
        await self._round(room=0)
        in_hand = [flight.message_id for flight in self._in_flight.values()]
        await self._database.run(lambda tx: outbox.release(tx, in_hand))

    async def _run(self) -> None:
        while not self._stopping:
            self._wake.clear()
            try:
                await self._round(self._room())
            except Exception as error:
                log.error("delivery round failed", channel=self._channel.name, error=describe(error))
                await asyncio.sleep(1)
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(self._rest()):
                    await self._wake.wait()

    def _room(self) -> int:
        """How many messages may be taken now."""
        free = MOST_IN_FLIGHT - len(self._in_flight)
        if self._answering.down:
            return 1 if not self._in_flight and self._answering.until_probe() <= 0 else 0
        return self._pacing.free_within(_AHEAD, min(free, _MOST_AT_ONCE)) if free > 0 else 0

    def _rest(self) -> float:
        """How long the loop may sleep when nothing wakes it."""
        if self._answering.down:
            return min(max(self._answering.until_probe(), 0.01), _LOOK_AGAIN)
        if self._more and len(self._in_flight) < MOST_IN_FLIGHT:
            return min(max(self._pacing.wait() - _AHEAD / 2, 0.0), _LOOK_AGAIN)
        soonest = min(self._left_alone.values(), default=time.monotonic() + _LOOK_AGAIN)
        return min(max(soonest - time.monotonic(), 0.001), _LOOK_AGAIN)

    async def _round(self, room: int) -> None:
        """One transaction: what has been sent is recorded, what may leave now is taken; then it leaves."""
        now = time.monotonic()
        self._left_alone = {chat: until for chat, until in self._left_alone.items() if until > now}
        ended, self._outcomes = self._outcomes, []
        here_again = {outcome.message.address for outcome in ended if outcome.message.priority != Priority.PRESS}
        busy = [*(self._in_flight.keys() - here_again), *self._left_alone]
        under_way = [flight.message_id for flight in self._in_flight.values()]
        urgent_only = len(self._in_flight) >= MOST_IN_FLIGHT - KEPT_FOR_URGENT
        presses_wanted = self._beside.room
        freed, self._freed = self._freed, False
        look_at_leases = now >= self._leases_at
        name, stopping, down = self._channel.name, self._stopping, self._answering.down

        def work(tx: Tx) -> tuple[Tx, list[OutboxMessage], Taken]:
            outcomes.record(tx, self._rules, ended)
            if freed:
                sending.free_postponed(tx, name, UNAVAILABLE)
            if down != self._told_down:
                failover.channel_turned(tx, name, well=not down)
            if look_at_leases:
                outbox.release_expired(tx, name, besides=under_way)
            if stopping:
                return tx, [], _NOTHING
            presses, late = sending.take_presses(tx, name, presses_wanted)
            outbox.settle_all(tx, [Settlement(message, "expired") for message in late])
            if not room:
                return tx, presses, _NOTHING
            taken = sending.take_parcels(
                tx,
                name,
                room,
                busy,
                least_urgent=Priority.ANSWER if urgent_only else Priority.REMINDER,
                may_post=lambda address: self._pacing.chat_wait(address) <= 0,
                edits=self._channel.edits,
            )
            return tx, presses, taken

        try:
            tx, presses, taken = await self._database.run(work)
        except Exception as error:
            self._freed = self._freed or freed
            if not ended:
                raise
            log.error("outcomes not recorded together", error=describe(error))
            await self._record_singly(ended)
            return
        self._told_down = down
        if look_at_leases:
            self._leases_at = now + _LEASES_EVERY
        for address in here_again:
            self._in_flight.pop(address, None)
        for address in taken.waiting:
            self._leave_alone(address, max(self._pacing.chat_wait(address), 0.001))
        self._more = taken.more or not room
        for press in presses:
            self._beside.answer(press)
        for parcel in taken.parcels:
            self._depart(parcel)
        if tx.wakes_delivery or taken.waiting:
            self._wake.set()
        self._woken(tx)
        if room and not taken.parcels:
            self._use_the_time(down)

    def _use_the_time(self, down: bool) -> None:
        """No message may or wants to leave: whoever is down is asked whether it is back, old buttons are taken."""
        if down:
            self._answering.failed()
            self._beside.ask(self._back)
        elif not self._answering.doubted:
            self._beside.tidy()

    def _back(self) -> None:
        self._well()
        self._wake.set()

    def _depart(self, parcel: Parcel) -> None:
        message = parcel.message
        if parcel.unchanged and not self._begun.get(message.id or 0):
            self._finish(Outcome(message, "sent"))
            flight: Coroutine[object, object, None] = asyncio.sleep(0)
        else:
            flight = self._carry(parcel, self._pacing.reserve())
        self._in_flight[message.address] = Flight(message.id or 0, asyncio.create_task(flight))

    async def _carry(self, parcel: Parcel, slot: Slot) -> None:
        """One try at one message, whatever it takes; its outcome is recorded by the next round."""
        message = parcel.message
        sent = self._begun.pop(message.id or 0, [])
        await asyncio.sleep(max(0.0, slot.at - time.monotonic()))
        began = time.monotonic()

        async def pace() -> None:
            nonlocal slot
            self._pacing.answered(slot)
            self._posted(message.address)
            if await self._database.run(lambda tx: outbox.taken_back(tx, message.id or 0)):
                raise TakenBack
            slot = await self._pacing.turn(message.address)

        try:
            shown = await self._channel.send(parcel, sent, pace)
        except Exception as error:
            outcome = self._failure(message, error, began)
        else:
            self._pacing.answered(slot)
            outcome = Outcome(
                message,
                "sent",
                _since(began),
                shown=shown,
                digest=parcel.digest,
                parts=" ".join(sent).split(),
                offer=None if self._channel.buttons else choosing.offer_of(parcel.screen, parcel.lang),
            )
            self._slowed_chats.clear()
            self._well()
            if parcel.shown is not None and shown not in ("", parcel.shown.message_ref):
                self._beside.replaced(message.address, parcel.shown.message_ref)
        if sent:
            self._posted(message.address)
        if sent and outcome.state in ("queued", "held"):
            self._remember_begun(message.id or 0, sent)
        self._finish(outcome)

    def _remember_begun(self, message_id: int, sent: list[str]) -> None:
        """The next try goes on after these parts. What was superseded meanwhile is pushed out by the others."""
        self._begun[message_id] = sent
        if len(self._begun) > _MOST_BEGUN:
            self._begun.pop(next(iter(self._begun)))

    def _posted(self, address: str) -> None:
        self._pacing.sent_to(address, group=self._channel.is_group(address))

    def _finish(self, outcome: Outcome) -> None:
        self._outcomes.append(outcome)
        self._told(outcome, self._database.clock.now())
        self._wake.set()

    def _failure(self, message: OutboxMessage, error: Exception, began: float) -> Outcome:
        if isinstance(error, Unavailable):
            self._answering.failed()
        elif isinstance(error, TooFast):
            self._slowed(message, error.seconds)
        elif isinstance(error, Refused):
            self._well()
        outcome = outcomes.of_failure(message, error, _since(began), self._database.clock.now())
        if outcome.state == "queued":
            self._leave_alone(message.address, min(outcome.wait, _LONGEST_IN_ORDER))
        return outcome

    def _slowed(self, message: OutboxMessage, seconds: float) -> None:
        """Too fast over all cannot be told from too fast for one chat: all wait while the stream is full, and when
        one chat after another is refused."""
        self._slowed_chats.add(message.address)
        overall = self._pacing.busy() or len(self._slowed_chats) >= _SLOWED_OVERALL
        log.warning("messenger wants a pause", channel=message.channel, seconds=seconds, overall=overall)
        if overall:
            self._pacing.pause(seconds)
        else:
            self._leave_alone(message.address, seconds)

    def _leave_alone(self, address: str, seconds: float) -> None:
        """Nothing goes to the chat for so long, so that what comes next does not overtake what failed."""
        self._left_alone[address] = time.monotonic() + seconds

    def _well(self) -> None:
        """What waits only because the messenger was away goes with the next round, the most urgent first."""
        self._freed = self._answering.answered() or self._freed

    async def _record_singly(self, ended: list[Outcome]) -> None:
        """One outcome that cannot be recorded must not keep the others, or itself, from being recorded."""
        lost_touch = None
        for outcome in ended:
            try:
                self._woken(await outcomes.record_alone(self._database, self._rules, outcome))
            except Exception as error:
                self._outcomes.append(outcome)
                lost_touch = error
            else:
                if outcome.message.priority != Priority.PRESS:
                    self._in_flight.pop(outcome.message.address, None)
        if lost_touch is not None:
            raise lost_touch


def _since(began: float) -> int:
    return round((time.monotonic() - began) * 1000)
