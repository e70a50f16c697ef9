"""Which records have been kept for their time: due now, due soon, held."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, exists, func, or_, select

from rules.retention import Kind, Retention
from storage import audit
from storage.campaigns import DONE, EXCUSED
from storage.database import Tx, table
from storage.incidents import LIVE
from storage.tables.campaigns import Period, Task
from storage.tables.conversations import Draft
from storage.tables.incidents import Incident
from storage.tables.media import MediaClock
from storage.tables.news import NewsItem
from storage.tables.notices import Notice
from storage.tables.press import PressContact
from storage.tables.registry import Assignment, Person
from storage.tables.retention import RetentionHold

SOON = timedelta(days=30)

_incident, _draft, _task, _period = table(Incident), table(Draft), table(Task), table(Period)
_news, _notice, _contact = table(NewsItem), table(Notice), table(PressContact)
_person, _post, _hold, _clock = table(Person), table(Assignment), table(RetentionHold), table(MediaClock)


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a kind holds that is due now, and since when the oldest of it is over; what will be due within SOON."""

    kind: Kind
    period: timedelta
    due: int
    oldest: datetime | None
    soon: int


def due_ids(tx: Tx, kind: Kind, period: timedelta, limit: int) -> list[int]:
    """The oldest records of a kind whose time is over, by their ids."""
    found = _OVER[kind](tx.now - period).subquery()
    return [row.id for row in tx.rows(select(found.c.id).order_by(found.c.ended, found.c.id).limit(limit))]


def outlook(tx: Tx, kind: Kind, retention: Retention) -> Outlook:
    period = retention.period(kind)
    due, oldest = _counted(tx, _OVER[kind](tx.now - period))
    later, _ = _counted(tx, _OVER[kind](tx.now - period + SOON))
    return Outlook(kind, period, due, oldest, later - due)


def hold(tx: Tx, code: str, reason: str) -> bool:
    """The incident keeps its content, whatever its age; False for one that is not there or has lost it already."""
    incident = tx.find(Incident, code=code)
    if incident is None or incident.anonymised_at is not None:
        return False
    tx.upsert(RetentionHold, ("incident_id",), incident_id=incident.id, reason=reason, held_at=tx.now)
    audit.note(tx, "retention.hold", "done", subject=code)
    return True


def release(tx: Tx, code: str) -> bool:
    """False when it was not held."""
    incident = tx.find(Incident, code=code)
    if incident is None or not tx.delete(RetentionHold, incident_id=incident.id):
        return False
    audit.note(tx, "retention.release", "done", subject=code)
    return True


def held(tx: Tx) -> list[tuple[str, str, datetime]]:
    """(code, reason, since) of every incident that is held."""
    found = select(_incident.c.code, _hold.c.reason, _hold.c.held_at).join(_hold, _hold.c.incident_id == _incident.c.id)
    return [(row.code, row.reason, row.held_at) for row in tx.rows(found.order_by(_incident.c.code))]


def _counted(tx: Tx, statement: Select[Any]) -> tuple[int, datetime | None]:
    number = tx.scalar(select(func.count()).select_from(statement.subquery()))
    # Not min(): SQLite would give the moment as text.
    found = statement.subquery()
    oldest = tx.scalar(select(found.c.ended).order_by(found.c.ended).limit(1))
    return int(number), oldest


def _incidents(restricted: bool) -> Callable[[datetime], Select[Any]]:
    def over(before: datetime) -> Select[Any]:
        return select(_incident.c.id, _incident.c.ended_at.label("ended")).where(
            _incident.c.anonymised_at.is_(None),
            _incident.c.restricted.is_(restricted),
            _incident.c.status.not_in(LIVE),
            _incident.c.ended_at < before,
            ~exists().where(_hold.c.incident_id == _incident.c.id),
            ~exists().where(_clock.c.incident_id == _incident.c.id, _clock.c.state == "running"),
        )

    return over


def _drafts(before: datetime) -> Select[Any]:
    owners = [exists().where(one.c.draft_id == _draft.c.id) for one in (_incident, _news, _notice, _task)]
    return select(_draft.c.id, _draft.c.updated_at.label("ended")).where(
        _draft.c.anonymised_at.is_(None), _draft.c.updated_at < before, ~or_(*owners)
    )


def _submissions(before: datetime) -> Select[Any]:
    return (
        select(_task.c.id, _period.c.due_at.label("ended"))
        .join(_period, _period.c.id == _task.c.period_id)
        .where(_task.c.anonymised_at.is_(None), _task.c.state.in_((*DONE, EXCUSED)), _period.c.due_at < before)
    )


def _news_items(before: datetime) -> Select[Any]:
    ended = func.coalesce(_news.c.decided_at, _news.c.sent_at, _news.c.created_at, type_=_news.c.created_at.type)
    over = _news.c.state.in_(("accepted", "declined", "dropped", "draft"))
    return select(_news.c.id, ended.label("ended")).where(_news.c.anonymised_at.is_(None), over, ended < before)


def _notices(before: datetime) -> Select[Any]:
    ended = func.coalesce(_notice.c.sent_at, _notice.c.created_at, type_=_notice.c.created_at.type)
    over = _notice.c.state.in_(("sent", "withdrawn", "dropped", "draft"))
    return select(_notice.c.id, ended.label("ended")).where(_notice.c.anonymised_at.is_(None), over, ended < before)


def _contacts(before: datetime) -> Select[Any]:
    return select(_contact.c.id, _contact.c.noted_at.label("ended")).where(
        _contact.c.anonymised_at.is_(None), _contact.c.noted_at < before
    )


def _people(before: datetime) -> Select[Any]:
    """Whoever has held posts, all of them over for so long, and reported no incident whose content is kept."""
    of_person = _post.c.person_id == _person.c.id
    lately = exists().where(of_person, or_(_post.c.valid_until.is_(None), _post.c.valid_until >= before))
    last = select(func.max(_post.c.valid_until, type_=_post.c.valid_until.type)).where(of_person).scalar_subquery()
    kept = exists().where(_incident.c.reporter_id == _person.c.id, _incident.c.anonymised_at.is_(None))
    return select(_person.c.id, last.label("ended")).where(
        _person.c.anonymised_at.is_(None), exists().where(of_person), ~lately, ~kept
    )


_OVER: dict[Kind, Callable[[datetime], Select[Any]]] = {
    "incidents": _incidents(False),
    "restricted": _incidents(True),
    "drafts": _drafts,
    "submissions": _submissions,
    "news": _news_items,
    "notices": _notices,
    "press": _contacts,
    "people": _people,
}
