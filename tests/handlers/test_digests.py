"""Digests: at whose times, what is counted, in one line when nothing happened, once whatever was missed."""

from datetime import UTC, date, datetime, time

import pytest
from department import HandClock, Sample, add_person
from digest_desk import DigestDesk
from report_desk import Phone

from digests import plans, telling
from rules.calendar import local
from rules.catalogue import Catalogue
from storage.database import Database, table
from storage.tables.makings import MakingRecipient
from storage.tables.registry import Assignment

MONDAY = date(2026, 11, 16)


@pytest.fixture
def desk(database: Database, registry: Sample, rules: Catalogue, clock: HandClock) -> DigestDesk:
    return DigestDesk(database, rules, clock, registry)


@pytest.fixture
def director(desk: DigestDesk) -> Phone:
    return desk.phone(desk.sample.director)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of November 2026 in Vietnam; the 16th is a Monday."""
    return local(date(2026, 11, day), time(hour, minute)).astimezone(UTC)


def plan_of(desk: DigestDesk) -> str:
    plan = desk.database.transact(lambda tx: plans.plan_of(tx, desk.rules, desk.sample.director.person_id))
    week = f"; {plan.weekly.weekday} {plan.weekly.at:%H:%M}" if plan.weekly else ""
    return " ".join(f"{one:%H:%M}" for one in plan.daily) + week


def test_leaders_get_one_at_seven_and_five_on_working_days_and_one_for_the_week(desk: DigestDesk):
    desk.until(at(23, 7))
    expected = [f"{day}/11 {hour}" for day in range(16, 21) for hour in ("07:00 daily", "17:00 daily")][1:]
    expected.insert(-1, "20/11 16:00 weekly")
    assert desk.times(desk.sample.director) == [*expected, "23/11 07:00 daily"]


@pytest.mark.parametrize("who", ["head", "deputy", "administrator"])
def test_whoever_leads_nothing_gets_none_and_cannot_choose(desk: DigestDesk, who: str):
    somebody = getattr(desk.sample, who)
    phone = desk.phone(somebody)
    phone.write("/bantin 7h")
    phone.send_action("g:hour:0700")
    desk.until(at(17, 8))
    assert desk.times(somebody) == []
    assert [one.action for one in desk.audit()] == ["digest.plan", "digest.plan"]


def test_all_who_see_the_same_part_share_one_making(desk: DigestDesk):
    """The chief and the director see everything, the duty officer and a deputy director all but what is restricted;
    two others see their part."""
    desk.until(at(16, 17))
    assert len(desk.asked()) == 4
    wishes = desk.database.transact(lambda tx: tx.rows(table(MakingRecipient).select()))
    assert len(wishes) == 6


def test_what_is_restricted_is_counted_without_its_kind_for_whoever_need_not_know(desk: DigestDesk):
    desk.incident(at(16, 10))
    desk.incident(at(16, 11), category="self_harm", restricted=True)
    desk.until(at(16, 17))
    kinds = {
        who.name: {one.name: one.now for one in desk.numbers(desk.asked(who)[0]).categories}
        for who in (desk.sample.director, desk.sample.deputy_director)
    }
    assert kinds["Giám đốc mẫu"] == {"Tai nạn thương tích": 1, "Tự hại, tự tử": 1}
    assert kinds["Phó Giám đốc mẫu"] == {"Tai nạn thương tích": 1, "Hạn chế": 1}


def test_only_what_one_may_see_is_counted(desk: DigestDesk):
    desk.incident(at(16, 10))
    desk.incident(at(16, 11), division="planning")
    desk.incident(at(16, 12), division="planning", answers={"media": "press_here"})
    desk.incident(at(16, 13), status="withdrawn")
    desk.until(at(16, 17))
    sample = desk.sample
    seen = {
        who.name: desk.numbers(desk.asked(who)[0]).opened.now
        for who in (sample.director, sample.division_head, sample.communications)
    }
    assert seen == {"Giám đốc mẫu": 3, "Trưởng phòng mẫu": 1, "Tổ truyền thông mẫu": 1}


def test_new_open_and_ended_are_counted_against_the_same_hours_of_the_week_before(desk: DigestDesk):
    desk.incident(at(16, 10), severity=4, taken_at=at(16, 10, 4), status="acknowledged")
    desk.incident(at(16, 11), category="fire")
    desk.incident(at(16, 6))
    desk.incident(at(15, 9), status="resolved", ended_at=at(16, 9))
    desk.incident(at(9, 12), status="closed", ended_at=at(9, 16), taken_at=at(9, 12, 10))
    desk.incident(at(9, 18), status="closed", ended_at=at(9, 19))
    desk.until(at(16, 17))
    found = desk.numbers(desk.asked(desk.sample.director)[0])
    assert (found.opened.now, found.opened.before) == (2, 1)
    assert (found.ended.now, found.ended.before) == (1, 1)
    assert (found.open, found.untaken) == (3, 2)
    assert (found.taking.now, found.taking.before) == (240, 600)
    assert (found.ending.now, found.ending.before) == (86_400, 14_400)
    assert [(one.level, one.now, one.before) for one in found.severities] == [(4, 1, 0), (2, 1, 1)]
    assert [(one.name, one.now, one.before) for one in found.categories] == [
        ("Tai nạn thương tích", 1, 1),
        ("Cháy nổ", 1, 0),
    ]
    told = desk.digest(desk.sample.director)
    for words in (
        "Bản tin 17:00 thứ Hai 16/11",
        "Từ 07:00",
        "Mới: \ue0002\ue001 (1)",
        "🔴 1 · 🟡 1",
        "Đang mở: \ue0003\ue001, \ue0002 chưa ai tiếp nhận",
        "Tiếp nhận sau: 4 phút (10 phút)",
    ):
        assert words in told.text
    assert told.captioned
    assert telling.draw(found) is not None


def test_the_digest_of_the_week_has_every_day(desk: DigestDesk):
    for day in (9, 11, 16, 16, 20):
        desk.incident(at(day, 10))
    desk.until(at(20, 16))
    found = desk.numbers(desk.asked(desk.sample.director)[-1])
    assert found.kind == "weekly"
    assert [(now, before) for _, now, before in found.days] == [(0, 0), (0, 0), (2, 1), (0, 0), (0, 1), (0, 0), (1, 0)]
    assert "Bản tin tuần, 16:00 thứ Sáu 20/11" in desk.digest(desk.sample.director).text


def test_the_last_day_of_a_week_is_held_against_as_many_hours_of_the_week_before(desk: DigestDesk):
    for day, hour in ((13, 15), (13, 16), (13, 17), (20, 9), (20, 16), (20, 18)):
        desk.incident(at(day, hour))
    desk.until(at(20, 16))
    *_, (_, now, before) = desk.numbers(desk.asked(desk.sample.director)[-1]).days
    assert (now, before) == (2, 2)


def test_a_day_on_which_nothing_happened_is_one_line_without_a_chart(desk: DigestDesk):
    desk.until(at(16, 17))
    told = desk.digest(desk.sample.director)
    assert told.text == "☀️ \ue00017:00 thứ Hai 16/11\ue001: từ 07:00 không có sự cố mới. Không còn việc đang mở."
    assert telling.draw(desk.numbers(desk.asked(desk.sample.director)[-1])) is None


def test_what_is_still_open_is_said_on_a_quiet_day_too(desk: DigestDesk):
    desk.incident(at(16, 6))
    desk.until(at(16, 17))
    assert desk.digest(desk.sample.director).text.endswith("không có sự cố mới. Đang mở: \ue0001\ue001.")


def test_who_has_not_reported_is_told_to_those_the_campaign_names(desk: DigestDesk):
    desk.open_round()
    desk.stand_still_until(at(24, 7))
    told = desk.digest(desk.sample.director)
    assert (
        "Công tác truyền thông tháng: \ue0002/2 chưa nộp\ue001, hạn 17:00 25/11: Trường mẫu A, Trường mẫu B"
        in told.text
    )
    assert "📋 Chưa nộp: Truyền thông tháng" in [button.label for row in told.rows for button in row]
    assert "chưa nộp" not in desk.digest(desk.sample.division_head).text


def test_a_leader_who_changes_the_hours_twice_has_exactly_one_due_time(desk: DigestDesk, director: Phone):
    director.write("/bantin 8h, 18h")
    director.write("/bantin 12h")
    assert desk.due_times(desk.sample.director) == ["16/11 12:00"]
    desk.until(at(17, 7, 30))
    assert desk.times(desk.sample.director) == ["16/11 12:00 daily"]
    assert desk.times(desk.sample.chief_of_office) == ["16/11 17:00 daily", "17/11 07:00 daily"]


def test_a_digest_that_is_due_in_the_second_in_which_the_hours_change_is_not_lost(desk: DigestDesk, director: Phone):
    desk.clock.at = at(16, 17)
    director.write("/bantin 8h")
    director.write("/bantin 9h")
    desk.until(at(17, 9))
    assert desk.times(desk.sample.director) == ["16/11 17:00 daily", "17/11 09:00 daily"]


@pytest.mark.parametrize("hour", [18, 23])
def test_the_digest_of_the_week_that_was_missed_in_a_stop_is_not_lost_when_the_hours_change(
    desk: DigestDesk, director: Phone, hour: int
):
    desk.until(at(20, 7))
    desk.clock.at = at(20, hour)
    director.write("/bantin không nhận")
    assert desk.times(desk.sample.director)[-1] == "20/11 17:00 weekly"
    assert desk.due_times(desk.sample.director) == []


def test_two_changes_at_once_leave_one_due_time_that_is_the_plan(desk: DigestDesk):
    first, second = desk.phone(desk.sample.director), desk.phone(desk.sample.director)
    desk.at_once(lambda: first.write("/bantin 10h"), lambda: second.write("/bantin 11h"))
    [due] = desk.due_times(desk.sample.director)
    assert plan_of(desk).split(";")[0] == due.split()[1]


def test_hours_are_chosen_in_the_moment_in_which_the_clock_finds_a_new_leader(desk: DigestDesk):
    post = {"unit_id": desk.sample.root, "role": "deputy_director"}
    newcomer = desk.database.transact(lambda tx: add_person(tx, "Phó Giám đốc mẫu mới", None, "2001", post))
    phone = desk.phone(newcomer)
    desk.at_once(
        lambda: desk.database.transact(lambda tx: plans.ensure(tx, desk.rules)), lambda: phone.write("/bantin 12h")
    )
    assert desk.due_times(newcomer) == ["16/11 12:00"]


def test_hours_are_chosen_by_presses(desk: DigestDesk, director: Phone):
    director.write("bản tin")
    assert "Ngày làm việc: \ue00007:00, 17:00\ue001" in director.last.text
    assert "Bản tin tới: 17:00" in director.last.text
    director.press("12:00")
    director.press("✅ 07:00")
    director.press("Tuần: thứ Sáu 16:00")
    assert plan_of(desk) == "12:00 17:00"
    director.press("Không nhận bản tin")
    assert "không nhận bản tin nào" in director.last.text
    assert desk.due_times(desk.sample.director) == []
    director.press("Về giờ mặc định")
    assert plan_of(desk) == "07:00 17:00; friday 16:00"
    assert desk.due_times(desk.sample.director) == ["16/11 17:00"]


def test_a_story_is_not_held_up_by_the_question_for_hours(desk: DigestDesk):
    post = {"unit_id": desk.sample.root, "role": "deputy_director"}
    desk.database.transact(lambda tx: tx.insert(Assignment, person_id=desk.sample.head.person_id, **post))
    head = desk.phone(desk.sample.head)
    for story in ("Cháy ở bếp ăn lúc 7h", "Có 3 em lớp 7A bị ong đốt ở sân trường, đã đưa đi bệnh viện quận."):
        head.write("/bantin")
        head.press("Giờ khác")
        assert "Loại sự cố" in head.write(story).text
        head.write("/huy")


def test_hours_are_typed_when_asked_for(desk: DigestDesk, director: Phone):
    director.write("/bantin")
    director.press("Giờ khác")
    director.write("sớm hơn")
    assert "chưa đọc được" in director.last.text
    director.write("6h45, thứ hai 8h")
    assert plan_of(desk) == "06:45; monday 08:00"


def test_hours_at_night_are_refused(desk: DigestDesk, director: Phone):
    director.write("/bantin 22h")
    assert "22:00 là giờ nghỉ" in director.last.text
    assert plan_of(desk) == "07:00 17:00; friday 16:00"


def test_the_digest_of_now_is_asked_for_on_the_account_that_asked(desk: DigestDesk, director: Phone):
    director.write("/bantin")
    director.press("Xem ngay")
    [params] = desk.asked(desk.sample.director)
    assert params["kind"] == "daily"
    assert datetime.fromisoformat(params["ends"]) == at(16, 9, 30)
    assert director.toast == "📊 Đang lập, bot gửi ngay."


def test_after_a_stop_of_three_days_one_digest_tells_all(desk: DigestDesk):
    desk.until(at(16, 17))
    desk.incident(at(18, 10))
    desk.stand_still_until(at(19, 19))
    assert desk.times(desk.sample.director) == ["16/11 17:00 daily", "19/11 17:00 daily"]
    assert desk.numbers(desk.asked(desk.sample.director)[-1]).opened.now == 1
    desk.until(at(20, 7))
    assert desk.times(desk.sample.director)[-1] == "20/11 07:00 daily"


def test_what_was_missed_at_night_waits_for_the_digest_of_the_morning(desk: DigestDesk):
    desk.stand_still_until(at(16, 23))
    desk.until(at(17, 7))
    assert desk.times(desk.sample.director) == ["17/11 07:00 daily"]


def test_a_clock_that_jumps_back_tells_nobody_twice(desk: DigestDesk):
    desk.until(at(16, 17, 5))
    desk.clock.at = at(16, 16)
    desk.database.transact(lambda tx: plans.ensure(tx, desk.rules))
    desk.until(at(16, 18))
    assert desk.times(desk.sample.director) == ["16/11 17:00 daily"]


def test_whoever_becomes_a_leader_gets_digests_and_whoever_is_none_any_more_gets_none(desk: DigestDesk):
    post = {"unit_id": desk.sample.root, "role": "deputy_director"}
    newcomer = desk.database.transact(lambda tx: add_person(tx, "Phó Giám đốc mẫu mới", None, "2001", post))
    desk.end_posts(desk.sample.director)
    desk.until(at(16, 18))
    assert desk.times(newcomer) == ["16/11 17:00 daily"]
    assert desk.times(desk.sample.director) == []
    assert desk.due_times(desk.sample.director) == []


def test_whom_nobody_reaches_makes_nobody_draw(desk: DigestDesk):
    desk.lose(desk.sample.division_head)
    desk.until(at(16, 17))
    assert desk.times(desk.sample.division_head) == []


def test_many_leaders_are_told_once_each_though_the_service_stops_in_the_middle(desk: DigestDesk):
    def add(tx):
        post = {"unit_id": desk.sample.root, "role": "deputy_director"}
        return [add_person(tx, f"Phó mẫu {number}", None, str(3000 + number), post) for number in range(80)]

    leaders = desk.database.transact(add)
    desk.database.transact(lambda tx: plans.ensure(tx, desk.rules))
    desk.clock.at = at(16, 17)
    for _ in range(30):
        assert desk.tick()
    desk.clock.turn(minutes=10)
    desk.database.transact(lambda tx: plans.ensure(tx, desk.rules))
    desk.until(at(16, 18))
    wishes = desk.database.transact(lambda tx: tx.rows(table(MakingRecipient).select()))
    told = [row.person_id for row in wishes]
    assert len(told) == len(set(told)) == 86
    assert {one.person_id for one in leaders} <= set(told)
    assert len(desk.asked()) == 4


def test_the_statistics_have_a_chart_of_the_same_numbers(desk: DigestDesk, director: Phone):
    director.write("/thongke")
    assert "Biểu đồ" not in " ".join(director.labels())
    desk.incident(at(16, 8))
    director.write("/thongke")
    director.press("Biểu đồ")
    [params] = desk.asked(desk.sample.director)
    found = desk.numbers(params)
    assert (found.kind, found.opened.now, found.rounds) == ("days", 1, [])
    assert "Thống kê 7 ngày qua" in telling.screen(found).text
    director.send_action("l:chart:8")
    assert [one.action for one in desk.audit()] == ["press"]
