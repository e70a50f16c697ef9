"""/vangmat: a leader hands alerts to a substitute for a time; the substitute consents with one press."""

from datetime import datetime, time, timedelta

from duty import absences as acts
from handlers import menu
from handlers.duty import asking
from handlers.duty.asking import Rows, minutes_of, moment_of, number
from handlers.turn import Tampered, Turn
from incidents.facts import moment_text
from rules.moments import END_OF_DAY, read_moment, start_of
from rules.rights import Right
from storage import absences, people, registry
from storage.clock import LOCAL_ZONE
from storage.people import Known
from storage.screens import Button
from storage.tables.duty import Absence

_SLOT = "absence"
_LONGEST = timedelta(days=366)
_MIDNIGHT = time()


def show(turn: Turn) -> None:
    """Who stands in for whom, of what concerns the leader, and what can be done about it."""
    if not menu.has(turn.me, Right.ACT_ON_INCIDENT):
        turn.audit("absence", "refused")
        turn.say(menu.home(turn, turn.t("absence-not-yours")))
        return
    asking.forget(turn)
    _show(turn)


def pressed(turn: Turn, parts: list[str]) -> None:
    """«v:new», «v:to:<person>», «v:from:<person>:<minutes, 0: now>», «v:until:<person>:<minutes>:<days>», «v:yes:<id>»,
    «v:no:<id>», «v:end:<id>», «v:show»; raises Tampered for anything else."""
    if parts[:1] in (["new"], ["to"], ["from"], ["until"]):
        _check_right(turn)
    match parts:
        case ["show"]:
            show(turn)
        case ["new"]:
            _to_whom(turn)
        case ["to", person]:
            _from_when(turn, asking.offered(turn, person, _leaders(turn)))
        case ["from", person, minutes]:
            _until_when(turn, asking.offered(turn, person, _leaders(turn)), number(minutes))
        case ["until", person, minutes, days] if number(days) in asking.DAYS:
            begins = _begin(turn, number(minutes))
            _ask(turn, asking.offered(turn, person, _leaders(turn)), begins, asking.end_of(begins, number(days)))
        case ["yes", one]:
            _accept(turn, number(one))
        case ["no" | "end", one]:
            _close(turn, number(one))
        case _:
            raise Tampered("unknown action of absence")


def typed_person(turn: Turn, _args: list[str]) -> bool:
    """A name or a telephone number instead of a button; False for what is neither."""
    _check_right(turn)
    person_id = asking.another(turn, _leaders(turn))
    if person_id is None:
        return False
    _from_when(turn, person_id)
    return True


def typed_from(turn: Turn, args: list[str]) -> bool:
    """A moment instead of a button; False for what is none."""
    _check_right(turn)
    begins = read_moment(turn.event.text, turn.tx.now, _MIDNIGHT)
    if begins is None:
        return False
    _until_when(turn, number(args[0]), minutes_of(max(begins, turn.tx.now)))
    return True


def typed_until(turn: Turn, args: list[str]) -> bool:
    """A day instead of a button; False for what is none."""
    _check_right(turn)
    begins = _begin(turn, number(args[1]))
    until = read_moment(turn.event.text, begins, END_OF_DAY)
    if until is None:
        return False
    if until > turn.tx.now + _LONGEST:
        asking.say(turn, _SLOT, turn.t("until-too-far"))
    else:
        _ask(turn, number(args[0]), begins, until)
    return True


def _check_right(turn: Turn) -> None:
    if not menu.has(turn.me, Right.ACT_ON_INCIDENT):
        raise Tampered("whoever gets no alerts hands none on")


def _leaders(turn: Turn) -> list[Known]:
    """The leaders of the Department and of the offices above the person's own posts."""
    line = {number for post in turn.me.posts for number in registry.ancestors(post.unit_path)}
    return people.staff(turn.tx, sorted(line), asking.ACTING_ROLES)


def _show(turn: Turn, done: str = "") -> None:
    lines, rows = [turn.t("absence-title")], []
    listed = absences.listed(turn.tx, turn.me.person_id)
    for one in listed:
        mine = one.person_id == turn.me.person_id
        lines.append(
            turn.t(
                "absence-mine" if mine else "absence-for",
                name=one.substitute if mine else one.person,
                starts=moment_text(turn.lang, one.starts_at, turn.tx.now),
                until=moment_text(turn.lang, one.ends_at, turn.tx.now),
                state=one.state,
            )
        )
        if not mine and one.state == "asked":
            rows.append((Button(turn.t("absence-accept"), f"v:yes:{one.id}"),))
        label = "absence-end" if mine else "absence-decline" if one.state == "asked" else "absence-give-up"
        rows.append((Button(turn.t(label), f"v:{'end' if mine else 'no'}:{one.id}"),))
    if not listed:
        lines.append(turn.t("absence-none"))
    rows.append((Button(turn.t("absence-new"), "v:new"),))
    asking.say(turn, _SLOT, "\n".join(lines), tuple(rows), done=done)


def _to_whom(turn: Turn) -> None:
    asking.expect(turn, "absence-person")
    rows = asking.people(turn, _leaders(turn), lambda person_id: f"v:to:{person_id}")
    asking.say(turn, _SLOT, turn.t("absence-to-whom"), (*rows, _back(turn)))


def _from_when(turn: Turn, person_id: int) -> None:
    asking.expect(turn, "absence-from", str(person_id))
    tomorrow = start_of(turn.tx.now.astimezone(LOCAL_ZONE).date() + timedelta(days=1))
    rows: Rows = (
        (
            Button(turn.t("absence-from-now"), f"v:from:{person_id}:0"),
            Button(turn.t("absence-from-tomorrow"), f"v:from:{person_id}:{minutes_of(tomorrow)}"),
        ),
        _back(turn),
    )
    asking.say(turn, _SLOT, turn.t("absence-from-when", name=_name(turn, person_id)), rows)


def _until_when(turn: Turn, person_id: int, minutes: int) -> None:
    asking.expect(turn, "absence-until", str(person_id), str(minutes))
    begins = _begin(turn, minutes)
    rows = asking.until_rows(turn, begins, lambda days: f"v:until:{person_id}:{minutes}:{days}")
    text = turn.t("absence-until", name=_name(turn, person_id), starts=moment_text(turn.lang, begins, turn.tx.now))
    asking.say(turn, _SLOT, text, (*rows, _back(turn)))


def _ask(turn: Turn, person_id: int, begins: datetime, until: datetime) -> None:
    asking.forget(turn)
    if acts.is_asked(turn.tx, turn.me.person_id, person_id, until):
        _show(turn)
        return
    why_not = acts.problem(turn.tx, turn.me.person_id, person_id, begins, until)
    if why_not:
        turn.audit("absence", "failed", f"person:{person_id}", reason=why_not)
        _show(turn, turn.t(why_not, name=_name(turn, person_id)))
        return
    asked, reached = acts.ask(turn.tx, turn.me, person_id, begins, until)
    turn.audit("absence", "done", f"absence:{asked.id}", to=person_id)
    _show(turn, turn.t("absence-ask-done" if reached else "absence-not-told", name=_name(turn, person_id)))


def _accept(turn: Turn, absence_id: int) -> None:
    absence = _find(turn, absence_id)
    if absence.substitute_id != turn.me.person_id:
        raise Tampered("somebody else was asked")
    why_not = acts.accept(turn.tx, turn.rules, absence)
    turn.audit("absence.accept", "failed" if why_not else "done", f"absence:{absence_id}", reason=why_not)
    name = _name(turn, absence.person_id)
    if why_not:
        asking.say(turn, f"absence:{absence_id}", "", done=turn.t(why_not, name=name))
        return
    until = moment_text(turn.lang, absence.ends_at, turn.tx.now)
    starts = moment_text(turn.lang, absence.starts_at, turn.tx.now)
    rows = ((Button(turn.t("absence-give-up"), f"v:no:{absence_id}"),),)
    text = turn.t("absence-yes", name=name, starts=starts, until=until)
    asking.say(turn, f"absence:{absence_id}", "", rows, done=text)


def _close(turn: Turn, absence_id: int) -> None:
    absence = _find(turn, absence_id)
    if turn.me.person_id not in (absence.person_id, absence.substitute_id):
        raise Tampered("an absence of others")
    closed = acts.close(turn.tx, absence, turn.me.person_id)
    turn.audit("absence.end", "done" if closed else "failed", f"absence:{absence_id}")
    mine = absence.person_id == turn.me.person_id
    text = turn.t(("absence-ended" if mine else "absence-refused") if closed else "absence-is-over", name="")
    asking.say(turn, f"absence:{absence_id}", "", done=text)


def _find(turn: Turn, absence_id: int) -> Absence:
    found = absences.find(turn.tx, absence_id)
    if found is None:
        raise Tampered("no such absence")
    return found


def _begin(turn: Turn, minutes: int) -> datetime:
    return moment_of(minutes) if minutes else turn.tx.now


def _name(turn: Turn, person_id: int) -> str:
    return asking.somebody(turn, person_id).name


def _back(turn: Turn) -> tuple[Button, ...]:
    return (Button(turn.t("never-mind"), "v:show"),)
