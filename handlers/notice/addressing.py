"""To whom a notice goes: kinds of units, branches of the tree and tags, chosen one after the other; none: everybody."""

import hashlib

from campaigns import notices as life
from handlers.notice import writing
from handlers.turn import Tampered, Turn
from storage import notice_audience, notices
from storage.screens import Button, Screen
from storage.tables.notices import Notice

FACETS = ("kinds", "under", "tags")
_PAGE = 7


def ask(turn: Turn, notice: Notice) -> None:
    """What can be chosen, and whom the present choice means."""
    there = [facet for facet in FACETS if _options(turn, notice, facet)]
    reach = notice_audience.reach(turn.tx, life.units_of(turn.tx, notice))
    rows = [
        *((Button(turn.t(f"notice-facet-{facet}"), f"n:{notice.id}:facet:{facet}:0"),) for facet in there),
        (Button(turn.t("notice-everybody"), f"n:{notice.id}:all"),),
        (Button(turn.t("notice-chosen"), f"n:{notice.id}:card"),),
    ]
    text = turn.t("notice-ask-to", audience=writing.audience_text(turn, notice), units=reach.units, people=reach.people)
    turn.say(Screen(text, tuple(rows), slot=_slot(notice), fresh=turn.event.message_ref == ""))


def everybody(turn: Turn, notice: Notice) -> None:
    ask(turn, notices.change(turn.tx, notice.id or 0, audience={}))


def choose(turn: Turn, notice: Notice, facet: str, page: int) -> None:
    """The values of a facet, those that are chosen marked."""
    chosen = set(_chosen(notice, facet))
    options = _options(turn, notice, facet)
    shown = options[page * _PAGE : (page + 1) * _PAGE]
    rows = [
        (Button(f"{'☑️' if value in chosen else '◻️'} {name}", f"n:{notice.id}:pick:{facet}:{page}:{_sign(value)}"),)
        for value, name in shown
    ]
    turning = []
    if page > 0:
        turning.append(Button(turn.t("page-back"), f"n:{notice.id}:facet:{facet}:{page - 1}"))
    if len(options) > (page + 1) * _PAGE:
        turning.append(Button(turn.t("page-on"), f"n:{notice.id}:facet:{facet}:{page + 1}"))
    below = (tuple(turning), (Button(turn.t("notice-chosen"), f"n:{notice.id}:to"),))
    text = turn.t(f"notice-choose-{facet}", audience=writing.audience_text(turn, notice))
    fresh = turn.event.message_ref == ""
    turn.say(Screen(text, (*rows, *(row for row in below if row)), slot=_slot(notice), fresh=fresh))


def pick(turn: Turn, notice: Notice, facet: str, page: int, sign: str) -> None:
    """Chooses a value or takes it away; raises Tampered for one that was never offered."""
    value = next((value for value, _ in _options(turn, notice, facet) if _sign(value) == sign), None)
    if value is None:
        raise Tampered("unknown audience")
    chosen = _chosen(notice, facet)
    kept = [one for one in chosen if one != value] if value in chosen else [*chosen, value]
    audience = {name: told for name, told in {**notice.audience, facet: kept}.items() if told}
    choose(turn, notices.change(turn.tx, notice.id or 0, audience=audience), facet, page)


def _options(turn: Turn, notice: Notice, facet: str) -> list[tuple[str, str]]:
    """(value, name)."""
    if facet == "under":
        return notice_audience.branches(turn.tx, notice.areas)
    values = notice_audience.kinds if facet == "kinds" else notice_audience.tags
    return [(value, value) for value in values(turn.tx, notice.areas)]


def _chosen(notice: Notice, facet: str) -> list[str]:
    return list(notice.audience.get(facet, ()))


def _sign(value: str) -> str:
    """Short enough for a button, and the same however the list has changed."""
    return hashlib.sha256(value.encode()).hexdigest()[:10]


def _slot(notice: Notice) -> str:
    return f"notice-draft:{notice.id}"
