"""Which category of incident a message tells of: the heaviest evidence wins, the earlier one when equal."""

import re
from functools import lru_cache

from handlers.understanding.message import Message
from handlers.understanding.vietnamese import compiled, prepare
from rules.catalogue import Catalogue

_PUPIL = r"(?:học sinh|hs|hsinh|em|bé|cháu|trẻ|bạn|học viên|sinh viên|con|nữ sinh|nam sinh|học trò)"
_TEACHER = r"(?:giáo viên|gv|gvcn|cô giáo|thầy giáo|cô|thầy|bảo mẫu|nhân viên|hiệu trưởng|giám thị|hiệu phó)"
_PARENT = r"(?:phụ huynh|ph|phhs|người nhà|cha|mẹ|ba|bố)"
_HIT = r"(?:đánh|tát|đấm|đá|hành hung|tấn công|đâm|chém|chửi|lăng mạ|chửi bới|xông vào|xúc phạm)"
_FEW = r"(?: [^\s,;.]+){0,4}?"
_NOT_ACCUSED = r"(?: (?!tố|phản|kiện|khiếu|nghi|phát)[^\s,;.]+){0,4}?"

_EVIDENCE: tuple[tuple[str, float, str], ...] = (
    ("self_harm", 9, r"tự tử|tự vẫn|tự sát|tự hại|quyên sinh|thư tuyệt mệnh|rạch (?:cổ )?tay|cắt (?:cổ )?tay|tự rạch|tự cắt|treo cổ|"
     r"nhảy (?:lầu|cầu|từ (?:lầu|tầng|trên)|xuống từ)|uống thuốc (?:ngủ|trừ sâu|rầy|diệt cỏ|chuột|quá liều)|"
     r"muốn chết|ý định (?:chết|tự)|tự làm đau|thắt cổ|đòi chết"),
    ("child_abuse", 9, r"xâm hại|dâm ô|hiếp|quấy rối|sàm sỡ|sờ soạng|lạm dụng|cưỡng bức|cha dượng|bố dượng|dụ dỗ|gạ gẫm|gạ tình|"
     r"ép quan hệ|quan hệ tình dục|mang thai|có thai|ấu dâm|giao cấu|xâm phạm thân thể"),
    ("child_abuse", 6, r"bạo hành|ngược đãi|bỏ đói|nghi bị (?:cha|mẹ|ba|bố)"),
    ("child_abuse", 7, rf"(?:cha|bố|ba|mẹ|dượng|mẹ kế|cha ruột|bố ruột|người nhà|ông|bà) (?:ruột |kế )?(?:đánh đập|hành hạ|bạo hành|đánh)(?= (?:con|em|bé|cháu|dã man|bầm|hs|học sinh))"),
    ("drowning", 9, r"đuối nước|chết đuối|ngạt nước|chìm (?:xuống|dưới)? ?(?:nước|sông|ao|hồ)|"
     r"(?:té|ngã|rơi|rớt|trượt|sẩy chân|hụt chân|lọt)" + _FEW + r" (?:xuống|vào) ?" + r"(?:ao|sông|kênh|hồ|mương|biển|suối|nước|giếng|rạch|hố nước)|"
     r"té (?:sông|ao|kênh|giếng|hồ)|(?:bị )?nước cuốn|chìm nghỉm|đuối sức"),
    ("exam", 8, r"(?:lộ|rò rỉ|nhầm|sai|lọt|mất|bán) (?:đề|bài thi|đáp án)|đề (?:thi|kiểm tra|toán|văn|anh)" + _FEW + r" (?:bị )?(?:lộ|sai|nhầm|phát tán|tung|thiếu|rò)|"
     r"phát nhầm đề|thi hộ|gian lận|quay cóp|mất bài thi|sửa điểm|nâng điểm|phao thi|lộ bài"),
    ("exam", 5, r"phòng thi|thí sinh|coi thi|giám thị|kỳ thi|trước giờ thi|đề (?:thi|kiểm tra)|bài thi|chấm thi|điểm thi|phúc khảo|thi lại"),
    ("teacher_conduct", 9, rf"{_TEACHER}{_FEW} (?:bị )?(?:tố|tố cáo|phản ánh|khiếu nại|kiện)\b(?! giác)|tố cáo {_TEACHER}|"
     rf"{_TEACHER}(?: (?!bị\b)[^\s,;.]+){{0,4}}? (?:đánh|tát|nhéo|véo|phạt|chửi|mắng|bạo hành|đạp|dùng thước|lăng mạ|xúc phạm|bắt|nhốt|trói|nhét|kéo tai|quát|dọa|cho ăn đòn){_FEW} {_PUPIL}\b|"
     r"phạt (?:học sinh|hs|em)?" + r" ?quỳ|dạy thêm|ép học thêm|học thêm|đạo đức nhà giáo|vi phạm đạo đức|say (?:rượu|xỉn)" + r" (?:lên lớp|khi dạy|đi dạy)|"
     rf"{_TEACHER}{_FEW} (?:nhận (?:tiền|hối lộ)|đánh bạc|ngoại tình|gạ (?:tiền|gẫm)|say rượu|say xỉn|nhậu|phát ngôn|vòi tiền|bỏ lớp|bỏ dạy)"),
    ("security", 9, rf"{_PARENT}{_FEW} (?:vào|xông|đến|tới|say|hành hung|đánh|tát|chửi|đe dọa|dọa|gây|lăng mạ){_FEW} (?:{_HIT}|gv|giáo viên|cô|thầy|gây rối|bảo vệ|quậy|làm loạn|đập phá|dọa|đe dọa|trường|lớp|hiệu trưởng)\b(?! đón)|"
     rf"{_TEACHER}{_FEW} bị{_NOT_ACCUSED} {_HIT}|{_HIT} (?:giáo viên|gv|cô giáo|thầy giáo|cô|thầy|bảo vệ|hiệu trưởng)\b"),
    ("security", 8, r"đặt bom|có bom|quả bom|lựu đạn|chất nổ|đe dọa|dọa (?:giết|đánh|nổ|đốt|bắt)|người lạ|đối tượng lạ|đột nhập|xông vào|bắt cóc|mất tích|bỏ nhà|bỏ đi|"
     r"bị lạc|đi lạc|thất lạc|mất trộm|bị trộm|trộm|kẻ gian|mất cắp|cướp|giật (?:dây|điện thoại|túi)|lừa đảo|để lừa|lừa phụ huynh|giả danh|ma túy|cần sa|thuốc lá điện tử|pod|vape|thuốc lắc|chất cấm|bóng cười|"
     r"chất lạ|súng|vật lạ|hack|tấn công mạng|lộ dữ liệu|lộ thông tin|tống tiền|gây rối|đập phá|côn đồ|giang hồ|đòi nợ|mã tấu|phá khóa|bị phá|rải truyền đơn|khủng bố|chưa về nhà|không thấy về"),
    ("violence", 8, r"đánh nhau|ẩu đả|xô xát|đánh hội đồng|bạo lực|bắt nạt|lột đồ|trấn lột|đánh bạn|đâm bạn|bị bạn|hỗn chiến|cô lập|"
     rf"{_PUPIL}{_FEW} (?:đánh|đâm|chém|hành hung|bắt nạt|đấm|tát){_FEW} {_PUPIL}\b|(?:chặn|bao vây|kéo đến|hẹn) ?đánh|bị (?:đánh|đâm|chém|hành hung|chặn đường)|"
     r"dùng (?:dao|hung khí|kéo|gậy)|mang dao|hung khí|nhóm (?:hs|học sinh|em)" + _FEW + r" đánh|đánh hs|túm tóc|mâu thuẫn"),
    ("traffic", 8, r"giao thông|tngt|(?:xe|ô tô|container|xe tải|xe máy|xe ben|xe buýt|tàu)(?: [^\s,;.]+){0,6}? (?:tông|đụng|húc|cán|ủi|va chạm|va quẹt|va|quẹt|lật|mất lái|gây tai nạn|tai nạn)|"
     r"(?:tông|đụng|va chạm|va quẹt|quẹt|đâm)(?: (?:phải|vào|nhau|với|giữa|bởi|một|1|chiếc)){0,4} (?:xe|ô tô|container|hs|học sinh|em|dải phân cách|cột điện)|bị (?:xe|ô tô|container)" + _FEW + r" (?:tông|đụng|cán|va|quẹt|húc)|"
     r"lật xe|bị lật|tai nạn xe|bỏ quên" + _FEW + r" trên xe|quên" + _FEW + r" trên xe|tự té xe|té xe|ngã xe|đi xe máy" + _FEW + r" té"),
    ("traffic", 3, r"xe đưa rước|xe đưa đón|xe buýt|quốc lộ|ql ?\d+|csgt|xe khách|ngã tư|vòng xoay|cao tốc"),
    ("food_poisoning", 8, r"ngộ độc|ngộ đọc|(?:sau|khi) (?:khi )?(?:ăn|uống|bữa)" + _FEW + r" (?:bị )?(?:đau bụng|nôn|ói|tiêu chảy|buồn nôn|mẩn ngứa|dị ứng|chóng mặt)"),
    ("food_poisoning", 5, r"nôn ói|nôn mửa|ói mửa|nôn|ói|đau bụng|tiêu chảy|buồn nôn|suất ăn|bữa ăn|bữa xế|bữa trưa|bữa sáng|thức ăn|đồ ăn|ăn kẹo|kẹo lạ|ăn bánh|uống sữa|căn tin|ăn trưa|trà sữa|cơm gà|bếp ăn"),
    ("epidemic", 8, r"sốt xuất huyết|sxh|tay chân miệng|tcm|thủy đậu|trái rạ|sởi|quai bị|đau mắt đỏ|cúm|covid|ho gà|bạch hầu|viêm não|viêm màng não|"
     r"dịch bệnh|ổ dịch|ca bệnh|ca mắc|ca nhiễm|dương tính|lây lan|cách ly|sốt hàng loạt|nghỉ (?:học )?(?:vì|do) (?:sốt|bệnh|ho)|ca sốt|tả|thương hàn|lao phổi|ghẻ|rubella|đậu mùa|sốt phát ban|chấy|nghi dịch"),
    ("epidemic", 4, r"sốt cao|sốt|phát ban|bùng phát|khử khuẩn|nổi bóng nước"),
    ("disaster", 8, r"sập|tốc mái|sạt lở|giông|lốc|lũ|ngập|(?:cơn|mưa|do|vì|gió|sau|trong) bão|bão (?:số|làm|đổ|gây|lớn|vào|quét)|sét đánh|động đất|triều cường|mưa (?:lớn|to|bão|đá|dông|giông)|"
     r"(?:cây|cành|trụ|cột|tường|cổng|mái|mảng trần|trần (?:nhà|lớp|phòng|thạch)|bảng|giàn giáo|la phông|cửa)" + _FEW + r" (?:đổ|ngã|bật gốc|gãy|sập|rớt|rơi|sụp|bay|đè)|"
     r"nứt (?:tường|trần|dầm|cột)|sụt lún|sụp|vữa (?:trần )?(?:rơi|rớt)|(?:đổ|rơi|rớt) (?:tường|trần|la phông|vữa|mảng)|thiên tai|bật gốc"),
    ("fire", 8, r"cháy(?! máu| nắng)|hỏa hoạn|bốc cháy|chập điện|chập cháy|phát nổ|nổ (?:bình|gas|ga|khí|máy|tủ|điện)|bốc khói|khói|dập tắt|rò rỉ (?:gas|khí)|xì gas|tràn hóa chất|hóa chất (?:đổ|tràn)|bén lửa|lửa"),
    ("injury", 6, r"ong|(?:rắn|chó|mèo|chuột|côn trùng|rết|kiến|bọ cạp) (?:\S+ )?(?:cắn|đốt|tấn công|cào)|(?:bị )?bỏng|phỏng|điện giật|giật điện|hóc|dị vật|ngạt thở|bất tỉnh|"
     r"ngất|xỉu|co giật|say nắng|đột quỵ|đột quị|sốc phản vệ|kẹt tay|kẹt|đứt (?:tay|ngón|lìa|gân)|cắt (?:phải|trúng)|gãy (?:tay|chân|xương|răng|cổ|xương)|trật khớp|bong gân|chấn thương|"
     r"té|ngã|rơi (?:từ|trúng)|rớt (?:từ|trúng)|va đầu|đập đầu|rách (?:đầu|trán|da|môi)|khâu|tai nạn|ống nghiệm|đâm (?:vào )?mắt|chảy máu|trúng (?:đầu|mắt|người)"),
    ("injury", 2, r"bị thương|thương tích|sơ cứu|trầy|đau|mệt|khó thở|dị ứng"),
    ("media", 4, r"phóng viên|nhà báo|quay phim|phỏng vấn|tin đồn|tin giả|sai sự thật|bịa đặt|xuyên tạc|bóc phốt|khủng hoảng|báo (?:đã |vừa )?đăng|đăng bài|báo mạng|báo chí|"
     r"thu tiền|quỹ lớp|quỹ phụ huynh|lạm thu|thu chi|giả mạo|lan truyền|đài truyền hình|livestream|dư luận|vu khống|bôi nhọ|tin sai|fanpage giả"),
    ("media", 12, r"(?:phóng viên|nhà báo|báo chí|báo|đài)" + _FEW + r" (?:hỏi|tìm hiểu|xác minh|phỏng vấn|quay phim|đặt vấn đề)"),
    ("media", 14, r"tin đồn|tin giả|sai sự thật|giả mạo" + _FEW + r" (?:trường|fanpage)|(?:fanpage|trang) giả|bóc phốt|bịa đặt|bôi nhọ|lạm thu|đăng bài về|hỏi về"),
    ("other", 6, r"mất điện|cúp điện|mất nước|cúp nước|đình công|khiếu nại|tụ tập|phản đối|ngừng việc|nghỉ việc tập thể|hư hỏng thiết bị|mất sóng|đình chỉ xe|thiếu nước|bị cắt điện"),
)  # fmt: skip
_PATTERNS = tuple((category, weight, compiled(rf"\b(?:{pattern})\b")) for category, weight, pattern in _EVIDENCE)
_NOT_THIS = compiled(r"\b(?:không phải|không do|không liên quan|loại trừ)(?: là| bị| do| đến)? $")
_WEAK = {"injury": 0.7, "media": 0.6, "other": 0.9}
_REPEATED = 0.3
_NAMED, _NAMED_ONLY = 2.5, 8.0


def read_category(message: Message, catalogue: Catalogue) -> str | None:
    """Causes beat effects (a burn in a fire is fire): so injury and media, that go with everything, weigh less."""
    offered = tuple((one.id, one.synonyms) for one in catalogue.categories if not one.retired)
    evidence = {category: 0.0 for category, _ in offered}
    for category, weight, pattern in (*_PATTERNS, *_named(offered)):
        if category in evidence:
            evidence[category] += weight * _strength(pattern, message.prepared)
    rated = {category: _WEAK.get(category, 1.0) * weight for category, weight in evidence.items() if weight}
    return max(rated, key=lambda category: rated[category], default=None)


def _strength(pattern: re.Pattern[str], prepared: str) -> float:
    """1 for what is said once, a little more for each further word of the kind and for what is said early."""
    said: dict[str, int] = {}
    for match in pattern.finditer(prepared):
        if not _NOT_THIS.search(prepared[max(0, match.start() - 24) : match.start()]):
            said.setdefault(match.group(), match.start())
    if not said:
        return 0.0
    early = 0.2 * (1 - min(said.values()) / max(len(prepared), 1))
    return 1 + early + _REPEATED * (min(len(said), 4) - 1)


@lru_cache(maxsize=8)
def _named(offered: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[tuple[str, float, re.Pattern[str]], ...]:
    """The Department's own words for its categories; they alone speak for a category that it has added."""
    known = {category for category, _, _ in _PATTERNS}
    return tuple(
        (category, _NAMED if category in known else _NAMED_ONLY, compiled(rf"(?<!\w)(?:{_any_of(synonyms)})(?!\w)"))
        for category, synonyms in offered
        if synonyms
    )


def _any_of(synonyms: tuple[str, ...]) -> str:
    return "|".join(re.escape(prepare(one)).replace("\\ ", " ") for one in sorted(synonyms, key=len, reverse=True))
