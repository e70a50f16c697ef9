"""The media response clock: started, moved and stopped by what happens to the incident, and the reminders of it.

There is one clock for an incident, counted from the event, however often the media are said to be involved. The due
time of kind "media_clock" says when there is something to tell.
"""

from collections.abc import Collection
from datetime import datetime, timedelta

from incidents import telling
from incidents.facts import duration_text, moment_text
from incidents.media import people
from rules.catalogue import Catalogue
from rules.escalation import after_quiet
from rules.media import OVER, Mark, marks, next_at, quiet_for, runs, to_tell
from storage import due, incidents, media, registry
from storage.database import Tx
from storage.due import Urgency
from storage.incidents import LIVE
from storage.outbox import Priority
from storage.tables.incidents import Incident
from storage.tables.media import MediaClock
from storage.tables.upkeep import Due

DUE = "media_clock"


def keep(tx: Tx, rules: Catalogue, incident: Incident, *, told: Collection[int] = ()) -> None:
    """Makes the clock fit the incident as it is now; whoever opens, corrects or ends an incident calls it.

    When it begins, the unit hears of it, but for those in `told`, who see it on the incident's message. What has passed
    before the clock ran, or by moving it, is not told once more.
    """
    identity, settings = incident.id or 0, rules.media.clock
    before = media.clock(tx, identity)
    wanted = incident.status in LIVE and runs(settings, incident.category, incident.answers)
    if before is None and not wanted:
        return
    due_at = event_of(incident) + settings.within
    if before is None:
        clock = media.begin(tx, identity, due_at, told=[] if tx.now < due_at else [0])
        said = _said_before(tx, rules, identity)
        if said is None:
            _announce(tx, incident, clock, told)
        else:
            clock = media.change_clock(tx, identity, state=media.GIVEN, given_at=said)
    else:
        over_again = {0} if tx.now < due_at else set()
        state = media.RUNNING if wanted else media.OFF
        moved = due_at != before.due_at or before.state != media.RUNNING
        clock = media.change_clock(
            tx,
            identity,
            state=media.GIVEN if before.state == media.GIVEN else state,
            due_at=due_at,
            since=tx.now if moved else before.since,
            told=sorted({*before.told} - over_again),
        )
    _arm(tx, rules, incident, clock)


def stop(tx: Tx, incident_id: int, given_at: datetime) -> MediaClock | None:
    """The first statement was given; an earlier one that was noted later counts instead. None where no clock ran."""
    due.disarm(tx, DUE, incident_id)
    before = media.clock(tx, incident_id)
    if before is None:
        return None
    first = min(given_at, before.given_at or given_at)
    return media.change_clock(tx, incident_id, state=media.GIVEN, given_at=first)


def event_of(incident: Incident) -> datetime:
    """When it happened, as far as is known."""
    occurred = incident.answers.get("occurred_at")
    return datetime.fromisoformat(occurred) if occurred else incident.opened_at


def on_due(tx: Tx, rules: Catalogue, what: Due) -> None:
    """The clock's call: tells the one reminder that is true now; after a stop of any length there is one."""
    incident, clock = incidents.get(tx, what.subject_id), media.clock(tx, what.subject_id)
    if clock is None or clock.state != media.RUNNING or incident.status not in LIVE:
        due.disarm(tx, DUE, what.subject_id)
        return
    plan = _plan(rules, incident, clock.due_at)
    mark = to_tell(plan, _told(clock), clock.since, tx.now)
    morning = after_quiet(quiet_for(rules.media.clock, rules.calendar, incident.severity), tx.now)
    if mark is not None and morning > tx.now:
        due.arm(tx, DUE, what.subject_id, morning, Urgency.REMINDER)
        return
    if mark is not None:
        told = sorted({*clock.told, int(mark.left.total_seconds())})
        clock = media.change_clock(tx, what.subject_id, told=told, since=tx.now)
        _tell(tx, rules, incident, clock, mark)
    _arm(tx, rules, incident, clock)


def _said_before(tx: Tx, rules: Catalogue, incident_id: int) -> datetime | None:
    """When the unit spoke first, where it did so before the media were involved."""
    return min((one.said_at for one in media.givens(tx, incident_id) if rules.media.counts(one.audience)), default=None)


def _announce(tx: Tx, incident: Incident, clock: MediaClock, told: Collection[int]) -> None:
    for person_id in people.of_unit(tx, incident):
        if person_id not in told:
            due_text = moment_text(registry.person(tx, person_id).lang, clock.due_at, tx.now)
            telling.push(tx, incident, person_id, "media-begun", action="media", due=due_text)


def _tell(tx: Tx, rules: Catalogue, incident: Incident, clock: MediaClock, mark: Mark) -> None:
    """The unit and the communications desk. What can wait no longer goes as an alert."""
    over = tx.now >= clock.due_at
    last = mark.left <= min(rules.media.clock.remind_before, default=OVER)
    unit = registry.unit(tx, incident.unit_id).name
    if over:
        incidents.add_entry(tx, incident.id or 0, "media_overdue")
    own = people.of_unit(tx, incident)
    for person_id in [*own, *(one for one in people.desk(tx, incident) if one not in own)]:
        lang = registry.person(tx, person_id).lang
        if person_id in own:
            key = "media-over" if over else "media-left"
        else:
            key = "media-over-desk" if over else "media-left-desk"
        telling.push(
            tx,
            incident,
            person_id,
            key,
            action="media",
            slot=f"media-left:{incident.id}",
            priority=Priority.ALERT if last else Priority.REMINDER,
            unit=unit,
            left=duration_text(lang, (clock.due_at - tx.now).total_seconds()),
            due=moment_text(lang, clock.due_at, tx.now),
        )
    if over:
        telling.refresh(tx, rules, incident)


def _arm(tx: Tx, rules: Catalogue, incident: Incident, clock: MediaClock) -> None:
    at = None
    if clock.state == media.RUNNING:
        at = next_at(_plan(rules, incident, clock.due_at), _told(clock), clock.since, tx.now)
    if at is None:
        due.disarm(tx, DUE, incident.id or 0)
    else:
        due.arm(tx, DUE, incident.id or 0, at, Urgency.REMINDER)


def _plan(rules: Catalogue, incident: Incident, due_at: datetime) -> list[Mark]:
    settings = rules.media.clock
    return marks(settings, due_at, quiet_for(settings, rules.calendar, incident.severity))


def _told(clock: MediaClock) -> set[timedelta]:
    return {timedelta(seconds=seconds) for seconds in clock.told}
