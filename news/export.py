"""The accepted items of a period, gathered for one document. Pictures that may not be shown stay out of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import locales
from reports.news_document import Article, Chapter, NewsDocument, Shown
from rules.catalogue import Catalogue
from rules.news import pictures_may_be_shown
from rules.news_periods import Period
from storage import making, news, registry
from storage.ciphering import Damaged, WrongKey
from storage.clock import LOCAL_ZONE
from storage.database import Tx
from storage.files import FileStore
from storage.news import Line
from storage.tables.incidents import Attachment

Files = Mapping[int, Sequence[Attachment]]

_DAY = "%d/%m/%Y"


KIND = "news_document"


@dataclass(frozen=True, slots=True)
class Extent:
    """How much a document would hold: items, their units, pictures, and pictures that are kept out of it."""

    items: int
    units: int
    pictures: int
    kept: int


def extent(tx: Tx, areas: Sequence[str], period: Period) -> Extent:
    found = news.accepted(tx, areas, period.begins, period.ends)
    return _extent(found, _files(tx, found))


def ask(tx: Tx, lang: str, areas: Sequence[str], period: Period, wish: making.Wish) -> None:
    """The document is made and sent to who wishes it; within a minute it is the same."""
    first, last = period.first.isoformat(), period.last.isoformat()
    key = f"{first}:{last}:{lang}:{','.join(areas)}:{tx.now:%Y%m%d%H%M}"
    making.ask(tx, KIND, key, {"lang": lang, "areas": list(areas), "first": first, "last": last}, [wish])


def collect(tx: Tx, rules: Catalogue, params: dict[str, Any]) -> NewsDocument:
    """What a making of this kind was told to gather."""
    period = Period(date.fromisoformat(params["first"]), date.fromisoformat(params["last"]))
    return gathered(tx, rules, params["lang"], params["areas"], period)


def content_of(files: FileStore) -> Callable[[str], bytes | None]:
    """What the pictures hold; None for one that is lost or damaged. Raises KeysUnusable."""

    def content(sha256: str) -> bytes | None:
        try:
            return b"".join(files.read(sha256))
        except (OSError, Damaged, WrongKey):
            return None

    return content


def gathered(tx: Tx, rules: Catalogue, lang: str, areas: Sequence[str], period: Period) -> NewsDocument:
    """What was accepted in the period below the areas, by kinds in the order of the catalogue."""
    found = news.accepted(tx, areas, period.begins, period.ends)
    files = _files(tx, found)
    held = _extent(found, files)
    total = locales.text(lang, "news-document-total", items=held.items, units=held.units, pictures=held.pictures)
    kept = locales.text(lang, "news-document-kept", count=held.kept) if held.kept else ""
    known = [kind.id for kind in rules.news_kinds]
    lost = sorted({line.item.kind for line in found} - set(known))
    by_kind = {kind: [line for line in found if line.item.kind == kind] for kind in (*known, *lost)}
    return NewsDocument(
        department=_department(tx, areas, found),
        name=locales.text(lang, "news-document-name", first=f"{period.first:%d-%m-%Y}", last=f"{period.last:%d-%m-%Y}"),
        title=locales.text(lang, "news-document-title"),
        period=period_text(lang, period),
        total=" ".join(part for part in (total, kept) if part),
        chapters=tuple(_chapter(rules, lang, kind, lines, files) for kind, lines in by_kind.items() if lines),
        unreadable=locales.text(lang, "news-document-unreadable"),
    )


def period_text(lang: str, period: Period) -> str:
    """«từ 01/11/2026 đến 30/11/2026»."""
    return locales.text(lang, "news-document-period", first=f"{period.first:{_DAY}}", last=f"{period.last:{_DAY}}")


def file_name(told: NewsDocument) -> str:
    """«Tổng hợp tin bài 01-11-2026 – 30-11-2026.docx»."""
    return f"{told.name}.docx"


def _files(tx: Tx, found: Sequence[Line]) -> Files:
    return news.files_of(tx, [line.item.draft_id for line in found])


def _extent(found: Sequence[Line], files: Files) -> Extent:
    counts = [(pictures_may_be_shown(line.item.children), len(files.get(line.item.draft_id, ()))) for line in found]
    return Extent(
        items=len(found),
        units=len({line.item.unit_id for line in found}),
        pictures=sum(number for shown, number in counts if shown),
        kept=sum(number for shown, number in counts if not shown),
    )


def _chapter(rules: Catalogue, lang: str, kind_id: str, lines: Sequence[Line], files: Files) -> Chapter:
    kind = rules.news_kind(kind_id)
    articles = tuple(_article(lang, line, files.get(line.item.draft_id, [])) for line in lines)
    return Chapter(kind.name.of(lang) if kind is not None else kind_id, articles)


def _article(lang: str, line: Line, files: Sequence[Attachment]) -> Article:
    item = line.item
    if not pictures_may_be_shown(item.children):
        note = locales.text(lang, "news-document-no-consent", count=len(files)) if files else ""
        return Article(item.title, _about(lang, line), item.text, (), note)
    # What was written on a picture and became the text of the item is not said twice.
    pictures = tuple(Shown(one.sha256, "" if one.caption in item.text else one.caption) for one in files)
    return Article(item.title, _about(lang, line), item.text, pictures, "")


def _about(lang: str, line: Line) -> str:
    item = line.item
    at = (item.decided_at or item.created_at).astimezone(LOCAL_ZONE)
    return locales.text(lang, "news-document-about", unit=line.unit, code=item.code, at=f"{at:{_DAY}}")


def _department(tx: Tx, areas: Sequence[str], found: Sequence[Line]) -> str:
    """The name of the unit whose desk it is; for the whole tree that of the root."""
    above = registry.ancestors(areas[0])[-1:]
    if not above and found:
        above = registry.ancestors(registry.unit(tx, found[0].item.unit_id).path)[:1]
    return registry.unit(tx, above[0]).name if above else ""
