"""Pictures, video, voice, files and a location are taken whenever they come; an album is one thing."""

import pytest
from report_desk import attachments, drafts, incidents
from test_report_guided import to_the_card

KINDS = ["photo", "video", "voice", "audio", "document"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_of_any_kind_is_taken_before_any_report_is_begun(head, database, kind):
    head.send_file(kind, "one")
    assert [file.kind for file in attachments(database)] == [kind]
    assert "Đã nhận 1 tệp" in head.last.text
    assert "loại sự cố" in head.last.text


def test_files_are_taken_at_every_question_and_the_question_stands(head, database):
    steps = [
        "/baocao",
        "!Tai nạn thương tích",
        "Té cầu thang, đau chân",
        "!Vừa xong",
        "!1",
        "!0",
        "!Chưa có",
        "!Bỏ qua",
    ]
    for number, step in enumerate(steps, 1):
        head.press(step[1:]) if step[0] == "!" else head.write(step)
        asked = head.last.rows
        head.send_file(KINDS[number % 5], f"file-{number}")
        assert head.last.rows == asked, step
        assert f"Đã nhận {number} tệp" in head.last.text
    head.press("Gửi")
    [incident] = incidents(database)
    assert [file.draft_id for file in attachments(database)] == [incident.draft_id] * len(steps)


def test_files_are_taken_while_one_is_asked_whether_to_cancel(head, database):
    to_the_card(head)
    head.press("Huỷ")
    head.send_photo("one")
    assert len(attachments(database)) == 1
    head.press("Không")
    assert "Đã nhận 1 tệp" in head.last.text


def test_an_album_is_answered_by_one_message(head, database):
    to_the_card(head)
    before = head.new_messages
    for number in range(1, 5):
        head.send_photo(f"picture-{number}", album="an-album")
    assert head.new_messages == before + 1
    assert "Đã nhận 4 tệp" in head.last.text
    assert len(attachments(database)) == 4


def test_the_same_picture_sent_twice_is_kept_once(head, database):
    to_the_card(head)
    head.send_photo("one")
    head.send_photo("one")
    assert len(attachments(database)) == 1


def test_a_caption_tells_what_happened_while_nothing_is_told_yet(head, database):
    head.write("/baocao")
    head.press("Tai nạn thương tích")
    head.send_photo("one", caption="Té cầu thang, đau chân")
    assert drafts(database)[0].answers["what"] == "Té cầu thang, đau chân"
    assert "lúc nào" in head.last.text
    head.send_photo("two", caption="cầu thang dãy B")
    assert drafts(database)[0].answers["what"] == "Té cầu thang, đau chân"
    assert attachments(database)[1].caption == "cầu thang dãy B"


def test_files_may_be_dropped_again(head, database):
    to_the_card(head)
    head.press("Thêm ảnh")
    assert "Bỏ hết tệp" not in " ".join(head.labels())
    head.send_photo("one")
    head.send_photo("two")
    head.press("Bỏ hết tệp")
    assert attachments(database) == []
    assert "Phiếu báo cáo nhanh" in head.last.text
    assert "tệp" not in head.last.text.split("Đã bỏ trống.")[1]
    head.send_photo("one")
    assert "Đã nhận 1 tệp" in head.last.text


def test_adding_pictures_is_over_when_the_head_says_so(head):
    to_the_card(head)
    head.press("Thêm ảnh")
    head.send_photo("one")
    head.send_photo("two")
    head.press("Xong")
    assert "Phiếu báo cáo nhanh" in head.last.text
    assert "Đã nhận 2 tệp" in head.last.text


def test_the_location_is_taken_at_any_moment_and_after_its_button(head, database):
    head.write("/baocao")
    head.send_location(10.7769, 106.7009)
    assert "Đã ghi vị trí" in head.last.text
    assert "loại sự cố" in head.last.text
    head.press("Cháy nổ")
    head.write("Cháy thùng rác ở sân sau")
    head.press("Vừa xong")
    head.write("xem phiếu")
    head.press("Vị trí")
    head.send_location(10.78, 106.71)
    assert drafts(database)[0].answers["location"] == {"lat": 10.78, "lon": 106.71}
    assert "Phiếu báo cáo nhanh" in head.last.text


@pytest.mark.parametrize(
    "typed", ["10.7769, 106.7009", "https://maps.google.com/?q=10.7769,106.7009", "ở đây nè 10.7769,106.7009"]
)
def test_a_location_may_be_pasted(head, database, typed):
    to_the_card(head)
    head.press("Vị trí")
    head.write(typed)
    assert drafts(database)[0].answers["location"] == {"lat": 10.7769, "lon": 106.7009}


@pytest.mark.parametrize("typed", ["Quận 1", "106.7009, 210.77"])
def test_what_is_no_location_is_asked_again(head, database, clock, typed):
    to_the_card(head)
    head.press("Vị trí")
    clock.turn(seconds=20)
    head.write(typed)
    assert "Chưa đọc được vị trí" in head.last.text
    assert "location" not in drafts(database)[0].answers


def test_a_sticker_is_refused_in_a_sentence_and_the_question_stands(head, database):
    head.write("/baocao")
    head.press("Cháy nổ")
    head.send_sticker()
    assert "chưa nhận được loại tin này" in head.last.text
    assert "Chuyện gì" in head.last.text


def test_a_big_video_and_a_file_with_a_strange_name_are_noted_like_any_other(head, database):
    to_the_card(head)
    head.send_file("video", "clip.mp4", size=25_000_000)
    head.send_file("document", "../../<b>hoá đơn</b>.pdf.exe")
    assert [file.name for file in attachments(database)] == ["clip.mp4", "../../<b>hoá đơn</b>.pdf.exe"]
    assert "Đã nhận 2 tệp" in head.last.text


def test_the_rest_of_an_album_that_comes_after_sending_is_not_lost(head, database):
    to_the_card(head)
    head.send_photo("one", album="an-album")
    head.press("Gửi")
    head.send_photo("two", album="an-album")
    head.send_photo("three", album="an-album")
    assert "vừa gửi là để" in head.last.text
    head.press("Bổ sung")
    [incident] = incidents(database)
    assert [file.draft_id for file in attachments(database)] == [incident.draft_id] * 3


@pytest.mark.parametrize("album", ["an-album", ""], ids=["album", "one by one"])
def test_whoever_may_not_report_is_told_once_for_files_sent_together(desk, registry, clock, album):
    leader = desk.phone(registry.director)
    for number in range(3):
        leader.send_photo(f"picture-{number}", album=album)
        clock.turn(seconds=10)
    assert [said.text for said, _ in leader.history if "dành cho Thủ trưởng" in said.text] == [leader.last.text]
    assert leader.new_messages == 1

    clock.turn(minutes=2)
    leader.send_photo("another")
    assert leader.new_messages == 2
    leader.write("Có cháy ở trường mẫu A, khói nhiều lắm")
    assert leader.new_messages == 3
