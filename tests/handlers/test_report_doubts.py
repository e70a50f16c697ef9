"""More injured, in hospital or dead than affected: asked again with the reason, one press puts it right or keeps it."""

import pytest
from report_desk import Phone, drafts, incidents


@pytest.fixture
def counting(head: Phone) -> Phone:
    """Asked how many are injured, three pupils affected."""
    head.write("/baocao")
    head.press("Tai nạn thương tích")
    head.write("Bàn ghế đổ trúng học sinh")
    head.press("Vừa xong")
    head.press("3")
    return head


def answers(head: Phone) -> dict:
    return drafts(head.database)[-1].answers


def test_more_injured_than_affected_is_asked_again_with_the_reason(counting):
    counting.press("5")
    assert "Số bị thương (5) nhiều hơn số người bị ảnh hưởng (3)" in counting.last.text
    assert "Bao nhiêu người bị thương?" in counting.last.text
    assert "Bị thương" not in counting.labels(), "nothing else is asked meanwhile"


def test_the_reason_stands_as_long_as_the_question(counting):
    counting.press("5")
    counting.send_photo("one")
    assert "Số bị thương (5) nhiều hơn" in counting.last.text


def test_a_corrected_number_goes_on(counting):
    counting.press("5")
    counting.write("2")
    assert answers(counting)["injured"] == 2
    assert "bệnh viện" in counting.last.text


def test_one_press_raises_the_number_affected(counting):
    counting.press("5")
    counting.press("Học sinh bị ảnh hưởng: 5")
    assert answers(counting)["pupils_affected"] == 5
    assert "bệnh viện" in counting.last.text


def test_or_those_of_the_staff(counting):
    counting.press("5")
    counting.press("Cán bộ bị ảnh hưởng: 2")
    assert answers(counting)["staff_affected"] == 2
    assert answers(counting)["pupils_affected"] == 3
    assert "bệnh viện" in counting.last.text


@pytest.mark.parametrize("kept", ["!Đúng, giữ nguyên", "đúng", "giữ nguyên", "dung roi"])
def test_who_stands_by_the_number_is_not_asked_a_second_time(counting, database, kept):
    counting.press("5")
    counting.press(kept[1:]) if kept[0] == "!" else counting.write(kept)
    assert "bệnh viện" in counting.last.text
    counting.press("0")
    counting.press("Chưa có")
    counting.press("Bỏ qua")
    counting.press("Gửi")
    [incident] = incidents(database)
    assert incident.answers["injured"] == 5
    assert incident.answers["pupils_affected"] == 3


def test_other_numbers_are_doubted_anew(counting):
    counting.press("5")
    counting.press("Đúng")
    counting.press("10")
    assert "Số nằm viện (10) nhiều hơn" in counting.last.text
    counting.press("Quay lại")
    counting.write("7")
    assert "Số bị thương (7) nhiều hơn" in counting.last.text


def test_a_smaller_number_of_affected_is_doubted_just_the_same(counting):
    counting.press("3")
    counting.press("Quay lại")
    counting.press("Quay lại")
    counting.press("2")
    assert "Số bị thương (3) nhiều hơn số người bị ảnh hưởng (2)" in counting.last.text
    assert "Bao nhiêu học sinh bị ảnh hưởng?" in counting.last.text


def test_more_dead_than_affected_is_shown_on_the_card_and_asked_before_sending(counting, database):
    counting.press("1")
    counting.press("1")
    counting.press("Chưa có")
    counting.press("Bỏ qua")
    counting.press("Sửa")
    counting.press("Tử vong")
    counting.write("5")
    assert "Số tử vong (5) nhiều hơn" in counting.last.text
    counting.press("Xem phiếu")
    assert "Số tử vong (5) nhiều hơn" in counting.last.text
    counting.press("Gửi")
    assert incidents(database) == []
    assert "Có bao nhiêu người tử vong?" in counting.last.text
    counting.write("1")
    counting.press("Gửi")
    [incident] = incidents(database)
    assert incident.severity == 4


def test_nothing_is_doubted_while_nobody_said_how_many_are_affected(head, database):
    head.write("/baocao")
    head.press("Tai nạn giao thông")
    head.write("Xe tải mất lái trước cổng trường")
    head.press("Vừa xong")
    head.press("Bỏ qua")
    head.press("Chưa có")
    head.press("Bỏ qua")
    head.press("Sửa")
    head.press("Tử vong")
    head.write("2")
    head.press("Gửi")
    [incident] = incidents(database)
    assert incident.answers["dead"] == 2


def test_an_urgent_report_is_held_up_by_no_number(head, database):
    head.write("/khan")
    head.press("Cháy nổ")
    for field, count in (("Học sinh bị", "1"), ("Tử vong", "3")):
        head.press("Sửa")
        head.press(field)
        head.write(count)
    head.press("GỬI NGAY")
    assert len(incidents(database)) == 1
