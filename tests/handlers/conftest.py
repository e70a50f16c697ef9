"""The head's and the leaders' phones for the tests of conversations."""

import pytest
from department import HandClock, Sample
from incident_desk import Desk
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
def desk(database: Database, registry: Sample, rules: Catalogue, clock: HandClock) -> Desk:
    return Desk(database, rules, clock, registry)
