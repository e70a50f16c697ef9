"""Units by how many of their items were accepted: those with as many share a place."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select

from storage.areas import inside
from storage.database import Tx, table
from storage.news import ACCEPTED
from storage.tables.news import NewsItem
from storage.tables.registry import Unit

_item = table(NewsItem)
_unit = table(Unit)


@dataclass(frozen=True, slots=True)
class Place:
    """`place` counts from 1; after two who share the second place comes the fourth."""

    place: int
    unit_id: int
    unit: str
    number: int


@dataclass(frozen=True, slots=True)
class Ranking:
    """The first places, those of `own` units that have any, and how many units and items there are in all."""

    first: list[Place]
    own: list[Place]
    units: int
    items: int


def ranking(tx: Tx, path: str, since: datetime, until: datetime, own: Sequence[int], most: int) -> Ranking:
    """Of the units below `path` that had items accepted from `since` until before `until`."""
    ranked = _ranked(path, since, until).subquery()
    found = select(ranked).order_by(ranked.c.place, ranked.c.name, ranked.c.unit_id)
    total = tx.row(select(func.count().label("units"), func.sum(ranked.c.number).label("items")).select_from(ranked))
    assert total is not None
    return Ranking(
        _places(tx, found.limit(most)),
        _places(tx, found.where(ranked.c.unit_id.in_(list(own)))) if own else [],
        total.units,
        int(total.items or 0),
    )


def _ranked(path: str, since: datetime, until: datetime) -> Select[Any]:
    counted = (
        select(_item.c.unit_id, func.count().label("number"))
        .where(_item.c.state == ACCEPTED, _item.c.decided_at >= since, _item.c.decided_at < until)
        .group_by(_item.c.unit_id)
        .subquery()
    )
    place = func.rank().over(order_by=counted.c.number.desc()).label("place")
    return (
        select(counted.c.unit_id, counted.c.number, _unit.c.name, place)
        .join(_unit, _unit.c.id == counted.c.unit_id)
        .where(inside([path]))
    )


def _places(tx: Tx, statement: Select[Any]) -> list[Place]:
    return [Place(row.place, row.unit_id, row.name, row.number) for row in tx.rows(statement)]
