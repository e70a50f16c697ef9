"""The dialogue that every contestant holds: the guided report in eight acts of the head; [Gửi] alerts an officer."""

from dataclasses import dataclass

from benchmarks.messenger import Step


@dataclass(frozen=True, slots=True)
class Question:
    """For the peers, which know nothing of our catalogue: no options means that the answer is typed."""

    name: str
    ask: str
    options: tuple[str, ...] = ()


_CATEGORIES = (
    "Tai nạn thương tích", "Đuối nước", "Ngộ độc thực phẩm", "Dịch bệnh", "Bạo lực học đường", "Xâm hại trẻ em",
    "Tự hại", "Cháy nổ", "Giao thông", "Thiên tai", "An ninh", "Nhà giáo", "Thi cử", "Truyền thông", "Khác",
)  # fmt: skip

QUESTIONS = (
    Question("Loại sự cố", "Loại sự cố?", _CATEGORIES),
    Question("Diễn biến", "Chuyện gì đã xảy ra?"),
    Question("Thời gian", "Xảy ra lúc nào?", ("Vừa xong", "15 phút trước", "30 phút trước", "1 giờ trước")),
    Question("Học sinh", "Bao nhiêu học sinh bị ảnh hưởng?", ("0", "1", "2", "3", "5", "10", "20", "50")),
    Question("Bị thương", "Bao nhiêu người bị thương?", ("0", "1", "2", "3", "5", "10", "20", "50")),
    Question("Truyền thông", "Truyền thông đã biết chưa?", ("Chưa có", "Mạng xã hội", "Báo chí gọi", "Đã đăng")),
    Question("Gửi", "Gửi báo cáo?", ("Gửi", "Huỷ")),
)
WHAT = "Có tổ ong rơi xuống sân trường, nhà trường đã sơ cứu tại chỗ."
STEPS = (
    Step(text="/baocao"),
    Step(labels=("Tai nạn",)),
    Step(text=WHAT),
    Step(labels=("Vừa xong",)),
    Step(labels=("3",)),
    Step(labels=("0",)),
    Step(labels=("Chưa có",)),
    Step(labels=("Gửi",)),
)
