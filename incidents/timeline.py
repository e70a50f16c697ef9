"""One line of what has happened to an incident, as people read it."""

from datetime import datetime

import locales
from incidents.facts import flattened, moment_text, shortened
from rules.catalogue import Catalogue
from storage.tables.incidents import TimelineEntry

_LINE_LENGTH = 160


def line(
    lang: str, rules: Catalogue, entry: TimelineEntry, actor: str, now: datetime, most: int | None = _LINE_LENGTH
) -> str:
    """One line of the timeline: «09:41 Chuyên viên trực tiếp nhận». most: characters of what was said; None: all."""
    key = f"line-{entry.kind.replace('_', '-')}"
    text = entry.text if most is None else shortened(lang, flattened(entry.text), most)
    told = {name: value for name, value in entry.data.items() if isinstance(value, str | int)}
    args = {"to": "", "field": "", "files": 0, "delegated": "no", **told, **_named(lang, rules, entry)}
    said = locales.text(lang, key, **{"actor": actor, "text": text, **args})
    return f"{moment_text(lang, entry.at, now)} {said}".rstrip(" :")


def _named(lang: str, rules: Catalogue, entry: TimelineEntry) -> dict[str, str]:
    """What the entry names by its id, in the reader's language; what the catalogue no longer has stays as written."""
    names = ("division", "field_id", "level", "audience")
    division, question, level, audience = (entry.data.get(name) for name in names)
    found = {}
    for receiver in rules.media.audiences:
        if receiver.id == audience:
            found["to"] = receiver.label.of(lang)
    for one in rules.divisions:
        if one.id == division:
            found["to"] = one.name.of(lang)
    for asked in rules.form:
        if asked.id == question:
            found["field"] = asked.label.of(lang)
    if isinstance(level, int) and level in rules.severities:
        found["text"] = rules.severity(level).name.of(lang)
    return found
