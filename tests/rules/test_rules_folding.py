"""Folding for search and cleaning for keeping."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.folding import clean, fold


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Ngộ  độc", "ngo doc"),
        ("ĐUỐI NƯỚC", "duoi nuoc"),
        ("  9h30,\n lớp 7A!", "9h30, lop 7a!"),
        (unicodedata.normalize("NFD", "xâm hại"), "xam hai"),
    ],
)
def test_text_with_and_without_diacritics_folds_alike(typed: str, folded: str) -> None:
    assert fold(typed) == folded == fold(folded)


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(
    st.text(st.one_of(st.characters(), st.sampled_from("\u200d\ufe0f\u200b\u202e👩🏫🏽é\u0301\ue000\r\n\U0001d15e")))
)
def test_cleaning_twice_changes_nothing_and_leaves_nothing_hidden(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert unicodedata.is_normalized("NFC", cleaned)
    hidden = {char for char in cleaned if unicodedata.category(char) in ("Cc", "Cf", "Co", "Cs")}
    assert hidden <= {"\n", "\u200d"}


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\u202eb\u200bc\x00\ue000", "abc"),
        ("dòng 1\r\ndòng\t2\u2028dòng 3", "dòng 1\ndòng 2\ndòng 3"),
        (unicodedata.normalize("NFD", "đuối nước"), "đuối nước"),
        ("cô 👩🏽\u200d🏫 và 🏳\ufe0f\u200d🌈", "cô 👩🏽\u200d🏫 và 🏳\ufe0f\u200d🌈"),
        ("học\u200dsinh", "họcsinh"),
        ("lone \ud800 surrogate", "lone  surrogate"),
    ],
)
def test_hidden_characters_go_and_emoji_stay(typed: str, kept: str) -> None:
    assert clean(typed) == kept
