"""/donvi: a unit as the registry knows it, for whoever may see it: where it is, who heads it, what is open there."""

from handlers import menu
from handlers.turn import Tampered, Turn
from incidents import access
from incidents.facts import phone_text, speaker_text
from rules.folding import fold
from rules.rights import Right, Subject, may
from rules.roles import Role
from storage import incidents, registry, spokespersons, unit_names
from storage.screens import Button, Screen
from storage.tables.registry import Unit

_PAGE = 8
_LABEL = 60
_LONGEST_NAME = 80
_TYPED = "don vi "
_DEPUTIES = 5


def show(turn: Turn) -> None:
    """/donvi with a code or some words of a name; alone: the member's own unit where there is one."""
    areas = _areas(turn)
    if not areas:
        turn.audit("unit.see", "refused")
        turn.toast(turn.t("no-right"), alert=True)
        return
    words = turn.event.text.strip() if turn.event.kind == "command" else ""
    own = list(dict.fromkeys(post.unit_id for post in turn.me.posts))
    if words:
        _search(turn, areas, words)
    elif len(own) == 1 and menu.has(turn.me, Right.REPORT):
        _see(turn, own[0])
    else:
        turn.say(Screen(turn.t("unit-which"), slot="units", fresh=True))


def typed(turn: Turn) -> bool:
    """«đơn vị Mẫu A»: an answer for whoever looks after several units, if it is one; False: they are other words.

    Whoever reports may begin a report so, and is left alone.
    """
    text = turn.event.text.strip()
    if turn.event.kind != "text" or len(text) > _LONGEST_NAME or not fold(text).startswith(_TYPED):
        return False
    areas = _areas(turn)
    words = " ".join(text.split()[2:])
    if not areas or menu.has(turn.me, Right.REPORT) or not unit_names.like(turn.tx, areas, words, 1):
        return False
    _search(turn, areas, words)
    return True


def pressed(turn: Turn, parts: list[str]) -> None:
    """«o:12»: that unit."""
    if len(parts) != 1 or not parts[0].isdecimal() or len(parts[0]) > _PAGE:
        raise Tampered("no such unit")
    _see(turn, int(parts[0]))


def _areas(turn: Turn) -> list[str]:
    return [area.path_prefix for area in access.areas(turn.me, Right.SEE_UNIT)[0]]


def _search(turn: Turn, areas: list[str], words: str) -> None:
    found = unit_names.like(turn.tx, areas, words, _PAGE + 1)
    if len(found) == 1:
        _see(turn, found[0][0])
        return
    rows = tuple((Button(_short(name), f"o:{unit_id}"),) for unit_id, name in found[:_PAGE])
    key = "units-none" if not found else "units-many" if len(found) > _PAGE else "units-found"
    turn.say(Screen(turn.t(key, words=words), rows, slot="units", fresh=True))


def _see(turn: Turn, unit_id: int) -> None:
    try:
        unit = registry.unit(turn.tx, unit_id)
    except LookupError:
        raise Tampered("no such unit") from None
    if not _may(turn, Right.SEE_UNIT, unit):
        turn.audit("unit.see", "refused", f"unit:{unit_id}")
        turn.toast(turn.t("no-right"), alert=True)
        return
    place = (unit.latitude, unit.longitude)
    text = "\n".join(line for line in _lines(turn, unit) if line)
    turn.say(Screen(text, _rows(turn, unit), slot=f"unit:{unit_id}", fresh=True))
    if place[0] is not None and place[1] is not None:
        turn.say(Screen(unit.name, slot=f"unit-map:{unit_id}", fresh=True, silent=True, location=(place[0], place[1])))
    turn.audit("unit.see", "done", f"unit:{unit_id}")


def _lines(turn: Turn, unit: Unit) -> list[str]:
    where = " · ".join(part for part in (unit.kind, unit.ward) if part)
    above = registry.unit(turn.tx, unit.parent_id).name if unit.parent_id else ""
    closed = "unit-became" if unit.successor_id else "" if unit.active else "unit-closed"
    unit_id = unit.id or 0
    heads = registry.holders(turn.tx, Role.HEAD, [unit_id])
    deputies = registry.holders(turn.tx, Role.DEPUTY, [unit_id])[:_DEPUTIES]
    lines = [
        turn.t("unit-seen", unit=unit.name, code=unit.code),
        turn.t(closed, other=above) if closed else "",
        turn.t("unit-kind", text=where) if where else "",
        turn.t("unit-address", text=unit.address) if unit.address else "",
        turn.t("unit-above", unit=above) if above and not unit.successor_id else "",
        *(_person(turn, "unit-head", one) for one in heads),
        *(_person(turn, "unit-deputy", one) for one in deputies),
    ]
    if not heads and unit.active:
        lines.append(turn.t("unit-no-head"))
    if _may(turn, Right.SEE_SPOKESPERSONS, unit) and unit.active:
        speaker = spokespersons.of_unit(turn.tx, unit_id)
        lines.append(speaker_text(turn.lang, turn.rules, speaker, turn.tx.now))
    if access.areas(turn.me, Right.LIST_INCIDENTS)[0]:
        seen = incidents.visible(*access.areas(turn.me, Right.LIST_INCIDENTS), turn.me.person_id)
        lines.append(turn.t("unit-open", count=incidents.count_live(turn.tx, seen, unit.path)))
    return lines


def _person(turn: Turn, key: str, person_id: int) -> str:
    one = registry.person(turn.tx, person_id)
    return turn.t(key, name=one.name, phone=phone_text(one.phone))


def _rows(turn: Turn, unit: Unit) -> tuple[tuple[Button, ...], ...]:
    """The unit above, for whoever may see that one as well."""
    if unit.parent_id is None:
        return ()
    above = registry.unit(turn.tx, unit.parent_id)
    return ((Button(f"⬆ {_short(above.name)}", f"o:{above.id}"),),) if _may(turn, Right.SEE_UNIT, above) else ()


def _may(turn: Turn, right: Right, unit: Unit) -> bool:
    return may(right, access.holder(turn.me.posts, turn.me.person_id), Subject(unit.path))


def _short(name: str) -> str:
    return name if len(name) <= _LABEL else f"{name[:_LABEL].rstrip()}…"
