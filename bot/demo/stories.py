"""The stories of the demo: steps that the local Telegram plays on the phones, with the line that the viewer reads."""

import base64
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bot.demo.people import (
    CHIEF,
    DEPUTY,
    DIVISION_HEAD,
    DUTY_OFFICER,
    HEAD,
    OTHER_HEAD,
    STRANGER,
    Sample,
)

Step = dict[str, Any]
Story = dict[str, Any]

_CODE = r"BCN-\d{4}-\d{6}"
_CARD = {"contains": "Phiếu báo cáo nhanh", "button": "Gửi"}
_PICTURE = Path(__file__).with_name("picture.jpg")


def stories(invitations: Mapping[int | str, str]) -> list[Story]:
    """As the control API of the local Telegram takes them; `invitations` are codes by user."""
    return [_main(), _urgent(), _guided(), _on_zalo(), _joining(invitations)]


def _main() -> Story:
    """Nobody answers a report, it rises, is taken, and ends."""
    steps = [
        *_afresh(HEAD),
        _types(
            HEAD,
            "Cách đây 20 phút 12 em lớp 7A đau bụng, nôn ói sau bữa ăn bán trú. 4 em đã đưa đi bệnh viện quận, "
            "cô y tế đi cùng. Đã báo phụ huynh, trạm y tế. Có người đăng Facebook.",
            say="Hiệu trưởng nhắn chuyện vừa xảy ra, bằng lời của mình.",
        ),
        _presses(HEAD, "Báo cáo sự cố mới", **_unless(_CARD)),
        _sees(HEAD, "Phiếu báo cáo nhanh", say="Bot tự điền phiếu. Không thiếu gì nên không hỏi gì thêm.", pause=4.5),
        _presses(HEAD, "Gửi", pause=0.5),
        _sees(HEAD, "Đã gửi: BCN", remember={"code": _CODE}),
        _sees(
            DUTY_OFFICER,
            "{code}",
            button="Tiếp nhận",
            say="Bấm Gửi: chưa đầy một giây, người trực và những người liên quan nhận báo động.",
            pause=5.5,
        ),
        _sees(
            DUTY_OFFICER,
            "{code} chưa ai tiếp nhận",
            say="4 phút trôi qua, chưa ai bấm Tiếp nhận: bot nhắc lại.",
            advance_seconds=245,
            pause=4,
        ),
        _sees(
            CHIEF,
            "{code}",
            button="Tiếp nhận",
            say="10 phút, vẫn chưa ai: hệ thống tự báo lên Chánh Văn phòng.",
            advance_seconds=365,
            pause=4,
        ),
        _presses(
            CHIEF,
            "Tiếp nhận",
            within="{code}",
            say="Chánh Văn phòng tiếp nhận. Mọi điện thoại thấy ngay ai đang xử lý.",
            pause=4.5,
        ),
        _presses(CHIEF, "Hỏi thêm", within="{code}", say="Chánh Văn phòng hỏi thêm.", pause=1),
        _types(CHIEF, "Đã niêm phong mẫu thức ăn lưu chưa? Thầy gửi ảnh giúp."),
        _sees(HEAD, "niêm phong mẫu thức ăn", button="Trả lời", pause=2),
        _presses(HEAD, "Trả lời", within="niêm phong mẫu thức ăn", say="Hiệu trưởng trả lời, kèm ảnh.", pause=1),
        {
            "user": HEAD.user,
            "do": "photo",
            "name": "mau-thuc-an-luu.jpg",
            "content": _picture(),
            "caption": "Đã niêm phong, trạm y tế phường đang lấy mẫu.",
        },
        _sees(CHIEF, "trạm y tế phường đang lấy mẫu", pause=5),
        _presses(HEAD, "Bổ sung", within="{code}", say="Có diễn biến mới, Hiệu trưởng báo tiếp.", pause=1),
        _types(HEAD, "Bác sĩ cho biết 4 em đã ổn, chiều nay xuất viện."),
        _sees(CHIEF, "4 em đã ổn", pause=4),
        _presses(CHIEF, "Kết thúc", within="{code}", say="Chánh Văn phòng kết thúc xử lý.", pause=1.5),
        _presses(CHIEF, "Tình hình đã ổn định", pause=1),
        _sees(HEAD, "kết thúc xử lý", button="Báo cáo kết thúc", pause=2.5),
        _presses(HEAD, "Báo cáo kết thúc", within="{code}", say="Hiệu trưởng gửi báo cáo kết thúc.", pause=1),
        _types(HEAD, "Nguyên nhân: nghi do món cá kho. Đã ngừng nhà cung cấp, 12 em đều khoẻ và đi học lại."),
        _sees(CHIEF, "có báo cáo kết thúc", pause=2.5),
        _presses(CHIEF, "Đóng hồ sơ", within="{code}", pause=1),
        _presses(CHIEF, "Đóng hồ sơ", within="Đóng hồ sơ {code}?"),
        _sees(HEAD, "đã đóng", say="Hồ sơ đóng lại. Mọi việc đã làm đều nằm trên một dòng diễn biến.", pause=5),
    ]
    return _story("main", "Từ báo cáo đến kết thúc", (HEAD, DUTY_OFFICER, CHIEF, DIVISION_HEAD), steps)


def _urgent() -> Story:
    """The alert first, details after; a leader calls for the next one at once."""
    steps = [
        *_afresh(HEAD),
        _types(HEAD, "🚨 Khẩn", say="Cháy! Hiệu trưởng bấm 🚨 Khẩn.", pause=2),
        _presses(HEAD, "Cháy nổ", say="Chọn loại…", pause=2),
        _presses(HEAD, "GỬI NGAY", say="…rồi gửi. Ba chạm là xong."),
        _sees(HEAD, "Đã gửi: BCN", remember={"code": _CODE}),
        _sees(
            DUTY_OFFICER, "{code}", button="Tiếp nhận", say="Báo động đã đến lãnh đạo. Chi tiết bổ sung sau.", pause=4
        ),
        _types(HEAD, "Cháy ở bếp ăn, đã sơ tán hết học sinh ra sân, đã gọi 114. Chưa có ai bị thương."),
        _sees(DUTY_OFFICER, "đã sơ tán hết", pause=3.5),
        _presses(DUTY_OFFICER, "Tiếp nhận", within="{code}", say="Người trực tiếp nhận.", pause=3),
        _presses(
            DUTY_OFFICER, "Chuyển cấp trên", within="{code}", say="Việc lớn: người trực chuyển cấp trên.", pause=1.5
        ),
        _presses(DUTY_OFFICER, "Chuyển cấp trên", within="lên cấp trên ngay?"),
        _sees(CHIEF, "{code}", button="Tiếp nhận", say="Chánh Văn phòng được gọi ngay, không chờ hẹn giờ.", pause=4),
        _presses(CHIEF, "Tiếp nhận", within="{code}", pause=2),
        _presses(CHIEF, "Chỉ đạo", within="{code}", say="Chánh Văn phòng chỉ đạo.", pause=1),
        _types(CHIEF, "Giữ học sinh ngoài sân, điểm danh từng lớp, báo lại sau 10 phút."),
        _sees(HEAD, "điểm danh từng lớp", say="Chỉ đạo đến thẳng điện thoại của Hiệu trưởng.", pause=5),
    ]
    return _story("urgent", "🚨 Khẩn: báo động trước, chi tiết sau", (HEAD, DUTY_OFFICER, CHIEF), steps)


def _guided() -> Story:
    """One question after the other, all of it by touches but one."""
    steps = [
        *_afresh(HEAD),
        _types(HEAD, "📝 Báo cáo sự cố", say="Không muốn gõ nhiều: bấm «Báo cáo sự cố», mỗi câu một chạm.", pause=2),
        _presses(HEAD, "Báo cáo mới", **_unless({"button": "Bạo lực học đường"})),
        _presses(HEAD, "Bạo lực học đường", pause=1.5),
        _types(
            HEAD,
            "Một nhóm học sinh lớp 9 xô xát ở cổng trường, bảo vệ đã can ngăn.",
            say="Kể một câu, không nêu tên học sinh.",
        ),
        *_answers(
            HEAD,
            ("Việc xảy ra lúc nào", "15 phút trước"),
            ("Bao nhiêu học sinh", "5"),
            ("Bao nhiêu người bị thương", "1"),
            ("Bao nhiêu người phải vào bệnh viện", "0"),
            ("mạng xã hội", "Chưa có"),
            ("đã xử lý", "Bỏ qua"),
        ),
        _sees(HEAD, "Phiếu báo cáo nhanh", button="Gửi", say="Xem lại phiếu, thêm vị trí nếu muốn.", pause=3),
        {"user": HEAD.user, "do": "location", "latitude": 10.7769, "longitude": 106.7009, "pause": 2.5},
        _presses(HEAD, "Gửi", within="Phiếu báo cáo nhanh"),
        _sees(HEAD, "Đã gửi: BCN", remember={"code": _CODE}),
        _sees(DUTY_OFFICER, "{code}", button="Tiếp nhận", say="Người trực nhận báo động, kèm bản đồ.", pause=5),
        _presses(DUTY_OFFICER, "Tiếp nhận", within="{code}", pause=1),
        _sees(HEAD, "{code} đã được tiếp nhận", say="Và Hiệu trưởng biết ngay: đã có người tiếp nhận.", pause=4),
    ]
    return _story("guided", "Trả lời từng câu", (HEAD, DUTY_OFFICER), steps)


def _on_zalo() -> Story:
    """A report in two messages where there are no buttons; Telegram fails, and the alert comes on Zalo."""
    steps: list[Step] = [
        {
            "user": OTHER_HEAD.zalo_user,
            "do": "text",
            "text": "10 phút trước nổ bình gas ở bếp ăn, 12 em bị thương, 3 em đã đưa đi bệnh viện quận. "
            "Đã gọi 114, 115. Chưa có báo chí.",
            "say": "Trên Zalo không có nút bấm. Hiệu trưởng cứ nhắn chuyện vừa xảy ra.",
        },
        _chooses(OTHER_HEAD, "Báo cáo sự cố mới", **_unless(_CARD)),
        _sees(
            OTHER_HEAD.zalo_user,
            "Phiếu báo cáo nhanh",
            button="Gửi",
            say="Bot điền phiếu, lựa chọn là các dòng có số. Gõ 1 để gửi.",
            pause=5,
        ),
        {
            "say": "Đúng lúc ấy Telegram bị chặn: không tin nào qua được.",
            "misbehave": {"status": 502},
            "pause": 2.5,
        },
        _chooses(OTHER_HEAD, "Gửi", within="Phiếu báo cáo nhanh"),
        _sees(OTHER_HEAD.zalo_user, "Đã gửi: BCN", remember={"code": _CODE}),
        _sees(
            CHIEF.zalo_user,
            "{code}",
            button="Tiếp nhận",
            say="Cả báo cáo chỉ hai tin nhắn. Telegram không nhận báo động: vài giây sau nó sang Zalo của lãnh đạo.",
            pause=6,
        ),
        _chooses(CHIEF, "Tiếp nhận", within="{code}", say="Chánh Văn phòng gõ số để tiếp nhận."),
        _sees(OTHER_HEAD.zalo_user, "{code} đã được tiếp nhận", say="Hiệu trưởng biết ngay ai đang xử lý.", pause=4.5),
        {
            **_sees(DUTY_OFFICER, "{code}"),
            "misbehave": {},
            "say": "Telegram hoạt động lại: những tin còn chờ đến đủ, và đúng như lúc này.",
        },
        _sees(CHIEF, "Đã tiếp nhận: Chánh Văn phòng mẫu", pause=5),
    ]
    story = _story("zalo", "Zalo: báo cáo bằng tin nhắn, chọn bằng số", (CHIEF, DUTY_OFFICER), steps)
    return {**story, "users": [OTHER_HEAD.zalo_user, CHIEF.zalo_user, *story["users"]]}


def _joining(invitations: Mapping[int | str, str]) -> Story:
    """Who may come in, and what a stranger learns: nothing."""
    steps = [
        {"user": STRANGER.user, "do": "start", "say": "Một người lạ tìm thấy bot và bấm Bắt đầu.", "pause": 1},
        _sees(STRANGER, "", optional=True, timeout=3, say="Bot từ chối lịch sự và không cho biết gì thêm.", pause=4),
        {
            "user": OTHER_HEAD.user,
            "do": "start",
            "payload": invitations[OTHER_HEAD.user],
            "say": "Hiệu trưởng mẫu B mở liên kết mời mà Sở gửi cho mình.",
        },
        _sees(
            OTHER_HEAD, "Hiệu trưởng mẫu B", say="Vào ngay, đúng đơn vị, đúng vai trò. Mã chỉ dùng một lần.", pause=5
        ),
        {"user": DEPUTY.user, "do": "start", "say": "Phó Hiệu trưởng không có mã mời…", "pause": 3},
        {"user": DEPUTY.user, "do": "contact", "say": "…nên chia sẻ số điện thoại đã có trong danh sách của Sở."},
        _sees(DEPUTY, "Phó Hiệu trưởng mẫu A", say="Telegram xác nhận đó là số của chính người ấy: vào được.", pause=5),
    ]
    return _story("joining", "Ai vào được, ai không", (STRANGER, OTHER_HEAD, DEPUTY), steps)


def _story(name: str, title: str, people: tuple[Sample, ...], steps: list[Step]) -> Story:
    return {"name": name, "title": title, "users": [one.user for one in people], "steps": steps}


def _afresh(person: Sample) -> list[Step]:
    """Whatever a viewer has left unfinished on this phone is put away, so that what is typed begins a new report."""
    return [
        _presses(person, "Thôi", optional=True, timeout=0, pause=0.7),
        {**_presses(person, "Huỷ", optional=True, timeout=0), **_sees(person, "Huỷ báo cáo này?")},
        _presses(person, "Có", within="Huỷ báo cáo này?", optional=True, timeout=0, pause=0.7),
    ]


def _answers(person: Sample, *answers: tuple[str, str]) -> list[Step]:
    """Presses a button below each of the questions (words of the question, label) that is asked at all."""
    asked = [{"contains": question, "button": label} for question, label in answers]
    return [
        _presses(person, label, within=question, pause=1.5, **_unless(*asked[number:], _CARD))
        for number, (question, label) in enumerate(answers, 1)
    ]


def _unless(*others: Step) -> Step:
    """A step that is passed over as soon as one of the others is there instead."""
    return {"optional": True, "unless": list(others)}


def _types(person: Sample, text: str, **more: Any) -> Step:
    return {"user": person.user, "do": "text", "text": text, **more}


def _presses(person: Sample, label: str, **more: Any) -> Step:
    return {"user": person.user, "do": "press", "label": label, **more}


def _chooses(person: Sample, label: str, **more: Any) -> Step:
    """Types the number of the line on the phone with Zalo."""
    return {"user": person.zalo_user, "do": "choose", "label": label, **more}


def _sees(phone: Sample | str, text: str, *, button: str = "", **more: Any) -> Step:
    """Waits until the phone (with Telegram, or a user of Zalo) shows the text, and the button when one is named."""
    user = phone if isinstance(phone, str) else phone.user
    wanted = {"user": user, "contains": text, **({"button": button} if button else {})}
    return {"wait_for": wanted, **more}


def _picture() -> str:
    """A drawn tray of food under seal, base64."""
    return base64.b64encode(_PICTURE.read_bytes()).decode()
