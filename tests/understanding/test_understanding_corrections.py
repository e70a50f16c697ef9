"""A later message that says that something was wrong changes what it names and nothing else."""

from datetime import UTC, datetime
from typing import Any

import pytest

from handlers.understanding.corrections import read_correction
from rules.catalogue import load_catalogue

CATALOGUE = load_catalogue()
NOW = datetime(2026, 11, 23, 3, 5, tzinfo=UTC)
ANSWERS = {
    "category": "injury",
    "occurred_at": "2026-11-22T09:00:00+00:00",
    "place": "sân trường",
    "pupils_affected": 3,
    "injured": 3,
    "in_hospital": 1,
}


@pytest.mark.parametrize(
    ("text", "corrected"),
    [
        ("à 4 em chứ không phải 3", {"pupils_affected": 4, "injured": 4}),
        ("a 4 em chu khong phai 3", {"pupils_affected": 4, "injured": 4}),
        ("không phải 3 em mà là 5 em", {"pupils_affected": 5, "injured": 5}),
        ("Dạ em ghi nhầm, 4 em ạ", {"pupils_affected": 4, "injured": 4}),
        ("đính chính: 2 em bị thương", {"injured": 2}),
        ("nhầm, 2 em nhập viện chứ không phải 1", {"in_hospital": 2}),
        ("nhầm, là 9h", {"occurred_at": "2026-11-22T02:00:00+00:00"}),
        ("9h30 chứ không phải 16h", {"occurred_at": "2026-11-22T02:30:00+00:00"}),
        ("sửa lại: 8h sáng nay", {"occurred_at": "2026-11-23T01:00:00+00:00"}),
        ("không phải ở sân trường mà ở nhà xe", {"place": "nhà xe"}),
        ("không phải tai nạn mà là đánh nhau", {"category": "violence"}),
    ],
)
def test_correction_changes_what_it_names(text: str, corrected: dict[str, Any]) -> None:
    assert read_correction(text, NOW, CATALOGUE, ANSWERS) == corrected


@pytest.mark.parametrize(
    "text",
    ["3 em đã về nhà", "không ai bị thương", "à quên, có 1 gv bị thương nữa", "4 em", "nhầm, là 23h hôm nay", "", "à"],
)
def test_new_information_is_no_correction(text: str) -> None:
    assert read_correction(text, NOW, CATALOGUE, ANSWERS) == {}


def test_only_what_was_answered_is_corrected() -> None:
    assert read_correction("à 4 em chứ không phải 3", NOW, CATALOGUE, {"injured": 1}) == {}
