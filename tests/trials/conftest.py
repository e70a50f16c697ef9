"""The Department that the trials happen to, and a voice for their figures."""

from collections.abc import Callable

import pytest
from department import HandClock, Sample
from incident_desk import Desk

from rules.catalogue import Catalogue, load_catalogue
from storage.database import Database


@pytest.fixture(scope="session")
def rules() -> Catalogue:
    return load_catalogue()


@pytest.fixture
def desk(database: Database, registry: Sample, rules: Catalogue, clock: HandClock) -> Desk:
    return Desk(database, rules, clock, registry)


@pytest.fixture
def tell(capsys: pytest.CaptureFixture[str]) -> Callable[[str], None]:
    """Prints a figure on the terminal."""

    def told(line: str) -> None:
        with capsys.disabled():
            print(f"\n{line}")

    return told
