"""The screens of a report that is not sent yet: the card, its questions, the list of fields, the way out. Pure."""

from collections.abc import Mapping
from typing import Any

import locales
from handlers import engine
from handlers.report import buttons
from handlers.report.answers import Setting
from handlers.report.view import View
from handlers.report.way import open_doubts
from handlers.understanding.names import strange_phones
from incidents.facts import value_text
from rules import personal
from rules.checks import problems
from rules.form import CHOSEN_FROM, Question, answered, applies, missing
from storage.screens import Screen

_ICONS = {
    "what": "📝",
    "occurred_at": "🕘",
    "place": "🏫",
    "pupils_affected": "👥",
    "staff_affected": "👩‍🏫",
    "injured": "🩹",
    "in_hospital": "🏥",
    "dead": "🕯",
    "media": "📰",
    "media_links": "🔗",
    "done": "✔️",
    "told": "📣",
    "needs": "🆘",
    "phone": "📞",
    "location": "📍",
    "files": "📎",
}
_LENGTHS = {"what": 500, "done": 250, "needs": 150, "media_links": 200}
_LENGTH = 120
_LENGTH_ABOVE_A_QUESTION = 120
_LOOKED_FOR_PHONES = 3_000
_MOST_UNSURE, _LENGTH_ON_A_BUTTON = 4, 24


def slot(draft_id: int) -> str:
    return f"draft:{draft_id}"


def screen(view: View, *, fresh: bool = False) -> Screen:
    """The one screen of the draft as things stand."""
    place = view.state.place
    plain = False
    if place.leaving:
        text, rows = _lines(view.t("report-cancel-sure"), _facts(view, _LENGTH_ABOVE_A_QUESTION)), buttons.leaving(view)
    elif place.mode == "unit":
        text, rows = view.t("report-which-unit"), buttons.units(view)
    elif place.mode == "offer":
        text, rows = _offer(view), buttons.offer(view)
    elif place.mode == "fields":
        text, rows = view.t("report-fields"), buttons.fields(view, icon)
    elif place.mode == "card":
        text, rows = _card(view), buttons.card(view, hide=bool(_personal(view)), unsure=_unsure(view))
    else:
        question = view.setting.catalogue.question(place.question)
        text, rows = _question(view, question), buttons.question(view, question)
        plain = question.kind not in CHOSEN_FROM
    return Screen(_blocks(_notice(view), text), rows, slot=slot(view.draft_id), fresh=fresh, plain_numbers=plain)


def unfinished(view: View, since: str) -> Screen:
    """«Tiếp tục báo cáo dở» or «Báo cáo mới»."""
    text = _lines(view.t("report-unfinished", when=since), _facts(view, _LENGTH))
    return Screen(text, buttons.unfinished(view), slot=slot(view.draft_id), fresh=True)


def sent(view: View, code: str) -> Screen:
    """The card of a report that is on its way: nothing left to press."""
    key = "report-sent-urgent" if view.setting.urgent else "report-sent"
    told = view.t(key, code=code)
    return Screen(
        _blocks(told, _facts(view, _LENGTH_ABOVE_A_QUESTION)), slot=slot(view.draft_id), silent=True, brief=told
    )


def icon(setting: Setting, question: Question, answers: Mapping[str, Any]) -> str:
    """The picture before a field's label: of category and severity the one of what was chosen."""
    catalogue = setting.catalogue
    if question.id == "severity":
        return catalogue.severity(catalogue.severity_of(answers)).icon
    if question.id == "category":
        return next((one.icon for one in catalogue.categories if one.id == answers.get("category")), "🗂")
    return _ICONS.get(question.id, "▫️")


def _card(view: View) -> str:
    setting, state = view.setting, view.state
    title = view.t("report-title-urgent" if setting.urgent else "report-title")
    lacking = missing(setting.catalogue.form, state.answers, urgent=setting.urgent)
    labels = ", ".join(question.label.of(setting.lang) for question in lacking)
    ready = "report-ready-urgent" if setting.urgent else "report-ready"
    return _blocks(
        _lines(title, _facts(view, marked=True)),
        _lines(*_warnings(view), view.t("report-missing", labels=labels) if lacking else view.t(ready)),
    )


def _facts(view: View, longest: int = 0, *, marked: bool = False) -> str:
    """The answers so far, one a line, the severity before them; `longest` cuts every text shorter.

    marked: with a question mark behind what was read out of words without being sure.
    """
    setting, answers = view.setting, view.state.answers
    unit = dict(setting.units).get(view.state.unit_id)
    lines = [f"🏫 {unit}"] if unit and len(setting.units) > 1 else []
    if answers.get("category"):
        level = max(setting.catalogue.severity_of(answers), int(answers.get("severity") or 0))
        severity = setting.catalogue.severity(level)
        lines.append(view.t("report-severity", icon=severity.icon, severity=severity.name.of(setting.lang)))
    for question in setting.catalogue.form:
        if question.id == "severity" or not answered(question, answers) or not applies(question, answers):
            continue
        unsure = marked and view.state.is_unsure(question.id)
        lines.append(
            view.t(
                "report-line-unsure" if unsure else "report-line",
                icon=icon(setting, question, answers),
                label=question.label.of(setting.lang),
                value=_value(view, question, longest or _LENGTHS.get(question.id, _LENGTH)),
            )
        )
    if view.files:
        lines.append(view.t("report-files", count=view.files))
    return "\n".join(lines)


def _unsure(view: View) -> list[tuple[str, str]]:
    """(question, «~ 🕘 9:30?») of what was read out of words without being sure, for one press to mend it."""
    setting, answers = view.setting, view.state.answers
    return [
        (
            question.id,
            view.t(
                "report-unsure",
                icon=icon(setting, question, answers),
                value=value_text(setting.lang, question, answers[question.id], setting.now)[:_LENGTH_ON_A_BUTTON],
            ),
        )
        for question in setting.catalogue.form
        if view.state.is_unsure(question.id) and answered(question, answers) and applies(question, answers)
    ][:_MOST_UNSURE]


def _value(view: View, question: Question, longest: int) -> str:
    text = value_text(view.setting.lang, question, view.state.answers[question.id], view.setting.now)
    if len(text) <= longest:
        return text
    return view.t("report-cut", text=text[:longest].rstrip(), left=len(text) - longest)


def _warnings(view: View) -> list[str]:
    """What the head had better look at again; nothing of it holds the report up."""
    setting, state = view.setting, view.state
    unlikely = [
        problem
        for problem in problems(state.answers, setting.now, setting.catalogue)
        if problem.warning and not problem.doubt
    ]
    unsure = any(state.is_unsure(question_id) for question_id in state.answers)
    return [
        *([view.t("report-look-again")] if unsure else []),
        *(view.t(f"problem-{problem.code}", **problem.args) for problem in (*unlikely, *open_doubts(setting, state))),
        *(view.t(f"report-warning-{code}") for code in _personal(view)),
    ]


def _personal(view: View) -> list[str]:
    """What is to be taken out before sending, as the sentences name it."""
    texts = [str(view.state.answers.get(one.id) or "") for one in view.setting.catalogue.form if one.kind == "text"]
    told = "\n".join(texts)
    found = personal.warnings(told)
    if "pupil_phone" not in found and strange_phones(told[:_LOOKED_FOR_PHONES], view.setting.own_phone):
        found.append("strange_phone")
    return found


def _question(view: View, question: Question) -> str:
    setting, state = view.setting, view.state
    lang = setting.lang
    path = buttons.path(view)
    above = ""
    if state.place.mode == "need":
        above = _facts(view, _LENGTH_ABOVE_A_QUESTION)
    elif state.place.mode == "guided" and path and question.id == path[0] and not view.outcome.notice:
        above = view.t("report-begin-urgent" if setting.urgent else "report-begin")
    progress = ""
    if state.place.mode == "guided" and not setting.urgent and question.id in path:
        progress = view.t("report-progress", at=path.index(question.id) + 1, of=len(path))
    present = ""
    if answered(question, state.answers) and question.kind != "choices":
        present = view.t("report-present", value=_value(view, question, _LENGTH))
    more = {"files": "report-send-files", "location": "report-location-how"}.get(question.kind)
    doubt = engine.open_doubt(setting, state, question.id)
    doubted = _lines(view.t(f"problem-{doubt.code}", **doubt.args), view.t("report-doubt")) if doubt else ""
    asked = _lines(
        progress,
        f"{locales.BOLD_ON}{question.ask.of(lang)}{locales.BOLD_OFF}",
        question.hint.of(lang) if question.hint else "",
        view.t(more) if more else "",
        present,
    )
    files = view.t("report-files", count=view.files) if view.files and state.place.mode != "need" else ""
    return _blocks(above, doubted, asked, files)


def _offer(view: View) -> str:
    """What was sent, and to what it may belong."""
    what = view.setting.catalogue.question("what")
    said = f"«{_value(view, what, _LENGTH)}»" if answered(what, view.state.answers) else ""
    known = "\n".join(view.t("report-offer-about", code=one.code, about=one.about) for one in view.known)
    files = view.t("report-files", count=view.files) if view.files else ""
    return _blocks(_lines(view.t("report-offer"), said, files), known)


def _notice(view: View) -> str:
    """What came of the last message; of personal data in its words the card warns by itself."""
    outcome, place = view.outcome, view.state.place
    warned = _personal(view) if outcome.personal and place.mode == "card" and not place.leaving else []
    return _lines(
        view.t(outcome.notice, **outcome.args) if outcome.notice else "",
        *(view.t(f"report-warning-{code}") for code in outcome.personal if code not in warned),
    )


def _lines(*parts: str) -> str:
    return "\n".join(part for part in parts if part)


def _blocks(*parts: str) -> str:
    return "\n\n".join(part for part in parts if part)
