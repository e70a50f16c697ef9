"""The results of a round as a file: who may ask for it, what is in it, and that it holds only what one may see."""

import io
from datetime import datetime
from typing import Any

import openpyxl
import pytest
from regular_desk import RegularDesk
from report_desk import Phone

from campaigns import results_sheet
from storage.database import table
from storage.tables.makings import Making, MakingRecipient


def asked(desk: RegularDesk) -> list[Making]:
    return desk.database.transact(lambda tx: tx.all(Making, table(Making).select()))


def wishing(desk: RegularDesk) -> list[int]:
    return [row.person_id for row in desk.database.transact(lambda tx: tx.rows(table(MakingRecipient).select()))]


def made(desk: RegularDesk, params: dict[str, Any]) -> Any:
    found = desk.database.transact(lambda tx: results_sheet.collect(tx, desk.rules, params))
    assert results_sheet.file_name(found) == "Công tác truyền thông tháng 2026-11.xlsx"
    return openpyxl.load_workbook(io.BytesIO(results_sheet.make(found)))


def lines(sheet: Any) -> list[dict[str, Any]]:
    """The rows below the header, by their headings."""
    header, *rows = list(sheet.iter_rows(min_row=5, values_only=True))
    return [dict(zip(header, row, strict=True)) for row in rows]


def test_the_desk_asks_for_the_file_once_however_often_it_presses(desk: RegularDesk, comms: Phone):
    period = desk.open_round()
    comms.send_action(f"d:p:{period.id}:todo:0")
    results = comms.last
    comms.press("Tệp Excel", on=results)
    assert comms.toast == "📥 Đang lập tệp, bot gửi ngay."
    comms.press("Tệp Excel", on=results)
    assert [one.params for one in asked(desk)] == [
        {"lang": "vi", "period": period.id, "areas": [f"/{desk.sample.root}/"]}
    ]
    assert wishing(desk) == [desk.sample.communications.person_id]
    assert [one.outcome for one in desk.noted("results.export")] == ["done", "done"]


@pytest.mark.parametrize("who", ["head", "duty_officer", "division_head", "administrator"])
def test_whom_the_campaign_does_not_name_gets_no_file(desk: RegularDesk, who: str):
    period = desk.open_round()
    desk.phone(getattr(desk.sample, who)).send_action(f"d:p:{period.id}:xlsx")
    assert asked(desk) == []
    assert [one.action for one in desk.audit()] == ["results.see"]


def test_the_file_holds_every_unit_with_its_answers_and_the_sums(desk: RegularDesk, comms: Phone, head: Phone):
    desk.kind(desk.sample.school, "THCS")
    desk.kind(desk.sample.other_school, "Tiểu học")
    period = desk.open_round()
    desk.fill(head)
    head.press("Nộp")
    comms.send_action(f"d:p:{period.id}:xlsx")
    book = made(desk, asked(desk)[0].params)
    units, kinds = book.worksheets

    assert units["A1"].value == "Công tác truyền thông tháng, tháng 11/2026"
    assert units["A2"].value == "Đã nộp 1/2 đơn vị"
    assert units["A3"].value == "Số liệu lúc 09:30 18/11/2026. Hạn nộp 17:00 25/11/2026."
    done, still_open = lines(units)
    assert (done["Mã"], done["Trạng thái"], done["Người nộp"]) == ("TRUONG-A", "Đã nộp", "Hiệu trưởng mẫu A")
    assert done["Nộp lúc"] == datetime(2026, 11, 18, 9, 30)
    assert (done["Tin bài đã gửi"], done["Người phát ngôn"]) == (5, "Không đổi")
    assert (still_open["Trạng thái"], still_open["Tin bài đã gửi"]) == ("Chưa nộp", None)
    by_kind = {row["Loại"]: (row["Đã nộp"], row["Phải nộp"], row["Tin bài đã gửi"]) for row in lines(kinds)}
    assert by_kind == {"THCS": (1, 1, 5), "Tiểu học": (0, 1, 0), "Tất cả": (1, 2, 5)}


def test_the_file_holds_only_the_units_that_one_may_see(desk: RegularDesk, head: Phone):
    period = desk.open_round()
    area = f"/{desk.sample.root}/{desk.sample.other_school}/"
    book = made(desk, {"lang": "vi", "period": period.id, "areas": [area]})
    assert [row["Đơn vị"] for row in lines(book.worksheets[0])] == ["Trường mẫu B"]
