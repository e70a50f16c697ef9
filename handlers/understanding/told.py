"""Whom the unit has told: the option ids of the question `told`."""

import re
from collections.abc import Iterator

from handlers.understanding.message import Message
from handlers.understanding.vietnamese import compiled

ORDER = ("police", "health", "ward", "parents", "fire_service", "hotline_111")

_PLACE_TAIL = r"(?: (?:phường|xã|quận|huyện|khu vực|địa phương|tp|thành phố|p|q|sở tại|học sinh|hs|(?:các|2|hai) (?:em|bên)|em|bé|cháu)\b\.?(?: ?\d{1,2}\b)?){0,2}"
_BODIES = {
    "fire_service": r"(?:(?:cs|cảnh sát|công an|đội|lực lượng|ca) )?pccc(?: ?(?:và|&) ?cnch)?|(?:đội |xe |lính |lực lượng )?(?:cứu hỏa|chữa cháy)|114|cứu nạn cứu hộ",
    "hotline_111": r"(?:tổng đài |đường dây nóng |số |đt )?111|tổng đài (?:quốc gia )?bảo vệ trẻ em|hotline bảo vệ trẻ em",
    "health": r"(?:trạm|ngành|cơ quan|cán bộ|nhân viên|trung tâm|tt|phòng|sở) y tế|y tế|ttyt|tyt|hcdc|cdc|(?:cấp cứu |xe cấp cứu |xe )?115|xe cấp cứu|cấp cứu ngoại viện",
    "police": r"(?:lãnh đạo |lực lượng )?công an|cahn|caqs|ca|cax|cap|caq|csgt|cảnh sát(?: giao thông| khu vực| hình sự)?|113|cskv",
    "ward": r"(?:lãnh đạo |chủ tịch )?(?:ubnd|ub|ủy ban(?: nhân dân)?)|chính quyền|lãnh đạo (?:phường|xã)|(?:phường|xã)(?= |\W|$)|đảng ủy",
    "parents": r"(?:(?:cho|với|các|toàn thể|hội) )?(?:phụ huynh|phhs|phuynh|cmhs|ph|gia đình|gđ|ba mẹ|cha mẹ|bố mẹ|ba má|người nhà|mẹ|ba|bố)",
}
_BODY = "|".join(f"(?P<{body}>{pattern})" for body, pattern in _BODIES.items())
_ONE = compiled(rf"(?:{_BODY})(?!\w){_PLACE_TAIL}(?: [^\s,;.]+){{0,0}}")
_SEPARATOR = compiled(r" ?(?:,|và|&|\+|/|;|lẫn|cùng|với|rồi|-)? {0,2}(?:báo |gọi |cả |cho |lãnh đạo |đến |tới |cùng |với |và |điện |mời |luôn |thêm |bên ){0,3}")
_TELLING = compiled(
    r"\b(?:báo cáo|trình báo|thông báo|báo tin|báo|gọi điện|gọi|điện thoại|điện|liên hệ|liên lạc|thông tin|mời|phối hợp|nhờ|tb|"
    r"trao đổi|làm việc|gặp|làm đơn tố cáo|tố cáo|gửi đơn|đề nghị|cung cấp thông tin)"
    r"(?: (?:ngay|cho|với|đến|tới|cùng|lên|khẩn|gấp|về|tới|các|bên|nhanh|sự việc|vụ việc|kịp thời|trực tiếp|qua|số|"
    r"lãnh đạo|cấp cứu|sang|toàn thể|luôn|xe))* "
)
_NOT_TOLD = compiled(r"\b(?:chưa|không|ko|k|kg|sẽ|định|cần|dọa|đòi|đừng|yêu cầu|đề nghị|bị|giả danh|xin phép)(?: dám| kịp| có| kip| phải| muốn)? $")
_NOT_TELLING_AFTER = compiled(r"chí\b|đài\b|vệ\b|mạng\b|động\b|đảm\b|tuổi\b|thanh\b")
_PRESENT = compiled(
    r"(?: (?:phường|xã|quận|huyện|tp|khu vực|địa phương|thành phố|hs|học sinh|của|em|bé|cháu|các|hai|2|bên|\d{1,2}|vừa|cũng|đều|đang|đã|có|"
    r"được|mới|hiện|kịp thời|nhanh chóng|lập tức|liền|nhà trường|trường|ngay)\.?){0,6}"
    r" (?P<verb>đến|tới|có mặt|biết|nắm|vào cuộc|điều tra|xác minh|xử lý|xuống|bắt|dập|đưa|đón|nhận|làm việc|thông báo|báo|báo tin|hỗ trợ|"
    r"lập biên bản|giữ|phong tỏa|khám nghiệm|lấy lời khai|tiếp nhận|triệu tập|khử khuẩn|phun|điều tiết|thu giữ|mời|tạm giữ|khống chế|"
    r"chăm sóc|đồng ý|hay|tìm|chở|theo dõi|lấy mẫu|kiểm tra|vào|chữa cháy|hay tin|phối hợp|rước)\b"
)
_PARENTS_VERBS = compiled(r"có mặt|biết|nắm|đến|tới|đón|thông báo|báo|báo tin|vào|chăm sóc|đồng ý|hay|hay tin|phối hợp|rước|xuống")
_DONE = compiled(r" (?:đã|đang|vừa|cũng|được|đều|có mặt|biết|mới)\b")
_DENIED_WITHIN = compiled(r" (?:chưa|không|ko|k)\b")
_HOSPITAL_BEFORE = compiled(r"(?:bv|bệnh viện|viện|nhân dân|gia định) $")
_CASE_AFTER = compiled(r" (?:bệnh|sốt|mắc|nghi|nhiễm|tay|thủy|sởi|dương|học|trực|sáng|chiều|cúm|đau|quai|bị|đang|nặng|này)\b")


def read_told(message: Message, category: str | None) -> list[str]:
    found = {*_spoken_to(message), *_seen_at_work(message, category)}
    return [body for body in ORDER if body in found]


def _spoken_to(message: Message) -> Iterator[str]:
    """After a verb of telling a list of bodies: «báo công an, TTYT và UBND xã»."""
    prepared = message.prepared
    for verb in _TELLING.finditer(prepared):
        if _NOT_TOLD.search(prepared[max(0, verb.start() - 20) : verb.start()]):
            continue
        if _NOT_TELLING_AFTER.match(prepared, verb.end()):
            continue
        position = verb.end()
        while one := _ONE.match(prepared, position):
            yield _body(one)
            separator = _SEPARATOR.match(prepared, one.end())
            if not separator or separator.end() == one.end():
                break
            position = separator.end()


def _seen_at_work(message: Message, category: str | None) -> Iterator[str]:
    """«CA phường đã đến», «gia đình đã biết»: who acts or knows has been told."""
    prepared = message.prepared
    for one in _BODY_ALONE.finditer(prepared):
        body = _body(one)
        if _HOSPITAL_BEFORE.search(prepared[max(0, one.start() - 12) : one.start()]) or _is_case(body, one, message):
            continue
        present = _PRESENT.match(prepared, one.end())
        if not present or _DENIED_WITHIN.search(present.group()):
            continue
        if body in ("parents", "health") and not _DONE.search(present.group()):
            continue
        if body == "parents" and (category in ("security", "media") or not _PARENTS_VERBS.fullmatch(present["verb"])):
            continue
        if body == "ward" and not one.group().startswith(("ub", "ủy", "lãnh", "chính", "chủ")):
            continue
        if body == "parents" and _tells_itself(prepared, present):
            continue
        yield body


def _tells_itself(prepared: str, present: re.Match[str]) -> bool:
    """«gia đình đã báo công an» tells of the police; «gia đình đã được báo» tells of the family."""
    telling = compiled(r"báo|thông báo|báo tin").fullmatch(present["verb"])
    return bool(telling) and not compiled(r" được\b").search(present.group())


def _is_case(body: str, one: re.Match[str], message: Message) -> bool:
    """«ca» is the police only when not counted or followed by a disease."""
    if body != "police" or one.group() not in ("ca", "cap", "cax", "caq"):
        return False
    counted = compiled(r"\d ?$|\b(?:các|một|những|nhiều|thêm|trong) $").search(message.prepared[max(0, one.start() - 8) : one.start()])
    if message.text[one.start() : one.end()] == one.group().upper():
        return bool(counted)
    return bool(counted or _CASE_AFTER.match(message.prepared, one.end()))


_BODY_ALONE = compiled(rf"(?<![\w/])(?:{_BODY})(?!\w)")


def _body(one: re.Match[str]) -> str:
    return next(body for body in ORDER if one[body])
