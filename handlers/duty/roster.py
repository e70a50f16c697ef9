"""/lichtruc: who is on duty this week and the next, with the holes; the ways to change it for whoever may."""

from datetime import date, datetime, timedelta

from duty import roster as acts
from handlers import menu
from handlers.duty import asking
from handlers.turn import Turn
from incidents import access
from rules.moments import start_of
from rules.rights import Right, Subject, may
from storage import people, registry, shifts
from storage.clock import LOCAL_ZONE
from storage.people import Known
from storage.screens import Button
from storage.shifts import Shift

SLOT = "roster"
_WEEK = timedelta(days=7)


def show(turn: Turn) -> None:
    """This week."""
    week(turn, 0)


def week(turn: Turn, number: int, done: str = "") -> None:
    """The week that comes so many weeks after this one."""
    if not menu.has(turn.me, Right.SEE_ROSTER):
        turn.audit("see_roster", "refused")
        turn.say(menu.home(turn, turn.t("no-right")))
        return
    asking.forget(turn)
    today = turn.tx.now.astimezone(LOCAL_ZONE).date()
    monday = today - timedelta(days=today.weekday()) + number * _WEEK
    units = units_of(turn)
    begin, end = start_of(monday), start_of(monday + _WEEK)
    found = shifts.between(turn.tx, units, begin, end)
    lines = [turn.t("roster-week", first=_day(monday), last=_day(monday + _WEEK - timedelta(days=1)))]
    if found or shifts.is_kept(turn.tx, units):
        lines += _lines(turn, found, monday)
        lines += _holes(turn, units, monday)
    else:
        lines.append(turn.t("roster-empty"))
    turn.audit("roster", "done")
    asking.say(turn, SLOT, "\n".join(lines), _rows(turn, number), done=done)


def units_of(turn: Turn) -> list[int]:
    """The units whose roster concerns the person: those on the way from the root to each post."""
    return sorted({number for post in turn.me.posts for number in registry.ancestors(post.unit_path)})


def editable(turn: Turn) -> dict[int, str]:
    """The units whose roster one may change: where one holds a post that gives the right."""
    holder = access.holder(turn.me.posts, turn.me.person_id)
    return {
        post.unit_id: post.unit_name
        for post in turn.me.posts
        if may(Right.EDIT_ROSTER, holder, Subject(post.unit_path))
    }


def candidates(turn: Turn, unit_id: int) -> list[Known]:
    """Who may be on duty there: whoever acts on incidents at the unit or above it."""
    line = registry.ancestors(registry.unit(turn.tx, unit_id).path)
    known = people.staff(turn.tx, line, asking.ACTING_ROLES)
    return [one for one in known if acts.may_be_on_duty(turn.tx, one.id, unit_id)]


def back(turn: Turn) -> tuple[Button, ...]:
    """The way back to the roster."""
    return (Button(turn.t("never-mind"), "t:week:0"),)


def time_text(turn: Turn, shift: Shift) -> str:
    """«Thứ Sáu 20/11, 07:00 – 19:00», with the day of the end where it is another."""
    day = shift.starts_at.astimezone(LOCAL_ZONE).date()
    return turn.t("shift-time", day=_named_day(turn, day), clock=_clock_text(shift))


def _lines(turn: Turn, found: list[Shift], monday: date) -> list[str]:
    lines = []
    for at in range(7):
        day = monday + timedelta(days=at)
        here = [one for one in found if _first_day(one, monday) == day]
        if not here:
            continue
        lines.append(turn.t("roster-day", day=_named_day(turn, day)))
        for shift in here:
            now = shift.starts_at <= turn.tx.now < shift.ends_at
            lines.append(turn.t("shift-now" if now else "shift-later", name=shift.name, clock=_clock_text(shift)))
    return lines


def _first_day(shift: Shift, monday: date) -> date:
    """The day under which a shift is told: where it begins, or Monday if it has begun before."""
    return max(shift.starts_at.astimezone(LOCAL_ZONE).date(), monday)


def _holes(turn: Turn, units: list[int], monday: date) -> list[str]:
    begin, end = start_of(monday), start_of(monday + _WEEK)
    lines = []
    for unit_id in units:
        for hole in acts.holes_of(turn.tx, unit_id, end):
            if hole.ends_at is not None and hole.ends_at <= begin:
                continue
            starts = max(hole.starts_at, begin)
            ends = min(hole.ends_at or end, end)
            lines.append(turn.t("roster-hole-line", starts=_moment(starts), ends=_moment(ends)))
    return ["", *lines] if lines else []


def _rows(turn: Turn, number: int) -> tuple[tuple[Button, ...], ...]:
    rows: list[tuple[Button, ...]] = [
        (Button(turn.t("roster-next" if number == 0 else "roster-this"), f"t:week:{1 - number}"),)
    ]
    if shifts.of_person(turn.tx, turn.me.person_id, turn.tx.now, 1):
        rows.append((Button(turn.t("swap-begin"), "t:mine"),))
    if editable(turn):
        rows.append((Button(turn.t("shift-add"), "t:new"), Button(turn.t("shift-remove"), "t:edit")))
    return tuple(rows)


def _clock_text(shift: Shift) -> str:
    starts, ends = shift.starts_at.astimezone(LOCAL_ZONE), shift.ends_at.astimezone(LOCAL_ZONE)
    begin = f"{starts:%H:%M}"
    if ends.date() == starts.date():
        return f"{begin} – {ends:%H:%M}"
    if ends.hour == ends.minute == 0 and ends.date() == starts.date() + timedelta(days=1):
        return f"{begin} – 24:00"
    return f"{begin} – {ends:%H:%M %d/%m}"


def _named_day(turn: Turn, day: date) -> str:
    return turn.t("duty-day", weekday=day.weekday(), day=_day(day))


def _day(day: date) -> str:
    return f"{day:%d/%m}"


def _moment(at: datetime) -> str:
    return f"{at.astimezone(LOCAL_ZONE):%H:%M %d/%m}"
