"""Spokespersons for leaders and the communications desk: units that have none or none confirmed, and one unit."""

from handlers import menu
from handlers.turn import Tampered, Turn
from incidents.facts import phone_text, speaker_text
from press import access
from rules.rights import Right
from rules.roles import Role
from rules.spokespersons import counts_from
from storage import registry, spokesperson_lists, spokespersons, unit_names
from storage.screens import Button, Screen
from storage.spokesperson_lists import NONE, UNCONFIRMED

_PAGE = 8
_LABEL = 34


def may_see_list(turn: Turn) -> bool:
    """Whether the member looks after units of others: a leader or the communications desk."""
    return menu.has(turn.me, Right.SEE_SPOKESPERSONS) and menu.has(turn.me, Right.ACT_ON_INCIDENT)


def show(turn: Turn) -> None:
    """The list, or the units that the words behind the command mean."""
    words = turn.event.text.strip() if turn.event.kind == "command" else ""
    if words:
        _search(turn, words)
    else:
        listed(turn, NONE, 0)


def listed(turn: Turn, state: str, page: int) -> None:
    """How many are confirmed; a page of those who have none, or none confirmed for this term."""
    if state not in (NONE, UNCONFIRMED):
        raise Tampered("unknown state of spokespersons")
    areas = _areas(turn)
    if not areas:
        return
    since = counts_from(turn.rules.calendar, turn.tx.now)
    counted = spokesperson_lists.counts(turn.tx, areas, since)
    if state == NONE and not counted.none and counted.unconfirmed:
        state = UNCONFIRMED
    number = counted.none if state == NONE else counted.unconfirmed
    found = spokesperson_lists.lines(turn.tx, areas, since, state, limit=_PAGE, offset=page * _PAGE)
    lines = [turn.t("speakers-title", confirmed=counted.confirmed, units=counted.units)]
    rows: list[tuple[Button, ...]] = [(Button(_short(name), f"s:{unit_id}:see"),) for unit_id, name in found]
    if found:
        lines.append(turn.t(f"speakers-list-{state}", count=number))
    elif counted.confirmed:
        lines.append(turn.t("speakers-all-well"))
    turning = [Button(turn.t("page-back"), f"s:list:{state}:{page - 1}")] if page > 0 else []
    if number > (page + 1) * _PAGE:
        turning.append(Button(turn.t("page-on"), f"s:list:{state}:{page + 1}"))
    rows += [tuple(turning)] if turning else []
    other, others = (UNCONFIRMED, counted.unconfirmed) if state == NONE else (NONE, counted.none)
    if others:
        rows.append((Button(turn.t(f"speakers-show-{other}", count=others), f"s:list:{other}:0"),))
    lines.append(turn.t("speakers-hint"))
    turn.say(Screen("\n\n".join(lines), tuple(rows), slot="speakers", fresh=not turn.event.press_id))
    turn.audit("spokesperson.list", "done")


def see(turn: Turn, unit_id: int) -> None:
    """One unit: who speaks for it, and its heads with their numbers."""
    try:
        unit = registry.unit(turn.tx, unit_id)
    except LookupError:
        raise Tampered("no such unit") from None
    if not access.allowed(turn.tx, turn.me, Right.SEE_SPOKESPERSONS, unit_id):
        turn.audit("spokesperson.see", "refused", f"unit:{unit_id}")
        turn.toast(turn.t("no-right"), alert=True)
        return
    lines = [
        turn.t("unit-seen", unit=unit.name, code=unit.code),
        speaker_text(turn.lang, turn.rules, spokespersons.of_unit(turn.tx, unit_id), turn.tx.now),
    ]
    heads = [registry.person(turn.tx, one) for one in registry.holders(turn.tx, Role.HEAD, [unit_id])]
    lines += [turn.t("unit-head", name=head.name, phone=phone_text(head.phone)) for head in heads]
    if not heads:
        lines.append(turn.t("unit-no-head"))
    rows = ((Button(turn.t("back"), f"s:list:{NONE}:0"),),) if may_see_list(turn) else ()
    turn.say(Screen("\n".join(lines), rows, slot=f"unit:{unit_id}", fresh=True))
    turn.audit("spokesperson.see", "done", f"unit:{unit_id}")


def _search(turn: Turn, words: str) -> None:
    areas = _areas(turn)
    if not areas:
        return
    found = unit_names.like(turn.tx, areas, words, _PAGE + 1)
    if len(found) == 1:
        see(turn, found[0][0])
        return
    rows = tuple((Button(_short(name), f"s:{unit_id}:see"),) for unit_id, name in found[:_PAGE])
    key = "units-none" if not found else "units-many" if len(found) > _PAGE else "units-found"
    turn.say(Screen(turn.t(key, words=words), rows, slot="speakers", fresh=True))


def _areas(turn: Turn) -> list[str]:
    """Where the member sees spokespersons; none: that is noted and said."""
    areas = access.areas(turn.me, Right.SEE_SPOKESPERSONS)
    if not areas:
        turn.audit("spokesperson.list", "refused")
        turn.toast(turn.t("no-right"), alert=True)
    return areas


def _short(name: str) -> str:
    return name if len(name) <= _LABEL else f"{name[:_LABEL].rstrip()}…"
