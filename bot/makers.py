"""Who makes which file: for each kind of making how its data is read, how it is made, and what the file is called."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from campaigns import results_sheet
from reports import sheets
from rules.catalogue import Catalogue
from storage.database import Tx


@dataclass(frozen=True, slots=True)
class Maker:
    """collect: reads what the file is made of. make: the bytes of the file, away from any transaction.

    kind: how the file is shown, a picture or a document.
    """

    collect: Callable[[Tx, Catalogue, dict[str, Any]], Any]
    make: Callable[[Any], bytes]
    name: Callable[[Any], str]
    kind: Literal["photo", "document"]
    mime: str


MAKERS: Mapping[str, Maker] = {
    results_sheet.KIND: Maker(
        results_sheet.collect, results_sheet.make, results_sheet.file_name, "document", sheets.MIME
    ),
}
