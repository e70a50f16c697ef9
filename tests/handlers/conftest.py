"""The head's and the leaders' phones for the tests of conversations."""

import pytest
from department import HandClock, Sample
from newcomer import NUMBER, Newcomer, person
from regular_desk import RegularDesk
from report_desk import Phone

from rules.catalogue import Catalogue, load_catalogue
from storage.database import Database


@pytest.fixture(scope="session")
def rules() -> Catalogue:
    return load_catalogue()


@pytest.fixture
def head(database: Database, registry, rules: Catalogue) -> Phone:
    return Phone(database, rules, registry.head.address)


@pytest.fixture
def director(database: Database, registry, rules: Catalogue) -> Phone:
    return Phone(database, rules, registry.director.address)


@pytest.fixture
def desk(database: Database, registry: Sample, rules: Catalogue, clock: HandClock) -> RegularDesk:
    return RegularDesk(database, rules, clock, registry)


@pytest.fixture
def comms(desk: RegularDesk) -> Phone:
    """The communications desk."""
    return desk.phone(desk.sample.communications)


@pytest.fixture
def new_head(database: Database, registry: Sample) -> int:
    """A head in the registry who has not joined."""
    return person(database, "Hiệu trưởng mẫu B", NUMBER, {"unit_id": registry.other_school, "role": "head"})


@pytest.fixture
def phone(database: Database, registry: Sample, rules: Catalogue) -> Newcomer:
    """The phone of somebody who has no account."""
    return Newcomer(database, rules, "7001")
