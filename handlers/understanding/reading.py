"""A whole message read: the answers of the rapid report that its words give."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from handlers.understanding.categories import read_category
from handlers.understanding.media import read_links, read_media
from handlers.understanding.message import message_of
from handlers.understanding.times import read_time
from handlers.understanding.told import read_told
from rules.catalogue import Catalogue


@dataclass(frozen=True)
class Understood:
    """answers: question id → value, as rules.form defines them; only what was said."""

    answers: Mapping[str, Any]


def read(text: str, now: datetime, catalogue: Catalogue) -> Understood:
    """What `text`, sent at `now` (aware), tells about the questions of the form."""
    message = message_of(text)
    category = read_category(message, catalogue)
    at = read_time(text, now)
    read_answers = {
        "category": category,
        "occurred_at": at.at.isoformat() if at and at.at <= now else None,
        "media": read_media(message),
        "media_links": read_links(message) or None,
        "told": read_told(message, category) or None,
    }
    return Understood({question: value for question, value in read_answers.items() if value is not None})
