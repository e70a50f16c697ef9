"""Names, personal IDs and phone numbers of pupils are noticed, and little else is."""

import pytest

from rules.personal import PERSONAL_ID, PUPIL_NAME, PUPIL_PHONE, warnings


@pytest.mark.parametrize(
    "text",
    [
        "em Nguyễn Văn A lớp 7A bị ngã",
        "học sinh Trần B đã nhập viện",
        "cháu Lê Thị Mai Anh bị bỏng",
        "hs Phạm Gia Huy bị gãy tay",
        "em Tuấn bị ong đốt",
        "bé gái tên Bống bị ngã",
        "hoc sinh nguyen thi hoa bi te",
        "HỌC SINH NGUYỄN VĂN NAM ĐÁNH BẠN",
        "phụ huynh em Trương Minh Khôi đã đến",
        "HS: Nguyễn Văn A bị té",
        "Nạn nhân: Trần Thị B",
        "Họ và tên: Phạm Gia Bảo, sinh ngày 12/3",
        "bạn Lê Hoàng Nam đánh bạn",
        "thí sinh Nguyễn Thị C bị đình chỉ",
        "em lớp 7A tên Hùng",
        "học sinh lớp 7A1 Nguyễn Văn A bị té",
        "Nguyễn Văn A, lớp 7A, bị gãy tay",
        "Nguyễn Văn A (lớp 7A) bị gãy tay",
        "Lê Thị Bích Ngọc - học sinh lớp 9/2",
        "nguyen van a lop 7a bi gay tay",
    ],
)
def test_pupils_name_is_noticed(text: str) -> None:
    assert warnings(text) == [PUPIL_NAME]


@pytest.mark.parametrize(
    "text",
    [
        "3 em lớp 7A bị ong đốt, đưa đi BV Nhi đồng 1",
        "đã đưa em vào BV Chợ Rẫy",
        "các em Lớp 3/2 đau bụng",
        "học sinh Trường THCS Nguyễn Du đánh nhau",
        "học sinh trường Lê Quý Đôn bị tai nạn",
        "em BV Bình Chánh báo về",
        "phụ huynh đăng Facebook, các em Facebook lại",
        "cô Nguyễn Thị Hoa đã sơ cứu",
        "em Nguyễn Văn An, phó hiệu trưởng, xin báo cáo",
        "CÁC EM AN TOÀN, KHÔNG AI BỊ THƯƠNG",
        "Em bị ngã. An toàn đã ổn.",
        "10h em bảo vệ báo có người lạ",
        "Cô Nguyễn Thị Hoa, lớp 7A, đã sơ cứu",
        "thầy Trần Văn Bình lớp 9A",
        "giáo viên Nguyễn Thị B, lớp 5/1",
        "Phụ huynh Nguyễn Văn A lớp 7A làm đơn",
        "ông Nguyễn Văn A vào lớp 7A đánh học sinh",
        "Trường THCS Nguyễn Du lớp 7A",
        "đường Nguyễn Văn Cừ, lớp 7A ra về",
        "3 em ở Tân Phú, lớp 7A",
        "các em An toàn, Bình thường",
    ],
)
def test_places_classes_and_staff_are_no_pupils_names(text: str) -> None:
    assert warnings(text) == []


@pytest.mark.parametrize("text", ["số 079212345678 của cháu", "CCCD 012345678912", "CMND: 123456789"])
def test_personal_id_is_noticed(text: str) -> None:
    assert warnings(text) == [PERSONAL_ID]


@pytest.mark.parametrize("text", ["thiệt hại 123456789 đồng", "hotline 19001234", "gọi 0903123456"])
def test_other_long_numbers_are_no_personal_id(text: str) -> None:
    assert warnings(text) == []


@pytest.mark.parametrize(
    "text", ["sđt phụ huynh 0903 123 456", "mẹ cháu: 0912.345.678", "so cua hs 0387654321", "gia đình +84 903 123 456"]
)
def test_phone_of_a_pupils_family_is_noticed(text: str) -> None:
    assert warnings(text) == [PUPIL_PHONE]


@pytest.mark.parametrize(
    "text",
    ["liên hệ thầy hiệu trưởng 0903123456", "phụ huynh đã đến. Gọi tôi 0903123456", "hs bị ngã, liên hệ 0903123456"],
)
def test_phone_of_the_school_is_not_warned_of(text: str) -> None:
    assert warnings(text) == []
