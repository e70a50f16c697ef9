"""Campaigns begun, changed, paused, taken up again, ended: by the desk in the bot, or on the server."""

from datetime import datetime

from campaigns import periods, reminders
from rules.campaigns import Definition
from rules.catalogue import Catalogue
from storage import audit, campaigns, counters, due
from storage.campaigns import ACTIVE, DRAFT, ENDED, PAUSED
from storage.database import Tx
from storage.due import Urgency
from storage.tables.campaigns import Campaign, Period

_MAY_GO_ON = 10


def draft(tx: Tx, definition: Definition, by: int | None = None, *, from_catalogue: bool = False) -> Campaign:
    """A campaign that is not started yet. One made from a template has a code of its own: «quick_survey_3»."""
    code = definition.id
    if definition.template:
        code = f"{definition.id}_{counters.next_number(tx, f'campaign:{definition.id}')}"
    return campaigns.add(
        tx,
        code=code,
        title=definition.title.vi,
        definition=definition.stored(),
        from_catalogue=from_catalogue and not definition.template,
        state=DRAFT,
        created_by=by,
    )


def start(tx: Tx, rules: Catalogue, campaign: Campaign, by: int | None = None) -> bool:
    """From now on its rounds are opened by the clock; False when it runs already.

    An ended one begins anew; a round of it that was ended with it and is not due yet goes on.
    """
    campaign = campaigns.get(tx, campaign.id or 0)
    if campaign.state == ACTIVE:
        return False
    if campaign.state == PAUSED:
        return resume(tx, rules, campaign, by)
    _turn(tx, campaign, ACTIVE, "start", by, begins_at=tx.now)
    due.arm(tx, periods.DUE, campaign.id or 0, tx.now, Urgency.REMINDER)
    for period in campaigns.periods_of(tx, campaign.id or 0, limit=_MAY_GO_ON):
        if period.due_at > tx.now:
            again = campaigns.change_period(tx, period.id or 0, closed_at=None, reminded_at=tx.now)
            reminders.arm(tx, rules, again)
    return True


def start_from_catalogue(tx: Tx, rules: Catalogue, campaign_id: str, by: int | None = None) -> tuple[Campaign, bool]:
    """The campaign of campaigns.yaml, living, and whether it was started by this. Raises KeyError for an unknown id."""
    definition = rules.campaign(campaign_id)
    known = None if definition.template else campaigns.by_code(tx, campaign_id)
    if known is None:
        known = draft(tx, definition, by, from_catalogue=True)
    elif known.state in (DRAFT, ENDED):
        known = periods.follow_catalogue(tx, rules, campaigns.get(tx, known.id or 0))
    started = start(tx, rules, known, by)
    return campaigns.find(tx, known.id or 0), started


def change(tx: Tx, campaign: Campaign, definition: Definition, by: int | None = None) -> Campaign:
    """Another form, audience or rhythm from the next round on; a round that is open stays as it was opened.

    What is changed here follows campaigns.yaml no longer.
    """
    _note(tx, campaign, "change", by)
    changed = campaigns.change(
        tx,
        campaign.id or 0,
        definition=definition.stored(),
        title=definition.title.vi,
        from_catalogue=False,
    )
    if changed.state == ACTIVE:
        due.arm(tx, periods.DUE, changed.id or 0, tx.now, Urgency.REMINDER)
    return changed


def pause(tx: Tx, campaign: Campaign, by: int | None = None) -> bool:
    """No round is opened and nobody reminded until `resume`; what is open can be filled in. False if it did not run."""
    campaign = campaigns.get(tx, campaign.id or 0)
    if campaign.state != ACTIVE:
        return False
    due.disarm(tx, periods.DUE, campaign.id or 0)
    for period in _open(tx, campaign):
        reminders.stop(tx, period)
    _turn(tx, campaign, PAUSED, "pause", by)
    return True


def resume(tx: Tx, rules: Catalogue, campaign: Campaign, by: int | None = None) -> bool:
    """Goes on; what was to be said or opened meanwhile is not made up for. False if it was not paused."""
    campaign = campaigns.get(tx, campaign.id or 0)
    if campaign.state != PAUSED:
        return False
    once = campaign.definition["rhythm"]["every"] == "once"
    _turn(tx, campaign, ACTIVE, "resume", by, **({} if once else {"begins_at": tx.now}))
    due.arm(tx, periods.DUE, campaign.id or 0, tx.now, Urgency.REMINDER)
    for period in _open(tx, campaign):
        reminders.arm(tx, rules, campaigns.change_period(tx, period.id or 0, reminded_at=tx.now))
    return True


def end(tx: Tx, campaign: Campaign, by: int | None = None) -> bool:
    """Never again, with all its open rounds; what was submitted stays. False if it was over."""
    campaign = campaigns.get(tx, campaign.id or 0)
    if campaign.state == ENDED:
        return False
    due.disarm(tx, periods.DUE, campaign.id or 0)
    for period in _open(tx, campaign):
        reminders.close(tx, period)
    _turn(tx, campaign, ENDED, "end", by)
    return True


def move_due(tx: Tx, rules: Catalogue, period: Period, due_at: datetime, by: int | None = None) -> Period:
    """Another due time for a round that is open, by somebody's own decision; the reminders go along with it."""
    campaign = campaigns.find(tx, period.campaign_id)
    audit.note(tx, "period.move", "done", person_id=by, subject=f"campaign:{campaign.code}", round=period.label)
    moved = campaigns.change_period(tx, period.id or 0, due_at=due_at)
    if campaign.state == ACTIVE:
        reminders.arm(tx, rules, moved)
    return moved


def _open(tx: Tx, campaign: Campaign) -> list[Period]:
    return campaigns.periods_of(tx, campaign.id or 0, still_open=True)


def _turn(tx: Tx, campaign: Campaign, state: str, act: str, by: int | None, **values: object) -> None:
    campaigns.change(tx, campaign.id or 0, state=state, **values)
    _note(tx, campaign, act, by)


def _note(tx: Tx, campaign: Campaign, act: str, by: int | None) -> None:
    audit.note(tx, f"campaign.{act}", "done", person_id=by, subject=f"campaign:{campaign.code}")
