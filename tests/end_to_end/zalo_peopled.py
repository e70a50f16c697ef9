"""The sample Department on Zalo: its people there only, or on Telegram as well."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields

import peopled
from department import Somebody
from hands import Phones
from sqlalchemy import update
from zalo_hands import ZaloHand

from storage import registry
from storage.database import Database, Tx, table
from storage.tables.registry import Account


@dataclass(frozen=True)
class ZaloPeople:
    """The people of `peopled.Department` at their Zalo phones."""

    heads: Sequence[ZaloHand]
    duty_officer: ZaloHand
    division_head: ZaloHand
    other_division_head: ZaloHand
    chief_of_office: ZaloHand
    deputy_director: ZaloHand
    director: ZaloHand
    communications: ZaloHand
    administrator: ZaloHand

    @property
    def head(self) -> ZaloHand:
        return self.heads[0]


async def found_on_zalo(database: Database, phones: Phones, schools: int = 2) -> ZaloPeople:
    """A Department of its own, all of whose people are on Zalo only and have written to the bot once."""

    def register(tx: Tx) -> dict[str, Somebody]:
        _, people = peopled.register(tx, next(peopled.numbers), schools, "")
        for one in people.values():
            here = table(Account).c.person_id == one.person_id
            tx.execute(update(table(Account)).where(here).values(channel="zalo", address=f"z{one.address}"))
            registry.prefer(tx, one.person_id, "zalo")
        return people

    people = database.transact(register)
    hands = {key: ZaloHand(phones, database, f"z{one.address}", one.person_id, one.name) for key, one in people.items()}
    await _write_first(hands.values())
    heads = [hands.pop(f"head {at}") for at in range(schools)]
    return ZaloPeople(heads, **hands)


async def also_on_zalo(database: Database, department: peopled.Department, *, first: str = "telegram") -> ZaloPeople:
    """The people of a Department join on Zalo too; `first` is the messenger on which they want to be told."""
    names = [one.name for one in fields(ZaloPeople) if one.name != "heads"]
    on_telegram = {name: getattr(department, name) for name in names}
    on_telegram |= {f"head {at}": head for at, head in enumerate(department.heads)}
    hands = {
        key: ZaloHand(one.phones, database, f"z{one.user}", one.person_id, one.name) for key, one in on_telegram.items()
    }

    def join(tx: Tx) -> None:
        for one in hands.values():
            registry.link_account(tx, one.person_id, "zalo", one.user)
            registry.prefer(tx, one.person_id, first)

    database.transact(join)
    await _write_first(hands.values())
    heads = [hands.pop(f"head {at}") for at in range(len(department.heads))]
    return ZaloPeople(heads, **hands)


async def _write_first(hands: Iterable[ZaloHand]) -> None:
    """A bot may not begin a conversation on Zalo."""
    for hand in hands:
        await hand.phones.post("users", messenger="zalo", id=hand.user, first_name=hand.name)
        await hand.type("menu")
    for hand in hands:
        await hand.sees()
        hand.sent.clear()
