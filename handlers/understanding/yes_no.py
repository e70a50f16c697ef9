"""Yes or no, as people answer."""

from handlers.understanding.vietnamese import compiled, prepare

_NO = compiled(
    r"^\W*(?:dạ |vâng |thưa )?(?:không|khong|ko|kg|k|hok|hông|hong|chưa|đừng|thôi|no|n|sai|không phải|hủy|khỏi)\b|👎|❌"
)
_YES = compiled(
    r"^\W*(?:có|co|ừ|uh|ừm|um|vâng|dạ|đúng|phải|rồi|ok|oke|okay|okie|okê|ô kê|yes|y|được|đồng ý|chắc chắn|gửi|đã|"
    r"xác nhận|nhất trí|chính xác|có ạ|rồi ạ)\b|👍|✅|👌"
)
_DOUBT = compiled(r"\b(?:không|chưa|ko|k) (?:rõ|biết|chắc)\b|\bcó (?:thể|lẽ)\b")


def read_yes_no(text: str) -> bool | None:
    """None where it is neither."""
    prepared = prepare(text)
    if _DOUBT.search(prepared):
        return None
    if _NO.search(prepared):
        return False
    return True if _YES.search(prepared) else None
