"""A draft survives: a restart, a week's pause, a change of phone, other things in between, a changed catalogue."""

from dataclasses import replace

import pytest
from report_desk import Phone, attachments, drafts, incidents
from sqlalchemy import select

from storage.database import Database, table
from storage.tables.registry import Account


def half_done(head):
    head.write("/baocao")
    head.press("Tai nạn thương tích")
    head.write("Té cầu thang dãy B, đau chân")


def test_after_a_restart_the_next_answer_goes_where_it_belongs(head, database):
    half_done(head)
    again = Database(database.engine.url.render_as_string(hide_password=False), database.clock)
    try:
        later = Phone(again, head.rules, head.address)
        later.write("Vừa xong")
        assert "Bao nhiêu học sinh" in later.last.text
    finally:
        again.close()


def test_after_a_week_the_old_buttons_still_work(head, database, clock):
    half_done(head)
    clock.turn(days=7)
    head.press("Hôm qua")
    head.press("9 giờ")
    assert "Bao nhiêu học sinh" in head.last.text
    for label in ("1", "0", "Chưa có", "Bỏ qua", "Gửi"):
        head.press(label)
    assert incidents(database)[0].answers["what"] == "Té cầu thang dãy B, đau chân"


def test_after_a_week_a_short_answer_is_taken_as_one(head, database, clock):
    half_done(head)
    clock.turn(days=7)
    head.write("16/11 lúc 9h")
    assert drafts(database)[0].answers["occurred_at"].startswith("2026-11-16T02:00")
    assert len(drafts(database)) == 1


def test_after_a_week_a_new_story_is_not_mixed_into_the_old_report(head, database, clock):
    half_done(head)
    clock.turn(days=7)
    head.write("Cháy ở bếp ăn lúc 9h, đã gọi 114")
    assert "Tiếp báo cáo dở (09:30 16/11)" in " ".join(head.labels())
    head.press("Báo cáo sự cố mới")
    head.press("Gửi")
    [incident] = incidents(database)
    assert incident.category == "fire"
    old = drafts(database)[0]
    assert old.status == "open"
    assert old.answers["what"] == "Té cầu thang dãy B, đau chân"


def test_or_the_words_go_into_the_old_report_with_one_press(head, database, clock):
    half_done(head)
    clock.turn(days=7)
    head.write("Lúc 9h ngày 16/11, cầu thang đang ướt nước mưa")
    head.send_photo("one")
    head.press("Tiếp báo cáo dở")
    old, new = drafts(database)
    assert (old.status, new.status) == ("open", "added")
    assert "cầu thang đang ướt nước mưa" in old.answers["what"]
    assert old.answers["occurred_at"].startswith("2026-11-16T02:00")
    assert [file.draft_id for file in attachments(database)] == [old.id]
    assert "Bao nhiêu học sinh" in head.last.text


def test_an_unfinished_report_is_offered_before_a_new_one(head, database, clock):
    half_done(head)
    clock.turn(days=2)
    head.write("/baocao")
    assert "đang dở từ 09:30 16/11" in head.last.text
    assert "Té cầu thang" in head.last.text
    head.press("Tiếp tục")
    assert "lúc nào" in head.last.text


@pytest.mark.parametrize(("typed", "asks"), [("tiếp tục", "lúc nào"), ("báo cáo mới", "loại sự cố")])
def test_the_offer_may_be_answered_in_words(head, database, typed, asks):
    half_done(head)
    head.write("/baocao")
    head.write(typed)
    assert asks in head.last.text
    assert drafts(database)[0].answers["what"] == "Té cầu thang dãy B, đau chân"


def test_a_story_told_instead_of_an_answer_to_the_offer_is_kept_and_asked_about(head, database):
    half_done(head)
    head.write("/baocao")
    head.write("Cháy ở bếp ăn lúc 9h, đã gọi 114")
    assert drafts(database)[0].answers["what"] == "Té cầu thang dãy B, đau chân"
    head.press("Báo cáo sự cố mới")
    assert drafts(database)[1].answers["category"] == "fire"


def test_a_new_report_begun_twice_in_a_hurry_is_one(head, database):
    half_done(head)
    offer = head.write("/baocao")
    head.press("Báo cáo mới", on=offer)
    head.press("Báo cáo mới", on=offer)
    assert len(drafts(database)) == 2
    assert "loại sự cố" in head.last.text


def test_on_a_new_phone_the_report_goes_on(head, registry, database):
    half_done(head)
    accounts = table(Account)

    def moves(tx):
        known = tx.all(Account, select(accounts).where(accounts.c.person_id == registry.head.person_id))
        tx.insert(
            Account, person_id=registry.head.person_id, channel="telegram", address="9999", joined_at=known[0].joined_at
        )

    database.transact(moves)
    phone = Phone(database, head.rules, "9999")
    phone.write("/baocao")
    phone.press("Tiếp tục")
    phone.press("Vừa xong")
    for label in ("1", "0", "Chưa có", "Bỏ qua", "Gửi"):
        phone.press(label)
    assert incidents(database)[0].answers["what"] == "Té cầu thang dãy B, đau chân"
    head.press("Vừa xong")
    assert "đã gửi" in head.toast, "the old phone is told the truth"
    assert len(incidents(database)) == 1


def test_other_commands_in_between_take_nothing_away(head, database):
    half_done(head)
    for command in ("/toi", "/trogiup", "/viec"):
        head.write(command)
    head.write("9h15")
    assert drafts(database)[0].answers["occurred_at"].startswith("2026-11-16T02:15")


def without(rules, question_id):
    return rules.model_copy(update={"form": tuple(one for one in rules.form if one.id != question_id)})


def test_a_question_that_the_department_has_removed_meanwhile_stops_nobody(head, database, rules):
    added = rules.question("place").model_copy(
        update={"id": "cause", "guided": True, "label": rules.question("place").label}
    )
    head.rules = rules.model_copy(update={"form": (*rules.form[:4], added, *rules.form[4:])})
    half_done(head)
    head.press("Vừa xong")
    assert drafts(database)[0].asking.startswith("guided:cause")
    later = replace(head, rules=rules)
    later.write("cầu thang dãy B bị ướt")
    assert "Bao nhiêu học sinh" in later.last.text
    assert "cầu thang dãy B bị ướt" in drafts(database)[0].answers["what"]


def test_a_category_that_the_department_has_retired_meanwhile_is_asked_anew(head, database, rules):
    half_done(head)
    kept = tuple(option for option in rules.question("category").options if option.id != "injury")
    asked = rules.question("category").model_copy(update={"options": kept})
    later = replace(head, rules=rules.model_copy(update={"form": (asked, *rules.form[1:])}))
    later.press("Vừa xong")
    assert "loại sự cố" in later.last.text
    later.press("Sự cố khác")
    assert "Bao nhiêu học sinh" in later.last.text
