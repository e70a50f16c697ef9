"""An incident for tests: sent, seen on everybody's phone, and the clock that makes it rise."""

from dataclasses import dataclass
from typing import Any

from department import HandClock, Sample, Somebody
from report_desk import Phone

from incidents.opening import open_incident
from rules.catalogue import Catalogue
from scheduler.clock import ACTS
from storage import conversations, due, incidents, outbox, registry
from storage.database import Database, Tx
from storage.screens import Screen
from storage.tables.incidents import Incident

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

    def reply(self, phone: Phone, incident: Incident, text: str) -> None:
        """Somebody answers the incident's own message in the chat, as messengers let one do with a swipe."""
        slot = f"incident:{incident.id}"
        shown = self.database.transact(lambda tx: outbox.posted(tx, "telegram", phone.address, slot))
        assert shown is not None
        phone.write(text, reply_to=shown.message_ref)

    def now(self, incident: Incident) -> Incident:
        return self.database.transact(lambda tx: incidents.get(tx, incident.id or 0))

    def kinds(self, incident: Incident) -> list[str]:
        """The timeline, as the kinds of its entries."""
        told = self.database.transact(lambda tx: incidents.timeline(tx, incident.id or 0))
        return [entry.kind for entry, _ in told]

    def wait(self, **time: float) -> None:
        """Time passes at once, as after a stop of that length; then everything that is due happens."""
        self.clock.turn(**time)

        def one(tx: Tx) -> bool:
            what = due.take_next(tx)
            if what is not None:
                ACTS[what.kind](tx, self.rules, what)
            return what is not None

        for _ in range(50):
            if not self.database.transact(one):
                return
        raise AssertionError("the clock does not come to rest")

    def pass_by(self, minutes: int) -> None:
        """Time passes minute by minute."""
        for _ in range(minutes):
            self.wait(minutes=1)
