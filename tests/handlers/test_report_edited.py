"""An edited message corrects the answer that it gave."""

from report_desk import drafts
from test_report_guided import to_the_card


def answers(database) -> dict:
    return drafts(database)[-1].answers


def test_an_edited_answer_is_corrected(head, database):
    head.write("/baocao")
    head.press("Cháy nổ")
    head.write("Cháy phòng máy", ref="7")
    head.correct("7", "Cháy phòng máy tính tầng 2")
    assert answers(database)["what"] == "Cháy phòng máy tính tầng 2"
    assert "Đã sửa" in head.last.text
    assert "lúc nào" in head.last.text


def test_what_the_old_words_told_by_the_way_is_told_anew(head, database):
    head.write("Cháy nhỏ ở bếp ăn lúc 9h, phụ huynh đăng Facebook", ref="7")
    assert answers(database)["media"] == "social"
    head.correct("7", "Xe đưa rước va chạm xe máy lúc 9h15, phụ huynh đã biết")
    assert answers(database)["what"] == "Xe đưa rước va chạm xe máy lúc 9h15, phụ huynh đã biết"
    assert answers(database)["category"] == "traffic"
    assert answers(database)["occurred_at"].startswith("2026-11-16T02:15")
    assert "media" not in answers(database)


def test_what_the_head_has_chosen_since_stays(head, database):
    head.write("Cháy nhỏ ở bếp ăn lúc 9h, phụ huynh đăng Facebook", ref="7")
    head.press("Sửa")
    head.press("Truyền thông")
    head.press("Đã đăng báo")
    head.correct("7", "Cháy nhỏ ở bếp ăn lúc 9h")
    assert answers(database)["media"] == "published"


def test_a_time_added_by_editing_answers_the_question(head, database):
    head.write("Cháy nhỏ ở bếp ăn, đã dập tắt", ref="7")
    assert "lúc nào" in head.last.text
    head.correct("7", "Cháy nhỏ ở bếp ăn lúc 9h, đã dập tắt")
    assert "Phiếu báo cáo nhanh" in head.last.text


def test_an_edited_count_is_checked_like_a_typed_one(head, database, clock):
    head.write("/baocao")
    head.press("Cháy nổ")
    head.write("Cháy phòng máy, khói nhiều")
    head.press("Vừa xong")
    head.write("3", ref="9")
    clock.turn(seconds=20)
    head.correct("9", "-3")
    assert "không thể âm" in head.last.text
    assert answers(database)["pupils_affected"] == 3
    head.correct("9", "4")
    assert answers(database)["pupils_affected"] == 4


def test_only_the_note_that_was_edited_changes(head, database):
    to_the_card(head)
    head.write("Em đã về lớp", ref="7")
    head.correct("7", "Em đã được đón về nhà")
    assert answers(database)["what"] == "Té cầu thang, đau chân\nEm đã được đón về nhà"


def test_an_edit_of_an_older_message_says_how_to_correct(head, database):
    head.write("/baocao")
    head.press("Cháy nổ")
    head.write("Cháy phòng máy", ref="7")
    head.write("9h15", ref="8")
    head.correct("7", "Cháy phòng thí nghiệm")
    assert answers(database)["what"] == "Cháy phòng máy"
    assert "Sửa" in head.last.text
