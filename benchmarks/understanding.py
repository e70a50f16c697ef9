"""How long one message takes to understand, and how well labelled messages are understood."""

from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import process_time

from handlers.understanding.reading import LONGEST, read
from handlers.understanding.scoring import Labelled, Score, labelled, score
from rules.catalogue import Catalogue, load_catalogue

FOLDER = Path(__file__).parents[1] / "tests" / "understanding"
FILES = (
    *("samples", "development", "heldout", "sealed", "unseen", "final"),
    *("fresh_first", "fresh_second", "fresh_third", "fresh_fourth", "fresh_ordinary", "fresh_odd"),
)
ROUNDS = 5


@dataclass(frozen=True)
class Measured:
    """milliseconds: of processor time a message, sorted; longest: of one of LONGEST characters; scores: by file."""

    milliseconds: list[float]
    longest: float
    scores: dict[str, dict[str, Score]]


def measure() -> Measured:
    catalogue = load_catalogue()
    messages = {name: labelled(FOLDER / f"{name}.jsonl") for name in FILES}
    every = [message for several in messages.values() for message in several]
    read(every[0].text, every[0].now, catalogue)
    text = " ".join(message.text for message in every)[:LONGEST]
    long = Labelled(text, every[0].now, {})
    times = sorted(median(_milliseconds(message, catalogue) for _ in range(ROUNDS)) for message in every)
    scores = {name: score(several, catalogue) for name, several in messages.items()}
    return Measured(times, median(_milliseconds(long, catalogue) for _ in range(ROUNDS)), scores)


def _milliseconds(message: Labelled, catalogue: Catalogue) -> float:
    began = process_time()
    read(message.text, message.now, catalogue)
    return (process_time() - began) * 1000
