"""The numbers of a digest: what one part of the Department saw in a time, and in the same time a week before.

A part is what the one table of rights lets somebody see, written into the parameters of the making: so everybody who
sees the same part gets the same numbers, counted and drawn once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import locales
from incidents import access
from rules.campaigns import definition_of
from rules.catalogue import Catalogue
from rules.escalation import VIETNAM
from rules.rights import Area, Personal, Right, in_sight, scopes
from storage import campaigns, digests, incidents, results, statistics
from storage.database import Tx
from storage.registry import Post
from storage.statistics import Span
from storage.tables.campaigns import Period

NAMED = 3
_MOST_ROUNDS = 3
_DUE_WITHIN = timedelta(days=2)
_WEEK, _DAY = timedelta(days=7), timedelta(days=1)
_LONGEST_BY_DAY = timedelta(days=8)
_NOBODY = 0

Counted = tuple[int, str, int]


@dataclass(frozen=True, slots=True)
class Count:
    """Something counted in the time, and in the time it is compared with. level: of a severity."""

    name: str
    now: int
    before: int
    icon: str = ""
    level: int = 0


@dataclass(frozen=True, slots=True)
class Times:
    """Of so many seconds the middle one, in the time and before; None where there was none."""

    now: float | None
    before: float | None


@dataclass(frozen=True, slots=True)
class Round:
    """A round of a regular report: how many owe it still, and a few of them by name."""

    period: Period
    asked: int
    lacking: int
    names: Sequence[str]


@dataclass(frozen=True, slots=True)
class Numbers:
    """Everything a digest tells. kind: daily, weekly or days (a look at the last days, asked for); `at`: now.

    severities: the gravest first. categories: the most frequent first. days: one for each day of a week.
    """

    lang: str
    kind: str
    begins: datetime
    ends: datetime
    at: datetime
    severities: Sequence[Count]
    categories: Sequence[Count]
    days: Sequence[tuple[datetime, int, int]]
    opened: Count
    ended: Count
    open: int
    untaken: int
    taking: Times
    ending: Times
    rounds: Sequence[Round]


def part_of(tx: Tx, posts: tuple[Post, ...], person_id: int, right: Right) -> dict[str, Any] | None:
    """What somebody with these posts may see, as parameters; None without the right anywhere."""
    areas = scopes(right, access.holder(posts, person_id))
    if not areas:
        return None
    told = sorted([area.path_prefix, area.division or "", area.media_only, area.restricted] for area in areas)
    return {"areas": told, "rounds": _rounds_seen(tx, posts, person_id)}


def collect(tx: Tx, rules: Catalogue, params: dict[str, Any]) -> Numbers:
    """What a making was told to count."""
    begins, ends = (datetime.fromisoformat(params[name]) for name in ("begins", "ends"))
    back = max(_WEEK, ends - begins)
    span, before = (begins, ends), (begins - back, ends - back)
    areas = [Area(path, division or None, media, known) for path, division, media, known in params["areas"]]
    seen = incidents.visible(in_sight(areas), Personal(alerted=False, own=False), _NOBODY)
    told = incidents.visible(areas, Personal(alerted=False, own=False), _NOBODY)
    counted, counted_before = (statistics.opened(tx, seen, one) for one in (span, before))
    known, known_before = (statistics.opened(tx, told, one) for one in (span, before))
    ended, ended_before = (statistics.ended(tx, seen, one) for one in (span, before))
    taken, taken_before = (statistics.taken(tx, seen, one) for one in (span, before))
    still_open, untaken = statistics.open_now(tx, seen)
    return Numbers(
        lang=params["lang"],
        kind=params["kind"],
        begins=begins,
        ends=ends,
        at=tx.now,
        severities=_by_severity(rules, params["lang"], counted, counted_before),
        categories=[
            *_by_category(rules, params["lang"], known, known_before),
            *_restricted(params["lang"], _all(counted) - _all(known), _all(counted_before) - _all(known_before)),
        ],
        days=_days(tx, seen, span),
        opened=Count("", _all(counted), _all(counted_before)),
        ended=Count("", len(ended), len(ended_before)),
        open=still_open,
        untaken=untaken,
        taking=Times(_middle(taken), _middle(taken_before)),
        ending=Times(_middle(ended), _middle(ended_before)),
        rounds=_rounds(tx, params["rounds"], ends),
    )


def _rounds_seen(tx: Tx, posts: tuple[Post, ...], person_id: int) -> list[list[Any]]:
    """[round, paths below which its answers may be seen] of the rounds that are open."""
    seen = []
    for period in digests.rounds_under_way(tx):
        areas = access.areas_of_results(posts, person_id, definition_of(period.definition).results)
        if areas:
            seen.append([period.id, sorted(areas)])
    return seen


def _rounds(tx: Tx, seen: Sequence[Any], ends: datetime) -> list[Round]:
    """Those that are due soon, or overdue, and still owed."""
    found: list[Round] = []
    for period_id, areas in seen:
        period = campaigns.period(tx, period_id)
        if period.due_at > ends + _DUE_WITHIN or period.closed_at is not None or len(found) == _MOST_ROUNDS:
            continue
        counts = results.counts(tx, period_id, areas)
        lacking = counts[campaigns.OPEN]
        if lacking:
            lines = results.lines(tx, period_id, areas, (campaigns.OPEN,), limit=NAMED)
            asked = lacking + counts[campaigns.SUBMITTED] + counts[campaigns.LATE]
            found.append(Round(period, asked, lacking, [line.unit for line in lines]))
    return found


def _by_severity(rules: Catalogue, lang: str, now: Sequence[Counted], before: Sequence[Counted]) -> list[Count]:
    """The gravest first."""
    found = []
    for level in sorted({row[0] for row in (*now, *before)}, reverse=True):
        severity = rules.severity(level)
        one, other = (sum(row[2] for row in rows if row[0] == level) for rows in (now, before))
        found.append(Count(severity.name.of(lang), one, other, severity.icon, level))
    return found


def _by_category(rules: Catalogue, lang: str, now: Sequence[Counted], before: Sequence[Counted]) -> list[Count]:
    """The most frequent first."""
    found = []
    for category_id in sorted({row[1] for row in (*now, *before)}):
        category = rules.category(category_id)
        one, other = (sum(row[2] for row in rows if row[1] == category_id) for rows in (now, before))
        found.append(Count(category.short.of(lang), one, other, category.icon))
    return sorted(found, key=lambda one: (-one.now, -one.before, one.name))


def _restricted(lang: str, now: int, before: int) -> list[Count]:
    """What is there and of a kind that this part may not know."""
    return [Count(locales.text(lang, "restricted-short"), now, before, "🔒")] if now or before else []


def _all(counted: Sequence[Counted]) -> int:
    return sum(one[2] for one in counted)


def _days(tx: Tx, seen: Any, span: Span) -> list[tuple[datetime, int, int]]:
    """(midnight, how many, how many a week before) for each day of a week; nothing for a shorter or longer time.

    The last day is counted to the end of the time, then and a week before: part of a day is held against as much.
    """
    begins, ends = span
    if not _WEEK - _DAY < ends - begins <= _LONGEST_BY_DAY:
        return []
    last = ends.astimezone(VIETNAM).replace(hour=0, minute=0, second=0, microsecond=0)
    midnights = [last - number * _DAY for number in range(6, -1, -1)]
    now = statistics.by_day(tx, seen, midnights, ends)
    before = statistics.by_day(tx, seen, [at - _WEEK for at in midnights], ends - _WEEK)
    return list(zip(midnights, now, before, strict=True))


def _middle(sorted_seconds: Sequence[float]) -> float | None:
    return sorted_seconds[len(sorted_seconds) // 2] if sorted_seconds else None
