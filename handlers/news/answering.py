"""The unit answers the desk's question: by the button, or as a reply to the message; pictures come onto the item too.

The conversation flow "news-answer" holds {"item", "at"}.
"""

from datetime import datetime, timedelta
from typing import Any

from handlers.report import doors
from handlers.turn import Turn
from news import access, life, screens
from rules.news import CHILDREN, CONSENTED, LONGEST_TALK, MOST_PICTURES, UNSAID, WITHOUT_CONSENT
from storage import attachments, conversations, news
from storage.screens import Button, Screen
from storage.tables.news import NewsItem

FLOW = "news-answer"
_FORGOTTEN_AFTER = timedelta(hours=1)


def ask(turn: Turn, item: NewsItem) -> None:
    """[Trả lời]: what is typed or sent next is the answer."""
    if _is_over(turn, item):
        return
    _expect(turn, item)
    turn.say(Screen(turn.t("news-write-answer", title=screens.short_title(item)), slot="news-answer", fresh=True))


def typed(turn: Turn, data: dict[str, Any]) -> None:
    item = news.find(turn.tx, int(data["item"]))
    if item is None or not _lately(turn, data) or not access.may_send(turn.tx, turn.me.person_id, item.unit_id):
        conversations.expect_nothing(turn.tx, turn.me.person_id)
        doors.just_typed(turn)
    elif turn.event.kind == "file" or not data.get("answered"):
        _take(turn, item)
    else:
        # The answer is there; pictures may follow it, other words are about something else.
        conversations.expect_nothing(turn.tx, turn.me.person_id)
        doors.just_typed(turn)


def replied(turn: Turn, kind: str, number: int) -> None:
    """Words or a picture that answer one of our messages about an item."""
    asked = news.find_talk(turn.tx, number) if kind == "news-ask" else None
    item = news.find(turn.tx, asked.item_id if asked is not None else number)
    if item is None or not access.may_send(turn.tx, turn.me.person_id, item.unit_id):
        turn.audit("news.answer", "refused", str(number))
        turn.say(Screen(turn.t("no-right")))
    elif item.state != news.ASKED and not _goes_on(turn, item):
        turn.say(Screen(turn.t("news-no-question")))
    else:
        _take(turn, item)


def _goes_on(turn: Turn, item: NewsItem) -> bool:
    """Whether it is one more picture of an answer: of an album that is a reply every picture says that it is one."""
    flow = conversations.flow_of(turn.tx, turn.me.person_id)
    return (
        turn.event.kind == "file"
        and flow is not None
        and flow.flow == FLOW
        and flow.data["item"] == item.id
        and _lately(turn, flow.data)
    )


def _lately(turn: Turn, data: dict[str, Any]) -> bool:
    return turn.at - datetime.fromisoformat(data["at"]) < _FORGOTTEN_AFTER


def children(turn: Turn, item: NewsItem, said: str) -> None:
    """Of an item that was sent: the parents have consented after all, or what new pictures show."""
    if item.state == news.DECLINED or said not in CHILDREN:
        turn.toast(turn.t("news-question-decided"), alert=True)
        return
    if item.children == WITHOUT_CONSENT and said != CONSENTED:
        turn.toast(turn.t("old-button"), alert=True)
        return
    item = life.children(turn.tx, turn.rules, item.id or 0, said)
    turn.audit("news.children", "done", str(item.id), said=said)
    turn.toast(turn.t("news-noted"))
    turn.say(screens.for_unit(turn.tx, turn.lang, turn.rules, item))


def _take(turn: Turn, item: NewsItem) -> None:
    event = turn.event
    if _is_over(turn, item):
        return
    if event.kind == "file":
        _picture(turn, item)
        return
    text = event.text.strip()
    if event.kind != "text" or not text:
        turn.say(Screen(turn.t("news-words-or-pictures")))
    elif len(text) > LONGEST_TALK:
        turn.say(Screen(turn.t("news-text-too-long", most=LONGEST_TALK)))
    else:
        _answered(turn, item, text)


def _picture(turn: Turn, item: NewsItem) -> None:
    """A picture joins the item, and is asked about like the others; one album is one answer."""
    event = turn.event
    file = event.file
    assert file is not None, "an event of this kind has a file"
    pictures, _ = news.pictures(turn.tx, item)
    if not file.is_picture or pictures >= MOST_PICTURES:
        key = "news-pictures-full" if file.is_picture else "news-pictures-only"
        turn.say(Screen(turn.t(key, most=MOST_PICTURES), slot="news-refused"))
        if event.text.strip():
            _answered(turn, item, event.text.strip()[:LONGEST_TALK])
        return
    before = attachments.of_draft(turn.tx, item.draft_id)[-1:]
    news.handed_over(turn.tx, item, turn.me.person_id)
    attachments.add(turn.tx, item.draft_id, file, channel=event.channel, album=event.album, caption=event.text)
    if item.children not in (UNSAID, WITHOUT_CONSENT):
        item = news.change(turn.tx, item.id or 0, children=UNSAID)
    going_on = bool(event.album and before and before[0].album == event.album)
    if not going_on or event.text.strip():
        _answered(turn, item, event.text.strip()[:LONGEST_TALK])


def _answered(turn: Turn, item: NewsItem, text: str) -> None:
    answered = life.answer(turn.tx, turn.rules, item.id or 0, turn.me.person_id, text)
    if answered is None:
        _is_over(turn, news.get(turn.tx, item.id or 0))
        return
    _expect(turn, answered, answered=True)
    turn.audit("news.answer", "done", str(item.id))
    rows: tuple[tuple[Button, ...], ...] = ()
    told = turn.t("news-answer-sent")
    if news.pictures(turn.tx, answered)[0] and answered.children == UNSAID:
        told = f"{told}\n\n{turn.t('news-ask-children')}"
        rows = screens.consent_rows(turn.lang, answered, ask_all=True)
    turn.say(Screen(told, rows, slot="news-answer", fresh=True))


def _is_over(turn: Turn, item: NewsItem) -> bool:
    """Whether the item is decided, so that no answer is of use; says so."""
    if item.state in news.OPEN:
        return False
    conversations.expect_nothing(turn.tx, turn.me.person_id)
    turn.toast(turn.t("news-question-decided"), alert=True)
    return True


def _expect(turn: Turn, item: NewsItem, **data: bool) -> None:
    conversations.expect(turn.tx, turn.me.person_id, FLOW, item=item.id, at=turn.tx.now.isoformat(), **data)
