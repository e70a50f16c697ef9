"""Joining on a phone of the local Telegram: the number shared with one press, the link, the commands of the role."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from running_service import Phones, Service, until_told

import locales
from storage import invitations
from storage.database import Database, Tx
from storage.tables.registry import Assignment, Person

NEWCOMER, NUMBER = 7001, "+84903111222"
REFUSED = "mở đường dẫn mời"


@pytest.fixture
async def new_head(database: Database, registry: Any, phones: Phones) -> int:
    """A head of the registry with a phone that the bot does not know."""

    def add(tx: Tx) -> int:
        person_id = tx.insert(Person, name="Hiệu trưởng mẫu B", phone=NUMBER)
        tx.insert(Assignment, person_id=person_id, unit_id=registry.other_school, role="head")
        return person_id

    await phones.post("users", id=NEWCOMER, first_name="Người mới mẫu", phone=NUMBER)
    return database.transact(add)


def chat_shows(phones: Phones, user: int, what: str, wanted: Callable[[Any], bool]) -> Awaitable[None]:
    async def shown() -> bool:
        return wanted((await phones.get(f"users/{user}/chat"))[what])

    return until_told(shown)


def keyboard_is(*labels: str) -> Callable[[Any], bool]:
    def text(button: str | dict[str, Any]) -> str:
        return button if isinstance(button, str) else str(button["text"])

    return lambda rows: [text(button) for row in rows or () for button in row] == list(labels)


async def test_stranger_shares_the_registered_number_with_one_press_and_gets_the_menu(
    service: Service, phones: Phones, new_head: int
):
    await phones.act(NEWCOMER, "start")
    await phones.sees(NEWCOMER, REFUSED)
    await chat_shows(phones, NEWCOMER, "keyboard", keyboard_is(locales.text("vi", "ask-contact")))

    await phones.act(NEWCOMER, "contact")

    welcome = await phones.sees(NEWCOMER, "Chào mừng Hiệu trưởng mẫu B")
    assert "Trường mẫu B" in welcome["text"]
    menu = [locales.text("vi", f"menu-{name}") for name in ("urgent", "report", "regular", "tasks")]
    await chat_shows(phones, NEWCOMER, "keyboard", keyboard_is(*menu))


async def test_link_of_an_invitation_lets_its_person_in_and_sets_the_commands_of_the_role(
    service: Service, database: Database, phones: Phones, new_head: int
):
    code = database.transact(lambda tx: invitations.create(tx, new_head))

    await phones.act(NEWCOMER, "start", payload=code)

    await phones.sees(NEWCOMER, "Chào mừng")
    await chat_shows(
        phones,
        NEWCOMER,
        "commands",
        lambda told: " ".join(one["command"] for one in told) == "khan baocao viec dinhky huy tinbai toi trogiup start",
    )


async def test_card_of_somebody_else_lets_nobody_in(service: Service, phones: Phones, new_head: int):
    stranger = 7002
    await phones.post("users", id=stranger, first_name="Người lạ mẫu", phone="+84900111222")
    await phones.act(stranger, "start")
    refused = await phones.sees(stranger, REFUSED)

    await phones.act(stranger, "contact", phone=NUMBER, of=NEWCOMER)

    again = await phones.sees(stranger, after=refused["message_id"])
    assert again["text"] == refused["text"]
