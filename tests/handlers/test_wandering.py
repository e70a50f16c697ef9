"""Random people press and type at random: nobody is shown what the table of rights forbids, and nothing breaks."""

import pytest
from incident_desk import Desk
from wandering import wander

STEPS = 50


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_nobody_who_wanders_about_sees_what_the_table_forbids(desk: Desk, seed: int):
    crowd = wander(desk, seed, STEPS)

    assert crowd.last > STEPS
    assert any("presses" in line for line in crowd.trail)


@pytest.mark.trial
@pytest.mark.parametrize("seed", range(20))
def test_nobody_who_wanders_about_for_long_sees_what_the_table_forbids(desk: Desk, seed: int):
    """20 times 500 steps on each database: 20,000."""
    wander(desk, 1000 + seed, 500)
