"""Buttons of news: «w:new|mine», «w:queue|done:<page>», «w:rank|export:<period>», «w:export», «w:<item>:<what>[:…]»."""

from handlers.news import answering, exporting, home, ranking, reviewing, writing
from handlers.turn import Tampered, Turn, is_number
from news import access
from rules.news_periods import NAMED
from storage import news
from storage.tables.news import NewsItem

_OF_UNIT = ("see", "answer", "children")
_OF_WRITING = ("send", "card", "drop", "dropped", "edit", "kind", "pictures", "unit", "incident")


def pressed(turn: Turn, parts: list[str]) -> None:
    """Raises Tampered for what no button of ours carries."""
    match parts:
        case ["new" | "mine" as what]:
            if not access.units_of(turn.me):
                writing.refused(turn)
            elif what == "new":
                writing.begin(turn)
            else:
                home.mine(turn)
        case ["queue" | "done" as what, page] if is_number(page):
            if _reviews(turn, what):
                (home.queue if what == "queue" else home.decided)(turn, int(page))
        case ["rank", name] if name in NAMED:
            ranking.show(turn, name)
        case ["export"]:
            if _reviews(turn, "export"):
                exporting.ask(turn)
        case ["export", name] if name in NAMED:
            if _reviews(turn, "export"):
                exporting.export_named(turn, name)
        case [number, _, *_] if is_number(number):
            _item(turn, int(number), parts[1:])
        case _:
            raise Tampered("unknown act on news")


def _item(turn: Turn, number: int, rest: list[str]) -> None:
    item = news.find(turn.tx, number)
    if item is None or item.state == news.DROPPED:
        turn.toast(turn.t("news-not-there"), alert=True)
    elif item.author_id == turn.me.person_id and item.state == news.DRAFT:
        if _may(turn, access.may_send(turn.tx, turn.me.person_id, item.unit_id), item, rest):
            writing.pressed(turn, item, rest)
    elif item.state == news.DRAFT:
        _may(turn, False, item, rest)
    elif rest[0] in _OF_UNIT:
        if _may(turn, access.may_send(turn.tx, turn.me.person_id, item.unit_id), item, rest):
            _of_unit(turn, item, rest)
    elif rest[0] in _OF_WRITING:
        if _may(turn, access.may_send(turn.tx, turn.me.person_id, item.unit_id), item, rest):
            turn.toast(turn.t("news-sent-already"), alert=True)
    elif _may(turn, access.may_review(turn.tx, turn.me.person_id, item.unit_id), item, rest):
        reviewing.pressed(turn, item, rest)


def _of_unit(turn: Turn, item: NewsItem, rest: list[str]) -> None:
    match rest:
        case ["see"]:
            home.see(turn, item)
        case ["answer", talk] if is_number(talk):
            answering.ask(turn, item)
        case ["children", said]:
            answering.children(turn, item, said)
        case _:
            raise Tampered("unknown act of a unit on its news")


def _reviews(turn: Turn, what: str) -> bool:
    if home.areas(turn):
        return True
    turn.audit(f"news.{what}", "refused")
    turn.toast(turn.t("no-right"), alert=True)
    return False


def _may(turn: Turn, allowed: bool, item: NewsItem, rest: list[str]) -> bool:
    if not allowed:
        turn.audit(f"news.{rest[0]}"[:40], "refused", str(item.id))
        turn.toast(turn.t("no-right"), alert=True)
    return allowed
