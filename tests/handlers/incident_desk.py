"""An incident for tests: sent, seen on everybody's phone, and the clock that makes it rise."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Barrier
from typing import Any

from department import HandClock, Sample, Somebody
from report_desk import Phone
from sqlalchemy import select, update

from incidents import reach
from incidents.opening import open_incident
from rules.catalogue import Catalogue
from scheduler.clock import ACTS, lock_first
from storage import conversations, due, incidents, outbox, registry
from storage.attachments import IncomingFile
from storage.database import Database, Tx, table
from storage.screens import Screen
from storage.tables.incidents import Incident, TimelineEntry
from storage.tables.registry import Assignment
from storage.tables.upkeep import AuditEntry

BEES = {
    "category": "injury",
    "what": "3 em lớp 7A bị ong đốt ở sân trường, đã đưa đi bệnh viện quận",
    "pupils_affected": 3,
    "injured": 3,
    "in_hospital": 3,
    "media": "social",
}


@dataclass
class Desk:
    """The Department of the sample around one incident."""

    database: Database
    rules: Catalogue
    clock: HandClock
    sample: Sample

    def report(self, answers: dict[str, Any] | None = None, by: Somebody | None = None) -> Incident:
        """A head has pressed [Gửi]."""
        head = by or self.sample.head

        def opened(tx: Tx) -> Incident:
            member = registry.find_member(tx, "telegram", head.address)
            assert member is not None
            draft = conversations.new_draft(
                tx, head.person_id, member.posts[0].unit_id, "guided", {**BEES, **(answers or {})}
            )
            conversations.end_draft(tx, draft.id or 0, "sent")
            return open_incident(tx, self.rules, draft, member)

        return self.database.transact(opened)

    def phone(self, somebody: Somebody) -> Phone:
        return Phone(self.database, self.rules, somebody.address)

    def look(self, phone: Phone) -> Screen:
        """The last message that the phone has received."""
        self.database.transact(phone._deliver)
        return phone.last

    def sees(self, phone: Phone, incident: Incident) -> Screen:
        """The incident's own message on the phone, as it is now."""
        self.look(phone)
        return phone.shown[f"incident:{incident.id}"]

    def got(self, phone: Phone, incident: Incident) -> bool:
        self.look(phone)
        return f"incident:{incident.id}" in phone.shown

    def reply(self, phone: Phone, incident: Incident, text: str, slot: str = "") -> Screen:
        """Somebody answers the incident's own message, or that of another slot, with a swipe."""
        return phone.write(text, reply_to=self._shown_by(phone, slot or f"incident:{incident.id}"))

    def reply_with_photo(self, phone: Phone, incident: Incident, caption: str) -> Screen:
        """The same with a picture."""
        photo = IncomingFile(ref="ref-reply", unique_ref="reply", kind="photo")
        ref = self._shown_by(phone, f"incident:{incident.id}")
        return phone._do(kind="file", file=photo, text=caption, reply_to=ref)

    def _shown_by(self, phone: Phone, slot: str) -> str:
        self.look(phone)
        shown = self.database.transact(lambda tx: outbox.posted(tx, "telegram", phone.address, slot))
        assert shown is not None, f"nothing shows {slot}"
        return shown.message_ref

    def heard(self, phone: Phone) -> list[str]:
        """The texts of all messages that came with a sound: new ones that were not silent."""
        self.look(phone)
        told: dict[str, str] = {}
        for screen, ref in phone.history:
            if ref not in told:
                told[ref] = "" if screen.silent else screen.text
        return [text for text in told.values() if text]

    def lose(self, *people: Somebody) -> None:
        """These people have blocked the bot."""
        for one in people:
            self.database.transact(
                lambda tx, address=one.address: reach.account_lost(tx, self.rules, "telegram", address, "blocked")
            )

    def end_posts(self, somebody: Somebody) -> None:
        """The person holds no post any more."""
        posts = table(Assignment)
        ended = update(posts).where(posts.c.person_id == somebody.person_id).values(valid_until=self.clock.now())
        self.database.transact(lambda tx: tx.execute(ended))

    def take(self, phone: Phone, incident: Incident) -> None:
        """Whoever holds the phone has pressed [Tiếp nhận]."""
        phone.press("Tiếp nhận", on=self.sees(phone, incident))
        assert self.now(incident).status == "acknowledged"

    def audit(self, outcome: str = "refused") -> list[AuditEntry]:
        audit = table(AuditEntry)
        found = select(audit).where(audit.c.outcome == outcome).order_by(audit.c.id)
        return self.database.transact(lambda tx: tx.all(AuditEntry, found))

    def now(self, incident: Incident) -> Incident:
        return self.database.transact(lambda tx: incidents.get(tx, incident.id or 0))

    def kinds(self, incident: Incident) -> list[str]:
        """The timeline, as the kinds of its entries."""
        told = self.database.transact(lambda tx: incidents.timeline(tx, incident.id or 0))
        return [entry.kind for entry, _ in told]

    def at_once(self, *acts: Callable[[], Any]) -> None:
        """All of these are done in the same moment, each in a thread and a transaction of its own."""
        gate = Barrier(len(acts))

        def run(act: Callable[[], Any]) -> None:
            gate.wait()
            act()

        with ThreadPoolExecutor(len(acts)) as threads:
            for done in [threads.submit(run, act) for act in acts]:
                done.result()

    def entry(self, incident: Incident) -> TimelineEntry:
        """The latest line of the timeline."""
        return self.database.transact(lambda tx: incidents.timeline(tx, incident.id or 0))[-1][0]

    def wait(self, **time: float) -> None:
        """Time passes at once, as after a stop of that length; then everything that is due happens."""
        self.clock.turn(**time)

        for _ in range(50):
            if not self.tick():
                return
        raise AssertionError("the clock does not come to rest")

    def tick(self) -> bool:
        """The most urgent thing that is due happens; False when there is none."""

        def one(tx: Tx) -> bool:
            what = due.take_next(tx, lambda found: lock_first(tx, found))
            if what is not None:
                ACTS[what.kind](tx, self.rules, what)
            return what is not None

        return self.database.transact(one)

    def pass_by(self, minutes: int) -> None:
        """Time passes minute by minute."""
        for _ in range(minutes):
            self.wait(minutes=1)
