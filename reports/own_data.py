"""What is kept about a person, as a text that any phone opens."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import locales
from rules.catalogue import Catalogue
from storage import own_data, registry
from storage.clock import LOCAL_ZONE
from storage.database import Tx

KIND = "own_data"
MIME = "text/plain"


@dataclass(frozen=True, slots=True)
class OwnData:
    lang: str
    name: str
    at: datetime
    sections: Mapping[str, Sequence[Mapping[str, Any]]]


def collect(tx: Tx, _rules: Catalogue, params: dict[str, Any]) -> OwnData:
    """Raises LookupError for a person who is not there."""
    person = registry.person(tx, params["person"])
    return OwnData(params["lang"], person.name, tx.now, own_data.of_person(tx, params["person"]))


def file_name(_found: OwnData) -> str:
    return "du-lieu-cua-toi.txt"


def make(found: OwnData) -> bytes:
    """UTF-8 with a mark at its beginning, so that Windows reads it too."""
    lines = [locales.text(found.lang, "own-data-title", name=found.name, at=_told(found.at)), ""]
    for name, rows in found.sections.items():
        lines.append(locales.text(found.lang, f"own-data-{name.replace('_', '-')}", count=len(rows)))
        for row in rows:
            told = (f"{key}: {_told(value)}" for key, value in row.items() if value not in (None, "", [], {}))
            lines += ["", *(f"  {one}" for one in told)]
        lines.append("")
    return "\n".join(lines).encode("utf-8-sig")


def _told(value: Any) -> str:
    if isinstance(value, datetime):
        return f"{value.astimezone(LOCAL_ZONE):%d/%m/%Y %H:%M:%S}"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else str(value)
