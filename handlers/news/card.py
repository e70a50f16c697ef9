"""The card of a news item that is being written: what is there, what is asked next, what can be changed."""

from handlers.turn import Turn
from incidents.facts import shortened
from news import access, screens
from rules import personal
from rules.news import MOST_PICTURES, missing
from storage import news
from storage.screens import Button, Screen
from storage.tables.news import NewsItem

_SHOWN = 700
_EDITED = ("title", "text", "kind", "children", "unit", "pictures")

Rows = tuple[tuple[Button, ...], ...]


def slot(item: NewsItem) -> str:
    return f"news-draft:{item.id}"


def lacking(turn: Turn, item: NewsItem) -> tuple[str, ...]:
    """What is still to be asked, in this order."""
    return missing(item.title, item.text, item.kind, item.children, news.pictures(turn.tx, item)[0])


def show(turn: Turn, item: NewsItem, notice: str = "", *, fresh: bool = True, asks: str = "") -> Screen:
    """The item as it stands, with the next question. asks: what is to be answered anew («title», «kind»…)."""
    pictures, captions = news.pictures(turn.tx, item)
    asked = asks or next(iter(lacking(turn, item)), "")
    rows = _rows(turn, item, asked, pictures, again=bool(asks))
    lines = [notice, _facts(turn, item, pictures, captions), question(turn, item, asks)]
    return Screen("\n\n".join(line for line in lines if line), rows, slot=slot(item), fresh=fresh)


def question(turn: Turn, item: NewsItem, asks: str = "") -> str:
    """What is asked next, or that it can be sent."""
    asked = asks or next(iter(lacking(turn, item)), "")
    return turn.t(f"news-ask-{asked}") if asked else turn.t("news-ready")


def edit(turn: Turn, item: NewsItem) -> Screen:
    """What can be changed."""
    pictures, _ = news.pictures(turn.tx, item)
    there = {"children": pictures > 0, "pictures": pictures > 0, "unit": len(access.units_of(turn.me)) > 1}
    buttons = [
        Button(turn.t(f"news-edit-{name}"), f"w:{item.id}:edit:{name}") for name in _EDITED if there.get(name, True)
    ]
    rows = tuple(tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2))
    return Screen(turn.t("news-edit-what"), (*rows, _back(turn, item)), slot=slot(item))


def units(turn: Turn, item: NewsItem) -> Screen:
    """For which of the member's units it is."""
    rows = [(Button(name[:40], f"w:{item.id}:unit:{one}"),) for one, name in access.units_of(turn.me).items()]
    return Screen(turn.t("news-ask-unit"), (*rows, _back(turn, item)), slot=slot(item))


def add_pictures(turn: Turn, item: NewsItem) -> Screen:
    pictures, captions = news.pictures(turn.tx, item)
    left = MOST_PICTURES - pictures
    text = turn.t("news-send-pictures", left=left) if left > 0 else turn.t("news-pictures-full", most=MOST_PICTURES)
    there = f"{screens.pictures_text(turn.lang, pictures, captions)}\n" if pictures else ""
    return Screen(f"{there}{text}", (_back(turn, item),), slot=slot(item))


def sure_to_drop(turn: Turn, item: NewsItem, *, fresh: bool = False) -> Screen:
    rows = ((Button(turn.t("news-drop-sure"), f"w:{item.id}:dropped"), *_back(turn, item)),)
    return Screen(turn.t("news-ask-drop"), rows, slot=slot(item), fresh=fresh)


def _facts(turn: Turn, item: NewsItem, pictures: int, captions: int) -> str:
    units_of = access.units_of(turn.me)
    title = turn.t("news-card-titled", title=item.title) if item.title else ""
    lines = [
        turn.t("news-card"),
        f"🏫 {units_of[item.unit_id]}" if len(units_of) > 1 and item.unit_id in units_of else "",
        screens.kind_text(turn.lang, turn.rules, item),
        screens.pictures_text(turn.lang, pictures, captions) if pictures else "",
        turn.t(f"news-children-is-{item.children}") if pictures and item.children else "",
    ]
    text = shortened(turn.lang, item.text, _SHOWN)
    warnings = [turn.t(f"news-warning-{code}") for code in personal.warnings(f"{item.title}\n{item.text}")]
    blocks = ["\n".join(line for line in lines if line), title, text, "\n".join(warnings)]
    return "\n\n".join(block for block in blocks if block)


def _rows(turn: Turn, item: NewsItem, asked: str, pictures: int, *, again: bool) -> Rows:
    drop = Button(turn.t("news-drop"), f"w:{item.id}:drop")
    change = Button(turn.t("news-edit"), f"w:{item.id}:edit")
    if asked == "words":
        beside = (Button(turn.t("news-mine"), "w:mine"), Button(turn.t("news-ranking"), "w:rank:month"))
        return (beside,) if not pictures else (beside, (drop,))
    if asked == "kind":
        kinds = [one for one in turn.rules.news_kinds if not one.retired]
        choices: Rows = tuple(
            (Button(f"{one.icon} {one.short.of(turn.lang)}", f"w:{item.id}:kind:{one.id}"),) for one in kinds
        )
    elif asked == "children":
        choices = screens.consent_rows(turn.lang, item, ask_all=True)
    elif asked:
        choices = ()
    else:
        send = Button(turn.t("news-send"), f"w:{item.id}:send")
        add = Button(turn.t("news-add-pictures"), f"w:{item.id}:pictures")
        return ((send,), (change, add), (drop,))
    return (*choices, _back(turn, item) if again else (change, drop))


def _back(turn: Turn, item: NewsItem) -> tuple[Button, ...]:
    return (Button(turn.t("back"), f"w:{item.id}:card"),)
