"""The guided rapid report, as a head goes through it."""

from report_desk import Phone, incidents


def to_the_card(head: Phone) -> None:
    head.write("/baocao")
    head.press("Tai nạn thương tích")
    head.write("Một em té cầu thang, trầy tay")
    head.press("Vừa xong")
    head.press("1")
    head.press("0")
    head.press("Chưa có")
    head.press("Bỏ qua")


def test_plain_report_takes_eight_touches(head, database):
    head.write("/baocao")
    head.press("Thiên tai")
    head.write("Mái che sân trường bị tốc sau cơn mưa")
    head.press("Vừa xong")
    head.press("0")
    head.press("Chưa có")
    head.write("Đã rào lại khu vực")
    head.press("Gửi")

    assert head.touches == 8
    [incident] = incidents(database)
    assert incident.answers["what"] == "Mái che sân trường bị tốc sau cơn mưa"
    assert incident.answers["done"] == "Đã rào lại khu vực"
    assert incident.answers["pupils_affected"] == 0
    assert incident.answers["media"] == "none"
    assert incident.code in head.toast
