"""What people are told about their data when they join: the Department's own words, with their version. Pure."""

from hashlib import sha256
from typing import Annotated

from pydantic import Field

from rules.model import Model
from rules.texts import Text

LONGEST_SHORT = 900
LONGEST_FULL = 3_500


class PrivacyNotice(Model):
    """version: changed by whoever changes the meaning, and then everybody is asked anew. short: what a phone shows at
    once. full: all of it.
    """

    version: Annotated[str, Field(min_length=1, max_length=20, pattern=r"^[\w.-]*\w[\w.-]*$")]
    short: Text
    full: Text

    def wording(self, lang: str) -> str:
        """SHA-256 (hex) of the words in a language: which words somebody has agreed to can be proved."""
        return sha256(f"{self.short.of(lang)}\n\n{self.full.of(lang)}".encode()).hexdigest()


def too_long(notice: PrivacyNotice) -> list[str]:
    """Which of the texts no message can hold: "short", "full"."""
    longest = {"short": LONGEST_SHORT, "full": LONGEST_FULL}
    return [
        name
        for name, most in longest.items()
        if max(len(getattr(notice, name).of(lang)) for lang in ("vi", "en")) > most
    ]
