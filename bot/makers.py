"""Who makes which file: for each kind of making how its data is read, how it is made, and what the file is called."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from campaigns import results_sheet
from digests import telling
from news import export as news_export
from reports import charts, news_document, own_data, sheets
from rules.catalogue import Catalogue
from staff import calling_list
from storage.database import Tx
from storage.files import FileStore
from storage.screens import Screen


@dataclass(frozen=True, slots=True)
class Maker:
    """collect: reads what the file is made of. make: the bytes of the file, away from any transaction; None where
    there is nothing to show.

    kind: how the file is shown, a picture or a document. screen: what is said with it or without it, instead of the
    words of whoever asked.
    """

    collect: Callable[[Tx, Catalogue, dict[str, Any]], Any]
    make: Callable[[Any], bytes | None]
    name: Callable[[Any], str]
    kind: Literal["photo", "document"]
    mime: str
    screen: Callable[[Any], Screen | None] = lambda data: None


MAKERS: Mapping[str, Maker] = {
    telling.KIND: Maker(telling.collect, telling.draw, telling.file_name, "photo", charts.MIME, telling.screen),
    results_sheet.KIND: Maker(
        results_sheet.collect, results_sheet.make, results_sheet.file_name, "document", sheets.MIME
    ),
    own_data.KIND: Maker(own_data.collect, own_data.make, own_data.file_name, "document", own_data.MIME),
}


def with_files(files: FileStore) -> dict[str, Maker]:
    """All makers, also those that look into the files that people sent."""
    return {
        **MAKERS,
        news_export.KIND: Maker(
            news_export.collect,
            lambda told: news_document.make(told, news_export.content_of(files)),
            news_export.file_name,
            "document",
            news_document.MIME,
        ),
        calling_list.KIND: Maker(
            calling_list.collect, calling_list.make, calling_list.file_name, "document", sheets.MIME
        ),
    }
