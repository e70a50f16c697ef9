"""`bcn campaigns …` and `bcn units close`: regular reports on the server, and units that are no more."""

from datetime import datetime, timedelta

import openpyxl
import pytest
from bcn_command import SAMPLES, Bcn, rows

from rules.catalogue import load_catalogue
from scheduler.clock import ACTS
from storage import due
from storage.clock import LOCAL_ZONE
from storage.database import Database, Tx


@pytest.fixture
def founded(bcn: Bcn) -> Bcn:
    """There are units and people."""
    assert bcn("units", "import", SAMPLES / "don-vi-mau.csv").code == 0
    assert bcn("people", "import", SAMPLES / "can-bo-mau.csv").code == 0
    return bcn


def work(database: Database) -> None:
    """What the running service does at once."""
    rules = load_catalogue()

    def one(tx: Tx) -> bool:
        what = due.take_next(tx)
        if what is not None:
            ACTS[what.kind](tx, rules, what)
        return what is not None

    while database.transact(one):
        pass


def test_what_the_catalogue_has_is_listed_before_anything_was_started(founded: Bcn) -> None:
    said = founded("campaigns", "list")
    assert said.code == 0, said.out
    for told in ("communications_month", "hằng tháng, ngày 25, 17:00", "hằng tuần, thứ Sáu, 16:00", "chưa bắt đầu"):
        assert told in said.out


def test_preview_says_who_would_be_asked_and_when_and_changes_nothing(founded: Bcn, database: Database) -> None:
    said = founded("campaigns", "preview", "communications_month")
    assert said.code == 0, said.out
    units = rows(database, "SELECT count(*) FROM unit WHERE id NOT IN (SELECT parent_id FROM unit WHERE parent_id > 0)")
    assert f"{units[0][0]} đơn vị; " in said.out
    assert said.out.count("Kỳ 20") == 3
    assert "Nhắc: 08:00" in said.out
    assert rows(database, "SELECT * FROM campaign") == []


def test_preview_tells_what_no_unit_is_called(founded: Bcn) -> None:
    said = founded(
        "campaigns", "preview", "safety_week", "--under", "KHONG-CO", "--kind", "Đại học", "--tag", "nội trú"
    )
    for told in ("đơn vị mã «KHONG-CO»", "loại đơn vị «Đại học»", "nhãn «nội trú»", "0 đơn vị; "):
        assert told in said.out


def test_campaign_is_started_paused_resumed_and_ended(founded: Bcn, database: Database) -> None:
    assert "Đã bắt đầu «Công tác truyền thông tháng»" in founded("campaigns", "start", "communications_month").out
    again = founded("campaigns", "start", "communications_month")
    assert again.code != 0
    assert "đang chạy rồi" in again.mistakes
    for words, state in (("pause", "paused"), ("resume", "active"), ("end", "ended")):
        assert founded("campaigns", words, "communications_month").code == 0
        assert rows(database, "SELECT state FROM campaign") == [(state,)]
    twice = founded("campaigns", "end", "communications_month")
    assert twice.code != 0
    assert "không có gì thay đổi" in twice.mistakes


def test_survey_is_asked_of_the_units_that_were_chosen_with_its_own_words(founded: Bcn, database: Database) -> None:
    code = "THCS-MAU-C"
    words = ("--title", "Phần mềm mẫu", "--question", "Đơn vị dùng chưa?", "--answer", "Rồi", "--answer", "Chưa")
    said = founded("campaigns", "start", "quick_survey", *words, "--within", "3d", "--under", code)
    assert said.code == 0, said.out
    assert "quick_survey_1" in said.out
    work(database)
    assert len(rows(database, "SELECT * FROM task")) == 1
    shown = founded("campaigns", "show", "quick_survey_1").out
    assert "Phần mềm mẫu" in shown
    assert "chưa nộp 1" in shown
    assert code in shown
    listed = founded("campaigns", "list").out
    assert "0/1" in listed


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("start", "no_such"), "Không có đợt báo cáo mã «no_such»"),
        (("preview", "no_such"), "Trong danh mục có: communications_month"),
        (("show", "safety_week"), "Chưa có đợt nào mã «safety_week»"),
        (("pause", "safety_week"), "Chưa có đợt nào mã «safety_week»"),
        (("start", "safety_week", "--question", "Gì?"), "chỉ dùng cho khảo sát"),
        (("start", "quick_survey", "--answer", "Có"), "--answer cần đi cùng --question"),
        (("start", "quick_survey", "--within", "5 ngày"), "phải viết như 30s, 10m, 2h"),
        (("start", "quick_survey", "--within", "1m"), "within phải từ 10m đến 60d"),
        (("due", "safety_week", "2026-W48", "mai"), "Thời gian «mai» không đọc được"),
    ],
)
def test_what_cannot_be_done_is_a_sentence(founded: Bcn, words: tuple[str, ...], reason: str) -> None:
    said = founded("campaigns", *words)
    assert said.code != 0
    assert reason in said.mistakes


def test_due_time_of_an_open_round_is_moved(founded: Bcn, database: Database) -> None:
    founded("campaigns", "start", "quick_survey")
    work(database)
    label = rows(database, "SELECT label FROM period")[0][0]
    later = datetime.now(LOCAL_ZONE) + timedelta(days=9)
    said = founded("campaigns", "due", "quick_survey_1", label, f"{later:%d/%m/%Y} 17:00")
    assert said.code == 0, said.out
    assert (
        f"17:00 {('thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy', 'Chủ nhật')[later.weekday()]}"
        in said.out
    )
    assert (
        "Không có kỳ «2020-01»" in founded("campaigns", "due", "quick_survey_1", "2020-01", "01/01/2099 17:00").mistakes
    )
    assert "phải sau bây giờ" in founded("campaigns", "due", "quick_survey_1", label, "01/01/2020 17:00").mistakes


def test_results_of_a_round_are_written_to_an_excel_file(founded: Bcn, database: Database) -> None:
    founded("campaigns", "start", "quick_survey")
    work(database)
    file = founded.folder / "ket-qua.xlsx"
    said = founded("campaigns", "results", "quick_survey_1", "--xlsx", file)
    assert said.code == 0, said.out
    [(units,)] = rows(database, "SELECT count(*) FROM task")
    assert f"Đã ghi {units} đơn vị" in said.out
    assert openpyxl.load_workbook(file).worksheets[0].max_row == 5 + units


def test_results_that_cannot_be_written_are_a_sentence(founded: Bcn, database: Database) -> None:
    founded("campaigns", "start", "quick_survey")
    file = founded.folder / "ket-qua.xlsx"
    assert "chưa có kỳ nào" in founded("campaigns", "results", "quick_survey_1", "--xlsx", file).mistakes
    work(database)
    missing = ("campaigns", "results", "quick_survey_1", "--round", "2020-01", "--xlsx", file)
    assert "Không có kỳ «2020-01»" in founded(*missing).mistakes
    nowhere = founded.folder / "không có" / "a.xlsx"
    assert "Không ghi được" in founded("campaigns", "results", "quick_survey_1", "--xlsx", nowhere).mistakes
    assert ".xlsx" in founded("campaigns", "results", "quick_survey_1", "--xlsx", "ket-qua.csv").mistakes


def test_unit_that_was_merged_is_asked_no_more(founded: Bcn, database: Database) -> None:
    first, second = "THCS-MAU-C", "THPT-MAU-D"
    founded("campaigns", "start", "quick_survey", "--under", first)
    work(database)
    said = founded("units", "close", first, "--into", second)
    assert said.code == 0, said.out
    assert "1 báo cáo định kỳ chưa nộp chuyển sang" in said.out
    assert "đã đóng từ trước" in founded("units", "close", first).mistakes
    assert "phải là một đơn vị khác" in founded("units", "close", second, "--into", first).mistakes
    assert "còn đơn vị đang hoạt động" in founded("units", "close", "SO-MAU").mistakes
    assert founded("units", "reopen", first).code == 0
    assert "đang hoạt động" in founded("units", "reopen", first).mistakes


def test_tags_of_units_are_imported_and_changed(bcn: Bcn, database: Database) -> None:
    heading = ("Mã đơn vị", "Tên đơn vị", "Nhãn")
    first = bcn(
        "units",
        "import",
        bcn.excel(heading, ("A", "Trường mẫu A", "Bán trú; nội trú,bán  trú"), ("B", "Trường mẫu B", "")),
    )
    assert first.code == 0, first.out
    assert "nhãn: Bán trú, nội trú" in first.out
    assert rows(database, "SELECT code, tags FROM unit ORDER BY code") == [("A", "Bán trú, nội trú"), ("B", "")]
    same = bcn(
        "units", "import", bcn.excel(heading, ("A", "Trường mẫu A", "Bán trú, nội trú"), ("B", "Trường mẫu B", ""))
    )
    assert "2 giữ nguyên" in same.out
    changed = bcn("units", "import", bcn.excel(heading, ("A", "Trường mẫu A", "chuyên")))
    assert "nhãn: Bán trú, nội trú → chuyên" in changed.out
    assert rows(database, "SELECT tags FROM unit WHERE code = 'A'") == [("chuyên",)]
