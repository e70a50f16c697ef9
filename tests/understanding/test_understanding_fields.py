"""What heads type, field by field: negation and hearsay, typing habits, times, places, deeds, two incidents."""

from datetime import UTC, datetime
from typing import Any

import pytest

from handlers.understanding.reading import Understood, read
from handlers.understanding.vague_times import LOCAL
from rules.catalogue import load_catalogue

CATALOGUE = load_catalogue()
# Monday 23 November 2026, 10:05 in Vietnam.
NOW = datetime(2026, 11, 23, 3, 5, tzinfo=UTC)


def understood(text: str, now: datetime = NOW) -> Understood:
    return read(text, now, CATALOGUE)


def answers(text: str) -> dict[str, Any]:
    return understood(text).answers


@pytest.mark.parametrize(
    ("text", "day", "clock"),
    [
        ("9h30 có cháy", "23/11", "09:30"),
        ("8g15 sáng nay cháy", "23/11", "08:15"),
        ("9 giờ kém 15 cháy kho", "23/11", "08:45"),
        ("tám rưỡi sáng nay cháy", "23/11", "08:30"),
        ("lúc 7h sáng nay cháy", "23/11", "07:00"),
        ("9:05 cháy nhà xe", "23/11", "09:05"),
        ("3h chiều hôm qua cháy", "22/11", "15:00"),
        ("20h tối qua cháy", "22/11", "20:00"),
        ("1h sáng nay cháy", "23/11", "01:00"),
        ("16h hôm kia cháy", "21/11", "16:00"),
        ("10h thứ 2 tuần trước cháy", "16/11", "10:00"),
        ("10h sáng thứ năm tuần rồi cháy", "19/11", "10:00"),
        ("21h tối chủ nhật cháy", "22/11", "21:00"),
        ("15/11 lúc 8h cháy", "15/11", "08:00"),
        ("8h ngày 15 tháng 11 cháy", "15/11", "08:00"),
        ("cách đây 2 tiếng cháy nhà kho", "23/11", "08:05"),
        ("cháy nửa tiếng trước", "23/11", "09:35"),
        ("luc 7h30 sang nay chay", "23/11", "07:30"),
        ("lúc9h30sáng nay cháy", "23/11", "09:30"),
        ("14h có đoàn xuống vì lúc 8h cháy kho", "23/11", "08:00"),
    ],
)
def test_clock_time_is_read_on_its_day(text: str, day: str, clock: str) -> None:
    at = datetime.fromisoformat(answers(text)["occurred_at"]).astimezone(LOCAL)
    assert (at.strftime("%d/%m"), at.strftime("%H:%M")) == (day, clock)
    assert "occurred_at" not in understood(text).doubtful


@pytest.mark.parametrize(
    ("text", "day", "clock"),
    [
        ("tối qua hs bị ngã", "22/11", "20:00"),
        ("hôm kia có cháy", "21/11", "12:00"),
        ("vừa xong cháy ở nhà xe", "23/11", "10:05"),
        ("giờ ra chơi 2 em đánh nhau", "23/11", "09:15"),
        ("đầu giờ sáng nay có cháy", "23/11", "07:30"),
        ("nãy có cháy ở nhà xe", "23/11", "10:05"),
        ("tiết 2 có em té", "23/11", "08:15"),
    ],
)
def test_time_that_is_said_only_about_is_taken_with_a_doubt(text: str, day: str, clock: str) -> None:
    found = understood(text)
    at = datetime.fromisoformat(found.answers["occurred_at"]).astimezone(LOCAL)
    assert (at.strftime("%d/%m"), at.strftime("%H:%M")) == (day, clock)
    assert "occurred_at" in found.doubtful


@pytest.mark.parametrize("text", ["cháy lớn", "14h sẽ họp phụ huynh về vụ cháy", "đến 9h còn 3 em ngộ độc nằm viện"])
def test_time_that_is_not_that_of_the_incident_is_left_open(text: str) -> None:
    assert "occurred_at" not in answers(text)


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("3 em bị ong đốt", {"pupils_affected": 3, "injured": 3}),
        ("ba học sinh bị ong đốt", {"pupils_affected": 3, "injured": 3}),
        ("hai mươi lăm hs nôn ói, 5-6 em nhập viện", {"pupils_affected": 25, "in_hospital": 6}),
        ("khoảng 20 hs đau bụng", {"pupils_affected": 20}),
        ("1 gv và 2 hs bị bỏng", {"pupils_affected": 2, "staff_affected": 1, "injured": 3}),
        ("Em nhặt được ví đã trả lại người mất", {}),
        ("Bạn nhặt được điện thoại, tìm được người bị mất để trả", {}),
        ("Có 2 người mất trong vụ cháy", {"dead": 2}),
        ("8 em bị cây đè, 1 em tử vong, 7 em bị thương", {"pupils_affected": 8, "dead": 1, "injured": 7}),
        ("12 hs lớp 3 và 8 hs lớp 4 nôn ói", {"pupils_affected": 20}),
        ("3 em bị ong đốt, trong đó 1 em nhập viện", {"pupils_affected": 3, "injured": 3, "in_hospital": 1}),
        ("10 em, 6 nằm viện", {"pupils_affected": 10, "in_hospital": 6}),
        ("4 em bị bỏng, cả 4 đã vào viện", {"pupils_affected": 4, "injured": 4, "in_hospital": 4}),
        ("3 em bị bỏng, à 4 em chứ không phải 3", {"pupils_affected": 4, "injured": 4}),
        ("cháy nhà xe, không ai bị thương", {"injured": 0, "dead": 0}),
        ("hs lớp 8A bị ngã gãy tay", {"pupils_affected": 1, "injured": 1}),
        ("hs lớp 9 đánh nhau", {}),
        ("cháy lớn, chưa rõ thương vong", {}),
        ("cháy, chưa rõ bao nhiêu em bị thương", {}),
        ("gọi 114 hs an toàn", {}),
        ("bé bị trầy tay, ba bé đã đến", {"pupils_affected": 1, "injured": 1}),
        ("hai cô bị tai nạn, một cô gãy vai, một cô xây xát", {"staff_affected": 2, "injured": 2}),
        ("mẹ chở 2 con là hs lớp 1 và lớp 4, bé lớp 1 tử vong", {"pupils_affected": 2, "dead": 1}),
        ("bị thương: 2, tử vong: không", {"injured": 2, "dead": 0}),
        ("3 em bị ong đốt, 1 vào viện", {"pupils_affected": 3, "injured": 3, "in_hospital": 1}),
        ("3 em, 1 vào viện do gãy tay", {"pupils_affected": 3, "injured": 1, "in_hospital": 1}),
        ("2 em té: 1 em gãy tay, 1 em bầm chân. Đã vào viện", {"pupils_affected": 2, "injured": 2, "in_hospital": 2}),
        ("lớp 1/5 có 4 em, lớp 1/6 có 3 em bị sởi", {"pupils_affected": 7}),
        ("vắng 14/38 em do cúm", {"pupils_affected": 14}),
        ("1 em bị lao, 38 bạn cùng lớp xét nghiệm âm tính", {"pupils_affected": 1}),
        ("1 em bị đánh, công an mời 7 em lên làm việc", {"pupils_affected": 1}),
        ("tiết 3 em hs lớp 7 bị ngã gãy tay", {"pupils_affected": 1, "injured": 1}),
        ("5 người mất tổng 38 triệu vì bị lừa", {}),
    ],
)  # fmt: skip
def test_people_are_counted_as_they_are_said(text: str, counts: dict[str, int]) -> None:
    names = ("pupils_affected", "staff_affected", "injured", "in_hospital", "dead")
    assert {name: value for name, value in answers(text).items() if name in names} == counts


@pytest.mark.parametrize(
    ("text", "media"),
    [
        ("phụ huynh đã đăng lên Facebook", "social"),
        ("có clip trên tiktok", "social"),
        ("phóng viên đang đứng ở cổng trường", "press_onsite"),
        ("PV báo Tuổi Trẻ gọi điện hỏi", "press_contact"),
        ("nhiều báo đã đưa tin", "published"),
        ("chưa lên báo, chưa ai đăng mạng", "none"),
        ("cháy nhà xe, chưa lên báo", "none"),
        ("báo chí chưa biết", "none"),
        ("trường nhắn tin phụ huynh qua zalo", None),
        ("phụ huynh dọa đăng facebook", None),
        ("nghe nói có phóng viên đang xuống", None),
        ("cháy nhà xe", None),
    ],
)
def test_media_are_neither_missed_nor_invented(text: str, media: str | None) -> None:
    assert answers(text).get("media") == media


def test_hearsay_is_a_field_but_no_answer() -> None:
    found = understood("cháy nhà xe, nghe nói có phóng viên đang đứng ở cổng")
    assert found.fields["media"].value == "press_onsite"
    assert "media" not in found.answers


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("đã báo CA phường và ubnd", ["police", "ward"]),
        ("gọi 114, 115 và phụ huynh", ["health", "parents", "fire_service"]),
        ("báo PA03 và công an", ["police"]),
        ("chưa báo công an", None),
        ("sẽ báo phụ huynh sau", None),
        ("5 ca sốt xuất huyết", None),
        ("gia đình đã biết", ["parents"]),
        ("CSGT đang điều tra", ["police"]),
    ],
)
def test_whom_they_have_told(text: str, told: list[str] | None) -> None:
    assert answers(text).get("told") == told


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("3 em ngã ở sân trường", "sân trường"),
        ("te o cau thang", "cầu thang"),
        ("tai nạn trên đường Lê Văn Lương lúc 7h", "đường Lê Văn Lương"),
        ("xe lật trên QL1", "QL1"),
        ("cháy tại phòng thí nghiệm hóa", "phòng thí nghiệm"),
        ("trần lớp 3/1 sập", "lớp 3/1"),
        ("3 em lớp 7A đánh nhau", None),
        ("đưa em đi BV Chợ Rẫy", None),
        ("3 em bị ngã, đã sơ cứu tại văn phòng", None),
    ],
)
def test_place_is_named_as_people_would(text: str, place: str | None) -> None:
    assert answers(text).get("place") == place


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("ngooj ddocj thuwcs awn", "food_poisoning"),
        ("hs danhnhau sau trg", "violence"),
        ("NGỘ ĐỘC THỰC PHẨM", "food_poisoning"),
        ("hs lop 6 bi duoi nuoc", "drowning"),
        ("ngđ ở căn tin", "food_poisoning"),
        ("🔥🔥 cháy nhà xe", "fire"),
        ("không phải ngộ độc, các em bị sốt xuất huyết", "epidemic"),
        ("cô giáo phạt hs quỳ", "teacher_conduct"),
        ("hs đánh cô giáo", "security"),
        ("kẻ lạ dụ dỗ hs lên xe", "security"),
        ("chưa biết chuyện gì", None),
    ],
)
def test_category_however_it_is_typed(text: str, category: str | None) -> None:
    assert answers(text).get("category") == category


def test_what_was_done_and_what_is_needed_are_quoted() -> None:
    found = answers("3 em bị ong đốt. Đã sơ cứu, đưa đi BV Nhi đồng 1. Kính đề nghị Sở hỗ trợ xe cứu thương!")
    assert found["done"] == "Đã sơ cứu, đưa đi BV Nhi đồng 1"
    assert found["needs"] == "Kính đề nghị Sở hỗ trợ xe cứu thương"


def test_severity_is_taken_only_where_it_is_said() -> None:
    assert understood("sự việc đặc biệt nghiêm trọng, 1 em tử vong").fields["severity"].value == 4
    assert "severity" not in understood("1 em tử vong").fields


def test_of_two_incidents_the_first_is_read_and_the_second_pointed_out() -> None:
    text = "8h 1 em té gãy tay. Ngoài ra hôm qua có 2 em đánh nhau ngoài cổng, đã báo công an"
    found = understood(text)
    assert found.second is not None
    assert text[found.second :].startswith("Ngoài ra")
    assert (found.answers["category"], found.answers["pupils_affected"]) == ("injury", 1)
    assert "told" not in found.answers


def test_further_words_about_the_same_incident_are_no_second_one() -> None:
    assert understood("3 em bị ong đốt. Ngoài ra 1 cô bị ngã trầy chân").second is None


def test_every_field_points_at_the_words_that_say_it() -> None:
    text = "9h30 sáng nay 3 em lớp 7A bị ong đốt ở sân trường, phụ huynh đăng Facebook"
    said = {name: text[slice(*field.span)] for name, field in understood(text).fields.items()}
    assert said["occurred_at"] == "9h30 sáng nay"
    assert said["pupils_affected"] == "3 em lớp 7A"
    assert said["category"] == "ong đốt"
    assert said["place"] == "sân trường"
    assert said["media"] == "đăng Facebook"


def test_spans_point_at_what_was_typed_and_not_at_what_it_stands_for() -> None:
    text = "3hs bij ong ddoots, đưa đi bv"
    said = {name: text[slice(*field.span)] for name, field in understood(text).fields.items()}
    assert said["pupils_affected"] == "3hs"
    assert said["category"] == "ong ddoots"


@pytest.mark.parametrize(
    ("text", "counts", "parents"),
    [
        (
            "1 phụ huynh và 2 học sinh bị xe máy tông, 1 phụ huynh gãy chân đưa đi bệnh viện",
            {"pupils_affected": 2, "injured": 1, "in_hospital": 1},
            1,
        ),
        ("12 hs, 3 gv, 5 phụ huynh đau bụng sau tiệc", {"pupils_affected": 12, "staff_affected": 3}, 5),
        ("2 phụ huynh bị thương do cây ngã lúc đón con", {"injured": 2}, 2),
        ("60 phụ huynh kéo tới cổng phản đối", {}, None),
    ],
)
def test_parents_are_counted_apart_from_pupils_and_staff(
    text: str, counts: dict[str, int], parents: int | None
) -> None:
    read_out = understood(text)
    assert {name: value for name, value in read_out.answers.items() if isinstance(value, int)} == counts
    counted = read_out.unasked.get("parents_affected")
    assert (counted.value if counted else None) == parents
