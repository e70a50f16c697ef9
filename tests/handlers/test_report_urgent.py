"""🚨 Khẩn: three touches and the alert is out; details follow to the same incident."""

from report_desk import attachments, drafts, incidents, updates


def send_urgent(head, category="Cháy nổ"):
    head.write("/khan")
    head.press(category)
    head.press("GỬI NGAY")


def test_urgent_report_takes_three_touches_and_alerts_the_duty_officer(head, database, desk):
    send_urgent(head)
    assert head.touches == 3
    [incident] = incidents(database)
    assert incident.code in head.toast
    officer = desk.phone(desk.sample.duty_officer)
    assert "CHÁY NỔ" in desk.sees(officer, incident).text.upper()
    assert incident.severity == 3


def test_the_head_sees_at_once_the_code_what_to_do_and_that_more_may_follow(head, database):
    send_urgent(head)
    [incident] = incidents(database)
    told = "\n".join(screen.text for screen in head.shown.values())
    assert incident.code in told
    assert "nhắn tiếp vào đây" in told
    assert "gọi 114" in told
    assert head.new_messages == 2, "the card, and the live status"


def test_category_and_confirmation_may_be_typed(head, database):
    head.write("khẩn")
    head.write("chay no")
    head.write("gửi ngay")
    assert [one.category for one in incidents(database)] == ["fire"]


def test_words_behind_the_command_are_the_report(head, database):
    head.write("/khan cháy ở bếp ăn bán trú, khói nhiều")
    head.press("GỬI NGAY")
    [incident] = incidents(database)
    assert incident.category == "fire"
    assert "bếp ăn" in incident.answers["what"]
    assert head.touches == 2


def test_pressing_urgent_again_in_panic_goes_on_with_the_same_report(head, database):
    head.write("/khan")
    head.press("Cháy nổ")
    first = head.last
    head.write("/khan")
    assert "GỬI NGAY" in " ".join(head.labels())
    head.press("GỬI NGAY")
    head.press("GỬI NGAY", on=first)
    assert len(incidents(database)) == 1
    assert incidents(database)[0].code in head.toast


def test_an_unfinished_report_waits_while_an_urgent_one_is_sent(head, database):
    head.write("/baocao")
    head.press("Dịch bệnh")
    head.write("Lớp 2/3 có 6 em nghỉ vì sốt, nghi cúm")
    send_urgent(head)
    head.write("/baocao")
    assert "đang dở" in head.last.text
    head.press("Tiếp tục")
    assert "lúc nào" in head.last.text


def test_details_typed_afterwards_reach_the_incident_and_complete_its_alert(head, database, desk):
    send_urgent(head)
    head.write("Lúc 9h10 cháy ở bếp ăn, đã sơ tán hết, đã gọi 114")
    [incident] = incidents(database)
    assert updates(database) == ["Lúc 9h10 cháy ở bếp ăn, đã sơ tán hết, đã gọi 114"]
    assert incident.answers["occurred_at"].startswith("2026-11-16T02:10")
    assert incident.answers["told"] == ["fire_service"]
    assert incident.answers["what"] == "Lúc 9h10 cháy ở bếp ăn, đã sơ tán hết, đã gọi 114"
    officer = desk.phone(desk.sample.duty_officer)
    assert "bếp ăn" in desk.sees(officer, incident).text
    assert "09:10" in desk.sees(officer, incident).text
    assert head.touches == 4


def test_what_the_report_says_already_is_not_overwritten_by_later_words(head, database):
    head.write("/khan cháy ở bếp ăn lúc 9h05")
    head.press("GỬI NGAY")
    head.write("Đến 9h20 lửa đã tắt hẳn, không ai bị thương")
    [incident] = incidents(database)
    assert incident.answers["occurred_at"].startswith("2026-11-16T02:05")
    assert incident.answers["what"] == "cháy ở bếp ăn lúc 9h05"


def test_pictures_and_place_sent_afterwards_reach_the_leaders_without_a_further_press(head, database, desk):
    send_urgent(head)
    officer = desk.phone(desk.sample.duty_officer)
    desk.look(officer)
    head.send_photo("one", album="an-album", caption="khói ở tầng 2")
    head.send_photo("two", album="an-album")
    head.send_file("voice", "three")
    head.send_location(10.7769, 106.7009)
    [incident] = incidents(database)
    assert [file.draft_id for file in attachments(database)] == [incident.draft_id] * 3
    assert incident.answers["location"] == {"lat": 10.7769, "lon": 106.7009}
    assert updates(database) == ["khói ở tầng 2", "", "📍 10.77690, 106.70090"], "the album is one update"
    desk.look(officer)
    shown = [picture.attachment_id for screen, _ in officer.history for picture in screen.pictures]
    assert sorted(shown) == [file.id for file in attachments(database)], "every file once"
    assert len(incidents(database)) == 1


def test_thanks_and_yes_wake_no_leader(head, database):
    send_urgent(head)
    for words in ("ok", "Vâng ạ", "cám ơn", "dạ"):
        head.write(words)
        assert "nhắn chi tiết" in head.last.text
    assert updates(database) == []


def test_the_same_picture_twice_is_one(head, database):
    send_urgent(head)
    head.send_photo("one")
    head.send_photo("one")
    assert len(attachments(database)) == 1
    assert len(updates(database)) == 1


def test_a_pupils_name_in_the_details_is_warned_of(head):
    send_urgent(head)
    head.write("Em Nguyễn Văn A lớp 7A bị bỏng tay")
    assert any("có vẻ có tên" in screen.text for screen, _ in head.history)


def test_graver_details_raise_the_alert(head, database):
    send_urgent(head, "Tai nạn thương tích")
    assert incidents(database)[0].severity == 2
    head.write("Phóng viên đã đến trường quay phim")
    assert incidents(database)[0].severity == 3


def test_an_hour_after_the_last_detail_words_are_asked_where_they_belong(head, database, clock):
    send_urgent(head)
    clock.turn(minutes=50)
    head.write("Lửa đã tắt hẳn, học sinh về lớp")
    clock.turn(minutes=50)
    head.write("Công ty điện lực đang kiểm tra tủ điện")
    assert len(updates(database)) == 2, "every detail keeps the door open"
    clock.turn(hours=2)
    head.write("Phụ huynh lớp 3A đang tập trung ở cổng trường")
    assert len(updates(database)) == 2
    assert any("Bổ sung" in label for label in head.labels())


def test_cancelling_after_sending_tells_how_to_withdraw(head, database):
    send_urgent(head)
    head.write("/huy")
    [incident] = incidents(database)
    assert incident.code in head.last.text
    assert "Rút báo cáo" in " ".join(head.labels())


def test_later_it_cancels_what_is_unfinished_instead(head, database, clock):
    head.write("/baocao")
    head.press("Dịch bệnh")
    send_urgent(head)
    clock.turn(hours=2)
    head.write("/huy")
    assert "Huỷ báo cáo này?" in head.last.text
    assert "Dịch bệnh" in head.last.text


def test_an_edited_detail_is_answered(head, database):
    send_urgent(head)
    head.write("3 em bị ngạt khói", ref="77")
    head.correct("77", "5 em bị ngạt khói")
    assert "Xin Thầy/Cô gửi tin mới" in head.last.text
    assert updates(database) == ["3 em bị ngạt khói"]


def test_an_urgent_report_begun_by_mistake_does_not_stand_in_the_way(head, database):
    head.write("/khan")
    head.write("/baocao")
    assert "Câu 1/" in head.last.text
    assert [draft.status for draft in drafts(database)] == ["cancelled", "open"]
