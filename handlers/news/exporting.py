"""[Xuất Word]: the accepted items of a period as one document; the period is chosen, or typed as two days.

The conversation flow "news-export" holds {"at"}.
"""

from datetime import datetime, timedelta
from typing import Any

from handlers.news import home
from handlers.report import doors
from handlers.turn import Turn
from news import export as exporting
from rules.news_periods import NAMED, Period, named, read_period
from storage import conversations, making
from storage.screens import Button, Screen

FLOW = "news-export"
MOST_PICTURES = 600
_FORGOTTEN_AFTER = timedelta(hours=1)
_SLOT = "news-export"


def ask(turn: Turn) -> None:
    """Of which period."""
    conversations.expect(turn.tx, turn.me.person_id, FLOW, at=turn.tx.now.isoformat())
    buttons = [Button(turn.t(f"news-period-{name}").capitalize(), f"w:export:{name}") for name in NAMED]
    rows = (tuple(buttons[:2]), tuple(buttons[2:]), (Button(turn.t("news-to-queue"), "w:queue:0"),))
    turn.say(Screen(turn.t("news-ask-period"), rows, slot=_SLOT, fresh=True))


def export_named(turn: Turn, name: str) -> None:
    """name: of a period in rules.news_periods.NAMED."""
    _export(turn, named(name, turn.tx.now))


def typed(turn: Turn, data: dict[str, Any]) -> None:
    """«1/11 - 15/11»; other words belong elsewhere."""
    lately = turn.at - datetime.fromisoformat(data["at"]) < _FORGOTTEN_AFTER
    period = read_period(turn.event.text, turn.tx.now) if turn.event.kind == "text" else None
    if not lately or not home.areas(turn) or (period is None and turn.event.kind != "text"):
        conversations.expect_nothing(turn.tx, turn.me.person_id)
        doors.just_typed(turn)
    elif period is None:
        turn.say(Screen(turn.t("news-period-not-understood"), slot=_SLOT, fresh=True))
    else:
        _export(turn, period)


def _export(turn: Turn, period: Period) -> None:
    held = exporting.extent(turn.tx, home.areas(turn), period)
    text = exporting.period_text(turn.lang, period)
    if not held.items:
        turn.say(Screen(turn.t("news-export-empty", period=text), slot=_SLOT, fresh=True))
        return
    if held.pictures > MOST_PICTURES:
        told = turn.t("news-export-too-many", count=held.pictures, most=MOST_PICTURES)
        turn.say(Screen(told, slot=_SLOT, fresh=True))
        return
    conversations.expect_nothing(turn.tx, turn.me.person_id)
    wish = making.Wish(
        turn.me.person_id,
        screen=Screen(turn.t("news-export-ready", period=text)),
        instead=Screen(turn.t("news-export-failed", period=text)),
        channel=turn.event.channel,
        address=turn.event.address,
    )
    exporting.ask(turn.tx, turn.lang, home.areas(turn), period, wish)
    lines = [turn.t("news-export-coming", period=text, items=held.items, pictures=held.pictures)]
    lines += [turn.t("news-export-kept", count=held.kept)] if held.kept else []
    turn.say(Screen("\n".join(lines), slot=_SLOT))
    turn.audit("news.export", "done", f"{period.first}..{period.last}", items=held.items)
