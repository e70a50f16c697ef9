"""The shipped campaigns ask what the letter asks; a campaign with mistakes names every one with its line."""

import shutil
import textwrap
from pathlib import Path
from typing import Any

import pytest
import yaml
from guided_questions import asked_on_the_way

from rules.campaigns import definition_of
from rules.catalogue import SHIPPED, Catalogue, RulesError, load_catalogue


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue()


def test_three_campaigns_are_shipped(catalogue: Catalogue) -> None:
    assert [one.id for one in catalogue.campaigns] == ["communications_month", "safety_week", "quick_survey"]
    assert [one.title.vi for one in catalogue.campaigns] == [
        *("Công tác truyền thông tháng", "An toàn trường học tuần", "Khảo sát nhanh"),
    ]


def test_monthly_report_asks_what_points_one_to_three_of_the_letter_ask(catalogue: Catalogue) -> None:
    form = {question.id for question in catalogue.campaign("communications_month").form}
    first = {"spokesperson", "spokesperson_new"}
    second = {"press_contacts", "exemplary", "new_models", "highlights", "staff_told"}
    third = {"news_sent", "news_published", "news_links", "papers", "paper_readers", "pictures"}
    assert first | second | third <= form


def test_quiet_month_takes_eight_answers(catalogue: Catalogue) -> None:
    quiet = {
        **{"spokesperson": "same", "press_contacts": 0, "exemplary": 0, "new_models": 0, "news_sent": 0},
        **{"papers": ["neither"], "staff_told": "yes", "incidents": 0},
    }
    assert asked_on_the_way(catalogue.campaign("communications_month").form, quiet) == list(quiet)


def test_busy_month_brings_its_own_questions(catalogue: Catalogue) -> None:
    busy = {
        **{"spokesperson": "changed", "spokesperson_new": "Phó Hiệu trưởng mẫu", "press_contacts": 2, "exemplary": 1},
        **{"new_models": 0, "news_sent": 3, "news_published": 1, "papers": ["gdtd"], "paper_readers": 40},
        "staff_told": "yes",
        "incidents": 1,
    }
    order = asked_on_the_way(catalogue.campaign("communications_month").form, busy)
    assert {"spokesperson_new", "highlights", "news_published", "news_links", "paper_readers"} <= set(order)


def test_safe_week_takes_three_answers_and_a_hazard_one_more(catalogue: Catalogue) -> None:
    weekly = catalogue.campaign("safety_week")
    safe = {"checked": ["fire"], "hazard": "none", "incidents": 0}
    assert asked_on_the_way(weekly.form, safe) == ["checked", "hazard", "incidents"]
    assert "hazard_what" in asked_on_the_way(weekly.form, {**safe, "hazard": "help", "hazard_what": "Lan can lung lay"})


def test_survey_asks_one_question(catalogue: Catalogue) -> None:
    survey = catalogue.campaign("quick_survey")
    assert survey.template
    assert asked_on_the_way(survey.form, {"answer": "yes"}) == ["answer"]


def test_definition_is_the_same_after_it_was_kept_in_the_database(catalogue: Catalogue) -> None:
    for definition in catalogue.campaigns:
        assert definition_of(definition.stored()) == definition


def test_texts_are_there_in_both_languages(catalogue: Catalogue) -> None:
    for definition in catalogue.campaigns:
        texts = [definition.title, definition.short, definition.about]
        for question in definition.form:
            texts += [question.ask, question.label, *(option.label for option in question.options)]
        assert all(text.en for text in texts)


BASE: dict[str, Any] = {
    "id": "sample",
    "title": "Đợt mẫu",
    "short": "Đợt mẫu",
    "about": "Để thử.",
    "rhythm": {"every": "month", "day": 5},
    "results": ["director"],
    "form": [{"id": "count", "kind": "count", "ask": "Bao nhiêu?", "label": "Số"}],
}
CHOICE = {
    **{"id": "which", "kind": "choice", "ask": "Chọn?", "label": "Chọn"},
    "options": [{"id": "a", "label": "A"}, {"id": "b", "label": "B"}],
}


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"rhythm": {"every": "week"}}, "every: week cần đúng một mục weekday"),
        ({"rhythm": {"every": "month", "day": 5, "weekday": "friday"}}, "every: month cần đúng một mục day"),
        ({"rhythm": {"every": "once", "within": "61d"}}, "within phải từ 10m đến 60d"),
        ({"rhythm": {"every": "rule", "rule": "FREQ=HOURLY"}}, "rule viết như FREQ=MONTHLY;BYDAY=-1FR"),
        ({"rhythm": {"every": "rule", "rule": "FREQ=MONTHLY;COUNT=3"}}, "rule viết như FREQ=MONTHLY;BYDAY=-1FR"),
        ({"rhythm": {"every": "rule", "rule": "FREQ=MONTHLY;BYDAY=XX"}}, "rule viết như FREQ=MONTHLY;BYDAY=-1FR"),
        ({"rhythm": {"every": "rule", "rule": "FREQ=DAILY;INTERVAL=0"}}, "rule viết như FREQ=MONTHLY;BYDAY=-1FR"),
        ({"rhythm": {"every": "rule", "rule": "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"}}, "rule viết như"),
        ({"opens_before": "1s"}, "opens_before phải từ 10m đến 60d"),
        ({"opens_before": "2d"}, "nhắc trước 3 ngày nhưng đợt chỉ mở 2 ngày trước hạn"),
        ({"reminders": {"days_before": [99]}}, "days_before gồm các số ngày từ 0 đến 60"),
        ({"reminders": {"hours_before": [0]}}, "hours_before gồm các số giờ từ 1 đến 72"),
        ({"results": ["boss"]}, "chọn một trong: 'head'"),
        ({"results": []}, "không được để trống"),
        ({"form": []}, "không được để trống"),
        ({"form": [*BASE["form"], *BASE["form"]]}, "câu hỏi «count» bị trùng"),
        ({"form": [{**BASE["form"][0], "id": "category"}]}, "dành cho báo cáo sự cố"),
        ({"form": [{**CHOICE, "options": []}]}, "câu hỏi chọn «which» cần mục options"),
        ({"form": [{**CHOICE, "known": "incidents"}]}, "known chỉ dùng cho câu hỏi kind: count"),
        ({"form": [{**CHOICE, "id": "w" * 40}]}, "nhiều nhất là 39"),
        ({"form": [CHOICE, {**BASE["form"][0], "when": {"question": "whch", "one_of": ["a"]}}]}, "có phải «which»?"),
        ({"form": [CHOICE, {**BASE["form"][0], "when": {"question": "which", "one_of": ["c"]}}]}, "lựa chọn của câu"),
        ({"audience": {"under": "SO"}}, "phải là một danh sách"),
        ({"colour": "red"}, "không có mục «colour»"),
    ],
)
def test_mistake_in_a_campaign_is_told_where_it_stands(tmp_path: Path, changes: dict[str, Any], reason: str) -> None:
    folder = shutil.copytree(SHIPPED, tmp_path / "catalogue")
    shipped = (folder / "campaigns.yaml").read_text(encoding="utf-8")
    entry = yaml.safe_dump([{**BASE, **changes}], allow_unicode=True, sort_keys=False)
    (folder / "campaigns.yaml").write_text(shipped + textwrap.indent(entry, "  "), encoding="utf-8")

    with pytest.raises(RulesError) as caught:
        load_catalogue(folder)

    told = [mistake for mistake in caught.value.mistakes if reason in mistake.reason]
    assert told, caught.value
    assert told[0].file == "campaigns.yaml"
    assert told[0].line > shipped.count("\n")


def test_sample_without_a_mistake_is_taken() -> None:
    assert definition_of(BASE).question("count").guided
