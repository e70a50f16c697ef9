"""The words that heads type are read with every mistake told, and phrases mean what the guide says."""

import shutil
from pathlib import Path

import pytest

from rules.catalogue import SHIPPED, RulesError, load_catalogue
from rules.words import readings


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return shutil.copytree(SHIPPED, tmp_path / "catalogue")


def spoil(folder: Path, name: str, old: str, new: str) -> int:
    """Replaces the first `old` in a file; returns the line where `new` then begins."""
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def mistakes_of(folder: Path) -> list[str]:
    with pytest.raises(RulesError) as caught:
        load_catalogue(folder)
    return str(caught.value).splitlines()


def test_brackets_offer_a_choice_and_a_question_mark_leaves_it_open() -> None:
    assert list(readings("rạch cổ? tay")) == [("rạch", "tay"), ("rạch", "cổ", "tay")]
    assert list(readings("(a | b c) d")) == [("a", "d"), ("b", "c", "d")]
    assert list(readings("(a | b)? VEHICLE … c")) == [
        ("VEHICLE", "…", "c"),
        ("a", "VEHICLE", "…", "c"),
        ("b", "VEHICLE", "…", "c"),
    ]


@pytest.mark.parametrize(
    ("phrase", "reason"),
    [
        ("bị (té | ngã", "thiếu dấu «)»"),
        ("bị té)", "thừa dấu «)»"),
        ("… bị té", "phải bắt đầu và kết thúc bằng một chữ"),
        ("(bị)?", "phải bắt đầu và kết thúc bằng một chữ"),
        ("a … b … c … d", "có quá 2 dấu «…»"),
        (" ".join(["(a | b | c)"] * 7), "quá nhiều cách đọc"),
    ],
)
def test_phrase_that_cannot_be_read_says_why(phrase: str, reason: str) -> None:
    with pytest.raises(ValueError, match="cụm từ") as caught:
        readings(phrase)
    assert reason in str(caught.value)


@pytest.mark.parametrize(
    ("name", "old", "new", "reason"),
    [
        ("category_words.yaml", "treo cổ", "treo (cổ", "thiếu dấu «)»"),
        ("category_words.yaml", "treo cổ", "Treo cổ", "phải viết chữ thường"),
        ("category_words.yaml", "treo cổ", "HARMED cổ", "không có nhóm từ «HARMED», có phải «HARM»?"),
        ("category_words.yaml", "category: self_harm", "category: selfharm", "có phải «self_harm»?"),
        ("category_words.yaml", "weight: 12", "weight: 0", "weight"),
        ("words.yaml", "typed: [hs,", "typed: [hs2,", "«typed.1»"),
        ("words.yaml", "typed: [gv,", "typed: [hs,", "chữ tắt «hs» đã dùng cho «học sinh»"),
        ("words.yaml", "words: [rắn,", "words: [rắn … độc,", "không được chứa «…»"),
    ],
)  # fmt: skip
def test_mistake_in_the_words_is_told_with_its_line(folder: Path, name: str, old: str, new: str, reason: str) -> None:
    line = spoil(folder, name, old, new)
    (told,) = mistakes_of(folder)
    assert told.startswith(f"{name}:{line}: ")
    assert reason in told


def test_phrase_belongs_to_one_category_only(folder: Path) -> None:
    spoil(folder, "category_words.yaml", "treo cổ", "lật xe")
    (told,) = mistakes_of(folder)
    assert "cụm từ «lật xe» đã có ở loại «self_harm»" in told


def test_meaning_and_group_that_the_software_needs_are_missed_at_the_start(folder: Path) -> None:
    line = spoil(folder, "words.yaml", "id: published", "id: publishd")
    spoil(folder, "words.yaml", "id: HOTLINE", "id: HOT_LINE")
    told = mistakes_of(folder)
    assert "words.yaml:1: thiếu nghĩa «published» mà phần mềm cần" in told
    assert "words.yaml:1: thiếu nhóm «HOTLINE» mà phần mềm cần" in told
    assert f"words.yaml:{line}: không có nghĩa «publishd», có phải «published»?" in told
