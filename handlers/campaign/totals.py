"""What a round says as a whole: every number summed, every choice counted; and how the two papers were promoted."""

from campaigns.naming import round_name, title
from handlers import menu
from handlers.campaign import results
from handlers.turn import Turn
from rules.campaigns import Definition, definition_of
from rules.form import Question
from storage import campaigns, result_totals
from storage import results as counting
from storage.screens import Button, Screen
from storage.tables.campaigns import Period

# The campaign and its questions of point 3 of the letter, as campaigns.yaml names them.
MONTHLY, PAPERS, READERS, NEITHER = "communications_month", "papers", "paper_readers", "neither"


def show(turn: Turn, period: Period) -> None:
    """[Tổng hợp]: a line for each question that can be counted."""
    areas = results.areas_of(turn, period)
    if not areas:
        return
    identity, definition = period.id or 0, definition_of(period.definition)
    lines = [
        turn.t("totals-title", title=title(turn.lang, period), round=round_name(turn.lang, period.label)),
        turn.t("totals-of", done=_done(turn, identity, areas)[0]),
    ]
    numbers = [one.id for one in definition.form if one.kind == "count"]
    summed = result_totals.summed(turn.tx, identity, numbers, areas)
    for question in definition.form:
        if question.id in summed:
            told = summed[question.id]
            label = question.label.of(turn.lang)
            lines.append(turn.t("totals-number", label=label, total=told.total, units=told.units))
        elif question.kind in ("choice", "choices"):
            lines.append(_chosen(turn, identity, question, areas))
    rows = ((Button(turn.t("back"), f"d:p:{identity}:done:0"),),)
    turn.say(Screen("\n".join(lines), rows, slot=f"totals:{identity}", fresh=True))
    turn.audit("results.see", "done", f"period:{identity}")


def papers(turn: Turn) -> None:
    """/haitobao: how many units promoted the two papers in the latest round, and how many readers that were."""
    campaign = campaigns.by_code(turn.tx, MONTHLY)
    periods = [] if campaign is None else campaigns.periods_of(turn.tx, campaign.id or 0, limit=2)
    asked = [one for one in periods if _question(definition_of(one.definition), PAPERS) is not None]
    if not asked:
        turn.say(menu.home(turn, turn.t("papers-not-asked")))
        return
    latest = asked[0]
    areas = results.areas_of(turn, latest)
    if not areas:
        return
    identity, definition = latest.id or 0, definition_of(latest.definition)
    counted, each = result_totals.chosen(turn.tx, identity, PAPERS, areas)
    done, every = _done(turn, identity, areas)
    told = {"round": round_name(turn.lang, latest.label), "done": done, "asked": every}
    lines = [turn.t("papers-title", units=_promoted(each), **told)]
    question = _question(definition, PAPERS)
    for option in question.options if question is not None else ():
        lines.append(turn.t("papers-line", label=option.label.of(turn.lang), units=counted[option.id]))
    if _question(definition, READERS) is not None:
        readers = result_totals.summed(turn.tx, identity, [READERS], areas)[READERS]
        lines.append(turn.t("papers-readers", total=readers.total))
    if len(asked) > 1:
        before = _promoted(result_totals.chosen(turn.tx, asked[1].id or 0, PAPERS, areas)[1])
        lines.append(turn.t("papers-before", round=round_name(turn.lang, asked[1].label), units=before))
    rows = ((Button(turn.t("campaign-results", round=told["round"]), f"d:p:{identity}:done:0"),),)
    turn.say(Screen("\n".join(lines), rows, slot="papers", fresh=True))
    turn.audit("results.see", "done", f"period:{identity}")


def _chosen(turn: Turn, period_id: int, question: Question, areas: list[str]) -> str:
    counted, _ = result_totals.chosen(turn.tx, period_id, question.id, areas)
    told = [f"{option.label.of(turn.lang)} {counted[option.id]}" for option in question.options if counted[option.id]]
    return turn.t("totals-choice", label=question.label.of(turn.lang), told=" · ".join(told) or "0")


def _done(turn: Turn, period_id: int, areas: list[str]) -> tuple[int, int]:
    """(how many have submitted, how many were asked)."""
    counted = counting.counts(turn.tx, period_id, areas)
    done = counted[campaigns.SUBMITTED] + counted[campaigns.LATE]
    return done, done + counted[campaigns.OPEN]


def _promoted(each: list[list[str]]) -> int:
    return sum(any(one != NEITHER for one in chosen) for chosen in each)


def _question(definition: Definition, question_id: str) -> Question | None:
    return next((one for one in definition.form if one.id == question_id), None)
