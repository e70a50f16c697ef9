"""How an alert rises: step by step, with repeats, around quiet hours, and never backwards."""

import itertools
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.catalogue import Catalogue, load_catalogue
from rules.escalation import VIETNAM, Match, Move, Policy, QuietHours, Recipient, Step, delay_problems, next_move

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=VIETNAM)
MINUTE = timedelta(minutes=1)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue()


def walk(policy: Policy, severity: int, start: datetime, moves: int) -> Iterator[Move]:
    """Nobody ever takes the incident."""
    step, repeats, at = -1, 0, start
    for _ in range(moves):
        move = next_move(policy, step=step, repeats=repeats, last_at=at, severity=severity)
        if move is None:
            return
        yield move
        repeats = repeats + 1 if move.kind == "repeat" else 0
        step, at = move.step, move.at


def minutes(policy: Policy, severity: int, moves: int) -> list[tuple[str, int, float]]:
    return [(m.kind, m.step, (m.at - NOON) / MINUTE) for m in walk(policy, severity, NOON, moves)]


def roles(policy: Policy) -> list[list[str]]:
    return [[str(one.role or "duty") for one in step.to if not one.when_media] for step in policy.steps]


def test_grave_incident_reaches_the_director_at_once_and_again_until_it_is_taken(catalogue: Catalogue) -> None:
    policy = catalogue.policy_for(4, "drowning")
    assert roles(policy) == [
        ["duty", "division_head", "chief_of_office", "deputy_director", "director"],
        ["chief_of_office", "deputy_director"],
        ["deputy_director", "director"],
    ]
    assert minutes(policy, 4, 7) == [
        ("step", 0, 0),
        ("repeat", 0, 1),
        ("step", 1, 3),
        ("step", 2, 6),
        ("repeat", 2, 8),
        ("repeat", 2, 10),
        ("repeat", 2, 15),
    ]


@pytest.mark.parametrize("category", ["injury", "child_abuse"])
def test_serious_incident_that_nobody_takes_rises_to_the_chief_of_office_and_the_director(
    catalogue: Catalogue, category: str
) -> None:
    policy = catalogue.policy_for(3, category)
    assert roles(policy) == [["duty", "division_head"], ["chief_of_office"], ["deputy_director"], ["director"]]
    steps = [(step, at) for kind, step, at in minutes(policy, 3, 9) if kind == "step"]
    assert steps == [(0, 0), (1, 10), (2, 20), (3, 40)]


def test_notable_incident_waits_half_an_hour_for_the_duty_officer(catalogue: Catalogue) -> None:
    policy = catalogue.policy_for(2, "violence")
    assert roles(policy) == [["duty"], ["division_head"], ["chief_of_office"]]
    steps = [(step, at) for kind, step, at in minutes(policy, 2, 9) if kind == "step"]
    assert steps == [(0, 0), (1, 30), (2, 60)]


def test_communications_hear_first_of_an_incident_with_media(catalogue: Catalogue) -> None:
    for severity in catalogue.severities:
        first = catalogue.policy_for(severity, "injury").steps[0]
        assert [one.when_media for one in first.to if one.role == "communications"] == [True]


@pytest.mark.parametrize(
    ("severity", "sent"), [(1, datetime(2026, 11, 24, 6, 30, tzinfo=VIETNAM)), (2, None), (3, None), (4, None)]
)
def test_only_a_minor_incident_waits_for_the_morning(
    catalogue: Catalogue, severity: int, sent: datetime | None
) -> None:
    night = datetime(2026, 11, 23, 23, 0, tzinfo=VIETNAM)
    policy = catalogue.policy_for(severity, "other")
    move = next_move(policy, step=-1, repeats=0, last_at=night, severity=severity)
    assert move == Move("step", 0, (sent or night).astimezone(UTC))


@pytest.mark.parametrize(
    ("hour", "minute", "shifted_to"),
    [
        (20, 58, None),
        (20, 59, (24, 6, 30)),
        (23, 30, (24, 6, 30)),
        (5, 0, (23, 6, 30)),
        (6, 28, (23, 6, 30)),
        (6, 29, None),
    ],
)
def test_quiet_hours_put_a_step_off_to_their_end(
    hour: int, minute: int, shifted_to: tuple[int, int, int] | None
) -> None:
    quiet = QuietHours(start=time(21), end=time(6, 30))
    step = Step(to=(Recipient(duty=True),))
    policy = Policy(
        id="p", match=Match(severities=(2,)), steps=(step, step.model_copy(update={"after": MINUTE})), quiet=quiet
    )
    last = datetime(2026, 11, 23, hour, minute, tzinfo=VIETNAM)
    move = next_move(policy, step=0, repeats=0, last_at=last, severity=2)
    assert move is not None
    day, hour, minute = shifted_to or (23, hour, minute + 1)
    assert move.at == datetime(2026, 11, day, hour, minute, tzinfo=VIETNAM)


def test_policy_shortened_while_an_incident_runs_goes_on_with_its_last_step() -> None:
    policy = Policy(
        id="p", match=Match(severities=(3,)), steps=(Step(to=(Recipient(duty=True),)),), then_every=5 * MINUTE
    )
    move = next_move(policy, step=4, repeats=0, last_at=NOON, severity=3)
    assert move == Move("repeat", 0, (NOON + 5 * MINUTE).astimezone(UTC))


def test_naive_time_is_refused(catalogue: Catalogue) -> None:
    with pytest.raises(ValueError, match="aware"):
        next_move(catalogue.policies[0], step=0, repeats=0, last_at=datetime(2026, 1, 1), severity=4)


quiet_hours = st.none() | st.tuples(st.times(), st.times()).filter(lambda two: two[0] != two[1]).map(
    lambda two: QuietHours(start=two[0], end=two[1])
)


@st.composite
def policies(draw: st.DrawFn) -> Policy:
    steps: list[Step] = []
    for _ in range(draw(st.integers(1, 4))):
        repeats = draw(st.integers(0, 3))
        every = draw(st.integers(1, 60)) * MINUTE if repeats else None
        after = steps[-1].repeating + draw(st.integers(1, 120)) * MINUTE if steps else timedelta()
        steps.append(Step(after=after, to=(Recipient(duty=True),), repeat_every=every, repeats=repeats))
    assert not list(delay_problems(steps))
    then_every = draw(st.none() | st.integers(1, 600).map(lambda count: count * MINUTE))
    return Policy(
        id="p", match=Match(severities=(1,)), steps=tuple(steps), quiet=draw(quiet_hours), then_every=then_every
    )


starts = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 1)).map(lambda at: at.replace(tzinfo=UTC))


@given(policies(), starts, st.integers(1, 4))
def test_an_alert_always_rises_and_never_goes_back(policy: Policy, start: datetime, severity: int) -> None:
    moves = list(walk(policy, severity, start, 20))
    assert [move.step for move in moves if move.kind == "step"] == list(range(len(policy.steps)))
    assert moves[0].at >= start
    for earlier, later in itertools.pairwise(moves):
        assert earlier.at < later.at
        assert later.step - earlier.step == (1 if later.kind == "step" else 0)
    if policy.then_every:
        assert len(moves) == 20


@given(policies(), starts, st.integers(1, 4))
def test_nothing_is_sent_in_quiet_hours_but_a_first_alert_above_severity_1(
    policy: Policy, start: datetime, severity: int
) -> None:
    quiet = policy.quiet
    moves = list(walk(policy, severity, start, 15))
    if severity > 1:
        assert moves.pop(0).at == start
    for move in moves:
        local = move.at.astimezone(VIETNAM).time()
        if quiet and quiet.start < quiet.end:
            assert not quiet.start <= local < quiet.end
        elif quiet:
            assert quiet.end <= local < quiet.start
