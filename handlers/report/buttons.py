"""The buttons under the screens of a report that is not sent yet. Their actions: r:<draft>:<verb>[:<argument>…]."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from handlers import engine
from handlers.report.answers import COUNTS, MINUTES_AGO, TIME_PAGES, Setting, hours_of
from handlers.report.view import View
from rules.form import Question, answered, applies
from storage.screens import Button

Row = tuple[Button, ...]
Rows = tuple[Row, ...]
Icon = Callable[[Setting, Question, Mapping[str, Any]], str]

_LABEL_LENGTH = 40


def question(view: View, asked: Question) -> Rows:
    """The choices of a question, then the ways on and back."""
    return (*_choices(view, asked), *_ways(view, asked))


def card(view: View) -> Rows:
    send = "report-send-now" if view.setting.urgent else "report-send"
    return (
        (_button(view, send, "g"),),
        (_button(view, "report-edit", "e"), _button(view, "report-add-files", "e:files")),
        (_button(view, "report-add-location", "e:location"), _button(view, "report-cancel", "x")),
    )


def fields(view: View, icon: Icon) -> Rows:
    """Every question that makes sense now, two a row."""
    setting, answers = view.setting, view.state.answers
    offered = [
        Button(f"{icon(setting, asked, answers)} {asked.label.of(setting.lang)}", _action(view, f"e:{asked.id}"))
        for asked in setting.catalogue.form
        if applies(asked, answers)
    ]
    units_too = [
        Button(f"🏫 {name[:_LABEL_LENGTH]}", _action(view, f"u:{unit_id}"))
        for unit_id, name in setting.units
        if unit_id != view.state.unit_id
    ]
    return (*_in_rows(offered, 2), *_in_rows(units_too, 1), (_button(view, "back", "c"),))


def units(view: View) -> Rows:
    offered = [Button(name[:_LABEL_LENGTH], _action(view, f"u:{unit_id}")) for unit_id, name in view.setting.units]
    return (*_in_rows(offered, 1), (_button(view, "cancel", "x"),))


def offer(view: View) -> Rows:
    """Which open incident the words belong to, or a new report."""
    known = [
        Button(view.t("report-offer-add", code=code), _action(view, f"add:{incident_id}"))
        for incident_id, code in view.incidents
    ]
    return (*_in_rows(known, 1), (_button(view, "report-offer-new", "new"),), (_button(view, "cancel", "x"),))


def unfinished(view: View) -> Rows:
    return (
        (_button(view, "report-continue", "go"),),
        (_button(view, "report-anew", "anew"), _button(view, "report-cancel", "x")),
    )


def leaving(view: View) -> Rows:
    return ((_button(view, "yes", "y"), _button(view, "no", "n")),)


def path(view: View) -> list[str]:
    """The guided questions, for showing how far one has come."""
    return engine.guided_path(view.setting, view.state)


def _choices(view: View, asked: Question) -> Rows:
    if asked.kind in ("choice", "choices"):
        return _in_rows(_options(view, asked), 2)
    if asked.kind == "count":
        fitting = [number for number in COUNTS if asked.max is None or number <= asked.max]
        return _in_rows([_answer(view, asked, str(number), str(number)) for number in fitting], 4)
    if asked.kind == "time":
        return _times(view, asked)
    own = view.setting.own_phone
    if asked.kind == "phone" and own:
        return ((_answer(view, asked, "own", view.t("report-own-phone", phone=own)),),)
    return ()


def _options(view: View, asked: Question) -> list[Button]:
    lang, catalogue = view.setting.lang, view.setting.catalogue
    chosen = view.state.answers.get(asked.id)
    proposal = catalogue.severity_of(view.state.answers)
    doubtful = view.outcome.choices
    offered = []
    for option in asked.options:
        if doubtful and option.id not in doubtful:
            continue
        mark = ""
        if asked.id == "category":
            mark = f"{catalogue.category(option.id).icon} "
        elif asked.id == "severity":
            if int(option.id) < proposal:
                continue
            mark = f"{catalogue.severity(int(option.id)).icon} "
        elif isinstance(chosen, list) and option.id in chosen:
            mark = "✅ "
        offered.append(_answer(view, asked, option.id, mark + option.label.of(lang)))
    return offered


def _times(view: View, asked: Question) -> Rows:
    page = view.state.place.page
    if page in TIME_PAGES:
        hours = hours_of(view.setting, page)
        return _in_rows([_answer(view, asked, f"{page}.{h}", view.t("report-hour", hour=h)) for h in hours], 4)
    recent = [_answer(view, asked, str(minutes), _ago(view, minutes)) for minutes in MINUTES_AGO]
    today = [_button(view, "report-today", f"p:{asked.id}:0")] if hours_of(view.setting, "0") else []
    return (*_in_rows(recent, 2), (*today, _button(view, "report-yesterday", f"p:{asked.id}:1")))


def _ago(view: View, minutes: int) -> str:
    if minutes == 0:
        return view.t("report-now")
    if minutes % 60 == 0:
        return view.t("report-hours-ago", hours=minutes // 60)
    return view.t("report-minutes-ago", minutes=minutes)


def _ways(view: View, asked: Question) -> Rows:
    place = view.state.place
    has_answer = answered(asked, view.state.answers)
    on: list[Button] = []
    if asked.kind in ("choices", "files") and (has_answer or asked.kind == "files" or place.mode == "edit"):
        on = [_button(view, "report-done", f"k:{asked.id}")]
    elif has_answer:
        on = [_button(view, "report-keep", f"k:{asked.id}")]
    elif asked.skip and place.mode == "guided":
        on = [_button(view, "skip", f"s:{asked.id}")]
    back: list[Button] = []
    if place.page or (place.mode == "guided" and engine.previous(view.setting, view.state)):
        back = [_button(view, "back", "b")]
    elif place.mode in ("edit", "need"):
        back = [_button(view, "report-to-card", "c")]
    return tuple(row for row in ((*back, *on), (_button(view, "report-cancel", "x"),)) if row)


def _answer(view: View, asked: Question, value: str, label: str) -> Button:
    return Button(label, _action(view, f"a:{asked.id}:{value}"))


def _button(view: View, key: str, verb: str) -> Button:
    return Button(view.t(key), _action(view, verb))


def _action(view: View, verb: str) -> str:
    return f"r:{view.draft_id}:{verb}"


def _in_rows(offered: Sequence[Button], wide: int) -> Rows:
    return tuple(tuple(offered[start : start + wide]) for start in range(0, len(offered), wide))
