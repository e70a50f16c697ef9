"""Words and files that belong to an incident: after a button that asks for them, or in reply to one of its messages.

The conversation flow "incident" holds {"incident", "action", "argument", "files", "at"}; "choose" is the action while a
leader's reply waits for being called a question or an instruction (its words are in "said").
"""

from datetime import datetime, timedelta
from typing import Any

from handlers.incident import corrections, views
from handlers.report import doors
from handlers.turn import Tampered, Turn
from incidents import access, actions, reporter
from rules.form import Question
from rules.lifecycle import Action, Status, allowed
from rules.rights import Right
from storage import attachments, conversations, incidents
from storage.screens import Button, Screen
from storage.tables.incidents import Incident

_FORGOTTEN_AFTER = timedelta(hours=1)
_PRESETS = {Action.ASK: 4, Action.INSTRUCT: 3, Action.RESOLVE: 2, Action.UPDATE: 2, Action.WITHDRAW: 2}
_WITH_FILES = {Action.UPDATE, Action.ANSWER, Action.FINAL_REPORT}


def begin(turn: Turn, incident: Incident, action: Action, argument: str) -> None:
    """Asks for the words of an action; a preset («1») or what was already said («said») does it at once."""
    flow = conversations.flow_of(turn.tx, turn.me.person_id)
    held = flow.data if flow is not None and flow.flow == "incident" and flow.data["incident"] == incident.id else {}
    if argument == "said":
        if not held.get("said"):
            turn.toast(turn.t("old-button"), alert=True)
            return
        _do(turn, incident, action, held["said"], "", [])
    elif argument == "files":
        _do(turn, incident, action, "", held.get("argument", ""), held.get("files", []))
    elif argument.isdigit() and int(argument) <= _PRESETS.get(action, 0):
        _do(turn, incident, action, turn.t(f"preset-{_key(action)}-{argument}"), "", held.get("files", []))
    else:
        _expect(turn, incident, action, argument if action == Action.ANSWER else "")
        prompt(turn, incident, turn.t(f"ask-{_key(action)}", code=incident.code), _preset_rows(turn, incident, action))


def correct(turn: Turn, incident: Incident, question_id: str) -> None:
    """First which answer is wrong, then the right one: buttons where there is a choice, typed words always."""
    if not question_id:
        prompt(turn, incident, turn.t("ask-correct", code=incident.code), corrections.fields(turn, incident))
        return
    name, _, value = question_id.partition("=")
    question = corrections.question(turn, name)
    if value:
        _corrected(turn, incident, question, corrections.chosen(turn, incident, question, value))
        return
    _expect(turn, incident, Action.CORRECT, name)
    rows = (*corrections.choices(turn, incident, question), (drop_button(turn, incident),))
    prompt(turn, incident, question.ask.of(turn.lang), rows)


def typed(turn: Turn, data: dict[str, Any]) -> None:
    """Words, a file or a place while the flow is on."""
    incident = incidents.find(turn.tx, data["incident"])
    fresh = turn.tx.now - datetime.fromisoformat(data["at"]) < _FORGOTTEN_AFTER
    if incident is None or not fresh or data["action"] == "choose":
        conversations.expect_nothing(turn.tx, turn.me.person_id)
        doors.just_typed(turn)
        return
    action = Action(data["action"])
    if not _still_may(turn, incident, action):
        return
    if turn.event.kind == "edited":
        turn.say(Screen(turn.t("edited-not-read")))
    elif turn.event.kind == "file" and action in _WITH_FILES:
        _collect(turn, incident, action, data)
    elif text := _said(turn):
        if action == Action.CORRECT:
            _typed_correction(turn, incident, data["argument"])
        else:
            _do(turn, incident, action, text, data.get("argument", ""), data.get("files", []))
    else:
        turn.say(Screen(turn.t("words-please")))


def replied(turn: Turn, incident_id: int, slot: str) -> None:
    """A reply to one of our messages about an incident: a head answers or adds, a leader asks or instructs."""
    incident = incidents.find(turn.tx, incident_id)
    if incident is None:
        doors.just_typed(turn)
        return
    if access.allowed(turn.tx, turn.me, Right.ADD_TO_INCIDENT, incident):
        question = slot.removeprefix("question:") if slot.startswith("question:") else ""
        action = Action.ANSWER if question else Action.UPDATE
        if not _still_may(turn, incident, action):
            return
        if turn.event.kind == "file":
            _collect(turn, incident, action, {"argument": question, "files": []})
        elif text := _said(turn):
            _do(turn, incident, action, text, question, [])
    elif access.allowed(turn.tx, turn.me, Right.ACT_ON_INCIDENT, incident):
        _ask_what_it_is(turn, incident)
    else:
        turn.audit("incident.reply", "refused", incident.code)
        turn.say(Screen(turn.t("no-right")))


def prompt(turn: Turn, incident: Incident, text: str, rows: tuple[tuple[Button, ...], ...]) -> None:
    """A question about an incident at the end of the chat; the alert itself stays as it is."""
    turn.say(Screen(text, rows, slot=f"prompt:{incident.id}", fresh=True), incident_id=incident.id)


def drop_button(turn: Turn, incident: Incident) -> Button:
    return Button(turn.t("never-mind"), f"i:{incident.id}:drop")


def drop(turn: Turn, incident: Incident) -> None:
    """«Thôi»: what was asked for is not needed; files already collected stay with the report."""
    flow = conversations.flow_of(turn.tx, turn.me.person_id)
    if flow is not None and flow.flow == "incident" and flow.data["incident"] == incident.id:
        conversations.expect_nothing(turn.tx, turn.me.person_id)
    finish(turn, incident, "dropped")


def finish(turn: Turn, incident: Incident, key: str, **args: str) -> None:
    """The prompt turns into what came of it."""
    said = turn.t(key, code=incident.code, **args)
    if turn.event.press_id:
        turn.toast(said)
    turn.say(Screen(said, slot=f"prompt:{incident.id}"), incident_id=incident.id)


def _do(turn: Turn, incident: Incident, action: Action, text: str, argument: str, files: list[int]) -> None:
    """Carries the action out with its words and says so."""
    tx, rules, me, identity = turn.tx, turn.rules, turn.me, incident.id or 0
    conversations.expect_nothing(tx, me.person_id)
    try:
        match action:
            case Action.ASK:
                after = actions.ask(tx, rules, me, identity, text)
            case Action.INSTRUCT:
                after = actions.instruct(tx, rules, me, identity, text)
            case Action.RESOLVE:
                after = actions.resolve(tx, rules, me, identity, text)
            case Action.REOPEN:
                after = actions.reopen(tx, rules, me, identity, text)
            case Action.UPDATE:
                after = reporter.add_update(tx, rules, me, identity, text, files)
            case Action.ANSWER:
                question_id = int(argument) if argument.isdigit() and len(argument) < 10 else None
                after = reporter.answer(tx, rules, me, identity, text, question_id, files)
            case Action.WITHDRAW:
                after = reporter.withdraw(tx, rules, me, identity, text)
            case Action.FINAL_REPORT:
                after = reporter.final_report(tx, rules, me, identity, text, files)
            case _:
                raise Tampered("this action takes no words")
    except actions.NotPossible as no:
        turn.say(Screen(views.standing(turn, no.incident)))
        views.show_current(turn, no.incident)
        return
    finish(turn, after, f"done-{_key(action)}")
    views.keep_current(turn, after)


def _typed_correction(turn: Turn, incident: Incident, question_id: str) -> None:
    question = corrections.question(turn, question_id)
    value, problem = corrections.read(turn, incident, question)
    if problem:
        turn.say(Screen(problem, ((drop_button(turn, incident),),)))
        return
    _corrected(turn, incident, question, value)


def _corrected(turn: Turn, incident: Incident, question: Question, value: Any) -> None:
    problem = corrections.problem(turn, incident, question, value)
    if problem:
        turn.toast(problem, alert=True)
        return
    conversations.expect_nothing(turn.tx, turn.me.person_id)
    try:
        after = reporter.correct(turn.tx, turn.rules, turn.me, incident.id or 0, question.id, value)
    except actions.NotPossible as no:
        turn.toast(views.standing(turn, no.incident), alert=True)
        return
    finish(turn, after, "done-correct")


def _collect(turn: Turn, incident: Incident, action: Action, data: dict[str, Any]) -> None:
    """Files gather until words come or [Gửi] is pressed, so that an album is one addition."""
    file = turn.event.file
    assert file is not None
    arrived = attachments.Arrived(
        turn.event.channel,
        file.ref,
        file.unique_ref,
        file.kind,
        file.name,
        file.mime,
        file.size,
        turn.event.album,
        turn.event.text,
    )
    files = list(data["files"])
    if attachments.add(turn.tx, incident.draft_id, arrived):
        files += [
            known.id
            for known in attachments.of_draft(turn.tx, incident.draft_id)
            if known.unique_ref == file.unique_ref and known.id is not None
        ]
    if turn.event.text and not turn.event.album:
        _do(turn, incident, action, turn.event.text, data["argument"], files)
        return
    _expect(turn, incident, action, data["argument"], files)
    send = Button(turn.t("send-files", count=len(files)), f"i:{incident.id}:{action.value}:files")
    first = not data["files"]
    turn.say(
        Screen(
            turn.t("files-collected", count=len(files), code=incident.code),
            ((send, drop_button(turn, incident)),),
            slot=f"prompt:{incident.id}",
            fresh=first,
        ),
        incident_id=incident.id,
    )


def _ask_what_it_is(turn: Turn, incident: Incident) -> None:
    text = _said(turn)
    if not text:
        turn.say(Screen(turn.t("words-please")))
        return
    possible = [one for one in (Action.ASK, Action.INSTRUCT) if allowed(Status(incident.status), one)]
    if not possible:
        turn.say(Screen(views.standing(turn, incident)))
        return
    _expect(turn, incident, "choose", said=text)
    buttons = tuple(Button(turn.t(f"act-{_key(one)}"), f"i:{incident.id}:{one.value}:said") for one in possible)
    prompt(turn, incident, turn.t("ask-what-it-is", text=text), (buttons, (drop_button(turn, incident),)))


def _still_may(turn: Turn, incident: Incident, action: Action) -> bool:
    head = action in {Action.UPDATE, Action.ANSWER, Action.CORRECT, Action.WITHDRAW, Action.FINAL_REPORT}
    if not access.allowed(turn.tx, turn.me, Right.ADD_TO_INCIDENT if head else Right.ACT_ON_INCIDENT, incident):
        turn.audit(f"incident.{action.value}", "refused", incident.code)
        turn.say(Screen(turn.t("no-right")))
        return False
    if not allowed(Status(incident.status), action):
        conversations.expect_nothing(turn.tx, turn.me.person_id)
        turn.say(Screen(views.standing(turn, incident)))
        return False
    return True


def _said(turn: Turn) -> str:
    """What was typed, or the place as a link."""
    if turn.event.location is not None:
        latitude, longitude = turn.event.location
        return f"📍 https://maps.google.com/?q={latitude:.6f},{longitude:.6f}"
    return turn.event.text.strip()


def _expect(
    turn: Turn,
    incident: Incident,
    action: str,
    argument: str = "",
    files: list[int] | None = None,
    said: str = "",
) -> None:
    conversations.expect(
        turn.tx,
        turn.me.person_id,
        "incident",
        incident=incident.id,
        action=str(action),
        argument=argument,
        files=files or [],
        said=said,
        at=turn.tx.now.isoformat(),
    )


def _preset_rows(turn: Turn, incident: Incident, action: Action) -> tuple[tuple[Button, ...], ...]:
    presets = tuple(
        (Button(turn.t(f"preset-{_key(action)}-{number}"), f"i:{incident.id}:{action.value}:{number}"),)
        for number in range(1, _PRESETS.get(action, 0) + 1)
    )
    return (*presets, (drop_button(turn, incident),))


def _key(action: Action) -> str:
    return action.value.replace("_", "-")
