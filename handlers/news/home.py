"""/tinbai: the queue of who reviews, a new item or the one begun of who sends; what a unit has sent, and one of it."""

from handlers.news import writing
from handlers.turn import Turn
from incidents.facts import moment_text, shortened
from news import access, screens
from storage import news
from storage.news import Line
from storage.screens import Button, Screen
from storage.tables.news import NewsItem

_SHOWN = 8
_PAGE = 6
_LABEL = 32


def home(turn: Turn) -> None:
    if areas(turn):
        queue(turn, 0, fresh=True)
    elif access.units_of(turn.me):
        writing.begin(turn)
    else:
        writing.refused(turn)


def areas(turn: Turn) -> list[str]:
    """The paths below which the member reviews."""
    return access.areas(turn.me.posts, turn.me.person_id)


def queue(turn: Turn, page: int, *, fresh: bool = False) -> None:
    """What waits for the desk, a page of it; below it the ways to what was decided, to the ranking, to the document."""
    count = news.waiting(turn.tx, areas(turn))
    found = news.queue(turn.tx, areas(turn), _PAGE + 1, page * _PAGE)
    if not found and page > 0:
        queue(turn, 0, fresh=fresh)
        return
    title = turn.t("news-waiting", count=count) if count else turn.t("news-none-waiting")
    below: list[tuple[Button, ...]] = [
        (Button(turn.t("news-decided"), "w:done:0"), Button(turn.t("news-ranking"), "w:rank:month")),
        (Button(turn.t("news-export"), "w:export"),),
    ]
    if access.units_of(turn.me):
        below.append((Button(turn.t("news-new"), "w:new"),))
    _listed(turn, title, found, page, "queue", below, fresh=fresh)
    turn.audit("news.queue", "done")


def decided(turn: Turn, page: int) -> None:
    """What the desk has accepted or declined, the latest first."""
    found = news.decided(turn.tx, areas(turn), _PAGE + 1, page * _PAGE)
    back: list[tuple[Button, ...]] = [(Button(turn.t("news-to-queue"), "w:queue:0"),)]
    _listed(
        turn, turn.t("news-decided-title" if found else "news-none-decided"), found, page, "done", back, fresh=False
    )
    turn.audit("news.decided", "done")


def mine(turn: Turn) -> None:
    """What the member's units have sent lately, and how each stands."""
    found = news.of_units(turn.tx, list(access.units_of(turn.me)), _SHOWN)
    lines = [turn.t("news-mine-title" if found else "news-none-sent"), *(_line(turn, one) for one in found)]
    rows: list[tuple[Button, ...]] = [_button(one, "see") for one in found]
    rows.append((Button(turn.t("news-write-on"), "w:new"), Button(turn.t("news-ranking"), "w:rank:month")))
    turn.say(Screen("\n\n".join(lines), tuple(rows), slot="news-mine", fresh=True))


def tasks(turn: Turn) -> list[tuple[str, Button]]:
    """What waits for the member: a draft that holds something, what the desk has asked about the units' items."""
    found = []
    units = list(access.units_of(turn.me))
    draft = news.being_written(turn.tx, turn.me.person_id) if units else None
    if draft is not None and (draft.title or draft.text):
        title = screens.short_title(draft) or shortened(turn.lang, draft.text, _LABEL)
        found.append((turn.t("news-task-draft", title=title), Button(turn.t("news-task-go-on"), "w:new")))
    for item in news.asked_of(turn.tx, units, _PAGE):
        answer = Button(turn.t("news-answer"), f"w:{item.id}:answer:0")
        found.append((turn.t("news-task-asked", title=screens.short_title(item)), answer))
    return found


def see(turn: Turn, item: NewsItem) -> None:
    """An item of the member's unit, with its pictures, and how it stands."""
    turn.say(screens.body(turn.tx, turn.lang, turn.rules, item))
    turn.say(screens.for_unit(turn.tx, turn.lang, turn.rules, item, fresh=True))
    turn.audit("news.see", "done", str(item.id))


def _listed(
    turn: Turn, title: str, found: list[Line], page: int, verb: str, below: list[tuple[Button, ...]], *, fresh: bool
) -> None:
    shown = found[:_PAGE]
    rows: list[tuple[Button, ...]] = [_button(one, "open") for one in shown]
    turning = []
    if page > 0:
        turning.append(Button(turn.t("page-back"), f"w:{verb}:{page - 1}"))
    if len(found) > _PAGE:
        turning.append(Button(turn.t("page-on"), f"w:{verb}:{page + 1}"))
    rows += [tuple(turning)] if turning else []
    lines = [title, *(_line(turn, one) for one in shown)]
    turn.say(Screen("\n\n".join(lines), (*rows, *below), slot="news-queue", fresh=fresh))


def _line(turn: Turn, line: Line) -> str:
    item = line.item
    at = item.decided_at if item.state in news.DECIDED else item.sent_at
    return turn.t(
        "news-line",
        sign=_sign(item),
        title=screens.short_title(item),
        unit=line.unit,
        at=moment_text(turn.lang, at or item.created_at, turn.tx.now),
        standing=turn.t(f"news-short-{item.state}"),
    )


def _button(line: Line, verb: str) -> tuple[Button, ...]:
    return (Button(f"{_sign(line.item)} {_label(line.item)}", f"w:{line.item.id}:{verb}"),)


def _sign(item: NewsItem) -> str:
    return {news.ASKED: "❓", news.ACCEPTED: "✅", news.DECLINED: "🚫"}.get(item.state, "🔵")


def _label(item: NewsItem) -> str:
    title = screens.short_title(item)
    return title if len(title) <= _LABEL else f"{title[:_LABEL].rstrip()}…"
