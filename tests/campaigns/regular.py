"""Regular reports in the sample Department: a clock turned by hand, everything that is due done, messages looked at."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from department import HandClock, Sample
from sqlalchemy import select

from campaigns import living, submitting
from rules.calendar import local
from rules.campaigns import Definition
from rules.catalogue import Catalogue
from rules.escalation import VIETNAM
from scheduler.clock import ACTS
from storage import campaigns, due, outbox
from storage.database import Database, Tx, table
from storage.tables.campaigns import Campaign, Period, Task
from storage.tables.messaging import OutboxMessage

_period, _task, _outbox = table(Period), table(Task), table(OutboxMessage)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """A moment of Vietnam, in UTC."""
    return local(day, time(hour, minute)).astimezone(UTC)


def written(moment: datetime) -> str:
    """«25/11 17:00»."""
    return f"{moment.astimezone(VIETNAM):%d/%m %H:%M}"


@dataclass
class Desk:
    """Who starts campaigns, and lets time pass."""

    database: Database
    rules: Catalogue
    clock: HandClock
    sample: Sample

    def start(self, campaign_id: str = "communications_month", **changes: Any) -> Campaign:
        """A campaign of the catalogue, changed as told, started; and what follows at once."""

        def started(tx: Tx) -> Campaign:
            definition = self.rules.campaign(campaign_id)
            if not changes:
                return living.start_from_catalogue(tx, self.rules, campaign_id)[0]
            made = living.draft(tx, Definition.model_validate({**definition.stored(), **changes}))
            living.start(tx, self.rules, made)
            return made

        campaign = self.database.transact(started)
        self.work()
        return campaign

    def step(self, rules: Catalogue | None = None) -> bool:
        """The most urgent thing that is due happens; False when there is none."""

        def one(tx: Tx) -> bool:
            what = due.take_next(tx)
            if what is not None:
                ACTS[what.kind](tx, rules or self.rules, what)
            return what is not None

        return self.database.transact(one)

    def work(self, rules: Catalogue | None = None) -> None:
        """Everything that is due now happens."""
        while self.step(rules):
            pass

    def wait_until(self, moment: datetime, rules: Catalogue | None = None) -> None:
        """Time passes from one due time to the next; what is said meanwhile is delivered at once."""
        while True:
            self.work(rules)
            self.deliver()
            coming = self.database.transact(due.next_time)
            if coming is None or coming > moment:
                break
            self.clock.at = coming
        self.clock.at = moment
        self.work(rules)
        self.deliver()

    def stand_still_until(self, moment: datetime) -> None:
        """The service does not run, and is started again."""
        self.clock.at = moment
        self.work()

    def deliver(self) -> None:
        """The messenger takes whatever waits for it, and shows it."""

        def taken(tx: Tx) -> None:
            waiting = select(_outbox).where(_outbox.c.state == "queued", _outbox.c.not_before <= tx.now)
            for message in tx.all(OutboxMessage, waiting.order_by(_outbox.c.id)):
                if message.slot:
                    outbox.remember_posted(tx, message, f"message-{message.id}", "")
                tx.execute(_outbox.update().where(_outbox.c.id == message.id).values(state="sent", done_at=tx.now))

        self.database.transact(taken)

    def periods(self) -> list[Period]:
        return self.database.transact(lambda tx: tx.all(Period, select(_period).order_by(_period.c.due_at)))

    def rounds(self) -> list[tuple[str, str]]:
        """(label, due) of all rounds so far."""
        return [(one.label, written(one.due_at)) for one in self.periods()]

    def task(self, unit_id: int | None = None) -> Task:
        """What the school of the head owes in the latest round."""
        wanted = select(_task).where(_task.c.unit_id == (unit_id or self.sample.school)).order_by(_task.c.id.desc())
        found = self.database.transact(lambda tx: tx.first(Task, wanted.limit(1)))
        assert found is not None
        return found

    def submit(self, answers: dict[str, Any] | None = None) -> Task:
        """The head sends the report."""
        task = self.task()

        def submitted(tx: Tx) -> Task:
            locked = campaigns.task(tx, task.id or 0)
            return submitting.submit(tx, locked, self.sample.head.person_id, answers or {"count": 1})

        return self.database.transact(submitted)

    def heard(self, address: str, key: str = "Hạn nộp|chưa nộp") -> list[str]:
        """When the account was reminded: the moments of all such messages that were sent."""
        wanted = select(_outbox).where(_outbox.c.address == address).order_by(_outbox.c.id)
        rows = self.database.transact(lambda tx: tx.all(OutboxMessage, wanted))
        words = key.split("|")
        return [
            written(row.created_at)
            for row in rows
            if row.state in ("queued", "sent") and any(word in row.screen["text"] for word in words)
        ]
