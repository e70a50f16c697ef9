"""/dotbaocao: the campaigns of regular reports for who runs them or sees their results; whom they ask, and when."""

from campaigns import access as campaign_access
from campaigns import living, preview
from campaigns.naming import round_name, title
from handlers import menu
from handlers.turn import Turn
from incidents import access
from incidents.facts import moment_text
from rules.campaigns import Definition, definition_of
from rules.rights import Right
from storage import campaigns, results
from storage.campaigns import ACTIVE, DRAFT, ENDED, PAUSED
from storage.screens import Button, Screen
from storage.tables.campaigns import Campaign

_SHOWN, _NAMED, _ROUNDS, _COMING = 8, 5, 4, 3
_LOOKED_THROUGH = 30
_LABEL = 34
_SIGNS = {DRAFT: "📝", ACTIVE: "🟢", PAUSED: "⏸", ENDED: "⚪️"}
# What can be done with a campaign in each state.
_ACTS = {
    DRAFT: ("preview", "start"),
    ACTIVE: ("preview", "pause", "end"),
    PAUSED: ("resume", "end"),
    ENDED: ("preview", "start"),
}


def home(turn: Turn) -> None:
    """The campaigns that live or ended lately, and those of the catalogue that nobody has started."""
    runs = menu.has(turn.me, Right.RUN_CAMPAIGNS)
    if not runs and not menu.has(turn.me, Right.SEE_RESULTS):
        turn.audit("campaign.list", "refused")
        turn.say(menu.home(turn, turn.t("no-right")))
        return
    everything = sorted(campaigns.all_of(turn.tx), key=lambda one: (one.state == ENDED, -(one.id or 0)))
    shown = [one for one in everything[:_LOOKED_THROUGH] if sees(turn, one)][:_SHOWN]
    codes = {one.code for one in everything}
    lines = [turn.t("campaigns-title" if shown else "campaigns-none")]
    lines += [_line(turn, one) for one in shown]
    rows = [(Button(f"{_SIGNS[one.state]} {_short(title(turn.lang, one))}", f"d:c:{one.id}:show"),) for one in shown]
    if runs:
        waiting = [one for one in turn.rules.campaigns if not one.template and one.id not in codes]
        rows += [(Button(f"➕ {_short(one.title.of(turn.lang))}", f"d:y:{one.id}:preview"),) for one in waiting]
        rows.append((Button(turn.t("survey-new"), "d:s:new"),))
    turn.say(Screen("\n\n".join(lines), tuple(rows), slot="campaigns", fresh=turn.event.press_id == ""))
    turn.audit("campaign.list", "done")


def runs(turn: Turn, definition: Definition) -> bool:
    return campaign_access.may_run(turn.tx, turn.me.posts, turn.me.person_id, definition)


def sees(turn: Turn, campaign: Campaign) -> bool:
    """Whether the member sees anything of the campaign: runs it, or sees the answers of some units."""
    definition = definition_of(campaign.definition)
    areas = campaign_access.areas_seen(turn.me.posts, turn.me.person_id, definition.results)
    return bool(areas) or runs(turn, definition)


def show(turn: Turn, campaign: Campaign) -> None:
    """One campaign: its rounds, each a press from its results, and what can be done with it."""
    identity, definition = campaign.id or 0, definition_of(campaign.definition)
    periods = campaigns.periods_of(turn.tx, identity, limit=_ROUNDS)
    seen = campaign_access.areas_seen(turn.me.posts, turn.me.person_id, definition.results)
    # Whoever runs it knows how many have sent, be the answers for others.
    areas = seen or [area.path_prefix for area in access.areas(turn.me, Right.RUN_CAMPAIGNS)[0]]
    lines = [_line(turn, campaign), definition.about.of(turn.lang)]
    rows: list[tuple[Button, ...]] = []
    for period in periods:
        counted = results.counts(turn.tx, period.id or 0, areas)
        asked = sum(counted.values()) - counted[campaigns.EXCUSED]
        told = {
            "round": round_name(turn.lang, period.label),
            "due": moment_text(turn.lang, period.due_at, turn.tx.now),
            "done": counted[campaigns.SUBMITTED] + counted[campaigns.LATE],
            "asked": asked,
        }
        lines.append(turn.t("campaign-round", **told))
        if seen:
            rows.append((Button(turn.t("campaign-results", round=told["round"]), f"d:p:{period.id}:todo:0"),))
    if not periods:
        lines.append(turn.t("campaign-no-rounds"))
    still_due = any(period.due_at > turn.tx.now for period in periods)
    over = campaign.state == ENDED and definition.rhythm.every == "once" and not still_due
    if runs(turn, definition) and not over:
        acts = [Button(turn.t(f"campaign-{act}"), f"d:c:{identity}:{act}") for act in _ACTS[campaign.state]]
        rows += [tuple(acts[start : start + 2]) for start in range(0, len(acts), 2)]
    rows.append((Button(turn.t("back"), "d:home"),))
    turn.say(Screen("\n\n".join(lines), tuple(rows), slot="campaigns", fresh=turn.event.press_id == ""))


def preview_of(turn: Turn, definition: Definition, start: str, back: str, campaign: Campaign | None = None) -> None:
    """Who would be asked, and when; below it [Bắt đầu] where it does not run. start, back: actions of buttons."""
    text = preview_text(turn, definition, campaign)
    startable = campaign is None or campaign.state in (DRAFT, ENDED)
    rows = [(Button(turn.t("campaign-start"), start),)] if startable else []
    rows.append((Button(turn.t("back"), back),))
    turn.say(Screen(text, tuple(rows), slot="campaigns", fresh=turn.event.press_id == ""))


def preview_text(turn: Turn, definition: Definition, campaign: Campaign | None = None) -> str:
    """«Ai nhận, khi nào» in words."""
    if campaign is None:
        told = preview.of_definition(turn.tx, turn.rules, definition, count=_COMING, units=_NAMED)
    else:
        told = preview.of_campaign(turn.tx, turn.rules, campaign, definition, count=_COMING, units=_NAMED)
    reach = told.reach
    lines = [
        turn.t("preview-title", title=definition.title.of(turn.lang)),
        turn.t("preview-questions", count=len(definition.form), first=definition.form[0].ask.of(turn.lang)),
        turn.t("preview-units", units=reach.units, people=reach.with_people, joined=reach.joined),
    ]
    if told.units:
        left = reach.units - len(told.units)
        names = ", ".join(name for _, name in told.units)
        lines.append(turn.t("notice-sure-among" if left else "notice-sure-these", names=names, left=left))
    if told.unknown:
        lines.append(turn.t("preview-unknown", names=", ".join(written for _, written in told.unknown)))
    for one in told.planned:
        lines.append(
            turn.t(
                "preview-round",
                round=round_name(turn.lang, one.round.label),
                opens=moment_text(turn.lang, max(one.round.opens_at, turn.tx.now), turn.tx.now),
                due=moment_text(turn.lang, one.round.due_at, turn.tx.now),
                reminders=", ".join(
                    moment_text(turn.lang, moment.at, turn.tx.now)
                    for moment in one.reminders
                    if moment.kind == "before"
                )
                or "none",
            )
        )
    if not told.planned:
        lines.append(turn.t("preview-no-rounds"))
    return "\n\n".join(lines)


def act(turn: Turn, campaign: Campaign, verb: str) -> None:
    """start, pause, resume, end; ending is asked about once."""
    identity, by = campaign.id or 0, turn.me.person_id
    if verb == "end":
        rows = (
            (
                Button(turn.t("campaign-end-sure"), f"d:c:{identity}:ended"),
                Button(turn.t("never-mind"), f"d:c:{identity}:show"),
            ),
        )
        text = turn.t("campaign-ask-end", title=title(turn.lang, campaign))
        turn.say(Screen(text, rows, slot="campaigns", fresh=turn.event.press_id == ""))
        return
    done = {
        "start": lambda: living.start(turn.tx, turn.rules, campaign, by),
        "pause": lambda: living.pause(turn.tx, campaign, by),
        "resume": lambda: living.resume(turn.tx, turn.rules, campaign, by),
        "ended": lambda: living.end(turn.tx, campaign, by),
    }[verb]()
    turn.toast(turn.t(f"campaign-done-{verb}" if done else "campaign-done-already"))
    show(turn, campaigns.find(turn.tx, identity))


def start_from_catalogue(turn: Turn, definition: Definition) -> None:
    campaign, started = living.start_from_catalogue(turn.tx, turn.rules, definition.id, turn.me.person_id)
    turn.toast(turn.t("campaign-done-start" if started else "campaign-done-already"))
    show(turn, campaign)


def _line(turn: Turn, campaign: Campaign) -> str:
    sign = _SIGNS[campaign.state]
    return turn.t(f"campaign-line-{campaign.state}", sign=sign, title=title(turn.lang, campaign))


def _short(label: str) -> str:
    return label if len(label) <= _LABEL else f"{label[:_LABEL].rstrip()}…"
