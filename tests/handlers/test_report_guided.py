"""The guided rapid report, as a head goes through it."""

import pytest
from report_desk import Phone, drafts, incidents


def to_the_card(head: Phone) -> None:
    head.write("/baocao")
    head.press("Tai nạn thương tích")
    head.write("Té cầu thang, đau chân")
    head.press("Vừa xong")
    head.press("1")
    head.press("0")
    head.press("Chưa có")
    head.press("Bỏ qua")


def at_the_time(head: Phone) -> None:
    head.write("/baocao")
    head.press("Cháy nổ")
    head.write("Cháy thùng rác sau sân, đã dập")


def test_plain_report_takes_eight_touches(head, database):
    head.write("/baocao")
    head.press("Thiên tai")
    head.write("Mái che sân trường bị tốc sau cơn mưa")
    head.press("Vừa xong")
    head.press("0")
    head.press("Chưa có")
    head.write("Đã rào lại khu vực")
    head.press("Gửi")

    assert head.touches == 8
    [incident] = incidents(database)
    assert incident.answers["what"] == "Mái che sân trường bị tốc sau cơn mưa"
    assert incident.answers["done"] == "Đã rào lại khu vực"
    assert incident.answers["pupils_affected"] == 0
    assert incident.answers["media"] == "none"
    assert incident.code in head.toast


def test_presses_change_the_question_in_place_and_typed_words_bring_the_next_one_below(head):
    head.write("/baocao")
    head.press("Thiên tai")
    assert head.new_messages == 1
    head.write("Mái che sân trường bị tốc")
    head.press("Vừa xong")
    head.press("0")
    head.press("Chưa có")
    assert head.new_messages == 2
    head.write("Đã rào lại khu vực")
    head.press("Gửi")
    assert head.new_messages == 4, "one for each thing typed, and the live status after sending"


@pytest.mark.parametrize(
    ("category", "expected"),
    [
        ("ngộ độc", "food_poisoning"),
        ("ngo doc thuc pham", "food_poisoning"),
        ("DUOI NUOC", "drowning"),
        ("đuối nưóc", "drowning"),
        ("Bạo lực", "violence"),
        ("ong dot", "injury"),
        ("5", "drowning"),
    ],
)
def test_category_may_be_typed_with_or_without_diacritics(head, database, category, expected):
    head.write("/baocao")
    head.write(category)
    [draft] = drafts(database)
    assert draft.answers["category"] == expected
    assert "Chuyện gì" in head.last.text


def test_words_that_may_mean_two_categories_are_asked_about_with_these_two_only(head, database, clock):
    head.write("/baocao")
    clock.turn(seconds=20)
    head.write("bạo lực, xâm hại")
    assert "Ý Thầy/Cô" in head.last.text
    assert head.labels()[:2] == ["👊 Bạo lực học đường", "🛡️ Xâm hại trẻ em"]
    assert not any("Cháy" in label for label in head.labels())
    head.send_photo("one")
    assert not any("Cháy" in label for label in head.labels()), "a picture in between widens the choice again"
    head.press("Quay lại")
    assert any("Cháy" in label for label in head.labels())
    clock.turn(seconds=20)
    head.write("bao luc xam hai")
    head.press("Xâm hại")
    assert drafts(database)[0].answers["category"] == "child_abuse"


def test_a_whole_story_typed_instead_of_a_category_is_not_lost(head, database):
    head.write("/baocao")
    head.write("3 em lớp 7A bị ong đốt ở sân trường cạnh dãy B")
    [draft] = drafts(database)
    assert draft.answers["category"] == "injury"
    assert "cạnh dãy B" in draft.answers["what"]
    assert "lúc nào" in head.last.text, "what happened is known and not asked again"


@pytest.mark.parametrize(
    ("typed", "local"),
    [
        ("9h30 sáng nay", "2026-11-16T09:30"),
        ("hôm qua 14g", "2026-11-15T14:00"),
        ("hom qua luc 14g", "2026-11-15T14:00"),
        ("15/11 lúc 7h", "2026-11-15T07:00"),
        ("7h15", "2026-11-16T07:15"),
        ("8", "2026-11-16T08:00"),
        ("20h tối qua", "2026-11-15T20:00"),
    ],
)
def test_times_are_understood_as_they_are_typed(head, database, typed, local):
    at_the_time(head)
    head.write(typed)
    [draft] = drafts(database)
    hour = int(local[11:13]) - 7
    assert draft.answers["occurred_at"].startswith(f"{local[:11]}{hour:02d}{local[13:]}")
    assert "Bao nhiêu học sinh" in head.last.text


def test_a_bare_number_answers_how_many_and_when_and_is_no_place_in_a_list(head):
    at_the_time(head)
    assert head.last.plain_numbers
    head.press("Vừa xong")
    assert head.last.plain_numbers
    head.press("0")
    assert not head.last.plain_numbers, "where the choices are words their numbers may be typed"


def test_hours_of_today_and_yesterday_are_offered_and_none_that_has_not_come(head, database):
    at_the_time(head)
    head.press("Hôm nay")
    assert [label for label in head.labels() if label.endswith("giờ")] == ["6 giờ", "7 giờ", "8 giờ", "9 giờ"]
    head.press("Quay lại")
    head.press("Hôm qua")
    head.press("20 giờ")
    assert drafts(database)[0].answers["occurred_at"] == "2026-11-15T13:00:00+00:00"


@pytest.mark.parametrize(
    ("answers", "wrong", "reason"),
    [
        ([], "20h tối mai", "chưa tới"),
        ([], "chưa nhớ", "Chưa rõ thời gian"),
        (["Vừa xong"], "-2", "không thể âm"),
        (["Vừa xong"], "99999", "Số lớn nhất"),
        (["Vừa xong"], "vài em", "con số"),
        (["Vừa xong", "0"], "tùm lum", "Chưa hiểu"),
    ],
)
def test_impossible_answers_are_asked_again_with_the_reason(head, database, clock, answers, wrong, reason):
    at_the_time(head)
    for label in answers:
        head.press(label)
    clock.turn(seconds=20)
    asked, known = head.last.text.splitlines()[-2:], drafts(database)[0].answers
    head.write(wrong)
    assert reason in head.last.text
    assert head.last.text.splitlines()[-2:] == asked, "the question stands below its reason"
    assert drafts(database)[0].answers == known


def test_what_is_needed_cannot_be_passed_over_and_the_reason_is_told(head, database):
    head.write("/baocao")
    head.press("Cháy nổ")
    head.write("bỏ qua")
    assert "cần có" in head.last.text
    assert "what" not in drafts(database)[0].answers


@pytest.mark.parametrize("word", ["bỏ qua", "bo qua", "chưa rõ", "khong biet"])
def test_optional_questions_can_be_passed_over_by_word(head, database, word):
    at_the_time(head)
    head.press("Vừa xong")
    head.write(word)
    assert "Báo chí" in head.last.text
    assert "pupils_affected" not in drafts(database)[0].answers


def test_one_goes_back_step_by_step_and_keeps_or_changes_what_was_answered(head, database):
    at_the_time(head)
    head.press("Vừa xong")
    head.press("2")
    assert "bị thương" in head.last.text
    head.press("Quay lại")
    assert "Đang ghi: " in head.last.text
    head.write("quay lại")
    assert "lúc nào" in head.last.text
    head.press("Giữ nguyên")
    assert "bị thương" in head.last.text, "back to where the head came from"
    head.press("Quay lại")
    head.press("3")
    assert drafts(database)[0].answers["pupils_affected"] == 3
    assert "bị thương" in head.last.text


def test_back_pressed_twice_in_a_hurry_goes_back_once(head):
    at_the_time(head)
    head.press("Vừa xong")
    before = head.last
    head.press("Quay lại", on=before)
    head.press("Quay lại", on=before)
    assert "lúc nào" in head.last.text


def test_hurt_pupils_and_a_clip_bring_their_own_questions(head, database):
    head.write("/baocao")
    head.press("Bạo lực")
    head.write("Hai nhóm học sinh lớp 9 đánh nhau ngoài cổng trường")
    head.press("30 phút trước")
    head.press("3")
    head.press("2")
    assert "bệnh viện" in head.last.text
    head.press("1")
    head.press("Mạng xã hội")
    head.write("https://facebook.com/bai-dang-mau")
    assert "xử lý" in head.last.text
    head.press("Bỏ qua")
    [draft] = drafts(database)
    assert draft.answers["media_links"] == ["https://facebook.com/bai-dang-mau"]
    assert "Nghiêm trọng" in head.last.text, "somebody in hospital makes it grave"


def test_typing_send_before_all_is_there_asks_for_what_is_missing(head, database):
    head.write("/baocao")
    head.press("Cháy nổ")
    head.write("gửi")
    assert "Còn thiếu" in head.last.text
    head.write("Cháy thùng rác ở sân sau, đã dập tắt, không ai bị thương")
    head.press("Vừa xong")
    head.write("Gửi")
    [incident] = incidents(database)
    assert incident.category == "fire"


def test_what_was_done_also_tells_who_was_told(head, database):
    to_the_card(head)
    head.press("Sửa")
    head.press("Đã xử lý")
    head.write("Đã sơ cứu, đã báo công an phường và phụ huynh")
    [draft] = drafts(database)
    assert draft.answers["told"] == ["police", "parents"]
    assert "Công an, Phụ huynh" in head.last.text


def test_every_question_fits_a_phone(head, rules):
    """A button of a row of two is not cut on a small phone, there are at most four of the shortest in a row."""
    to_the_card(head)
    screens = [screen for screen, _ in head.history]
    for question in rules.form:
        head.press("Sửa", on=screens[-1]) if screens else None
        head.send_action(f"r:{drafts(head.database)[0].id}:e:{question.id}")
        screens.append(head.last)
        head.press("Xem phiếu")
        screens.append(head.last)
    for screen in screens:
        assert len(screen.rows) <= 13, screen.text
        assert len(screen.text) < 1200, screen.text
        for row in screen.rows:
            widest = max(len(button.label.replace("👩‍🏫", "👩")) for button in row)
            assert widest <= {1: 40, 2: 21, 3: 12, 4: 8}[len(row)], row


def test_one_answer_gives_all_the_numbers_that_would_be_asked_for(head):
    head.write("/baocao")
    head.press("Bạo lực")
    head.write("Có xô xát ngoài cổng trường")
    head.press("Vừa xong")
    head.write("1 em, không ai bị thương")

    assert "Báo chí, mạng xã hội" in head.last.text
