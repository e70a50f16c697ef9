"""One line about the press: paper, reporter, time, question; and what is no such line."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from handlers.understanding.press_calls import as_press_call, links_in, read_press_call
from rules.catalogue import Catalogue, load_catalogue

NOW = datetime(2026, 11, 23, 4, 5, tzinfo=UTC)  # 11:05 in Vietnam


@pytest.fixture(scope="module")
def rules() -> Catalogue:
    return load_catalogue()


def clock(at: datetime | None) -> str:
    return "" if at is None else f"{at.astimezone(ZoneInfo('Asia/Ho_Chi_Minh')):%H:%M %d/%m}"


@pytest.mark.parametrize(
    ("text", "paper", "reporter", "at", "question"),
    [
        ("phóng viên báo Tuổi Trẻ gọi lúc 10h hỏi về vụ bếp ăn", "Tuổi Trẻ", "", "10:00 23/11", "vụ bếp ăn"),
        ("phong vien bao tuoi tre goi luc 10h hoi ve vu bep an", "Tuổi Trẻ", "", "10:00 23/11", "vu bep an"),
        (
            "PV Trần Mẫu báo Thanh Niên nhắn tin 9h15 hỏi về thu tiền",
            "Thanh Niên",
            "Trần Mẫu",
            "09:15 23/11",
            "thu tiền",
        ),
        ("lúc 10h có phóng viên VTV9 gọi xin phỏng vấn về ngày hội", "VTV9", "", "10:00 23/11", "ngày hội"),
        ("Đài HTV gọi điện muốn quay phim lễ khai giảng", "HTV", "", "", "muốn quay phim lễ khai giảng"),
        ("Báo Giáo dục và Thời đại liên hệ viết bài", "Giáo dục và Thời đại", "", "", "viết bài"),
        ("báo Mẫu Xanh gọi hỏi về đồng phục", "Mẫu Xanh", "", "", "đồng phục"),
        ("nhà báo Mẫu gọi", "", "Mẫu", "", ""),
        ("phóng viên gọi hỏi", "", "", "", ""),
        ("hôm qua báo nld gọi lúc 15h hỏi về vụ bếp ăn", "Người Lao Động", "", "15:00 22/11", "vụ bếp ăn"),
        ("báo Tuổi Trẻ gọi hỏi về vụ bếp ăn lúc 10h", "Tuổi Trẻ", "", "10:00 23/11", "vụ bếp ăn"),
        (
            "báo Tuổi Trẻ gọi lúc 10h hỏi vụ 5 em ngộ độc hôm qua",
            "Tuổi Trẻ",
            "",
            "10:00 23/11",
            "vụ 5 em ngộ độc hôm qua",
        ),
        ("phóng viên báo Tuổi Trẻ hỏi trường về thu chi", "Tuổi Trẻ", "", "", "thu chi"),
        ("phóng viên kênh 14 gọi hỏi về đồng phục", "Kênh 14", "", "", "đồng phục"),
        ("phóng viên kênh 145 gọi hỏi về đồng phục", "Kênh 145", "", "", "đồng phục"),
    ],
)
def test_what_is_told(rules: Catalogue, text: str, paper: str, reporter: str, at: str, question: str) -> None:
    found = read_press_call(text, NOW, rules)
    assert found is not None
    assert (found.paper, found.reporter, clock(found.at), found.question) == (paper, reporter, at, question)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "báo cáo sự cố",
        "báo công an phường rồi",
        "phóng viên chưa gọi",
        "chưa có báo chí liên hệ",
        "nghe nói có phóng viên sắp gọi",
        "phụ huynh dọa gọi báo Tuổi Trẻ",
        "phóng viên đang đứng ở cổng trường",
        "phóng viên báo Tuổi Trẻ đến trường lúc 9h hỏi về thu tiền",
        "một anh xưng phóng viên xin gặp, đang ngồi phòng bảo vệ",
        "báo Tuổi Trẻ đã đăng bài về trường",
        "3 em bị ong đốt, phóng viên gọi hỏi",
        "phóng viên báo Tuổi Trẻ gọi hỏi, hiện 5 em đang cấp cứu ở bệnh viện",
        "phóng viên gọi lúc 10h. Sáng nay 3 em lớp 7 bị bỏng ở phòng thí nghiệm",
        "thầy hiệu phó gọi báo Tuổi Trẻ mời dự lễ",
        "phóng viên báo Tuổi Trẻ gọi hỏi về " + "vụ bếp ăn " * 100,
    ],
)
def test_what_is_no_contact(rules: Catalogue, text: str) -> None:
    assert read_press_call(text, NOW, rules) is None


def test_the_reporters_number_is_kept(rules: Catalogue) -> None:
    found = read_press_call("PV Mẫu báo Thanh Niên (0903 000 777) gọi hỏi về thu chi", NOW, rules)
    assert found is not None
    assert found.phone == "+84903000777"


@pytest.mark.parametrize("text", ["Tuổi Trẻ", "10h", "😀", "<b>", "hỏi", "về", "chị Mẫu xin thông tin"])
def test_what_was_asked_for_is_taken_however_it_is_put(rules: Catalogue, text: str) -> None:
    found = as_press_call(text, NOW, rules)
    assert found.question or found.paper or found.reporter


def test_addresses_with_and_without_their_beginning() -> None:
    text = "bài: https://bao-mau.vn/a?b=1, và bao-mau.com.vn/bai-2; (www.bao-mau.org). lúc 10.30"
    assert links_in(text) == ["https://bao-mau.vn/a?b=1", "bao-mau.com.vn/bai-2", "www.bao-mau.org"]
