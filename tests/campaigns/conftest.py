"""The catalogue as it is shipped, and the desk that sends notices."""

import pytest
from crowd import Crowd
from department import HandClock, Sample
from notice_desk import NoticeDesk, notice_desk_of

from rules.catalogue import Catalogue, load_catalogue
from storage.database import Database


@pytest.fixture(scope="session")
def rules() -> Catalogue:
    return load_catalogue()


@pytest.fixture
def desk(database: Database, rules: Catalogue, clock: HandClock, registry: Sample) -> NoticeDesk:
    """Tests of regular reports have a desk of their own."""
    return notice_desk_of(Crowd(database, rules, clock), registry)
