"""Wrong answers are caught, unlikely ones only questioned."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from rules.catalogue import Catalogue, load_catalogue
from rules.checks import Problem, check_answer, problems

NOW = datetime(2026, 11, 23, 3, 5, tzinfo=UTC)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue()


def ago(**period: float) -> str:
    return (NOW - timedelta(**period)).isoformat()


@pytest.mark.parametrize(
    ("question", "value", "code"),
    [
        ("occurred_at", ago(minutes=-5), None),
        ("occurred_at", ago(minutes=-6), "time_in_future"),
        ("occurred_at", ago(days=61), "time_too_old"),
        ("occurred_at", "2026-11-23T09:30:00", "not_a_time"),
        ("occurred_at", "hôm qua", "not_a_time"),
        ("occurred_at", None, "not_a_time"),
        ("pupils_affected", 0, None),
        ("pupils_affected", -1, "negative_count"),
        ("pupils_affected", 20001, "count_too_big"),
        ("pupils_affected", "3", "not_a_number"),
        ("pupils_affected", True, "not_a_number"),
        ("category", "fire", None),
        ("category", "flood", "unknown_option"),
        ("severity", 3, None),
        ("severity", 5, "unknown_option"),
        ("told", ["police", "ward"], None),
        ("told", ["police", "mayor"], "unknown_option"),
        ("told", "police", "not_a_list"),
        ("what", "x" * 20_001, "too_long"),
        ("what", 5, "not_a_text"),
        ("phone", "0903 123.456", None),
        ("phone", "+84 (903) 123-456", None),
        ("phone", "gọi văn phòng", "not_a_phone"),
        ("media_links", ["https://example.org/1"], None),
        ("media_links", ["x" * 501], "too_long"),
        ("media_links", "https://example.org/1", "not_a_list"),
        ("location", {"lat": 10.77, "lon": 106.7}, None),
        ("location", {"lat": 106.7, "lon": 10.77}, "not_a_place"),
        ("location", "Quận 1", "not_a_place"),
    ],
)
def test_new_answer_is_checked_at_once(catalogue: Catalogue, question: str, value: Any, code: str | None) -> None:
    problem = check_answer(catalogue.question(question), value, {}, NOW)
    assert (problem.code if problem else None) == code


def test_old_event_and_uneven_counts_are_questioned_but_may_be_sent(catalogue: Catalogue) -> None:
    answers = {"category": "traffic", "occurred_at": ago(days=90), "pupils_affected": 1, "injured": 2, "dead": 2}
    found = problems(answers, NOW, catalogue)
    assert [(problem.code, problem.warning) for problem in found] == [
        ("time_too_old", True),
        ("injured_more_than_affected", True),
        ("dead_more_than_affected", True),
    ]
    assert found[1].args == {"count": 2, "affected": 1}


def test_more_in_hospital_than_injured_is_no_problem(catalogue: Catalogue) -> None:
    answers = {"category": "food_poisoning", "pupils_affected": 25, "injured": 0, "in_hospital": 12}
    assert problems(answers, NOW, catalogue) == []


def test_injured_teacher_needs_no_pupil(catalogue: Catalogue) -> None:
    assert problems({"staff_affected": 1, "injured": 1}, NOW, catalogue) == []
    assert problems({"staff_affected": 1, "pupils_affected": 0, "injured": 1}, NOW, catalogue) == []


def test_new_count_is_compared_with_the_others(catalogue: Catalogue) -> None:
    answers = {"pupils_affected": 3}
    problem = check_answer(catalogue.question("in_hospital"), 4, answers, NOW)
    assert problem == Problem(
        "in_hospital", "in_hospital_more_than_affected", {"count": 4, "affected": 3}, warning=True, doubt=True
    )
    assert check_answer(catalogue.question("in_hospital"), 3, answers, NOW) is None


def test_severity_may_be_raised_and_not_lowered(catalogue: Catalogue) -> None:
    answers = {"category": "drowning", "severity": 2}
    assert problems(answers, NOW, catalogue) == [Problem("severity", "severity_below_proposal", {"proposal": 3})]
    assert problems({**answers, "severity": 4}, NOW, catalogue) == []


def test_wrong_count_raises_no_severity(catalogue: Catalogue) -> None:
    found = problems({"category": "other", "severity": 1, "dead": 99999}, NOW, catalogue)
    assert [problem.code for problem in found] == ["count_too_big"]


def test_links_beside_no_media_are_questioned(catalogue: Catalogue) -> None:
    found = problems({"media": "none", "media_links": ["https://example.org"]}, NOW, catalogue)
    assert found == [Problem("media", "links_without_media", {}, warning=True)]


def test_empty_draft_has_no_problems(catalogue: Catalogue) -> None:
    assert problems({}, NOW, catalogue) == []
