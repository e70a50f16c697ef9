"""The catalogue as it is shipped, and the phones of those who send and review news."""

import pytest
from department import HandClock, Sample
from news_desk import NewsDesk, news_desk_of

from rules.catalogue import Catalogue, load_catalogue
from storage.database import Database


@pytest.fixture(scope="session")
def rules() -> Catalogue:
    return load_catalogue()


@pytest.fixture
def desk(database: Database, rules: Catalogue, clock: HandClock, registry: Sample) -> NewsDesk:
    return news_desk_of(database, rules, clock, registry)
