"""A phone of somebody who may not have joined, and what was recorded of the tries."""

from collections.abc import Sequence
from typing import Any

from report_desk import Phone
from sqlalchemy import func, select, update

import locales
from storage import invitations, registry
from storage.database import Database, table
from storage.registry import Member
from storage.screens import Screen
from storage.tables import metadata
from storage.tables.messaging import OutboxMessage
from storage.tables.registry import Account, Assignment, JoinAttempt, Person
from storage.tables.upkeep import AuditEntry

REFUSAL = locales.text("vi", "join-refused")
NUMBER = "+84903111222"


class Newcomer(Phone):
    """`said` is every text that came back, in order."""

    def open_link(self, code: str) -> Screen:
        return self._do(kind="command", command="start", text=code)

    def share_contact(self, phone: str, *, own: bool = True) -> Screen:
        return self._do(kind="contact", phone=phone, phone_is_own=own)

    def write_in_group(self, text: str) -> None:
        self._do(kind="text", text=text, private=False)

    def welcome(self) -> Screen:
        """What came first after joining."""
        return next(screen for screen, _ in self.history if screen.menu is not None)

    def said(self) -> list[str]:
        outbox = table(OutboxMessage)
        found = select(outbox.c.screen).where(outbox.c.address == self.address).order_by(outbox.c.id)
        told = self.database.transact(lambda tx: [row.screen for row in tx.rows(found)])
        return [screen["text"] for screen in told if "press_id" not in screen]

    def member(self) -> Member | None:
        return self.database.transact(lambda tx: registry.find_member(tx, self.channel, self.address))


def another(phone: Newcomer, address: str) -> Newcomer:
    return Newcomer(phone.database, phone.rules, address)


def wrong_code(phone: Newcomer) -> None:
    phone.open_link("bcfg-hjkm-npqr-stvx")


def person(database: Database, name: str, phone: str | None = None, *posts: dict[str, Any], lang: str = "vi") -> int:
    """Somebody of the registry who has not joined."""

    def add(tx: Any) -> int:
        person_id = tx.insert(Person, name=name, phone=phone, lang=lang)
        for post in posts:
            tx.insert(Assignment, person_id=person_id, **post)
        return int(person_id)

    return database.transact(add)


def invite(database: Database, person_id: int, **options: Any) -> str:
    return database.transact(lambda tx: invitations.create(tx, person_id, **options))


def change(
    database: Database, model: type[Account] | type[Person] | type[Assignment], where: int, **values: Any
) -> None:
    """Another value for a row by its id, as the administration would write it."""
    rows = table(model)
    database.transact(lambda tx: tx.execute(update(rows).where(rows.c.id == where).values(**values)))


def cut_off(database: Database, address: str) -> None:
    rows = table(Account)
    database.transact(lambda tx: tx.execute(update(rows).where(rows.c.address == address).values(cut_off_at=tx.now)))


def end_roles(database: Database, person_id: int) -> None:
    rows = table(Assignment)
    database.transact(
        lambda tx: tx.execute(update(rows).where(rows.c.person_id == person_id).values(valid_until=tx.now))
    )


def attempts(database: Database) -> list[str]:
    rows = table(JoinAttempt)
    found = select(rows.c.outcome).order_by(rows.c.id)
    return database.transact(lambda tx: [row.outcome for row in tx.rows(found)])


def audited(database: Database, action: str = "join") -> list[tuple[str, str]]:
    """(outcome, reason) of the lines of an action."""
    rows = table(AuditEntry)
    found = select(rows).where(rows.c.action == action).order_by(rows.c.id)
    lines = database.transact(lambda tx: tx.all(AuditEntry, found))
    return [(line.outcome, str(line.detail.get("reason", ""))) for line in lines]


def everything_kept(database: Database, *besides: str) -> str:
    """The whole database as text, to look for what must not be in it."""
    names: Sequence[Any] = [one for one in metadata.sorted_tables if one.name not in besides]
    return database.transact(lambda tx: "\n".join(repr(row) for one in names for row in tx.rows(select(one))))


def count(database: Database, model: type[Account]) -> int:
    return database.transact(lambda tx: tx.scalar(select(func.count()).select_from(table(model))))
