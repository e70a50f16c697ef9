"""Writing a news item: words and pictures that come gather in it; its card shows it and asks what is missing.

The conversation flow "news" holds {"item", "step", "at"}. step: «words» (they go where they belong), or «title» and
«text» when that is written anew.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from handlers import menu
from handlers.news import card
from handlers.report import doors
from handlers.turn import Tampered, Turn
from news import access, life, screens
from rules.folding import fold
from rules.news import (
    CHILDREN,
    LONGEST_TEXT,
    LONGEST_TITLE,
    MOST_PICTURES,
    UNSAID,
    WITHOUT_CONSENT,
    placed,
    read_children,
    read_kind,
    tells_a_story,
)
from storage import attachments, conversations, news, slots
from storage.outbox import Priority
from storage.screens import Button, Screen
from storage.tables.news import NewsItem

FLOW = "news"
_FORGOTTEN_AFTER = timedelta(hours=1)
_AT_ONCE = timedelta(minutes=1)
_TOO_SHORT_FOR_NEWS = 25
_ACTS = {
    **dict.fromkeys(("gui", "gui di", "ok gui", "xong", "xong roi"), "send"),
    **dict.fromkeys(("sua", "sua bai"), "edit"),
    **dict.fromkeys(("them anh", "gui anh"), "pictures"),
    **dict.fromkeys(("huy bai", "bo bai"), "drop"),
}


def begin(turn: Turn) -> None:
    """/tinbai of whoever sends news: a new item, or the one begun; words after the command belong to it."""
    units = access.units_of(turn.me)
    item = news.being_written(turn.tx, turn.me.person_id)
    if item is None or (item.unit_id not in units and not _is_begun(turn, item)):
        item = news.begin(turn.tx, turn.me.person_id, next(iter(units)))
        turn.audit("news.begin", "done", str(item.id))
    elif item.unit_id not in units:
        item = news.move_to_unit(turn.tx, item, next(iter(units)))
    expect(turn, item, "words")
    if turn.event.kind == "command" and turn.event.text.strip():
        _words(turn, item, turn.event.text)
    else:
        turn.say(card.show(turn, item))


def expect(turn: Turn, item: NewsItem, step: str) -> None:
    """What is typed next belongs to the item."""
    conversations.expect(turn.tx, turn.me.person_id, FLOW, item=item.id, step=step, at=turn.tx.now.isoformat())


def typed(turn: Turn, data: dict[str, Any]) -> None:
    """Words or a picture while an item is being written."""
    item = news.find(turn.tx, int(data["item"]))
    lately = turn.at - datetime.fromisoformat(data["at"]) < _FORGOTTEN_AFTER
    if item is None or item.state != news.DRAFT or not lately or not _may_send(turn, item):
        conversations.expect_nothing(turn.tx, turn.me.person_id)
        doors.just_typed(turn)
    elif turn.event.kind == "edited":
        turn.say(Screen(turn.t("edited-not-read")))
    elif turn.event.kind == "file":
        _file(turn, item)
    elif turn.event.kind != "text":
        turn.say(Screen(turn.t("news-words-or-pictures")))
    elif data["step"] == "title":
        _title(turn, item, turn.event.text)
    elif data["step"] == "text":
        _keep_words(turn, item, item.title, turn.event.text.strip())
    else:
        _answer(turn, item, turn.event.text)


def _may_send(turn: Turn, item: NewsItem) -> bool:
    return access.may_send(turn.tx, turn.me.person_id, item.unit_id)


def cancelled(turn: Turn) -> bool:
    """/huy while an item is being written: asks once before what it holds is given up. False where none is."""
    flow = conversations.flow_of(turn.tx, turn.me.person_id)
    item = news.find(turn.tx, int(flow.data["item"])) if flow is not None and flow.flow == FLOW else None
    if item is None or item.state != news.DRAFT:
        return False
    if _is_begun(turn, item):
        turn.say(card.sure_to_drop(turn, item, fresh=True))
    else:
        drop(turn, item)
    return True


def pressed(turn: Turn, item: NewsItem, rest: list[str]) -> None:
    """A button of the card. Raises Tampered for one that no card has."""
    match rest:
        case ["card"]:
            expect(turn, item, "words")
            _show(turn, item)
        case ["kind", kind] if any(one.id == kind and not one.retired for one in turn.rules.news_kinds):
            _changed(turn, item, kind=kind)
        case ["children", said] if said in CHILDREN:
            _changed(turn, item, children=said)
        case ["edit"]:
            turn.say(card.edit(turn, item))
        case ["edit", "title" | "text" as field]:
            expect(turn, item, field)
            _show(turn, item, asks=f"new-{field}")
        case ["edit", "kind" | "children" as field]:
            _show(turn, item, asks=field)
        case ["edit", "unit"]:
            turn.say(card.units(turn, item))
        case ["edit", "pictures"]:
            news.drop_pictures(turn.tx, item)
            _changed(turn, item, turn.t("news-pictures-dropped"), children=UNSAID)
        case ["unit", number] if number.isdecimal() and int(number) in access.units_of(turn.me):
            _show(turn, news.move_to_unit(turn.tx, item, int(number)))
        case ["pictures"]:
            expect(turn, item, "words")
            turn.say(card.add_pictures(turn, item))
        case ["drop"]:
            turn.say(card.sure_to_drop(turn, item))
        case ["dropped"]:
            drop(turn, item)
        case ["send"]:
            send(turn, item)
        case ["incident"]:
            _is_an_incident(turn, item)
        case _:
            raise Tampered("unknown act on a news item")


def drop(turn: Turn, item: NewsItem) -> None:
    news.turn(turn.tx, item.id or 0, (news.DRAFT,), state=news.DROPPED)
    conversations.expect_nothing(turn.tx, turn.me.person_id)
    turn.audit("news.drop", "done", str(item.id))
    text = turn.t("news-dropped")
    turn.say(Screen(text, slot=card.slot(item), brief=text))


def send(turn: Turn, item: NewsItem) -> None:
    """[Gửi]: once, and only what is whole."""
    if card.lacking(turn, item):
        _show(turn, item, turn.t("news-not-whole"))
        return
    sent = life.send(turn.tx, turn.rules, item.id or 0)
    if sent is None:
        turn.toast(turn.t("news-sent-already"))
        return
    conversations.expect_nothing(turn.tx, turn.me.person_id)
    turn.audit("news.send", "done", str(item.id))
    if turn.event.press_id:
        turn.toast(turn.t("news-is-sent-short"))
    done = Screen(turn.t("news-is-sent", title=screens.short_title(sent)), slot=card.slot(item), silent=True)
    turn.say(done, Priority.UPDATE)
    turn.say(screens.for_unit(turn.tx, turn.lang, turn.rules, sent, fresh=True))


def _answer(turn: Turn, item: NewsItem, text: str) -> None:
    """Words that answer what the card asks, that name one of its buttons, or that belong to the item."""
    left = card.lacking(turn, item)
    act = _ACTS.get(fold(text).strip(" .!"))
    if act is not None and left[:1] != ("words",):
        pressed(turn, item, [act])
    elif left[:1] == ("kind",) and (kind := read_kind(turn.rules.news_kinds, text)) is not None:
        _changed(turn, item, kind=kind.id)
    elif left[:1] == ("children",) and len(text) < 80 and (said := read_children(text)) is not None:
        _changed(turn, item, children=said)
    elif left[:1] in (("kind",), ("children",)) and len(text) < _TOO_SHORT_FOR_NEWS:
        turn.say(card.show(turn, item, turn.t("news-not-understood")))
    else:
        _words(turn, item, text)


def _words(turn: Turn, item: NewsItem, text: str) -> None:
    title, whole = placed(item.title, item.text, text)
    _keep_words(turn, item, title, whole, told=text)


def _title(turn: Turn, item: NewsItem, text: str) -> None:
    title = " ".join(text.split())
    if len(title) > LONGEST_TITLE:
        turn.say(card.show(turn, item, turn.t("news-title-too-long", most=LONGEST_TITLE), asks="new-title"))
        return
    _keep_words(turn, item, title, item.text)


def _keep_words(turn: Turn, item: NewsItem, title: str, text: str, told: str = "") -> None:
    if len(text) > LONGEST_TEXT:
        turn.say(card.show(turn, item, turn.t("news-text-too-long", most=LONGEST_TEXT)))
        return
    added = bool(told and item.title and item.text)
    item = news.change(turn.tx, item.id or 0, title=title, text=text)
    expect(turn, item, "words")
    screen = card.show(turn, item, turn.t("news-added") if added else "")
    if told and doors.names_an_incident(turn, told):
        _remember(turn, told)
        button = Button(turn.t("news-is-an-incident"), f"w:{item.id}:incident")
        screen = replace(screen, rows=(*screen.rows, (button,)))
    turn.say(screen)


def _remember(turn: Turn, told: str) -> None:
    flow = conversations.flow_of(turn.tx, turn.me.person_id)
    assert flow is not None, "it has just been set"
    conversations.expect(turn.tx, turn.me.person_id, FLOW, **{**flow.data, "told": told})


def _is_an_incident(turn: Turn, item: NewsItem) -> None:
    """The last words were no news but an incident: out of the item with them, and into a report."""
    flow = conversations.flow_of(turn.tx, turn.me.person_id)
    told = str(flow.data.get("told") or "") if flow is not None and flow.flow == FLOW else ""
    conversations.expect_nothing(turn.tx, turn.me.person_id)
    if not told:
        turn.toast(turn.t("news-tell-again"), alert=True)
        return
    first, _, rest = told.strip().partition("\n")
    title = "" if item.title == first.strip() else item.title
    text = item.text.removesuffix(told.strip()).removesuffix(rest.strip()).rstrip()
    news.change(turn.tx, item.id or 0, title=title, text=text)
    turn.say(Screen(turn.t("news-put-aside"), slot=card.slot(item)))
    event = replace(turn.event, kind="text", text=told, action="", press_id="")
    doors.just_typed(replace(turn, event=event))


def _file(turn: Turn, item: NewsItem) -> None:
    """An album comes as several files: the first shows the card, the others bring it up to date."""
    event = turn.event
    file = event.file
    assert file is not None, "an event of this kind has a file"
    pictures, _ = news.pictures(turn.tx, item)
    if not file.is_picture or pictures >= MOST_PICTURES:
        key = "news-pictures-full" if file.is_picture else "news-pictures-only"
        _refuse(turn, turn.t(key, most=MOST_PICTURES))
        if event.text.strip():
            _words(turn, item, event.text)
        return
    before = attachments.of_draft(turn.tx, item.draft_id)[-1:]
    attachments.add(turn.tx, item.draft_id, file, channel=event.channel, album=event.album, caption=event.text)
    if item.children not in (UNSAID, WITHOUT_CONSENT):
        item = news.change(turn.tx, item.id or 0, children=UNSAID)
    if not item.title and not item.text and tells_a_story(event.text):
        _words(turn, item, event.text)
        return
    expect(turn, item, "words")
    if not event.buttons and before and _just_now(turn, before[0].created_at):
        # One by one they come there, and nothing can be edited: each of one go is told in a few words.
        brief = f"{screens.pictures_text(turn.lang, *news.pictures(turn.tx, item))}\n{card.question(turn, item)}"
        turn.say(replace(card.show(turn, item, fresh=False), brief=brief), Priority.UPDATE)
        return
    _show(turn, item, fresh=not (event.album and before and before[0].album == event.album))


def _refuse(turn: Turn, text: str) -> None:
    """Once for all files of one go."""
    before = slots.last_said(turn.tx, turn.to, "news-refused")
    if before is None or turn.tx.now - before > _AT_ONCE:
        turn.say(Screen(text, slot="news-refused", fresh=True))


def _just_now(turn: Turn, at: datetime) -> bool:
    return turn.tx.now - at < _AT_ONCE


def _changed(turn: Turn, item: NewsItem, notice: str = "", **values: str) -> None:
    item = news.change(turn.tx, item.id or 0, **values)
    expect(turn, item, "words")
    _show(turn, item, notice)


def _show(turn: Turn, item: NewsItem, notice: str = "", *, asks: str = "", fresh: bool | None = None) -> None:
    """Where the button was pressed; below what was typed."""
    new = turn.event.kind != "press" if fresh is None else fresh
    turn.say(card.show(turn, item, notice, fresh=new, asks=asks))


def _is_begun(turn: Turn, item: NewsItem) -> bool:
    return bool(item.title or item.text or news.pictures(turn.tx, item)[0])


def refused(turn: Turn) -> None:
    """Who may neither send nor review."""
    turn.audit("news.begin", "refused")
    turn.say(menu.home(turn, turn.t("news-not-yours")))
