"""Incidents, their timelines and who was alerted of them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, bindparam, false, func, or_, select
from sqlalchemy.dialects import postgresql, sqlite

from rules.rights import Area, Personal
from storage import audit
from storage.database import Tx, table
from storage.tables.incidents import Alert, DutyShift, Incident, TimelineEntry
from storage.tables.registry import Person, Unit

LIVE = ("open", "acknowledged", "resolved")
# What decides how an incident stands; the rest of a timeline is talk and alerts.
MOVES = (
    *("opened", "acknowledge", "take_over", "hand_over", "escalate", "resolve", "reopen", "close", "withdraw"),
    *("overdue", "lost", "left_post"),
)

_incident = table(Incident)
_entry = table(TimelineEntry)
_alert = table(Alert)
_shift = table(DutyShift)
_unit = table(Unit)
_person = table(Person)

_name_of_unit = select(_unit.c.name).where(_unit.c.id == bindparam("unit"))
_by_id = select(_incident).where(_incident.c.id == bindparam("incident"))
_alerts = select(_alert).where(_alert.c.incident_id == bindparam("incident")).order_by(_alert.c.id)
_alerted = select(_alert.c.id).where(
    _alert.c.incident_id == bindparam("incident"), _alert.c.person_id == bindparam("person"), _alert.c.state != "looked"
)
_noted = (
    select(_incident)
    .join(_alert, _alert.c.incident_id == _incident.c.id)
    .where(_alert.c.person_id == bindparam("person"), _alert.c.state == bindparam("state"))
    .order_by(_incident.c.severity.desc(), _incident.c.id)
)
_timeline = (
    select(_entry, _person.c.name.label("actor"))
    .outerjoin(_person, _person.c.id == _entry.c.person_id)
    .where(_entry.c.incident_id == bindparam("incident"))
    .order_by(_entry.c.id.desc())
)
_last_move = _timeline.where(_entry.c.kind.in_(MOVES)).limit(1)


def add(tx: Tx, **values: Any) -> Incident:
    """A new incident, as the table describes it; its unit is called by the name of today from now on."""
    name = tx.scalar(_name_of_unit, {"unit": values["unit_id"]})
    return get(tx, tx.insert(Incident, **{"unit_name": name, **values}))


def find(tx: Tx, incident_id: int) -> Incident | None:
    return tx.first(Incident, _by_id, {"incident": incident_id})


def get(tx: Tx, incident_id: int) -> Incident:
    """The incident, locked until the transaction ends; raises LookupError for an id that is not there."""
    statement = _by_id.with_for_update() if tx.postgres else _by_id
    found = tx.first(Incident, statement, {"incident": incident_id})
    if found is None:
        raise LookupError(f"There is no incident {incident_id}.")
    return found


def of_draft(tx: Tx, draft_id: int) -> Incident | None:
    """The incident that a draft became."""
    return tx.find(Incident, draft_id=draft_id)


def change(tx: Tx, incident_id: int, **values: Any) -> Incident:
    """Writes new values; the incident as it is now."""
    tx.change(Incident, {"id": incident_id}, changed_at=tx.now, **values)
    return get(tx, incident_id)


def add_entry(tx: Tx, incident_id: int, kind: str, person_id: int | None = None, text: str = "", **data: Any) -> int:
    """One more line of the timeline, noted in the record as well (without its text); its id."""
    entry_id = tx.insert(
        TimelineEntry, incident_id=incident_id, at=tx.now, kind=kind, person_id=person_id, text=text, data=data
    )
    audit.note_of_incident(tx, incident_id, kind, person_id, entry=entry_id)
    return entry_id


def entry(tx: Tx, entry_id: int) -> TimelineEntry | None:
    return tx.find(TimelineEntry, id=entry_id)


def timeline(tx: Tx, incident_id: int, *, last: int | None = None) -> list[tuple[TimelineEntry, str]]:
    """The entries in order of time with the name of whoever acted ("" for the clock); only the `last` ones if given."""
    statement = _timeline if last is None else _timeline.limit(last)
    return [_with_actor(row) for row in reversed(tx.rows(statement, {"incident": incident_id}))]


def last_move(tx: Tx, incident_id: int) -> tuple[TimelineEntry, str]:
    """The entry that has brought the incident to where it stands, with the name of whoever acted."""
    found = tx.row(_last_move, {"incident": incident_id})
    if found is None:
        raise LookupError(f"There is no incident {incident_id}.")
    return _with_actor(found)


def last_of(tx: Tx, incident_id: int, kinds: Sequence[str]) -> TimelineEntry | None:
    """The latest entry of one of these kinds."""
    statement = select(_entry).where(_entry.c.incident_id == incident_id, _entry.c.kind.in_(list(kinds)))
    return tx.first(TimelineEntry, statement.order_by(_entry.c.id.desc()).limit(1))


def said(tx: Tx, incident_id: int, person_id: int, kind: str, text: str, since: datetime) -> bool:
    """Whether the person has said exactly this since then: a press that came twice."""
    statement = select(_entry.c.id).where(
        _entry.c.incident_id == incident_id,
        _entry.c.person_id == person_id,
        _entry.c.kind == kind,
        _entry.c.text == text,
        _entry.c.at > since,
    )
    return tx.row(statement) is not None


def _with_actor(row: Row[Any]) -> tuple[TimelineEntry, str]:
    values = dict(row._mapping)
    actor = values.pop("actor") or ""
    return TimelineEntry.model_construct(**values), actor


def alerts(tx: Tx, incident_id: int) -> list[Alert]:
    return tx.all(Alert, _alerts, {"incident": incident_id})


def note_alert(
    tx: Tx, incident_id: int, person_id: int, step: int, state: str, substitute_id: int | None = None
) -> None:
    """Notes that a person is "alerted" at a step, or "unreachable", or "away" (then who is alerted instead)."""
    key = {"incident_id": incident_id, "person_id": person_id}
    values = {"step": step, "state": state, "at": tx.now, "substitute_id": substitute_id}
    tx.upsert(Alert, tuple(key), keeping=("at",), **key, **values)


def note_look(tx: Tx, incident_id: int, person_id: int) -> None:
    """Notes that a person who was not alerted has the incident's message in the chat, so that it is kept true."""
    insert = postgresql.insert(_alert) if tx.postgres else sqlite.insert(_alert)
    values = {"incident_id": incident_id, "person_id": person_id, "step": -1, "state": "looked", "at": tx.now}
    tx.execute(insert.values(**values).on_conflict_do_nothing())


def set_alert_state(tx: Tx, incident_id: int, person_id: int, state: str) -> None:
    """Of a person who has been noted already; the step stays."""
    tx.change(Alert, {"incident_id": incident_id, "person_id": person_id}, state=state)


def alerted(tx: Tx, incident_id: int, person_id: int) -> bool:
    """Whether the person was alerted of the incident, or was to be: it gives the right to look and to act."""
    return tx.row(_alerted, {"incident": incident_id, "person": person_id}) is not None


def alerted_live(tx: Tx, person_id: int) -> list[Incident]:
    """The incidents not ended of which this person was alerted, the gravest first."""
    return tx.all(Incident, _noted.where(_incident.c.status.in_(LIVE)), {"person": person_id, "state": "alerted"})


def taken_by(tx: Tx, person_id: int) -> list[Incident]:
    """The incidents that this person has taken and that are not over, the gravest first."""
    taken = select(_incident).where(_incident.c.taken_by == person_id, _incident.c.status == "acknowledged")
    return tx.all(Incident, taken.order_by(_incident.c.severity.desc(), _incident.c.id))


def missed_by(tx: Tx, person_id: int) -> list[Incident]:
    """The incidents, ended or not, that could not be brought to this person who was to be alerted, gravest first."""
    return tx.all(Incident, _noted, {"person": person_id, "state": "unreachable"})


def live_of_reporter(tx: Tx, person_id: int, since: datetime) -> list[Incident]:
    """What a head has reported and is not ended, the latest first."""
    return tx.all(
        Incident,
        select(_incident)
        .where(_incident.c.reporter_id == person_id, _incident.c.status.in_(LIVE), _incident.c.opened_at >= since)
        .order_by(_incident.c.id.desc()),
    )


def live_of_unit(tx: Tx, unit_id: int, limit: int | None = None) -> list[Incident]:
    """What a unit has reported and is not ended, whoever did so, the latest first."""
    return tx.all(
        Incident,
        select(_incident)
        .where(_incident.c.unit_id == unit_id, _incident.c.status.in_(LIVE))
        .order_by(_incident.c.id.desc())
        .limit(limit),
    )


def visible(areas: Sequence[Area], personal: Personal, person_id: int) -> ColumnElement[bool]:
    """What rules.rights lets a person see, as a condition on incident joined with unit."""
    parts: list[ColumnElement[bool]] = []
    own = _incident.c.reporter_id == person_id
    alerted = (
        select(_alert.c.id)
        .where(_alert.c.incident_id == _incident.c.id, _alert.c.person_id == person_id, _alert.c.state != "looked")
        .exists()
    )
    for area in areas:
        part = [_unit.c.path.startswith(area.path_prefix, autoescape=True)]
        if area.division is not None:
            part.append(_incident.c.division == area.division)
        if area.media_only:
            part.append(_incident.c.answers["media"].as_string().not_in(["none"]))
        if not area.restricted:
            part.append(or_(_incident.c.restricted.is_(False), own, alerted))
        parts.append(and_(*part))
    if personal.own:
        parts.append(own)
    if personal.alerted:
        parts.append(alerted)
    return or_(*parts) if parts else false()


def live(tx: Tx, seen: ColumnElement[bool], *, limit: int, offset: int = 0) -> list[tuple[Incident, str]]:
    """Incidents that are not ended, the gravest and then the latest first, each with the name of its unit then."""
    rows = tx.rows(
        select(_incident, _unit.c.name.label("unit_name_now"))
        .join(_unit, _unit.c.id == _incident.c.unit_id)
        .where(seen, _incident.c.status.in_(LIVE))
        .order_by((_incident.c.status == "open").desc(), _incident.c.severity.desc(), _incident.c.id.desc())
        .limit(limit)
        .offset(offset)
    )
    told = []
    for row in rows:
        values = dict(row._mapping)
        unit_name = values.pop("unit_name_now")
        told.append((Incident.model_construct(**values), values["unit_name"] or unit_name))
    return told


def count_live(tx: Tx, seen: ColumnElement[bool], path: str) -> int:
    """How many incidents of the units at and below a path are not ended."""
    counted = (
        select(func.count())
        .select_from(_incident.join(_unit, _unit.c.id == _incident.c.unit_id))
        .where(seen, _incident.c.status.in_(LIVE), _unit.c.path.startswith(path, autoescape=True))
    )
    number: int = tx.scalar(counted)
    return number


def count_since(tx: Tx, seen: ColumnElement[bool], since: datetime, column: str) -> list[tuple[Any, int]]:
    """How many incidents were opened since then for each value of a column (category, severity, status)."""
    by = _incident.c[column]
    rows = tx.rows(
        select(by.label("value"), func.count().label("number"))
        .select_from(_incident.join(_unit, _unit.c.id == _incident.c.unit_id))
        .where(seen, _incident.c.opened_at >= since)
        .group_by(by)
        .order_by(func.count().desc(), by)
    )
    return [(row.value, row.number) for row in rows]


def opened_in(tx: Tx, unit_id: int, since: datetime, until: datetime) -> int:
    """How many incidents a unit has reported between these moments and not withdrawn."""
    number: int = tx.scalar(
        select(func.count())
        .select_from(_incident)
        .where(_incident.c.unit_id == unit_id, _incident.c.status != "withdrawn")
        .where(_incident.c.opened_at > since, _incident.c.opened_at <= until)
    )
    return number


def times_to_take(tx: Tx, seen: ColumnElement[bool], since: datetime) -> list[float]:
    """Seconds from opening to the last acknowledgement, sorted."""
    rows = tx.rows(
        select(_incident.c.opened_at, _incident.c.taken_at)
        .join(_unit, _unit.c.id == _incident.c.unit_id)
        .where(seen, _incident.c.opened_at >= since, _incident.c.taken_at.is_not(None))
    )
    return sorted((row.taken_at - row.opened_at).total_seconds() for row in rows)


_on_duty = (
    select(_shift.c.person_id)
    .join(_person, _person.c.id == _shift.c.person_id)
    .where(
        _shift.c.unit_id.in_(bindparam("units", expanding=True)),
        _shift.c.starts_at <= bindparam("now"),
        _shift.c.ends_at > bindparam("now"),
        _person.c.active,
    )
    .order_by(_shift.c.person_id)
    .distinct()
)


def on_duty(tx: Tx, unit_ids: Sequence[int]) -> list[int]:
    """Who is on duty now for one of the units, by their ids."""
    return [row.person_id for row in tx.rows(_on_duty, {"units": list(unit_ids), "now": tx.now})]
