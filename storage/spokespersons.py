"""Who speaks to the press for a unit."""

from dataclasses import dataclass
from datetime import datetime

from rules.roles import Role
from storage import registry
from storage.database import Tx
from storage.tables.press import Spokesperson, SpokespersonQuestion


@dataclass(frozen=True, slots=True)
class Speaker:
    """`phone` is E.164, "" where none is known. confirmed_at: None when no head of today has authorised it
    (rules.spokespersons says whether it counts for this term).
    """

    name: str
    title: str
    phone: str
    person_id: int | None
    confirmed_at: datetime | None


def of_unit(tx: Tx, unit_id: int) -> Speaker | None:
    """Who speaks for the unit now; None when nobody was named, or whoever was is not there any more.

    A head who spoke in person does so no longer once the unit has another head.
    """
    named = tx.find(Spokesperson, unit_id=unit_id)
    if named is None:
        return None
    in_office = named.named_by in registry.holders(tx, Role.HEAD, [unit_id])
    if named.person_id == named.named_by and not in_office:
        return None
    name, phone = named.name, named.phone
    if named.person_id is not None:
        person = registry.person(tx, named.person_id)
        if not person.active:
            return None
        name, phone = person.name, person.phone or phone
    return Speaker(name, named.title, phone, named.person_id, named.confirmed_at if in_office else None)


def name(tx: Tx, unit_id: int, named_by: int, *, person_id: int | None, name: str, title: str, phone: str) -> None:
    """A head has authorised somebody; whoever spoke before does so no longer."""
    tx.upsert(
        Spokesperson,
        ("unit_id",),
        unit_id=unit_id,
        person_id=person_id,
        name=name,
        title=title,
        phone=phone,
        named_by=named_by,
        named_at=tx.now,
        confirmed_at=tx.now,
    )


def confirm(tx: Tx, unit_id: int, head_id: int) -> None:
    """A head says that whoever speaks for the unit still does."""
    tx.change(Spokesperson, {"unit_id": unit_id}, named_by=head_id, confirmed_at=tx.now)


def asked(tx: Tx, unit_id: int, head_id: int) -> bool:
    """Whether this head was ever asked who speaks for the unit."""
    return tx.find(SpokespersonQuestion, unit_id=unit_id, person_id=head_id) is not None


def note_asked(tx: Tx, unit_id: int, head_id: int) -> None:
    """The head is asked now, and not again before the next term."""
    tx.upsert(SpokespersonQuestion, ("unit_id", "person_id"), unit_id=unit_id, person_id=head_id, asked_at=tx.now)
