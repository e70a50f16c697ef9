"""`bcn invite`: links for people who have not joined, shown once."""

import asyncio
import csv
import re
import stat
from pathlib import Path

import pytest
from bcn_command import SAMPLES, Bcn, rows
from department import Sample
from docx import Document

from simulator.server import Running
from storage import invitations
from storage import registry as people
from storage.database import Database

LINK = re.compile(r"https://t\.me/(\w+)\?start=([\w-]+)")
OPEN = "SELECT count(*) FROM invitation WHERE used_at IS NULL AND revoked_at IS NULL"


@pytest.fixture
def filled(bcn: Bcn) -> Bcn:
    """The sample lists are imported; nobody has joined."""
    assert bcn("units", "import", SAMPLES / "don-vi-mau.csv").code == 0
    assert bcn("people", "import", SAMPLES / "can-bo-mau.csv").code == 0
    return bcn


def join(database: Database, phone: str) -> int:
    def work(tx: object) -> int:
        person = people.person_by_phone(tx, phone)  # type: ignore[arg-type]
        people.link_account(tx, person.id, "telegram", "77")  # type: ignore[arg-type, union-attr]
        return person.id  # type: ignore[union-attr, return-value]

    return database.transact(work)


def test_everybody_who_has_not_joined_gets_a_link_that_opens(filled: Bcn, database: Database) -> None:
    joined = join(database, "+84900000111")
    said = filled("invite", "--all", "--username", "@mau_bot")
    links = LINK.findall(said.out)
    assert {bot for bot, _ in links} == {"mau_bot"}
    assert len(links) == 13
    opened = {database.transact(lambda tx, code=code: invitations.find(tx, code)).person_id for _, code in links}
    assert opened == {identity for (identity,) in rows(database, "SELECT id FROM person")} - {joined}


def test_whoever_holds_an_invitation_gets_no_second_one_unless_asked_for(filled: Bcn, database: Database) -> None:
    filled("invite", "--person", "0900000111", "--username", "mau_bot")
    said = filled("invite", "--all", "--username", "mau_bot")
    assert len(LINK.findall(said.out)) == 13
    assert "1 người đã có mã mời còn hạn" in said.out
    assert len(LINK.findall(filled("invite", "--all", "--again", "--username", "mau_bot").out)) == 14


def test_a_new_invitation_makes_the_earlier_one_worthless_and_says_so(filled: Bcn, database: Database) -> None:
    first = filled("invite", "--person", "0900000111", "--username", "mau_bot")
    assert "thu hồi" not in first.out
    again = filled("invite", "--person", "0900000111", "--username", "mau_bot")
    assert "Mã mời cấp trước đó, chưa dùng, của 1 người đã bị thu hồi" in again.out
    assert rows(database, OPEN) == [(1,)]
    earlier, latest = (
        database.transact(lambda tx, code=code: invitations.state_of(invitations.find(tx, code), tx.now))
        for code in (LINK.findall(first.out)[0][1], LINK.findall(again.out)[0][1])
    )
    assert (earlier, latest) == ("revoked", "open")


def test_an_invitation_that_was_used_is_no_earlier_one(filled: Bcn, database: Database) -> None:
    code = LINK.findall(filled("invite", "--person", "0900000111", "--username", "mau_bot").out)[0][1]
    assert database.transact(lambda tx: invitations.redeem(tx, invitations.find(tx, code)))
    assert "thu hồi" not in filled("invite", "--person", "0900000111", "--username", "mau_bot").out


def test_a_unit_means_all_below_it_too(filled: Bcn) -> None:
    said = filled("invite", "--unit", "phuong-mau", "--username", "mau_bot")
    assert len(LINK.findall(said.out)) == 4
    assert "Hiệu trưởng mẫu D" not in said.out


@pytest.mark.parametrize("option", ["--person", "--phone"])
def test_one_person_is_told_by_phone_or_number(filled: Bcn, database: Database, option: str) -> None:
    identity = rows(database, "SELECT id FROM person WHERE phone = '+84900000113'")[0][0]
    for who in ("0900.000.113", str(identity)):
        said = filled("invite", option, who, "--username", "mau_bot", "--days", "3")
        (_, code) = LINK.findall(said.out)[0]
        invitation = database.transact(lambda tx, code=code: invitations.find(tx, code))
        assert invitation.person_id == identity
        assert (invitation.expires_at - invitation.created_at).days == 3


def test_somebody_who_has_joined_may_be_invited_anew_by_name(filled: Bcn, database: Database) -> None:
    join(database, "+84900000111")
    assert LINK.search(filled("invite", "--person", "0900000111", "--username", "mau_bot").out)


def test_open_invitations_are_revoked(filled: Bcn, database: Database) -> None:
    filled("invite", "--person", "0900000111", "--username", "mau_bot")
    said = filled("invite", "--person", "0900000111", "--revoke")
    assert "Đã thu hồi 1 mã mời" in said.out
    assert rows(database, OPEN) == [(0,)]


def test_a_sheet_for_the_printer_has_a_code_for_each(filled: Bcn, place: Path) -> None:
    said = filled("invite", "--unit", "PHUONG-MAU", "--username", "mau_bot", "--output", "moi.html")
    assert "4 giấy mời" in said.out
    assert not LINK.search(said.out)
    page = (place / "moi.html").read_text(encoding="utf-8")
    assert page.count("data:image/png") == 4
    assert len(set(LINK.findall(page))) == 4
    assert "Phó Hiệu trưởng mẫu C" in page
    assert stat.S_IMODE((place / "moi.html").stat().st_mode) == 0o600


def test_names_in_a_sheet_are_not_markup(filled: Bcn, database: Database, place: Path) -> None:
    with database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE person SET name = '<script>x</script>' WHERE phone = '+84900000113'")
    filled("invite", "--person", "0900000113", "--username", "mau_bot", "--output", "moi.html")
    page = (place / "moi.html").read_text(encoding="utf-8")
    assert "<script>" not in page
    assert "&lt;script&gt;x" in page


def test_a_list_for_excel_holds_no_formulas(filled: Bcn, database: Database, place: Path) -> None:
    with database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE person SET name = '=1+1' WHERE phone = '+84900000113'")
    filled("invite", "--person", "0900000113", "--username", "mau_bot", "--output", "moi.csv")
    with (place / "moi.csv").open(encoding="utf-8-sig", newline="") as file:
        header, line = csv.reader(file)
    assert header[0] == "Họ tên"
    assert (line[0], line[3]) == ("'=1+1", "0900000113")


def test_a_code_to_scan_is_drawn_in_the_terminal(filled: Bcn) -> None:
    assert "█▀▀" in filled("invite", "--person", "0900000111", "--username", "mau_bot", "--qr").out


def test_nothing_is_made_when_the_file_cannot_be_written(filled: Bcn, database: Database) -> None:
    for name in ("missing folder/moi.html", "moi.pdf"):
        assert filled("invite", "--all", "--username", "mau_bot", "--output", name).code == 2
    assert rows(database, OPEN) == [(0,)]


def test_no_empty_sheet_is_left_when_nobody_is_to_be_invited(bcn: Bcn, place: Path) -> None:
    assert "Không có ai cần mời" in bcn("invite", "--all", "--username", "mau_bot", "--output", "moi.html").out
    assert not (place / "moi.html").exists()


@pytest.mark.parametrize("words", [(), ("--all", "--unit", "SO-MAU"), ("--revoke",), ("--person", "0900000999")])
def test_it_must_be_said_who_is_invited(filled: Bcn, database: Database, words: tuple[str, ...]) -> None:
    said = filled("invite", *words, "--username", "mau_bot")
    assert said.code == 2
    assert said.mistakes
    assert rows(database, OPEN) == [(0,)]


def test_somebody_without_a_role_is_not_invited(filled: Bcn, database: Database) -> None:
    filled("admin", "revoke", "0900000111")
    said = filled("invite", "--person", "0900000111", "--username", "mau_bot")
    assert said.code == 2
    assert "không giữ vai trò nào" in said.mistakes


async def test_the_bot_is_asked_for_its_name(filled: Bcn, local: Running) -> None:
    said = await asyncio.to_thread(filled, "invite", "--person", "0900000111")
    assert LINK.findall(said.out)[0][0] == "baocaonhanh_demo_bot"


def test_a_telegram_that_does_not_answer_costs_no_invitation(
    filled: Bcn, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BCN_TELEGRAM_API_URL", "http://127.0.0.1:1")
    monkeypatch.setenv("BCN_TELEGRAM_TOKEN", "123456:SECRET")
    said = filled("invite", "--all")
    assert said.code == 2
    assert "--username" in said.mistakes
    assert "SECRET" not in said.out
    assert rows(database, OPEN) == [(0,)]


def test_people_who_have_joined_need_no_invitation(bcn: Bcn, registry: Sample) -> None:
    assert "Không có ai cần mời" in bcn("invite", "--all", "--username", "mau_bot").out


def test_a_sheet_for_word_has_a_code_and_the_link_for_each(filled: Bcn, place: Path) -> None:
    said = filled("invite", "--unit", "PHUONG-MAU", "--username", "mau_bot", "--output", "moi.docx")
    assert "4 giấy mời" in said.out
    document = Document(str(place / "moi.docx"))
    rows_of_sheet = document.tables[0].rows
    assert len(rows_of_sheet) == len(document.inline_shapes) == 4
    assert len({LINK.findall(row.cells[1].text)[0] for row in rows_of_sheet}) == 4
    assert "Phó Hiệu trưởng mẫu C" in "".join(row.cells[1].text for row in rows_of_sheet)
    assert stat.S_IMODE((place / "moi.docx").stat().st_mode) == 0o600


def test_what_has_become_of_each_invitation_is_listed_and_none_is_made(filled: Bcn, database: Database) -> None:
    assert "Chưa có mã mời nào" in filled("invite", "--state").out
    code = LINK.findall(filled("invite", "--person", "0900000111", "--username", "mau_bot").out)[0][1]
    assert "đang chờ" in filled("invite", "--state").out
    database.transact(lambda tx: invitations.redeem(tx, invitations.find(tx, code)))
    said = filled("invite", "--state")
    assert "đã tham gia" in said.out
    assert "máy chủ" in said.out
    assert code not in said.out
    assert rows(database, OPEN) == [(0,)]
