"""Delivery: brings what waits in the outbox to one messenger, the most urgent first, as fast as it allows."""

import asyncio
import contextlib
import time
from collections import deque
from collections.abc import Callable, Coroutine
from dataclasses import replace

import structlog

from bot import outcomes
from bot.channels import Channel, Refused, TooFast, Unavailable
from bot.logs import describe
from bot.outcomes import FIRST_RETRY, UNAVAILABLE, Outcome
from bot.pacing import Pacing, Slot
from rules.catalogue import Catalogue
from storage import outbox, sending
from storage.database import Database, Tx
from storage.outbox import Priority
from storage.sending import Parcel
from storage.tables.messaging import OutboxMessage

MOST_IN_FLIGHT = 64
_KEPT_FOR_URGENT = 16
_MOST_AT_ONCE = 8
_AHEAD = 0.03
_LOOK_AGAIN = 0.25
_DOWN_AFTER = 3
_LONGEST_PROBE = 10.0
_LONGEST_IN_ORDER = 2.0
_PATIENCE_AT_STOP = 5.0

log = structlog.get_logger(__name__)


class Delivery:
    """One loop for one messenger; only one process may run it for a bot. `woken` is told of each commit."""

    def __init__(
        self,
        database: Database,
        rules: Catalogue,
        channel: Channel,
        pacing: Pacing,
        woken: Callable[[Tx], None] = lambda tx: None,
    ) -> None:
        self._database = database
        self._rules = rules
        self._channel = channel
        self._pacing = pacing
        self._woken = woken
        self._wake = asyncio.Event()
        self._in_flight: dict[str, asyncio.Task[None]] = {}
        self._presses: set[asyncio.Task[None]] = set()
        self._outcomes: list[Outcome] = []
        self._sent: dict[int, list[str]] = {}
        self._left_alone: dict[str, float] = {}
        self._tidying: deque[tuple[str, str]] = deque(maxlen=1_000)
        self._failures = 0
        self._freed = False
        self._stopping = False
        self._probe_at = 0.0
        self._more = False
        self._loop: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Takes back what an earlier process had in hand, then sends until `stop`."""
        await self._database.run(lambda tx: outbox.release_expired(tx, self._channel.name, every=True))
        self._loop = asyncio.create_task(self._run(), name=f"delivery {self._channel.name}")

    def wake(self) -> None:
        """Something may wait in the outbox."""
        self._wake.set()

    @property
    def well(self) -> bool:
        """Whether the messenger answers, as far as anybody has asked."""
        return self._failures < _DOWN_AFTER

    async def stop(self) -> None:
        """Takes nothing more, gives what is in flight a few seconds, and records how it ended."""
        if self._loop is None:
            return
        self._stopping = True
        self._wake.set()
        await self._loop
        flying = {*self._in_flight.values(), *self._presses}
        if flying:
            _, late = await asyncio.wait(flying, timeout=_PATIENCE_AT_STOP)
            for task in late:
                task.cancel()
        await self._round(room=0)
        await self._database.run(lambda tx: outbox.release_expired(tx, self._channel.name, every=True))

    async def _run(self) -> None:
        while not self._stopping:
            self._wake.clear()
            try:
                await self._round(self._room())
            except Exception as error:
                log.error("delivery round failed", channel=self._channel.name, error=describe(error))
                await asyncio.sleep(1)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._wake.wait(), self._rest())

    def _room(self) -> int:
        """How many messages may be taken now."""
        free = MOST_IN_FLIGHT - len(self._in_flight)
        if self._failures >= _DOWN_AFTER:
            return 1 if not self._in_flight and time.monotonic() >= self._probe_at else 0
        return self._pacing.free_within(_AHEAD, min(free, _MOST_AT_ONCE)) if free > 0 else 0

    def _rest(self) -> float:
        """How long the loop may sleep when nothing wakes it."""
        if self._failures >= _DOWN_AFTER:
            return min(max(self._probe_at - time.monotonic(), 0.01), _LOOK_AGAIN)
        if self._more and len(self._in_flight) < MOST_IN_FLIGHT:
            return min(max(self._pacing.wait() - _AHEAD / 2, 0.0), _LOOK_AGAIN)
        soonest = min(self._left_alone.values(), default=time.monotonic() + _LOOK_AGAIN)
        return min(max(soonest - time.monotonic(), 0.001), _LOOK_AGAIN)

    async def _round(self, room: int) -> None:
        """One transaction: what has been sent is recorded, what may leave now is taken; then it leaves."""
        now = time.monotonic()
        self._left_alone = {chat: until for chat, until in self._left_alone.items() if until > now}
        busy = [*self._in_flight, *self._left_alone]
        urgent_only = len(self._in_flight) >= MOST_IN_FLIGHT - _KEPT_FOR_URGENT
        least = Priority.ANSWER if urgent_only else Priority.REMINDER
        ended, self._outcomes = self._outcomes, []
        here_again = {outcome.message.address for outcome in ended if outcome.message.priority != Priority.PRESS}
        freed, self._freed = self._freed, False
        name, stopping = self._channel.name, self._stopping

        def work(tx: Tx) -> tuple[Tx, list[OutboxMessage], list[Parcel], list[str]]:
            for outcome in ended:
                outcomes.record(tx, self._rules, outcome)
            if freed:
                sending.free_postponed(tx, name, UNAVAILABLE)
            if stopping:
                return tx, [], [], []
            presses, late = sending.take_presses(tx, name)
            for message in late:
                outbox.settle(tx, message, "expired", milliseconds=0)
            if not room:
                return tx, presses, [], []
            parcels, waiting = sending.take_parcels(
                tx,
                name,
                room,
                [address for address in busy if address not in here_again or address in self._left_alone],
                least_urgent=least,
                may_post=lambda address: self._pacing.chat_wait(address) <= 0,
                edits=self._channel.edits,
            )
            return tx, presses, parcels, waiting

        try:
            tx, presses, parcels, waiting = await self._database.run(work)
        except Exception as error:
            self._freed = self._freed or freed
            if not ended:
                raise
            log.error("outcomes not recorded together", error=describe(error))
            await self._record_singly(ended)
            return
        for address in here_again:
            self._in_flight.pop(address, None)
        for address in waiting:
            self._leave_alone(address, max(self._pacing.chat_wait(address), 0.001))
        self._more = len(parcels) + len(waiting) >= room
        for press in presses:
            self._fly(self._answer(press), self._presses)
        for parcel in parcels:
            self._depart(parcel)
        if tx.wakes_delivery or waiting:
            self._wake.set()
        self._woken(tx)
        if not parcels and room and self._tidying and self._failures == 0:
            self._fly(self._tidy(*self._tidying.popleft()), self._presses)

    def _fly(self, work: Coroutine[object, object, None], among: set[asyncio.Task[None]]) -> None:
        task = asyncio.create_task(work)
        among.add(task)
        task.add_done_callback(among.discard)

    def _depart(self, parcel: Parcel) -> None:
        if parcel.unchanged and not self._sent.get(parcel.message.id or 0):
            self._in_flight[parcel.message.address] = asyncio.create_task(asyncio.sleep(0))
            self._finish(Outcome(parcel.message, "sent"))
            return
        slot = self._pacing.reserve()
        self._in_flight[parcel.message.address] = asyncio.create_task(self._carry(parcel, slot))

    async def _carry(self, parcel: Parcel, slot: Slot) -> None:
        """One try at one message, whatever it takes; its outcome is recorded by the next round."""
        message = parcel.message
        sent = self._sent.setdefault(message.id or 0, [])
        await asyncio.sleep(max(0.0, slot.at - time.monotonic()))
        began = time.monotonic()

        async def pace() -> None:
            nonlocal slot
            self._pacing.answered(slot)
            self._posted(message.address)
            slot = await self._pacing.turn(message.address)

        try:
            shown = await self._channel.send(parcel, sent, pace)
        except Exception as error:
            outcome = self._failure(message, error, began)
        else:
            self._pacing.answered(slot)
            outcome = Outcome(message, "sent", _since(began), shown=shown, digest=parcel.digest)
            self._well()
            if parcel.shown is not None and shown not in ("", parcel.shown.message_ref):
                self._tidying.append((message.address, parcel.shown.message_ref))
        if sent:
            self._posted(message.address)
        if outcome.state != "queued":
            self._sent.pop(message.id or 0, None)
        self._finish(outcome)

    def _posted(self, address: str) -> None:
        self._pacing.sent_to(address, group=self._channel.is_group(address))

    def _finish(self, outcome: Outcome) -> None:
        self._outcomes.append(outcome)
        self._wake.set()

    def _failure(self, message: OutboxMessage, error: Exception, began: float) -> Outcome:
        if isinstance(error, Unavailable):
            self._broken()
        elif isinstance(error, TooFast):
            self._slowed(message, error.seconds)
        elif isinstance(error, Refused):
            self._well()
        outcome = outcomes.of_failure(message, error, _since(began), self._database.clock.now())
        if outcome.state == "queued":
            self._leave_alone(message.address, min(outcome.wait, _LONGEST_IN_ORDER))
        return outcome

    def _slowed(self, message: OutboxMessage, seconds: float) -> None:
        """Too fast over all cannot be told from too fast for one chat: while the stream is full, all wait."""
        overall = self._pacing.busy()
        log.warning("messenger wants a pause", channel=message.channel, seconds=seconds, overall=overall)
        if overall:
            self._pacing.pause(seconds)
        self._leave_alone(message.address, seconds)

    def _leave_alone(self, address: str, seconds: float) -> None:
        """Nothing goes to the chat for so long, so that what comes next does not overtake what failed."""
        self._left_alone[address] = time.monotonic() + seconds

    def _broken(self) -> None:
        """After several failures in a row one message at a time asks whether the messenger is back."""
        self._failures += 1
        if self._failures == _DOWN_AFTER:
            log.error("messenger does not answer", channel=self._channel.name)
        beyond = max(self._failures - _DOWN_AFTER, 0)
        self._probe_at = time.monotonic() + min(FIRST_RETRY * 2 ** min(beyond, 10), _LONGEST_PROBE)

    def _well(self) -> None:
        """What waits only because the messenger was away goes with the next round, the most urgent first."""
        if self._failures >= _DOWN_AFTER:
            log.info("messenger answers again", channel=self._channel.name)
            self._freed = True
        self._failures = 0

    async def _answer(self, message: OutboxMessage) -> None:
        """A press is answered beside the stream: it counts towards no limit, and is worth one try only."""
        told, began = message.screen, time.monotonic()
        try:
            await self._channel.answer_press(told["press_id"], told.get("text", ""), told.get("alert", False))
        except Exception as error:
            self._finish(Outcome(message, "failed", _since(began), error=str(error)[:200]))
        else:
            self._finish(Outcome(message, "sent", _since(began)))

    async def _tidy(self, address: str, message_ref: str) -> None:
        """An old message without its buttons is tidier; with them it still answers, so nothing depends on this."""
        slot = self._pacing.reserve()
        await asyncio.sleep(max(0.0, slot.at - time.monotonic()))
        with contextlib.suppress(Refused, TooFast, Unavailable):
            await self._channel.take_buttons(address, message_ref)

    async def _record_singly(self, ended: list[Outcome]) -> None:
        """One outcome that cannot be recorded must not keep the others, or itself, from being recorded."""
        lost_touch = None
        for outcome in ended:
            try:
                self._woken(await self._record_one(outcome))
            except Exception as error:
                self._outcomes.append(outcome)
                lost_touch = error
            else:
                if outcome.message.priority != Priority.PRESS:
                    self._in_flight.pop(outcome.message.address, None)
        if lost_touch is not None:
            raise lost_touch

    async def _record_one(self, outcome: Outcome) -> Tx:
        try:
            return await self._record(outcome)
        except Exception as error:
            log.error("outcome not recorded", outbox=outcome.message.id, error=describe(error))
            return await self._record(replace(outcome, shown="", lost=""))

    async def _record(self, outcome: Outcome) -> Tx:
        return await self._database.run(lambda tx: outcomes.record(tx, self._rules, outcome))


def _since(began: float) -> int:
    return round((time.monotonic() - began) * 1000)
