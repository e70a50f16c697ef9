"""How well messages are understood that a person has labelled. All are made up; no real event or person.

samples.jsonl came with the product; development.jsonl is what the words were written for; heldout.jsonl was written
before that and is only measured. The bars lie a little below what was measured.
"""

from pathlib import Path

import pytest

from handlers.understanding.scoring import Score, labelled, score, table
from rules.catalogue import load_catalogue

FOLDER = Path(__file__).parent
# (precision, recall) that must be reached, by file and field.
BARS = {
    "samples": {"*": (1.0, 1.0)},
    "development": {"*": (0.98, 0.98), "dead": (1.0, 1.0), "place": (0.9, 0.9)},
    "heldout": {
        "category": (0.94, 0.94),
        "occurred_at": (0.97, 0.92),
        "pupils_affected": (0.95, 0.95),
        "staff_affected": (0.85, 0.95),
        "injured": (0.88, 0.88),
        "in_hospital": (0.88, 0.86),
        "dead": (0.8, 0.8),
        "media": (0.95, 0.95),
        "told": (0.95, 0.95),
        "place": (0.55, 0.8),
    },
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
