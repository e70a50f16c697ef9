"""News is written by just typing and sending pictures; nothing of it is lost, and nothing is sent twice."""

import pytest
from news_desk import TEXT, TITLE, NewsDesk
from typing_phone import TypingPhone

from rules.news import LONGEST_TEXT
from storage import registry
from storage.attachments import IncomingFile
from storage.tables.registry import Assignment


def test_just_typing_after_the_command_fills_title_and_text(desk: NewsDesk) -> None:
    desk.head.write("/tinbai")
    desk.head.write(f"{TITLE}\n{TEXT}")
    assert (desk.latest().title, desk.latest().text) == (TITLE, TEXT)
    assert "thuộc loại nào" in desk.head.last.text
    desk.head.write("mô hình mới")
    assert desk.latest().kind == "new_model"
    assert {"✅ Gửi", "✏️ Sửa", "📷 Thêm ảnh", "🗑 Huỷ"} == set(desk.head.labels())
    desk.head.write("gửi")
    assert desk.latest().state == "waiting"
    assert desk.latest().code == "TB-2026-000001"


def test_words_behind_the_command_are_the_beginning(desk: NewsDesk) -> None:
    desk.head.write(f"/tinbai {TITLE}")
    assert desk.latest().title == TITLE
    assert "nội dung" in desk.head.last.text
    desk.head.write(TEXT)
    assert desk.latest().text == TEXT


@pytest.mark.parametrize("words", ["tin bài", "gui bai", "Gửi bài"])
def test_it_is_found_by_typing_what_one_wants(desk: NewsDesk, words: str) -> None:
    assert "gõ tin bài" in desk.head.write(words).text


def test_long_story_without_a_title_is_asked_for_one(desk: NewsDesk) -> None:
    desk.head.write("/tinbai")
    desk.head.write("Sáng nay " + "trường trồng cây " * 20)
    assert "tiêu đề" in desk.head.last.text
    desk.head.write("Trồng cây đầu năm")
    assert desk.latest().title == "Trồng cây đầu năm"
    assert desk.latest().text.startswith("Sáng nay")


def test_ten_pictures_in_one_album_with_two_captions_are_one_card_and_both_captions_stay(desk: NewsDesk) -> None:
    captions = {3: "Thầy mẫu ở hồ bơi", 7: "Buổi học cuối & lời cảm ơn <3"}
    desk.write()
    before = desk.head.new_messages
    for number in range(10):
        desk.head.send_photo(f"anh-{number}", album="mot-album", caption=captions.get(number, ""))
    assert desk.head.new_messages == before + 1
    assert "10 ảnh, 2 chú thích" in desk.head.last.text
    assert desk.latest().text == TEXT
    desk.head.press("Không có học sinh")
    desk.head.press("✅ Gửi")
    desk.open()
    shown = desk.desk.body()
    assert len(shown.pictures) == 10
    assert "Ảnh 4: Thầy mẫu ở hồ bơi\n🖼 Ảnh 8: Buổi học cuối & lời cảm ơn <3" in shown.text
    assert [one.caption for one in desk.files() if one.caption] == [
        "Thầy mẫu ở hồ bơi",
        "Buổi học cuối & lời cảm ơn <3",
    ]


def test_album_whose_caption_tells_everything_is_the_whole_item(desk: NewsDesk) -> None:
    desk.head.write("/tinbai")
    desk.head.send_photo("a", album="x", caption=f"{TITLE}\n{TEXT}")
    desk.head.send_photo("b", album="x", caption="Em nhỏ nhất lớp")
    assert (desk.latest().title, desk.latest().text) == (TITLE, TEXT)
    assert [one.caption for one in desk.files()] == [f"{TITLE}\n{TEXT}", "Em nhỏ nhất lớp"]


def test_eleventh_picture_is_refused_once_and_its_words_are_kept(desk: NewsDesk) -> None:
    desk.write()
    for number in range(10):
        desk.head.send_photo(f"anh-{number}", album="mot")
    before = desk.head.new_messages
    for number in range(3):
        desk.head.send_photo(f"them-{number}", album="hai")
    assert desk.head.new_messages == before + 1
    assert "đã đủ 10 ảnh" in desk.head.last.text
    desk.head.send_photo("them-4", album="hai", caption="Một câu rất hay.")
    assert "Một câu rất hay." in desk.latest().text
    assert len(desk.files()) == 10


def test_files_that_are_no_pictures_are_refused_with_what_to_do(desk: NewsDesk) -> None:
    desk.write()
    desk.head.send_file("document", "bai-viet.docx")
    assert "chép chữ vào đây" in desk.head.last.text
    assert desk.files() == []


def test_consent_is_asked_once_there_are_pictures_and_again_for_new_ones(desk: NewsDesk) -> None:
    desk.write()
    desk.head.send_photo("a")
    assert "đồng ý của phụ huynh" in desk.head.last.text
    desk.head.press("✏️ Sửa")
    desk.head.send_action(f"w:{desk.latest().id}:send")
    assert "Còn thiếu" in desk.head.last.text
    desk.head.press("phụ huynh đã đồng ý")
    assert desk.latest().children == "consented"
    desk.head.send_photo("b")
    assert desk.latest().children == ""
    desk.head.write("có, nhưng chưa xin được đồng ý")
    assert desk.latest().children == "without"
    desk.head.send_photo("c")
    assert desk.latest().children == "without"


@pytest.mark.parametrize(
    ("said", "children"), [("không ạ", "none"), ("có, phụ huynh đồng ý rồi", "consented"), ("chưa có", "without")]
)
def test_consent_is_told_in_words(desk: NewsDesk, said: str, children: str) -> None:
    desk.write()
    desk.head.send_photo("a")
    desk.head.write(said)
    assert desk.latest().children == children
    assert said not in desk.latest().text


def test_draft_survives_a_pause_and_another_phone(desk: NewsDesk) -> None:
    desk.head.write("/tinbai")
    desk.head.write(TITLE)
    desk.head.send_photo("a")
    desk.clock.turn(days=8)
    desk.head.write("/tinbai")
    assert TITLE in desk.head.last.text
    assert "1 ảnh" in desk.head.last.text
    assert len(desk.items()) == 1
    desk.head.write(TEXT)
    assert desk.latest().text == TEXT


def test_draft_goes_on_on_another_messenger_and_pictures_come_one_by_one_there(desk: NewsDesk) -> None:
    desk.head.write("/tinbai")
    desk.head.write(TITLE)
    desk.database.transact(lambda tx: registry.link_account(tx, desk.sample.head.person_id, "zalo", "z-1"))
    phone = TypingPhone(desk.database, desk.rules, "z-1")
    phone.write("tin bai")
    assert TITLE in phone.last.text
    phone.write(TEXT)
    phone.write("2")
    assert desk.latest().kind == "new_model"
    for number in range(3):
        phone.send_photo(f"anh-{number}")
    assert phone.last.brief.startswith("🖼 3 ảnh")
    phone.write("1")
    phone.write("gui")
    assert (desk.latest().state, desk.latest().children) == ("waiting", "none")


def test_picture_sent_as_a_file_is_a_picture(desk: NewsDesk) -> None:
    desk.write()
    file = IncomingFile("ref", "anh-goc", "document", "anh-goc.jpg", "image/jpeg")
    desk.head._do(kind="file", file=file)
    assert "1 ảnh" in desk.head.last.text


def test_words_typed_long_after_do_not_slip_into_the_draft(desk: NewsDesk) -> None:
    desk.write()
    desk.clock.turn(hours=3)
    desk.head.write("Có 3 em lớp 7A bị ong đốt ở sân trường, đã đưa đi bệnh viện.")
    assert desk.latest().text == TEXT
    assert "Loại sự cố" in desk.head.last.text


def test_an_incident_typed_into_a_draft_becomes_a_report_with_one_press(desk: NewsDesk) -> None:
    desk.write()
    desk.head.write("Có 3 em lớp 7A bị ong đốt ở sân trường, đã đưa đi bệnh viện.")
    desk.head.press("🚨 Đây là sự cố")
    assert "Loại sự cố" in desk.head.last.text
    assert desk.latest().text == TEXT


def test_pressing_send_twice_sends_once(desk: NewsDesk) -> None:
    action = desk.write().button("✅ Gửi").action
    desk.head.send_action(action)
    desk.head.send_action(action)
    assert "đã gửi rồi" in (desk.head.toast or "")
    assert len(desk.items()) == len(desk.audit("news.send")) == 1
    desk.desk.look()
    assert "1 tin bài" in desk.desk.last.text


def test_every_part_can_be_changed(desk: NewsDesk) -> None:
    desk.write()
    desk.head.press("✏️ Sửa")
    desk.head.press("Tiêu đề")
    desk.head.write("Tiêu đề khác")
    desk.head.press("✏️ Sửa")
    desk.head.press("Nội dung")
    desk.head.write("Nội dung khác.")
    desk.head.press("✏️ Sửa")
    desk.head.press("Loại")
    desk.head.press("Hoạt động")
    desk.head.send_photo("a")
    desk.head.press("✏️ Sửa")
    desk.head.press("Bỏ hết ảnh")
    item = desk.latest()
    assert (item.title, item.text, item.kind, desk.files()) == ("Tiêu đề khác", "Nội dung khác.", "activity", [])


def test_text_that_is_too_long_is_refused_and_what_was_there_stays(desk: NewsDesk) -> None:
    desk.write()
    desk.head.write("a" * LONGEST_TEXT)
    assert "dài quá" in desk.head.last.text
    assert desk.latest().text == TEXT


def test_giving_up_is_asked_for_once(desk: NewsDesk) -> None:
    desk.write()
    desk.head.write("/huy")
    assert desk.latest().state == "draft"
    desk.head.press("Bỏ bài")
    assert desk.latest().state == "dropped"
    assert "gõ tin bài" in desk.head.write("/tinbai").text


def test_head_of_two_units_says_for_which(desk: NewsDesk) -> None:
    desk.database.transact(
        lambda tx: tx.insert(
            Assignment, person_id=desk.sample.head.person_id, unit_id=desk.sample.other_school, role="head"
        )
    )
    desk.write()
    assert "Trường mẫu A" in desk.head.last.text
    desk.head.press("✏️ Sửa")
    desk.head.press("Đơn vị")
    desk.head.press("Trường mẫu B")
    desk.head.press("✅ Gửi")
    assert desk.latest().unit_id == desk.sample.other_school


def test_html_and_emoji_stay_as_they_were_typed(desk: NewsDesk) -> None:
    title, text = "<b>Gương tốt</b> & 👩‍🏫", "<a href='x'>Cô</a> 🌟 <script>1 < 2 && 3 > 2</script>"
    desk.write(title, text)
    desk.head.send_photo("a", caption="<i>🎉</i>")
    desk.head.press("Không có học sinh")
    assert title in desk.head.last.text
    desk.head.press("✅ Gửi")
    assert title in desk.head.last.text
    desk.open()
    assert text in desk.desk.body().text
    desk.desk.press("Hỏi thêm")
    desk.desk.write("<b>Tên</b> cô? 🤔")
    desk.head.look()
    assert "<b>Tên</b> cô? 🤔" in desk.head.last.text


def test_an_incident_typed_as_the_first_words_becomes_a_report_with_one_press(desk: NewsDesk) -> None:
    desk.head.write("/tinbai")
    desk.head.write("Có 3 em lớp 7A bị ong đốt ở sân trường, đã đưa đi bệnh viện quận")
    desk.head.press("Đây là sự cố")
    assert "Tai nạn thương tích" in desk.head.last.text
