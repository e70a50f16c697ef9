"""A round of regular reports seen by who may: how many have submitted, who has and who has not, what one unit says."""

from collections.abc import Iterator, Mapping, Sequence

from campaigns import access as campaign_access
from campaigns import reminders, results_sheet, surveys
from campaigns.naming import round_name, title
from handlers.campaign import card, desk
from handlers.turn import Turn
from incidents.facts import moment_text
from rules.campaigns import definition_of
from storage import attachments, campaigns, making, outbox, registry, results
from storage.screens import Button, Picture, Screen
from storage.tables.campaigns import Period, Task

_PAGE = 10
_STATES = {"todo": (campaigns.OPEN,), "done": campaigns.DONE}


def areas_of(turn: Turn, period: Period) -> list[str]:
    """The paths below which the member sees the answers of the round; none: no right, and it is noted and said."""
    seen = definition_of(period.definition).results
    areas = campaign_access.areas_seen(turn.me.posts, turn.me.person_id, seen)
    if not areas:
        turn.audit("results.see", "refused", f"period:{period.id}")
        turn.toast(turn.t("no-right"), alert=True)
    return areas


def show(turn: Turn, period: Period, which: str, page: int) -> None:
    """The numbers by kind of unit, and a page of those who have («done») or have not («todo»)."""
    areas = areas_of(turn, period)
    if not areas:
        return
    identity = period.id or 0
    counted = results.counts(turn.tx, identity, areas)
    lines = [
        turn.t("results-title", title=title(turn.lang, period), round=round_name(turn.lang, period.label)),
        "\n".join(_numbers(turn, period, counted)),
        *_groups(turn, identity, areas),
    ]
    found = results.lines(turn.tx, identity, areas, _STATES[which], limit=_PAGE + 1, offset=page * _PAGE)
    listed = [_line(turn, one) for one in found[:_PAGE]]
    head = turn.t(f"results-list-{which}" if listed else f"results-nobody-{which}")
    lines.append("\n".join([head, *listed]))
    rows = _rows(turn, period, which, page, found, still_open=counted[campaigns.OPEN])
    fresh = not _stands_on(turn, identity)
    turn.say(Screen("\n\n".join(lines), rows, slot=_slot(identity), fresh=fresh))
    turn.audit("results.see", "done", f"period:{identity}")


def _numbers(turn: Turn, period: Period, counted: Mapping[str, int]) -> Iterator[str]:
    done = counted[campaigns.SUBMITTED] + counted[campaigns.LATE]
    due = moment_text(turn.lang, period.due_at, turn.tx.now)
    yield turn.t("results-counts", done=done, asked=done + counted[campaigns.OPEN], due=due)
    if late := counted[campaigns.LATE]:
        yield turn.t("results-late", late=late)
    if excused := counted[campaigns.EXCUSED]:
        yield turn.t("results-excused", excused=excused)


def see(turn: Turn, task: Task, period: Period) -> None:
    """What one unit has answered, with its files."""
    path = registry.unit(turn.tx, task.unit_id).path
    areas = areas_of(turn, period)
    if not areas:
        return
    if not any(path.startswith(area) for area in areas):
        turn.audit("results.see", "refused", f"task:{task.id}")
        turn.toast(turn.t("no-right"), alert=True)
        return
    if task.state not in campaigns.DONE:
        turn.toast(turn.t("results-nothing-yet"), alert=True)
        return
    by = registry.person(turn.tx, task.submitted_by).name if task.submitted_by else ""
    key = "regular-see-late" if task.state == campaigns.LATE else "regular-see-sent"
    told = [
        turn.t(
            "results-of-one",
            title=title(turn.lang, period),
            round=round_name(turn.lang, period.label),
            unit=registry.unit(turn.tx, task.unit_id).name,
        ),
        card.facts(turn.lang, definition_of(period.definition).form, task.answers, turn.tx.now),
        turn.t(key, at=moment_text(turn.lang, task.submitted_at or turn.tx.now, turn.tx.now), name=by),
    ]
    files = attachments.of_draft(turn.tx, task.draft_id) if task.draft_id else []
    turn.say(Screen("\n\n".join(told), pictures=tuple(Picture(one.id or 0) for one in files)))
    turn.audit("results.see", "done", f"task:{task.id}")


def sheet(turn: Turn, period: Period) -> None:
    """[Tệp Excel]: the results that the member may see, as a file that comes as soon as it is made."""
    areas = areas_of(turn, period)
    if not areas:
        return
    told = {"title": title(turn.lang, period), "round": round_name(turn.lang, period.label)}
    wish = making.Wish(
        turn.me.person_id,
        screen=Screen(turn.t("sheet-ready", **told)),
        instead=Screen(turn.t("sheet-failed", **told)),
        channel=turn.event.channel,
        address=turn.event.address,
    )
    results_sheet.ask(turn.tx, turn.lang, period, areas, wish)
    turn.toast(turn.t("sheet-coming"))
    turn.audit("results.export", "done", f"period:{period.id}")


def remind(turn: Turn, period: Period) -> None:
    """[Nhắc ngay]: everybody who still owes it, by who runs the campaign."""
    campaign = campaigns.find(turn.tx, period.campaign_id)
    if not desk.runs(turn, definition_of(period.definition)):
        turn.audit("period.remind", "refused", f"period:{period.id}")
        turn.toast(turn.t("no-right"), alert=True)
        return
    if campaign.state != campaigns.ACTIVE or period.closed_at is not None:
        turn.toast(turn.t("results-not-running"), alert=True)
        return
    if not reminders.remind_now(turn.tx, period, turn.me.person_id):
        turn.toast(turn.t("results-reminding"), alert=True)
        return
    turn.audit("period.remind", "done", f"period:{period.id}")
    loud = turn.rules.calendar.loud(turn.tx.now)
    if loud > turn.tx.now:
        turn.toast(turn.t("results-reminded-later", at=moment_text(turn.lang, loud, turn.tx.now)))
    else:
        turn.toast(turn.t("results-reminded"))


def _groups(turn: Turn, period_id: int, areas: Sequence[str]) -> list[str]:
    """A line a kind of unit, where there are several."""
    groups = results.by_kind(turn.tx, period_id, areas)
    if len(groups) < 2:
        return []
    lines = [
        turn.t("results-group", kind=kind or turn.t("results-no-kind"), done=done, asked=asked)
        for kind, done, asked in groups
    ]
    return ["\n".join(lines)]


def _rows(
    turn: Turn, period: Period, which: str, page: int, found: Sequence[results.Line], *, still_open: int
) -> tuple[tuple[Button, ...], ...]:
    identity, definition = period.id or 0, definition_of(period.definition)
    rows: list[tuple[Button, ...]] = []
    if which == "done" and surveys.question_of(period) is None:
        rows += [(Button(f"👁 {one.unit[:34]}", f"d:t:{one.task_id}:see"),) for one in found[:_PAGE]]
    turning = []
    if page > 0:
        turning.append(Button(turn.t("page-back"), f"d:p:{identity}:{which}:{page - 1}"))
    if len(found) > _PAGE:
        turning.append(Button(turn.t("page-on"), f"d:p:{identity}:{which}:{page + 1}"))
    other = "todo" if which == "done" else "done"
    below = [Button(turn.t(f"results-show-{other}"), f"d:p:{identity}:{other}:0")]
    if surveys.question_of(period) is not None:
        below.append(Button(turn.t("results-tally"), f"d:p:{identity}:tally"))
    else:
        below.append(Button(turn.t("results-totals"), f"d:p:{identity}:totals"))
    rows += [tuple(turning)] if turning else []
    rows.append(tuple(below))
    rows.append((Button(turn.t("sheet-ask"), f"d:p:{identity}:xlsx"),))
    if still_open and period.closed_at is None and desk.runs(turn, definition):
        rows.append((Button(turn.t("results-remind"), f"d:p:{identity}:remind"),))
    rows.append((Button(turn.t("results-campaign"), f"d:c:{period.campaign_id}:show"),))
    return tuple(rows)


def _line(turn: Turn, line: results.Line) -> str:
    if line.submitted_at is None:
        return turn.t("results-line", unit=line.unit)
    key = "results-line-late" if line.state == campaigns.LATE else "results-line-done"
    return turn.t(key, unit=line.unit, at=moment_text(turn.lang, line.submitted_at, turn.tx.now), name=line.person)


def _stands_on(turn: Turn, period_id: int) -> bool:
    """Whether the button that was pressed is below the results themselves."""
    shown = outbox.posted(turn.tx, turn.event.channel, turn.event.address, _slot(period_id))
    return turn.event.press_id != "" and shown is not None and shown.message_ref == turn.event.message_ref


def _slot(period_id: int) -> str:
    return f"results:{period_id}"
