"""The service in trouble: what breaks is held and tried again, whoever cannot be reached is passed over at once."""

import pytest
from running_service import ADMINISTRATOR, CHIEF, DIVISION_HEAD, DUTY, HEAD, Phones, Service, Starter, hidden, until

import locales
from bot.intake import MOST_TRIES
from bot.service import CannotStart
from storage.database import Database, table
from storage.tables.incidents import Incident
from storage.tables.messaging import UpdateHeld


def held(database: Database) -> list[int]:
    """How often each held update was tried."""
    return [row.tries for row in database.transact(lambda tx: tx.rows(table(UpdateHeld).select()))]


async def test_update_that_breaks_is_held_and_done_when_it_can_be(service: Service, phones: Phones, database: Database):
    with hidden(database, "draft"):
        await phones.say(HEAD, "/khan")
        await phones.sees(HEAD, locales.text("vi", "update-held"))
        assert held(database) == [1]

    await phones.post("clock", advance_seconds=6)

    await phones.sees(HEAD, button="Ngộ độc")
    await until(lambda: held(database) == [])


async def test_press_that_breaks_is_answered_all_the_same(service: Service, phones: Phones, database: Database):
    await phones.say(HEAD, "/khan")
    await phones.sees(HEAD, button="Ngộ độc")
    with hidden(database, "draft"):
        answer = await phones.press(HEAD, "Ngộ độc")
        assert answer == {"text": locales.text("vi", "update-held-toast"), "show_alert": True}

    await phones.post("clock", advance_seconds=6)
    await phones.sees(HEAD, button="GỬI NGAY")


async def test_update_that_never_works_is_told_to_the_administrators_and_kept(
    service: Service, phones: Phones, database: Database
):
    with hidden(database, "draft"):
        await phones.say(HEAD, "/khan")
        await until(lambda: held(database) == [1])
        for tries in range(2, MOST_TRIES + 1):
            await phones.post("clock", advance_seconds=301)
            await until(lambda tries=tries: held(database) == [tries])

        await phones.sees(ADMINISTRATOR, str(MOST_TRIES))
    assert held(database) == [MOST_TRIES]


async def test_broken_update_of_one_keeps_nobody_else(service: Service, phones: Phones, database: Database):
    with hidden(database, "draft"):
        await phones.say(HEAD, "/khan")
        said = await phones.say(DUTY, "/toi")
        await phones.sees(DUTY, after=said["message_id"])


async def test_incident_rises_at_once_past_leaders_whom_telegram_cannot_reach(
    service: Service, phones: Phones, database: Database
):
    for leader in (DUTY, DIVISION_HEAD):
        await phones.act(leader, "deactivate")

    await phones.reports_urgently()

    await phones.sees(CHIEF, "Ngộ độc", button="Tiếp nhận")
    await phones.sees(ADMINISTRATOR, "Cán bộ trực mẫu")
    await phones.press(CHIEF, "Tiếp nhận")
    await phones.sees(HEAD, "Đã tiếp nhận")


async def test_leader_who_comes_back_sees_what_is_still_open(service: Service, phones: Phones, database: Database):
    await phones.act(DUTY, "block")
    await phones.reports_urgently()
    await phones.sees(DIVISION_HEAD, button="Tiếp nhận")

    await phones.act(DUTY, "unblock")
    await phones.say(DUTY, "/toi")

    await phones.sees(DUTY, "Ngộ độc", button="Tiếp nhận")


async def test_report_made_while_telegram_takes_nothing_reaches_the_leaders_when_it_does(
    service: Service, phones: Phones, database: Database
):
    await phones.say(HEAD, "/khan")
    await phones.press(HEAD, "Ngộ độc")
    await phones.sees(HEAD, button="GỬI NGAY")
    await phones.misbehave(methods=["sendMessage", "editMessageText", "answerCallbackQuery"], status=500)
    await phones.act(HEAD, "press", label="GỬI NGAY")
    await until(lambda: database.transact(lambda tx: tx.rows(table(Incident).select())))

    await phones.misbehave()

    for leader in (DUTY, DIVISION_HEAD):
        await phones.sees(leader, "Ngộ độc", button="Tiếp nhận")
    [incident] = database.transact(lambda tx: tx.rows(table(Incident).select()))
    await phones.sees(HEAD, incident.code)


async def test_service_that_cannot_start_says_what_to_do(start_service: Starter, tmp_path):
    (tmp_path / "rules").mkdir()
    with pytest.raises(CannotStart, match="yaml"):
        await start_service(rules_dir=tmp_path / "rules")
    with pytest.raises(CannotStart, match="db upgrade"):
        await start_service(database_url=f"sqlite:///{tmp_path / 'new.db'}")


async def test_port_that_is_taken_matters_only_to_a_webhook(start_service: Starter, phones: Phones):
    first = await start_service()
    port = first.settings.web_port
    second = await start_service(web_port=port)
    await second.stop()
    with pytest.raises(CannotStart, match="BCN_WEB_PORT"):
        await start_service(web_port=port, telegram_webhook_url=f"http://127.0.0.1:{port}/telegram")
