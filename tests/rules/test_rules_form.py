"""The form asks a head only for what is missing, in a sensible order, and briefly."""

from typing import Any

import pytest
from guided_questions import asked_on_the_way

from rules.catalogue import Catalogue, load_catalogue
from rules.conditions import Condition, holds
from rules.form import applies, missing, next_guided
from rules.texts import Text


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue()


PLAIN = {
    "category": "security",
    "what": "Có người lạ",
    "occurred_at": "2026-11-23T02:00:00+00:00",
    "pupils_affected": 0,
}


def test_plain_case_takes_eight_messages_from_start_to_sent(catalogue: Catalogue) -> None:
    order = asked_on_the_way(catalogue.form, {**PLAIN, "media": "none", "done": "Đã báo công an"})
    assert order == ["category", "what", "occurred_at", "pupils_affected", "media", "done"]
    assert len(["/baocao", *order, "Gửi"]) == 8


def test_hurt_pupils_and_a_posted_clip_bring_their_own_questions(catalogue: Catalogue) -> None:
    order = asked_on_the_way(
        catalogue.form, {**PLAIN, "category": "injury", "pupils_affected": 3, "injured": 3, "media": "social"}
    )
    guided = ["category", "what", "occurred_at", "pupils_affected", "injured", "in_hospital", "media", "media_links"]
    assert order == [*guided, "done"]


def test_the_sick_are_counted_in_hospital_and_not_as_injured(catalogue: Catalogue) -> None:
    order = asked_on_the_way(catalogue.form, {**PLAIN, "category": "food_poisoning", "pupils_affected": 25})
    assert "injured" not in order
    assert "in_hospital" in order


def test_what_was_understood_from_the_text_is_not_asked_again(catalogue: Catalogue) -> None:
    question = next_guided(catalogue.form, {**PLAIN, "media": "none"})
    assert question is not None
    assert question.id == "done"


def test_sending_needs_category_story_and_time_and_the_urgent_report_only_the_category(catalogue: Catalogue) -> None:
    assert [question.id for question in missing(catalogue.form, {})] == ["category", "what", "occurred_at"]
    assert [question.id for question in missing(catalogue.form, {"what": ""}, urgent=True)] == ["category"]
    assert missing(catalogue.form, {"category": "fire"}, urgent=True) == ()


def test_zero_is_an_answer_and_an_empty_text_is_none(catalogue: Catalogue) -> None:
    answers = {**PLAIN, "what": "  ".strip(), "pupils_affected": 0}
    assert [question.id for question in missing(catalogue.form, answers)] == ["what"]
    first = next_guided(catalogue.form, answers)
    assert first is not None
    assert first.id == "what"


def test_links_make_sense_only_once_something_is_online(catalogue: Catalogue) -> None:
    links = catalogue.question("media_links")
    assert applies(links, {"media": "published"})
    assert not applies(links, {"media": "none"})
    assert not applies(links, {})


def test_every_question_is_asked_in_both_languages(catalogue: Catalogue) -> None:
    for question in catalogue.form:
        texts = [question.ask, question.label, *([question.hint] if question.hint else [])]
        assert all(text.en for text in [*texts, *(option.label for option in question.options)])
        assert len(question.label.vi) <= 24


@pytest.mark.parametrize(
    ("condition", "answers", "held"),
    [
        ({"question": "told", "one_of": ["police"]}, {"told": ["health", "police"]}, True),
        ({"question": "told", "one_of": ["police"]}, {"told": []}, False),
        ({"question": "severity", "one_of": ["3", "4"]}, {"severity": 3}, True),
        ({"question": "dead", "at_least": 1}, {}, False),
        ({"question": "dead", "at_least": 1}, {"dead": "2"}, False),
        (
            {"any_of": [{"question": "dead", "at_least": 1}, {"question": "injured", "at_least": 1}]},
            {"injured": 1},
            True,
        ),
        (
            {"all_of": [{"question": "dead", "at_least": 1}, {"question": "injured", "at_least": 1}]},
            {"injured": 1},
            False,
        ),
    ],
)
def test_conditions_hold_on_answers_given(condition: dict[str, Any], answers: dict[str, Any], held: bool) -> None:
    assert holds(Condition.model_validate(condition), answers) is held


@pytest.mark.parametrize(
    "written",
    [
        {"question": "dead"},
        {"at_least": 1},
        {"question": "dead", "at_least": 1, "one_of": ["a"]},
        {"question": "x", "any_of": []},
    ],
)
def test_condition_that_says_nothing_or_too_much_is_refused(written: dict[str, Any]) -> None:
    with pytest.raises(ValueError):
        Condition.model_validate(written)


def test_text_without_english_is_shown_in_vietnamese() -> None:
    assert Text.model_validate("Gửi").of("en") == "Gửi"
    assert Text.model_validate({"vi": "Gửi", "en": "Send"}).of("en-GB") == "Send"
    assert Text.model_validate({"vi": "Gửi", "en": "Send"}).of("fr") == "Gửi"
