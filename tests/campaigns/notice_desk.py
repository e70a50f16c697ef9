"""A desk that sends notices, and the phones of those who read them."""

from dataclasses import dataclass, field

from crowd import Crowd, Watching, phone_of
from department import Sample, Somebody, add_person, add_unit
from sqlalchemy import select, update

from storage import broadcasts as records
from storage import notices
from storage.database import table
from storage.registry import unit
from storage.tables.notices import Notice
from storage.tables.registry import Account, Unit
from storage.tables.upkeep import AuditEntry


@dataclass
class NoticeDesk:
    """`desk` belongs to the communications desk, `head` to the head of school A, `other` to the head of school B."""

    crowd: Crowd
    sample: Sample
    other_head: Somebody
    desk: Watching
    head: Watching
    other: Watching
    phones: list[Watching] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.phones += [self.desk, self.head, self.other]

    def phone(self, somebody: Somebody) -> Watching:
        phone = phone_of(self.crowd, somebody)
        self.phones.append(phone)
        return phone

    def wait(self, **time: float) -> None:
        """Time passes at once; then all that is due happens, and all phones get what is for them."""
        self.crowd.clock.turn(**time)
        for _ in range(5):
            self.crowd.work()
            for phone in self.phones:
                phone.look()
            self.crowd.clock.turn(seconds=2)

    def write(self, text: str = "Ngày mai 20/11 nghỉ học toàn thành phố.") -> None:
        self.desk.write("/thongbao")
        if any("Soạn" in label for label in self.desk.labels()):
            self.desk.press("Soạn")
        self.desk.write(text)

    def send(self, text: str = "Ngày mai 20/11 nghỉ học toàn thành phố.") -> Notice:
        """The desk has written it, looked at it and pressed [Gửi]; everybody has it."""
        self.write(text)
        self.desk.press("Xem trước")
        self.desk.press("Gửi")
        self.wait()
        return self.latest()

    def latest(self) -> Notice:
        newest = select(table(Notice)).order_by(table(Notice).c.id.desc())
        found = self.crowd.database.transact(lambda tx: tx.first(Notice, newest))
        assert found is not None
        return found

    def broadcasts(self, kind: str) -> list[int]:
        """The numbers of the broadcasts of a kind about the latest notice."""
        identity = self.latest().id or 0
        found = self.crowd.database.transact(lambda tx: records.about(tx, kind, identity))
        return [one.id or 0 for one in found]

    def tally(self) -> notices.Tally:
        notice = self.latest()
        return self.crowd.database.transact(lambda tx: notices.tally(tx, notice))

    def got(self, phone: Watching) -> str:
        """The notice as it stands on the phone now; "" when it never came."""
        phone.look()
        screen = phone.shown.get(f"notice:{self.latest().id}")
        return "" if screen is None else screen.text

    def lose(self, somebody: Somebody) -> None:
        """The account of somebody cannot be reached."""
        account = table(Account)
        gone = update(account).where(account.c.person_id == somebody.person_id).values(reachable=False)
        self.crowd.database.transact(lambda tx: tx.execute(gone))

    def kind(self, unit_id: int, kind: str, tags: str = "") -> None:
        change = update(table(Unit)).where(table(Unit).c.id == unit_id).values(kind=kind, tags=tags)
        self.crowd.database.transact(lambda tx: tx.execute(change))

    def audit(self, action: str) -> list[AuditEntry]:
        entries = select(table(AuditEntry)).filter_by(action=action).order_by(table(AuditEntry).c.id)
        return self.crowd.database.transact(lambda tx: tx.all(AuditEntry, entries))

    def more_schools(self, number: int) -> list[Somebody]:
        """So many more schools with a head each, below the Department."""

        def add(tx):  # type: ignore[no-untyped-def]
            root = unit(tx, self.sample.root)
            found = []
            for one in range(number):
                school = add_unit(tx, f"THEM-{one:02}", f"Trường mẫu thêm {one:02}", (root.id, root.path))
                found.append(
                    add_person(
                        tx,
                        f"Hiệu trưởng thêm {one:02}",
                        None,
                        str(3000 + one),
                        {"unit_id": school[0], "role": "head"},
                    )
                )
            return found

        return self.crowd.database.transact(add)


def notice_desk_of(crowd: Crowd, sample: Sample) -> NoticeDesk:
    other = crowd.database.transact(
        lambda tx: add_person(
            tx, "Hiệu trưởng mẫu B", "+84903000099", "1099", {"unit_id": sample.other_school, "role": "head"}
        )
    )
    return NoticeDesk(
        crowd,
        sample,
        other,
        phone_of(crowd, sample.communications),
        phone_of(crowd, sample.head),
        phone_of(crowd, other),
    )
