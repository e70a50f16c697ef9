"""Vietnamese telephone numbers."""

import phonenumbers


def read_phone(text: str) -> str | None:
    """The first valid number in the text, in E.164."""
    for found in phonenumbers.PhoneNumberMatcher(text, "VN"):
        return phonenumbers.format_number(found.number, phonenumbers.PhoneNumberFormat.E164)
    return None
