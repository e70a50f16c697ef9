"""What belongs where in a news item, and what an answer about the pupils in its pictures means."""

import pytest

from rules.news import CONSENTED, NO_CHILDREN, WITHOUT_CONSENT, placed, read_children


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("không", NO_CHILDREN),
        ("Không ạ.", NO_CHILDREN),
        ("Không có", NO_CHILDREN),
        ("không có học sinh nào", NO_CHILDREN),
        ("Khong co em nao trong anh a", NO_CHILDREN),
        ("có, phụ huynh đồng ý rồi", CONSENTED),
        ("Đã xin phép phụ huynh", CONSENTED),
        ("chưa", WITHOUT_CONSENT),
        ("có, nhưng chưa xin được đồng ý", WITHOUT_CONSENT),
        ("phụ huynh không đồng ý", WITHOUT_CONSENT),
        ("phụ huynh không cho đăng", WITHOUT_CONSENT),
    ],
)
def test_answers_about_pupils_are_read_as_people_type_them(said: str, meant: str):
    assert read_children(said) == meant


@pytest.mark.parametrize(
    "said",
    [
        "không biết",
        "Không rõ ạ",
        "không hỏi phụ huynh",
        "không xin phép",
        "không có phép",
        "không có giấy của phụ huynh",
        "không ai đồng ý cả",
        "không có sự đồng ý",
        "không phải phụ huynh nào cũng đồng ý",
        "không em nào xin phép",
        "có",
        "",
    ],
)
def test_what_leaves_a_doubt_lets_no_picture_out(said: str):
    assert read_children(said) not in (NO_CHILDREN, CONSENTED)


@pytest.mark.parametrize(
    ("title", "text", "typed", "expected"),
    [
        ("", "", "Tiêu đề\nNội dung", ("Tiêu đề", "Nội dung")),
        ("", "Nội dung", "Tiêu đề", ("Tiêu đề", "Nội dung")),
        ("", "Nội dung", "Thêm\nnữa", ("", "Nội dung\n\nThêm\nnữa")),
        ("Tiêu đề", "Nội dung", "Thêm", ("Tiêu đề", "Nội dung\n\nThêm")),
        ("", "", "a" * 151, ("", "a" * 151)),
    ],
)
def test_words_go_where_they_belong(title: str, text: str, typed: str, expected: tuple[str, str]):
    assert placed(title, text, typed) == expected
