"""The desk looks at what waits, asks, accepts, declines; its decision counts once and the sender hears of it."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from news_desk import TEXT, TITLE, NewsDesk
from sqlalchemy import select
from two_at_once import two_at_once

from handlers import router
from handlers.event import Event
from news import life
from storage.attachments import IncomingFile
from storage.database import table
from storage.tables.messaging import OutboxMessage


def test_desk_sees_the_queue_and_accepts_and_the_sender_hears_of_it(desk: NewsDesk) -> None:
    desk.send()
    desk.desk.write("/tinbai")
    assert "1 tin bài chờ xem" in desk.desk.last.text
    desk.desk.press(TITLE[:20])
    assert TEXT in desk.desk.body().text
    assert "Hiệu trưởng mẫu A" in desk.desk.last.text
    desk.desk.press("✅ Nhận")
    assert "đã nhận lúc" in desk.desk.last.text
    assert "đã nhận bài" in desk.head.look().text
    assert "Không có tin bài nào chờ" in desk.desk.write("/tinbai").text


def test_question_reaches_the_sender_and_the_answer_comes_back_onto_the_item(desk: NewsDesk) -> None:
    desk.send()
    desk.open().press("Hỏi thêm")
    desk.desk.write("Thầy dạy từ năm nào?")
    assert desk.latest().state == "asked"
    assert "Thầy dạy từ năm nào?" in desk.head.look().text
    desk.head.press("Trả lời")
    desk.head.write("Từ năm 2024.")
    assert "Đã chuyển" in desk.head.last.text
    assert "Từ năm 2024." in desk.desk.look().text
    assert desk.latest().state == "waiting"
    desk.desk.press("Xem bài")
    assert "Thầy dạy từ năm nào?" in desk.desk.last.text
    assert "Từ năm 2024." in desk.desk.last.text


def test_answer_as_a_reply_with_pictures_joins_the_item_and_consent_is_asked_again(desk: NewsDesk) -> None:
    desk.send()
    desk.open().press("Hỏi thêm")
    desk.desk.write("Cho xin ảnh?")
    desk.head.look()
    ref = next(ref for screen, ref in reversed(desk.head.history) if screen.slot.startswith("news-ask"))
    desk.head._do(kind="text", text="Ảnh đây ạ.", reply_to=ref)
    before = desk.desk.new_messages
    for number in range(3):
        desk.head.send_photo(f"anh-{number}", album="x", caption="Thầy và trò" if number == 0 else "")
    desk.desk.look()
    assert desk.desk.new_messages == before + 2
    assert len(desk.files()) == 3
    assert "có học sinh không" in desk.head.last.text
    desk.open()
    assert "đơn vị chưa nói có học sinh" in desk.desk.last.text
    desk.head.press("Không có học sinh")
    assert desk.latest().children == "none"


def test_album_as_a_reply_to_the_question_is_whole(desk: NewsDesk) -> None:
    """Each of its pictures says that it is a reply, and the first of them answers the question."""
    desk.send()
    desk.open().press("Hỏi thêm")
    desk.desk.write("Cho xin ảnh?")
    desk.head.look()
    ref = next(ref for screen, ref in reversed(desk.head.history) if screen.slot.startswith("news-ask"))
    before = desk.desk.new_messages
    for number in range(3):
        desk.head._do(
            kind="file", file=IncomingFile(f"r{number}", f"{number}", "photo"), album="x", reply_to=ref, text=""
        )
    assert len(desk.files()) == 3
    assert "Đã chuyển câu trả lời" in desk.head.last.text
    desk.desk.look()
    assert desk.desk.new_messages == before + 1
    desk.head._do(kind="text", text="Còn nữa ạ.", reply_to=ref)
    assert "không có câu hỏi nào" in desk.head.last.text


def test_a_question_and_a_draft_are_among_the_tasks(desk: NewsDesk) -> None:
    desk.send()
    desk.open().press("Hỏi thêm")
    desk.desk.write("Thầy dạy từ năm nào?")
    desk.write("Bài thứ hai mẫu")
    desk.head.write("/viec")
    assert "đang viết: «Bài thứ hai mẫu»" in desk.head.last.text
    assert f"hỏi về bài «{TITLE}»" in desk.head.last.text
    desk.head.press("Trả lời")
    desk.head.write("Từ năm 2024.")
    assert "đang viết" in desk.head.write("/viec").text
    assert TITLE not in desk.head.last.text


def test_desk_that_thinks_better_of_it_decides_nothing(desk: NewsDesk) -> None:
    desk.send()
    desk.open().press("Không nhận")
    desk.desk.press("Quay lại")
    assert "Chưa có gì thay đổi" in desk.desk.last.text
    desk.desk.write("Có 3 em lớp 7A bị ong đốt ở sân trường.")
    assert desk.latest().state == "waiting"


def test_other_words_after_the_answer_are_not_taken_for_one(desk: NewsDesk) -> None:
    desk.send()
    desk.open().press("Hỏi thêm")
    desk.desk.write("Thầy dạy từ năm nào?")
    desk.head.look()
    desk.head.press("Trả lời")
    desk.head.write("Từ năm 2024.")
    desk.head.write("Có 3 em lớp 7A bị ong đốt ở sân trường, đã đưa đi bệnh viện.")
    assert "Loại sự cố" in desk.head.last.text


@pytest.mark.parametrize("how", ["button", "words"])
def test_decline_needs_a_reason_that_the_sender_reads(desk: NewsDesk, how: str) -> None:
    desk.send()
    desk.open().press("Không nhận")
    assert desk.latest().state == "waiting"
    if how == "button":
        desk.desk.press("Đã có bài tương tự")
    else:
        desk.desk.write("Bài <tương tự> đã đăng tuần trước.")
    assert desk.latest().state == "declined"
    assert "tương tự" in desk.head.look().text
    assert "Lý do" in desk.head.last.text


def test_of_two_reviewers_at_once_the_first_counts_and_the_other_is_told(desk: NewsDesk) -> None:
    desk.send()
    chief = desk.phone(desk.sample.chief_of_office)
    desk.open(chief)
    decline = chief.press("Không nhận")
    desk.open().press("✅ Nhận")
    desk.head.look()
    told = desk.head.new_messages
    chief.press("Đã có bài tương tự", on=decline)
    assert "Tổ truyền thông mẫu đã nhận bài này" in (chief.toast or "")
    chief.send_action(f"w:{desk.latest().id}:decline")
    chief.write("Lý do của người đến sau")
    assert desk.latest().state == "accepted"
    desk.head.look()
    assert desk.head.new_messages == told


def test_two_decisions_in_the_same_moment_are_one(desk: NewsDesk) -> None:
    """On PostgreSQL two transactions meet; on SQLite one waits for the other."""
    by = desk.sample.communications.person_id
    for number in range(5):
        item = desk.send(f"Bài mẫu số {number}").id or 0
        deeds = (
            lambda tx, item=item: life.accept(tx, desk.rules, item, by),
            lambda tx, item=item: life.decline(tx, desk.rules, item, by, "Lý do mẫu"),
        )
        with ThreadPoolExecutor(2) as both:
            done = [one.result() for one in [both.submit(desk.database.transact, deed) for deed in deeds]]
        assert sorted(done) == [False, True]
        assert desk.latest().state == ("accepted" if done[0] else "declined")


@pytest.mark.parametrize("database", ["postgres"], indirect=True)
def test_a_picture_that_comes_while_it_is_said_that_there_are_no_pupils_is_asked_about(desk: NewsDesk) -> None:
    desk.send()
    desk.open().press("Hỏi thêm")
    desk.desk.write("Cho xin ảnh?")
    desk.head.look()
    desk.head.press("Trả lời")
    desk.head.send_photo("một")
    deputy = desk.phone(desk.sample.deputy)
    item = desk.latest().id or 0
    deputy.send_action(f"w:{item}:answer:0")
    event = Event("telegram", deputy.address, "u-2", desk.clock.now(), "file", file=IncomingFile("r-2", "2", "photo"))
    two_at_once(
        desk.database,
        lambda tx: life.children(tx, desk.rules, item, "none"),
        lambda tx: None,
        lambda tx: router.handle(tx, event, desk.rules),
    )
    assert len(desk.files()) == 2
    assert desk.latest().children == ""


def test_accept_pressed_twice_is_one_decision(desk: NewsDesk) -> None:
    desk.send()
    action = desk.open().button("✅ Nhận").action
    desk.desk.send_action(action)
    desk.desk.send_action(action)
    assert len(desk.audit("news.accept")) == 1
    desk.head.look()
    assert sum("đã nhận bài" in screen.text for screen, _ in desk.head.history) == 1


def test_a_slip_is_put_right(desk: NewsDesk) -> None:
    desk.send()
    desk.open().press("✅ Nhận")
    desk.desk.press("Duyệt lại")
    assert desk.latest().state == "waiting"
    assert "chờ Tổ truyền thông" in desk.head.look().text


def test_question_that_is_over_takes_no_answer(desk: NewsDesk) -> None:
    desk.send()
    desk.open().press("Hỏi thêm")
    desk.desk.write("Thầy dạy từ năm nào?")
    question = next(one for one, _ in reversed(desk.head.look() and desk.head.history) if one.rows)
    desk.open().press("✅ Nhận")
    desk.head.look()
    desk.head.press("Trả lời", on=question)
    assert "không còn chờ" in (desk.head.toast or "")
    assert "không còn chờ" in desk.head.shown[question.slot].text


def test_desk_hears_once_of_many_and_not_by_night(desk: NewsDesk) -> None:
    desk.send()
    desk.desk.look()
    first = desk.desk.new_messages
    desk.send("Bài thứ hai mẫu", by=desk.other)
    assert "2 tin bài" in desk.desk.shown["news-waiting"].text
    assert desk.desk.new_messages == first
    desk.open().press("✅ Nhận")
    assert "1 tin bài" in desk.desk.shown["news-waiting"].text

    desk.clock.turn(hours=14)
    desk.send("Bài mẫu lúc nửa đêm")
    newest = select(table(OutboxMessage)).filter_by(slot="news-waiting").order_by(table(OutboxMessage).c.id.desc())
    message = desk.database.transact(lambda tx: tx.first(OutboxMessage, newest))
    assert message is not None
    assert message.not_before == desk.rules.calendar.loud(desk.clock.now()) > desk.clock.now()


def test_pictures_of_children_without_consent_are_marked_and_the_unit_can_put_it_right(desk: NewsDesk) -> None:
    desk.write()
    desk.head.send_photo("a")
    desk.head.press("chưa có đồng ý")
    desk.head.press("✅ Gửi")
    assert "chưa được dùng" in desk.head.last.text
    sent = desk.head.last
    desk.open()
    assert "CHƯA có đồng ý" in desk.desk.last.text
    desk.head.press("phụ huynh đã đồng ý", on=sent)
    assert desk.latest().children == "consented"
    desk.open()
    assert "CHƯA" not in desk.desk.last.text
    desk.desk.press("Ảnh có học sinh")
    assert desk.latest().children == "without"
    assert "chưa được dùng" in desk.head.look().text


def test_sender_sees_what_the_unit_has_sent(desk: NewsDesk) -> None:
    desk.send()
    desk.head.write("/tinbai")
    desk.head.press("Bài đã gửi")
    assert "chờ xem" in desk.head.last.text
    deputy = desk.phone(desk.sample.deputy)
    deputy.write("/tinbai")
    deputy.press("Bài đã gửi")
    deputy.press(TITLE[:20])
    assert TEXT in deputy.body().text


def test_when_the_sender_has_left_somebody_of_the_unit_is_asked(desk: NewsDesk) -> None:
    desk.send()
    desk.leave(desk.sample.head)
    desk.open().press("Hỏi thêm")
    desk.desk.write("Thầy dạy từ năm nào?")
    deputy = desk.phone(desk.sample.deputy)
    assert "Thầy dạy từ năm nào?" in deputy.look().text
    deputy.press("Trả lời")
    deputy.write("Từ năm 2024.")
    assert "Phó Hiệu trưởng mẫu A" in desk.desk.look().text
    assert "không có quyền" in ((desk.head.send_action(f"w:{desk.latest().id}:see") and desk.head.toast) or "")


def test_when_nobody_of_the_unit_can_be_reached_the_desk_is_told_and_can_still_decide(desk: NewsDesk) -> None:
    desk.send()
    desk.cut_off(desk.sample.head)
    desk.leave(desk.sample.deputy)
    desk.open().press("Hỏi thêm")
    desk.desk.write("Thầy dạy từ năm nào?")
    assert "không còn ai của đơn vị" in desk.desk.last.text
    assert desk.latest().state == "waiting"
    desk.open().press("✅ Nhận")
    assert desk.latest().state == "accepted"


def test_draft_of_who_lost_the_right_is_not_sent(desk: NewsDesk) -> None:
    desk.write()
    desk.leave(desk.sample.head)
    desk.head.press("✅ Gửi")
    assert "không có quyền" in (desk.head.toast or "")
    assert desk.latest().state == "draft"
