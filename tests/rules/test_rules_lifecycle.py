"""What can be done with an incident, and what becomes of it."""

import itertools

import pytest

from rules.lifecycle import Action, Status, after, allowed, head_actions, leader_actions, needs_reason


def test_an_incident_is_taken_resolved_and_closed() -> None:
    status = Status.OPEN
    for action in (
        Action.ACKNOWLEDGE,
        Action.INSTRUCT,
        Action.UPDATE,
        Action.RESOLVE,
        Action.FINAL_REPORT,
        Action.CLOSE,
    ):
        status = after(status, action)
    assert status is Status.CLOSED


@pytest.mark.parametrize("action", [Action.HAND_OVER, Action.ESCALATE])
def test_who_passes_an_incident_on_opens_it_until_the_next_one_takes_it(action: Action) -> None:
    assert after(Status.ACKNOWLEDGED, action) is Status.OPEN


def test_asking_and_instructing_take_nothing() -> None:
    assert after(Status.OPEN, Action.ASK) is after(Status.OPEN, Action.INSTRUCT) is Status.OPEN


def test_a_second_leader_cannot_take_what_is_taken() -> None:
    assert not allowed(Status.ACKNOWLEDGED, Action.ACKNOWLEDGE)


@pytest.mark.parametrize("status", [Status.CLOSED, Status.WITHDRAWN])
def test_what_is_over_can_only_be_reopened(status: Status) -> None:
    assert leader_actions(status) == (Action.REOPEN,)
    assert head_actions(status) == ()
    assert [action for action in Action if allowed(status, action)] == [Action.REOPEN]


def test_every_button_offered_is_allowed_and_acknowledge_comes_first() -> None:
    assert leader_actions(Status.OPEN)[0] is Action.ACKNOWLEDGE
    for status in Status:
        assert all(allowed(status, action) for action in (*leader_actions(status), *head_actions(status)))


def test_what_is_not_allowed_is_refused() -> None:
    with pytest.raises(ValueError, match="withdraw is not allowed"):
        after(Status.CLOSED, Action.WITHDRAW)


def test_only_resolving_reopening_and_withdrawing_need_a_reason() -> None:
    reasoned = {action for action, status in itertools.product(Action, Status) if needs_reason(action, status)}
    assert reasoned == {Action.RESOLVE, Action.REOPEN, Action.WITHDRAW}


def test_plain_words_from_the_database_serve_as_well() -> None:
    assert allowed("open", "acknowledge")  # type: ignore[arg-type]
    assert after("open", "acknowledge") == "acknowledged"  # type: ignore[arg-type]
