"""Many people who have joined, something said to all of them, a clock and a messenger turned by hand."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, TypeVar

import pytest
from department import HandClock, Somebody
from report_desk import Phone
from sqlalchemy import insert, select, text

from campaigns import broadcasts, queuing
from campaigns.broadcasts import Progress
from incidents import reach
from rules.catalogue import Catalogue
from scheduler.clock import ACTS
from storage import due, outbox, sending
from storage.database import Database, Tx, table
from storage.outbox import Priority
from storage.screens import Screen, from_json
from storage.tables.broadcasts import Broadcast, BroadcastTarget
from storage.tables.messaging import OutboxMessage
from storage.tables.registry import Account, Person

T = TypeVar("T")

FIRST = 10_000
_outbox = table(OutboxMessage)


def add_people(tx: Tx, number: int, channel: str = "telegram", first: int = FIRST) -> list[int]:
    """So many people; the address of each is the person's id."""
    ids = list(range(first, first + number))
    tx.execute(
        insert(table(Person)),
        [{"id": one, "name": f"Người mẫu {one}", "lang": "vi", "active": True} for one in ids],  # type: ignore[arg-type]
    )
    accounts = [
        {
            "person_id": one,
            "channel": channel,
            "address": str(one),
            "joined_at": tx.now,
            "reachable": True,
            "unreachable_reason": "",
        }
        for one in ids
    ]
    tx.execute(insert(table(Account)), accounts)  # type: ignore[arg-type]
    return ids


@dataclass
class Crowd:
    """`refusing`: addresses that have blocked the bot; `needless`, `broken`: people to whom nothing is to be said, or
    can be. `heard`: what has arrived where, by (address, text)."""

    database: Database
    rules: Catalogue
    clock: HandClock
    refusing: set[str] = field(default_factory=set)
    needless: set[int] = field(default_factory=set)
    broken: set[int] = field(default_factory=set)
    heard: Counter[tuple[str, str]] = field(default_factory=Counter)

    def compose(self, tx: Tx, _rules: Catalogue, broadcast: Broadcast, target: BroadcastTarget) -> Screen | None:
        if target.person_id in self.broken:
            raise RuntimeError("cannot be said")
        return None if target.person_id in self.needless else Screen(f"{broadcast.title} {target.about_id}")

    def begin(self, people: Any, **how: Any) -> int:
        targets = ((one, 0) for one in people) if isinstance(people, list) else people
        told = {"title": "Nhắc", **how}
        return self.database.transact(lambda tx: broadcasts.begin(tx, "test", 1, targets, **told))

    def join(self, number: int, channel: str = "telegram", first: int = FIRST) -> list[int]:
        return self.database.transact(lambda tx: add_people(tx, number, channel, first))

    def tick(self) -> bool:
        """The most urgent thing that is due happens; False when there is none."""

        return self.database.transact(self.act)

    def act(self, tx: Tx) -> bool:
        """The same inside a transaction."""
        what = due.take_next(tx)
        if what is not None:
            ACTS[what.kind](tx, self.rules, what)
        return what is not None

    def work(self) -> None:
        """Everything that is due now happens."""
        for _ in range(200):
            if not self.tick():
                return
        raise AssertionError("the clock does not come to rest")

    def take(self, most: int = 1_000, channel: str = "telegram") -> list[OutboxMessage]:
        """The messenger begins to take so many messages, the most urgent first."""
        taken = self.database.transact(lambda tx: sending.take_parcels(tx, channel, most, ()))
        return [parcel.message for parcel in taken.parcels]

    def settle(self, messages: list[OutboxMessage]) -> None:
        """The messenger has taken these, except for whoever blocked the bot."""

        def settled(tx: Tx) -> None:
            for message in messages:
                lost = message.address in self.refusing
                outbox.settle(
                    tx, message, "failed" if lost else "sent", milliseconds=1, error="blocked" if lost else ""
                )
                if lost:
                    reach.account_lost(tx, self.rules, message.channel, message.address, "blocked")
                else:
                    self.heard[message.address, from_json(message.screen).text] += 1

        self.database.transact(settled)

    def deliver(self, most: int = 1_000, channel: str = "telegram") -> int:
        messages = self.take(most, channel)
        self.settle(messages)
        return len(messages)

    def run(self, channels: tuple[str, ...] = ("telegram",)) -> None:
        """Time passes and everything is sent, until nothing is due soon any more."""
        for _ in range(200):
            self.work()
            sent = sum(self.deliver(channel=channel) for channel in channels)
            soon = self.database.transact(due.next_time)
            if not sent and (soon is None or (soon - self.clock.now()).total_seconds() > 3):
                return
            self.clock.turn(seconds=2)
        raise AssertionError("the broadcast does not come to an end")

    def progress(self, broadcast_id: int) -> Progress:
        return self.database.transact(lambda tx: broadcasts.progress(tx, broadcast_id))

    def state(self, broadcast_id: int) -> str:
        rows = self.database.transact(lambda tx: tx.rows(select(table(Broadcast)).filter_by(id=broadcast_id)))
        return str(rows[0].state)

    def waiting_to_leave(self) -> int:
        """How many reminders stand in the outbox."""
        waiting = select(_outbox.c.id).where(_outbox.c.state == "queued", _outbox.c.priority == int(Priority.REMINDER))
        return len(self.database.transact(lambda tx: tx.rows(waiting)))

    def times(self, text: str = "Nhắc 0") -> Counter[int]:
        """How many people have heard it how often."""
        return Counter(times for (_, said), times in self.heard.items() if said == text)


def crowd_of(database: Database, rules: Catalogue, clock: HandClock, monkeypatch: pytest.MonkeyPatch) -> Crowd:
    """A crowd whose broadcasts are of the kind «test», and go in small steps so that a small crowd takes several."""
    crowd = Crowd(database, rules, clock)
    monkeypatch.setitem(queuing.COMPOSERS, "test", crowd.compose)
    monkeypatch.setattr(queuing, "MOST_IN_HAND", 60)
    monkeypatch.setattr(queuing, "MOST_AT_ONCE", 20)
    return crowd


def somebody_waits(tx: Tx) -> bool:
    """Whether a transaction waits for another's lock."""
    waiting = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
    return bool(tx.scalar(text(waiting)))


def at_the_same_time(database: Database, first: Callable[[Tx], object], second: Callable[[Tx], T]) -> T:
    """`second` runs before the transaction of `first` has ended, as far as it gets; what it came to."""
    with ThreadPoolExecutor(1) as other:

        def both(tx: Tx) -> Future[T]:
            first(tx)
            running = other.submit(database.transact, second)
            while not (database.sqlite or running.done() or database.transact(somebody_waits)):
                pass
            return running

        return database.transact(both).result()


class Watching(Phone):
    """A phone that is looked at without doing anything."""

    def look(self) -> Screen:
        self.database.transact(self._deliver)
        return self.last


def phone_of(crowd: Crowd, somebody: Somebody) -> Watching:
    return Watching(crowd.database, crowd.rules, somebody.address)
