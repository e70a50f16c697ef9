"""A report from the phone to the leaders, through the whole service."""

from running_service import Phones, Service

HEAD, DUTY = 1001, 1003


async def test_urgent_report_reaches_the_duty_officer(service: Service, phones: Phones) -> None:
    await phones.say(HEAD, "/khan")
    await phones.press(HEAD, "Ngộ độc")
    await phones.press(HEAD, "GỬI NGAY")

    alert = await phones.sees(DUTY, "Ngộ độc", button="Tiếp nhận")
    await phones.press(DUTY, "Tiếp nhận")

    await phones.sees(HEAD, "Đã tiếp nhận")
    [shown] = [message for message in await phones.chat(DUTY) if message["message_id"] == alert["message_id"]]
    assert "Đã tiếp nhận" in shown["text"]
