"""The card: the answers so far, every field can be changed or emptied, names of pupils are warned of."""

import pytest
from report_desk import Phone, drafts, incidents
from test_report_guided import to_the_card


@pytest.fixture
def card(head: Phone) -> Phone:
    to_the_card(head)
    return head


def answers(head: Phone) -> dict:
    return drafts(head.database)[-1].answers


def test_the_card_shows_the_answers_and_its_five_buttons(card):
    text = card.last.text
    for shown in ("Mức độ", "Tai nạn thương tích", "Té cầu thang", "09:30", "Bị thương: 0", "Chưa có", "Gửi"):
        assert shown in text
    always = [label for label in card.labels() if not label.startswith("~")]
    assert always == ["✅ Gửi", "✏️ Sửa", "📷 Thêm ảnh", "📍 Vị trí", "🗑 Huỷ"]


def test_every_question_of_the_form_can_be_changed_from_the_card(card, rules):
    card.press("Sửa")
    for question in rules.form:
        if question.id != "media_links":
            assert any(question.label.vi in label for label in card.labels()), question.id


@pytest.mark.parametrize(
    ("field", "typed", "question", "value"),
    [
        ("Loại sự cố", "giao thong", "category", "traffic"),
        ("Mức độ", "nghiêm trọng", "severity", 3),
        ("Diễn biến", "Hai em té ở cầu thang dãy B", "what", "Hai em té ở cầu thang dãy B"),
        ("Thời gian", "8h", "occurred_at", "2026-11-16T01:00:00+00:00"),
        ("Địa điểm", "cầu thang dãy B", "place", "cầu thang dãy B"),
        ("Học sinh bị ảnh hưởng", "hai", "pupils_affected", 2),
        ("Cán bộ bị ảnh hưởng", "1 cô giáo", "staff_affected", 1),
        ("Bị thương", "1", "injured", 1),
        ("Nằm viện", "1 em", "in_hospital", 1),
        ("Tử vong", "không có", "dead", 0),
        ("Truyền thông", "phong vien goi", "media", "press_contact"),
        ("Đã xử lý", "Đã sơ cứu", "done", "Đã sơ cứu"),
        ("Đã báo", "y tế, phụ huynh", "told", ["health", "parents"]),
        ("Cần hỗ trợ", "Cần xe cấp cứu", "needs", "Cần xe cấp cứu"),
        ("Điện thoại liên hệ", "0912 345 678", "phone", "+84912345678"),
        ("Vị trí", "10.7769, 106.7009", "location", {"lat": 10.7769, "lon": 106.7009}),
    ],
)
def test_a_field_is_changed_by_typing_and_the_card_comes_back(card, field, typed, question, value):
    card.press("Sửa")
    card.press(field)
    card.write(typed)
    assert answers(card)[question] == value
    assert "Phiếu báo cáo nhanh" in card.last.text


def test_the_phone_is_written_on_the_card_as_it_is_on_the_alert(card):
    card.press("Sửa")
    card.press("Điện thoại liên hệ")
    assert card.button("090 300 00 01")
    card.write("0912345678")
    assert "091 234 56 78" in card.last.text


@pytest.mark.parametrize(
    ("said", "then"),
    [
        ("sửa", "muốn sửa mục nào"),
        ("Sửa thời gian", "lúc nào"),
        ("dia diem", "ở đâu"),
        ("thêm ảnh", "gửi ảnh"),
        ("vị trí", "gửi vị trí"),
    ],
)
def test_the_buttons_of_the_card_may_be_typed(card, said, then):
    card.write(said)
    assert then in card.last.text
    card.write("xem phiếu")
    assert "Phiếu báo cáo nhanh" in card.last.text


def test_several_are_chosen_by_pressing_and_a_double_tap_changes_nothing(card):
    card.press("Sửa")
    card.press("Đã báo")
    before = card.last
    card.press("Công an", on=before)
    card.press("Công an", on=before)
    assert answers(card)["told"] == ["police"]
    assert "✅ Công an" in card.labels()
    card.press("Y tế")
    card.press("Công an")
    assert answers(card)["told"] == ["health"]
    card.press("Xong")
    assert "Đã báo: Y tế" in card.last.text


def test_severity_can_be_raised_and_not_lowered(card, database, clock):
    card.press("Sửa")
    card.press("Mức độ")
    assert not any("Thường" in label for label in card.labels())
    clock.turn(seconds=20)
    card.write("thường")
    assert "chỉ nâng lên" in card.last.text
    card.press("Đặc biệt")
    card.press("Gửi")
    assert incidents(database)[0].severity == 4


@pytest.mark.parametrize(
    ("field", "question"), [("Học sinh bị ảnh hưởng", "pupils_affected"), ("Truyền thông", "media")]
)
def test_an_answer_that_was_wrong_can_be_taken_out_again(card, field, question):
    card.press("Sửa")
    card.press(field)
    card.press("Bỏ trống")
    assert question not in answers(card)
    assert "Đã bỏ trống" in card.last.text


def test_taking_out_may_be_typed(card):
    card.press("Sửa")
    card.press("Bị thương")
    card.write("chưa rõ")
    assert "injured" not in answers(card)


def test_what_is_needed_cannot_be_taken_out(card):
    card.press("Sửa")
    card.press("Diễn biến")
    assert not any("Bỏ trống" in label for label in card.labels())
    card.write("xoá")
    assert "cần có" in card.last.text
    assert answers(card)["what"] == "Té cầu thang, đau chân"


def test_words_typed_below_the_card_are_added_to_what_happened(card, database):
    card.write("Em đã về lớp học bình thường")
    assert "Đã thêm" in card.last.text
    assert answers(card)["what"].endswith("\nEm đã về lớp học bình thường")
    card.write("gui")
    assert len(incidents(database)) == 1


@pytest.mark.parametrize(
    ("text", "warning"),
    [
        ("Em Nguyễn Văn A lớp 7A té cầu thang", "tên học sinh"),
        ("Số định danh của em là 079212345678", "số định danh"),
        ("Số điện thoại phụ huynh em: 0903 123 456", "số điện thoại"),
    ],
)
def test_personal_data_of_a_pupil_is_warned_of_at_once_and_on_the_card(head, text, warning):
    head.write("/baocao")
    head.press("Tai nạn thương tích")
    head.write(text)
    assert warning in head.last.text
    assert "lúc nào" in head.last.text, "a warning holds nothing up"
    for label in ("Vừa xong", "1", "0", "Chưa có", "Bỏ qua"):
        head.press(label)
    assert head.last.text.count(warning) == 1


def test_the_bot_says_beforehand_that_pupils_have_no_names_here(head):
    head.write("/baocao")
    head.press("Tai nạn thương tích")
    assert "không nêu tên học sinh" in head.last.text


def test_a_name_in_a_caption_is_warned_of(card):
    card.send_photo("one", caption="Cháu Trần Thị B lớp 2/1")
    assert "tên học sinh" in card.last.text


def test_an_event_of_long_ago_is_questioned_on_the_card_and_may_be_sent(card, database):
    card.press("Sửa")
    card.press("Thời gian")
    card.write("10/8/2026 lúc 7h")
    assert "98 ngày trước" in card.last.text
    card.send_photo("one")
    assert "98 ngày trước" in card.last.text
    card.press("Gửi")
    assert len(incidents(database)) == 1
