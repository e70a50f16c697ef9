"""What the bot is not sure of is shown as such; corrections in words; two incidents in one message; names hidden."""

import pytest
from report_desk import drafts, incidents, updates

NAMED = "Em Nguyễn Văn A lớp 7A té cầu thang lúc 9h, đã báo mẹ em 0903 123 456"


def answers(database) -> dict:
    return drafts(database)[-1].answers


def test_what_was_only_supposed_is_marked_on_the_card_until_the_head_has_looked(head, database):
    head.write("3 em lớp 7A bị ong đốt ở sân trường lúc ra chơi, đã sơ cứu")
    assert "Thời gian: 09:15 \ue000(?)" in head.last.text
    assert "xem lại giúp" in head.last.text
    head.press("Sửa")
    head.press("Thời gian")
    head.press("Giữ nguyên")
    assert "Thời gian: 09:15" in head.last.text
    assert "(?)" not in head.last.text


def test_a_corrected_answer_is_not_marked_any_more(head):
    head.write("3 em lớp 7A bị ong đốt ở sân trường lúc ra chơi, đã sơ cứu")
    head.press("Sửa")
    head.press("Thời gian")
    head.write("9h05")
    assert "(?)" not in head.last.text


def test_the_guided_report_asks_what_was_only_supposed_with_its_answer_ready(head, database):
    head.write("/baocao")
    head.press("Tai nạn thương tích")
    head.write("Bị ong đốt lúc ra chơi ở sân trường")
    assert "lúc nào" in head.last.text
    assert "Đang ghi: \ue00009:15" in head.last.text
    head.press("Giữ nguyên")
    assert "Bao nhiêu học sinh" in head.last.text
    assert answers(database)["occurred_at"].startswith("2026-11-16T02:15")


def test_a_sent_report_carries_no_question_marks(head, database):
    head.write("3 em lớp 7A bị ong đốt ở sân trường lúc ra chơi, đã sơ cứu")
    head.press("Gửi")
    assert len(incidents(database)) == 1
    assert "(?)" not in "".join(screen.text for screen in head.shown.values())


def test_words_that_correct_put_the_answer_right(head, database):
    head.write("3 em lớp 7A bị ong đốt lúc 9h, đã sơ cứu")
    assert answers(database)["pupils_affected"] == 3
    head.write("à 4 em chứ không phải 3")
    assert answers(database)["pupils_affected"] == 4
    assert "Học sinh bị ảnh hưởng: 4" in head.last.text


def test_after_an_urgent_report_too(head, database):
    head.write("/khan 3 em lớp 7A bị ong đốt lúc 9h")
    head.press("GỬI NGAY")
    head.write("đính chính: 4 em chứ không phải 3")
    [incident] = incidents(database)
    assert incident.answers["pupils_affected"] == 4
    assert updates(database) == ["đính chính: 4 em chứ không phải 3"]


def test_two_incidents_in_one_message_are_told_apart(head):
    head.write("Lúc 9h cháy bếp ăn. Ngoài ra chiều qua có 2 em đánh nhau ở cổng")
    assert "hai vụ" in head.last.text
    assert "Cháy nổ" in head.last.text


@pytest.mark.parametrize("way", ["!Ẩn tên", "ẩn tên"])
def test_names_and_numbers_of_pupils_are_hidden_with_one_press(head, database, way):
    head.write(NAMED)
    assert "tên học sinh" in head.last.text
    head.press(way[1:]) if way[0] == "!" else head.write(way)
    assert "Nguyễn Văn A" not in answers(database)["what"]
    assert "123 456" not in answers(database)["what"]
    assert "lớp 7A" in answers(database)["what"]
    assert "⚠️" not in head.last.text
    assert not any("Ẩn tên" in label for label in head.labels())


def test_where_nothing_is_to_be_hidden_nothing_is_offered(head):
    head.write("Một em lớp 7A té cầu thang lúc 9h, đã báo phụ huynh")
    assert not any("Ẩn tên" in label for label in head.labels())


def test_a_name_in_an_update_is_warned_of_as_well(head, database):
    head.write("Một em lớp 7A té cầu thang lúc 9h, đã báo phụ huynh")
    head.press("Gửi")
    [incident] = incidents(database)
    head.press("Bổ sung", on=head.shown[f"incident:{incident.id}"])
    head.write("Em Nguyễn Văn A đã về nhà")
    assert updates(database) == ["Em Nguyễn Văn A đã về nhà"]
    assert any("có vẻ có tên" in screen.text for screen, _ in head.history)


@pytest.mark.parametrize(("number", "warned"), [("0987 654 321", True), ("0903 000 001", False)])
def test_a_phone_number_that_is_not_the_reporters_is_pointed_out_before_sending(head, number: str, warned: bool):
    head.write(f"3 em lớp 7A bị ong đốt ở sân trường lúc 9h, liên hệ bảo vệ {number}")
    assert ("số điện thoại không phải của Thầy/Cô" in head.last.text) is warned


def test_one_press_on_the_card_leads_to_each_answer_that_is_not_sure(head):
    head.write("3 em lớp 7A bị ong đốt ở sân trường lúc ra chơi, đã sơ cứu")
    offered = [label for label in head.labels() if label.startswith("~ ")]
    assert any("09:15" in label for label in offered)
    head.press("~ 🕘")
    assert "Việc xảy ra lúc nào?" in head.last.text
    head.press("30 phút trước")
    assert not [label for label in head.labels() if label.startswith("~ 🕘")], "it is sure now"
    assert "Gửi" in "".join(head.labels()), "the card again"
