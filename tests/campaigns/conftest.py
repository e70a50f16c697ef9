"""The catalogue as it is shipped."""

import pytest

from rules.catalogue import Catalogue, load_catalogue


@pytest.fixture(scope="session")
def rules() -> Catalogue:
    return load_catalogue()
