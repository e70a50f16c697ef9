"""What bringing a list into the registry would do, told before it is done."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar


class Numbered(Protocol):
    """A row of a list; `number` is its line in the file."""

    @property
    def number(self) -> int: ...


R = TypeVar("R", bound=Numbered)


@dataclass(frozen=True, order=True, slots=True)
class Refusal:
    """A row that cannot be taken; `reason` is a Vietnamese sentence for the administrator."""

    number: int
    reason: str


@dataclass(frozen=True, slots=True)
class Change:
    """A row that adds something, changes it or closes it: `details` are (field, before, after).

    `work`: what is done, in a word of its own, where that is more than adding and changing.
    """

    number: int
    new: bool
    key: str
    name: str
    details: tuple[tuple[str, str, str], ...] = ()
    work: str = ""


@dataclass
class Plan(Generic[R]):
    """`rows` are those that change something; `same` counts those that change nothing; `notes` are worth a look.

    `told` is called while the plan is carried out, with how many rows are done.
    """

    rows: list[R] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    same: int = 0
    told: Callable[[int], None] = lambda _done: None

    @property
    def added(self) -> int:
        return sum(change.new for change in self.changes)

    def refuse(self, refusals: Iterable[Refusal]) -> None:
        """Adds refusals from elsewhere; all stay in the order of the file."""
        self.refusals = sorted([*self.refusals, *refusals])


def differences(pairs: Iterable[tuple[str, str, str | None]]) -> tuple[tuple[str, str, str], ...]:
    """Of (field, before, after) those that differ; None as `after` leaves the field as it is."""
    return tuple((name, before, after) for name, before, after in pairs if after is not None and before != after)
