"""How well messages are understood: precision and recall of every field on messages that a person has labelled.

A labelled message is {"text", "now", "fields"}; its fields are those of `labels_of`.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from handlers.understanding.occurred import CLOCK
from handlers.understanding.reading import ANSWERS, Understood, read
from handlers.understanding.vague_times import LOCAL
from rules.catalogue import Catalogue
from rules.folding import fold

COUNTS = ("pupils_affected", "staff_affected", "injured", "in_hospital", "dead")
FIELDS = ("category", "occurred_at", *COUNTS, "media", "told", "place")
CLOSE_ENOUGH = timedelta(minutes=15)
_TOLD = {
    "police": "công an",
    "health": "y tế",
    "ward": "UBND",
    "parents": "phụ huynh",
    "fire_service": "PCCC",
    "hotline_111": "111",
}


@dataclass
class Score:
    """right: read as labelled; wrong: read otherwise, or read where nothing was said; missed: said and not read.

    A value that is read otherwise than labelled is both wrong and missed.
    """

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0


@dataclass(frozen=True)
class Labelled:
    """One message as it was sent at `now` (aware), and what a careful person reads out of it."""

    text: str
    now: datetime
    fields: Mapping[str, Any]


def labelled(path: Path) -> list[Labelled]:
    """The messages of a file, one JSON object a line."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [Labelled(row["text"], datetime.fromisoformat(row["now"]), row["fields"]) for row in rows]


def labels_of(understood: Understood) -> dict[str, Any]:
    """What was understood, told as labels are: clock times only, in Vietnam's time, and the told by their names."""
    found = dict(understood.answers)
    labels = {
        name: found[name]
        for name in ("category", *COUNTS, "parents_affected", "media", "media_links", "place")
        if name in found
    }
    if (parents := understood.unasked.get("parents_affected")) is not None and parents.sure >= ANSWERS:
        labels["parents_affected"] = parents.value
    if "occurred_at" in found and understood.fields["occurred_at"].sure >= CLOCK:
        labels["occurred_at"] = datetime.fromisoformat(found["occurred_at"]).astimezone(LOCAL).isoformat()
    if "told" in found:
        labels["told"] = [_TOLD[option] for option in found["told"] if option in _TOLD]
    return labels


def score(messages: Iterable[Labelled], catalogue: Catalogue) -> dict[str, Score]:
    """The scores by field."""
    scores = {name: Score() for name in FIELDS}
    for message in messages:
        found = labels_of(read(message.text, message.now, catalogue))
        for name, one in scores.items():
            _count(one, name, message.fields.get(name), found.get(name))
    return scores


def table(scores: Mapping[str, Score]) -> str:
    """The scores for a terminal."""
    lines = [f"{'field':<16} {'precision':>9} {'recall':>7}  right wrong missed"]
    for name, one in scores.items():
        numbers = f"{one.right:>6} {one.wrong:>5} {one.missed:>6}"
        lines.append(f"{name:<16} {one.precision:>9.1%} {one.recall:>7.1%} {numbers}")
    return "\n".join(lines)


def _count(one: Score, name: str, said: Any, found: Any) -> None:
    if name == "told":
        one.right += len(set(said or ()) & set(found or ()))
        one.wrong += len(set(found or ()) - set(said or ()))
        one.missed += len(set(said or ()) - set(found or ()))
    elif said is not None and found is not None and _same(name, said, found):
        one.right += 1
    else:
        one.wrong += found is not None
        one.missed += said is not None


def _same(name: str, said: Any, found: Any) -> bool:
    if name == "occurred_at":
        return abs(datetime.fromisoformat(said) - datetime.fromisoformat(found)) <= CLOSE_ENOUGH
    if name == "place":
        return fold(said) in fold(found) or fold(found) in fold(said)
    return bool(said == found)
