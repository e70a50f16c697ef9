"""HTML, very long texts, emoji, right-to-left and invisible characters: taken as text, nothing broken, nothing lost."""

import pytest
from report_desk import drafts, incidents, updates
from test_report_guided import to_the_card

import locales

ODD = [
    "<b>Cháy</b> <script>alert(1)</script> & «nổ» <a href='x'>tại</a> bếp",
    "Cháy 🔥🔥 ở bếp 👩‍🏫👨‍👩‍👧‍👦 🇻🇳",
    "حريق في المطبخ שריפה במטבח cháy ở bếp",
    "{ $count } %s {0} \\n ${x} cháy ở bếp",
    "Cháy\n\n\nở bếp\t!",
]


@pytest.mark.parametrize("text", ODD)
def test_odd_text_is_kept_as_it_was_typed(head, database, text):
    head.write("/baocao")
    head.press("Cháy nổ")
    head.write(text)
    for label in ("Vừa xong", "0", "Chưa có"):
        head.press(label)
    head.write(text)
    for field in ("Địa điểm", "Cần hỗ trợ"):
        head.press("Sửa")
        head.press(field)
        head.write(text)
    head.press("Gửi")
    [incident] = incidents(database)
    kept = text.replace("\t", " ")
    assert [incident.answers[name] for name in ("what", "done", "place", "needs")] == [kept] * 4
    head.write(text)
    head.press("Bổ sung")
    assert updates(database) == [kept]


def test_invisible_and_direction_characters_do_not_reach_the_report(head, database):
    head.write("/baocao")
    head.write("ch\u200bá\u200dy n\u2060ổ\u202e")
    head.write("Cháy\u200b ở \u202ebếp\u202c\ufeff\ue000 ăn\x00")
    [draft] = drafts(database)
    assert draft.answers["category"] == "fire"
    assert draft.answers["what"] == "Cháy ở bếp ăn"


def test_a_message_of_invisible_characters_only_is_asked_again(head, database):
    head.write("/baocao")
    head.press("Cháy nổ")
    head.write("\u200b\u200b")
    assert "what" not in drafts(database)[0].answers
    assert "Chuyện gì" in head.last.text


def test_or_adds_nothing_to_the_card(head, database):
    to_the_card(head)
    what = drafts(database)[-1].answers["what"]
    head.write("\u200b")
    assert drafts(database)[-1].answers["what"] == what


def test_ten_thousand_characters_are_kept_whole(head, database):
    story = ("Cháy ở bếp ăn. " * 700)[:10_000]
    head.write("/baocao")
    head.press("Cháy nổ")
    head.write(story)
    assert len(head.last.text) < 1000
    head.press("Vừa xong")
    head.write("gửi")
    assert incidents(database)[0].answers["what"] == story.strip()


def test_what_is_beyond_is_said_to_be_missing(head, database):
    head.write("/baocao")
    head.press("Cháy nổ")
    head.write("Cháy ở bếp ăn. " * 1600)
    assert "phần cuối chưa được ghi" in head.last.text
    head.write("xem phiếu")
    before = drafts(database)[0].answers["what"]
    assert len(before) <= 20_000
    head.write("Thêm một đoạn nữa")
    assert "chưa được thêm" in head.last.text
    assert drafts(database)[0].answers["what"] == before


def test_five_long_messages_forwarded_at_once_lose_nothing(head, database):
    for number in range(5):
        head.write(f"Đoạn {number}: " + "cháy ở bếp ăn, " * 200)
    what = drafts(database)[0].answers["what"]
    assert all(f"Đoạn {number}:" in what for number in range(5))
    assert "chưa được thêm" not in head.last.text


def test_a_long_answer_to_a_short_field_is_kept_with_the_story(head, database):
    place = "cầu thang dãy B cạnh phòng máy " * 12
    to_the_card(head)
    head.press("Sửa")
    head.press("Địa điểm")
    head.write(place)
    answers = drafts(database)[0].answers
    assert len(answers["place"]) == 200
    assert answers["place"].endswith("…")
    assert place.strip() in answers["what"]


def test_no_words_of_a_person_become_markup(head):
    head.write("/baocao")
    head.press("Cháy nổ")
    head.write(f"{locales.BOLD_ON}Cháy{locales.BOLD_OFF} <b>bếp</b>")
    head.write("xem phiếu")
    assert "📝 Diễn biến: Cháy <b>bếp</b>" in head.last.text
