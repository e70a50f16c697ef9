"""Telephone numbers as lists hold them."""

import pytest

from bot.imports.phones import read_number


@pytest.mark.parametrize(
    "written",
    [
        "0900000111", "900000111", "84900000111", "+84 900 000 111", "(+84) 900.000.111", "0084900000111",
        "0900-000-111", "0900 000 111", "'0900000111", "ĐT: 0900000111", "+84(0)900000111", "０９０００００１１１",
        "0900000111 / 028 3829 1234", "(028) 3829 1234 - 0900 000 111", "028 3829 1234 hoặc 0900 000 111",
        "0900000111; 0900.000.111",
    ],
)  # fmt: skip
def test_a_mobile_number_is_read_however_it_is_written(written: str) -> None:
    assert read_number(written) == "+84900000111"


@pytest.mark.parametrize(
    ("written", "now"),
    [
        ("0168 000 0111", "+84380000111"),
        ("1680000111", "+84380000111"),
        ("+84 120 000 0111", "+84700000111"),
        ("01990000111", "+84590000111"),
    ],
)
def test_a_number_of_eleven_digits_is_the_one_that_it_became_in_2018(written: str, now: str) -> None:
    assert read_number(written) == now


@pytest.mark.parametrize(
    ("written", "read"), [("028 3829 1234", "+842838291234"), ("+49 1512 3456789", "+4915123456789")]
)
def test_a_number_of_a_desk_or_of_another_country_is_read(written: str, read: str) -> None:
    assert read_number(written) == read


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("090000011", "không đúng"),
        ("09000001111", "không đúng"),
        ("chưa có", "không đúng"),
        ("0900000111, 0900000112", "nhiều số"),
        ("9E+08", "viết tắt"),
        ("9,00E+08", "viết tắt"),
    ],
)
def test_what_is_no_number_or_several_is_told(written: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        read_number(written)
