"""A digest in words and as a chart; asked for by whoever is to get it, drawn once for all who see the same part."""

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import locales
from digests.numbers import Count, Numbers, Round, Times, collect
from incidents.facts import duration_text, moment_text
from reports import charts
from reports.charts import Bar, Bars, Chart, Columns, Share, Shares, Tile
from rules.campaigns import definition_of
from storage import making
from storage.clock import LOCAL_ZONE
from storage.database import Tx
from storage.outbox import Priority
from storage.screens import Button, Screen
from storage.statistics import Span

__all__ = ["KIND", "ask", "collect", "draw", "file_name", "screen"]

KIND = "digest"
_CATEGORIES = 5
_LEVEL_COLORS = {4: "#c73a3a", 3: "#e67e22", 2: "#e0b02f", 1: "#3d9a63"}


def ask(
    tx: Tx,
    part: dict[str, Any],
    kind: str,
    span: Span,
    lang: str,
    person_id: int,
    *,
    priority: Priority,
    channel: str = "",
    address: str = "",
) -> None:
    """The digest of a part comes to a person. kind, span: as digests.numbers.Numbers has them."""
    begins, ends = span
    params = {**part, "kind": kind, "begins": begins.isoformat(), "ends": ends.isoformat(), "lang": lang}
    key = hashlib.sha256(json.dumps(params, sort_keys=True).encode()).hexdigest()
    failed = Screen(locales.text(lang, "digest-failed"))
    making.ask(tx, KIND, key, params, [making.Wish(person_id, failed, failed, priority, channel, address)])


def screen(found: Numbers) -> Screen:
    """What is said; it tells everything, for not everybody sees the picture."""
    lang = found.lang
    rounds = [_round(found, one) for one in found.rounds]
    told = [_quiet(found)] if _is_quiet(found) else ["\n".join(_lines(found))]
    rows = [(Button(locales.text(lang, "digest-open"), "c:dangmo"),)] if found.open else []
    rows += [
        (Button(locales.text(lang, "digest-lacking", short=_short(lang, one)), f"d:p:{one.period.id}:todo:0"),)
        for one in found.rounds
    ]
    if found.kind != "days":
        rows.append((Button(locales.text(lang, "digest-times"), "c:bantin"),))
    return Screen("\n\n".join([*told, *rounds]), tuple(rows), captioned=True)


def draw(found: Numbers) -> bytes | None:
    """The chart; None where nothing has happened."""
    return None if _is_quiet(found) else charts.picture(_chart(found))


def file_name(found: Numbers) -> str:
    return f"Ban-tin-{found.ends.astimezone(LOCAL_ZONE):%Y-%m-%d-%H%M}.png"


def _is_quiet(found: Numbers) -> bool:
    return not found.opened.now and not found.ended.now


def _quiet(found: Numbers) -> str:
    """One line."""
    since = moment_text(found.lang, found.begins, found.ends)
    return locales.text(
        found.lang, f"digest-quiet-{found.kind}", at=_when(found.lang, found.ends), since=since, open=found.open
    )


def _lines(found: Numbers) -> list[str]:
    lang = found.lang
    lines = [
        _heading(found),
        locales.text(lang, f"digest-against-{found.kind}", since=moment_text(lang, found.begins, found.ends)),
        "",
        locales.text(lang, "digest-new", count=found.opened.now, before=found.opened.before),
    ]
    if severities := [f"{one.icon} {one.now}" for one in found.severities if one.now]:
        lines.append("    " + " · ".join(severities))
    lines += [
        locales.text(lang, "digest-category", icon=one.icon, name=one.name, count=one.now, before=one.before)
        for one in found.categories[:_CATEGORIES]
        if one.now
    ]
    others = sum(one.now for one in found.categories[_CATEGORIES:])
    if others:
        lines.append(locales.text(lang, "digest-others", count=others))
    lines.append(locales.text(lang, "digest-still-open", count=found.open, untaken=found.untaken))
    lines.append(locales.text(lang, "digest-ended", count=found.ended.now, before=found.ended.before))
    lines += _times(lang, "digest-taking", found.taking)
    lines += _times(lang, "digest-ending", found.ending)
    return lines


def _times(lang: str, key: str, times: Times) -> list[str]:
    if times.now is None:
        return []
    before = "none" if times.before is None else duration_text(lang, times.before)
    return [locales.text(lang, key, time=duration_text(lang, times.now), before=before)]


def _round(found: Numbers, one: Round) -> str:
    names = ", ".join(one.names)
    return locales.text(
        found.lang,
        "digest-round",
        title=definition_of(one.period.definition).title.of(found.lang),
        lacking=one.lacking,
        asked=one.asked,
        due=moment_text(found.lang, one.period.due_at, found.ends),
        names=names if one.lacking <= len(one.names) else f"{names}…",
    )


def _short(lang: str, one: Round) -> str:
    return definition_of(one.period.definition).short.of(lang)


def _heading(found: Numbers) -> str:
    return locales.text(
        found.lang,
        f"digest-title-{found.kind}",
        at=_when(found.lang, found.ends),
        days=(found.ends - found.begins).days,
    )


def _when(lang: str, at: datetime) -> str:
    """«17:00 thứ Hai 16/11»."""
    local = at.astimezone(LOCAL_ZONE)
    return f"{local:%H:%M} {locales.text(lang, f'digest-weekday-{local.weekday()}')} {local:%d/%m}"


def _chart(found: Numbers) -> Chart:
    lang = found.lang
    plain = _heading(found).replace(locales.BOLD_ON, "").replace(locales.BOLD_OFF, "").lstrip("📊 ")
    bars = [Bar(one.name, one.now, one.before, _LEVEL_COLORS.get(one.level, "")) for one in found.severities]
    categories = [Bar(one.name, one.now, one.before) for one in found.categories[:_CATEGORIES]]
    days = [
        Bar(locales.text(lang, f"digest-day-{at.astimezone(LOCAL_ZONE).weekday()}"), now, before)
        for at, now, before in found.days
    ]
    shares = [Share(_short(lang, one), one.asked - one.lacking, one.asked) for one in found.rounds]
    return Chart(
        title=plain,
        subtitle="",
        now=locales.text(lang, f"digest-now-{found.kind}", since=moment_text(lang, found.begins, found.ends)),
        before=locales.text(lang, f"digest-before-{found.kind}"),
        tiles=_tiles(found),
        panels=[
            Bars(locales.text(lang, "digest-by-severity"), bars),
            Bars(locales.text(lang, "digest-by-category"), categories),
            Columns(locales.text(lang, "digest-by-day"), days),
            Shares(locales.text(lang, "digest-reported"), shares),
        ],
    )


def _tiles(found: Numbers) -> Sequence[Tile]:
    lang = found.lang
    untaken = locales.text(lang, "digest-untaken", count=found.untaken) if found.untaken else ""
    tiles = [
        _counted(lang, "digest-tile-new", found.opened, good_when_less=True),
        Tile(locales.text(lang, "digest-tile-open"), str(found.open), untaken, "bad" if untaken else ""),
        _counted(lang, "digest-tile-ended", found.ended),
    ]
    for key, times in (("digest-tile-taking", found.taking), ("digest-tile-ending", found.ending)):
        if times.now is not None:
            note = "" if times.before is None else _before(lang, duration_text(lang, times.before))
            better = "" if times.before is None else "good" if times.now <= times.before else ""
            tiles.append(Tile(locales.text(lang, key), duration_text(lang, times.now), note, better))
    return tiles


def _counted(lang: str, key: str, count: Count, *, good_when_less: bool = False) -> Tile:
    change = count.now - count.before
    mood = "" if not change or not good_when_less else "good" if change < 0 else "bad"
    arrow = "▲" if change > 0 else "▼" if change < 0 else ""
    return Tile(locales.text(lang, key), str(count.now), f"{arrow} {_before(lang, str(count.before))}".strip(), mood)


def _before(lang: str, value: str) -> str:
    return locales.text(lang, "digest-before", value=value)
