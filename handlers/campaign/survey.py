"""A quick survey written in the chat: the question, its answers, whom it asks, until when; then it starts.

The conversation flow "survey" holds {"step", "question", "options", "kinds", "under", "tags", "minutes", "at"}.
"""

import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from campaigns import living
from handlers import menu
from handlers.campaign import desk
from handlers.report import doors
from handlers.turn import Tampered, Turn
from incidents import access
from incidents.facts import moment_text
from rules.campaigns import Definition, definition_of
from rules.moments import read_moment
from rules.notices import WORK_ENDS
from rules.rights import Right
from storage import conversations, notice_audience, registry
from storage.screens import Button, Screen

FLOW = "survey"
TEMPLATE = "quick_survey"
_FORGOTTEN_AFTER = timedelta(hours=1)
_HOURS = (4, 24, 48, 120)
_LONGEST_QUESTION, _LONGEST_OPTION, _MOST_OPTIONS = 300, 40, 8
_SHORTEST, _LONGEST = timedelta(minutes=10), timedelta(days=60)
_PAGE = 7
_CHOSEN = ("kinds", "under", "tags")


def pressed(turn: Turn, rest: list[str]) -> None:
    """«d:s:new|drop|default|all|to:<page>|pick:<page>:<sign>|chosen|within:<hours>|start»; else raises Tampered."""
    if not menu.has(turn.me, Right.RUN_CAMPAIGNS):
        turn.audit("survey.write", "refused")
        turn.toast(turn.t("no-right"), alert=True)
        return
    if rest == ["new"]:
        _keep(turn, {"step": "question"})
        _say(turn, turn.t("survey-ask-question"))
        return
    if rest == ["drop"]:
        conversations.expect_nothing(turn.tx, turn.me.person_id)
        turn.say(Screen(turn.t("survey-dropped"), slot="survey"))
        return
    data = _written(turn)
    if data is None:
        turn.toast(turn.t("survey-gone"), alert=True)
        return
    match rest:
        case ["default"] if data.get("question"):
            _options(turn, data, [turn.t("survey-option-yes"), turn.t("survey-option-no")])
        case ["all"] if data.get("options"):
            _ask_until(turn, {name: told for name, told in data.items() if name not in _CHOSEN})
        case ["to", page] if data.get("options") and page.isdecimal() and len(page) <= 4:
            _ask_whom(turn, data, int(page))
        case ["pick", page, sign] if data.get("options") and page.isdecimal() and len(page) <= 4:
            _pick(turn, data, int(page), sign)
        case ["chosen"] if data.get("options"):
            _ask_until(turn, data)
        case ["within", hours] if data.get("options") and hours in map(str, _HOURS):
            _preview(turn, {**data, "minutes": int(hours) * 60})
        case ["start"] if data.get("minutes"):
            _start(turn, data)
        case _:
            raise Tampered("unknown act on a survey")


def typed(turn: Turn, data: dict[str, Any]) -> None:
    """The question, the answers a line each, or until when; anything else belongs elsewhere."""
    lately = turn.at - datetime.fromisoformat(data["at"]) < _FORGOTTEN_AFTER
    if not lately or not menu.has(turn.me, Right.RUN_CAMPAIGNS):
        conversations.expect_nothing(turn.tx, turn.me.person_id)
        doors.just_typed(turn)
        return
    text = turn.event.text.strip()
    if turn.event.kind != "text" or not text:
        _say(turn, turn.t("survey-words"))
    elif data["step"] == "question":
        _question(turn, data, text)
    elif data["step"] == "options":
        _options(turn, data, text.replace(";", "\n").replace(",", "\n").split("\n"))
    elif data["step"] == "until":
        _until(turn, data, text)
    else:
        _say(turn, turn.t("survey-press"), fresh=True)


def definition_from(turn: Turn, data: Mapping[str, Any]) -> Definition:
    """The template of the catalogue with what was written. Raises RulesError for what does not fit."""
    stored = turn.rules.campaign(TEMPLATE).stored()
    question = {**stored["form"][0], "ask": data["question"]}
    question["options"] = [
        {"id": f"o{number}", "label": label} for number, label in enumerate(data["options"], start=1)
    ]
    audience = {**_everybody(turn), **{name: data[name] for name in _CHOSEN if data.get(name)}}
    rhythm = {"every": "once", "within": f"{data['minutes']}m"}
    return definition_of({**stored, "form": [question], "audience": audience, "rhythm": rhythm, "on_day_off": "after"})


def _question(turn: Turn, data: dict[str, Any], text: str) -> None:
    if len(text) > _LONGEST_QUESTION:
        _say(turn, turn.t("survey-too-long", most=_LONGEST_QUESTION))
        return
    _keep(turn, {**data, "step": "options", "question": text})
    first = Button(f"{turn.t('survey-option-yes')} / {turn.t('survey-option-no')}", "d:s:default")
    _say(turn, turn.t("survey-ask-options", question=text), ((first,),))


def _options(turn: Turn, data: dict[str, Any], written: list[str]) -> None:
    options = list(dict.fromkeys(one.strip() for one in written if one.strip()))
    if not 2 <= len(options) <= _MOST_OPTIONS or any(len(one) > _LONGEST_OPTION for one in options):
        _say(turn, turn.t("survey-options-wrong", most=_MOST_OPTIONS, length=_LONGEST_OPTION))
        return
    _ask_whom(turn, {**data, "step": "whom", "options": options}, 0)


def _ask_whom(turn: Turn, data: dict[str, Any], page: int) -> None:
    """Everybody, or some kinds of units, some branches, some tags, each a press."""
    _keep(turn, {**data, "step": "whom"})
    chosen = {(what, value) for what in _CHOSEN for value in data.get(what, ())}
    offered = _audiences(turn)
    rows: list[tuple[Button, ...]] = [
        (Button(f"{'☑️' if (what, value) in chosen else '◻️'} {name[:34]}", f"d:s:pick:{page}:{_sign(what, value)}"),)
        for what, value, name in offered[page * _PAGE : (page + 1) * _PAGE]
    ]
    turning = [Button(turn.t("page-back"), f"d:s:to:{page - 1}")] if page > 0 else []
    turning += [Button(turn.t("page-on"), f"d:s:to:{page + 1}")] if len(offered) > (page + 1) * _PAGE else []
    rows += [tuple(turning)] if turning else []
    done = Button(turn.t("notice-chosen"), "d:s:chosen") if chosen else Button(turn.t("notice-everybody"), "d:s:all")
    _say(turn, turn.t("survey-ask-whom"), (*rows, (done,)))


def _pick(turn: Turn, data: dict[str, Any], page: int, sign: str) -> None:
    found = next((one for one in _audiences(turn) if _sign(one[0], one[1]) == sign), None)
    if found is None:
        raise Tampered("unknown audience")
    what, value, _ = found
    kept = list(data.get(what, ()))
    changed = [one for one in kept if one != value] if value in kept else [*kept, value]
    _ask_whom(turn, {**data, what: changed}, page)


def _ask_until(turn: Turn, data: dict[str, Any]) -> None:
    _keep(turn, {**data, "step": "until"})
    buttons = [Button(turn.t("survey-within", hours=hours), f"d:s:within:{hours}") for hours in _HOURS]
    _say(turn, turn.t("survey-ask-until"), (tuple(buttons[:2]), tuple(buttons[2:])))


def _until(turn: Turn, data: dict[str, Any], text: str) -> None:
    at = read_moment(text, turn.tx.now, WORK_ENDS)
    if at is None:
        _say(turn, turn.t("notice-by-not-understood"))
        return
    # At night nobody is asked before the morning.
    open_for = at - turn.rules.calendar.loud(turn.tx.now)
    if not _SHORTEST <= open_for <= _LONGEST:
        _say(turn, turn.t("survey-until-wrong", minutes=int(_SHORTEST.total_seconds() // 60), days=_LONGEST.days))
        return
    _preview(turn, {**data, "minutes": int(open_for.total_seconds() // 60)})


def _preview(turn: Turn, data: dict[str, Any]) -> None:
    """The question as units will read it, whom it reaches and until when, to be confirmed."""
    _keep(turn, {**data, "step": "sure"})
    definition = definition_from(turn, data)
    options = "\n".join(f"• {one}" for one in data["options"])
    text = f"{desk.preview_text(turn, definition)}\n\n{options}"
    _say(turn, text, ((Button(turn.t("survey-start"), "d:s:start"),),))


def _start(turn: Turn, data: dict[str, Any]) -> None:
    definition = definition_from(turn, data)
    if not desk.runs(turn, definition):
        turn.audit("campaign.start", "refused", f"campaign:{definition.id}")
        turn.toast(turn.t("no-right"), alert=True)
        return
    conversations.expect_nothing(turn.tx, turn.me.person_id)
    campaign = living.draft(turn.tx, definition, turn.me.person_id)
    living.start(turn.tx, turn.rules, campaign, turn.me.person_id)
    turn.toast(turn.t("campaign-done-start"))
    row = (Button(turn.t("survey-follow"), f"d:c:{campaign.id}:show"),)
    text = turn.t("survey-started", question=data["question"])
    if (loud := turn.rules.calendar.loud(turn.tx.now)) > turn.tx.now:
        text += "\n\n" + turn.t("survey-asked-later", at=moment_text(turn.lang, loud, turn.tx.now))
    turn.say(Screen(text, (row,), slot="survey", brief=text))


def _everybody(turn: Turn) -> dict[str, Any]:
    """All units that the member may ask: the whole tree, or what lies below the units where the right is held."""
    template = turn.rules.campaign(TEMPLATE)
    if desk.runs(turn, template):
        return {}
    units = [registry.unit(turn.tx, registry.ancestors(path)[-1]) for path in _areas(turn)]
    return {"under": [unit.code for unit in units]}


def _audiences(turn: Turn) -> list[tuple[str, str, str]]:
    """(«kinds», «under» or «tags», value, name) of what can be chosen."""
    areas = _areas(turn)
    return [
        *(("kinds", kind, kind) for kind in notice_audience.kinds(turn.tx, areas)),
        *(("under", code, name) for code, name in notice_audience.branches(turn.tx, areas)),
        *(("tags", tag, f"🏷 {tag}") for tag in notice_audience.tags(turn.tx, areas)),
    ]


def _areas(turn: Turn) -> list[str]:
    return sorted({area.path_prefix for area in access.areas(turn.me, Right.RUN_CAMPAIGNS)[0]})


def _written(turn: Turn) -> dict[str, Any] | None:
    flow = conversations.flow_of(turn.tx, turn.me.person_id)
    return None if flow is None or flow.flow != FLOW else dict(flow.data)


def _keep(turn: Turn, data: dict[str, Any]) -> None:
    conversations.expect(turn.tx, turn.me.person_id, FLOW, **{**data, "at": turn.tx.now.isoformat()})


def _say(turn: Turn, text: str, rows: tuple[tuple[Button, ...], ...] = (), *, fresh: bool | None = None) -> None:
    """With the way out; typed words are answered by a new message, a press where it was pressed."""
    new = turn.event.press_id == "" if fresh is None else fresh
    turn.say(Screen(text, (*rows, (Button(turn.t("cancel"), "d:s:drop"),)), slot="survey", fresh=new))


def _sign(what: str, value: str) -> str:
    """Short enough for a button, and the same however the list has changed."""
    return hashlib.sha256(f"{what}:{value}".encode()).hexdigest()[:10]
