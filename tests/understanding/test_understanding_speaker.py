"""A person told in one line: name, post, telephone number."""

import pytest

from handlers.understanding.speaker import Told, read_speaker

PHONE = "+84903000111"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Trần Thị Mẫu, Phó Hiệu trưởng, 0903 000 111", Told("Trần Thị Mẫu", "Phó Hiệu trưởng", PHONE)),
        ("Trần Thị Mẫu - Phó Hiệu trưởng - 0903000111", Told("Trần Thị Mẫu", "Phó Hiệu trưởng", PHONE)),
        ("tran thi mau pho hieu truong 0903.000.111", Told("tran thi mau", "pho hieu truong", PHONE)),
        ("thầy Trần Văn Mẫu sđt: 0903 000 111", Told("thầy Trần Văn Mẫu", "", PHONE)),
        ("Phó Hiệu trưởng, Trần Thị Mẫu, 0903000111", Told("Trần Thị Mẫu", "Phó Hiệu trưởng", PHONE)),
        ("tên là Trần Thị Mẫu (0903000111)", Told("Trần Thị Mẫu", "", PHONE)),
        ("Trần Thị Mẫu", Told("Trần Thị Mẫu", "", "")),
        ("0903000111", None),
        ("?", None),
        ("", None),
    ],
)
def test_who_it_is(text: str, told: Told | None) -> None:
    assert read_speaker(text) == told
