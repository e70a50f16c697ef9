"""The ranking: which units have had most items accepted in a period, and where one's own stands."""

from handlers import menu
from handlers.news import home
from handlers.turn import Turn
from incidents import access as rights
from news import access
from rules.news_periods import NAMED, named
from rules.rights import Right
from storage import registry
from storage.news_ranking import Place, ranking
from storage.screens import Button, Screen

_FOR_UNITS, _FOR_THE_DESK = 10, 20
_MEDALS = {1: "🥇", 2: "🥈", 3: "🥉"}


def show(turn: Turn, name: str) -> None:
    """name: of a period in rules.news_periods.NAMED."""
    path = _path(turn)
    if path is None:
        turn.audit("news.ranking", "refused")
        turn.say(menu.home(turn, turn.t("no-right")))
        return
    period = named(name, turn.tx.now)
    own = access.units_of(turn.me)
    most = _FOR_THE_DESK if home.areas(turn) else _FOR_UNITS
    found = ranking(turn.tx, path, period.begins, period.ends, list(own), most)
    lines = [turn.t("news-ranking-title", period=turn.t(f"news-period-{name}"))]
    if found.first:
        lines.append("\n".join(_line(turn, one, own) for one in found.first))
        lines.append(turn.t("news-ranking-total", units=found.units, items=found.items))
    else:
        lines.append(turn.t("news-ranking-empty"))
    shown = {one.unit_id for one in found.first}
    placed = {one.unit_id: one for one in found.own}
    for unit_id, unit in own.items():
        if unit_id in placed and unit_id not in shown:
            one = placed[unit_id]
            lines.append(turn.t("news-ranking-own", unit=unit, place=one.place, count=one.number))
        elif unit_id not in placed:
            lines.append(turn.t("news-ranking-none-own", unit=unit))
    others = tuple(
        Button(turn.t(f"news-period-{one}").capitalize(), f"w:rank:{one}") for one in NAMED if one not in (name, "week")
    )
    back = (
        Button(turn.t("news-to-queue"), "w:queue:0") if home.areas(turn) else Button(turn.t("news-write-on"), "w:new")
    )
    may_write = bool(own) or bool(home.areas(turn))
    rows = (others, (back,)) if may_write else (others,)
    fresh = turn.event.press_id == ""
    turn.say(Screen("\n\n".join(lines), rows, slot="news-ranking", fresh=fresh))
    turn.audit("news.ranking", "done")


def command(turn: Turn) -> None:
    show(turn, "month")


def _path(turn: Turn) -> str | None:
    """Below which all units are compared: for the Department what is below it, for a unit the whole tree it is in."""
    areas = sorted(area.path_prefix for area in rights.areas(turn.me, Right.SEE_NEWS_RANKING)[0])
    if not areas:
        return None
    own = {registry.unit(turn.tx, unit_id).path for unit_id in access.units_of(turn.me)}
    above = [path for path in areas if path not in own]
    return above[0] if above else f"/{registry.ancestors(areas[0])[0]}/"


def _line(turn: Turn, place: Place, own: dict[int, str]) -> str:
    key = "news-ranking-line-own" if place.unit_id in own else "news-ranking-line"
    sign = _MEDALS.get(place.place, "▫️")
    return turn.t(key, sign=sign, place=place.place, unit=place.unit, count=place.number)
