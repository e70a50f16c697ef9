"""The buttons under the screens of a report that is not sent yet. Their actions: r:<draft>:<verb>[:<argument>…]."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from handlers import engine
from handlers.report.answers import COUNTS, MINUTES_AGO, TIME_PAGES, Setting, hours_of
from handlers.report.view import View
from incidents.facts import phone_text
from rules.checks import AFFECTED, raised
from rules.form import Question, answered, applies
from storage.screens import Button

Row = tuple[Button, ...]
Rows = tuple[Row, ...]
Icon = Callable[[Setting, Question, Mapping[str, Any]], str]

_LABEL_LENGTH = 40
_FITS_HALF = 21


def question(view: View, asked: Question) -> Rows:
    """The choices of a question, then the ways on and back."""
    return (*_doubt(view, asked), *_choices(view, asked), *_ways(view, asked))


def card(view: View, *, hide: bool = False, unsure: Sequence[tuple[str, str]] = ()) -> Rows:
    """hide: names of pupils seem to be in it, one press hides them. unsure: questions to look at again, with labels."""
    send = "report-send-now" if view.setting.urgent else "report-send"
    return (
        (_button(view, send, "g"),),
        *_in_rows([Button(label, _action(view, f"e:{question_id}")) for question_id, label in unsure], 2),
        *(((_button(view, "report-hide-names", "h"),),) if hide else ()),
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
    return (*_in_rows(offered, 1), (_button(view, "report-cancel", "x"),))


def offer(view: View) -> Rows:
    """To which open incident or unfinished report the words belong, or a new report."""
    known = [
        Button(view.t("report-offer-add", code=one.code), _action(view, f"add:{one.incident_id}")) for one in view.known
    ]
    if view.older is not None:
        older_id, since = view.older
        known.append(Button(view.t("report-offer-older", when=since), _action(view, f"into:{older_id}")))
    return (*_in_rows(known, 1), (_button(view, "report-offer-new", "new"),), (_button(view, "report-cancel", "x"),))


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


def _doubt(view: View, asked: Question) -> Rows:
    """The numbers affected with which a doubted answer would be right."""
    if engine.open_doubt(view.setting, view.state, asked.id) is None:
        return ()
    rows = []
    for name in AFFECTED:
        affected, count = view.setting.catalogue.question(name), raised(view.state.answers, name)
        if affected.max is None or count <= affected.max:
            label = view.t("report-raise", label=affected.label.of(view.setting.lang), count=count)
            rows.append((Button(label, _action(view, f"f:{name}")),))
    return tuple(rows)


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
        return ((_answer(view, asked, "own", view.t("report-own-phone", phone=phone_text(own))),),)
    return ()


def _options(view: View, asked: Question) -> list[Button]:
    lang, catalogue = view.setting.lang, view.setting.catalogue
    chosen = view.state.answers.get(asked.id)
    proposal = catalogue.severity_of(view.state.answers)
    meant = set(view.state.place.page.split("+")) & {option.id for option in asked.options}
    offered = []
    for option in asked.options:
        if meant and option.id not in meant:
            continue
        mark, sign = "", ""
        if asked.id == "category":
            mark = f"{catalogue.category(option.id).icon} "
        elif asked.id == "severity":
            if int(option.id) < proposal:
                continue
            mark = f"{catalogue.severity(int(option.id)).icon} "
        elif asked.kind == "choices":
            mark, sign = ("✅ ", "-") if option.id in (chosen or ()) else ("⬜ ", "+")
        offered.append(_answer(view, asked, sign + option.id, mark + option.label.of(lang)))
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
    """Back, on, leaving it empty, cancelling: from every question there is a way out."""
    place = view.state.place
    has_answer = answered(asked, view.state.answers)
    has_something = has_answer or (asked.kind == "files" and view.files > 0)
    on: list[Button] = []
    if asked.kind in ("choices", "files") and (has_answer or asked.kind == "files" or place.mode == "edit"):
        on = [_button(view, "report-done", f"k:{asked.id}")]
    elif has_answer:
        doubted = engine.open_doubt(view.setting, view.state, asked.id) is not None
        on = [_button(view, "report-stands" if doubted else "report-keep", f"k:{asked.id}")]
    elif asked.skip and place.mode == "guided":
        on = [_button(view, "skip", f"s:{asked.id}")]
    back: list[Button] = []
    if place.page or (place.mode == "guided" and engine.previous(view.setting, view.state)):
        back = [_button(view, "back", f"b:{asked.id}:{1 if place.page else 0}")]
    elif place.mode in ("edit", "need"):
        back = [_button(view, "report-to-card", "c")]
    last = [_button(view, "report-cancel", "x")]
    if place.mode == "edit" and has_something and engine.may_stay_empty(view.setting, asked):
        key = "report-drop-files" if asked.kind == "files" else "report-empty"
        last = [_button(view, key, f"d:{asked.id}"), *last]
    return tuple(tuple(row) for row in ([*back, *on], last) if row)


def _answer(view: View, asked: Question, value: str, label: str) -> Button:
    return Button(label, _action(view, f"a:{asked.id}:{value}"))


def _button(view: View, key: str, verb: str) -> Button:
    return Button(view.t(key), _action(view, verb))


def _action(view: View, verb: str) -> str:
    return f"r:{view.draft_id}:{verb}"


def _in_rows(offered: Sequence[Button], wide: int) -> Rows:
    """`wide` a row; of two a row a label that would be cut on a phone has a row of its own."""
    if wide != 2:
        return tuple(tuple(offered[start : start + wide]) for start in range(0, len(offered), wide))
    rows: list[Row] = []
    for button in offered:
        fits = _width(button.label) <= _FITS_HALF
        if fits and rows and len(rows[-1]) == 1 and _width(rows[-1][0].label) <= _FITS_HALF:
            rows[-1] = (*rows[-1], button)
        else:
            rows.append((button,))
    return tuple(rows)


def _width(label: str) -> int:
    """Characters that are seen: an emoji of several counts as one («👩‍🏫»)."""
    joined = label.count("\u200d")
    return len(label) - 2 * joined - label.count("\ufe0f")
