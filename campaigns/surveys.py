"""A survey: one question with a few options, answered by one press below the message, tallied while it runs.

Due time "tally", of a period: the tally is brought up to date for who started the survey.
"""

from collections.abc import Sequence
from datetime import timedelta

import locales
from campaigns import access
from campaigns.naming import title
from incidents.facts import moment_text
from incidents.ways import way_to
from rules.campaigns import AskedQuestion, definition_of
from rules.catalogue import Catalogue
from storage import campaigns, due, outbox, registry, results
from storage.database import Tx
from storage.due import Urgency
from storage.outbox import Priority
from storage.screens import Button, Screen
from storage.tables.campaigns import Period
from storage.tables.upkeep import Due

DUE = "tally"
_EVERY = timedelta(seconds=5)
_WIDE = 10


def question_of(period: Period) -> AskedQuestion | None:
    """The one question of a survey; None for a form of several, or without options to press."""
    form = period.definition["form"]
    return AskedQuestion.model_validate(form[0]) if len(form) == 1 and form[0]["kind"] == "choice" else None


def answered(tx: Tx, period: Period) -> None:
    """Somebody has answered: the tally follows soon, many answers at a time."""
    identity = period.id or 0
    if question_of(period) is None or campaigns.find(tx, period.campaign_id).created_by is None:
        return
    if not due.armed(tx, DUE, identity):
        due.arm(tx, DUE, identity, tx.now + _EVERY, Urgency.REMINDER)


def on_due(tx: Tx, _rules: Catalogue, what: Due) -> None:
    """The clock's call: one message that is edited, as long as its reader may see the answers."""
    due.disarm(tx, DUE, what.subject_id)
    period = campaigns.period(tx, what.subject_id)
    person_id = campaigns.find(tx, period.campaign_id).created_by
    to = None if person_id is None else way_to(tx, person_id, waits=True)
    if person_id is None or to is None:
        return
    seen = definition_of(period.definition).results
    areas = access.areas_seen(registry.posts_of(tx, person_id), person_id, seen)
    if areas:
        screen = tally(tx, registry.person(tx, person_id).lang, period, areas)
        outbox.send(tx, to, screen, Priority.UPDATE)


def tally(tx: Tx, lang: str, period: Period, areas: Sequence[str], *, fresh: bool = False) -> Screen:
    """«Đã triển khai ▰▰▰▱▱ 12», one line an option, below how many have answered."""
    identity = period.id or 0
    question = question_of(period)
    assert question is not None, "only a survey has a tally"
    counted = results.counts(tx, identity, areas)
    asked = sum(counted.values()) - counted[campaigns.EXCUSED]
    done = counted[campaigns.SUBMITTED] + counted[campaigns.LATE]
    chosen = results.chosen(tx, identity, question.id, areas)
    lines = [
        locales.text(
            lang,
            "survey-line",
            option=option.label.of(lang),
            bar="▰" * round(_WIDE * number / (done or 1)) + "▱" * (_WIDE - round(_WIDE * number / (done or 1))),
            count=number,
        )
        for option in question.options
        for number in (chosen.get(option.id, 0),)
    ]
    head = locales.text(lang, "survey-tally", title=title(lang, period), question=question.ask.of(lang))
    foot = locales.text(lang, "survey-answered", done=done, asked=asked, due=moment_text(lang, period.due_at, tx.now))
    rows = ((Button(locales.text(lang, "results-open"), f"d:p:{identity}:todo:0"),),)
    text = "\n\n".join([head, "\n".join(lines), foot])
    # Where nothing is edited, one more message when everybody has answered.
    brief = text if asked and done == asked else ""
    return Screen(text, rows, slot=f"tally:{identity}", fresh=fresh, silent=not fresh, brief=brief)
