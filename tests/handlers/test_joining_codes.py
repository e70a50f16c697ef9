"""The codes of invitations: how they are written, kept, used and revoked."""

from datetime import timedelta

import pytest
from department import HandClock, Sample
from newcomer import (
    Newcomer,
    change,
    everything_kept,
    invite,
)

from rules.catalogue import Catalogue
from storage import invitations
from storage.database import Database
from storage.tables.registry import Person


def test_code_is_kept_nowhere_but_as_a_hash(database: Database, registry: Sample, rules: Catalogue, new_head: int):
    code = invite(database, new_head)
    member = Newcomer(database, rules, registry.head.address)
    member.open_link(code)
    Newcomer(database, rules, "7001").write(f"{code} ")

    kept = everything_kept(database)

    assert code not in kept
    assert code.replace("-", "") not in kept


def test_code_can_stand_in_a_link_and_be_typed_on_a_vietnamese_keyboard(database: Database, new_head: int):
    codes = {invite(database, new_head) for _ in range(50)}

    assert len(codes) == 50
    for code in codes:
        assert len(code) <= 64
        assert not set(code) - set("bcfghjkmnpqrstvxz23456789-")
        assert invitations.code_in(code) == code


@pytest.mark.parametrize(
    "words", ["bao cao su co", "0903 123 456", "1111-2222-3333-4444", "bcfg-hjkm", "", "xbcfghjkmnpqrstvxz"]
)
def test_ordinary_words_are_no_code(words: str):
    assert invitations.code_in(words) is None


def test_nobody_is_invited_who_is_not_there_or_not_active(database: Database, new_head: int):
    change(database, Person, new_head, active=False)

    for nobody in (new_head, 99_999):
        with pytest.raises(LookupError):
            invite(database, nobody)


def test_revoking_counts_only_what_was_open(database: Database, new_head: int, phone: Newcomer, clock: HandClock):
    phone.open_link(invite(database, new_head))
    invite(database, new_head, valid_for=timedelta(hours=1))
    clock.turn(hours=2)
    open_one, other = invite(database, new_head), invite(database, new_head)

    assert database.transact(lambda tx: invitations.revoke(tx, new_head)) == 2
    assert database.transact(lambda tx: invitations.revoke(tx, new_head)) == 0

    found = database.transact(lambda tx: [invitations.find(tx, code) for code in (open_one, other)])
    assert [invitations.state_of(one, clock.now()) for one in found] == ["revoked", "revoked"]
