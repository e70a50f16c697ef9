"""Whether the press or social networks are involved, and the links."""

import re

from handlers.understanding.message import Message
from handlers.understanding.vietnamese import compiled

_LINK = re.compile(r"(?:https?://|www\.|(?:fb|facebook|tiktok|youtu)\.\w+/)[^\s<>\"«»]{3,300}", re.IGNORECASE)
_TRAILING = ".,;:!?)]}'\""

_PRESS = (
    r"(?:phóng viên|nhà báo|pv|báo đài|báo chí|truyền hình|đài truyền hình|(?:1|một|các|nhiều|mấy|\d) (?:tờ )?báo(?: khác)?|"
    r"tòa soạn|báo (?:tuổi trẻ|thanh niên|người lao động|nlđ|sài gòn giải phóng|sggp|pháp luật|phụ nữ|công an|dân trí|"
    r"vnexpress|vietnamnet|zing|giáo dục|mạng|điện tử|lao động|tiền phong|znews|giao thông)|vnexpress|vietnamnet|dân trí|"
    r"tuổi trẻ online|kenh14|kênh 14|vtv\d*|htv\d*|thvl)"
)
_ON_SITE = compiled(
    rf"\b{_PRESS}\b(?: (?!gọi|nhắn)[^\s,;.]+){{0,4}}? (?:đến|tới|đang (?:đứng|ở|quay|có mặt|chờ|tác nghiệp)|có mặt|xuống|"
    r"quay phim|tác nghiệp|đứng|chờ|túc trực|vào trường)\b|\bquay phim (?:ở|tại|trước) (?:cổng|trường)|"
    rf"\b(?:có|tiếp) {_PRESS} (?:ở|tại|trước|ngoài) (?:cổng|trường)"
)
_CONTACT = compiled(
    rf"\b{_PRESS}\b(?: (?!ở\b)[^\s,;.]+){{0,4}}? (?:gọi|điện|nhắn tin|liên hệ|hỏi|xin gặp|xin phỏng vấn|phỏng vấn|đặt lịch|"
    r"yêu cầu|muốn gặp|gửi câu hỏi|email|mail|inbox)|"
    rf"\b(?:gửi|cung cấp|phản ánh|báo|kể)(?: \S+){{0,3}}? (?:cho |lên |tới |với )?(?:báo chí|phóng viên|nhà báo)\b|"
    r"\b(?:quay clip|đơn|tin|thư) gửi báo\b"
)
_POST = r"đăng(?! (?:đứng|quay|ở|gọi|có|chờ|tác|đến|tìm|điều|xác|hỏi|làm|muốn|xin|liên|yêu|phỏng|trực|vào))"
_PUBLISHED = compiled(
    rf"\b{_PRESS}\b(?: (?!gọi|hỏi)[^\s,;.]+){{0,3}}? (?:đưa tin|{_POST}|đưa lên|viết bài|có bài|phát sóng|lên bài|phản ánh)\b|"
    rf"\blên (?:báo|tivi|ti vi|tv|truyền hình|thời sự)\b|\bbáo (?:đã |vừa |mới )?(?:{_POST}|đưa tin|viết)\b|\b(?:đã )?bị báo đăng\b|"
    r"\b(?:bài báo|đăng báo|đưa lên báo|bài viết trên báo|trên báo)\b"
)
_NETWORK = (
    r"(?:facebook|face book|phây|fb|face|tiktok|tik tok|toptop|zalo|youtube|mạng xã hội|mxh|mạng|threads|instagram|"
    r"fanpage|page|group|hội nhóm|internet|cộng đồng mạng)"
)
_SOCIAL = compiled(
    rf"\b(?:đăng|lên|trên|qua|lan truyền|phát tán|chia sẻ|share|livestream|post|tung)(?: \S+){{0,4}}? {_NETWORK}\b|"
    r"\b(?:livestream|live stream|lan truyền|viral|lượt chia sẻ|lượt xem|lượt share|dư luận mạng|bóc phốt|cộng đồng mạng)\b|"
    rf"\bclip(?: \S+){{0,3}}? {_NETWORK}\b|\b(?:fanpage|trang|nick|tài khoản) giả|\bgiả mạo(?: \S+){{0,3}}? (?:fanpage|facebook|fb)|"
    r"\b(?:facebook|fb|tiktok|tik tok)\b"
)
_PRIVATE_MESSAGE = compiled(
    r"(?:tin nhắn|nhắn tin|nhắn|gửi tin|thông báo|báo|gọi|gửi|hẹn|trao đổi|họp|liên hệ|liên lạc)(?: \S+){0,6}? (?:qua|trên|bằng|vào)(?: nhóm)? "
    + _NETWORK
)
_NOBODY = compiled(
    r"\b(?:chưa|không|ko|kg|k) (?:có |thấy |bị |để |lộ |ai )*(?:báo |đăng |đưa |lên |đưa lên |đăng lên |lan |truyền |lan truyền |gọi )*"
    r"(?:(?:trên|ra|cho|lên|thông tin|tin|phản ánh|clip|bài|gì) )*(?:báo chí|báo đài|phóng viên|nhà báo|pv|truyền thông|mạng xã hội|mạng|"
    r"mxh|facebook|fb|tiktok|zalo)\b|"
    r"\b(?:báo chí|báo đài|truyền thông|mạng xã hội|mxh|phóng viên|nhà báo|mạng|bên ngoài) (?:hiện |vẫn |thì )?(?:chưa|không|ko) "
    r"(?:biết|có|hay|đưa|đăng|phản ánh|quan tâm|thấy|nắm)\b|\b(?:chưa|không|ko) (?:bị )?(?:lộ|lan|rò rỉ) ra ngoài\b|"
    r"\b(?:báo chí|truyền thông|mạng xã hội|mxh|media)\W{1,3}(?:chưa|không|ko)\b"
)


def read_media(message: Message) -> str | None:
    """none, social, press_contact, press_onsite or published: the gravest that is said."""
    text = _LINK.sub(lambda link: " " * len(link.group()), message.prepared)
    denied = [match.span() for match in _NOBODY.finditer(text)]
    for kind, pattern in (("published", _PUBLISHED), ("press_onsite", _ON_SITE), ("press_contact", _CONTACT)):
        if _said(pattern, text, denied):
            return kind
    private = [match.span() for match in _PRIVATE_MESSAGE.finditer(text)]
    if _said(_SOCIAL, text, [*denied, *private]) or any("fb" in link or "facebook" in link or "tiktok" in link for link in read_links(message)):
        return "social"
    return "none" if denied else None


def _said(pattern: re.Pattern[str], text: str, denied: list[tuple[int, int]]) -> bool:
    for match in pattern.finditer(text):
        before = text[max(0, match.start() - 10) : match.start()]
        overlaps = any(start < match.end() and match.start() < end for start, end in denied)
        if not overlaps and not _JUST_DENIED.search(before) and not _DENIED_WITHIN.search(match.group()):
            return True
    return False


_JUST_DENIED = compiled(r"\b(?:chưa|không|ko|k|kg)(?: có| bị| thấy)? $")
_DENIED_WITHIN = compiled(r" (?:chưa|không|ko|sẽ|dọa|đừng)\b")


def read_links(message: Message) -> list[str]:
    """Addresses of web pages, as they were typed, each once."""
    links = [match.group().rstrip(_TRAILING) for match in _LINK.finditer(message.text)]
    return list(dict.fromkeys(links))
