"""The clock: APScheduler wakes us, the table of due times says what to do, one transaction for each thing."""

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from sqlmodel import SQLModel

from campaigns import broadcasts, notices, periods, queuing, reminders, surveys
from digests import plans
from duty import absences, delegations, roster, swaps
from incidents import escalation, failover, promises
from incidents.media import clock as media_clock
from press import spokespersons
from rules.catalogue import Catalogue
from scheduler import retention, sealing, upkeep
from staff import inviting, reforming
from storage import due, incidents
from storage.database import Database, Tx
from storage.tables.duty import Absence, Delegation, DutySwap
from storage.tables.reforms import PlannedReform
from storage.tables.registry import Person
from storage.tables.upkeep import Due

Act = Callable[[Tx, Catalogue, Due], None]

ACTS: dict[str, Act] = {
    escalation.DUE: escalation.on_due,
    due.FAILOVER: failover.on_due,
    promises.ASK: promises.on_ask,
    promises.DUE: promises.on_due,
    promises.FINAL: promises.on_final_due,
    media_clock.DUE: media_clock.on_due,
    broadcasts.DUE: queuing.on_due,
    periods.DUE: periods.on_due,
    reminders.DUE: reminders.on_due,
    reminders.SNOOZE: reminders.on_snooze_over,
    surveys.DUE: surveys.on_due,
    notices.DUE: notices.on_due,
    notices.REMIND: notices.on_reminder_due,
    notices.REPORT: notices.on_report_due,
    absences.DUE: absences.on_due,
    delegations.DUE: delegations.on_due,
    swaps.DUE: swaps.on_due,
    roster.DUE: roster.on_due,
    spokespersons.DUE: spokespersons.on_due,
    plans.DUE: plans.on_due,
    plans.LEADERS: plans.on_leaders_due,
    inviting.DUE: inviting.on_due,
    reforming.EVE: reforming.on_eve,
    reforming.DUE: reforming.on_due,
    upkeep.DUE: upkeep.on_due,
    sealing.DUE: sealing.on_due,
    retention.DUE: retention.on_due,
}

_OF_AN_INCIDENT = frozenset({escalation.DUE, promises.ASK, promises.DUE, promises.FINAL, media_clock.DUE})
_OF_A_ROW: dict[str, type[SQLModel]] = {
    absences.DUE: Absence,
    delegations.DUE: Delegation,
    swaps.DUE: DutySwap,
    plans.DUE: Person,
    reforming.EVE: PlannedReform,
    reforming.DUE: PlannedReform,
}
_LOOK_AGAIN = timedelta(seconds=15)
_FIRST_RETRY = timedelta(seconds=5)
_LONGEST_RETRY = timedelta(minutes=10)

log = structlog.get_logger(__name__)


def lock_first(tx: Tx, what: Due) -> None:
    """Whoever presses a button locks what it is about and then what is due for it; the clock does so in this order."""
    if what.kind in _OF_AN_INCIDENT:
        incidents.get(tx, what.subject_id)
    elif what.kind in _OF_A_ROW:
        tx.lock(_OF_A_ROW[what.kind], what.subject_id)
    elif what.kind == due.FAILOVER:
        failover.lock(tx, what.subject_id)


class Ticker:
    """Does what is due, at the time when it is due. `on_commit` is called after each thing done, to wake delivery."""

    def __init__(
        self,
        database: Database,
        rules: Catalogue,
        on_commit: Callable[[], None] = lambda: None,
        acts: Mapping[str, Act] | None = None,
    ) -> None:
        self._database = database
        self._rules = rules
        self._on_commit = on_commit
        self._acts = {**ACTS, **(acts or {})}
        self._scheduler = AsyncIOScheduler(timezone="UTC")
        self._turn = asyncio.Lock()
        self._asked = False

    async def start(self) -> None:
        """Does what is overdue, then waits for the next due time."""
        self._scheduler.start()
        await self._database.run(upkeep.ensure)
        await self._database.run(sealing.ensure)
        await self._database.run(retention.ensure)
        await self._database.run(roster.ensure)
        await self._database.run(lambda tx: periods.ensure(tx, self._rules))
        await self._database.run(lambda tx: plans.ensure(tx, self._rules))
        await self._database.run(lambda tx: spokespersons.ensure(tx, self._rules))
        await self._database.run(lambda tx: inviting.ensure(tx, self._rules))
        await self.tick()

    async def stop(self) -> None:
        """Ends after the thing in hand."""
        self._scheduler.shutdown(wait=False)
        async with self._turn:
            pass

    def wake(self) -> None:
        """Looks now: a due time was set, or the clock was moved."""
        self._asked = True
        if not self._turn.locked():
            self._at(None)

    async def tick(self) -> int:
        """Does everything that is due now; how many things that were. A database that is away is asked again."""
        self._asked = True
        done = 0
        async with self._turn:
            try:
                while self._asked:
                    self._asked = False
                    while await self._one():
                        done += 1
                    await self._sleep()
            except Exception as error:
                log.error("clock cannot look", exc_info=error)
                self._at(_LOOK_AGAIN)
        return done

    async def _one(self) -> bool:
        """One thing in one transaction; one that fails is put off, so that it cannot keep the others waiting."""
        failed: list[Due] = []

        def attempt(tx: Tx) -> Due | None:
            def lock(found: Due) -> None:
                failed.append(found)
                lock_first(tx, found)

            what = due.take_next(tx, lock)
            if what is not None:
                self._acts[what.kind](tx, self._rules, what)
            return what

        try:
            what = await self._database.run(attempt)
        except Exception as error:
            if not failed:
                raise
            what = failed[-1]
            log.error("due act failed", kind=what.kind, subject=what.subject_id, tries=what.tries, exc_info=error)
            wait = min(_FIRST_RETRY * 2**what.tries, _LONGEST_RETRY)
            kept = what
            await self._database.run(lambda tx: due.postpone(tx, kept, tx.now + wait))
        if what is None:
            return False
        self._on_commit()
        return True

    async def _sleep(self) -> None:
        """APScheduler is told the next due time; and looks now and then, for what another process has set."""
        now = self._database.clock.now()
        next_due = await self._database.run(due.next_time)
        wait = min(max((next_due - now), timedelta()), _LOOK_AGAIN) if next_due else _LOOK_AGAIN
        self._at(wait)

    def _at(self, wait: timedelta | None) -> None:
        when = None if wait is None else datetime.now(self._scheduler.timezone) + wait
        # Two at once: whoever wakes us while we look must not be refused; the lock lets one of them look.
        self._scheduler.add_job(
            self.tick,
            "date",
            run_date=when,
            id="tick",
            replace_existing=True,
            misfire_grace_time=None,
            max_instances=2,
        )
