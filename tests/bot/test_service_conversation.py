"""A report from the phone to the leaders, through the whole service."""

import pytest
from running_service import CHIEF, DIVISION_HEAD, DUTY, HEAD, Phones, Service, until_told

from simulator.server import Running


async def test_urgent_report_reaches_the_duty_officer_and_its_alert_is_edited(service: Service, phones: Phones):
    await phones.reports_urgently()
    alert = await phones.sees(DUTY, "Ngộ độc", button="Tiếp nhận")

    await phones.press(DUTY, "Tiếp nhận")

    await phones.sees(HEAD, "Đã tiếp nhận")
    await phones.sees(DUTY, "Đã tiếp nhận")
    [shown] = [message for message in await phones.chat(DUTY) if "Ngộ độc" in message["text"]]
    assert shown["message_id"] == alert["message_id"]
    assert shown["edits"] == 1


async def test_nobody_takes_it_and_the_next_step_is_alerted_when_its_time_has_come(service: Service, phones: Phones):
    await phones.reports_urgently()
    alert = await phones.sees(DUTY, button="Tiếp nhận")

    await phones.post("clock", advance_seconds=5 * 60)
    await phones.sees(DUTY, button="Tiếp nhận", after=alert["message_id"])
    assert await phones.chat(CHIEF) == []

    await phones.post("clock", advance_seconds=11 * 60)
    await phones.sees(CHIEF, "Ngộ độc", button="Tiếp nhận")


async def test_alert_that_somebody_deleted_is_sent_anew(service: Service, phones: Phones, local: Running):
    await phones.reports_urgently()
    alert = await phones.sees(DUTY, button="Tiếp nhận")
    await phones.sees(DIVISION_HEAD, button="Tiếp nhận")
    await phones.delete(local, DUTY, alert["message_id"])

    await phones.press(DIVISION_HEAD, "Tiếp nhận")

    anew = await phones.sees(DUTY, "Đã tiếp nhận", after=alert["message_id"])
    assert "Ngộ độc" in anew["text"]


@pytest.mark.parametrize(
    ("language", "menu"),
    [
        (
            "vi",
            {
                "start": "Bắt đầu, về màn hình chính",
                "baocao": "Báo cáo sự cố",
                "khan": "Báo khẩn",
                "viec": "Việc của tôi",
                "trogiup": "Trợ giúp",
            },
        ),
        (
            "en",
            {
                "start": "Begin, back to the main screen",
                "baocao": "Report an incident",
                "khan": "Urgent report",
                "viec": "My tasks",
                "trogiup": "Help",
            },
        ),
    ],
)
async def test_everyone_finds_the_commands_behind_the_menu_button_in_their_language(
    service: Service, phones: Phones, local: Running, language: str, menu: dict[str, str]
):
    await until_told(lambda: phones.menu(local, language))

    assert await phones.menu(local, language) == menu


async def test_menu_button_speaks_vietnamese_to_whoever_has_chosen_another_language(
    service: Service, phones: Phones, local: Running
):
    await until_told(lambda: phones.menu(local, ""))

    assert (await phones.menu(local, ""))["khan"] == "Báo khẩn"
