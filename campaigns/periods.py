"""The rounds of campaigns by the clock: opened when their time has come, each once; re-planned when rules change.

Due time "period", of a campaign: when its next round opens.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice

import structlog

from campaigns import reminders
from rules.campaigns import Definition, definition_of
from rules.catalogue import Catalogue
from rules.recurrence import Round, least_time, put_off, rounds
from storage import audit, campaigns, due, tasks
from storage.campaigns import ACTIVE, PAUSED
from storage.database import Tx
from storage.due import Urgency
from storage.tables.campaigns import Campaign, Period
from storage.tables.upkeep import Due

DUE = "period"
_REMEMBERED = 60
_IN_TIME = timedelta(hours=1)

log = structlog.get_logger(__name__)


def on_due(tx: Tx, rules: Catalogue, what: Due) -> None:
    """The clock's call: opens the rounds whose time has come and arms the next."""
    campaign = campaigns.get(tx, what.subject_id)
    if campaign.state != ACTIVE:
        due.disarm(tx, DUE, what.subject_id)
        return
    coming = _open_what_is_due(tx, rules, campaign)
    if coming is None:
        due.disarm(tx, DUE, what.subject_id)
    else:
        due.arm(tx, DUE, what.subject_id, coming.opens_at, Urgency.REMINDER)


def coming_rounds(tx: Tx, rules: Catalogue, campaign: Campaign, count: int) -> list[Round]:
    """The next rounds of a living campaign that are not open yet, by the rules and the calendar of now."""
    known = _labels(tx, campaign)
    found: list[Round] = []
    for one in _rounds(tx, rules, campaign, definition_of(campaign.definition)):
        if len(found) == count:
            break
        if one.label not in known and one.due_at > tx.now:
            found.append(one)
    return found


def ensure(tx: Tx, rules: Catalogue) -> None:
    """At the start: living campaigns follow the catalogue and the calendar; rounds that are open stay as they are.

    An open round that would be due at another time by the calendar of now is only told in the log.
    """
    for known in campaigns.all_of(tx, ACTIVE, PAUSED):
        campaign = follow_catalogue(tx, rules, campaigns.get(tx, known.id or 0))
        if campaign.state != ACTIVE:
            continue
        due.arm(tx, DUE, campaign.id or 0, tx.now, Urgency.REMINDER)
        for period in campaigns.periods_of(tx, campaign.id or 0, still_open=True):
            now_due = due_by_calendar(rules, campaign, period)
            if now_due not in (None, period.due_at):
                log.warning("open round keeps its due time", campaign=campaign.code, round=period.label)


def follow_catalogue(tx: Tx, rules: Catalogue, campaign: Campaign) -> Campaign:
    """A campaign that was started from campaigns.yaml is what stands there now, from the next round on."""
    written = next((one for one in rules.campaigns if one.id == campaign.code), None)
    if not campaign.from_catalogue or written is None or written.stored() == campaign.definition:
        return campaign
    audit.note(tx, "campaign.follow", "done", subject=f"campaign:{campaign.code}")
    return campaigns.change(tx, campaign.id or 0, definition=written.stored(), title=written.title.vi)


def due_by_calendar(rules: Catalogue, campaign: Campaign, period: Period) -> datetime | None:
    """When an open round would be due by the calendar of now; None where the rhythm has no such round."""
    definition = definition_of(period.definition)
    begins_at = campaign.begins_at or campaign.created_at
    found = rounds(definition, rules.calendar, begins_at, period.covers_from, anchor=campaign.created_at)
    return next((one.due_at for one in islice(found, _REMEMBERED) if one.label == period.label), None)


def _open_what_is_due(tx: Tx, rules: Catalogue, campaign: Campaign) -> Round | None:
    """Opens every round whose time has come; the next one to come.

    Of rounds that could not be opened before they were due (the service stood still) only the latest is made up for,
    with a due time of its own, and only if the next round does not open before that.
    """
    definition, known = definition_of(campaign.definition), _labels(tx, campaign)
    missed: Round | None = None
    coming: Round | None = None
    for one in _rounds(tx, rules, campaign, definition):
        if one.opens_at > tx.now:
            coming = one
            break
        if one.label in known:
            continue
        if one.due_at < tx.now + least_time(definition) and one.opens_at < tx.now:
            missed = one
            continue
        missed = None
        _open(tx, rules, campaign, definition, one, one.due_at)
    if missed is not None:
        due_at = put_off(definition, rules.calendar, tx.now)
        if coming is None or coming.opens_at > due_at:
            _open(tx, rules, campaign, definition, missed, due_at)
        else:
            audit.note(tx, "period.missed", "failed", subject=f"campaign:{campaign.code}", round=missed.label)
            log.warning("round was missed", campaign=campaign.code, round=missed.label)
    return coming


def _open(tx: Tx, rules: Catalogue, campaign: Campaign, definition: Definition, one: Round, due_at: datetime) -> None:
    period = campaigns.add_period(
        tx,
        campaign.id or 0,
        one.label,
        definition=campaign.definition,
        covers_from=one.covers_from,
        opens_at=one.opens_at if tx.now - one.opens_at < _IN_TIME else tx.now,
        due_at=due_at,
    )
    if period is None:
        return
    made = tasks.make(tx, period.id or 0, definition.audience)
    audit.note(tx, "period.open", "done", subject=f"campaign:{campaign.code}", round=one.label, units=made)
    if not made:
        log.warning("round without units", campaign=campaign.code, round=one.label)
    reminders.arm(tx, rules, period)


def _rounds(tx: Tx, rules: Catalogue, campaign: Campaign, definition: Definition) -> Iterator[Round]:
    """Those after the last that was opened, by the definition and the calendar of now."""
    begins_at = campaign.begins_at or campaign.created_at
    last = campaigns.periods_of(tx, campaign.id or 0, limit=1)
    since = last[0].due_at if last else begins_at
    return rounds(definition, rules.calendar, begins_at, since, anchor=campaign.created_at)


def _labels(tx: Tx, campaign: Campaign) -> set[str]:
    return {period.label for period in campaigns.periods_of(tx, campaign.id or 0, limit=_REMEMBERED)}
