"""When it happened, out of all the times that a message tells; never in the future."""

from datetime import datetime, timedelta

from handlers.understanding.message import Message
from handlers.understanding.times import times_in
from handlers.understanding.vague_times import TimeRead
from handlers.understanding.vietnamese import compiled

LOOK_BACK = 80
TOLERANCE = timedelta(minutes=2)
CLOCK_AND_DAY, CLOCK, ABOUT = 0.95, 0.9, 0.55
_UNTIL = compiled(r"\b(?:đến|tới|trước|tính đến|cho đến|đến nay|đến lúc|sau|hẹn)(?: lúc| khoảng| hơn)? $")
_OF_A_POST = compiled(
    r"\b(?:bài đăng|đăng (?:bài|tin|clip|video|ảnh|hình|lên|tải|trên)|bài viết|clip|chia sẻ|bình luận)\b"
)
_OF_ANOTHER_ACT = compiled(
    r"\b(?:cho (?:\S+ ){0,4}(?:nghỉ|về)|ra về sớm|đón về|rước về|xuất viện|nghỉ học|họp|lên gặp|mở cửa|khai mạc|hẹn)"
    r"(?: \S+){0,2} (?:từ|lúc|vào)? ?$"
)
_LATER_ACT = compiled(
    r" ?(?:thì |mới )?(?:đã )?"
    r"(?:phát hiện|tìm thấy|dập tắt|dập xong|đón về|xuất viện|có mặt|đến trường|họp|sẽ|cấp cứu|đưa đi|báo)\b"
)
_TELLING = compiled(
    r"\b(?:báo|gọi|trình báo|báo cáo)(?: cho)? "
    r"(?:công an|ubnd|ủy ban|y tế|trạm y tế|phường|xã|gia đình|phụ huynh|11[1345])"
    r"(?: \S+){0,6}? (?:lúc|hồi|vào lúc) ?$"
)
_HAPPENED = compiled(r"\b(?:xảy ra|sự việc|vụ việc|vụ|phát sinh)\b")


def read_occurred(message: Message, now: datetime, category: str | None) -> tuple[TimeRead, float] | None:
    """The time and how sure it is (0–1); a clock time before a mere part of a day. `now` is aware."""
    past = [read for read in times_in(message.typed, now) if read.at <= now + TOLERANCE]
    clocks = [read for read in past if read.has_clock and not _is_of_something_else(message, read, category)]
    if clocks:
        first = next((read for read in clocks if not _is_later(message, read)), clocks[0])
        told = [read for read in clocks if _HAPPENED.search(_before(message, read))]
        best = told[0] if told and _is_later(message, first) else first
        return best, CLOCK_AND_DAY if best.has_day else CLOCK
    vague = [read for read in past if not read.has_clock]
    return (vague[0], ABOUT) if vague else None


def _is_of_something_else(message: Message, read: TimeRead, category: str | None) -> bool:
    """«đến 20h có 36 em nhập viện»; «bài đăng lúc 20h» where it is not the post that is reported."""
    if _UNTIL.search(message.prepared[max(0, read.place[0] - 20) : read.place[0]]):
        return True
    if _OF_ANOTHER_ACT.search(_before(message, read)) or _TELLING.search(_before(message, read)):
        return True
    return category not in ("media", "exam") and _OF_A_POST.search(_before(message, read)) is not None


def _is_later(message: Message, read: TimeRead) -> bool:
    """«8h phát hiện», «9h dập tắt xong»: when it was noticed or was over."""
    return _LATER_ACT.match(message.prepared, read.place[1]) is not None


def _before(message: Message, read: TimeRead) -> str:
    start = max(message.clause(read.place[0])[0], read.place[0] - LOOK_BACK)
    return message.prepared[start : read.place[0]]
