"""News items for one Word document with their pictures: what goes into it. reports.news_word writes it."""

from collections.abc import Callable
from dataclasses import dataclass

MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture: the SHA-256 of its file where that has been stored, and the words on it."""

    sha256: str | None
    caption: str


@dataclass(frozen=True, slots=True)
class Article:
    """One item. `about`: unit, code, when it was taken; `note`: why its pictures are not there, "" where they are."""

    title: str
    about: str
    text: str
    pictures: tuple[Shown, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """The items of one kind."""

    title: str
    articles: tuple[Article, ...]


@dataclass(frozen=True, slots=True)
class NewsDocument:
    """What goes into the document. name: of its file, without ending; unreadable: what stands for a lost picture."""

    name: str
    department: str
    title: str
    period: str
    total: str
    chapters: tuple[Chapter, ...]
    unreadable: str


def make(told: NewsDocument, content_of: Callable[[str], bytes | None]) -> bytes:
    """The document as .docx. content_of: what the file with this SHA-256 holds; None where it cannot be read."""
    from reports.news_word import written

    return written(told, content_of)
