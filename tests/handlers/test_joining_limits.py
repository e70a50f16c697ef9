"""How often one may guess, and how often the bot says no."""

import pytest
from department import HandClock
from newcomer import (
    NUMBER,
    Newcomer,
    another,
    attempts,
    audited,
    invite,
    wrong_code,
)
from report_desk import Phone

from handlers import joining
from rules.catalogue import Catalogue
from scheduler import upkeep
from storage import due


def test_stranger_who_writes_a_hundred_messages_is_answered_a_few_times(phone: Newcomer, clock: HandClock):
    for number in range(100):
        phone.write(f"alo {number}")
    assert len(phone.said()) == joining.REFUSALS_TOLD

    clock.turn(hours=2)
    phone.write("alo")

    assert len(phone.said()) == joining.REFUSALS_TOLD + 1


def test_silence_after_many_refusals_keeps_nobody_from_joining(phone: Newcomer, new_head: int):
    for _ in range(20):
        phone.write("alo")

    phone.share_contact(NUMBER)

    assert phone.member().person_id == new_head


def test_every_try_with_a_code_leaves_a_line_even_when_it_is_not_answered(phone: Newcomer):
    for _ in range(8):
        wrong_code(phone)

    assert len(phone.said()) == joining.REFUSALS_TOLD
    assert audited(phone.database) == [("refused", "wrong_code")] * 5 + [("refused", "throttled")] * 3


def test_guessing_is_throttled_for_an_account_until_an_hour_has_passed(
    phone: Newcomer, new_head: int, clock: HandClock
):
    code = invite(phone.database, new_head)
    for _ in range(joining.WRONG_CODES_OF_ONE):
        wrong_code(phone)

    phone.open_link(code)
    assert phone.member() is None

    clock.turn(hours=1)
    phone.open_link(code)
    assert phone.member().person_id == new_head


def test_guessing_from_many_accounts_is_throttled_for_the_whole_bot_but_own_numbers_still_join(
    phone: Newcomer, new_head: int, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(joining, "WRONG_CODES_OF_ALL", 6)
    code = invite(phone.database, new_head)
    for number in range(6):
        wrong_code(another(phone, f"80{number}"))

    phone.open_link(code)
    assert phone.member() is None
    assert attempts(phone.database)[-1] == "throttled"

    phone.share_contact(NUMBER)
    assert phone.member().person_id == new_head


def test_member_cannot_guess_without_limit_either(head: Phone, new_head: int):
    code = invite(head.database, new_head)
    member = Newcomer(head.database, head.rules, head.address)
    for _ in range(joining.WRONG_CODES_OF_ONE):
        assert "không dùng được" in member.open_link("bcfg-hjkm-npqr-stvx").text

    assert "Hiệu trưởng mẫu B" not in member.open_link(code).text
    assert attempts(head.database) == ["wrong_code"] * joining.WRONG_CODES_OF_ONE


def test_old_attempts_are_forgotten(phone: Newcomer, rules: Catalogue, clock: HandClock):
    database = phone.database
    wrong_code(phone)
    database.transact(upkeep.ensure)
    clock.turn(days=89)
    phone.write("alo")
    clock.turn(days=2)

    what = database.transact(due.take_next)
    database.transact(lambda tx: upkeep.on_due(tx, rules, what))

    assert attempts(database) == ["words"]
