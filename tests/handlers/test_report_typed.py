"""Just type: the filled card, only what is missing is asked, a forwarded burst is one report."""

import pytest
from report_desk import attachments, drafts, incidents, updates

BEES = "9h30 sáng nay 3 em lớp 7A bị ong đốt, đã đưa đi BV quận, phụ huynh đăng Facebook"


def test_one_message_fills_the_card_and_two_touches_send_it(head, database, clock):
    clock.turn(minutes=30)
    head.write(BEES)
    card = head.last.text
    assert "Phiếu báo cáo nhanh" in card
    assert "Tai nạn thương tích" in card
    assert "09:30" in card
    assert "Mạng xã hội" in card
    head.press("Gửi")
    assert head.touches == 2
    [incident] = incidents(database)
    assert incident.answers["what"] == BEES
    assert incident.answers["occurred_at"] == "2026-11-16T02:30:00+00:00"


def test_story_that_is_sent_again_because_nothing_was_heard_is_told_once(head, database):
    head.write(BEES)
    head.write(BEES)
    assert "đã có trong phiếu" in head.last.text
    head.press("Gửi")
    [incident] = incidents(database)
    assert incident.answers["what"] == BEES


def test_story_that_is_sent_again_is_no_answer_to_what_is_asked_meanwhile(head, database):
    fight = "Có ẩu đả giữa hai nhóm học sinh lớp 9 ngoài cổng trường"
    head.write(fight)
    head.write(fight)
    assert "Việc xảy ra lúc nào?" in head.last.text
    assert drafts(database)[0].answers["what"] == fight


def test_story_that_was_sent_again_can_still_be_edited(head, database):
    head.write(BEES, ref="7")
    head.write(BEES, ref="8")
    head.correct("8", f"{BEES}, một em nặng")
    assert drafts(database)[0].answers["what"] == f"{BEES}, một em nặng"


def test_same_words_typed_once_more_where_the_story_is_asked_for_are_its_answer(head, database):
    head.write(BEES)
    head.press("Sửa")
    head.press("Diễn biến")
    head.write(BEES)
    assert "Phiếu báo cáo nhanh" in head.last.text
    assert "đã có trong phiếu" not in head.last.text
    assert drafts(database)[0].answers["what"] == BEES


def test_only_what_is_missing_is_asked_with_the_card_so_far_above(head, database):
    head.write("Có ẩu đả giữa hai nhóm học sinh lớp 9 ngoài cổng trường")
    assert "Bạo lực học đường" in head.last.text
    assert "Việc xảy ra lúc nào?" in head.last.text
    head.press("15 phút trước")
    assert "Phiếu báo cáo nhanh" in head.last.text
    head.press("Gửi")
    assert head.touches == 3
    assert incidents(database)[0].category == "violence"


def test_words_without_diacritics_do_as_well(head, database):
    head.write("chay nho o phong thi nghiem luc 8g10, da dap tat, co goi PCCC")
    head.press("Gửi")
    [incident] = incidents(database)
    assert incident.category == "fire"
    assert incident.answers["occurred_at"].startswith("2026-11-16T01:10")


def test_time_may_be_typed_when_it_is_asked(head, database):
    head.write("Có ẩu đả giữa hai nhóm học sinh lớp 9 ngoài cổng trường")
    head.write("hôm qua 14g")
    assert drafts(database)[0].answers["occurred_at"].startswith("2026-11-15T07:00")
    assert "Phiếu báo cáo nhanh" in head.last.text


def test_words_after_the_command_are_a_report_just_typed(head, database):
    head.write("/baocao Cây phượng ngã ở sân trường lúc 9h, không ai bị thương")
    assert "Phiếu báo cáo nhanh" in head.last.text
    assert drafts(database)[0].answers["category"] == "disaster"


def test_a_forwarded_burst_of_five_messages_is_one_report_with_every_word(head, database):
    burst = [
        "Thưa Sở, trường có 3 em lớp 7A bị ong đốt",
        "lúc 9h15 sáng nay",
        "đang ở phòng y tế",
        "ph đang đến",
        "Một phụ huynh quay clip đăng Facebook rồi ạ",
    ]
    for message in burst:
        head.write(message)
    [draft] = drafts(database)
    assert draft.answers["category"] == "injury"
    assert draft.answers["occurred_at"].startswith("2026-11-16T02:15")
    assert draft.answers["media"] == "social"
    for message in (burst[0], *burst[2:]):
        assert message in draft.answers["what"]
    head.press("Gửi")
    assert len(incidents(database)) == 1


def test_the_same_short_words_typed_by_a_person_are_asked_again_instead(head, database, clock):
    head.write("Có ẩu đả giữa hai nhóm học sinh lớp 9 ngoài cổng trường")
    clock.turn(seconds=20)
    head.write("đang ở phòng y tế")
    assert "Chưa rõ thời gian" in head.last.text
    assert "phòng y tế" not in drafts(database)[0].answers["what"]


def test_a_picture_with_a_caption_begins_a_report_too(head, database):
    head.send_photo("one", caption="Tường rào sập đè lên nhà xe lúc 7h")
    [draft] = drafts(database)
    assert draft.answers["category"] == "disaster"
    assert draft.answers["what"] == "Tường rào sập đè lên nhà xe lúc 7h"
    assert "Đã nhận 1 tệp" in head.last.text


def test_a_location_begins_a_report_too(head, database):
    head.send_location(10.7769, 106.7009, "Trường mẫu A, cổng sau")
    [draft] = drafts(database)
    assert draft.answers["location"] == {"lat": 10.7769, "lon": 106.7009}
    assert draft.answers["place"] == "Trường mẫu A, cổng sau"
    assert "loại sự cố" in head.last.text


@pytest.mark.parametrize("words", ["chào", "ok em", "test", "🙂"])
def test_small_talk_begins_no_report_and_tells_how_to_begin_one(head, database, words):
    head.write(words)
    assert "kể một câu" in head.last.text
    assert drafts(database) == []


def test_a_leader_who_types_is_told_that_reports_come_from_heads(director, database):
    director.write("Cháy ở bếp ăn bán trú, khói nhiều")
    assert "Thủ trưởng" in director.last.text
    assert drafts(database) == []


def sent(head):
    head.write("Cháy nhỏ ở bếp ăn lúc 9h, đã dập tắt")
    head.press("Gửi")


def test_words_after_a_report_may_be_added_to_it_or_begin_another(head, database):
    sent(head)
    [incident] = incidents(database)
    head.write("Công ty điện lực đã đến kiểm tra tủ điện")
    assert f"{incident.code} · 🔥 Cháy nổ · 09:30" in head.last.text
    head.press(f"Bổ sung cho {incident.code}")
    assert updates(database) == ["Công ty điện lực đã đến kiểm tra tủ điện"]
    assert len(incidents(database)) == 1

    head.write("Xe đưa rước va chạm với xe máy trước cổng lúc 9h20")
    head.press("Báo cáo sự cố mới")
    head.press("Gửi")
    assert [one.category for one in incidents(database)] == ["fire", "traffic"]


@pytest.mark.parametrize("choice", ["bổ sung", "1", "bo sung"])
def test_the_choice_may_be_typed(head, database, choice):
    sent(head)
    head.write("Công ty điện lực đã đến kiểm tra tủ điện")
    head.write(choice)
    assert updates(database) == ["Công ty điện lực đã đến kiểm tra tủ điện"]


def test_pictures_sent_while_one_is_asked_where_the_words_belong_go_along(head, database):
    sent(head)
    head.write("Công ty điện lực đã đến kiểm tra tủ điện")
    head.send_photo("one")
    head.send_photo("two")
    head.press("Bổ sung")
    [incident] = incidents(database)
    assert [file.draft_id for file in attachments(database)] == [incident.draft_id] * 2


def test_the_choice_pressed_twice_adds_once(head, database):
    sent(head)
    offer = head.write("Công ty điện lực đã đến kiểm tra tủ điện")
    head.press("Bổ sung", on=offer)
    head.press("Bổ sung", on=offer)
    head.press("Báo cáo sự cố mới", on=offer)
    assert "đã được bổ sung" in head.toast
    assert len(updates(database)) == 1
    assert len(incidents(database)) == 1
