"""Intake: one event, one transaction; what breaks is held, the person is told, and it is tried again."""

import asyncio
import time
from collections.abc import Callable
from datetime import timedelta
from weakref import WeakValueDictionary

import structlog

import locales
from bot.flood import Flood, Verdict
from bot.logs import describe
from handlers import router
from handlers.event import Event, from_json
from incidents import administrators
from rules.catalogue import Catalogue
from storage import audit, due, outbox, registry, updates
from storage.database import Database, Tx
from storage.due import Urgency
from storage.outbox import Priority, Recipient
from storage.screens import Screen
from storage.tables.upkeep import Due

HELD = "held_update"
_NOT_SAID = ("blocked", "unblocked")
MOST_TRIES = 8
_FIRST_RETRY = timedelta(seconds=5)
_LONGEST_RETRY = timedelta(minutes=5)

log = structlog.get_logger(__name__)


class Intake:
    """Takes the events of all channels. `woken` is told of each commit, to wake whoever has something to do.

    told: (event, "handled", "held" or "refused", seconds that it took), for whoever counts.
    """

    def __init__(
        self,
        database: Database,
        rules: Catalogue,
        woken: Callable[[Tx], None] = lambda tx: None,
        flood: Flood | None = None,
        told: Callable[[Event, str, float], None] = lambda event, outcome, seconds: None,
    ) -> None:
        self._database = database
        self._rules = rules
        self._woken = woken
        self._flood = flood
        self._told = told
        self._locks: WeakValueDictionary[tuple[str, str], asyncio.Lock] = WeakValueDictionary()

    async def take(self, event: Event) -> None:
        """Does all that follows from an event, once however often it is brought; an account's events in order.

        When it returns the event is handled or held, or the account brings more than anybody may and has been told so.
        Raises only when not even that could be written.
        """
        began = time.perf_counter()
        if self._flood is not None and event.kind not in _NOT_SAID:
            verdict = self._flood.ask((event.channel, event.address))
            if verdict is not Verdict.TAKE:
                if verdict is Verdict.TELL:
                    log.warning("account brings too much", channel=event.channel)
                    self._woken(await self._database.run(lambda tx: _refuse(tx, event)))
                self._told(event, "refused", time.perf_counter() - began)
                return
        lock = self._locks.setdefault((event.channel, event.address), asyncio.Lock())
        outcome = "handled"
        async with lock:
            try:
                tx = await self._database.run(lambda tx: self._handle(tx, event))
            except Exception as error:
                log.error("update held", channel=event.channel, key=event.key, kind=event.kind, exc_info=error)
                why, outcome = describe(error), "held"
                tx = await self._database.run(lambda tx: _hold(tx, event, why))
        self._told(event, outcome, time.perf_counter() - began)
        self._woken(tx)

    def _handle(self, tx: Tx, event: Event) -> Tx:
        if updates.first_time(tx, event.channel, event.key):
            router.handle(tx, event, self._rules)
        else:
            tx.wakes_delivery = True
        return tx


def retry_held(tx: Tx, rules: Catalogue, what: Due) -> None:
    """Tries a held update again: the act of the clock for HELD.

    After MOST_TRIES the administrators are told; the update stays, and is not tried any more.
    """
    held = updates.find_held(tx, what.subject_id)
    if held is None:
        due.disarm(tx, HELD, what.subject_id)
        return
    try:
        with tx.connection.begin_nested():
            router.handle(tx, from_json(held.event), rules)
    except Exception as error:
        log.error("held update failed again", held=held.id, tries=held.tries + 1, exc_info=error)
        updates.held_again(tx, what.subject_id, describe(error))
        _again_or_give_up(tx, what.subject_id, held.tries + 1)
    else:
        updates.let_go(tx, what.subject_id)
        due.disarm(tx, HELD, what.subject_id)


def _again_or_give_up(tx: Tx, held_id: int, tries: int) -> None:
    if tries < MOST_TRIES:
        wait = min(_FIRST_RETRY * 2 ** (tries - 1), _LONGEST_RETRY)
        due.arm(tx, HELD, held_id, tx.now + wait, Urgency.SEVERITY_4, tries=tries)
        return
    due.disarm(tx, HELD, held_id)
    administrators.tell_given_up(tx, held_id, tries)


def _hold(tx: Tx, event: Event, why: str) -> Tx:
    if not updates.first_time(tx, event.channel, event.key):
        return tx
    held_id = updates.hold(tx, event.channel, event.key, event.to_json(), why)
    due.arm(tx, HELD, held_id, tx.now + _FIRST_RETRY, Urgency.SEVERITY_4)
    if event.private and event.kind not in _NOT_SAID:
        _say(tx, event, "update-held", "update-held-toast")
    return tx


def _refuse(tx: Tx, event: Event) -> Tx:
    """Nothing is dropped without a word."""
    member = registry.find_member(tx, event.channel, event.address)
    account = {"channel": event.channel, "address": event.address}
    audit.note(tx, "flood", "refused", person_id=member.person_id if member else None, **account)
    if event.private:
        _say(tx, event, "too-much", "too-much")
    return tx


def _say(tx: Tx, event: Event, key: str, toast: str) -> None:
    member = registry.find_member(tx, event.channel, event.address)
    to = Recipient(event.channel, event.address, member.person_id if member else None)
    lang = member.lang if member else locales.FALLBACK
    if event.press_id:
        outbox.answer_press(tx, to, event.press_id, locales.text(lang, toast), alert=True)
    else:
        outbox.send(tx, to, Screen(locales.text(lang, key)), Priority.ANSWER)
