"""Cancelling asks once, by button, command or word; what was sent is not cancelled but withdrawn."""

import pytest
from report_desk import drafts, incidents
from test_report_guided import to_the_card


@pytest.mark.parametrize("way", ["!Huỷ", "/huy", "huỷ", "huy", "Hủy"])
def test_cancelling_asks_first_and_shows_what_would_be_lost(head, database, way):
    to_the_card(head)
    head.press(way[1:]) if way[0] == "!" else head.write(way)
    assert "Huỷ báo cáo này?" in head.last.text
    assert "Té cầu thang" in head.last.text
    assert drafts(database)[0].status == "open"


@pytest.mark.parametrize("way", ["!Có", "có", "co", "huỷ", "/huy"])
def test_yes_cancels(head, database, way):
    to_the_card(head)
    head.press("Huỷ")
    head.press(way[1:]) if way[0] == "!" else head.write(way)
    assert "Đã huỷ" in head.last.text
    assert drafts(database)[0].status == "cancelled"
    assert incidents(database) == []


@pytest.mark.parametrize("way", ["!Không", "không", "ko"])
def test_no_goes_back_to_where_the_head_was(head, database, way):
    head.write("/baocao")
    head.press("Cháy nổ")
    head.press("Huỷ")
    head.press(way[1:]) if way[0] == "!" else head.write(way)
    assert "Chuyện gì" in head.last.text
    assert drafts(database)[0].status == "open"


def test_words_that_are_neither_are_taken_as_an_answer_and_nothing_is_cancelled(head, database):
    head.write("/baocao")
    head.press("Cháy nổ")
    head.press("Huỷ")
    head.write("Cháy thùng rác ở sân sau, đã dập tắt")
    [draft] = drafts(database)
    assert draft.status == "open"
    assert draft.answers["what"] == "Cháy thùng rác ở sân sau, đã dập tắt"


def test_a_story_that_begins_with_yes_cancels_nothing(head, database):
    to_the_card(head)
    head.press("Huỷ")
    head.write("Có 3 em bị ngất")
    [draft] = drafts(database)
    assert draft.status == "open"
    assert "Có 3 em bị ngất" in draft.answers["what"]


def test_yes_pressed_twice_is_answered_twice(head):
    to_the_card(head)
    asked = head.press("Huỷ")
    head.press("Có", on=asked)
    head.press("Có", on=asked)
    assert "đã huỷ" in head.toast


def test_an_old_yes_does_not_cancel_what_goes_on(head, database):
    to_the_card(head)
    asked = head.press("Huỷ")
    head.press("Không", on=asked)
    head.press("Có", on=asked)
    assert drafts(database)[0].status == "open"
    assert "Huỷ báo cáo này?" in head.last.text


def test_after_cancelling_a_new_report_begins_empty(head, database):
    to_the_card(head)
    head.press("Huỷ")
    head.press("Có")
    head.write("/baocao")
    assert "loại sự cố" in head.last.text
    assert set(drafts(database)[-1].answers) <= {"phone"}


def test_with_nothing_under_way_cancelling_says_so(head):
    head.write("/huy")
    assert "Không có gì đang dở" in head.last.text
