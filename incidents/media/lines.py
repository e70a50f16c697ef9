"""The media response clock as the messages of an incident show it."""

from datetime import datetime

import locales
from incidents.facts import moment_text
from storage import media
from storage.tables.media import MediaClock


def clock_line(lang: str, clock: MediaClock | None, now: datetime) -> str:
    """«🎙 Phát ngôn lần đầu trước 09:30», that it is late, or that it was given; "" where nothing is owed."""
    if clock is None or clock.state == media.OFF:
        return ""
    due = moment_text(lang, clock.due_at, now)
    if clock.state == media.GIVEN and clock.given_at is not None:
        at = moment_text(lang, clock.given_at, now)
        return locales.text(lang, "media-given-late" if is_late(clock) else "media-given-in-time", at=at, due=due)
    return locales.text(lang, "media-due" if now < clock.due_at else "media-overdue", due=due)


def is_late(clock: MediaClock) -> bool:
    """Whether the first statement was given after its time."""
    return clock.given_at is not None and clock.given_at > clock.due_at
