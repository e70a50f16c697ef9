"""Wrong invitation codes by the thousand from a hundred accounts: nobody gets in, few of them are even looked at."""

import pytest
from newcomer import NUMBER, Newcomer, another, attempts, invite
from sqlalchemy import event

from handlers import joining
from storage.database import Database


def lookups(database: Database) -> list[str]:
    """The statements that look for an invitation by its code, from now on."""
    asked: list[str] = []

    def note(_connection, _cursor, statement: str, *_others) -> None:
        if statement.lstrip().startswith("SELECT invitation."):
            asked.append(statement)

    event.listen(database.engine, "before_cursor_execute", note)
    return asked


def guess(phone: Newcomer, new_head: int, accounts: int, tries: int) -> None:
    """Each account tries so often; then the right code comes too late, and the own number still opens."""
    code = invite(phone.database, new_head)
    asked = lookups(phone.database)
    guessing = [another(phone, f"9{number:03}") for number in range(accounts)]
    for number in range(accounts * tries):
        guessing[number % accounts].open_link("bcfg-hjkm-npqr-stvx")

    assert len(asked) == joining.WRONG_CODES_OF_ALL
    assert attempts(phone.database).count("wrong_code") == joining.WRONG_CODES_OF_ALL
    assert all(len(one.said()) <= joining.REFUSALS_TOLD for one in guessing)

    phone.open_link(code)
    assert phone.member() is None
    phone.share_contact(NUMBER)
    assert phone.member().person_id == new_head


def test_of_many_wrong_codes_from_many_accounts_few_are_looked_at(
    phone: Newcomer, new_head: int, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(joining, "WRONG_CODES_OF_ALL", 12)
    guess(phone, new_head, accounts=5, tries=8)


@pytest.mark.trial
def test_of_ten_thousand_wrong_codes_from_a_hundred_accounts_three_hundred_are_looked_at(
    phone: Newcomer, new_head: int
):
    guess(phone, new_head, accounts=100, tries=100)
