"""The lists: what is open, one's own tasks, statistics. Only what the table of rights lets one see."""

from datetime import timedelta

from handlers import digest, menu
from handlers.campaign import owed as owed_reports
from handlers.news import home as news_home
from handlers.turn import Tampered, Turn
from incidents import access
from incidents.facts import duration_text, moment_text
from press import access as press_access
from press import spokespersons as speakers
from rules.rights import Right
from storage import campaigns, conversations, incidents, media
from storage.screens import Button, Screen
from storage.tables.incidents import Incident

_PAGE = 6
_STATISTICS_DAYS = (7, 30, 365)
_OWN_SINCE = timedelta(days=90)


def pressed(turn: Turn, parts: list[str]) -> None:
    """«l:open:<page>», «l:stats:<days>» and «l:chart:<days>»; raises Tampered for anything else."""
    match parts:
        case ["open", page] if page.isascii() and page.isdigit() and len(page) <= 4:
            _open(turn, int(page), fresh=False)
        case ["stats", days] if days in map(str, _STATISTICS_DAYS):
            _statistics(turn, int(days), fresh=False)
        case ["chart", days] if days in map(str, _STATISTICS_DAYS):
            _chart(turn, int(days))
        case _:
            raise Tampered("unknown list")


def open_incidents(turn: Turn) -> None:
    _open(turn, 0, fresh=True)


def my_tasks(turn: Turn) -> None:
    """What a head has in hand: the report not sent yet, incidents not ended, who speaks, regular reports."""
    tx, lines, codes = turn.tx, list[str](), list[str]()
    rows: list[tuple[Button, ...]] = []
    draft = conversations.open_draft(tx, turn.me.person_id)
    if draft is not None:
        lines.append(turn.t("task-draft", when=moment_text(turn.lang, draft.updated_at, tx.now)))
        rows.append((Button(turn.t("task-continue"), f"r:{draft.id}:resume"),))
    for incident in incidents.live_of_reporter(tx, turn.me.person_id, tx.now - _OWN_SINCE)[:_PAGE]:
        owed = incident.update_due_at
        lines.append(
            turn.t(
                "task-incident",
                icon=turn.rules.severity(incident.severity).icon,
                code=incident.code,
                category=turn.rules.category(incident.category).name.of(turn.lang),
                status=turn.t(f"status-word-{incident.status}"),
                due=moment_text(turn.lang, owed, tx.now) if owed else "none",
            )
        )
        rows.append((Button(f"{incident.code}", f"i:{incident.id}:show"),))
        codes.append(incident.code)
    codes += _statements_owed(turn, lines, rows)
    for unit_id, name in press_access.units(tx, turn.me, Right.NAME_SPOKESPERSON).items():
        if speakers.waiting(tx, turn.rules, unit_id, turn.me.person_id):
            lines.append(turn.t("task-speaker", unit=name))
            rows.append((Button(turn.t("task-speaker-button"), f"s:{unit_id}:show"),))
    for line, button in news_home.tasks(turn):
        lines.append(line)
        rows.append((button,))
    regular = len(campaigns.owed(tx, list(owed_reports.units_of(turn.me))))
    if regular:
        lines.append(turn.t("regular-waiting", count=regular))
        rows.append((Button(turn.t("menu-regular"), "c:dinhky"),))
    turn.audit("tasks", "done", codes=list(dict.fromkeys(codes)))
    if not lines:
        turn.say(menu.home(turn, turn.t("no-tasks")))
        return
    turn.say(Screen("\n\n".join([turn.t("tasks-title"), *lines]), tuple(rows), slot="tasks", fresh=True))


def _statements_owed(turn: Turn, lines: list[str], rows: list[tuple[Button, ...]]) -> list[str]:
    """First statements that the units of this member owe, whoever has reported; the codes of the incidents."""
    own = access.areas(turn.me, Right.APPROVE_STATEMENT)[0]
    units = [post.unit_id for post in turn.me.posts if any(area.path_prefix == post.unit_path for area in own)]
    found = media.running_of_units(turn.tx, units)[:_PAGE]
    for clock, code in found:
        lines.append(turn.t("task-media", code=code, due=moment_text(turn.lang, clock.due_at, turn.tx.now)))
        rows.append((Button(f"🎙 {code}", f"i:{clock.incident_id}:media"),))
    return [code for _, code in found]


def statistics(turn: Turn) -> None:
    _statistics(turn, _STATISTICS_DAYS[0], fresh=True)


def _open(turn: Turn, page: int, *, fresh: bool) -> None:
    if not _has(turn, Right.LIST_INCIDENTS):
        return
    seen = incidents.visible(*access.areas_in_sight(turn.me, Right.LIST_INCIDENTS), turn.me.person_id)
    found = incidents.live(turn.tx, seen, limit=_PAGE + 1, offset=page * _PAGE)
    if not found and page > 0:
        _open(turn, 0, fresh=fresh)
        return
    if not found:
        turn.say(Screen(turn.t("nothing-open"), slot="open", fresh=fresh))
        return
    lines: list[str] = [turn.t("open-title")]
    rows: list[tuple[Button, ...]] = []
    shown: list[str] = []
    for incident, unit_name in found[:_PAGE]:
        icon = turn.rules.severity(incident.severity).icon
        if not access.allowed(turn.tx, turn.me, Right.LIST_INCIDENTS, incident):
            lines.append(_restricted_line(turn, incident))
            continue
        shown.append(incident.code)
        category = turn.rules.category(incident.category)
        lines.append(
            turn.t(
                "open-line",
                icon=icon,
                code=incident.code,
                category=category.name.of(turn.lang),
                unit=unit_name,
                status=turn.t(f"status-word-{incident.status}"),
                opened=moment_text(turn.lang, incident.opened_at, turn.tx.now),
            )
        )
        rows.append((Button(f"{icon} {incident.code[-6:]} · {category.short.of(turn.lang)}", f"i:{incident.id}:show"),))
    turning = []
    if page > 0:
        turning.append(Button(turn.t("page-back"), f"l:open:{page - 1}"))
    if len(found) > _PAGE:
        turning.append(Button(turn.t("page-on"), f"l:open:{page + 1}"))
    if turning:
        rows.append(tuple(turning))
    turn.say(Screen("\n\n".join(lines), tuple(rows), slot="open", fresh=fresh))
    turn.audit("incident.list", "done", codes=shown)


def _restricted_line(turn: Turn, incident: Incident) -> str:
    """That there is an incident which only those may see who must know of it: no kind, no unit, no button."""
    opened = moment_text(turn.lang, incident.opened_at, turn.tx.now)
    status = turn.t(f"status-word-{incident.status}")
    return turn.t("open-line-restricted", code=incident.code, status=status, opened=opened)


def _statistics(turn: Turn, days: int, *, fresh: bool) -> None:
    if not _has(turn, Right.SEE_STATISTICS):
        return
    seen = incidents.visible(*access.areas_in_sight(turn.me, Right.SEE_STATISTICS), turn.me.person_id)
    told = incidents.visible(*access.areas(turn.me, Right.SEE_STATISTICS), turn.me.person_id)
    since = turn.tx.now - timedelta(days=days)
    by_severity = incidents.count_since(turn.tx, seen, since, "severity")
    by_category = incidents.count_since(turn.tx, told, since, "category")
    waits = incidents.times_to_take(turn.tx, seen, since)
    total = sum(number for _, number in by_severity)
    lines = [turn.t("statistics-title", days=days, total=total)]
    lines += [
        turn.t(
            "statistics-line",
            name=f"{turn.rules.severity(level).icon} {turn.rules.severity(level).name.of(turn.lang)}",
            count=number,
        )
        for level, number in sorted(by_severity, reverse=True)
    ]
    lines.append("")
    for category_id, number in by_category[:8]:
        category = turn.rules.category(category_id)
        lines.append(turn.t("statistics-line", name=f"{category.icon} {category.name.of(turn.lang)}", count=number))
    if hidden := total - sum(number for _, number in by_category):
        lines.append(turn.t("statistics-line", name=turn.t("restricted"), count=hidden))
    if waits:
        median = duration_text(turn.lang, waits[len(waits) // 2])
        lines += ["", turn.t("statistics-taken", median=median, longest=duration_text(turn.lang, waits[-1]))]
    periods = tuple(Button(turn.t(f"period-{one}"), f"l:stats:{one}") for one in _STATISTICS_DAYS if one != days)
    chart = ((Button(turn.t("statistics-chart"), f"l:chart:{days}"),),) if total else ()
    turn.say(Screen("\n".join(lines), (*chart, periods), slot="statistics", fresh=fresh))
    turn.audit("statistics", "done")


def _chart(turn: Turn, days: int) -> None:
    """The same time as a picture, against the time before."""
    if not _has(turn, Right.SEE_STATISTICS):
        return
    ends = turn.tx.now.replace(second=0, microsecond=0)
    digest.ask(turn, Right.SEE_STATISTICS, "days", (ends - timedelta(days=days), ends))
    turn.audit("statistics", "done")


def _has(turn: Turn, right: Right) -> bool:
    """Whether any post gives the right at all; otherwise the polite refusal is said."""
    areas, personal = access.areas(turn.me, right)
    if areas or personal.alerted or personal.own:
        return True
    turn.audit(str(right), "refused")
    turn.say(menu.home(turn, turn.t("no-right")))
    return False
