"""What is shown of the media response of an incident: the desk, the statement, the choices. One slot in a chat."""

from collections.abc import Sequence

from handlers.turn import Turn
from incidents import access
from incidents.facts import media_text, moment_text, phone_text, shortened, speaker_text
from incidents.media import lines, people, statements
from rules.lifecycle import Action, Status, allowed
from rules.rights import Right
from storage import media, registry, spokespersons
from storage.screens import Button, Screen
from storage.tables.incidents import Incident
from storage.tables.media import Statement, StatementGiven

_SHOWN = 300
_GIVENS = 6
_LABEL = 30

Row = tuple[Button, ...]


def slot(incident: Incident) -> str:
    return f"media:{incident.id}"


def button(turn: Turn, incident: Incident, key: str, what: str) -> Button:
    return Button(turn.t(key), f"i:{incident.id}:media:{what}" if what else f"i:{incident.id}:media")


def desk(turn: Turn, incident: Incident, *, fresh: bool = True, first: str = "") -> None:
    """The clock, who speaks, what to do, what was said to whom; and what can be done next. first: what came of it."""
    said = statements.approved(turn.tx, incident)
    givens = media.givens(turn.tx, incident.id or 0)
    parts = [first, _head(turn, incident), _said(turn, said, givens) or _checklist(turn)]
    text = "\n\n".join(part for part in parts if part)
    _show(turn, incident, text, _desk_rows(turn, incident, said, givens), fresh=fresh)


def statement(turn: Turn, incident: Incident, draft: Statement, *, fresh: bool = True, first: str = "") -> None:
    """The draft, whole, with what the member may do with it."""
    by = registry.person(turn.tx, draft.written_by).name if draft.written_by is not None else "none"
    parts = [first, turn.t("statement-title", code=incident.code, by=by), draft.text]
    mark = f"{draft.id}.{draft.version}"
    if may_approve(turn, incident):
        parts.append(turn.t("statement-no-names"))
        rows: list[Row] = [(button(turn, incident, "act-statement-approve", f"approve.{mark}"),)]
    else:
        parts.append(turn.t("statement-who", names=who_may(turn, incident)))
        rows = [(button(turn, incident, "act-statement-ask", f"ask.{mark}"),)]
    edit = [button(turn, incident, "act-statement-edit", "edit")]
    if draft.written_by is not None:
        edit.append(button(turn, incident, "act-statement-anew", "anew"))
    rows += [tuple(edit), (button(turn, incident, "act-media-back", ""),)]
    _show(turn, incident, "\n\n".join(part for part in parts if part), rows, fresh=fresh)


def doubted(turn: Turn, incident: Incident, draft: Statement) -> None:
    """The statement seems to hold a pupil's name or number: asked once more before it is approved."""
    rows: list[Row] = [
        (button(turn, incident, "act-statement-edit", "edit"),),
        (button(turn, incident, "act-statement-sure", f"sure.{draft.id}.{draft.version}"),),
    ]
    text = f"{turn.t('statement-doubted')}\n\n{draft.text}"
    _show(turn, incident, text, rows)


def to_whom(turn: Turn, incident: Incident) -> None:
    """To whom it was said: one of the catalogue, or in words."""
    buttons = [
        Button(one.label.of(turn.lang), f"i:{incident.id}:media:to.{one.id}") for one in turn.rules.media.audiences
    ]
    rows = [tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2)]
    _ask(turn, incident, turn.t("media-ask-to"), rows)


def when(turn: Turn, incident: Incident, audience: str, to: str) -> None:
    """When it was said. The button carries how many statements were given before, so that it is taken once."""
    number = len(media.givens(turn.tx, incident.id or 0))
    now = button(turn, incident, "media-just-now", f"now.{audience}.{number}")
    _ask(turn, incident, turn.t("media-ask-when", to=to), [(now,)], plain_numbers=True)


def ask_for_text(turn: Turn, incident: Incident, key: str) -> None:
    _ask(turn, incident, turn.t(key, code=incident.code), [], plain_numbers=True)


def which_given(turn: Turn, incident: Incident, givens: Sequence[StatementGiven]) -> None:
    """Of several the one that was published."""
    rows: list[Row] = [
        (Button(_given_text(turn, one)[:_LABEL], f"i:{incident.id}:media:link.{one.id}"),) for one in givens[-_GIVENS:]
    ]
    _ask(turn, incident, turn.t("media-ask-which"), rows)


def states(turn: Turn, incident: Incident) -> None:
    """How the media are involved, for a leader to choose."""
    rows: list[Row] = [
        (Button(option.label.of(turn.lang), f"i:{incident.id}:media:state.{option.id}"),)
        for option in turn.rules.question("media").options
    ]
    _ask(turn, incident, turn.t("media-ask-state", code=incident.code), rows)


def audience_name(turn: Turn, one: StatementGiven) -> str:
    """To whom a statement was given, in the reader's language."""
    known = [each.label.of(turn.lang) for each in turn.rules.media.audiences if each.id == one.audience]
    return known[0] if known else one.given_to


def who_may(turn: Turn, incident: Incident) -> str:
    """The names of those who may approve."""
    names = registry.names(turn.tx, people.who_may_approve(turn.tx, incident))
    return ", ".join(names) or turn.t("media-nobody-may")


def may_approve(turn: Turn, incident: Incident) -> bool:
    return access.may_approve(turn.tx, turn.me.person_id, incident)


def may_write(turn: Turn, incident: Incident) -> bool:
    return access.allowed(turn.tx, turn.me, Right.ADD_TO_INCIDENT, incident)


def may_mark(turn: Turn, incident: Incident) -> bool:
    return access.allowed(turn.tx, turn.me, Right.ACT_ON_INCIDENT, incident)


def is_live(incident: Incident) -> bool:
    return allowed(Status(incident.status), Action.CORRECT)


def _head(turn: Turn, incident: Incident) -> str:
    clock = media.clock(turn.tx, incident.id or 0)
    told = media_text(turn.lang, turn.rules, incident.answers)
    speaker = spokespersons.of_unit(turn.tx, incident.unit_id)
    told_lines = [
        turn.t("media-title", code=incident.code, unit=registry.unit(turn.tx, incident.unit_id).name),
        turn.t("alert-media", text=told) if told else "",
        lines.clock_line(turn.lang, clock, turn.tx.now) or turn.t("media-no-clock"),
        speaker_text(turn.lang, turn.rules, speaker, turn.tx.now) if speaker else _head_speaks(turn, incident),
    ]
    return "\n".join(line for line in told_lines if line)


def _head_speaks(turn: Turn, incident: Incident) -> str:
    head = people.speaker(turn.tx, incident)
    name = " · ".join(part for part in (head.name, phone_text(head.phone)) if part)
    return turn.t("media-head-speaks", name=name)


def _said(turn: Turn, said: Statement | None, givens: Sequence[StatementGiven]) -> str:
    """What was approved, by whom and when, and to whom it was given; "" while nothing is approved."""
    if said is None or said.approved_at is None or said.approved_by is None:
        return ""
    at = moment_text(turn.lang, said.approved_at, turn.tx.now)
    name = registry.person(turn.tx, said.approved_by).name
    log = [line for one in givens[-_GIVENS:] for line in (f"• {_given_text(turn, one)}", *one.links)]
    told = ["\n".join([turn.t("media-log"), *log])] if log else []
    told.append(f"{turn.t('statement-approved', name=name, at=at)}\n{shortened(turn.lang, said.text, _SHOWN)}")
    return "\n\n".join(told)


def _given_text(turn: Turn, one: StatementGiven) -> str:
    return f"{moment_text(turn.lang, one.said_at, turn.tx.now)} · {audience_name(turn, one)}"


def _checklist(turn: Turn) -> str:
    steps = [f"• {line.of(turn.lang)}" for line in turn.rules.media.clock.checklist]
    return "\n".join([turn.t("checklist-title"), *steps])


def _desk_rows(turn: Turn, incident: Incident, said: Statement | None, givens: Sequence[StatementGiven]) -> list[Row]:
    rows: list[Row] = []
    writes, live = may_write(turn, incident), is_live(incident)
    if said is not None and live and may_approve(turn, incident):
        rows.append((button(turn, incident, "act-media-give", "give"),))
    if writes and live:
        key = "act-media-draft" if said is None else "act-media-draft-again"
        rows.append((button(turn, incident, key, "draft"),))
    marks = may_mark(turn, incident)
    if givens and (writes or marks):
        rows.append((button(turn, incident, "act-media-link", "link"),))
    if marks and live:
        rows.append((button(turn, incident, "act-media-state", "state"),))
    rows.append((Button(turn.t("see-again"), f"i:{incident.id}:show"),))
    return rows


def _ask(turn: Turn, incident: Incident, text: str, rows: Sequence[Row], *, plain_numbers: bool = False) -> None:
    never_mind = Button(turn.t("never-mind"), f"i:{incident.id}:media:drop")
    _show(turn, incident, text, [*rows, (never_mind,)], plain_numbers=plain_numbers)


def _show(
    turn: Turn,
    incident: Incident,
    text: str,
    rows: Sequence[Row],
    *,
    fresh: bool = True,
    plain_numbers: bool = False,
) -> None:
    screen = Screen(text, tuple(rows), slot=slot(incident), fresh=fresh, plain_numbers=plain_numbers)
    turn.say(screen, incident_id=incident.id)
