"""A communications desk that reviews news, and the phones of those who send them."""

from dataclasses import dataclass, field

from department import HandClock, Sample, Somebody, add_person
from report_desk import Phone
from sqlalchemy import select, update

from news import life
from rules.catalogue import Catalogue
from storage import news
from storage.database import Database, Tx, table
from storage.outbox import Priority
from storage.screens import Screen
from storage.tables.incidents import Attachment
from storage.tables.messaging import OutboxMessage
from storage.tables.news import NewsItem
from storage.tables.registry import Account, Assignment
from storage.tables.upkeep import AuditEntry

TITLE = "Thầy giáo mẫu dạy bơi miễn phí"
TEXT = "Suốt mùa hè, thầy mẫu dạy bơi miễn phí cho 40 em của phường."


class Looking(Phone):
    """A phone that is looked at without doing anything; what changes a message further up is not its last."""

    def _show(self, tx: Tx, message: OutboxMessage) -> None:
        last, before = self.last, self.new_messages
        super()._show(tx, message)
        if self.new_messages == before and message.priority >= Priority.UPDATE:
            self.last = last

    def body(self) -> Screen:
        """The whole item that was shown last."""
        return next(screen for screen, _ in reversed(self.history) if not screen.slot and not screen.rows)

    def look(self) -> Screen:
        self.database.transact(self._deliver)
        return self.last


@dataclass
class NewsDesk:
    """`desk` belongs to the communications desk, `head` to the head of school A, `other` to the head of school B."""

    database: Database
    rules: Catalogue
    clock: HandClock
    sample: Sample
    other_head: Somebody
    desk: Looking
    head: Looking
    other: Looking
    phones: dict[str, Looking] = field(default_factory=dict)

    def phone(self, somebody: Somebody) -> Looking:
        return self.phones.setdefault(somebody.address, Looking(self.database, self.rules, somebody.address))

    def write(self, title: str = TITLE, text: str = TEXT, by: Looking | None = None) -> Looking:
        """Everything but [Gửi], without pictures."""
        phone = by or self.head
        phone.write("/tinbai")
        phone.write(f"{title}\n{text}")
        phone.press("Người tốt việc tốt")
        return phone

    def send(self, title: str = TITLE, by: Looking | None = None) -> NewsItem:
        self.write(title, by=by).press("✅ Gửi")
        self.desk.look()
        return self.latest()

    def open(self, phone: Looking | None = None) -> Looking:
        """The latest item on the phone of somebody of the desk."""
        phone = phone or self.desk
        phone.look()
        phone.send_action(f"w:{self.latest().id}:open")
        return phone

    def accepted(self, unit_id: int, number: int) -> list[NewsItem]:
        """So many items of a unit that the desk has accepted just now."""

        def add(tx: Tx) -> list[NewsItem]:
            found = []
            for one in range(number):
                item = news.begin(tx, self.sample.head.person_id, unit_id)
                news.change(tx, item.id or 0, title=f"Bài mẫu {one}", text="Nội dung mẫu.", kind="activity")
                life.send(tx, self.rules, item.id or 0)
                life.accept(tx, self.rules, item.id or 0, self.sample.communications.person_id)
                found.append(news.get(tx, item.id or 0))
            return found

        found = self.database.transact(add)
        for phone in (self.desk, self.head, self.other):
            phone.look()
        return found

    def items(self) -> list[NewsItem]:
        found = select(table(NewsItem)).order_by(table(NewsItem).c.id)
        return self.database.transact(lambda tx: tx.all(NewsItem, found))

    def latest(self) -> NewsItem:
        return self.items()[-1]

    def files(self) -> list[Attachment]:
        found = select(table(Attachment)).order_by(table(Attachment).c.id)
        return self.database.transact(lambda tx: tx.all(Attachment, found))

    def audit(self, action: str) -> list[AuditEntry]:
        entries = select(table(AuditEntry)).filter_by(action=action).order_by(table(AuditEntry).c.id)
        return self.database.transact(lambda tx: tx.all(AuditEntry, entries))

    def cut_off(self, somebody: Somebody) -> None:
        """The account of somebody is shut."""
        account = table(Account)
        shut = update(account).where(account.c.person_id == somebody.person_id).values(cut_off_at=self.clock.now())
        self.database.transact(lambda tx: tx.execute(shut))

    def leave(self, somebody: Somebody) -> None:
        """All posts of somebody end now."""
        post = table(Assignment)
        ended = update(post).where(post.c.person_id == somebody.person_id).values(valid_until=self.clock.now())
        self.database.transact(lambda tx: tx.execute(ended))


def news_desk_of(database: Database, rules: Catalogue, clock: HandClock, sample: Sample) -> NewsDesk:
    other = database.transact(
        lambda tx: add_person(
            tx, "Hiệu trưởng mẫu B", "+84903000099", "1099", {"unit_id": sample.other_school, "role": "head"}
        )
    )
    phones = [Looking(database, rules, one.address) for one in (sample.communications, sample.head, other)]
    return NewsDesk(database, rules, clock, sample, other, *phones)
