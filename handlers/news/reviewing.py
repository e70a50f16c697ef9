"""The desk on one item: it is shown, accepted, asked about, declined with a reason, looked at again.

The conversation flow "news-desk" holds {"item", "step": «ask» or «decline», "at"}.
"""

from datetime import datetime, timedelta
from typing import Any

from handlers.report import doors
from handlers.turn import Tampered, Turn
from incidents.facts import moment_text
from news import access, life, screens
from rules.news import LONGEST_TALK, WITHOUT_CONSENT
from storage import conversations, news, registry
from storage.outbox import Priority
from storage.screens import Button, Screen
from storage.tables.news import NewsItem

FLOW = "news-desk"
_FORGOTTEN_AFTER = timedelta(hours=1)
_ASKS = "news-desk-asks"


def show(turn: Turn, item: NewsItem) -> None:
    """The whole item with its pictures; below it what is known of it, and what can be decided."""
    turn.say(screens.body(turn.tx, turn.lang, turn.rules, item))
    turn.say(screens.panel(turn.tx, turn.lang, turn.rules, item, fresh=True))
    turn.audit("news.open", "done", str(item.id))


def pressed(turn: Turn, item: NewsItem, rest: list[str]) -> None:
    """Raises Tampered for what no button of the desk carries."""
    match rest:
        case ["open"]:
            show(turn, item)
        case ["panel"]:
            conversations.expect_nothing(turn.tx, turn.me.person_id)
            turn.say(Screen(turn.t("news-left-alone"), slot=_ASKS))
        case ["again"]:
            _again(turn, item)
        case ["accept" | "ask" | "decline" | "pupils", *_] if item.state in news.DECIDED:
            _too_late(turn, item)
        case ["accept"]:
            _accept(turn, item)
        case ["ask"]:
            _expect(turn, item, "ask")
        case ["decline"]:
            _expect(turn, item, "decline")
        case ["decline", reason] if any(one.id == reason for one in turn.rules.decline_reasons):
            _decline(turn, item, next(one.text.of("vi") for one in turn.rules.decline_reasons if one.id == reason))
        case ["pupils"]:
            life.children(turn.tx, turn.rules, item.id or 0, WITHOUT_CONSENT)
            turn.audit("news.pupils", "done", str(item.id))
            _panel(turn, item)
        case _:
            raise Tampered("unknown act of the desk")


def typed(turn: Turn, data: dict[str, Any]) -> None:
    """The question, or the reason."""
    item = news.find(turn.tx, int(data["item"]))
    lately = turn.at - datetime.fromisoformat(data["at"]) < _FORGOTTEN_AFTER
    if item is None or not lately or not access.may_review(turn.tx, turn.me.person_id, item.unit_id):
        conversations.expect_nothing(turn.tx, turn.me.person_id)
        doors.just_typed(turn)
        return
    text = turn.event.text.strip()
    if turn.event.kind != "text" or not text:
        turn.say(Screen(turn.t("news-words-only")))
    elif len(text) > LONGEST_TALK:
        turn.say(Screen(turn.t("news-text-too-long", most=LONGEST_TALK)))
    elif item.state in news.DECIDED:
        conversations.expect_nothing(turn.tx, turn.me.person_id)
        _too_late(turn, item)
    elif data["step"] == "ask":
        _ask(turn, item, text)
    else:
        _decline(turn, item, text)


def _expect(turn: Turn, item: NewsItem, step: str) -> None:
    conversations.expect(turn.tx, turn.me.person_id, FLOW, item=item.id, step=step, at=turn.tx.now.isoformat())
    back = (Button(turn.t("back"), f"w:{item.id}:panel"),)
    reasons = [
        (Button(one.short.of(turn.lang), f"w:{item.id}:decline:{one.id}"),) for one in turn.rules.decline_reasons
    ]
    text = turn.t("news-write-question" if step == "ask" else "news-write-reason", title=screens.short_title(item))
    turn.say(Screen(text, (*(reasons if step == "decline" else ()), back), slot=_ASKS, fresh=True))


def _accept(turn: Turn, item: NewsItem) -> None:
    if not life.accept(turn.tx, turn.rules, item.id or 0, turn.me.person_id):
        _too_late(turn, item)
        return
    _done(turn, item, "accept")


def _decline(turn: Turn, item: NewsItem, reason: str) -> None:
    if not life.decline(turn.tx, turn.rules, item.id or 0, turn.me.person_id, reason):
        _too_late(turn, item)
        return
    _done(turn, item, "decline")


def _ask(turn: Turn, item: NewsItem, text: str) -> None:
    if not life.ask(turn.tx, turn.rules, item.id or 0, turn.me.person_id, text):
        turn.audit("news.ask", "unreachable", str(item.id))
        turn.say(Screen(turn.t("news-nobody-to-ask"), slot=_ASKS))
        return
    _done(turn, item, "ask")


def _again(turn: Turn, item: NewsItem) -> None:
    if life.look_again(turn.tx, turn.rules, item.id or 0):
        _done(turn, item, "again")
    else:
        _panel(turn, item)


def _done(turn: Turn, item: NewsItem, what: str) -> None:
    conversations.expect_nothing(turn.tx, turn.me.person_id)
    turn.audit(f"news.{what}", "done", str(item.id))
    told = turn.t(f"news-done-{what}", title=screens.short_title(item))
    turn.toast(told)
    if what in ("ask", "decline"):
        # What was asked of the desk above is done with. Where nothing can be edited the words above have said it.
        turn.say(Screen(told, slot=_ASKS), Priority.UPDATE)
    _panel(turn, item)


def _too_late(turn: Turn, item: NewsItem) -> None:
    """Somebody else has decided: who, when, and what."""
    now = news.get(turn.tx, item.id or 0)
    assert now.decided_by is not None, "a decision is somebody's"
    assert now.decided_at is not None, "a decision has its time"
    turn.toast(
        turn.t(
            f"news-was-{now.state}",
            name=registry.person(turn.tx, now.decided_by).name,
            at=moment_text(turn.lang, now.decided_at, turn.tx.now),
        ),
        alert=True,
    )
    _panel(turn, now)


def _panel(turn: Turn, item: NewsItem) -> None:
    """As it stands now: where it stood when a button was pressed, below what was typed."""
    now = news.get(turn.tx, item.id or 0)
    fresh = turn.event.press_id == ""
    turn.say(screens.panel(turn.tx, turn.lang, turn.rules, now, fresh=fresh))
