"""/bantin: when a leader gets the digest, changed by presses or in words; and a digest of now.

Presses: «g:show», «g:hour:0700» turns an hour on or off, «g:week», «g:type», «g:never», «g:usual», «g:now».
"""

from datetime import datetime, time, timedelta
from typing import Any

from digests import numbers, plans, telling
from handlers import menu
from handlers.report import doors
from handlers.turn import Tampered, Turn
from incidents.facts import moment_text
from rules.calendar import WEEKDAYS
from rules.digests import MOST_A_DAY, Plan, Weekly, at_night, next_moment, read_plan
from rules.folding import fold
from rules.rights import Right
from storage import conversations, digests
from storage.outbox import Priority
from storage.screens import Button, Screen
from storage.statistics import Span

FLOW = "digest"
_SLOT = "digest"
_OFFERED = (time(7), time(12), time(17))
_USUAL_WEEK = Weekly(weekday="friday", at=time(16))
_NEVER_WORDS = frozenset({"tat", "khong", "khong nhan", "thoi", "off"})
_FORGOTTEN_AFTER = timedelta(hours=1)
_LONGEST = 60
_IN_A_ROW = 3


def command(turn: Turn) -> None:
    """/bantin, or with the hours behind it: «/bantin 7h, 16h30»."""
    if not _may(turn):
        return
    if turn.event.kind == "command" and turn.event.text:
        _read(turn, turn.event.text)
    else:
        _show(turn)


def pressed(turn: Turn, parts: list[str]) -> None:
    """Raises Tampered for what no button of ours carries."""
    if not _may(turn):
        return
    plan = plans.plan_of(turn.tx, turn.rules, turn.me.person_id)
    match parts:
        case ["show"]:
            _show(turn)
        case ["hour", written] if (hour := _hour(written)) is not None:
            _toggle(turn, plan, hour)
        case ["week"]:
            usual = turn.rules.digests.weekly or _USUAL_WEEK
            _choose(turn, Plan(daily=plan.daily, weekly=None if plan.weekly else usual))
        case ["type"]:
            conversations.expect(turn.tx, turn.me.person_id, FLOW, at=turn.tx.now.isoformat())
            turn.say(Screen(turn.t("digest-type"), plain_numbers=True))
        case ["never"]:
            _choose(turn, Plan())
        case ["usual"]:
            _choose(turn, None)
        case ["now"]:
            _now(turn)
        case _:
            raise Tampered("unknown act on digests")


def typed(turn: Turn, data: dict[str, Any]) -> None:
    """Hours that were asked for; a story is never held up by that."""
    conversations.expect_nothing(turn.tx, turn.me.person_id)
    text = turn.event.text
    late = turn.tx.now - datetime.fromisoformat(data["at"]) > _FORGOTTEN_AFTER
    if turn.event.kind != "text" or len(text) > _LONGEST or late or doors.names_an_incident(turn, text):
        doors.just_typed(turn)
    elif _may(turn):
        _read(turn, text)


def ask(turn: Turn, right: Right, kind: str, span: Span) -> None:
    """A digest of this time comes to the member as soon as it is drawn."""
    part = numbers.part_of(turn.tx, turn.me.posts, turn.me.person_id, right)
    if part is None:
        return
    if kind == "days":
        part["rounds"] = []
    telling.ask(
        turn.tx,
        part,
        kind,
        span,
        turn.lang,
        turn.me.person_id,
        priority=Priority.ANSWER,
        channel=turn.event.channel,
        address=turn.event.address,
    )
    turn.toast(turn.t("digest-coming"))


def _now(turn: Turn) -> None:
    """What has happened since the last digest by day."""
    known = digests.plan(turn.tx, turn.me.person_id)
    ends = turn.tx.now.replace(second=0, microsecond=0)
    since = known.daily_until if known is not None else None
    if since is None or not timedelta() < ends - since <= timedelta(days=7):
        since = ends - timedelta(days=1)
    ask(turn, Right.GET_DIGEST, "daily", (since, ends))
    turn.audit("digest.see", "done")


def _read(turn: Turn, text: str) -> None:
    plan = plans.plan_of(turn.tx, turn.rules, turn.me.person_id)
    wanted = Plan() if fold(text).strip() in _NEVER_WORDS else read_plan(text, plan)
    if wanted is None:
        conversations.expect(turn.tx, turn.me.person_id, FLOW, at=turn.tx.now.isoformat())
        turn.say(Screen(turn.t("digest-not-read", most=MOST_A_DAY), plain_numbers=True))
        return
    _choose(turn, wanted)


def _toggle(turn: Turn, plan: Plan, hour: time) -> None:
    daily = tuple(one for one in plan.daily if one != hour) if hour in plan.daily else (*plan.daily, hour)
    if len(daily) > MOST_A_DAY:
        turn.toast(turn.t("digest-too-many", most=MOST_A_DAY), alert=True)
        return
    _choose(turn, Plan(daily=daily, weekly=plan.weekly))


def _choose(turn: Turn, plan: Plan | None) -> None:
    hours = [] if plan is None else [*plan.daily, *([plan.weekly.at] if plan.weekly else [])]
    if night := [hour for hour in hours if at_night(turn.rules.calendar, hour)]:
        turn.toast(turn.t("digest-at-night", at=f"{night[0]:%H:%M}"), alert=True)
        return
    plans.choose(turn.tx, turn.rules, turn.me.person_id, plan)
    turn.toast(turn.t("digest-chosen") if turn.event.press_id else "")
    _show(turn)


def _show(turn: Turn) -> None:
    plan = plans.plan_of(turn.tx, turn.rules, turn.me.person_id)
    coming = next_moment(plan, turn.rules.calendar, turn.tx.now)
    lines = [turn.t("digest-plan-title")]
    if plan.daily:
        lines.append(turn.t("digest-plan-daily", hours=", ".join(f"{hour:%H:%M}" for hour in plan.daily)))
    if plan.weekly:
        lines.append(turn.t("digest-plan-weekly", when=_week(turn, plan.weekly)))
    lines.append(
        turn.t("digest-plan-never")
        if coming is None
        else turn.t("digest-plan-next", at=moment_text(turn.lang, coming, turn.tx.now))
    )
    turn.say(Screen("\n".join(lines), _rows(turn, plan), slot=_SLOT, fresh=not turn.event.press_id))


def _rows(turn: Turn, plan: Plan) -> tuple[tuple[Button, ...], ...]:
    offered = sorted({*_OFFERED, *plan.daily})
    hours = [Button(_marked(f"{one:%H:%M}", one in plan.daily), f"g:hour:{one:%H%M}") for one in offered]
    week = plan.weekly or turn.rules.digests.weekly or _USUAL_WEEK
    rows = [tuple(hours[at : at + _IN_A_ROW]) for at in range(0, len(hours), _IN_A_ROW)]
    rows.append((Button(_marked(turn.t("digest-week", when=_week(turn, week)), plan.weekly is not None), "g:week"),))
    rows.append((Button(turn.t("digest-other-hours"), "g:type"), Button(turn.t("digest-now"), "g:now")))
    if not plan.never:
        rows.append((Button(turn.t("digest-never"), "g:never"),))
    if plan != plans.usual(turn.rules, turn.me.posts):
        rows.append((Button(turn.t("digest-usual"), "g:usual"),))
    return tuple(rows)


def _marked(label: str, on: bool) -> str:
    return f"✅ {label}" if on else label


def _week(turn: Turn, weekly: Weekly) -> str:
    return f"{turn.t(f'digest-weekday-{WEEKDAYS.index(weekly.weekday)}')} {weekly.at:%H:%M}"


def _hour(written: str) -> time | None:
    """«0700»."""
    if len(written) != 4 or not written.isascii() or not written.isdigit():
        return None
    hour, minute = int(written[:2]), int(written[2:])
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _may(turn: Turn) -> bool:
    if menu.has(turn.me, Right.GET_DIGEST):
        return True
    turn.audit("digest.plan", "refused")
    turn.toast(turn.t("no-right"), alert=True)
    return False
