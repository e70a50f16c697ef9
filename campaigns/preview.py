"""Who would be asked by a campaign, and when: told before it is started."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from campaigns import periods
from rules.campaigns import Definition
from rules.catalogue import Catalogue
from rules.recurrence import Round, rounds
from rules.reminding import Moment, moments
from storage import audience
from storage.audience import Reach
from storage.campaigns import ACTIVE
from storage.database import Tx
from storage.tables.campaigns import Campaign


@dataclass(frozen=True, slots=True)
class Planned:
    """One round to come, with its reminders."""

    round: Round
    reminders: Sequence[Moment]


@dataclass(frozen=True, slots=True)
class Preview:
    """`units`: the first that are asked, as (code, name). `unknown`: what the audience names and no unit has."""

    reach: Reach
    units: Sequence[tuple[str, str]]
    unknown: Sequence[tuple[str, str]]
    planned: Sequence[Planned]


def of_definition(tx: Tx, rules: Catalogue, definition: Definition, *, count: int = 3, units: int = 10) -> Preview:
    """If it were started now."""
    return _told(tx, rules, definition, list(islice(rounds(definition, rules.calendar, tx.now, tx.now), count)), units)


def of_campaign(
    tx: Tx, rules: Catalogue, campaign: Campaign, definition: Definition, *, count: int = 3, units: int = 10
) -> Preview:
    """Of a campaign that lives: the rounds that are not open yet. `definition`: the one it has now."""
    if campaign.state != ACTIVE:
        return of_definition(tx, rules, definition, count=count, units=units)
    return _told(tx, rules, definition, periods.coming_rounds(tx, rules, campaign, count), units)


def _told(tx: Tx, rules: Catalogue, definition: Definition, coming: Sequence[Round], units: int) -> Preview:
    return Preview(
        reach=audience.reach(tx, definition.audience),
        units=[(row.code, row.name) for row in audience.some(tx, definition.audience, limit=units)],
        unknown=audience.not_there(tx, definition.audience),
        planned=[
            Planned(one, moments(definition, rules.calendar, _opening(one, tx.now), one.due_at)) for one in coming
        ],
    )


def _opening(one: Round, now: datetime) -> datetime:
    """A round whose time has come already opens now."""
    return max(one.opens_at, now)
