"""Every sentence that the code says exists, in every language and with the same variables; and none is left over."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as fluent
from fluent.syntax.visitor import Visitor

import locales

ROOT = Path(__file__).parents[1]
PACKAGES = (
    *("bot", "handlers", "campaigns", "digests", "duty", "news"),
    *("press", "staff", "incidents", "reports", "scheduler", "storage"),
)
OTHERS = sorted(set(locales.languages()) - {locales.FALLBACK})


class _Variables(Visitor):
    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: fluent.VariableReference) -> None:
        self.names.add(node.id.name)


def _sentences(lang: str) -> dict[str, set[str]]:
    """The variables of each sentence; a key that is written twice, or what cannot be parsed, fails."""
    told: dict[str, set[str]] = {}
    for file in sorted((ROOT / "locales" / lang).glob("*.ftl")):
        for entry in FluentParser().parse(file.read_text(encoding="utf-8")).body:
            assert not isinstance(entry, fluent.Junk), f"{file}: {entry.content}"
            if isinstance(entry, fluent.Message):
                assert entry.id.name not in told, f"{file.name}: {entry.id.name} is written twice"
                found = _Variables()
                found.visit(entry)
                told[entry.id.name] = found.names
    return told


def _trees() -> Iterator[tuple[Path, ast.Module]]:
    for package in PACKAGES:
        for file in sorted((ROOT / package).rglob("*.py")):
            yield file, ast.parse(file.read_text(encoding="utf-8"))


def _keys_said() -> Iterator[tuple[str, str]]:
    """(where, pattern) of each key that is given to `….t(key)` or `locales.text(lang, key)`, as the code has it."""
    for file, tree in _trees():
        for call in ast.walk(tree):
            if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute):
                continue
            place = {"t": 0, "text": 1}.get(call.func.attr)
            if place is None or len(call.args) <= place:
                continue
            for pattern in _patterns(call.args[place]):
                yield f"{file.relative_to(ROOT)}:{call.lineno}", pattern


def _patterns(key: ast.expr) -> Iterator[str]:
    """A constant is itself, each branch of a choice counts, and of an f-string the parts that are known."""
    if isinstance(key, ast.Constant) and isinstance(key.value, str):
        yield re.escape(key.value)
    elif isinstance(key, ast.IfExp):
        yield from _patterns(key.body)
        yield from _patterns(key.orelse)
    elif isinstance(key, ast.JoinedStr):
        parts = (re.escape(part.value) if isinstance(part, ast.Constant) else ".+" for part in key.values)
        yield "".join(parts)


def _strings() -> tuple[set[str], list[re.Pattern[str]]]:
    """Every string of the code, and every f-string as a pattern."""
    plain: set[str] = set()
    patterns: list[re.Pattern[str]] = []
    for _, tree in _trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                plain.add(node.value)
            elif isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
                patterns += [re.compile(pattern) for pattern in _patterns(node)]
    return plain, patterns


@pytest.mark.parametrize("lang", OTHERS)
def test_every_sentence_exists_in_both_languages_with_the_same_variables(lang: str):
    assert _sentences(lang) == _sentences(locales.FALLBACK)


def test_every_sentence_that_the_code_says_exists():
    known = _sentences(locales.FALLBACK)
    said = list(_keys_said())
    assert len(said) > 100
    missing = [(where, key) for where, key in said if not any(re.fullmatch(key, one) for one in known)]
    assert missing == []


def test_no_sentence_is_left_that_nobody_says():
    plain, patterns = _strings()
    left = [
        key
        for key in _sentences(locales.FALLBACK)
        if key not in plain and not any(pattern.fullmatch(key) for pattern in patterns)
    ]
    assert left == []


@pytest.mark.parametrize("lang", locales.languages())
def test_markup_of_a_sentence_is_bold_in_pairs_and_nothing_else(lang: str):
    for file in (ROOT / "locales" / lang).glob("*.ftl"):
        text = file.read_text(encoding="utf-8")
        assert set(re.findall(r"</?\w+[^>]*>", text)) <= {"<b>", "</b>"}, file.name
        assert text.count("<b>") == text.count("</b>"), file.name


def test_a_key_that_no_language_has_is_a_mistake_of_ours():
    with pytest.raises(locales.MissingText):
        locales.text("vi", "no-such-sentence")
