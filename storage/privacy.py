"""What people were told about their data, and what they have answered. The record (storage.audit) holds the history."""

from collections.abc import Sequence
from typing import Final, Literal

from sqlalchemy import and_, exists, func, select

from storage import registry
from storage.areas import inside
from storage.database import Tx, table
from storage.tables.registry import Account, Assignment, Person, Unit

Answer = Literal["agreed", "refused"]
AGREED: Final = "agreed"
REFUSED: Final = "refused"

_person, _assignment, _unit, _account = table(Person), table(Assignment), table(Unit), table(Account)


def shown(tx: Tx, person_id: int, version: str) -> None:
    """The person has been shown this version; what was said to another one counts no more."""
    tx.execute(
        _person.update()
        .where(_person.c.id == person_id, _person.c.notice_version != version)
        .values(notice_version=version, notice_answer="", notice_answered_at=None)
    )


def answer(tx: Tx, person_id: int, version: str, said: Answer) -> bool:
    """What the person says to this version; False when it is what was said before."""
    changed = tx.execute(
        _person.update()
        .where(
            _person.c.id == person_id,
            (_person.c.notice_version != version) | (_person.c.notice_answer != said),
        )
        .values(notice_version=version, notice_answer=said, notice_answered_at=tx.now)
    )
    return bool(changed.rowcount)


def not_agreed(tx: Tx, areas: Sequence[str], version: str) -> int:
    """How many who have joined and hold a post below the paths have not agreed to this version."""
    joined = exists().where(_account.c.person_id == _person.c.id, _account.c.cut_off_at.is_(None))
    agreed = and_(_person.c.notice_version == version, _person.c.notice_answer == AGREED)
    number: int = tx.scalar(
        select(func.count(_person.c.id.distinct()))
        .select_from(_assignment)
        .join(_person, _person.c.id == _assignment.c.person_id)
        .join(_unit, _unit.c.id == _assignment.c.unit_id)
        .where(inside(areas), registry.valid(_assignment, tx.now), _person.c.active, joined, ~agreed)
    )
    return number
