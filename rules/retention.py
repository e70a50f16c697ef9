"""How long the content of each kind of record is kept, and what of it stays for statistics afterwards. Pure."""

import re
from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Annotated, Any, Final, Literal

from pydantic import AfterValidator

from rules.form import Question
from rules.model import Duration, Model

Kind = Literal["incidents", "restricted", "drafts", "submissions", "news", "notices", "press", "people"]
KINDS: Final[tuple[Kind, ...]] = (
    *("incidents", "restricted", "drafts", "submissions"),
    *("news", "notices", "press", "people"),
)
# What waits to be sent, and was sent, is kept for 90 days: by then nothing that is taken away stands there any more.
SHORTEST = timedelta(days=120)

_KEPT_ANSWERS = frozenset({"choice", "choices", "count", "time"})
_CODE = re.compile(r"[a-z0-9_]{1,40}")
_WORDS = frozenset({"to", "before"})


def _long_enough(period: timedelta) -> timedelta:
    if period < SHORTEST:
        raise ValueError(f"không dưới {SHORTEST.days} ngày")
    return period


Period = Annotated[Duration, AfterValidator(_long_enough)]


class Retention(Model):
    """How long after its end: an incident, an unsent draft, a regular report, a news item, a notice, a contact with the
    press, the last post of a person who has left.
    """

    incidents: Period
    restricted: Period
    drafts: Period
    submissions: Period
    news: Period
    notices: Period
    press: Period
    people: Period

    def period(self, kind: Kind) -> timedelta:
        found: timedelta = getattr(self, kind)
        return found


def kept_answers(form: Iterable[Question], answers: Mapping[str, Any]) -> dict[str, Any]:
    """What was chosen and counted, and when; no words, places, numbers of phones, links."""
    kept = {question.id for question in form if question.kind in _KEPT_ANSWERS}
    return {name: value for name, value in answers.items() if name in kept}


def kept_data(data: Mapping[str, Any]) -> dict[str, Any]:
    """Of a line of the timeline its numbers and codes; no names and nothing that somebody has typed."""
    return {name: value for name, value in data.items() if name not in _WORDS and _is_plain(value)}


def _is_plain(value: Any) -> bool:
    if isinstance(value, list):
        return all(isinstance(one, int) for one in value)
    return isinstance(value, int | float) or (isinstance(value, str) and _CODE.fullmatch(value) is not None)
