"""Double taps, repeated presses and old buttons: never a second report, never silence."""

import pytest
from report_desk import drafts, incidents
from sqlalchemy import select
from test_report_guided import to_the_card

from storage.database import table
from storage.tables.upkeep import AuditEntry


def test_send_pressed_twice_makes_one_report_and_the_second_press_tells_its_code(head, database):
    to_the_card(head)
    card = head.last
    head.press("Gửi", on=card)
    messages = head.new_messages
    head.press("Gửi", on=card)
    [incident] = incidents(database)
    assert incident.code in head.toast
    assert head.new_messages == messages


def test_send_typed_and_pressed_at_once_makes_one_report(head, database):
    to_the_card(head)
    card = head.last
    head.write("gửi")
    head.press("Gửi", on=card)
    assert len(incidents(database)) == 1


def test_the_sent_card_has_nothing_left_to_press(head, database):
    to_the_card(head)
    head.press("Gửi")
    [draft] = drafts(database)
    assert head.shown[f"draft:{draft.id}"].rows == ()
    assert incidents(database)[0].code in head.shown[f"draft:{draft.id}"].text


@pytest.mark.parametrize("label", ["Sửa", "Thêm ảnh", "Vị trí", "Huỷ", "Gửi"])
def test_every_old_button_of_a_sent_report_says_that_it_is_sent(head, database, label):
    to_the_card(head)
    card = head.last
    head.press("Gửi", on=card)
    head.press(label, on=card)
    assert "đã gửi" in head.toast
    assert len(incidents(database)) == 1


def test_a_category_pressed_twice_is_taken_once_and_the_conversation_does_not_jump(head, database):
    asked = head.write("/baocao")
    head.press("Cháy nổ", on=asked)
    head.press("Cháy nổ", on=asked)
    assert "Chuyện gì" in head.last.text
    assert drafts(database)[0].answers["category"] == "fire"


def test_a_button_of_an_earlier_message_changes_its_answer_and_says_where_to_look(head, database):
    asked = head.write("/baocao")
    head.press("Cháy nổ", on=asked)
    head.write("Cháy thùng rác ở sân sau")
    head.press("Sự cố khác", on=asked)
    assert drafts(database)[0].answers["category"] == "other"
    assert "Đã ghi" in head.last.text
    assert "lúc nào" in head.last.text, "the question that is asked now still stands"
    assert "bên dưới" in head.toast


def test_skip_and_keep_of_an_earlier_question_skip_nothing_else(head):
    head.write("/baocao")
    head.press("Cháy nổ")
    head.write("Cháy thùng rác ở sân sau")
    asked = head.press("Vừa xong")
    head.press("Bỏ qua", on=asked)
    head.press("Bỏ qua", on=asked)
    assert "Báo chí" in head.last.text


def test_presses_on_last_weeks_messages_are_answered(head, database, clock):
    asked = head.write("/baocao")
    head.press("Cháy nổ")
    clock.turn(days=7)
    head.press("Dịch bệnh", on=asked)
    assert head.toast is not None
    assert "Đã ghi" in head.last.text


FORGED = [
    *("a:category:nothing", "a:nothing:1", "a:pupils_affected:7", "a:occurred_at:999", "a:occurred_at:0.23"),
    *(
        "a:told:police",
        "e:nothing",
        "d:what",
        "s:what",
        "f:injured",
        "p:what:9:9",
        "u:999",
        "add:999",
        "into:999",
        f"add:{10**20}",
        f"into:{10**20}",
        "zz",
    ),
]


@pytest.mark.parametrize("verb", FORGED)
def test_a_tampered_button_has_no_effect_and_leaves_an_audit_line(head, database, verb):
    to_the_card(head)
    [draft] = drafts(database)
    head.send_action(f"r:{draft.id}:{verb}")
    assert head.toast
    assert [one.answers for one in drafts(database)] == [draft.answers]
    refused = select(table(AuditEntry)).where(table(AuditEntry).c.outcome == "refused")
    assert database.transact(lambda tx: len(tx.rows(refused))) == 1


def test_a_draft_that_no_database_can_count_to_is_a_forged_one(head, database):
    head.send_action(f"r:{10**20}:g")
    refused = select(table(AuditEntry)).where(table(AuditEntry).c.outcome == "refused")
    assert head.toast
    assert database.transact(lambda tx: len(tx.rows(refused))) == 1


def test_the_draft_of_somebody_else_cannot_be_pressed(head, database, desk):
    to_the_card(head)
    [draft] = drafts(database)
    deputy = desk.phone(desk.sample.deputy)
    for verb in ("g", "x", "e", "a:category:fire"):
        deputy.send_action(f"r:{draft.id}:{verb}")
        assert "Bỏ" not in deputy.last.text
    assert incidents(database) == []
    assert drafts(database)[0].answers == draft.answers


def test_a_head_who_lost_the_post_meanwhile_sends_nothing(head, database, registry):
    from storage.tables.registry import Assignment

    to_the_card(head)
    posts = table(Assignment)
    card = head.last
    database.transact(lambda tx: tx.execute(posts.delete().where(posts.c.person_id == registry.head.person_id)))
    head.press("Gửi", on=card)
    assert incidents(database) == []
    assert "không còn quyền" in head.last.text
