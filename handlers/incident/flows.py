"""Words and files that belong to an incident after a button that asks for them."""

from datetime import datetime, timedelta
from typing import Any

from handlers.incident import corrections, prompts, spoken, views
from handlers.incident.doing import carry_out, still_may
from handlers.report import doors
from handlers.turn import Turn
from incidents import actions, reporter
from rules.form import CHOSEN_FROM, Question
from rules.lifecycle import Action, Status, allowed
from storage import attachments, incidents
from storage.screens import Button, Screen
from storage.tables.incidents import Incident

CHOOSE = "choose"
LONGEST_ECHO = 300
_FORGOTTEN_AFTER = timedelta(hours=1)
_WITH_FILES = frozenset({Action.UPDATE, Action.ANSWER, Action.FINAL_REPORT})
_CHOICES = (Action.ASK, Action.INSTRUCT, Action.RESOLVE, Action.REOPEN)


def begin(turn: Turn, incident: Incident, action: Action, argument: str) -> None:
    """Asks for the words of an action; a preset («1») or what was already said («said», «files») does it at once."""
    held = prompts.held(turn, incident)
    if argument in ("said", "files"):
        if held.get("action") not in (CHOOSE, action) or not (held["said"] or held["files"]):
            _too_old(turn, incident, action)
        else:
            carry_out(turn, incident, action, held["said"], held["argument"], held["files"])
    elif argument in map(str, range(1, prompts.PRESETS.get(action, 0) + 1)):
        text = prompts.preset(turn, action, int(argument))
        files = held.get("files", []) if held.get("action") == action else []
        carry_out(turn, incident, action, text, "", files)
    else:
        prompts.expect(turn, incident, action, argument if action == Action.ANSWER else "")
        asked = turn.t(f"ask-{prompts.key(action)}", code=incident.code)
        presets = prompts.preset_rows(turn, incident, action)
        prompts.prompt(turn, incident, asked, presets, plain_numbers=not presets)


def correct(turn: Turn, incident: Incident, question_id: str) -> None:
    """First which answer is wrong, then the right one: buttons where there is a choice, typed words always."""
    if not question_id:
        asked = turn.t("ask-correct", code=incident.code)
        prompts.prompt(turn, incident, asked, corrections.fields(turn, incident))
        return
    name, _, value = question_id.partition("=")
    question = corrections.question(turn, name)
    if value:
        _corrected(turn, incident, question, corrections.chosen(turn, incident, question, value))
        return
    prompts.expect(turn, incident, Action.CORRECT, name)
    choices = corrections.choices(turn, incident, question)
    prompts.prompt(turn, incident, question.ask.of(turn.lang), choices, plain_numbers=question.kind not in CHOSEN_FROM)


def choose(turn: Turn, incident: Incident, possible: tuple[Action, ...], said: str) -> None:
    """Asks what a leader's free words are: a question, an instruction, a result, a reason to reopen."""
    prompts.expect(turn, incident, CHOOSE, said=said)
    choices = [one for one in _CHOICES if one in possible]
    buttons = [Button(turn.t(f"act-{prompts.key(one)}"), f"i:{incident.id}:{one.value}:said") for one in choices]
    rows = tuple(tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2))
    echo = said if len(said) <= LONGEST_ECHO else f"{said[:LONGEST_ECHO].rstrip()}…"
    prompts.prompt(turn, incident, turn.t("ask-what-it-is", text=echo), rows)


def typed(turn: Turn, data: dict[str, Any]) -> None:
    """Words, a file or a place while the flow is on."""
    incident = incidents.find(turn.tx, data["incident"])
    fresh = turn.at - datetime.fromisoformat(data["at"]) < _FORGOTTEN_AFTER
    if incident is None or not fresh:
        if incident is not None:
            prompts.forget(turn, incident)
        doors.just_typed(turn)
    elif turn.event.kind == "edited":
        turn.say(Screen(turn.t("edited-not-read")))
    elif data["action"] == CHOOSE:
        _chosen_in_words(turn, incident, data["said"])
    elif still_may(turn, incident, Action(data["action"])):
        take(turn, incident, Action(data["action"]), data)


def take(turn: Turn, incident: Incident, action: Action, data: dict[str, Any]) -> None:
    """What has come is the words, the file or the corrected answer of this action."""
    if turn.event.kind == "file" and action in _WITH_FILES:
        _collect(turn, incident, action, data)
    elif turn.event.kind == "file" or not (text := said(turn)):
        turn.say(Screen(turn.t("words-please")))
    elif action == Action.CORRECT:
        _typed_correction(turn, incident, data["argument"])
    else:
        whole = "\n".join(part for part in (data["said"], text) if part)
        carry_out(turn, incident, action, whole, data["argument"], data["files"])


def said(turn: Turn) -> str:
    """What was typed, or the place as a link."""
    if turn.event.location is not None:
        latitude, longitude = turn.event.location
        return f"📍 https://maps.google.com/?q={latitude:.6f},{longitude:.6f}"
    return turn.event.text.strip()


def drop(turn: Turn, incident: Incident) -> None:
    """«Thôi»: what was asked for is not needed; files already collected stay with the report."""
    prompts.forget(turn, incident)
    prompts.finish(turn, incident, "dropped")


def _too_old(turn: Turn, incident: Incident, action: Action) -> None:
    """A press that came twice was done by the first; any other has lost its words meanwhile."""
    latest = incidents.last_of(turn.tx, incident.id or 0, (action.value,))
    mine = latest is not None and latest.person_id == turn.me.person_id
    if mine and latest is not None and turn.tx.now - latest.at < timedelta(minutes=1):
        turn.toast(turn.t(f"done-{prompts.key(action)}", code=incident.code))
    else:
        turn.toast(turn.t("old-button"), alert=True)


def _chosen_in_words(turn: Turn, incident: Incident, before: str) -> None:
    """Instead of pressing what the words are, the leader has typed that, or has gone on writing."""
    possible = tuple(one for one in _CHOICES if allowed(Status(incident.status), one))
    text = said(turn)
    if turn.event.kind == "file" or not text:
        turn.say(Screen(turn.t("words-please")))
        return
    found = spoken.named(turn.lang, text, _CHOICES)
    if found is None:
        choose(turn, incident, possible, f"{before}\n{text}")
    elif still_may(turn, incident, found[0]):
        carry_out(turn, incident, found[0], "\n".join(part for part in (before, found[1]) if part), "", [])


def _typed_correction(turn: Turn, incident: Incident, question_id: str) -> None:
    question = corrections.question(turn, question_id)
    value, problem = corrections.read(turn, incident, question)
    if problem:
        rows = ((prompts.drop_button(turn, incident),),)
        turn.say(Screen(problem, rows, plain_numbers=question.kind not in CHOSEN_FROM))
        return
    _corrected(turn, incident, question, value)


def _corrected(turn: Turn, incident: Incident, question: Question, value: Any) -> None:
    problem = corrections.problem(turn, incident, question, value)
    if problem:
        turn.toast(problem, alert=True)
        return
    prompts.forget(turn, incident)
    if incident.answers.get(question.id) == value:
        prompts.finish(turn, incident, "correct-unchanged")
        return
    try:
        after = reporter.correct(turn.tx, turn.rules, turn.me, incident.id or 0, question.id, value)
    except actions.NotPossible as no:
        turn.toast(views.standing(turn, no.incident), alert=True)
        return
    prompts.finish(turn, after, "done-correct")


def _collect(turn: Turn, incident: Incident, action: Action, data: dict[str, Any]) -> None:
    """Files gather until words come or [Gửi] is pressed, so that an album is one addition."""
    event, file = turn.event, turn.event.file
    assert file is not None
    attachments.add(turn.tx, incident.draft_id, file, channel=event.channel, album=event.album, caption=event.text)
    came = [one.id for one in attachments.of_draft(turn.tx, incident.draft_id) if one.unique_ref == file.unique_ref]
    files = list(dict.fromkeys([*data["files"], *(number for number in came if number is not None)]))
    words = "\n".join(part for part in (data["said"], turn.event.text.strip()) if part)
    if turn.event.text and not turn.event.album:
        carry_out(turn, incident, action, words, data["argument"], files)
        return
    prompts.expect(turn, incident, action, data["argument"], files, words)
    send = Button(turn.t("send-files", count=len(files)), f"i:{incident.id}:{action.value}:files")
    screen = Screen(
        turn.t("files-collected", count=len(files), code=incident.code),
        ((send, prompts.drop_button(turn, incident)),),
        slot=prompts.slot(incident),
        fresh=not data["files"],
    )
    turn.say(screen, incident_id=incident.id)
