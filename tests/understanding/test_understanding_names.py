"""Names of pupils become initials; the place for a recogniser of speech."""

import pytest

from handlers.understanding.names import HIDDEN, strange_phones, without_names
from handlers.understanding.speech import heard
from rules.personal import warnings


@pytest.mark.parametrize(
    ("text", "without"),
    [
        ("em Nguyễn Văn An lớp 7A bị ngã", "em N.V.A. lớp 7A bị ngã"),
        ("hs Phạm Gia Huy gãy tay, em Trần Minh Tâm trầy chân", "hs P.G.H. gãy tay, em T.M.T. trầy chân"),
        ("hoc sinh nguyen thi hoa bi te", "hoc sinh N.T.H. bi te"),
        ("em Tuấn bị ong đốt", "em T. bị ong đốt"),
        ("em Trần Minh K. bị ngã", "em T.M.K. bị ngã"),
        ("CCCD 012345678912", f"CCCD {HIDDEN}"),
        ("sđt phụ huynh 0903 123 456", f"sđt phụ huynh {HIDDEN}"),
    ],
)
def test_names_and_numbers_of_pupils_are_hidden(text: str, without: str) -> None:
    assert without_names(text) == without
    assert warnings(without_names(text)) == []


@pytest.mark.parametrize(
    "text", ["3 em lớp 7A bị ong đốt, đưa đi BV Nhi đồng 1", "cô Nguyễn Thị Hoa đã sơ cứu", "gọi tôi 0903123456", ""]
)
def test_other_words_stay_as_they_are(text: str) -> None:
    assert without_names(text) == text


def test_phone_that_is_not_the_reporters_is_pointed_out() -> None:
    text = "mẹ bé 0903 123 456, gọi tôi 0912345678"
    assert strange_phones(text, "+84912345678") == ["0903 123 456"]


def test_recogniser_of_speech_is_asked_for_sounds_only() -> None:
    def hear(sound: bytes, mime: str) -> str:
        return " ba em bị ong đốt\r\n"

    assert heard(b"...", "audio/ogg", hear) == "ba em bị ong đốt"
    assert heard(b"...", "image/png", hear) == ""
    assert heard(b"...", "audio/ogg", None) == ""
