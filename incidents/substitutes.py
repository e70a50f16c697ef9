"""Leaders who are absent: who is called in their stead. They keep what they see, without a sound."""

from collections.abc import Iterable
from dataclasses import dataclass

from incidents import access
from incidents.ways import way_to
from rules.standing_in import called_for
from storage import absences
from storage.database import Tx


@dataclass(frozen=True, slots=True)
class Called:
    """people: whom to call, each once, in the order in which they are meant. instead: who is absent → who is called."""

    people: list[int]
    instead: dict[int, int]


def called(tx: Tx, meant: Iterable[int]) -> Called:
    """Whom to call where these people are meant, by the absences of now.

    Whoever cannot be reached, or acts on no incident any more, stands in for nobody.
    """
    wanted = list(dict.fromkeys(meant))
    away = absences.substitutes(tx)
    found = {one: called_for(one, away, lambda person_id: _can_be_called(tx, person_id)) for one in wanted}
    people = [person_id for person_id in found.values() if person_id is not None]
    instead = {absent: other for absent, other in found.items() if other is not None and other != absent}
    return Called(list(dict.fromkeys(people)), instead)


def present(tx: Tx, meant: Iterable[int]) -> list[int]:
    """Only the people of `called`."""
    return called(tx, meant).people


def _can_be_called(tx: Tx, person_id: int) -> bool:
    return way_to(tx, person_id) is not None and access.is_leader(tx, person_id)
