"""The screens of a regular report that is being filled in: its questions, the list of fields, the card. Pure."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import locales
from handlers.report import buttons
from handlers.report.answers import AS_BEFORE, Setting
from handlers.report.card import slot
from handlers.report.view import View
from incidents.facts import shortened, value_text
from rules import personal
from rules.form import CHOSEN_FROM, Question, answered, applies, missing
from storage.screens import Button, Screen

_ICONS = {"count": "🔢", "text": "📝", "links": "🔗", "files": "📎", "time": "🕘", "phone": "📞", "location": "📍"}
_LENGTH, _LENGTH_IN_A_LINE, _LENGTH_ON_A_BUTTON = 300, 120, 24


@dataclass(frozen=True, slots=True)
class FormView:
    """heading: what is filled in, for which unit, until when. notes: question id → what the system knows about it.

    corrects: it was submitted before.
    """

    view: View
    heading: str
    about: str
    notes: Mapping[str, str]
    corrects: bool = False

    def t(self, key: str, **args: Any) -> str:
        return self.view.t(key, **args)


def screen(form: FormView, *, fresh: bool = False) -> Screen:
    """The one screen of the form as things stand."""
    view, place, plain = form.view, form.view.state.place, False
    if place.leaving:
        text, rows = form.t("regular-drop-sure"), buttons.leaving(view)
    elif place.mode == "fields":
        text, rows = form.t("report-fields"), buttons.fields(view, _icon)
    elif place.mode == "card":
        text, rows = _card(form), _card_rows(form)
    else:
        question = view.setting.catalogue.question(place.question)
        text, rows = _question(form, question), _question_rows(form, question)
        plain = question.kind not in CHOSEN_FROM
    outcome = view.outcome
    notices = [view.t(outcome.notice, **outcome.args)] if outcome.notice else []
    notices += [view.t(f"report-warning-{code}") for code in outcome.personal]
    whole = "\n\n".join(part for part in ("\n".join(notices), text) if part)
    return Screen(whole, rows, slot=slot(view.draft_id), fresh=fresh, plain_numbers=plain)


def facts(
    lang: str, form: Sequence[Question], answers: Mapping[str, Any], now: datetime, unsure: Collection[str] = ()
) -> str:
    """The answers, one a line; `unsure`: with a question mark behind those that nobody has confirmed."""
    lines = []
    for question in form:
        if not answered(question, answers) or not applies(question, answers):
            continue
        value = value_text(lang, question, answers[question.id], now)
        lines.append(
            locales.text(
                lang,
                "report-line-unsure" if question.id in unsure else "report-line",
                icon=_ICONS.get(question.kind, "▫️"),
                label=question.label.of(lang),
                value=shortened(lang, value, _LENGTH_IN_A_LINE),
            )
        )
    return "\n".join(lines)


def _card(form: FormView) -> str:
    view = form.view
    setting, state = view.setting, view.state
    questions = setting.catalogue.form
    unsure = [name for name in state.answers if state.is_unsure(name)]
    told = [facts(setting.lang, questions, state.answers, setting.now, unsure)]
    told += [form.t("report-files", count=view.files)] if view.files else []
    lacking = missing(questions, state.answers)
    if lacking:
        ready = form.t("report-missing", labels=", ".join(question.label.of(setting.lang) for question in lacking))
    else:
        ready = form.t("regular-ready-again" if form.corrects else "regular-ready")
    warned = [view.t(f"report-warning-{code}") for code in _personal(view)]
    notes = [form.notes[name] for name in unsure if name in form.notes]
    below = "\n".join([*notes, *warned, ready])
    return "\n\n".join(part for part in (form.heading, "\n".join(part for part in told if part), below) if part)


def _card_rows(form: FormView) -> buttons.Rows:
    files = next((one.id for one in form.view.setting.catalogue.form if one.kind == "files"), "")
    change = [_button(form, "report-edit", "e")]
    change += [_button(form, "report-add-files", f"e:{files}")] if files else []
    hide = ((_button(form, "report-hide-names", "h"),),) if _personal(form.view) else ()
    return (
        (_button(form, "regular-send-again" if form.corrects else "regular-send", "g"),),
        *hide,
        tuple(change),
        (_button(form, "regular-later", "w"), _button(form, "regular-drop", "x")),
    )


def _question(form: FormView, question: Question) -> str:
    view = form.view
    setting, state = view.setting, view.state
    path = buttons.path(view)
    guided = state.place.mode == "guided" and question.id in path
    above = f"{form.heading}\n{form.about}" if guided and question.id == path[0] and not view.outcome.notice else ""
    present = ""
    if answered(question, state.answers) and question.kind != "choices":
        value = value_text(setting.lang, question, state.answers[question.id], setting.now)
        present = form.t("report-present", value=shortened(setting.lang, value, _LENGTH))
    asked = [
        form.t("report-progress", at=path.index(question.id) + 1, of=len(path)) if guided else "",
        f"{locales.BOLD_ON}{question.ask.of(setting.lang)}{locales.BOLD_OFF}",
        question.hint.of(setting.lang) if question.hint else "",
        form.t("report-send-files") if question.kind == "files" else "",
        form.notes.get(question.id, ""),
        present,
    ]
    files = form.t("report-files", count=view.files) if view.files and question.kind == "files" else ""
    return "\n\n".join(part for part in (above, "\n".join(line for line in asked if line), files) if part)


def _question_rows(form: FormView, question: Question) -> buttons.Rows:
    """As in the rapid report; what was answered the last time comes first, and leaving keeps everything."""
    view = form.view
    rows = [
        tuple(_button(form, "regular-later", "w") if one.action.endswith(":x") else one for one in row)
        for row in buttons.question(view, question)
    ]
    before = view.setting.before.get(question.id)
    if before is not None and before != view.state.answers.get(question.id):
        value = value_text(view.setting.lang, question, before, view.setting.now)
        short = value if len(value) <= _LENGTH_ON_A_BUTTON else f"{value[:_LENGTH_ON_A_BUTTON].rstrip()}…"
        label = form.t("regular-as-before", value=short)
        rows.insert(0, (Button(label, f"r:{view.draft_id}:a:{question.id}:{AS_BEFORE}"),))
    return tuple(rows)


def _personal(view: View) -> list[str]:
    """Codes of what had better not be in a text."""
    texts = [str(view.state.answers.get(one.id) or "") for one in view.setting.catalogue.form if one.kind == "text"]
    return [code for code in personal.warnings("\n".join(texts)) if code != "pupil_phone"]


def _button(form: FormView, key: str, verb: str) -> Button:
    return Button(form.t(key), f"r:{form.view.draft_id}:{verb}")


def _icon(_setting: Setting, question: Question, _answers: Mapping[str, Any]) -> str:
    return _ICONS.get(question.kind, "▫️")
