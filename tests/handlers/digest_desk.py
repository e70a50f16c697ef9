"""Digests for tests: leaders who get them, time that passes, and what was asked to be made for whom."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from department import Somebody
from regular_desk import RegularDesk
from sqlalchemy import select

from digests import plans, telling
from digests.numbers import Numbers
from storage import conversations, due
from storage.clock import LOCAL_ZONE
from storage.database import Tx, table
from storage.screens import Screen
from storage.tables.incidents import Incident
from storage.tables.makings import Making, MakingRecipient
from storage.tables.upkeep import Due

_making, _recipient = table(Making), table(MakingRecipient)


@dataclass
class DigestDesk(RegularDesk):
    """It is Monday, 16 November 2026, 09:30; the service has just started."""

    def __post_init__(self) -> None:
        self.database.transact(lambda tx: plans.ensure(tx, self.rules))

    def until(self, moment: datetime) -> None:
        """Time passes from one due time to the next."""
        while (coming := self.database.transact(due.next_time)) is not None and coming <= moment:
            self.clock.at = max(coming, self.clock.at)
            assert self.tick() or coming > self.clock.at
        self.clock.at = moment

    def stand_still_until(self, moment: datetime) -> None:
        """A stop: nothing happens in between; then everything that is due does, and nothing more."""
        self.clock.at = moment
        self.wait()

    def asked(self, somebody: Somebody | None = None) -> list[dict[str, Any]]:
        """The parameters of all digests that were asked for, for somebody or at all, the oldest first."""
        found = select(_making).where(_making.c.kind == telling.KIND).order_by(_making.c.id)
        if somebody is not None:
            mine = select(_recipient.c.making_id).where(_recipient.c.person_id == somebody.person_id)
            found = found.where(_making.c.id.in_(mine))
        return [one.params for one in self.database.transact(lambda tx: tx.all(Making, found))]

    def times(self, somebody: Somebody) -> list[str]:
        """«16/11 17:00 daily»: the digests that somebody was to get."""
        return [f"{_local(one['ends'])} {one['kind']}" for one in self.asked(somebody)]

    def due_times(self, somebody: Somebody) -> list[str]:
        of = select(table(Due)).where(table(Due).c.kind == plans.DUE, table(Due).c.subject_id == somebody.person_id)
        return [_local(one.due_at.isoformat()) for one in self.database.transact(lambda tx: tx.all(Due, of))]

    def numbers(self, params: dict[str, Any]) -> Numbers:
        return self.database.transact(lambda tx: telling.collect(tx, self.rules, params))

    def digest(self, somebody: Somebody) -> Screen:
        """The latest digest that somebody was to get, in words."""
        return telling.screen(self.numbers(self.asked(somebody)[-1]))

    def incident(self, at: datetime, **values: Any) -> None:
        """One that was reported then; `unit_id` and whatever else may be given."""
        here = {"unit_id": self.sample.school, "category": "injury", "severity": 2, "division": "student_affairs"}
        whole = {**here, "status": "open", "answers": {}, "policy": "x", "search_text": "", **values}
        self.database.transact(lambda tx: _add(tx, self.sample.head.person_id, at, whole))


def _add(tx: Tx, reporter: int, at: datetime, values: dict[str, Any]) -> None:
    draft = conversations.new_draft(tx, reporter, values["unit_id"], "guided", {})
    code = f"BCN-2026-{draft.id:06}"
    tx.insert(Incident, code=code, draft_id=draft.id, reporter_id=reporter, opened_at=at, changed_at=at, **values)


def _local(written: str) -> str:
    return f"{datetime.fromisoformat(written).astimezone(LOCAL_ZONE):%d/%m %H:%M}"
