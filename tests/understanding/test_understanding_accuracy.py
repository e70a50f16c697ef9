"""How well messages are understood that a person has labelled. All are made up; no real event or person.

samples.jsonl came with the product. development.jsonl is what the words were written for. heldout.jsonl was written
before them, sealed.jsonl, unseen.jsonl, final.jsonl and fresh_….jsonl afterwards; what each of them showed when it was
new is in docs/understanding.md. Since then they are watched too. For fresh_ordinary.jsonl and fresh_odd.jsonl nothing
was changed: they show what to expect of unseen messages. The bars lie a little below what is measured now.
"""

from pathlib import Path

import pytest

from handlers.understanding.reading import read
from handlers.understanding.scoring import Score, labelled, score, table
from rules.catalogue import load_catalogue

FOLDER = Path(__file__).parent
# (precision, recall) that must be reached, by file and field.
BARS = {
    "samples": {"*": (1.0, 1.0)},
    "development": {"*": (0.98, 0.98), "dead": (1.0, 1.0), "place": (0.93, 0.88)},
    "heldout": {"*": (0.97, 0.97), "dead": (1.0, 1.0), "place": (0.85, 0.9)},
    "sealed": {"*": (0.95, 0.95), "dead": (1.0, 1.0), "place": (0.7, 0.95)},
    "final": {"*": (0.9, 0.8), "dead": (1.0, 1.0), "place": (0.55, 0.9)},
    "unseen": {"*": (0.9, 0.85), "dead": (1.0, 1.0), "media": (0.8, 0.9), "place": (0.5, 0.8)},
    "fresh_first": {"*": (0.95, 0.93), "injured": (0.95, 0.85), "dead": (1.0, 0.9), "place": (0.65, 0.83)},
    "fresh_second": {"*": (0.93, 0.92), "staff_affected": (1.0, 0.85), "dead": (1.0, 1.0), "place": (0.65, 0.8)},
    "fresh_fourth": {
        **{"*": (0.88, 0.88), "staff_affected": (0.8, 0.6), "told": (1.0, 0.75), "injured": (0.85, 0.85)},
        **{"dead": (1.0, 1.0), "place": (0.65, 0.7)},
    },
    "fresh_ordinary": {"*": (0.95, 0.95), "dead": (1.0, 1.0), "place": (0.75, 0.85)},
    "fresh_odd": {"*": (0.65, 0.5), "category": (0.7, 0.6), "dead": (1.0, 0.0), "place": (0.45, 0.35)},
    "fresh_third": {"*": (0.88, 0.9), "staff_affected": (1.0, 0.8), "dead": (1.0, 1.0), "place": (0.65, 0.8)},
}


@pytest.fixture(scope="module", params=BARS)
def measured(request: pytest.FixtureRequest) -> tuple[str, dict[str, Score]]:
    name = str(request.param)
    return name, score(labelled(FOLDER / f"{name}.jsonl"), load_catalogue())


def test_every_field_is_understood_as_well_as_before(measured: tuple[str, dict[str, Score]]) -> None:
    name, scores = measured
    print(f"\n{name}\n{table(scores)}")
    bars = BARS[name]
    below = {
        field: (one.precision, one.recall)
        for field, one in scores.items()
        for precision, recall in [bars.get(field, bars.get("*", (0.0, 0.0)))]
        if one.precision < precision or one.recall < recall
    }
    assert below == {}


def test_few_words_are_enough_for_the_category() -> None:
    catalogue = load_catalogue()
    now = labelled(FOLDER / "samples.jsonl")[0].now
    lines = (FOLDER / "phrases.txt").read_text(encoding="utf-8").splitlines()
    phrases = [line.split(" | ", 1) for line in lines if not line.startswith("#")]
    wrong = [text for category, text in phrases if read(text, now, catalogue).answers.get("category") != category]
    print(f"\nphrases: {len(phrases) - len(wrong)} of {len(phrases)}")
    assert wrong == []
