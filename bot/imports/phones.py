"""Telephone numbers as lists hold them: with dots, without the zero that Excel eats, from before the change of 2018."""

import re
import unicodedata

import phonenumbers
from phonenumbers import PhoneNumberFormat, PhoneNumberType

_SHORTENED = re.compile(r"\d[.,]?\d*e\+\d+", re.IGNORECASE)
_SEVERAL = re.compile(r"[/;,]|\s-\s|\bhoặc\b|\bhoac\b", re.IGNORECASE)
_MOBILE = (PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE)
# Mobile numbers of eleven digits got ten in September 2018: 0168… became 038….
_SINCE_2018 = {
    "0120": "070", "0121": "079", "0122": "077", "0123": "083", "0124": "084", "0125": "085", "0126": "076",
    "0127": "081", "0128": "078", "0129": "082", "0162": "032", "0163": "033", "0164": "034", "0165": "035",
    "0166": "036", "0167": "037", "0168": "038", "0169": "039", "0186": "056", "0188": "058", "0199": "059",
}  # fmt: skip


def read_number(written: str) -> str:
    """The number in E.164. Of several in one cell the only mobile one. Raises ValueError with a Vietnamese reason."""
    if _SHORTENED.fullmatch(written.strip()):
        raise ValueError(f"số điện thoại «{written}» đã bị Excel viết tắt, xin định dạng cột thành chữ (Text)")
    found = dict(number for part in _SEVERAL.split(written) if (number := _number(part)) is not None)
    mobile = [number for number, is_mobile in found.items() if is_mobile]
    if len(found) > 1 and len(mobile) != 1:
        raise ValueError(f"ô điện thoại «{written}» có nhiều số, xin chỉ ghi số dùng cho bot")
    if not found:
        raise ValueError(f"số điện thoại «{written}» không đúng")
    return mobile[0] if mobile else next(iter(found))


def _number(written: str) -> tuple[str, bool] | None:
    """(E.164, whether it is mobile); None for what is no number that can be called."""
    digits = re.sub(r"\D", "", unicodedata.normalize("NFKC", written))
    if "+" in written:
        full = f"+{digits}"
    elif digits.startswith("00"):
        full = f"+{digits[2:]}"
    elif digits.startswith("84") and len(digits) >= 11:
        full = f"+{digits}"
    else:
        full = digits if digits.startswith("0") else f"0{digits}"
    national = re.sub(r"^\+840?", "0", full)
    if len(national) == 11 and (since := _SINCE_2018.get(national[:4])):
        full = since + national[4:]
    try:
        number = phonenumbers.parse(full, "VN")
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    e164 = phonenumbers.format_number(number, PhoneNumberFormat.E164)
    return e164, phonenumbers.number_type(number) in _MOBILE
