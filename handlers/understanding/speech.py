"""The place for a recogniser of speech: its words are read as if they were typed.

None is shipped: a voice message stays an attachment that leaders can hear. Whoever has a recogniser that runs on this
machine gives it to `heard` where a recording has been fetched, and the words that come back to `reading.read`.
"""

from typing import Protocol

from rules.folding import clean

SOUNDS = ("audio/ogg", "audio/mpeg", "audio/mp4", "audio/aac", "audio/wav")


class Recogniser(Protocol):
    """Turns a recording of Vietnamese speech into words, without a network; "" where it hears none."""

    def __call__(self, sound: bytes, mime: str) -> str: ...


def heard(sound: bytes, mime: str, recogniser: Recogniser | None) -> str:
    """The words of a voice message, cleaned like typed ones; "" without a recogniser or for another kind of file."""
    if recogniser is None or mime not in SOUNDS:
        return ""
    return clean(recogniser(sound, mime)).strip()
