"""/phatngon: a head says who speaks for the unit, or that it is still the same; and the buttons «s:…»."""

from dataclasses import replace

from handlers import menu
from handlers.press import expecting, speakers
from handlers.turn import Tampered, Turn, is_number
from handlers.understanding.phones import read_phone
from handlers.understanding.speaker import LONGEST_NAME, read_speaker
from handlers.understanding.yes_no import read_yes_no
from incidents.facts import phone_text, speaker_text
from press import access
from press import spokespersons as life
from rules.rights import Right
from storage import people, registry, spokespersons
from storage.screens import Button, Screen

_SHOWN = 6
_LONGEST_LINE = 160


def show(turn: Turn) -> None:
    """A head sees who speaks for each unit and can change it; a leader the units that have nobody, or one unit."""
    own = access.units(turn.tx, turn.me, Right.NAME_SPOKESPERSON)
    expecting.forget(turn)
    if speakers.may_see_list(turn) and (turn.event.text or not own):
        speakers.show(turn)
    elif own:
        for unit_id in list(own)[:_SHOWN]:
            _stand(turn, unit_id, fresh=True)
    elif seen := access.units(turn.tx, turn.me, Right.SEE_SPOKESPERSONS):
        turn.say(menu.home(turn, "\n\n".join(_line(turn, unit_id, name) for unit_id, name in seen.items())))
    else:
        turn.audit("spokesperson", "refused")
        turn.say(menu.home(turn, turn.t("no-right")))


def pressed(turn: Turn, parts: list[str]) -> None:
    """«s:<unit>:me|other|same|yes|show», «s:<unit>:is:<person>», «s:<unit>:see», «s:list:<state>:<page>».

    Raises Tampered for anything else.
    """
    match parts:
        case ["list", state, page] if is_number(page):
            speakers.listed(turn, state, int(page))
        case [unit, "see"] if is_number(unit):
            speakers.see(turn, int(unit))
        case [unit, *what] if is_number(unit) and what:
            unit_id = int(unit)
            if unit_id in access.units(turn.tx, turn.me, Right.NAME_SPOKESPERSON):
                _pressed(turn, unit_id, what)
            else:
                turn.audit("spokesperson.name", "refused", f"unit:{unit_id}")
                turn.toast(turn.t("speaker-head-only"), alert=True)
        case _:
            raise Tampered("unknown action of spokespersons")


def typed(turn: Turn, unit_id: int, ask: str, said: dict[str, str]) -> bool:
    """A person, or only the number that lacked, instead of a button; False for what is neither."""
    if unit_id not in access.units(turn.tx, turn.me, Right.NAME_SPOKESPERSON):
        expecting.forget(turn)
        return False
    text = turn.event.text
    if ask == "speaker-phone":
        phone = read_phone(text)
        if phone is None:
            return False
        if not said:
            _name(turn, unit_id, turn.me.person_id, turn.me.name, "", phone)
        else:
            _sure(turn, unit_id, said | {"phone": phone})
        return True
    if ask == "speaker-sure" and (yes := read_yes_no(text)) is not None:
        _pressed(turn, unit_id, ["yes" if yes else "show"])
        return True
    told = read_speaker(text) if len(text) <= _LONGEST_LINE else None
    if told is None:
        return False
    if told.phone and told.phone == turn.me.phone:
        _me(turn, unit_id)
    elif told.phone:
        _sure(turn, unit_id, {"name": told.name, "title": told.title, "phone": told.phone})
    else:
        expecting.expect(turn, "speaker-phone", unit_id, {"name": told.name, "title": told.title})
        _say(turn, unit_id, turn.t("speaker-phone-please", name=told.name), ((_back(turn, unit_id),),), numbers=True)
    return True


def _pressed(turn: Turn, unit_id: int, what: list[str]) -> None:
    match what:
        case ["show"]:
            expecting.forget(turn)
            _stand(turn, unit_id)
        case ["me"]:
            _me(turn, unit_id)
        case ["same"]:
            _same(turn, unit_id)
        case ["other"]:
            _who(turn, unit_id)
        case ["is", person] if is_number(person):
            _is(turn, unit_id, int(person))
        case ["yes"]:
            _yes(turn, unit_id)
        case _:
            raise Tampered("unknown act on a spokesperson")


def _me(turn: Turn, unit_id: int) -> None:
    if turn.me.phone:
        _name(turn, unit_id, turn.me.person_id, turn.me.name, "", turn.me.phone)
        return
    expecting.expect(turn, "speaker-phone", unit_id)
    _say(turn, unit_id, turn.t("speaker-own-phone"), ((_back(turn, unit_id),),), numbers=True)


def _same(turn: Turn, unit_id: int) -> None:
    expecting.forget(turn)
    speaker = life.confirm(turn.tx, turn.rules, unit_id, turn.me.person_id)
    turn.audit("spokesperson.confirm", "done" if speaker else "failed", f"unit:{unit_id}")
    turn.toast(turn.t("speaker-thanks" if speaker else "speaker-gone"))
    _stand(turn, unit_id)


def _who(turn: Turn, unit_id: int) -> None:
    expecting.expect(turn, "speaker-person", unit_id)
    rows = [
        (Button(one.name[:LONGEST_NAME], f"s:{unit_id}:is:{one.id}"),)
        for one in people.staff(turn.tx, [unit_id])
        if one.id != turn.me.person_id
    ]
    text = turn.t("speaker-who", unit=registry.unit(turn.tx, unit_id).name, known="yes" if rows else "no")
    _say(turn, unit_id, text, (*rows, (_back(turn, unit_id),)))


def _is(turn: Turn, unit_id: int, person_id: int) -> None:
    """Somebody of the unit, who was offered."""
    if person_id not in {one.id for one in people.staff(turn.tx, [unit_id])}:
        raise Tampered("somebody of another unit")
    person = registry.person(turn.tx, person_id)
    if person.phone:
        _name(turn, unit_id, person_id, person.name, _title(turn, unit_id, person_id), person.phone)
        return
    said = {"name": person.name, "title": _title(turn, unit_id, person_id), "person": str(person_id)}
    expecting.expect(turn, "speaker-phone", unit_id, said)
    _say(turn, unit_id, turn.t("speaker-phone-please", name=person.name), ((_back(turn, unit_id),),), numbers=True)


def _sure(turn: Turn, unit_id: int, said: dict[str, str]) -> None:
    expecting.expect(turn, "speaker-sure", unit_id, said)
    told = (f"{said['name']} ({said['title']})" if said["title"] else said["name"], phone_text(said["phone"]))
    rows = (
        (Button(turn.t("speaker-yes"), f"s:{unit_id}:yes"),),
        (Button(turn.t("speaker-retype"), f"s:{unit_id}:other"), _back(turn, unit_id)),
    )
    unit = registry.unit(turn.tx, unit_id).name
    _say(turn, unit_id, turn.t("speaker-sure", unit=unit, speaker=" · ".join(told)), rows)


def _yes(turn: Turn, unit_id: int) -> None:
    """What was typed is what the head authorises; pressed again it only shows what holds."""
    said = expecting.held(turn, "speaker-sure", unit_id)
    if said is None:
        _stand(turn, unit_id)
        return
    # Only people of the unit are known by their number: nobody learns here who else is in the registry.
    staff = [registry.person(turn.tx, one.id) for one in people.staff(turn.tx, [unit_id])]
    known = [one.id for one in staff if one.phone == said["phone"] or str(one.id) == said.get("person")]
    _name(turn, unit_id, next(iter(known), None), said["name"], said["title"], said["phone"])


def _name(turn: Turn, unit_id: int, person_id: int | None, name: str, title: str, phone: str) -> None:
    expecting.forget(turn)
    me = turn.me.person_id
    life.name(turn.tx, turn.rules, unit_id, me, person_id=person_id, name=name, title=title, phone=phone)
    turn.audit("spokesperson.name", "done", f"unit:{unit_id}", person=person_id or 0)
    if turn.event.press_id:
        turn.toast(turn.t("speaker-thanks"))
    _stand(turn, unit_id)


def _stand(turn: Turn, unit_id: int, *, fresh: bool = False) -> None:
    """How it stands, with what can be pressed: edited after a press, new at the end of the chat after words."""
    screen = life.question(turn.tx, turn.rules, unit_id, turn.me.person_id, turn.lang)
    turn.say(replace(screen, fresh=fresh or not turn.event.press_id))


def _say(turn: Turn, unit_id: int, text: str, rows: tuple[tuple[Button, ...], ...], *, numbers: bool = False) -> None:
    fresh = not turn.event.press_id
    turn.say(Screen(text, rows, slot=life.slot(unit_id), fresh=fresh, plain_numbers=numbers))


def _line(turn: Turn, unit_id: int, name: str) -> str:
    speaker = spokespersons.of_unit(turn.tx, unit_id)
    return turn.t("speaker-of-unit", unit=name, line=speaker_text(turn.lang, turn.rules, speaker, turn.tx.now))


def _title(turn: Turn, unit_id: int, person_id: int) -> str:
    """«Phó Hiệu trưởng»: the title of the post where the registry has one."""
    posts = [post for post in registry.posts_of(turn.tx, person_id) if post.unit_id == unit_id]
    return next((post.title for post in posts if post.title), "")


def _back(turn: Turn, unit_id: int) -> Button:
    return Button(turn.t("never-mind"), f"s:{unit_id}:show")
