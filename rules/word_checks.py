"""What must fit together in the words that heads type."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from rules.reading import Entry, Mistake, Section, unknown
from rules.words import Evidence, Group, Meaning, Short, groups_in

# The software itself works with these; a catalogue may change their words but neither drop them nor add others.
CORE_GROUPS = (
    *("PUPIL", "STAFF", "PARENT", "PERSON", "CASE", "HIT", "PRESS", "HOSPITAL"),
    *("POLICE", "HEALTH", "WARD", "FAMILY", "FIRE_SERVICE", "HOTLINE"),
)
CORE_MEANINGS = (
    *("exact", "nothing", "hearsay", "correction", "next_incident", "severity_3", "severity_4"),
    *("published", "press_onsite", "press_contact", "social", "private_message", "no_media"),
    *("tells", "acts"),
    *("injured", "not_injured", "in_hospital", "not_in_hospital", "discharged", "dead", "not_dead", "casualties"),
    *("place", "place_named", "action", "need"),
)


@dataclass(frozen=True)
class WordParts:
    """The words as they were read, before it is known that they fit together."""

    short: Section[Short]
    groups: Section[Group]
    meanings: Section[Meaning]
    evidence: Section[Evidence]


def mistakes_in_words(parts: WordParts, categories: Collection[str]) -> Iterator[Mistake]:
    """Unknown groups, meanings and categories, those that are missing, and words that are told twice."""
    yield from _missing(parts)
    for entry in parts.evidence.entries:
        if entry.value.category not in categories:
            yield entry.mistake(unknown("loại sự cố", entry.value.category, categories), "category")
    for meaning in parts.meanings.entries:
        if meaning.value.id not in CORE_MEANINGS:
            yield meaning.mistake(unknown("nghĩa", meaning.value.id, CORE_MEANINGS), "id")
    for evidence in parts.evidence.entries:
        yield from _unknown_groups(evidence, evidence.value.words, parts.groups.ids)
    for meaning in parts.meanings.entries:
        yield from _unknown_groups(meaning, meaning.value.words, parts.groups.ids)
    yield from _told_twice(parts)


def _missing(parts: WordParts) -> Iterator[Mistake]:
    for group in CORE_GROUPS:
        if parts.groups.ids and group not in parts.groups.ids:
            yield Mistake("words.yaml", 1, f"thiếu nhóm «{group}» mà phần mềm cần")
    for meaning in CORE_MEANINGS:
        if parts.meanings.ids and meaning not in parts.meanings.ids:
            yield Mistake("words.yaml", 1, f"thiếu nghĩa «{meaning}» mà phần mềm cần")


def _unknown_groups(entry: Entry[Any], phrases: Sequence[str], groups: Collection[str]) -> Iterator[Mistake]:
    for number, phrase in enumerate(phrases):
        for name in groups_in(phrase):
            if name not in groups:
                yield entry.mistake(unknown("nhóm từ", name, groups), "words", number)


def _told_twice(parts: WordParts) -> Iterator[Mistake]:
    short: dict[str, str] = {}
    for entry in parts.short.entries:
        for number, typed in enumerate(entry.value.typed):
            first = short.setdefault(typed.lower(), entry.value.means)
            if first != entry.value.means:
                yield entry.mistake(f"chữ tắt «{typed}» đã dùng cho «{first}»", "typed", number)
    owner: dict[str, str] = {}
    for evidence in parts.evidence.entries:
        for number, phrase in enumerate(evidence.value.words):
            category = owner.setdefault(phrase, evidence.value.category)
            if category != evidence.value.category:
                reason = f"cụm từ «{phrase}» đã có ở loại «{category}», hãy giữ ở một nơi"
                yield evidence.mistake(reason, "words", number)
