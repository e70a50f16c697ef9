"""/baochi: contacts with the press by period and unit, one of them, what was answered and published; buttons «p:…»."""

import re
from dataclasses import replace
from datetime import timedelta

from handlers import menu
from handlers.press import expecting, noting
from handlers.report import doors
from handlers.turn import Tampered, Turn, is_number
from handlers.understanding.press_calls import links_in
from incidents.facts import flattened, moment_text
from press import access
from press import contact_screens as screens
from press import contacts as life
from rules.rights import Right
from storage import press_contacts, registry, spokespersons, unit_names
from storage.press_contacts import KEPT
from storage.screens import Button, Screen
from storage.tables.press import PressContact

_PAGE, _UNITS = 6, 8
_DAYS = (7, 30, 365)
_LABEL = 34
_LONGEST_ANSWER = 4_000
_SAID_BY = re.compile(r"\s*(?P<by>[^\d:/\n]{2,60}):\s+(?P<text>\S.*)", re.DOTALL)


def show(turn: Turn) -> None:
    """The list; behind the command a head writes a contact, and everybody else the name of a unit."""
    words = turn.event.text.strip() if turn.event.kind == "command" else ""
    notes = bool(access.units(turn.tx, turn.me, Right.NOTE_PRESS))
    if words and notes:
        noting.asked_for(turn)
    elif words:
        _search(turn, words)
    else:
        expecting.forget(turn)
        _list(turn, 30, 0)


def pressed(turn: Turn, parts: list[str]) -> None:
    """«p:list:<days>:<page>[:<unit>]», «p:new», «p:<contact>:show|answer|link|happened» and those of noting.

    Raises Tampered for anything else.
    """
    match parts:
        case ["list", days, page, *unit] if days in map(str, _DAYS) and is_number(page) and len(unit) <= 1:
            expecting.forget(turn)
            _list(turn, int(days), int(page), _number(unit[0]) if unit else None)
        case ["new"]:
            noting.ask(turn)
        case [number, *what] if is_number(number) and what:
            contact_id = int(number)
            if not noting.pressed(turn, contact_id, what):
                _pressed(turn, contact_id, what)
        case _:
            raise Tampered("unknown action of press contacts")


def replied(turn: Turn, contact_id: int) -> None:
    """Words that answer our message of a contact: what the press was told, or the address of what was published."""
    if turn.event.kind != "text":
        turn.say(Screen(turn.t("edited-not-read" if turn.event.kind == "edited" else "words-please")))
        return
    contact = press_contacts.find(turn.tx, contact_id)
    if contact is not None and contact.state != KEPT and contact.noted_by == turn.me.person_id:
        noting.retyped(turn, contact_id)
    else:
        answered(turn, contact_id)


def answered(turn: Turn, contact_id: int, *, asked: str = "") -> None:
    """«Hiệu trưởng mẫu: nhà trường đang phối hợp …», or only an address. asked: for which («answer», «link»).

    Words that were asked for as an address and hold none are asked for again.
    """
    if asked == "link" and not links_in(turn.event.text):
        rows = ((Button(turn.t("never-mind"), f"p:{contact_id}:back"),),)
        turn.say(Screen(turn.t("press-no-link"), rows, slot=f"press-ask:{contact_id}", fresh=True))
        return
    expecting.forget(turn)
    contact = press_contacts.find(turn.tx, contact_id)
    if contact is None or contact.state != KEPT or not _may(turn, contact, Right.ANSWER_PRESS):
        return
    text = turn.event.text.strip()[:_LONGEST_ANSWER]
    links = links_in(text)
    words = text
    for link in links:
        words = words.replace(link, "")
    said_something = len(flattened(words).strip(" .,:;-👍")) > 1
    if not links and not said_something:
        turn.say(Screen(turn.t("words-please")))
        return
    if links:
        contact = life.publish(turn.tx, turn.rules, turn.me, contact_id, links)
    if said_something and not (links and asked != "answer" and _only_names_the_link(words)):
        by, said = _said_by(turn, contact, text)
        contact = life.answer(turn.tx, turn.rules, turn.me, contact_id, said, by)
    turn.audit("press.answer", "done", f"press:{contact_id}", links=len(links))
    _see(turn, contact, turn.t("press-answer-done"), happened=not links and _may_have_happened(turn, contact, text))


def _pressed(turn: Turn, contact_id: int, what: list[str]) -> None:
    contact = press_contacts.find(turn.tx, contact_id)
    if contact is None or contact.state != KEPT:
        raise Tampered("no such contact")
    match what:
        case ["show"]:
            if _may(turn, contact, Right.SEE_PRESS):
                turn.audit("press.see", "done", f"press:{contact_id}")
                _see(turn, contact, fresh=True)
        case ["answer" | "link" as which]:
            if _may(turn, contact, Right.ANSWER_PRESS):
                expecting.expect(turn, f"press-{which}", contact_id)
                rows = ((Button(turn.t("never-mind"), f"p:{contact_id}:back"),),)
                text = turn.t(f"press-ask-{which}", paper=contact.paper or turn.t("press-no-paper"))
                turn.say(Screen(text, rows, slot=f"press-ask:{contact_id}", fresh=True, plain_numbers=True))
        case ["happened"]:
            if _may(turn, contact, Right.NOTE_PRESS) and contact.answer:
                doors.told_in_words(turn, contact.answer)
        case ["back"]:
            expecting.forget(turn)
            turn.say(Screen(turn.t("press-stopped"), slot=f"press-ask:{contact_id}"))
        case _:
            raise Tampered("unknown act on a press contact")


def _list(turn: Turn, days: int, page: int, unit_id: int | None = None) -> None:
    areas = access.areas(turn.me, Right.SEE_PRESS)
    if not areas:
        turn.audit("press.list", "refused")
        turn.say(menu.home(turn, turn.t("no-right")))
        return
    since = turn.tx.now - timedelta(days=days)
    every, unanswered = press_contacts.count(turn.tx, areas, since, unit_id=unit_id)
    found = press_contacts.listed(turn.tx, areas, since, unit_id=unit_id, limit=_PAGE, offset=page * _PAGE)
    lines = [turn.t("press-list", days=days, count=every, open=unanswered)]
    if unit_id is not None:
        lines[0] += f"\n{turn.t('press-list-unit', unit=_unit_name(turn, unit_id, areas))}"
    seen = {contact.id: access.sees(turn.tx, turn.me.person_id, contact) for contact, _ in found}
    lines += [
        screens.line(turn.tx, turn.lang, contact, unit)
        if seen[contact.id]
        else screens.restricted(turn.tx, turn.lang, contact)
        for contact, unit in found
    ]
    rows: list[tuple[Button, ...]] = [
        (Button(_label(turn, contact), f"p:{contact.id}:show"),) for contact, _ in found if seen[contact.id]
    ]
    of_unit = "" if unit_id is None else f":{unit_id}"
    turning = [Button(turn.t("page-back"), f"p:list:{days}:{page - 1}{of_unit}")] if page > 0 else []
    if every > (page + 1) * _PAGE:
        turning.append(Button(turn.t("page-on"), f"p:list:{days}:{page + 1}{of_unit}"))
    rows += [tuple(turning)] if turning else []
    periods = (Button(turn.t(f"period-{one}"), f"p:list:{one}:0{of_unit}") for one in _DAYS if one != days)
    rows.append(tuple(periods))
    notes = bool(access.units(turn.tx, turn.me, Right.NOTE_PRESS))
    if notes:
        rows.append((Button(turn.t("press-new"), "p:new"),))
    lines.append(turn.t("press-hint-note" if notes else "press-hint-unit"))
    turn.say(Screen("\n\n".join(lines), tuple(rows), slot="press", fresh=not turn.event.press_id))
    turn.audit("press.list", "done", unit=unit_id or 0)


def _search(turn: Turn, words: str) -> None:
    areas = access.areas(turn.me, Right.SEE_PRESS)
    found = unit_names.like(turn.tx, areas, words, _UNITS + 1)
    if len(found) == 1:
        _list(turn, 365, 0, found[0][0])
        return
    rows = tuple((Button(name[:_LABEL], f"p:list:365:0:{unit_id}"),) for unit_id, name in found[:_UNITS])
    key = "units-none" if not found else "units-many" if len(found) > _UNITS else "units-found"
    turn.say(Screen(turn.t(key, words=words), rows, slot="press", fresh=True))


def _may_have_happened(turn: Turn, contact: PressContact, text: str) -> bool:
    """Whether the words tell of an incident: what the press was told, or something that has just happened."""
    reports = access.allowed(turn.tx, turn.me, Right.NOTE_PRESS, contact.unit_id)
    return reports and doors.names_an_incident(turn, text)


def _see(turn: Turn, contact: PressContact, done: str = "", *, fresh: bool = False, happened: bool = False) -> None:
    viewer = life.viewer(turn.tx, turn.me.person_id, contact)
    screen = screens.kept(turn.tx, turn.rules, viewer, contact, done=done)
    if happened:
        button = Button(turn.t("press-is-incident"), f"p:{contact.id}:happened")
        screen = replace(screen, rows=((button,), *screen.rows))
    turn.say(replace(screen, fresh=fresh or not turn.event.press_id))


def _may(turn: Turn, contact: PressContact, right: Right) -> bool:
    """Whether the member has the right over the contact's unit, and may see it; otherwise that is noted and said."""
    sees = access.sees(turn.tx, turn.me.person_id, contact)
    if sees and access.allowed(turn.tx, turn.me, right, contact.unit_id):
        return True
    turn.audit("press.see" if right == Right.SEE_PRESS else "press.answer", "refused", f"press:{contact.id}")
    turn.toast(turn.t("no-right"), alert=True)
    return False


def _said_by(turn: Turn, contact: PressContact, text: str) -> tuple[str, str]:
    """Who has answered the press, and what: as the words begin, else the spokesperson, else whoever notes it."""
    found = _SAID_BY.fullmatch(text)
    if found is not None and "http" not in found["by"]:
        return flattened(found["by"]), found["text"]
    speaker = spokespersons.of_unit(turn.tx, contact.unit_id)
    return (turn.me.name if speaker is None else speaker.name), text


def _only_names_the_link(words: str) -> bool:
    """«bài đã đăng:», «link bài báo»: no answer, only what the address is."""
    return len(flattened(words)) <= 25


def _label(turn: Turn, contact: PressContact) -> str:
    sign = "⏳" if contact.answered_at is None else "✅"
    at = moment_text(turn.lang, contact.contacted_at, turn.tx.now)
    return f"{sign} {at} · {contact.paper or turn.t('press-no-paper')}"[:_LABEL]


def _unit_name(turn: Turn, unit_id: int, areas: list[str]) -> str:
    """Raises Tampered for a unit that the member does not look after."""
    try:
        unit = registry.unit(turn.tx, unit_id)
    except LookupError:
        raise Tampered("no such unit") from None
    if not any(unit.path.startswith(area) for area in areas):
        raise Tampered("a unit of somebody else")
    return unit.name


def _number(written: str) -> int:
    if not is_number(written):
        raise Tampered("no number of ours")
    return int(written)
