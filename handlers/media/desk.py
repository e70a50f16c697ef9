"""The buttons of the media response, «i:<incident>:media:<what>[.<…>]», and the list of incidents that have one.

What approves carries the version of the statement that was seen, what notes that it was given the number of those noted
before: what was pressed twice, or on an old message, is done once.
"""

from collections.abc import Callable
from datetime import timedelta

from handlers import menu
from handlers.media import views, writing
from handlers.turn import Tampered, Turn, is_number
from incidents import access
from incidents.facts import moment_text
from incidents.media import marking, statements
from rules import personal
from rules.rights import Right
from storage import incidents, media
from storage.screens import Button, Screen
from storage.tables.incidents import Incident
from storage.tables.media import Statement

_SHOWN = 8
_LATELY = timedelta(days=30)
_TWICE_WITHIN = timedelta(minutes=1)


def home(turn: Turn) -> None:
    """/truyenthong: the incidents with a clock that runs, and those with a statement of late; the only one at once."""
    areas = access.areas(turn.me, Right.SEE_INCIDENT)
    seen = incidents.visible(*areas, turn.me.person_id)
    found = media.clocks(turn.tx, seen, turn.tx.now - _LATELY, _SHOWN)
    turn.audit("media.list", "done", codes=[incident.code for _, incident, _ in found])
    if not found:
        turn.say(menu.home(turn, turn.t("media-none")))
        return
    if len(found) == 1:
        views.desk(turn, found[0][1])
        return
    text, rows = [turn.t("media-list")], []
    for clock, incident, unit in found:
        at = moment_text(turn.lang, clock.given_at or clock.due_at, turn.tx.now)
        if clock.state == media.GIVEN:
            key = "media-listed-given"
        else:
            key = "media-listed" if turn.tx.now < clock.due_at else "media-listed-over"
        text.append(turn.t(key, code=incident.code, unit=unit, at=at))
        rows.append((Button(f"🎙 {incident.code}", f"i:{incident.id}:media"),))
    turn.say(Screen("\n\n".join(text), tuple(rows), slot="media", fresh=True))


def pressed(turn: Turn, incident: Incident, argument: str) -> None:
    """Raises Tampered for what no button of ours carries. Whoever calls has asked whether the member may look."""
    what, *args = argument.split(".")
    if what not in _ACTS:
        raise Tampered("unknown action of the media response")
    incident = incidents.get(turn.tx, incident.id or 0)
    may, act = _ACTS[what]
    if not may(turn, incident):
        turn.audit(f"media.{what}", "refused", incident.code)
        turn.toast(_refusal(turn, incident, may), alert=True)
    elif what not in _OF_THE_ENDED and not views.is_live(incident):
        turn.toast(turn.t("media-ended"), alert=True)
        views.desk(turn, incident)
    else:
        act(turn, incident, args)


def _refusal(turn: Turn, incident: Incident, may: Callable[[Turn, Incident], bool]) -> str:
    if may is views.may_approve and views.may_write(turn, incident):
        return turn.t("statement-who", names=views.who_may(turn, incident))
    return turn.t("no-right")


def _desk(turn: Turn, incident: Incident, _args: list[str]) -> None:
    writing.forget(turn, incident)
    views.desk(turn, incident)
    turn.audit("media.show", "done", incident.code)


def _drop(turn: Turn, incident: Incident, _args: list[str]) -> None:
    writing.forget(turn, incident)
    turn.toast(turn.t("dropped"))
    views.desk(turn, incident)


def _draft(turn: Turn, incident: Incident, _args: list[str]) -> None:
    views.statement(turn, incident, statements.draft(turn.tx, turn.rules, incident))


def _edit(turn: Turn, incident: Incident, _args: list[str]) -> None:
    writing.expect(turn, incident, "edit")
    views.ask_for_text(turn, incident, "statement-write")


def _anew(turn: Turn, incident: Incident, _args: list[str]) -> None:
    views.statement(turn, incident, statements.write_anew(turn.tx, turn.rules, incident))


def _approve(turn: Turn, incident: Incident, args: list[str]) -> None:
    """A statement that seems to hold a pupil's name or number is asked about once more."""
    statement_id, version = _numbers(args, 2)
    draft = media.statement(turn.tx, statement_id)
    if draft is not None and draft.version == version and personal.warnings(draft.text) and _is_draft(draft, incident):
        views.doubted(turn, incident, draft)
    else:
        _sure(turn, incident, args)


def _sure(turn: Turn, incident: Incident, args: list[str]) -> None:
    statement_id, version = _numbers(args, 2)
    try:
        statements.approve(turn.tx, turn.rules, turn.me, incident, statement_id, version)
    except statements.Changed:
        _changed(turn, incident, statement_id)
        return
    writing.forget(turn, incident)
    turn.audit("media.approve", "done", incident.code)
    turn.toast(turn.t("statement-done"))
    views.desk(turn, incident, first=turn.t("statement-next"))


def _changed(turn: Turn, incident: Incident, statement_id: int) -> None:
    """A press that came twice has done it already; else the draft is shown as it is now."""
    found = media.statement(turn.tx, statement_id)
    if found is None or found.incident_id != incident.id:
        raise Tampered("a statement of another incident")
    if found.state == media.APPROVED:
        turn.toast(turn.t("statement-done"))
        views.desk(turn, incident)
        return
    turn.toast(turn.t("statement-changed"), alert=True)
    views.statement(turn, incident, statements.draft(turn.tx, turn.rules, incident))


def _ask(turn: Turn, incident: Incident, args: list[str]) -> None:
    """Whoever may not approve sends it to those who may."""
    statement_id, version = _numbers(args, 2)
    draft = statements.draft(turn.tx, turn.rules, incident)
    if (draft.id, draft.version) != (statement_id, version):
        _changed(turn, incident, statement_id)
        return
    asked = statements.ask_to_approve(turn.tx, turn.me, incident, draft)
    turn.audit("media.ask", "done", incident.code)
    key = "statement-asked" if asked else "statement-nobody"
    first = turn.t(key, names=views.who_may(turn, incident))
    turn.toast(first)
    views.desk(turn, incident, first=first)


def _give(turn: Turn, incident: Incident, _args: list[str]) -> None:
    if statements.approved(turn.tx, incident) is None:
        turn.toast(turn.t("media-approve-first"), alert=True)
        return
    writing.expect(turn, incident, "to")
    views.to_whom(turn, incident)


def _to(turn: Turn, incident: Incident, args: list[str]) -> None:
    audience = args[0] if len(args) == 1 else ""
    if audience not in {one.id for one in turn.rules.media.audiences}:
        raise Tampered("unknown audience")
    writing.ask_when(turn, incident, audience, turn.rules.media.audience(audience).label.of(turn.lang))


def _now(turn: Turn, incident: Incident, args: list[str]) -> None:
    audience, number = args if len(args) == 2 and is_number(args[1]) else ("?", "")
    if audience and audience not in {one.id for one in turn.rules.media.audiences}:
        raise Tampered("unknown audience")
    given = media.givens(turn.tx, incident.id or 0)
    to = writing.receiver(turn, incident, audience)
    if len(given) != int(number) or not to:
        mine = given and given[-1].noted_by == turn.me.person_id
        if mine and turn.tx.now - given[-1].noted_at < _TWICE_WITHIN:
            turn.toast(turn.t("media-given-noted"))
        else:
            turn.toast(turn.t("old-button"), alert=True)
        return
    writing.note_given(turn, incident, audience, to, turn.tx.now)


def _link(turn: Turn, incident: Incident, args: list[str]) -> None:
    given = media.givens(turn.tx, incident.id or 0)
    if not given:
        raise Tampered("nothing was given that could be published")
    chosen = _numbers(args, 1)[0] if args else (given[0].id or 0 if len(given) == 1 else 0)
    if not chosen:
        views.which_given(turn, incident, given)
    elif chosen not in {one.id for one in given}:
        raise Tampered("a statement of another incident")
    else:
        writing.expect(turn, incident, "link", given=chosen)
        views.ask_for_text(turn, incident, "media-ask-link")


def _state(turn: Turn, incident: Incident, args: list[str]) -> None:
    """A leader says how the media are involved."""
    if not args:
        views.states(turn, incident)
        return
    if turn.rules.question("media").option(args[0]) is None or len(args) != 1:
        raise Tampered("unknown state of the media")
    if incident.answers.get("media") != args[0]:
        incident = marking.mark(turn.tx, turn.rules, turn.me, incident.id or 0, args[0])
        turn.audit("media.state", "done", incident.code)
    turn.toast(turn.t("done-correct", code=incident.code))
    views.desk(turn, incident)


def _is_draft(found: Statement, incident: Incident) -> bool:
    return found.state == media.DRAFT and found.incident_id == incident.id


def _numbers(args: list[str], count: int) -> list[int]:
    if len(args) != count or not all(is_number(one) for one in args):
        raise Tampered("unreadable action of the media response")
    return [int(one) for one in args]


def _anybody(_turn: Turn, _incident: Incident) -> bool:
    return True


def _either(turn: Turn, incident: Incident) -> bool:
    return views.may_write(turn, incident) or views.may_mark(turn, incident)


_ACTS: dict[str, tuple[Callable[[Turn, Incident], bool], Callable[[Turn, Incident, list[str]], None]]] = {
    "": (_anybody, _desk),
    "drop": (_anybody, _drop),
    "draft": (views.may_write, _draft),
    "edit": (views.may_write, _edit),
    "anew": (views.may_write, _anew),
    "approve": (views.may_approve, _approve),
    "sure": (views.may_approve, _sure),
    "ask": (views.may_write, _ask),
    "give": (views.may_approve, _give),
    "to": (views.may_approve, _to),
    "now": (views.may_approve, _now),
    "link": (_either, _link),
    "state": (views.may_mark, _state),
}
_OF_THE_ENDED = frozenset({"", "drop", "link"})
