"""Buttons of the desk of regular reports: «d:home», «d:c:…» a campaign, «d:y:…» one of the catalogue, «d:p:…» a round,
«d:t:…» what one unit owes, «d:s:…» a survey that is being written."""

from campaigns import surveys
from handlers.campaign import correcting, desk, results, survey, totals
from handlers.turn import Tampered, Turn, is_number
from rules.campaigns import Definition, definition_of
from storage import campaigns
from storage.tables.campaigns import Campaign

_ACTS = ("start", "pause", "resume", "end", "ended")


def pressed(turn: Turn, parts: list[str]) -> None:
    """Raises Tampered for what no button of ours carries."""
    try:
        _pressed(turn, parts)
    except LookupError:
        raise Tampered("a campaign, round or unit that is not there") from None


def _pressed(turn: Turn, parts: list[str]) -> None:
    match parts:
        case ["home"]:
            desk.home(turn)
        case ["c", number, *rest] if is_number(number):
            _campaign(turn, campaigns.find(turn.tx, int(number)), rest)
        case ["y", campaign_id, "preview" | "start" as what]:
            _written(turn, turn.rules.campaign(campaign_id), what)
        case ["p", number, "todo" | "done" as which, page] if is_number(number) and is_number(page):
            results.show(turn, campaigns.period(turn.tx, int(number)), which, int(page))
        case ["p", number, "remind"] if is_number(number):
            results.remind(turn, campaigns.period(turn.tx, int(number)))
        case ["p", number, "xlsx"] if is_number(number):
            results.sheet(turn, campaigns.period(turn.tx, int(number)))
        case ["p", number, "totals"] if is_number(number):
            totals.show(turn, campaigns.period(turn.tx, int(number)))
        case ["p", number, "tally"] if is_number(number):
            _tally(turn, int(number))
        case ["t", number, "see"] if is_number(number):
            task = campaigns.find_task(turn.tx, int(number))
            results.see(turn, task, campaigns.period(turn.tx, task.period_id))
        case ["t", number, "allow" | "refuse" as act, asker] if is_number(number) and is_number(asker):
            correcting.decide(turn, campaigns.task(turn.tx, int(number)), act, int(asker))
        case ["s", *rest]:
            survey.pressed(turn, rest)
        case _:
            raise Tampered("unknown act of the desk of regular reports")


def _campaign(turn: Turn, campaign: Campaign, rest: list[str]) -> None:
    definition = definition_of(campaign.definition)
    match rest:
        case ["show"]:
            if desk.sees(turn, campaign):
                desk.show(turn, campaign)
                turn.audit("campaign.show", "done", f"campaign:{campaign.code}")
            else:
                _refuse(turn, "show", campaign.code)
        case ["preview"]:
            if _runs(turn, definition, "preview"):
                back = f"d:c:{campaign.id}:show"
                desk.preview_of(turn, definition, f"d:c:{campaign.id}:start", back, campaign)
        case [act] if act in _ACTS:
            if _runs(turn, definition, act):
                desk.act(turn, campaigns.get(turn.tx, campaign.id or 0), act)
        case _:
            raise Tampered("unknown act on a campaign")


def _written(turn: Turn, definition: Definition, what: str) -> None:
    """One of the catalogue that was never started."""
    if definition.template:
        raise Tampered("a template is not started as it is")
    if not _runs(turn, definition, what):
        return
    if what == "start":
        desk.start_from_catalogue(turn, definition)
    else:
        desk.preview_of(turn, definition, f"d:y:{definition.id}:start", "d:home")


def _tally(turn: Turn, period_id: int) -> None:
    period = campaigns.period(turn.tx, period_id)
    if surveys.question_of(period) is None:
        raise Tampered("no survey")
    areas = results.areas_of(turn, period)
    if areas:
        turn.say(surveys.tally(turn.tx, turn.lang, period, areas, fresh=True))
        turn.audit("results.see", "done", f"period:{period_id}")


def _runs(turn: Turn, definition: Definition, act: str) -> bool:
    if desk.runs(turn, definition):
        return True
    _refuse(turn, act, definition.id)
    return False


def _refuse(turn: Turn, act: str, code: str) -> None:
    turn.audit(f"campaign.{act}", "refused", f"campaign:{code}")
    turn.toast(turn.t("no-right"), alert=True)
