"""Regular reports for tests: a campaign that runs, the head's phone that fills it in, the desk's phone that runs it."""

from dataclasses import dataclass
from typing import Any

from incident_desk import Desk
from report_desk import Phone
from sqlalchemy import select, update

from campaigns import living
from storage import campaigns
from storage.database import table
from storage.tables.campaigns import Period, Task
from storage.tables.registry import Unit
from storage.tables.upkeep import AuditEntry


@dataclass
class RegularDesk(Desk):
    """Of the campaign «Công tác truyền thông tháng» the round of November opens on the 18th and is due on the 25th."""

    def open_round(self, campaign_id: str = "communications_month") -> Period:
        """The communications desk has started it, and its round has opened: it is Wednesday, 18 November, 09:30."""
        by = self.sample.communications.person_id
        self.database.transact(lambda tx: living.start_from_catalogue(tx, self.rules, campaign_id, by))
        self.wait(days=2)
        return self.period()

    def period(self) -> Period:
        latest = select(table(Period)).order_by(table(Period).c.id.desc()).limit(1)
        found = self.database.transact(lambda tx: tx.first(Period, latest))
        assert found is not None
        return found

    def task(self, unit_id: int | None = None) -> Task:
        """What the head's school owes in the latest round."""
        period = self.period().id or 0
        found = self.database.transact(lambda tx: campaigns.task_of(tx, period, unit_id or self.sample.school))
        assert found is not None
        return found

    def fill(self, phone: Phone) -> None:
        """Opens the form from /dinhky and answers every question; it stands on the card."""
        phone.write("/dinhky")
        phone.press("Truyền thông tháng")
        phone.press("Không đổi")
        for answer in ("2", "0", "không", "5", "3", "bỏ qua"):
            phone.write(answer)
        phone.press("Giáo dục TP.HCM")
        phone.press("Xong")
        phone.write("120")
        phone.write("đã thực hiện")
        phone.press("Giữ nguyên")

    def kind(self, unit_id: int, kind: str, tags: str = "") -> None:
        changed = update(table(Unit)).where(table(Unit).c.id == unit_id).values(kind=kind, tags=tags)
        self.database.transact(lambda tx: tx.execute(changed))

    def noted(self, action: str) -> list[AuditEntry]:
        entries = select(table(AuditEntry)).filter_by(action=action).order_by(table(AuditEntry).c.id)
        return self.database.transact(lambda tx: tx.all(AuditEntry, entries))

    def answers(self) -> dict[str, Any]:
        return dict(self.task().answers)
