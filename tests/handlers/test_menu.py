"""The menu: each is offered what the table of rights gives them, and nothing else; /toi and /trogiup tell it."""

import pytest
from department import HandClock, Sample
from incident_desk import Desk
from newcomer import Newcomer, change, end_roles, invite, person
from report_desk import Phone, drafts, incidents

import locales
from bot.channels import telegram
from handlers import router, words
from rules.catalogue import Catalogue
from rules.folding import fold
from rules.roles import Role
from storage.database import Database
from storage.tables.registry import Account, Assignment, Person

BEES = "3 em lớp 7A bị ong đốt ở sân trường lúc 9h30 sáng nay, đã đưa đi bệnh viện quận"
HEAD = [["🚨 Khẩn"], ["📝 Báo cáo sự cố"], ["🗓 Báo cáo định kỳ", "📌 Việc của tôi"]]
LEADER = [["📂 Đang mở", "📊 Thống kê", "👤 Trực"]]
BOTH = HEAD + LEADER
ADMINISTRATOR = [["👤 Trực"], ["🗂 Quản trị"]]
LEADERS = [
    "duty_officer",
    "division_head",
    "chief_of_office",
    "deputy_director",
    "director",
    "communications",
]
SENDERS = {"chief_of_office", "deputy_director", "director", "communications"}


def phone_of(desk: Desk, who: str) -> Phone:
    return desk.phone(getattr(desk.sample, who))


def keyboard(phone: Phone) -> list[list[str]]:
    return [list(row) for row in phone.last.menu or ()]


def commands(phone: Phone) -> list[str]:
    return [name for name, _ in phone.last.commands or ()]


@pytest.mark.parametrize("who", ["head", "deputy"])
def test_unit_is_offered_three_entries_and_one_big_red_one(desk: Desk, who: str):
    phone = phone_of(desk, who)
    phone.write("/start")

    assert keyboard(phone) == HEAD
    assert commands(phone) == ["khan", "baocao", "viec", "dinhky", "huy", "tinbai", "toi", "trogiup", "start"]


@pytest.mark.parametrize("who", LEADERS)
def test_leader_is_offered_three_entries(desk: Desk, who: str):
    phone = phone_of(desk, who)
    phone.write("/start")

    assert keyboard(phone) == LEADER
    sends = ["thongbao", "dotbaocao", "baochi", "phatngon"] if who in SENDERS else []
    reviews = ["tinbai"] if who in ("communications", "chief_of_office") else []
    assert commands(phone) == [
        "dangmo",
        "thongke",
        "truc",
        "donvi",
        *reviews,
        "bantin",
        *sends,
        "toi",
        "trogiup",
        "start",
    ]


def test_administrator_is_offered_only_what_the_rights_allow(desk: Desk):
    phone = phone_of(desk, "administrator")
    phone.write("/start")

    assert keyboard(phone) == ADMINISTRATOR
    assert commands(phone) == ["truc", "donvi", "quantri", "toi", "trogiup", "start"]


def test_head_who_is_also_on_duty_is_offered_both(desk: Desk):
    sample = desk.sample
    desk.database.transact(
        lambda tx: tx.insert(Assignment, person_id=sample.head.person_id, unit_id=sample.root, role="duty_officer")
    )
    phone = phone_of(desk, "head")
    phone.write("/start")

    assert keyboard(phone) == BOTH


@pytest.mark.parametrize("who", ["head", *LEADERS, "administrator"])
def test_everything_that_is_offered_is_answered_and_nothing_refused(desk: Desk, who: str):
    """What the keyboard says can be pressed, typed without its picture, and stands among the commands."""
    phone = phone_of(desk, who)
    phone.write("/start")
    labels = [label for row in keyboard(phone) for label in row]
    offered = [f"/{name}" for name in commands(phone)]

    for said in [*labels, *(fold(label.partition(" ")[2]) for label in labels), *offered]:
        before = phone.new_messages
        told = phone.write(said)
        assert phone.new_messages > before, said
        for refusal in ("no-right", "unknown-command", "report-not-yours", "report-say-more"):
            assert told.text != locales.text("vi", refusal), said


@pytest.mark.parametrize("who", ["head", "deputy", *LEADERS, "administrator"])
def test_help_is_short_and_names_only_what_one_may_do(desk: Desk, who: str):
    phone = phone_of(desk, who)
    phone.write("/start")
    offered = commands(phone)

    told = phone.write("/trogiup").text

    assert len(told) < 500
    assert "/toi" in told
    named = {word.strip(".,·") for word in told.split() if word.startswith("/")}
    assert {name.lstrip("/") for name in named} <= set(offered)
    assert ("Khẩn" in told) == ("khan" in offered)
    assert ("Tiếp nhận" in told) == ("dangmo" in offered)


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("lang", locales.languages())
def test_every_role_has_a_name_in_every_language(lang: str, role: Role):
    assert locales.text(lang, f"role-{role.value.replace('_', '-')}")


def test_every_command_behind_the_menu_button_is_one_that_the_bot_answers(desk: Desk):
    offered = set(telegram._COMMANDS)
    for who in ("head", *LEADERS, "administrator"):
        phone = phone_of(desk, who)
        phone.write("/start")
        offered |= set(commands(phone))

    assert offered <= set(router.COMMANDS)
    assert {"start", "trogiup", "toi", "baocao", "khan", "huy", "viec", "dangmo", "thongke", "truc", "dinhky"} <= set(
        router.COMMANDS
    )


@pytest.mark.parametrize("lang", locales.languages())
def test_each_label_of_the_keyboard_means_its_command(lang: str):
    for key, command in words._MENU_KEYS.items():
        label = locales.text(lang, key)
        assert words.command_of(lang, fold(label)) == command
        assert words.command_of(lang, fold(label.partition(" ")[2])) == command


def test_menu_is_in_the_language_of_the_person(database: Database, registry: Sample, rules: Catalogue):
    change(database, Person, registry.director.person_id, lang="en")
    phone = Phone(database, rules, registry.director.address)

    phone.write("/start")

    assert keyboard(phone) == [["📂 Open", "📊 Statistics", "👤 On duty"]]
    assert phone.write("Statistics").text.startswith("\ue000Last 7 days")


# ---- /start


def test_start_says_that_an_unfinished_report_is_kept(head: Phone):
    head.write(BEES)
    told = head.write("/start")

    assert "Báo cáo chưa gửi" in told.text
    head.write("Việc của tôi")
    assert "ong đốt" in head.press("Tiếp tục").text
    assert [draft.status for draft in drafts(head.database)] == ["open"]


def test_start_leaves_a_question_that_was_being_asked(desk: Desk):
    """What is typed after /start must not go to the unit as the leader's question."""
    incident = desk.report()
    officer = phone_of(desk, "duty_officer")
    desk.look(officer)
    officer.press("Hỏi thêm", desk.sees(officer, incident))

    officer.write("/start")
    officer.write("chuyện riêng của tôi không liên quan")

    assert "ask" not in desk.kinds(incident)


# ---- /toi


def test_who_am_i_tells_name_unit_role_accounts_and_what_one_may_do(head: Phone):
    told = head.write("/toi").text

    assert "Hiệu trưởng mẫu A" in told
    assert "Trường mẫu A · Thủ trưởng đơn vị" in told
    assert "Telegram" in told
    assert "báo cáo sự cố" in told
    assert "tiếp nhận" not in told


def test_who_am_i_shows_only_the_end_of_the_phone_number(head: Phone):
    told = head.write("/toi").text

    assert "••• 001" in told
    assert "903000" not in told


def test_who_am_i_names_the_division_and_the_title(desk: Desk):
    assert "Phòng Chính trị tư tưởng" in phone_of(desk, "division_head").write("/toi").text
    titled = person(
        desk.database, "Kế toán mẫu", None, {"unit_id": desk.sample.school, "role": "deputy", "title": "Kế toán trưởng"}
    )
    phone = Newcomer(desk.database, desk.rules, "7001")

    phone.open_link(invite(desk.database, titled))

    assert "Trường mẫu A · Kế toán trưởng" in phone.write("/toi").text


def test_who_am_i_counts_accounts_and_tells_of_one_that_cannot_be_reached(head: Phone, registry: Sample):
    def link(tx) -> None:
        tx.insert(Account, person_id=registry.head.person_id, channel="telegram", address="7002", joined_at=tx.now)
        tx.insert(
            Account, person_id=registry.head.person_id, channel="zalo", address="z1", joined_at=tx.now, reachable=False
        )

    head.database.transact(link)

    told = head.write("/toi").text

    assert told.count("• Telegram") == 2
    assert "• Zalo, từ 16/11/2026 · ⚠️ không liên lạc được" in told


def test_who_am_i_after_the_roles_have_ended_says_so_and_takes_the_keyboard_away(head: Phone, registry: Sample):
    end_roles(head.database, registry.head.person_id)

    told = head.write("/toi")

    assert "không giữ vai trò nào" in told.text
    assert "Trường mẫu A" not in told.text
    assert "Thầy/Cô có thể" not in told.text
    assert told.menu == ()


def test_role_that_has_not_begun_gives_nothing_yet(head: Phone, registry: Sample, clock: HandClock):
    begins = clock.now().replace(day=20)
    change(head.database, Assignment, 1, valid_from=begins)
    assert head.write("/start").menu == ()

    clock.turn(days=10)

    assert head.write("/start").menu


# ---- roles that end in the middle of something


def test_role_that_ends_while_a_report_is_made_keeps_it_from_being_sent(head: Phone, registry: Sample):
    head.write("/khan")
    head.press("Ngộ độc")
    assert head.button("GỬI NGAY")
    end_roles(head.database, registry.head.person_id)

    told = head.press("GỬI NGAY")

    assert "không còn quyền báo cáo" in told.text
    assert incidents(head.database) == []


def test_words_typed_into_a_report_after_the_role_has_ended_break_nothing(head: Phone, registry: Sample):
    head.write("/baocao")
    end_roles(head.database, registry.head.person_id)

    assert head.write(BEES).text
    assert incidents(head.database) == []


def test_report_cannot_be_begun_without_the_role(head: Phone, registry: Sample):
    end_roles(head.database, registry.head.person_id)

    for said in ("/baocao", "/khan", BEES):
        told = head.write(said)
        assert "dành cho Thủ trưởng" in told.text
        assert told.menu == ()


def test_role_that_ends_while_a_leader_types_a_question_sends_nothing(desk: Desk):
    incident = desk.report()
    head_of_division = phone_of(desk, "division_head")
    head_of_division.press("Hỏi thêm", desk.sees(head_of_division, incident))
    end_roles(desk.database, desk.sample.division_head.person_id)

    head_of_division.write("Các em hiện nằm ở đâu?")

    assert "ask" not in desk.kinds(incident)


# ---- /dinhky


@pytest.mark.parametrize(("who", "key"), [("head", "regular-none"), ("director", "regular-not-yours")])
def test_regular_reports_are_not_pretended(desk: Desk, who: str, key: str):
    told = phone_of(desk, who).write("/dinhky")

    assert told.text == locales.text("vi", key)
    assert told.rows == ()
